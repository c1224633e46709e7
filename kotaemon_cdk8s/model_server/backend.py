"""What all model servers of the library have in common: their objects, and the edge to the app."""

from __future__ import annotations

from collections.abc import Mapping

from kotaemon_cdk8s import server
from kotaemon_cdk8s.components import ModelServerBackend
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.model_server.existing_models import MODELS
from kotaemon_cdk8s.objects import Objects
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.server import Placement, ServerStorage
from kotaemon_cdk8s.wiring import Binding, Endpoint, Metrics, Pods, Workload, pods_of_set

import cdk8s
from cdk8s_plus_27 import k8s
from typing_extensions import override

WAVE = Wave.APP
"""Not before the app: a first start downloads for as long as an hour, and the app starts without models."""


class DeployedModelServer(ModelServerBackend):
    """Base of the servers; make one with a named constructor of `ModelServer`."""

    reachable_from_other_namespaces: bool = True
    """Whether the app finds it, and what it needs for it, from another namespace."""

    stateful_set: cdk8s.ApiObject
    """The StatefulSet."""
    service: cdk8s.ApiObject
    """The Service."""
    headless_service: cdk8s.ApiObject
    """The Service that a StatefulSet must have; the app uses the other one."""
    claims: tuple[cdk8s.ApiObject, ...]
    """The PersistentVolumeClaim; none if the models were there before."""
    name: str
    """Name of the server."""
    url: str
    """Where it is, within the cluster."""

    _workload: Workload

    @override
    def bind(self) -> Binding:
        return Binding(endpoints=Endpoint.of_url(self.url), workloads=(self._workload,))

    def _keep(self, made: Mapping[str, cdk8s.ApiObject]) -> None:
        self.stateful_set = made["stateful-set"]
        self.service = made["service"]
        self.headless_service = made["headless-service"]
        self.claims = tuple(item for key, item in made.items() if key.startswith(f"{MODELS}-"))


def url(chart: cdk8s.Chart, name: str, port: int) -> str:
    """Address of a server's Service."""
    return f"http://{name}.{chart.namespace}.svc:{port}" if chart.namespace else f"http://{name}:{port}"


def workload(identity: Identity, port: int, endpoints: tuple[Endpoint, ...], *, exporter: str | None) -> Workload:
    """Its pods, as the network policies and Prometheus see them.

    Args:
        identity: Whose they are.
        port: Its only port.
        endpoints: Where it connects to.
        exporter: Whose metrics it shows on that port; None for none.
    """
    return Workload(
        identity.instance,
        Pods(identity.selector),
        pods_of_set(identity.instance),
        serves=(port,),
        endpoints=endpoints,
        metrics=Metrics(exporter, port, "http") if exporter else None,
    )


def objects(
    at: At,
    chart: cdk8s.Chart,
    identity: Identity,
    *,
    pod: k8s.PodSpec,
    storage: object,
    placement: Placement,
    port: int,
) -> Objects:
    """Collect the objects of a server.

    Args:
        at: Where to complain.
        chart: Where they go to.
        identity: Whose they are.
        pod: The pod; it mounts the volume `models`.
        storage: A `ServerStorage` makes that volume.
        placement: Where it runs.
        port: Its only port.
    """
    collected = Objects(chart, at=at)
    volumes = {MODELS: storage} if isinstance(storage, ServerStorage) else {}
    for template, wanted in volumes.items():
        # What is on it can be had again.
        made = server.claims(identity, template, replicas=1, storage=wanted, keep=False, wave=WAVE)
        for key, claim in made.items():
            collected.add(key, claim)
    collected.add(
        "stateful-set",
        # Its pod goes before the next one comes: a volume, and a GPU, can have no two.
        server.stateful_set(identity, replicas=1, volumes=volumes, hardening=placement.hardening, pod=pod, wave=WAVE),
    )
    collected.add("service", server.service(identity, {"http": port}, WAVE))
    collected.add("headless-service", server.headless_service(identity, {"http": port}, WAVE))
    return collected


def probe(path: str, *, period: int, failures: int) -> k8s.Probe:
    """A probe by an address of the server."""
    return k8s.Probe(
        http_get=k8s.HttpGetAction(path=path, port=k8s.IntOrString.from_string("http"), scheme="HTTP"),
        period_seconds=period,
        timeout_seconds=5,
        failure_threshold=failures,
    )
