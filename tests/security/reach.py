"""Who reaches whom, by the semantics of NetworkPolicies (https://kubernetes.io/docs/concepts/services-networking/network-policies/)."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.support import Object


@dataclass(frozen=True)
class End:
    """One end of a connection: a pod, or an address outside the cluster.

    Args:
        name: For the tests.
        address: Its IP address.
        namespace: Of a pod.
        labels: Of a pod.
        namespace_labels: Of a pod's namespace, beside its name.
    """

    name: str
    address: str
    namespace: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    namespace_labels: Mapping[str, str] = field(default_factory=dict)


def reaches(policies: Sequence[Object], source: End, target: End, port: int, protocol: str = "TCP") -> bool:
    """Whether a connection is allowed out of the one and into the other."""
    return _allowed(policies, source, target, "Egress", port, protocol) and _allowed(
        policies, target, source, "Ingress", port, protocol
    )


def _allowed(policies: Sequence[Object], pod: End, other: End, direction: str, port: int, protocol: str) -> bool:
    """Whether what selects a pod lets it talk to the other in this direction; all, if nothing selects it."""
    selecting = [
        policy["spec"]
        for policy in policies
        if pod.namespace == policy["metadata"]["namespace"]
        and _matches(policy["spec"]["podSelector"], pod.labels)
        and direction in _types(policy["spec"])
    ]
    if not selecting:
        return True
    side = "to" if direction == "Egress" else "from"
    return any(
        _peers(rule.get(side), other, spec_namespace=pod.namespace) and _ports(rule.get("ports"), port, protocol)
        for spec in selecting
        for rule in spec.get(direction.lower()) or ()
    )


def _types(spec: Object) -> Sequence[str]:
    return spec.get("policyTypes") or ("Ingress", *(("Egress",) if "egress" in spec else ()))


def _ports(ports: Any, port: int, protocol: str) -> bool:
    return not ports or any(
        item.get("protocol", "TCP") == protocol and item.get("port", port) <= port <= item.get("endPort", item["port"])
        for item in ports
    )


def _peers(peers: Any, other: End, *, spec_namespace: str | None) -> bool:
    return not peers or any(_peer(peer, other, spec_namespace) for peer in peers)


def _peer(peer: Object, other: End, namespace: str | None) -> bool:
    if "ipBlock" in peer:
        address = ipaddress.ip_address(other.address)
        block = peer["ipBlock"]
        return _within(address, block["cidr"]) and not any(_within(address, part) for part in block.get("except", ()))
    if other.namespace is None:
        return False
    if "namespaceSelector" in peer:
        labels = {"kubernetes.io/metadata.name": other.namespace, **other.namespace_labels}
        if not _matches(peer["namespaceSelector"], labels):
            return False
    elif other.namespace != namespace:
        return False
    return _matches(peer.get("podSelector", {}), other.labels)


def _within(address: Any, network: str) -> bool:
    return address in ipaddress.ip_network(network)


def _matches(selector: Object, labels: Mapping[str, str]) -> bool:
    if any(labels.get(key) != value for key, value in selector.get("matchLabels", {}).items()):
        return False
    return all(_fits(expression, labels) for expression in selector.get("matchExpressions", ()))


def _fits(expression: Object, labels: Mapping[str, str]) -> bool:
    key, operator, values = expression["key"], expression["operator"], expression.get("values", ())
    return {
        "Exists": key in labels,
        "DoesNotExist": key not in labels,
        "In": labels.get(key) in values,
        "NotIn": labels.get(key) not in values,
    }[operator]


def pods(objects: Sequence[Object]) -> Iterator[End]:
    """The pods that Kubernetes makes of Deployments and StatefulSets, two of each."""
    number = 0
    for item in objects:
        if item["kind"] in ("Deployment", "StatefulSet"):
            for index in range(2):
                number += 1
                yield End(
                    f"{item['metadata']['name']}-{index}",
                    f"10.0.{len(item['metadata']['namespace'])}.{number}",
                    item["metadata"]["namespace"],
                    item["spec"]["template"]["metadata"]["labels"],
                )
