"""Security: the pods of a deployment, closed to all but the connections of its wiring graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.options import At, constructor_hints, frozen
from kotaemon_cdk8s.security import flows as graph
from kotaemon_cdk8s.security import named_hosts
from kotaemon_cdk8s.security.flows import API_SERVER_PORTS, Flow, Node
from kotaemon_cdk8s.security.named_hosts import HostAccess
from kotaemon_cdk8s.security.network_policies import policy
from kotaemon_cdk8s.security.peer import ClusterDns, Peer
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.wiring import Endpoint

import cdk8s
import constructs


class Security(constructs.Construct):
    """Network policies that let a deployment do what it was declared to do, and nothing else.

    Creates one NetworkPolicy for each workload: the app, and each server that it uses. It
    closes the workload's pods in both directions, and opens one way for each connection of
    the wiring graph: clients to the app, the app to its stores and to the hosts of its models
    and features, the nodes of a store to each other, operators to their pods, all to the
    cluster's DNS that look up names. With `hosts=HostAccess.CILIUM` or `GKE` also a policy of
    that network for hosts by name. Needs a network that enforces NetworkPolicies.

    The kubelet's probes come from the node itself, which no policy keeps out.

    Args:
        scope: The chart of the app, or a construct within it.
        id: Name among its siblings.
        app: The deployment.
        clients: Who may reach the app's port beside those of its exposures, which are let in
            without being named here. Default: nobody; `kubectl port-forward` still works.
        routes: Where hosts are that the deployment connects to, by their names. An address
            needs none. Default: none.
        hosts: How pods are let out to all other hosts. Default: `HostAccess.DECLARED`.
        further_hosts: Hosts that the app connects to and that the library cannot know, as
            `name:port`: those whose URL is in a Secret, tool servers that users add. Default: none.
        dns: The cluster's DNS. Default: `ClusterDns.kube_dns()`.
        api_server: Networks of the API server, for pods that need it (CloudNativePG):
            `kubectl get endpointslices -n default` prints its addresses. Not with Cilium,
            which knows it. Default: none.
        prometheus: Who reads the metrics of the app and the stores. Default: nobody.
        allow_unauthenticated: Let clients reach an app without a login before it: its API answers
            whoever reaches it. Default: False.
        operator_namespaces: Where operators run, by their default namespace (`cnpg-system`,
            `elastic-system`, `milvus-operator`). Default: there.
        overrides: JSON-patch operations on the policies in the app's chart, applied last.
            Default: none.

    Raises:
        OptionError: Nobody says where a host is that is connected to, a value has no effect
            or lets everybody in unsaid, or the app has a Security already. Nothing has been
            added to the chart then.
    """

    network_policies: tuple[cdk8s.ApiObject, ...]
    """The NetworkPolicies, that of the app first."""
    app: KotaemonApp
    """The deployment."""
    further_hosts: tuple[Endpoint, ...]
    """Hosts that the library cannot know."""
    clients: tuple[Peer, ...]
    """Who may reach the app's port beside those of its exposures."""
    prometheus: Peer | None
    """Who reads the metrics of the app and the stores."""
    operator_namespaces: Mapping[str, str]
    """Where operators run, by their default namespace."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        app: KotaemonApp,
        clients: Sequence[Peer] = (),
        routes: Mapping[str, Peer] = frozen({}),
        hosts: HostAccess = HostAccess.DECLARED,
        further_hosts: Sequence[str] = (),
        dns: ClusterDns = ClusterDns.kube_dns(),
        api_server: Sequence[str] = (),
        prometheus: Peer | None = None,
        allow_unauthenticated: bool = False,
        operator_namespaces: Mapping[str, str] = frozen({}),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(Security)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        home = cdk8s.Chart.of(app)
        at.require(
            home is chart,
            "app",
            app.node.path,
            "is in another chart, whose namespace the policies would not be in",
            "make Security in the chart of the app",
        )
        opening = [*(("clients", client) for client in clients), *((("prometheus", prometheus),) if prometheus else ())]
        for field, peer in opening:
            at.require(
                peer.port is None,
                field,
                peer.port,
                "who opens a connection has no port that is known, so it would have no effect",
                "leave `port` out",
            )
        open_to_all = bool(clients) and not app.front.authenticated
        at.require(
            allow_unauthenticated or not open_to_all,
            "clients",
            clients,
            "the app's login is in its pages only: its API answers whoever reaches it, makes users, lists models and"
            " adds tool servers",
            "give the app auth_proxy=AuthProxy.oauth2_proxy(...) or a single sign-on mode, or say so:"
            " allow_unauthenticated=True",
        )
        at.require(
            open_to_all or not allow_unauthenticated,
            "allow_unauthenticated",
            allow_unauthenticated,
            "there is a login before the app, or nobody is named here, so it would have no effect",
            "leave it out",
        )
        further = tuple(Endpoint.parsed(at, "further_hosts", text) for text in further_hosts)
        _check_unnamed(at, app, hosts, further)
        nodes = graph.nodes(app, further)
        _check_effect(at, nodes, hosts, routes, api_server, prometheus, operator_namespaces)

        exposed_to = (peer for way in app.exposures for peer in way.clients)
        flows = [Flow(client, nodes[0], nodes[0].workload.serves) for client in (*exposed_to, *clients)]
        flows.extend(graph.inside(nodes, graph.uses(app), operator_namespaces))
        if prometheus is not None:
            flows.extend(
                Flow(prometheus, node, (node.workload.metrics.port,))
                for node in nodes
                if node.workload.metrics is not None
            )
        otherwise = Peer.public_addresses() if hosts is HostAccess.PUBLIC_ADDRESSES else None
        named: dict[tuple[str, str], tuple[Endpoint, ...]] = {}
        for node in nodes:
            outside, named[node.key] = graph.outside(at, node, routes, by_name=hosts.by_name, otherwise=otherwise)
            flows.extend(outside)
            if node.workload.api_server and hosts is not HostAccess.CILIUM:
                flows.append(Flow(node, Peer.cidrs(*api_server), API_SERVER_PORTS))

        at.require(
            hosts is not HostAccess.CILIUM or not any(named.values()) or any(not peer.networks for peer in dns.peers),
            "dns",
            dns,
            "Cilium learns the addresses of names from the answers of DNS pods; with none, it lets out to no host",
            "name the pods: ClusterDns(peers=[Peer.pods(labels=..., namespace=...)]), or give the hosts by `routes`",
        )

        identity = Identity(app.name, "security")
        # The policies of a store stand in the namespace of its pods.
        collected = {node.home.node.path: Objects(node.home, at=at) for node in nodes}
        for node in nodes:
            objects = collected[node.home.node.path]
            knows_api_server = node.workload.api_server and hosts is HostAccess.CILIUM
            connects = bool(named[node.key]) or knows_api_server or any(flow.source == node for flow in flows)
            objects.add(
                node.workload.name,
                policy(identity, node, flows, dns if connects else None),
                keep=("spec.podSelector", "spec.policyTypes"),
            )
            beside = f"{node.workload.name}-hosts"
            if hosts is HostAccess.GKE and named[node.key]:
                objects.add(beside, named_hosts.gke(identity, node, named[node.key]))
            elif hosts is HostAccess.CILIUM and (named[node.key] or knows_api_server):
                made = named_hosts.cilium(identity, node, named[node.key], dns, api_server=knows_api_server)
                objects.add(beside, made)
        own = collected[chart.node.path]
        own.check(overrides)
        for objects in collected.values():
            if objects is not own:
                objects.check()

        registry = Registry.of(at, scope, id)
        registry.claim(
            at, ("security", app.node.path), "app", app.node.path, "closes its pods already", "leave one of the two out"
        )
        for path, objects in collected.items():
            objects.claim(registry, path)
        super().__init__(scope, id)
        self.app = app
        self.further_hosts = further
        self.clients = tuple(clients)
        self.prometheus = prometheus
        self.operator_namespaces = dict(operator_namespaces)
        policies = [*own.make(self, registry).values()]
        for theirs in {node.home.node.path: node.home for node in nodes if node.home is not chart}.values():
            beside_them = constructs.Construct(theirs, f"{app.name}-{id}")
            policies += collected[theirs.node.path].make(beside_them, registry).values()
        self.network_policies = tuple(made for made in policies if made.kind == "NetworkPolicy")


def _check_unnamed(at: At, app: KotaemonApp, hosts: HostAccess, further: Sequence[Endpoint]) -> None:
    """Hosts of the app that the library cannot name must be named by the user."""
    at.require(
        app.offline or hosts is HostAccess.PUBLIC_ADDRESSES,
        "app",
        app.node.path,
        "at its start it downloads from hosts that change (Hugging Face, GitHub, NLTK); a policy that drops these"
        " connections delays the start from 20 to 419 seconds (measured)",
        "make it with KotaemonApp(offline=True), which leaves the downloads out",
    )
    for edge in app.wiring.edges:
        reason = edge.binding.unnamed_hosts
        at.require(
            reason is None or bool(further) or hosts is HostAccess.PUBLIC_ADDRESSES,
            "further_hosts",
            [],
            f"{edge.component}: {reason}; the policy would cut it off",
            "name the hosts: further_hosts=['models.example.com:443']",
        )


def _check_effect(
    at: At,
    nodes: Sequence[Node],
    hosts: HostAccess,
    routes: Mapping[str, Peer],
    api_server: Sequence[str],
    prometheus: Peer | None,
    operator_namespaces: Mapping[str, str],
) -> None:
    """Refuse what would have no effect, and what is missing."""
    known = {point.host for node in nodes for point in node.hosts}
    for host in routes:
        at.require(
            host in known,
            "routes",
            host,
            "the deployment does not connect to this host, so it would have no effect",
            f"leave it out; it connects to {', '.join(sorted(known)) or 'none'}",
        )
    asks = [node.workload.name for node in nodes if node.workload.api_server]
    if hosts is HostAccess.CILIUM or not asks:
        at.require(
            not api_server,
            "api_server",
            list(api_server),
            "Cilium knows the API server by itself" if asks else "no pod of the deployment talks to the API server",
            "leave it out",
        )
    else:
        at.require(
            bool(api_server),
            "api_server",
            list(api_server),
            f"the pods of {', '.join(asks)} talk to the API server; cut off from it, the primary is shut down",
            "give its addresses, as `kubectl get endpointslices -n default` prints them, such as ['10.0.0.1/32']",
        )
    at.require(
        prometheus is None or any(node.workload.metrics is not None for node in nodes),
        "prometheus",
        prometheus,
        "neither the app nor a store of it has metrics, so it would have no effect",
        "leave it out",
    )
    operators = {node.workload.operator for node in nodes if node.workload.operator}
    for default, actual in operator_namespaces.items():
        at.require(
            default in operators,
            "operator_namespaces",
            default,
            "no operator of this deployment runs there by default, so it would have no effect",
            f"leave it out; there is {', '.join(sorted(operators)) or 'none'}",
        )
        at.dns_label(f"operator_namespaces.{default}", actual)
