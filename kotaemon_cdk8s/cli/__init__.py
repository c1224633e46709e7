"""The command `kotaemon-cdk8s`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; its libraries are those of the extra `cli`, which a synthesis does not need."""
    try:
        from kotaemon_cdk8s.cli.program import program
    except ModuleNotFoundError as error:
        sys.exit(f"kotaemon-cdk8s: {error.name} is not installed: pip install 'kotaemon-cdk8s[cli]'")
    program()
