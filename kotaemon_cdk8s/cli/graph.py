"""`graph`: the architecture of a deployment as a picture."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

from kotaemon_cdk8s.cli.arguments import App, AsJson, Debug, One, print_json
from kotaemon_cdk8s.cli.deployments import chosen
from kotaemon_cdk8s.cli.failure import failed
from kotaemon_cdk8s.cli.script import Script
from kotaemon_cdk8s.picture.architecture import architecture
from kotaemon_cdk8s.picture.drawing import Drawing
from kotaemon_cdk8s.picture.mermaid import mermaid
from kotaemon_cdk8s.picture.sync_waves import sync_waves

import typer


class Format(str, Enum):
    """What a picture can be."""

    MERMAID = "mermaid"
    DOT = "dot"
    SVG = "svg"
    PNG = "png"


_OF_SUFFIX = {".mmd": Format.MERMAID, ".dot": Format.DOT, ".gv": Format.DOT, ".svg": Format.SVG, ".png": Format.PNG}


def graph(
    name: One = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="mermaid, dot, svg or png. Default: by the name of the file, or else mermaid."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write. Default: standard output.")
    ] = None,
    waves: Annotated[
        bool, typer.Option("--waves", help="Draw the sync waves of Argo CD in place of the architecture.")
    ] = False,
    app: App = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Draw a deployment from its wiring graph: pods, stores, hosts, who comes in, with ports and namespaces.

    SVG and PNG need graphviz' program `dot`; the text formats need nothing. With `--json` the
    parts and lines themselves.
    """
    if output is not None and form is None and not as_json and output.suffix not in _OF_SUFFIX:
        raise typer.BadParameter(f"{output.name} says no format; give --format", param_hint="--output")
    deployment = chosen(Script.of(app).read(debug=debug), name)
    drawing = sync_waves(deployment.charts) if waves else architecture(deployment.app)
    if as_json:
        print_json(_as_json(drawing))
        return
    if form is None:
        form = Format.MERMAID if output is None else _OF_SUFFIX[output.suffix]
    content = _drawn(drawing, form)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise failed([f"{output}: cannot be written: {error.strerror}"]) from None


def _drawn(drawing: Drawing, form: Format) -> bytes:
    if form is Format.MERMAID:
        return mermaid(drawing).encode()
    from kotaemon_cdk8s.picture.dot import dot

    import graphviz

    source = dot(drawing)
    if form is Format.DOT:
        return bytes(source.source, "utf-8")
    try:
        return bytes(source.pipe(format=form.value))
    except graphviz.ExecutableNotFound:
        raise failed(
            [
                "the program `dot` is not installed: it is in the package graphviz of apt, dnf, apk, brew and winget;"
                " --format dot and --format mermaid need none"
            ]
        ) from None
    except graphviz.CalledProcessError as error:
        raise failed([f"`dot` fails: {' '.join(str(error).split())}"]) from None


def _as_json(drawing: Drawing) -> dict[str, object]:
    return {
        "title": drawing.title,
        "parts": [
            {
                "id": part.id,
                "kind": part.kind.value,
                "name": part.name,
                "text": list(part.text),
                "groups": [group.title for group in part.groups],
            }
            for part in drawing.parts
        ],
        "lines": [vars(line) for line in drawing.lines],
    }
