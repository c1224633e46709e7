"""The picture of the threat model: who reaches whom, in which frame."""

from __future__ import annotations

from kotaemon_cdk8s.picture.drawing import Drawing, Group, Line, Part, PartKind

_CLUSTER = Group("cluster", "cluster")
_NAMESPACE = Group("namespace", "namespace of the deployment")
_INSIDE = (_CLUSTER, _NAMESPACE)

_STORES = ("metadata database", "vector store", "document store")

DRAWING = Drawing(
    title="Boundaries of trust",
    parts=(
        Part("users", PartKind.PEOPLE, "users"),
        Part("proxy", PartKind.ENTRANCE, "ingress or gateway", ("not ours",), (_CLUSTER,)),
        Part("login", PartKind.SIDECAR, "oauth2-proxy", ("in the app's pod",), _INSIDE),
        Part("app", PartKind.APP, "app and runtime", (), _INSIDE),
        *(Part(store, PartKind.STORE, store, (), _INSIDE) for store in _STORES),
        Part("secrets", PartKind.OBJECTS, "Secrets", (), (_CLUSTER,)),
        Part("operators", PartKind.OPERATOR, "operators", ("not ours",), (_CLUSTER,)),
        Part("nodes", PartKind.OPERATOR, "API server and nodes", ("not ours",), (_CLUSTER,)),
        Part("models", PartKind.HOST, "model providers"),
        Part("web", PartKind.HOST, "web search, readers, identity provider"),
        Part("git", PartKind.HOST, "Git, Argo CD"),
        Part("registry", PartKind.HOST, "image registry"),
    ),
    lines=(
        Line("users", "proxy", "https"),
        Line("proxy", "login", "4180, clear text"),
        Line("login", "app", "7860, loopback"),
        *(Line("app", store) for store in _STORES),
        Line("app", "models", "https"),
        Line("app", "web", "https, as far as switched on"),
        Line("secrets", "app", aside=True),
        *(Line("operators", store, aside=True) for store in _STORES),
        Line("git", "nodes", "manifests", aside=True),
        Line("registry", "nodes", "images", aside=True),
    ),
)
