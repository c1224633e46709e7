"""Who may open a connection, or be reached by one: pods or networks, never everybody unsaid."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import Pods

from cdk8s_plus_27 import k8s
from typing_extensions import override

NAMESPACE_NAME = "kubernetes.io/metadata.name"
"""A label that the API server puts on every namespace, with its name
(https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name)."""


_EVERYWHERE = ("0.0.0.0/0", "::/0")
# RFC 1918, 6598 and 3927; 4193 and 4291.
_PRIVATE = (
    *("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"),
    *("fc00::/7", "fe80::/10"),
)


@dataclass(frozen=True)
class Peer(Options):
    """The other side of a connection; make one with `pods`, `cidrs`, `any_address` or a preset.

    Args:
        labels: Labels of its pods.
        namespace_labels: Labels of the namespaces they are in; none for the deployment's own.
        networks: In place of pods, networks in CIDR form.
        without: Networks within them that are not meant.
        everybody: All addresses are meant.
        port: In `routes`, the port of the pods, where the Service has another.

    Raises:
        OptionError: A label or network is malformed, or it stands for everybody unsaid.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    namespace_labels: Mapping[str, str] = field(default_factory=dict)
    networks: Sequence[str] = ()
    without: Sequence[str] = ()
    everybody: bool = False
    port: int | None = None

    @staticmethod
    def pods(*, labels: Mapping[str, str] | None = None, namespace: str | None = None, port: int | None = None) -> Peer:
        """Pods by their labels.

        Args:
            labels: What all of them carry. Default: all pods of `namespace`.
            namespace: Name of their namespace. Default: that of the deployment.
            port: In `routes`, the port of the pods, where the Service has another. Default:
                that of the URL.

        Raises:
            OptionError: A name is malformed, or neither is given.
        """
        at = At("Peer.pods")
        at.types(
            {"labels": Mapping[str, str] | None, "namespace": str | None}, {"labels": labels, "namespace": namespace}
        )
        if namespace is not None:
            at.dns_label("namespace", namespace)
        namespace_labels = {NAMESPACE_NAME: namespace} if namespace else {}
        return Peer(labels=labels or {}, namespace_labels=namespace_labels, port=port)

    @staticmethod
    def cidrs(*networks: str) -> Peer:
        """Addresses outside the cluster.

        Args:
            networks: In CIDR form, such as `10.1.0.0/16`.

        Raises:
            OptionError: One is malformed, or holds all addresses.
        """
        return Peer(networks=networks)

    @staticmethod
    def any_address() -> Peer:
        """Everybody, in the cluster and outside: a decision to be seen in a review."""
        return Peer(networks=_EVERYWHERE, everybody=True)

    @staticmethod
    def public_addresses() -> Peer:
        """All addresses of the internet, but no private ones: a decision to be seen in a review."""
        return Peer(networks=_EVERYWHERE, without=_PRIVATE, everybody=True)

    # Namespaces are those of the controllers' own instructions; labels those of their charts.

    @staticmethod
    def ingress_nginx(namespace: str = "ingress-nginx") -> Peer:
        """The controller of kubernetes/ingress-nginx, which is retired since March 2026.

        Args:
            namespace: Default: `ingress-nginx`.
        """
        labels = {"app.kubernetes.io/name": "ingress-nginx", "app.kubernetes.io/component": "controller"}
        return Peer.pods(labels=labels, namespace=namespace)

    @staticmethod
    def nginx_ingress(namespace: str = "nginx-ingress") -> Peer:
        """The controller of nginx/kubernetes-ingress (F5).

        Args:
            namespace: Default: `nginx-ingress`.
        """
        return Peer.pods(labels={"app.kubernetes.io/name": "nginx-ingress"}, namespace=namespace)

    @staticmethod
    def traefik(namespace: str = "traefik") -> Peer:
        """Traefik, by the labels of its chart.

        Args:
            namespace: Default: `traefik`.
        """
        return Peer.pods(labels={"app.kubernetes.io/name": "traefik"}, namespace=namespace)

    @staticmethod
    def haproxy(namespace: str = "haproxy-controller") -> Peer:
        """HAProxy's ingress controller, by the labels of its chart.

        Args:
            namespace: Default: `haproxy-controller`.
        """
        return Peer.pods(labels={"app.kubernetes.io/name": "kubernetes-ingress"}, namespace=namespace)

    @staticmethod
    def contour(namespace: str = "projectcontour") -> Peer:
        """Contour's Envoy, by the labels of its manifests.

        Args:
            namespace: Default: `projectcontour`.
        """
        return Peer.pods(labels={"app": "envoy"}, namespace=namespace)

    @staticmethod
    def envoy_gateway(gateway: str, *, gateway_namespace: str, namespace: str = "envoy-gateway-system") -> Peer:
        """The proxies of one Gateway of Envoy Gateway.

        Args:
            gateway: Name of the Gateway.
            gateway_namespace: Its namespace.
            namespace: Where the proxies run. Default: `envoy-gateway-system`.
        """
        labels = {
            "app.kubernetes.io/component": "proxy",
            "app.kubernetes.io/managed-by": "envoy-gateway",
            "gateway.envoyproxy.io/owning-gateway-name": gateway,
            "gateway.envoyproxy.io/owning-gateway-namespace": gateway_namespace,
        }
        return Peer.pods(labels=labels, namespace=namespace)

    @staticmethod
    def gateway(gateway: str, *, namespace: str) -> Peer:
        """The proxies of a Gateway of Istio or NGINX Gateway Fabric, which run beside it.

        Args:
            gateway: Name of the Gateway.
            namespace: Its namespace.
        """
        return Peer.pods(labels={"gateway.networking.k8s.io/gateway-name": gateway}, namespace=namespace)

    @staticmethod
    def openshift_router() -> Peer:
        """OpenShift's router, on the host's network or not."""
        return Peer(namespace_labels={"policy-group.network.openshift.io/ingress": ""})

    @staticmethod
    def gke_load_balancer() -> Peer:
        """Google's global external load balancer and its health checks.

        Regional and internal ones come from the proxy-only subnet of the network: give that by `cidrs`.
        """
        # https://cloud.google.com/load-balancing/docs/firewall-rules
        return Peer.cidrs("130.211.0.0/22", "35.191.0.0/16")

    @staticmethod
    def prometheus(namespace: str = "monitoring") -> Peer:
        """A Prometheus of the Prometheus operator.

        Args:
            namespace: Default: `monitoring`.
        """
        return Peer.pods(labels={"app.kubernetes.io/name": "prometheus"}, namespace=namespace)

    @override
    def check(self, at: At) -> None:
        for field_name, labels in (("labels", self.labels), ("namespace_labels", self.namespace_labels)):
            for key, value in labels.items():
                at.label_key(field_name, key)
                at.label_value(f"{field_name}.{key}", value)
        by_pods = bool(self.labels or self.namespace_labels)
        at.require(
            by_pods or bool(self.networks),
            "labels",
            dict(self.labels),
            "stands for every pod of the namespace, other deployments included",
            "give labels, a namespace, or networks; Peer.any_address() lets everybody in",
        )
        at.require(
            not (by_pods and self.networks),
            "networks",
            self.networks,
            "a NetworkPolicy knows pods by labels or hosts by networks, not both in one",
            "make two of them",
        )
        if self.port is not None:
            at.number("port", self.port, at_least=1, at_most=65535)
        for network in (*self.networks, *self.without):
            _check_network(at, "networks" if network in self.networks else "without", network)
        for network in self.without:
            at.require(
                any(_is_within(network, outer) for outer in self.networks if outer != network),
                "without",
                network,
                "is no part of one of the networks; the API server refuses it",
                "name a part of one of `networks`, or leave it out",
            )
        everything = any(network.prefixlen == 0 for network in _collapsed(self.networks))
        at.require(
            self.everybody or not everything,
            "networks",
            list(self.networks),
            "holds all addresses, those of other teams' pods included",
            "name the networks; Peer.any_address() says that everybody is meant",
        )
        at.require(
            everything or not self.everybody,
            "everybody",
            self.everybody,
            "the networks do not hold all addresses, so it would have no effect",
            "leave it out; Peer.any_address() stands for everybody",
        )

    def selectors(self) -> list[k8s.NetworkPolicyPeer]:
        """As a NetworkPolicy writes it."""
        if self.networks:
            return [
                k8s.NetworkPolicyPeer(
                    ip_block=k8s.IpBlock(
                        cidr=network, except_=[part for part in self.without if _is_within(part, network)] or None
                    )
                )
                for network in self.networks
            ]
        namespaces = k8s.LabelSelector(match_labels=dict(self.namespace_labels)) if self.namespace_labels else None
        # The empty one beside a namespace: without it, pods on the host's network do not match on
        # OpenShift (its documentation, Network security, "Network policy").
        return [
            k8s.NetworkPolicyPeer(
                namespace_selector=namespaces, pod_selector=k8s.LabelSelector(match_labels=dict(self.labels) or None)
            )
        ]


