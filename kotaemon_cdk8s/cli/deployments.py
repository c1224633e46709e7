"""Which deployments a script makes, and what they are called on the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kotaemon_cdk8s.cli.failure import failed
from kotaemon_cdk8s.cli.script import project
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp

import cdk8s


@dataclass(frozen=True)
class Deployment:
    """An app, with all it uses.

    Args:
        name: Path of its chart or, where that has several apps, of the construct.
        app: The app.
    """

    name: str
    app: KotaemonApp

    @property
    def charts(self) -> tuple[cdk8s.Chart, ...]:
        """Those of the app and of the stores that it uses."""
        import constructs

        parts = [self.app, *(part for part in self.app.components if isinstance(part, constructs.Construct))]
        return tuple({cdk8s.Chart.of(part).node.path: cdk8s.Chart.of(part) for part in parts}.values())


def deployments(apps: Iterable[cdk8s.App]) -> list[Deployment]:
    """All of some Apps, in the order in which they were made."""
    found = [node for app in apps for node in app.node.find_all() if isinstance(node, KotaemonApp)]
    in_chart = Counter(cdk8s.Chart.of(app).node.path for app in found)
    charts = [cdk8s.Chart.of(app).node.path for app in found]
    return [
        Deployment(chart if in_chart[chart] == 1 else app.node.path, app)
        for chart, app in zip(charts, found, strict=True)
    ]


def chosen(apps: Iterable[cdk8s.App], name: str | None) -> Deployment:
    """The one of this name, or the only one.

    Raises:
        typer.Exit: There is none of this name, or none was named of several.
    """
    known = deployments(apps)
    found = [deployment for deployment in known if name in (None, deployment.name)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(deployment.name for deployment in known) or "none"
    if name is None:
        raise failed([f"name one of the deployments: {names}" if known else "the script makes no KotaemonApp"])
    raise failed([f"{len(found) or 'no'} deployment{'s' if found else ''} {name!r}; there are: {names}"])


def completed(incomplete: str) -> list[str]:
    """Names for the shell: folders of the output, because to run the script would take seconds."""
    folder = Path(project().output)
    names = {path.name.removesuffix(".k8s.yaml") for path in folder.iterdir()} if folder.is_dir() else set()
    return sorted(name for name in names if name.startswith(incomplete))
