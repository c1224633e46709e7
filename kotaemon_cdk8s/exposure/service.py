"""A Service that is reachable from outside: a port of the nodes, or a load balancer of the cloud.

https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from kotaemon_cdk8s.exposure.backend import Exposed, ExposureBackend
from kotaemon_cdk8s.exposure.host import check_host
from kotaemon_cdk8s.metadata import SYNC_WAVE, Wave
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.peer import Peer

from cdk8s_plus_27 import k8s
from typing_extensions import override

_PORT = 80


class ServiceType(str, Enum):
    """How a Service is reachable from outside."""

    NODE_PORT = "NodePort"
    """At a port of the nodes that run a pod of it."""
    LOAD_BALANCER = "LoadBalancer"
    """At an address of its own, from the cloud or a controller such as MetalLB."""


class IpFamilies(Enum):
    """Internet protocols of a Service."""

    IPV4 = ("SingleStack", ("IPv4",))
    """IPv4 alone."""
    IPV6 = ("SingleStack", ("IPv6",))
    """IPv6 alone; only behind an `AuthProxy`, since the app itself listens on IPv4."""
    DUAL_STACK = ("RequireDualStack", ("IPv4", "IPv6"))
    """Both; only behind an `AuthProxy`."""


@dataclass(frozen=True)
class ServiceExposure(Options, ExposureBackend):
    """The app at a Service of its own, without any proxy: one pod for each address of a client.

    It keeps the addresses of clients (`externalTrafficPolicy: Local`), so that policies and
    `source_ranges` mean them.

    Args:
        sources: Networks from which people come; `Peer.any_address()` for all.
        service_type: Default: `ServiceType.LOAD_BALANCER`.
        host: Name under which people know the app. Default: none.
        encrypted: The load balancer has a certificate, by its annotations. Default: False;
            passwords then cross the network in clear text.
        load_balancer_class: Who makes the load balancer; it cannot change later. Default: the
            cluster's own.
        node_port: Port of the nodes, 30000 to 32767. Default: the cluster chooses.
        ip_families: Default: the cluster's own.
        annotations: What the cloud reads. Default: none.
        sticky_seconds: For so long a client's address comes to the same pod, 600 to 86400 s.
            Default: 10800.
        allow_unauthenticated: Lead to the app without a login before it: its API answers
            whoever reaches it. Default: False.

    Raises:
        OptionError: A value is malformed, or two options contradict each other.
    """

    sources: Peer
    service_type: ServiceType = ServiceType.LOAD_BALANCER
    host: str | None = None
    encrypted: bool = False
    load_balancer_class: str | None = None
    node_port: int | None = None
    ip_families: IpFamilies | None = None
    annotations: Mapping[str, str] = field(default_factory=dict)
    sticky_seconds: int = 10800
    allow_unauthenticated: bool = False

    component = "service"

    @override
    def check(self, at: At) -> None:
        at.require(
            bool(self.sources.networks),
            "sources",
            self.sources,
            "people outside the cluster are no pods",
            "give networks: Peer.cidrs('203.0.113.0/24'), or Peer.any_address()",
        )
        if self.host is not None:
            check_host(at, self.host)
        if self.load_balancer_class is not None:
            at.label_key("load_balancer_class", self.load_balancer_class)
            at.require(
                self.service_type is ServiceType.LOAD_BALANCER,
                "load_balancer_class",
                self.load_balancer_class,
                "there is no load balancer; the API server refuses it",
                "leave it out",
            )
        if self.node_port is not None:
            at.number("node_port", self.node_port, at_least=30000, at_most=32767)
        at.label_keys("annotations", self.annotations, ours={SYNC_WAVE})
        at.number("sticky_seconds", self.sticky_seconds, at_least=600, at_most=86400, unit="seconds")

    @property
    @override
    def https(self) -> bool:
        return self.encrypted

    @property
    @override
    def clients(self) -> tuple[Peer, ...]:
        return (self.sources,)

    @override
    def objects(self, app: Exposed) -> Mapping[str, Any]:
        balanced = self.service_type is ServiceType.LOAD_BALANCER
        families = self.ip_families
        port = k8s.ServicePort(
            name="http",
            port=_PORT,
            protocol="TCP",
            target_port=k8s.IntOrString.from_string("http"),
            node_port=self.node_port,
        )
        return {
            "external-service": k8s.KubeService.manifest(
                metadata=app.identity.metadata(f"{app.service}-external", Wave.APP, annotations=self.annotations),
                spec=k8s.ServiceSpec(
                    type=self.service_type.value,
                    selector=app.identity.selector,
                    external_traffic_policy="Local",
                    session_affinity="ClientIP",
                    session_affinity_config=k8s.SessionAffinityConfig(
                        client_ip=k8s.ClientIpConfig(timeout_seconds=self.sticky_seconds)
                    ),
                    load_balancer_class=self.load_balancer_class,
                    load_balancer_source_ranges=list(self.sources.networks)
                    if balanced and not self.sources.everybody
                    else None,
                    ip_family_policy=families.value[0] if families else None,
                    ip_families=list(families.value[1]) if families else None,
                    ports=[port],
                ),
            )
        }
