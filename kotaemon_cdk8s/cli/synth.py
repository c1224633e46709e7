"""`synth`: run the script in this process, and say what it has changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from kotaemon_cdk8s.cli.arguments import App, AsJson, Debug, print_json
from kotaemon_cdk8s.cli.failure import refused
from kotaemon_cdk8s.cli.script import Script, project
from kotaemon_cdk8s.cli.tables import print_table
from kotaemon_cdk8s.errors import KotaemonCdk8sError
from kotaemon_cdk8s.output import output_folder

import typer
from rich.console import Console

_SUFFIX = ".k8s.yaml"
_SHOWN = 20


@dataclass(frozen=True)
class _Written:
    """What became of the files of one chart.

    Args:
        chart: The chart, by its folder or its file.
        objects: How many objects it has now.
        added: Files that were not there before.
        changed: Files that have another content.
        removed: Files that are no longer there.
    """

    chart: str
    objects: int
    added: list[str]
    changed: list[str]
    removed: list[str]


def synth(
    output: Annotated[
        str | None,
        typer.Option(help="Folder to write. Default: $CDK8S_OUTDIR, or `output` of cdk8s.yaml, or else dist."),
    ] = None,
    app: App = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Write the manifests, whole or not at all, and say what has changed.

    The same files as `python app.py` and `cdk8s synth` write, without npm. Whatever the script
    itself does about its folder, the old one stays until all is well; then nothing stale is left in it.
    """
    script = Script.of(app)
    folder = output or os.environ.get("CDK8S_OUTDIR") or project().output
    before = _contents(Path(folder))
    try:
        with _progress() as watch, output_folder(folder) as staged:
            script.write(staged, replaces=folder, debug=debug, watch=watch)
    except KotaemonCdk8sError as error:
        raise refused(error) from None
    written = list(_compared(before, _contents(Path(folder))))
    if as_json:
        print_json({"output": folder, "charts": [vars(chart) for chart in written]})
    else:
        _show(folder, written)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Shows the chart under way, on a terminal only."""
    console = Console(stderr=True)
    made = 0
    with console.status("starting") as status:

        def watch(chart: str) -> None:
            nonlocal made
            made += 1
            status.update(f"{chart} ({made}. chart)")

        yield watch


def _contents(folder: Path) -> dict[str, bytes]:
    files = sorted(folder.rglob("*.yaml")) if folder.is_dir() else []
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _compared(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[_Written]:
    for chart in sorted({_chart(name) for name in (*before, *after)}):
        old = {name: content for name, content in before.items() if _chart(name) == chart}
        new = {name: content for name, content in after.items() if _chart(name) == chart}
        yield _Written(
            chart,
            objects=sum(map(_objects, new.values())),
            added=sorted(new.keys() - old.keys()),
            changed=sorted(name for name in new.keys() & old.keys() if new[name] != old[name]),
            removed=sorted(old.keys() - new.keys()),
        )


def _chart(file: str) -> str:
    return file.partition("/")[0].removesuffix(_SUFFIX)


def _objects(content: bytes) -> int:
    # cdk8s writes block style, where nothing within an object begins a line.
    return sum(line.startswith(b"apiVersion:") for line in content.splitlines())


def _show(folder: str, written: list[_Written]) -> None:
    columns = ("objects", "added", "changed", "removed")
    counts = ((chart, (len(chart.added), len(chart.changed), len(chart.removed))) for chart in written)
    rows = [(chart.chart, chart.objects, *(count or "-" for count in files)) for chart, files in counts]
    print_table(("chart", *columns), rows, right=columns)
    files = [*(("+", name) for chart in written for name in chart.added)]
    files += [("~", name) for chart in written for name in chart.changed]
    files += [("-", name) for chart in written for name in chart.removed]
    for sign, name in files[:_SHOWN]:
        typer.echo(f"{sign} {folder}/{name}")
    if len(files) > _SHOWN:
        typer.echo(f"and {len(files) - _SHOWN} more files; --json has all")
    typer.echo(f"{folder}: {sum(chart.objects for chart in written)} objects, {len(files)} files changed")
