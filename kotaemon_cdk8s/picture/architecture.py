"""The architecture of a deployment: its wiring graph as a drawing, and nothing that is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from kotaemon_cdk8s.components import ModelServerBackend
from kotaemon_cdk8s.hosts import Where, where
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.observability.observability import Observability
from kotaemon_cdk8s.picture.drawing import Drawing, Group, Line, Part, PartKind
from kotaemon_cdk8s.scaling.demand import shares
from kotaemon_cdk8s.security.flows import Flow, Node, inside, merged, nodes, uses
from kotaemon_cdk8s.security.peer import NAMESPACE_NAME, Peer
from kotaemon_cdk8s.security.security import Security
from kotaemon_cdk8s.wiring import Attached, Endpoint, State

import cdk8s
import constructs

_T = TypeVar("_T", Security, Observability)
# A connection, with the part at its other end, where that is not of the deployment.
_Drawn = Iterator[tuple[Part | None, Line]]


def architecture(app: KotaemonApp) -> Drawing:
    """What a deployment consists of, and who opens connections to whom.

    Args:
        app: The deployment, after everything was added to its chart.
    """
    security = _about(app, Security)
    graph = nodes(app, security.further_hosts if security else ())
    counted = _counted(graph)
    parts = [*_pod(app, graph[0], counted), *(_server(node, app, counted) for node in graph[1:])]
    lines: list[Line] = []
    for part, line in (
        *_entrances(app, graph[0], security),
        *_inside(app, graph, security),
        *_outside(app, graph),
        *_mounts(app, graph),
        *_watchers(app, graph, security),
    ):
        if part is not None and part.id not in {known.id for known in parts}:
            parts.append(part)
        lines.append(line)
    return Drawing(
        f"{cdk8s.Chart.of(app).node.path}: {app.name}",
        tuple(parts),
        tuple(dict.fromkeys((*_within_pod(app), *lines))),
    )


def _about(app: KotaemonApp, kind: type[_T]) -> _T | None:
    """What was made for this app, if it was."""
    made = app.node.root.node.find_all()
    return next((node for node in made if isinstance(node, kind) and node.app is app), None)


def _counted(graph: Sequence[Node]) -> Mapping[tuple[str, str], str]:
    """How many pods there are, by chart and name of their object."""
    found = {}
    for home in {node.home.node.path: node.home for node in graph}.values():
        manifests = [item.to_json() for item in home.node.find_all() if isinstance(item, cdk8s.ApiObject)]
        for share in shares(manifests):
            count = f"{share.pods}" if share.pods == share.most else f"{share.pods}–{share.most}"
            found[home.node.path, share.name] = f"{count} pod{'' if count == '1' else 's'}"
    return found


def _namespace(name: str | None) -> tuple[Group, ...]:
    return (Group(f"namespace {name}", f"namespace {name}"),) if name else ()


def _pod(app: KotaemonApp, node: Node, counted: Mapping[tuple[str, str], str]) -> Iterator[Part]:
    """The app, what stands before it in its pod, and its volume."""
    namespace = _namespace(node.namespace)
    pods = counted.get(node.key, "1 pod")
    groups = (*namespace, Group("pod", f"{app.name}: {pods}"))
    if app.front.proxy is not None:
        yield Part("proxy", PartKind.SIDECAR, app.front.proxy.component, ("login before the app",), groups)
    in_memory = [
        edge.component
        for edge in app.wiring.edges
        if edge.component in _stores(app) and not edge.binding.endpoints and edge.binding.state is State.NONE
    ]
    yield Part("app", PartKind.APP, "Kotaemon", (app.mode.component, *in_memory), groups)
    kept = [
        edge.component
        for edge in app.wiring.edges
        if edge.binding.state is not State.NONE and not edge.binding.endpoints
    ]
    yield Part("volume", PartKind.VOLUME, _claim(app), tuple(kept), namespace)


def _stores(app: KotaemonApp) -> set[str]:
    return {component.component for component in app.components}


def _claim(app: KotaemonApp) -> str:
    volumes = app.deployment.to_json()["spec"]["template"]["spec"]["volumes"]
    return next(str(volume["persistentVolumeClaim"]["claimName"]) for volume in volumes if volume["name"] == "data")


def _within_pod(app: KotaemonApp) -> Iterator[Line]:
    if app.front.proxy is not None:
        yield Line("proxy", "app", "in the pod")
    yield Line("app", "volume", "mounts")


def _id(node: Node) -> str:
    return f"workload {node.home.node.path} {node.workload.name}"


def _server(node: Node, app: KotaemonApp, counted: Mapping[tuple[str, str], str]) -> Part:
    attached = _attached(app, node)
    if attached is not None:
        text = (attached.schedule.task.value, "by schedule") if attached.schedule else ("once",)
        return Part(_id(node), PartKind.JOB, node.workload.name, text, _namespace(node.namespace))
    component = next(
        part
        for part in app.components
        if isinstance(part, constructs.Construct)
        and cdk8s.Chart.of(part) is node.home
        and any(workload.name == node.workload.name for workload in part.bind().workloads)
    )
    kind = PartKind.MODEL_SERVER if isinstance(component, ModelServerBackend) else PartKind.STORE
    pods = counted.get(node.key)
    text = (component.component, *((pods,) if pods else ()))
    return Part(_id(node), kind, node.workload.name, text, _namespace(node.namespace))


def _attached(app: KotaemonApp, node: Node) -> Attached | None:
    """Who made pods that work beside the app; None for all others."""
    return next((pods for pods in app.attached if pods.workload is node.workload), None)


def _front(app: KotaemonApp) -> str:
    """The part of the pod that answers from outside."""
    return "app" if app.front.proxy is None else "proxy"


def _entrances(app: KotaemonApp, node: Node, security: Security | None) -> _Drawn:
    people = Part("people", PartKind.PEOPLE, "people")
    port = _ports(node.workload.serves)
    for way in app.exposures:
        scheme = "https" if way.https else "http"
        for peer in way.clients:
            text = (way.component, *((way.host,) if way.host else ()))
            entrance = _peer(peer, PartKind.ENTRANCE, text, node)
            yield people, Line("people", entrance.id, scheme)
            yield entrance, Line(entrance.id, _front(app), port)
    for peer in security.clients if security else ():
        client = _peer(peer, PartKind.ENTRANCE, ("client",), node)
        yield client, Line(client.id, _front(app), port)


def _inside(app: KotaemonApp, graph: Sequence[Node], security: Security | None) -> _Drawn:
    """Between the pods of the deployment, and from operators to theirs."""
    ids = {node.key: _id(node) for node in graph} | {graph[0].key: "app"}
    for flow in merged(inside(graph, uses(app), security.operator_namespaces if security else {})):
        if isinstance(flow.source, Peer):
            operator = _peer(flow.source, PartKind.OPERATOR, ("operator",), graph[0])
            yield operator, Line(operator.id, _target(flow, ids), _ports(flow.ports), aside=True)
        # That the nodes of a store talk to each other says nothing that `3 pods` does not.
        elif flow.source != flow.target:
            beside = _attached(app, flow.source) is not None
            yield None, Line(ids[flow.source.key], _target(flow, ids), _ports(flow.ports), aside=beside)
    for node in graph:
        if node.workload.api_server:
            api_server = Part("api server", PartKind.OPERATOR, "Kubernetes API server")
            yield api_server, Line(ids[node.key], "api server", aside=True)


def _target(flow: Flow, ids: Mapping[tuple[str, str], str]) -> str:
    # Of `inside`, all connections lead to pods of the deployment.
    return ids[flow.target.key] if isinstance(flow.target, Node) else ""


def _outside(app: KotaemonApp, graph: Sequence[Node]) -> _Drawn:
    """To hosts that are not of the deployment."""
    for node in graph:
        beside = _attached(app, node)
        for point in node.hosts:
            if where(point.host) is Where.POD:
                continue
            users = [
                edge.component
                for edge in app.wiring.edges
                if any(used.host == point.host for used in edge.binding.endpoints)
            ]
            text = tuple("login" if user == app.front.component else user for user in dict.fromkeys(users))
            if beside is not None and point in beside.workload.endpoints and not users:
                text = ("backups",)
            host = Part(f"host {point.host}", PartKind.HOST, point.host, text)
            for source in _sources(app, point) if node is graph[0] else (_id(node),):
                yield host, Line(source, host.id, _ports((point.port,)), aside=beside is not None)


def _mounts(app: KotaemonApp, graph: Sequence[Node]) -> _Drawn:
    """Of the app's volume, by pods that work on what it keeps."""
    for node in graph:
        beside = _attached(app, node)
        if beside is not None and beside.uses:
            yield None, Line(_id(node), "volume", "mounts", aside=True)


