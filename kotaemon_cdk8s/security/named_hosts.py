"""Connections to hosts by their names, for networks that know them: Cilium and GKE.

Plain NetworkPolicies know addresses only. Beside one that closes the pods, these open more;
whoever a pod may reach is whom either lets it reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from kotaemon_cdk8s.hosts import one_name
from kotaemon_cdk8s.metadata import LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.security.flows import Node
from kotaemon_cdk8s.security.peer import NAMESPACE_NAME, ClusterDns, Peer
from kotaemon_cdk8s.wiring import Endpoint

import cdk8s


class HostAccess(str, Enum):
    """How pods are let out to hosts that are in no `routes`."""

    DECLARED = "declared"
    """Not at all: each host needs a route."""
    CILIUM = "Cilium"
    """By name, with a CiliumNetworkPolicy; also to the API server."""
    GKE = "GKE"
    """By name, with an FQDNNetworkPolicy: GKE with Dataplane V2 and `--enable-fqdn-network-policy`."""
    PUBLIC_ADDRESSES = "public addresses"
    """To all addresses of the internet, on those hosts' ports: who takes over a pod can send data anywhere."""

    @property
    def by_name(self) -> bool:
        """Whether the network knows names."""
        return self in (HostAccess.CILIUM, HostAccess.GKE)


def cilium(identity: Identity, node: Node, hosts: Sequence[Endpoint], dns: ClusterDns, *, api_server: bool) -> Any:
    """The CiliumNetworkPolicy of one workload.

    Args:
        identity: Whose it is.
        node: The workload.
        hosts: Whom it reaches by name.
        dns: Through it Cilium learns the addresses; the rule must stand in this very policy
            (cilium/cilium, Documentation/security/policy/layer3.rst).
        api_server: It reaches the API server, which no network or pod stands for.
    """
    from kotaemon_cdk8s.imports.io import cilium as bindings

    rules: list[Any] = []
    if hosts:
        look_up = [
            bindings.CiliumNetworkPolicySpecEgressToPorts(
                ports=[
                    bindings.CiliumNetworkPolicySpecEgressToPortsPorts(
                        port=str(dns.port), protocol=bindings.CiliumNetworkPolicySpecEgressToPortsPortsProtocol.ANY
                    )
                ],
                rules=bindings.CiliumNetworkPolicySpecEgressToPortsRules(
                    dns=[bindings.CiliumNetworkPolicySpecEgressToPortsRulesDns(match_pattern="*")]
                ),
            )
        ]
        rules.extend(
            bindings.CiliumNetworkPolicySpecEgress(
                to_endpoints=[bindings.CiliumNetworkPolicySpecEgressToEndpoints(match_labels=_labels(peer))],
                to_ports=look_up,
            )
            for peer in dns.peers
            if not peer.networks
        )
    tcp = bindings.CiliumNetworkPolicySpecEgressToPortsPortsProtocol.TCP
    rules.extend(
        bindings.CiliumNetworkPolicySpecEgress(
            to_fqd_ns=[
                bindings.CiliumNetworkPolicySpecEgressToFqdNs(match_name=one_name(point.host))
                for point in hosts
                if point.port == port
            ],
            to_ports=[
                bindings.CiliumNetworkPolicySpecEgressToPorts(
                    ports=[bindings.CiliumNetworkPolicySpecEgressToPortsPorts(port=str(port), protocol=tcp)]
                )
            ],
        )
        for port in sorted({point.port for point in hosts})
    )
    if api_server:
        entity = bindings.CiliumNetworkPolicySpecEgressToEntities.KUBE_HYPHEN_APISERVER
        rules.append(bindings.CiliumNetworkPolicySpecEgress(to_entities=[entity]))
    pods = node.workload.pods
    return bindings.CiliumNetworkPolicy.manifest(
        metadata=_metadata(identity, node),
        spec=bindings.CiliumNetworkPolicySpec(
            endpoint_selector=bindings.CiliumNetworkPolicySpecEndpointSelector(
                match_labels=dict(pods.labels),
                match_expressions=[
                    bindings.CiliumNetworkPolicySpecEndpointSelectorMatchExpressions(
                        key=key,
                        operator=bindings.CiliumNetworkPolicySpecEndpointSelectorMatchExpressionsOperator.DOES_NOT_EXIST,
                    )
                    for key in pods.without
                ]
                or None,
            ),
            egress=rules,
        ),
    )


def gke(identity: Identity, node: Node, hosts: Sequence[Endpoint]) -> Any:
    """The FQDNNetworkPolicy of one workload.

    Args:
        identity: Whose it is.
        node: The workload.
        hosts: Whom it reaches by name.
    """
    from kotaemon_cdk8s.imports.io.gke import networking as bindings

    return bindings.FqdnNetworkPolicy.manifest(
        metadata=_metadata(identity, node),
        spec=bindings.FqdnNetworkPolicySpec(
            pod_selector=bindings.FqdnNetworkPolicySpecPodSelector(match_labels=dict(node.workload.pods.labels)),
            egress=[
                bindings.FqdnNetworkPolicySpecEgress(
                    matches=[
                        bindings.FqdnNetworkPolicySpecEgressMatches(name=one_name(point.host))
                        for point in hosts
                        if point.port == port
                    ],
                    ports=[bindings.FqdnNetworkPolicySpecEgressPorts(protocol="TCP", port=port)],
                )
                for port in sorted({point.port for point in hosts})
            ],
        ),
    )


def _labels(peer: Peer) -> dict[str, str]:
    # `k8s:` says where a label is from; the namespace, and what it is labelled with, are Cilium's own
    # labels (cilium/cilium, pkg/k8s/apis/cilium.io/const.go).
    names = {NAMESPACE_NAME: "k8s:io.kubernetes.pod.namespace"}
    others = "k8s:io.cilium.k8s.namespace.labels"
    return {
        **{names.get(key, f"{others}.{key}"): text for key, text in peer.namespace_labels.items()},
        **{f"k8s:{key}": text for key, text in peer.labels.items()},
    }


def _metadata(identity: Identity, node: Node) -> cdk8s.ApiObjectMetadata:
    return cdk8s.ApiObjectMetadata(
        name=f"{node.workload.name}-hosts",
        labels=identity.labels,
        annotations={SYNC_WAVE: str(int(Wave.ACCESS)), **LATE_CRD},
    )