@dataclass(frozen=True)
class ClusterDns(Options):
    """The DNS servers of the cluster; make one with `kube_dns`, `openshift` or by hand.

    Args:
        peers: Who answers.
        port: Port of the pods, not of the Service; 1 to 65535. Default: 53.

    Raises:
        OptionError: There is no peer, or the port is out of range.
    """

    peers: Sequence[Peer]
    port: int = 53

    @staticmethod
    def kube_dns(*, node_local: Sequence[str] = ("169.254.20.10/32",)) -> ClusterDns:
        """CoreDNS or kube-dns in `kube-system`, and the cache that may stand before it on each node.

        Args:
            node_local: Networks of the cache; it is on the host's network, so that only its
                address says who it is. Others than the convention: GKE with Cloud DNS
                `169.254.169.254/32`, AKS with LocalDNS `169.254.10.10/31`. Default:
                NodeLocal DNSCache's `169.254.20.10/32`.

        Raises:
            OptionError: A network is malformed.
        """
        # kubernetes/kubernetes, cluster/addons/dns/{coredns,nodelocaldns}.
        pods = Peer.pods(labels={"k8s-app": "kube-dns"}, namespace="kube-system")
        return ClusterDns(peers=(pods, *((Peer.cidrs(*node_local),) if node_local else ())))

    @staticmethod
    def openshift() -> ClusterDns:
        """OpenShift's, whose pods listen on another port than the Service."""
        # openshift/cluster-dns-operator, pkg/manifests/assets/dns.
        labels = {"dns.operator.openshift.io/daemonset-dns": "default"}
        return ClusterDns(peers=(Peer.pods(labels=labels, namespace="openshift-dns"),), port=5353)

    @override
    def check(self, at: At) -> None:
        at.require(
            len(self.peers) > 0,
            "peers",
            self.peers,
            "no pod could look up a name, its own stores' included",
            "take ClusterDns.kube_dns()",
        )
        at.number("port", self.port, at_least=1, at_most=65535)
        for peer in self.peers:
            at.require(
                peer.port is None,
                "peers",
                peer.port,
                "all DNS servers answer on `port` of ClusterDns, so it would have no effect",
                "give ClusterDns(..., port=...), and leave it out of the peer",
            )


