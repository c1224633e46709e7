"""Who talks to whom in one deployment: the wiring graph as connections between pods and peers."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kotaemon_cdk8s.hosts import Where, one_name, where
from kotaemon_cdk8s.image_layout import TELEMETRY_PORT
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.peer import Peer
from kotaemon_cdk8s.wiring import Endpoint, Metrics, Pods, Workload, pods_of_deployment

import cdk8s
import constructs

API_SERVER_PORTS = (443, 6443)
"""Of the Service `kubernetes`, and of the API server behind it, as kubeadm sets it up."""


@dataclass(frozen=True)
class Node:
    """Pods of the deployment, and where they are.

    Args:
        home: Chart of their objects.
        workload: The pods, and what they need.
        hosts: Hosts outside to which they open connections.
    """

    home: cdk8s.Chart
    workload: Workload
    hosts: tuple[Endpoint, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Tells it from all other nodes."""
        return self.home.node.path, self.workload.name

    @property
    def namespace(self) -> str | None:
        """Where its pods are."""
        return self.home.namespace


@dataclass(frozen=True)
class Flow:
    """Connections that are allowed.

    Args:
        source: A node, or who else opens them.
        target: A node, or who else answers.
        ports: Of the target's pods; none for all.
    """

    source: Node | Peer
    target: Node | Peer
    ports: tuple[int, ...]


def workload_of(app: KotaemonApp) -> Workload:
    """The app's own pods."""
    scraped = app.telemetry is not None and app.telemetry.scraped
    return Workload(
        app.name,
        Pods(Identity(app.name, "app").selector),
        pods_of_deployment(app.name),
        serves=(app.front.port,),
        metrics=Metrics("kotaemon", TELEMETRY_PORT) if scraped else None,
    )


def nodes(app: KotaemonApp, further: Sequence[Endpoint] = ()) -> list[Node]:
    """The app, then the workloads of its stores.

    Args:
        app: The deployment.
        further: Hosts to which the app connects, beside those that the library knows.
    """
    chart = cdk8s.Chart.of(app)
    bindings = [edge.binding for edge in app.wiring.edges]
    # A collection may ask a model server of the deployment by its address, past the app's models.
    served = {_at(point, chart) for binding in bindings if binding.workloads for point in binding.endpoints}
    points = [point for binding in bindings for point in binding.endpoints]
    hosts = [point for point in points if _at(point, chart) not in served]
    found = [Node(chart, workload_of(app), hosts=tuple(dict.fromkeys((*hosts, *further))))]
    for store in app.components:
        if isinstance(store, constructs.Construct):
            home = cdk8s.Chart.of(store)
            found.extend(Node(home, workload, hosts=workload.endpoints) for workload in store.bind().workloads)
    for pods in app.attached:
        used = [point for component in pods.uses for point in component.bind().endpoints]
        beyond = [point for point in used if _at(point, chart) not in served]
        found.append(Node(chart, pods.workload, hosts=tuple(dict.fromkeys((*beyond, *pods.workload.endpoints)))))
    return found


def uses(app: KotaemonApp) -> dict[str, set[str]]:
    """By the name of pods beside the app, the workloads that they use."""
    return {
        pods.workload.name: {
            *(work.name for component in pods.uses for work in component.bind().workloads),
            *([app.name] if pods.asks_app else []),
        }
        for pods in app.attached
    }


def inside(
    all_nodes: Sequence[Node], uses: Mapping[str, Collection[str]], operators: Mapping[str, str]
) -> Iterator[Flow]:
    """Between the nodes, and from operators to their pods.

    Args:
        all_nodes: The app first.
        uses: By the name of a workload beside the app, those that it uses, too.
        operators: Namespaces in which operators run, by those in which they run by default.
    """
    app, *others = all_nodes
    for node in all_nodes:
        for beside in others:
            if beside.home is app.home and node.workload.name in uses.get(beside.workload.name, ()):
                yield Flow(beside, node, node.workload.serves)
    by_key = {node.key: node for node in all_nodes}
    for node in others:
        work = node.workload
        if work.serves:
            yield Flow(app, node, work.serves)
        for other, ports in work.links:
            yield Flow(node, by_key[node.home.node.path, other], ports)
        if work.operator:
            # By the namespace alone: its pods carry other labels for each way to install it.
            operator = Peer.pods(namespace=operators.get(work.operator, work.operator))
            yield Flow(operator, node, work.operator_ports)


def merged(flows: Iterable[Flow]) -> list[Flow]:
    """One flow for each pair, with all its ports; none stands for all of them."""
    found: list[Flow] = []
    for flow in flows:
        same = next((known for known in found if (known.source, known.target) == (flow.source, flow.target)), None)
        if same is None:
            found.append(flow)
            continue
        ports = sorted({*same.ports, *flow.ports}) if same.ports and flow.ports else ()
        found[found.index(same)] = Flow(flow.source, flow.target, tuple(ports))
    return found


def outside(
    at: At, node: Node, routes: Mapping[str, Peer], *, by_name: bool, otherwise: Peer | None
) -> tuple[list[Flow], tuple[Endpoint, ...]]:
    """To the hosts outside: connections to addresses, and hosts to be reached by name.

    Args:
        at: Where to complain.
        node: Who opens them.
        routes: Where hosts are, by their names.
        by_name: The cluster's network knows names.
        otherwise: Where hosts are that are not in `routes`; None if nowhere.

    Raises:
        OptionError: Nobody says where a host is.
    """
    flows: list[Flow] = []
    names: list[Endpoint] = []
    for point in node.hosts:
        place = where(point.host)
        if place is Where.POD:
            continue  # no policy comes between the containers of a pod
        route = routes.get(point.host) or _address(point.host)
        if route is not None:
            flows.append(Flow(node, route, (route.port or point.port,)))
        elif by_name and not place.may_be_service:
            names.append(point)
        elif otherwise is not None and place is Where.PUBLIC:
            flows.append(Flow(node, otherwise, (point.port,)))
        else:
            at.fail(
                "routes",
                point.host,
                f"{node.workload.name} connects to {point.host}:{point.port}, and nothing says where that is: the"
                " policy would cut it off",
                f'give routes={{"{point.host}": Peer.'
                + (
                    "pods(labels=…, namespace=…)}, the pods behind that Service"
                    + ("" if place is Where.CLUSTER else "; or, if it is none, Peer.cidrs() or Peer.public_addresses()")
                    if place.may_be_service
                    else 'cidrs("…")}, its addresses; or let the network know names: hosts=HostAccess.CILIUM or GKE'
                ),
            )
    return flows, tuple(names)


def _at(point: Endpoint, chart: cdk8s.Chart) -> tuple[str, int]:
    return one_name(point.host, chart.namespace), point.port


def _address(host: str) -> Peer | None:
    try:
        return Peer.cidrs(str(ipaddress.ip_network(host.strip("[]"))))
    except ValueError:
        return None
