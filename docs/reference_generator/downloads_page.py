"""The page of what the app asks the internet for."""

from __future__ import annotations

from kotaemon_cdk8s.kotaemon_app.internet import FETCHES

from reference_generator.markdown import NOTE


def downloads() -> str:
    """All rows of the table."""
    lines = [
        NOTE,
        "# Downloads",
        "",
        "What the app asks the internet for by itself. What you name as an address, a model provider or a store, is not"
        " here. [Run offline](../how-to/run-offline.md) says how to close all of it.",
        "",
        "| Brought by | What | When | From | Closed by | Read in |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for fetch in FETCHES.values():
        cells = (fetch.feature, fetch.what, fetch.when, ", ".join(fetch.hosts), fetch.closed_by, fetch.source)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
