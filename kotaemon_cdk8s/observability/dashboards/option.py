"""For whom there are dashboards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.observability import scraping
from kotaemon_cdk8s.observability.dashboards import overview, pipeline, stores
from kotaemon_cdk8s.observability.dashboards.render import rendered
from kotaemon_cdk8s.observability.scope import Scope
from kotaemon_cdk8s.options import At, Options

from cdk8s_plus_27 import k8s
from typing_extensions import override

# Default of the chart of Grafana: `sidecar.dashboards.label`, `labelValue`, `folderAnnotation`.
_SIDECAR = {"grafana_dashboard": "1"}
_FOLDER = "grafana_folder"


@dataclass(frozen=True)
class Dashboards(Options):
    """Three dashboards: overview, RAG pipeline, stores; make one with `sidecar` or `grafana_operator`.

    Args:
        labels: What ConfigMaps carry, or the instances of Grafana.
        folder: Folder of the dashboards.
        by_operator: The Grafana operator reads custom resources.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    folder: str | None = None
    by_operator: bool = False

    @staticmethod
    def sidecar(*, labels: Mapping[str, str] | None = None, folder: str | None = None) -> Dashboards:
        """ConfigMaps for the sidecar of the Grafana chart.

        Args:
            labels: What the sidecar looks for. Default: `grafana_dashboard: "1"`.
            folder: Value of the annotation `grafana_folder`, which the sidecar reads if its
                `folderAnnotation` says so. Default: none.

        Raises:
            OptionError: A label is malformed.
        """
        return Dashboards(labels=_SIDECAR if labels is None else labels, folder=folder)

    @staticmethod
    def grafana_operator(*, instances: Mapping[str, str], folder: str | None = None) -> Dashboards:
        """GrafanaDashboards for the Grafana operator.

        Args:
            instances: Labels of the `Grafana` objects that get them, in whatever namespace.
            folder: Title of the folder. Default: the operator's, named after the namespace.

        Raises:
            OptionError: A label is malformed.
        """
        return Dashboards(labels=instances, folder=folder, by_operator=True)

    @override
    def check(self, at: At) -> None:
        field = "instances" if self.by_operator else "labels"
        at.require(bool(self.labels), field, dict(self.labels), "nobody would find the dashboards", "give a label")
        at.label_keys(field, self.labels)
        for key, value in self.labels.items():
            at.label_value(f"{field}.{key}", value)
        if self.folder is not None:
            at.not_blank("folder", self.folder)

    def manifests(self, identity: Identity, scope: Scope) -> dict[str, dict[str, Any]]:
        """The objects, by construct id."""
        boards = [overview.board(scope), pipeline.board(scope), *([stores.board(scope)] if scope.others else [])]
        return {
            f"dashboard-{board.key}": self._manifest(identity, f"{scope.name}-{board.key}", rendered(board, scope))
            for board in boards
        }

    def _manifest(self, identity: Identity, name: str, document: str) -> dict[str, Any]:
        made: dict[str, Any]
        if not self.by_operator:
            annotations = {_FOLDER: self.folder} if self.folder else None
            made = k8s.KubeConfigMap.manifest(
                metadata=identity.metadata(
                    f"{name}-dashboard", Wave.ACCESS, labels=self.labels, annotations=annotations
                ),
                data={f"{name}.json": document},
            )
            return made
        from kotaemon_cdk8s.imports.org.integreatly import grafana

        made = grafana.GrafanaDashboard.manifest(
            metadata=scraping.metadata(identity, name, {}),
            spec=grafana.GrafanaDashboardSpec(
                instance_selector=grafana.GrafanaDashboardSpecInstanceSelector(match_labels=dict(self.labels)),
                allow_cross_namespace_import=True,
                folder=self.folder,
                json=document,
            ),
        )
        return made
