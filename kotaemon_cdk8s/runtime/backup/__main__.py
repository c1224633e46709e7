"""The commands; the Job's log gets one line when one fails."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from .. import patches
from ..log import log
from ..postgresql import one_line
from . import checking, deployment, exporting, loading, verifying


def main(arguments: list[str]) -> int:
    """Do it.

    Returns:
        0 if it is done, 1 if not.
    """
    options = _parser().parse_args(arguments)
    # Both before the app's packages are imported.
    os.environ["THEFLOW_SETTINGS_MODULE"] = f"{__package__}.settings"
    patches.apply("keep nltk from downloading", patches.stay_offline)
    try:
        target = deployment.read()
        if options.command == "export":
            exporting.export(target, options.folder, accept_missing=options.accept_missing)
        elif options.command == "check":
            checking.check(target, options.folder, overwrite=options.overwrite, app=options.app)
        elif options.command == "load":
            loading.load(target, options.folder, overwrite=options.overwrite, app=options.app)
        else:
            verifying.verify(target, options.folder)
    except Exception as error:  # noqa: BLE001 (whatever a client raises)
        log.debug("%s", options.command, exc_info=True)
        kind = "" if type(error).__name__.endswith(("BackupError", "DocumentError")) else f"{type(error).__name__}: "
        print(f"{options.command}: {kind}{one_line(error)}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kotaemon_runtime.backup", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("export", "check", "load", "verify"):
        command = commands.add_parser(name)
        command.add_argument("folder", type=Path)
        if name == "export":
            command.add_argument("--accept-missing", action="store_true", help="back up what is left of damaged stores")
        if name in ("check", "load"):
            command.add_argument("--overwrite", action="store_true", help="lose what the target holds")
            command.add_argument("--app", metavar="HOST:PORT", help="where the app must not answer")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
