"""NetworkPolicies: one for each workload, which closes its pods, with one rule for each connection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.security.flows import Flow, Node, merged
from kotaemon_cdk8s.security.peer import NAMESPACE_NAME, ClusterDns, Peer, of_pods

from cdk8s_plus_27 import k8s


def policy(identity: Identity, node: Node, flows: Sequence[Flow], dns: ClusterDns | None) -> Any:
    """The policy of one workload: nothing in or out but what the flows say.

    Args:
        identity: Whose it is.
        node: The workload.
        flows: All of the deployment; those of this node are taken.
        dns: Where it looks up names; None if it opens no connection.
    """
    ingress = [
        k8s.NetworkPolicyIngressRule(from_=_selectors(flow.source, node), ports=_tcp(flow.ports))
        for flow in merged(flow for flow in flows if flow.target == node)
    ]
    egress = [
        k8s.NetworkPolicyEgressRule(to=_selectors(flow.target, node), ports=_tcp(flow.ports))
        for flow in merged(flow for flow in flows if flow.source == node)
    ]
    if dns:
        egress.insert(
            0,
            k8s.NetworkPolicyEgressRule(
                to=[selector for peer in dns.peers for selector in peer.selectors()],
                ports=[_port(dns.port, protocol) for protocol in ("UDP", "TCP")],
            ),
        )
    return k8s.KubeNetworkPolicy.manifest(
        metadata=identity.metadata(node.workload.name, Wave.ACCESS),
        spec=k8s.NetworkPolicySpec(
            pod_selector=of_pods(node.workload.pods),
            policy_types=["Ingress", "Egress"],
            # Written out when empty: that nothing is allowed is what a reader looks for.
            ingress=ingress,
            egress=egress,
        ),
    )


def _selectors(other: Node | Peer, node: Node) -> list[k8s.NetworkPolicyPeer]:
    if not isinstance(other, Node):
        return other.selectors()
    elsewhere = other.namespace is not None and other.namespace != node.namespace
    namespace = k8s.LabelSelector(match_labels={NAMESPACE_NAME: str(other.namespace)}) if elsewhere else None
    return [k8s.NetworkPolicyPeer(pod_selector=of_pods(other.workload.pods), namespace_selector=namespace)]


def _tcp(ports: Sequence[int]) -> list[k8s.NetworkPolicyPort] | None:
    return [_port(port, "TCP") for port in ports] or None


def _port(port: int, protocol: str) -> k8s.NetworkPolicyPort:
    # A number: some networks do not resolve names of ports (cilium/cilium#30003).
    return k8s.NetworkPolicyPort(port=k8s.IntOrString.from_number(port), protocol=protocol)