def of_pods(pods: Pods) -> k8s.LabelSelector:
    """A selector of pods of the deployment."""
    return k8s.LabelSelector(
        match_labels=dict(pods.labels),
        match_expressions=[k8s.LabelSelectorRequirement(key=key, operator="DoesNotExist") for key in pods.without]
        or None,
    )


def _is_within(part: str, network: str) -> bool:
    inner, outer = ipaddress.ip_network(part), ipaddress.ip_network(network)
    return inner.version == outer.version and inner.subnet_of(outer)  # type: ignore[arg-type]


def _collapsed(networks: Sequence[str]) -> Iterator[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """The fewest networks that hold the same addresses: two halves are a whole."""
    all_of = [ipaddress.ip_network(text) for text in networks]
    yield from ipaddress.collapse_addresses(network for network in all_of if isinstance(network, ipaddress.IPv4Network))
    yield from ipaddress.collapse_addresses(network for network in all_of if isinstance(network, ipaddress.IPv6Network))


def _check_network(at: At, field: str, text: str) -> None:
    try:
        good = "/" in text and bool(ipaddress.ip_network(text))
    except ValueError:
        good = False
    at.require(
        good,
        field,
        text,
        "not a network in CIDR form; the API server refuses it",
        "write it as '10.1.0.0/16', one address as '10.1.2.3/32', with no bits set behind the mask",
    )