def _sources(app: KotaemonApp, point: Endpoint) -> Iterator[str]:
    """Which containers of the app's pod connect to a host: one that only the user knows is the app's own."""
    users = {edge.component for edge in app.wiring.edges if point in edge.binding.endpoints}
    if app.front.component in users:
        yield _front(app)
    if users != {app.front.component}:
        yield "app"


def _watchers(app: KotaemonApp, graph: Sequence[Node], security: Security | None) -> _Drawn:
    watched = [node for node in graph if node.workload.metrics is not None]
    if security is not None and security.prometheus is not None:
        prometheus = _peer(security.prometheus, PartKind.WATCHER, ("metrics",), graph[0])
    elif _about(app, Observability) is not None:
        prometheus = Part("prometheus", PartKind.WATCHER, "prometheus", ("metrics",))
    else:
        return
    for node in watched:
        port = node.workload.metrics.port if node.workload.metrics else 0
        target = "app" if node is graph[0] else _id(node)
        yield prometheus, Line(prometheus.id, target, _ports((port,)), aside=True)


def _peer(peer: Peer, kind: PartKind, text: tuple[str, ...], app: Node) -> Part:
    # Pods of no namespace are those of the app's own.
    beside = peer.labels and not peer.namespace_labels
    namespace = app.namespace if beside else peer.namespace_labels.get(NAMESPACE_NAME)
    name = _name(peer, namespace)
    return Part(f"{kind.value} {namespace or ''} {name}", kind, name, text, _namespace(namespace))


def _name(peer: Peer, namespace: str | None) -> str:
    if peer.everybody:
        return "public addresses" if peer.without else "any address"
    if peer.networks:
        return ", ".join(peer.networks)
    # Of a Gateway's proxies first: all of a controller have the same name of a program.
    for key, value in sorted(peer.labels.items(), key=lambda item: not item[0].endswith("gateway-name")):
        if key.endswith("gateway-name") or key in ("app.kubernetes.io/name", "app"):
            return value
    return ", ".join(peer.labels.values()) or namespace or ", ".join(peer.namespace_labels)


def _ports(ports: Sequence[int]) -> str:
    return ", ".join(map(str, ports)) or "all ports"
