"""Exactly the connections of the wiring graph, evaluated over all pairs of pods and ports."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

from kotaemon_cdk8s import (
    ClusterDns,
    DocumentStore,
    ExistingModels,
    GraphRagModel,
    HostAccess,
    Index,
    KotaemonApp,
    MetadataDb,
    MilvusS3,
    MilvusTopology,
    Mode,
    ModelServer,
    Ollama,
    OpenAI,
    OptionError,
    Override,
    Peer,
    Pod,
    Pooler,
    PythonPackages,
    SecretRef,
    Security,
    ServerResources,
    VectorStore,
    WebSearch,
    WorkloadIdentity,
)

import cdk8s
import pytest

import examples as reference
from tests.security.reach import End, pods, reaches
from tests.support import KEY, PASSWORD, Object, faulty, new_chart, one, refusal, synthesized

OUR_INDEX = PythonPackages(index_url="https://203.0.113.40/simple")


def closed(chart: cdk8s.Chart | None = None, app: dict[str, Any] | None = None, **options: Any) -> Security:
    chart = chart or new_chart()
    made = KotaemonApp(chart, "kotaemon", **{"admin_password": PASSWORD, "offline": True, **(app or {})})
    return Security(chart, "security", app=made, **options)


def policies(objects: Sequence[Object]) -> list[Object]:
    return [item for item in objects if item["kind"] == "NetworkPolicy"]


def labels(instance: str, component: str = "app", name: str = "kotaemon") -> dict[str, str]:
    keys = ("instance", "component", "name")
    return {f"app.kubernetes.io/{key}": value for key, value in zip(keys, (instance, component, name), strict=True)}


DNS = End("dns", "10.9.0.1", "kube-system", {"k8s-app": "kube-dns"})
NODE_DNS = End("node dns", "169.254.20.10")
PROMETHEUS = End("prometheus", "10.9.0.2", "monitoring", {"app.kubernetes.io/name": "prometheus"})
OPERATOR = End("operator", "10.9.0.3", "cnpg-system", {"app.kubernetes.io/name": "cloudnative-pg"})
TRAEFIK = End("traefik", "10.9.0.4", "traefik", {"app.kubernetes.io/name": "traefik"})
GATEWAY = End("gateway", "10.9.0.5", "gateways", {"gateway.networking.k8s.io/gateway-name": "public"})
ENVOY = End(
    "envoy",
    "10.9.0.6",
    "envoy-gateway-system",
    {
        "app.kubernetes.io/component": "proxy",
        "app.kubernetes.io/managed-by": "envoy-gateway",
        "gateway.envoyproxy.io/owning-gateway-name": "public",
        "gateway.envoyproxy.io/owning-gateway-namespace": "gateways",
    },
)
API_SERVER = End("api server", "172.16.0.1")
INTERNET = End("internet", "198.51.100.7")
MODELS = End("models", "203.0.113.5")
SEARCH = End("search", "203.0.113.16")
LOGIN = End("login", "203.0.113.32")
STRANGER = End("stranger", "10.9.1.1", "elsewhere", labels("kotaemon"))
OUTSIDE = (
    DNS,
    NODE_DNS,
    PROMETHEUS,
    OPERATOR,
    TRAEFIK,
    GATEWAY,
    ENVOY,
    API_SERVER,
    INTERNET,
    MODELS,
    SEARCH,
    LOGIN,
    STRANGER,
)
PORTS = (22, 53, 80, 443, 2379, 4180, 5432, 6333, 6334, 6335, 6443, 7860, 8000, 8080, 9127, 9187, 9200, 9300, 11434)

# As CloudNativePG labels its pods (pkg/specs/pods.go, jobs.go of 1.30).
POSTGRES = {"cnpg.io/cluster": "kotaemon-db", "cnpg.io/podRole": "instance"}
JOIN = {"cnpg.io/cluster": "kotaemon-db", "cnpg.io/jobRole": "join"}


def role(end: End) -> str:
    return end.name.rpartition("-")[0] or end.name


def connections(objects: Sequence[Object], ours: Iterable[End]) -> set[tuple[str, str, int, str]]:
    """All that is allowed from, to and between the pods of a deployment."""
    ours = list(ours)
    namespace = ours[0].namespace
    near = [
        End("neighbour-0", "10.8.0.1", namespace, {"app": "neighbour"}),
        End("sibling-0", "10.8.0.2", namespace, labels("sibling")),
    ]
    everybody = [*ours, *near, *OUTSIDE]
    inside = {end.name for end in ours}
    return {
        (role(source), role(target), port, protocol)
        for source, target in product(everybody, everybody)
        if source.name != target.name and {source.name, target.name} & inside
        for port, protocol in product(PORTS, ("TCP", "UDP"))
        if reaches(policies(objects), source, target, port, protocol)
    }


def tcp(*edges: tuple[str, str, int]) -> set[tuple[str, str, int, str]]:
    return {(*edge, "TCP") for edge in edges}


def looks_up(*names: str) -> set[tuple[str, str, int, str]]:
    return {(name, dns, 53, protocol) for name in names for dns in ("dns", "node dns") for protocol in ("TCP", "UDP")}


def objects_of(make: Callable[[cdk8s.App], cdk8s.Chart]) -> list[Object]:
    return synthesized(make(cdk8s.App(outdir="/dev/null/nowhere")))


def test_team_is_reached_by_its_gateway_and_reaches_its_models() -> None:
    objects = objects_of(reference.team)
    assert connections(objects, pods(objects)) == tcp(
        ("gateway", "kotaemon", 4180), ("kotaemon", "models", 443), ("kotaemon", "login", 443)
    ) | looks_up("kotaemon")


def test_servers_reach_what_they_serve_and_nothing_else() -> None:
    objects = objects_of(reference.servers)
    assert connections(objects, pods(objects)) == tcp(
        ("traefik", "kotaemon", 4180),
        ("kotaemon", "kotaemon-db", 5432),
        ("kotaemon", "kotaemon-vectors", 8000),
        ("kotaemon", "search", 9200),
        *(("kotaemon", host, 443) for host in ("internet", "models", "search", "login")),
    ) | looks_up("kotaemon")


def test_standard_reaches_its_operator_and_its_nodes() -> None:
    objects = objects_of(reference.standard)
    database = [
        End(f"kotaemon-db-{number}", f"10.7.0.{number}", "kotaemon-standard", found)
        for number, found in enumerate((POSTGRES, POSTGRES, JOIN))
    ]
    assert connections(objects, [*pods(objects), *database]) == tcp(
        ("envoy", "kotaemon", 4180),
        ("kotaemon", "kotaemon-db", 5432),
        ("kotaemon", "kotaemon-vectors", 6333),
        ("kotaemon-db", "kotaemon-db", 5432),
        ("kotaemon-db", "kotaemon-db", 8000),
        ("operator", "kotaemon-db", 5432),
        ("operator", "kotaemon-db", 8000),
        ("kotaemon-vectors", "kotaemon-vectors", 6333),
        ("kotaemon-vectors", "kotaemon-vectors", 6335),
        ("prometheus", "kotaemon-db", 9187),
        ("prometheus", "kotaemon-vectors", 6333),
    ) | looks_up("kotaemon", "kotaemon-db", "kotaemon-vectors")
    # Hosts by name, and the API server, are Cilium's.
    (app, database_policy) = [item["spec"] for item in objects if item["kind"] == "CiliumNetworkPolicy"]
    (names,) = [rule["toFQDNs"] for rule in app["egress"] if "toFQDNs" in rule]
    assert [name["matchName"] for name in names] == [
        "login.example.com",
        "pypi.org",
        "files.pythonhosted.org",
        "api.openai.com",
    ]
    assert database_policy["egress"] == [{"toEntities": ["kube-apiserver"]}]


def test_a_pooler_stands_between_the_app_and_the_database() -> None:
    chart = new_chart()
    database = MetadataDb.cloudnative_pg(chart, "kotaemon-db", pooler=Pooler())
    made = closed(
        chart, {"metadata_db": database, "python_packages": OUR_INDEX}, api_server=[f"{API_SERVER.address}/32"]
    )
    objects = synthesized(made)
    pooler = {"cnpg.io/cluster": "kotaemon-db", "cnpg.io/poolerName": "kotaemon-db-pooler"}
    ours = [
        *pods(objects),
        *(End(f"db-{number}", f"10.7.0.{number}", "kotaemon", POSTGRES) for number in range(2)),
        *(End(f"pooler-{number}", f"10.7.1.{number}", "kotaemon", pooler) for number in range(2)),
    ]
    assert connections(objects, ours) == tcp(
        ("kotaemon", "pooler", 5432),
        ("pooler", "db", 5432),
        ("db", "db", 5432),
        ("db", "db", 8000),
        ("operator", "db", 5432),
        ("operator", "db", 8000),
        *((name, "api server", port) for name in ("db", "pooler") for port in (443, 6443)),
    ) | looks_up("kotaemon", "pooler", "db")


STORES: dict[str, tuple[str, Callable[[cdk8s.Chart], Any], int, dict[str, str]]] = {
    "postgres": (
        "metadata_db",
        lambda chart: MetadataDb.postgres(chart, "store", password=KEY),
        5432,
        labels("store", "metadata-db", "postgresql"),
    ),
    "chroma": (
        "vector_store",
        lambda chart: VectorStore.chroma_server(chart, "store"),
        8000,
        labels("store", "vector-store", "chroma"),
    ),
    "qdrant": (
        "vector_store",
        lambda chart: VectorStore.qdrant(chart, "store", api_key=KEY),
        6333,
        labels("store", "vector-store", "qdrant"),
    ),
    "elasticsearch": (
        "document_store",
        lambda chart: DocumentStore.elasticsearch(chart, "store", password=SecretRef("user", "password")),
        9200,
        {"elasticsearch.k8s.elastic.co/cluster-name": "store"},
    ),
    "milvus": (
        "vector_store",
        lambda chart: VectorStore.milvus(chart, "store", root_password=KEY),
        19530,
        {"app.kubernetes.io/name": "milvus", "app.kubernetes.io/instance": "store"},
    ),
}


@pytest.mark.parametrize("kind", STORES)
def test_a_store_serves_its_app_and_nobody_else(kind: str) -> None:
    option, make, port, store_labels = STORES[kind]
    chart = new_chart()
    made = closed(chart, {option: make(chart), **({"python_packages": OUR_INDEX} if kind == "postgres" else {})})
    found = policies(synthesized(made))
    app = End("app", "10.0.0.1", "kotaemon", labels("kotaemon"))
    store = End("store", "10.0.0.2", "kotaemon", store_labels)
    others = [
        End("sibling", "10.0.0.3", "kotaemon", labels("sibling")),
        End("neighbour", "10.0.0.4", "kotaemon", {}),
        STRANGER,
        INTERNET,
    ]
    assert reaches(found, app, store, port)
    assert not any(reaches(found, other, store, port) for other in others)
    assert not any(reaches(found, store, other, each) for other in (app, *others) for each in (80, 443, 7860))
    assert not reaches(found, app, store, 22)


def test_model_servers_answer_the_app_and_reach_where_their_models_are() -> None:
    chart = new_chart()
    ollama = ModelServer.ollama(chart, "ollama", models=["qwen3:8b"])
    embeddings = ModelServer.text_embeddings_inference(
        chart, "embeddings", model="BAAI/bge-m3", storage=ExistingModels.claim("filled")
    )
    chat = ModelServer.vllm(chart, "chat", model="Qwen/Qwen3-8B", hub="https://mirror.example.com")
    hosts = ("registry.ollama.ai", "dd20bb891979d25aebc8bec07b2b3bbc.r2.cloudflarestorage.com", "mirror.example.com")
    made = closed(
        chart,
        {"models": [ollama.chat("qwen3:8b"), embeddings.embeddings(), chat.chat()]},
        routes={host: Peer.cidrs(f"{MODELS.address}/32") for host in hosts},
        prometheus=Peer.prometheus(),
    )
    objects = synthesized(made)
    assert connections(objects, pods(objects)) == tcp(
        ("kotaemon", "ollama", 11434),
        ("kotaemon", "embeddings", 8080),
        ("kotaemon", "chat", 8000),
        ("ollama", "models", 443),
        ("chat", "models", 443),
        ("prometheus", "embeddings", 8080),
        ("prometheus", "chat", 8000),
    ) | looks_up("kotaemon", "ollama", "chat")


def test_the_hosts_of_a_download_must_be_somewhere() -> None:
    chart = new_chart()
    ollama = ModelServer.ollama(chart, "ollama", models=["qwen3:8b"])
    error = refusal(lambda: closed(chart, {"models": [ollama.chat("qwen3:8b")]}))
    assert (error.faults[0].field, error.faults[0].value) == ("routes", "'registry.ollama.ai'")


def test_two_deployments_of_one_namespace_do_not_reach_each_others_stores() -> None:
    chart = new_chart()
    for name in ("one", "two"):
        store = VectorStore.chroma_server(chart, f"{name}-vectors")
        app = KotaemonApp(chart, name, admin_password=PASSWORD, offline=True, vector_store=store)
        Security(chart, f"{name}-security", app=app)
    objects = synthesized(chart)
    ends = list(pods(objects))
    allowed = {
        (role(source), role(target))
        for source, target in product(ends, ends)
        if source != target and reaches(policies(objects), source, target, 8000)
    }
    assert allowed == {("one", "one-vectors"), ("two", "two-vectors")}


@pytest.mark.parametrize("host", ["ollama", "ollama.kotaemon.svc", "Ollama.kotaemon.svc.cluster.local"])
def test_a_collection_may_ask_a_model_server_of_the_deployment_by_its_address(host: str) -> None:
    chart = new_chart()
    server = ModelServer.ollama(
        chart, "ollama", models=["chat", "embed"], resources=ServerResources(cpu="4", memory="16Gi")
    )
    chat, embedding = (GraphRagModel(model, base_url=f"http://{host}:11434/v1") for model in ("chat", "embed"))
    options = {
        "models": [server.chat("chat"), server.embeddings("embed")],
        "indices": [Index.graphrag(api_key=None, chat=chat, embedding=embedding)],
    }
    ours = closed(chart, options, hosts=HostAccess.CILIUM)
    objects = synthesized(ours)
    ends = {role(end): end for end in pods(objects)}
    assert reaches(policies(objects), ends["kotaemon"], ends["ollama"], 11434)


def test_what_milvus_depends_on_is_closed_too() -> None:
    chart = new_chart()
    milvus = VectorStore.milvus(chart, "store", root_password=KEY, topology=MilvusTopology.CLUSTER)
    found = policies(synthesized(closed(chart, {"vector_store": milvus})))
    parts = {
        "milvus": {"app.kubernetes.io/name": "milvus", "app.kubernetes.io/instance": "store"},
        "etcd": {"app.kubernetes.io/name": "etcd", "app.kubernetes.io/instance": "store-etcd"},
        "minio": {"app": "minio", "release": "store-minio"},
        "pulsar": {"app": "pulsar", "release": "store-pulsar"},
    }
    ends = {
        name: End(name, f"10.0.0.{i}", "kotaemon", found_labels) for i, (name, found_labels) in enumerate(parts.items())
    }
    for name, port in (("etcd", 2379), ("minio", 9000), ("pulsar", 6650)):
        assert reaches(found, ends["milvus"], ends[name], port)
        assert not reaches(found, ends[name], ends["milvus"], 19530)
        assert not reaches(found, STRANGER, ends[name], port)
        operator = End("operator", "10.1.0.1", "milvus-operator", {})
        assert reaches(found, operator, ends[name], port)
    assert not reaches(found, ends["pulsar"], ends["etcd"], 2379)


def test_a_store_of_another_namespace_is_closed_there() -> None:
    chart = new_chart()
    theirs = new_chart("vectors", "vectors", chart.node.root)
    milvus = VectorStore.milvus(
        theirs, "store", root_password=KEY, object_storage=MilvusS3("https://s3.example.com", "bucket", "s3")
    )
    routes = {"s3.example.com": Peer.cidrs("203.0.113.9/32")}
    found = policies(synthesized(closed(chart, {"vector_store": milvus}, routes=routes)))
    assert {policy["metadata"]["namespace"] for policy in found} == {"kotaemon", "vectors"}
    app = End("app", "10.0.0.1", "kotaemon", labels("kotaemon"))
    store = End(
        "store", "10.0.0.2", "vectors", {"app.kubernetes.io/name": "milvus", "app.kubernetes.io/instance": "store"}
    )
    assert reaches(found, app, store, 19530)
    assert not reaches(found, End("x", "10.0.0.3", "vectors", labels("kotaemon")), store, 19530)
    assert reaches(found, store, End("bucket", "203.0.113.9"), 443)


def test_a_pod_with_no_need_of_names_asks_no_dns() -> None:
    chart = new_chart()
    store = VectorStore.chroma_server(chart, "store")
    objects = synthesized(closed(chart, {"vector_store": store}))
    assert one(objects, "NetworkPolicy", "store")["spec"]["egress"] == []


def test_openshift_answers_on_its_own_port() -> None:
    options = {"models": [OpenAI(api_key=KEY).chat("m")]}
    found = policies(synthesized(closed(app=options, hosts=HostAccess.GKE, dns=ClusterDns.openshift())))
    app = End("app", "10.0.0.1", "kotaemon", labels("kotaemon"))
    dns = End("dns", "10.0.0.2", "openshift-dns", {"dns.operator.openshift.io/daemonset-dns": "default"})
    assert reaches(found, app, dns, 5353, "UDP")
    assert not reaches(found, app, dns, 53, "UDP")
    assert not reaches(found, app, DNS, 53, "UDP")


def test_a_route_may_lead_to_another_port_and_namespace() -> None:
    model = Ollama(url="http://ollama.models.svc:80").chat("qwen2.5:7b")
    route = Peer.pods(labels={"app": "ollama"}, namespace="models", port=11434)
    found = policies(synthesized(closed(app={"models": [model]}, routes={"ollama.models.svc": route})))
    app = End("app", "10.0.0.1", "kotaemon", labels("kotaemon"))
    server = End("ollama", "10.0.0.2", "models", {"app": "ollama"})
    assert reaches(found, app, server, 11434)
    assert not reaches(found, app, server, 80)


def test_by_name_on_gke() -> None:
    objects = synthesized(closed(app={"models": [OpenAI(api_key=KEY).chat("m")]}, hosts=HostAccess.GKE))
    spec = one(objects, "FQDNNetworkPolicy")["spec"]
    assert spec["egress"] == [{"matches": [{"name": "api.openai.com"}], "ports": [{"protocol": "TCP", "port": 443}]}]
    assert spec["podSelector"]["matchLabels"] == one(objects, "NetworkPolicy")["spec"]["podSelector"]["matchLabels"]
    assert faulty(objects) == []


STS = "sts.eu-central-1.amazonaws.com"
ENTRA = "login.microsoftonline.com"
IDENTITIES: dict[str, tuple[WorkloadIdentity, dict[str, Peer], set[tuple[str, int]]]] = {
    "IRSA": (
        WorkloadIdentity.aws("arn:aws:iam::111122223333:role/library", region="eu-central-1"),
        {STS: Peer.cidrs("203.0.113.20/32")},
        {("203.0.113.20", 443)},
    ),
    "EKS Pod Identity": (WorkloadIdentity.eks_pod_identity(), {}, {("169.254.170.23", 80), ("fd00:ec2::23", 80)}),
    "GKE": (WorkloadIdentity.gcp(), {}, {("169.254.169.254", 80), ("169.254.169.252", 988)}),
    "Azure": (
        WorkloadIdentity.azure("00000000-1111-2222-3333-444444444444"),
        {ENTRA: Peer.cidrs("203.0.113.21/32")},
        {("203.0.113.21", 443)},
    ),
}


@pytest.mark.parametrize("cloud", IDENTITIES)
def test_a_pod_with_an_identity_reaches_who_gives_out_its_token_and_nothing_else(cloud: str) -> None:
    identity, routes, expected = IDENTITIES[cloud]
    found = policies(synthesized(closed(app={"pod": Pod(workload_identity=identity)}, routes=routes)))
    app = End("app", "10.0.0.1", "kotaemon", labels("kotaemon"))
    addresses = {address for _, _, each in IDENTITIES.values() for address, _ in each} | {"203.0.113.5"}
    assert expected == {
        (address, port)
        for address, port in product(sorted(addresses), (53, 80, 443, 988, 8080))
        if reaches(found, app, End("token service", address), port)
    }


@pytest.mark.parametrize(("cloud", "host"), [("IRSA", STS), ("Azure", ENTRA)])
def test_a_token_service_is_a_host_like_others(cloud: str, host: str) -> None:
    pod = Pod(workload_identity=IDENTITIES[cloud][0])
    (fault,) = refusal(lambda: closed(app={"pod": pod})).faults
    assert (fault.field, fault.value) == ("routes", repr(host))
    policy = one(synthesized(closed(app={"pod": pod}, hosts=HostAccess.CILIUM)), "CiliumNetworkPolicy")
    (named,) = [rule for rule in policy["spec"]["egress"] if "toFQDNs" in rule]
    assert named["toFQDNs"] == [{"matchName": host}]


def test_a_server_within_the_pod_needs_no_route() -> None:
    for url in ("http://localhost:11434", "http://127.0.0.1:11434", "http://[::1]:11434"):
        objects = synthesized(closed(app={"models": [Ollama(url=url).chat("m")]}))
        assert one(objects, "NetworkPolicy")["spec"]["egress"] == []


def test_a_name_that_may_be_a_service_is_not_left_to_the_names_of_the_internet() -> None:
    for host in ("ollama.models", "ollama.team-a", "ollama-0.ollama.gpu1", "ollama.dev"):
        model = Ollama(url=f"http://{host}:11434").chat("m")
        for access in HostAccess:
            (fault,) = refusal(lambda model=model, access=access: closed(app={"models": [model]}, hosts=access)).faults
            assert (fault.field, fault.value) == ("routes", repr(host))
            assert "Peer.pods(" in fault.fix
    for host in ("openrouter.ai", "example.com", "models.example.dev"):
        model = Ollama(url=f"http://{host}:11434").chat("m")
        assert closed(app={"models": [model]}, hosts=HostAccess.CILIUM)


@pytest.mark.parametrize(("access", "kind"), [(HostAccess.CILIUM, "Cilium"), (HostAccess.GKE, "FQDN")])
def test_a_host_has_one_name_in_policies(access: HostAccess, kind: str) -> None:
    model = Ollama(url="https://Models.example.com.").chat("m")
    further = ["MODELS.example.com:443", "tools.example.com:443"]
    text = str(
        one(synthesized(closed(app={"models": [model]}, hosts=access, further_hosts=further)), f"{kind}NetworkPolicy")
    )
    assert "'models.example.com'" in text
    assert "MODELS" not in text
    assert "com.'" not in text


def test_cilium_learns_names_from_dns_pods_wherever_they_are() -> None:
    by_label = Peer(labels={"k8s-app": "dns"}, namespace_labels={"team": "platform"})
    near = Peer.pods(labels={"k8s-app": "dns"})
    objects = synthesized(
        closed(app=OPEN_AI, hosts=HostAccess.CILIUM, dns=ClusterDns(peers=[by_label, near, Peer.cidrs("10.0.0.10/32")]))
    )
    rules = one(objects, "CiliumNetworkPolicy")["spec"]["egress"]
    assert [rule["toEndpoints"][0]["matchLabels"] for rule in rules if "toEndpoints" in rule] == [
        {"k8s:io.cilium.k8s.namespace.labels.team": "platform", "k8s:k8s-app": "dns"},
        {"k8s:k8s-app": "dns"},
    ]


def test_public_addresses_are_no_private_ones() -> None:
    found = policies(synthesized(closed(app=OPEN_AI, hosts=HostAccess.PUBLIC_ADDRESSES)))
    app = End("app", "10.0.0.1", "kotaemon", labels("kotaemon"))
    for address in ("198.51.100.7", "2001:db8::1", "172.32.0.1", "11.0.0.1"):
        assert reaches(found, app, End("x", address), 443)
    for address in ("10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "fd00::1", "fe80::1"):
        assert not reaches(found, app, End("x", address), 443)


PRESETS = (
    Peer.ingress_nginx(),
    Peer.nginx_ingress(),
    Peer.traefik(),
    Peer.haproxy(),
    Peer.contour(),
    Peer.envoy_gateway("g", gateway_namespace="n"),
    Peer.gateway("g", namespace="n"),
    Peer.openshift_router(),
    Peer.gke_load_balancer(),
    Peer.prometheus(),
    Peer.any_address(),
)


@pytest.mark.parametrize("client", PRESETS)
def test_each_preset_lets_its_own_in_and_no_stranger(client: Peer) -> None:
    objects = synthesized(closed(clients=[client], allow_unauthenticated=True))
    assert faulty(objects) == []
    app = End("app", "10.0.0.1", "kotaemon", labels("kotaemon"))
    namespace = client.namespace_labels.get("kubernetes.io/metadata.name", "router")
    address = str(next(ipaddress.ip_network(client.networks[0]).hosts())) if client.networks else "10.0.0.2"
    own = End("client", address, namespace, client.labels, client.namespace_labels)
    assert reaches(policies(objects), own, app, 7860)
    assert not reaches(policies(objects), own, app, 22)
    assert reaches(policies(objects), STRANGER, app, 7860) is client.everybody


def test_an_override_may_open_more_but_not_turn_it_to_other_pods() -> None:
    rule = {"from": [{"podSelector": {"matchLabels": {"app": "mine"}}}], "ports": [{"port": 7860, "protocol": "TCP"}]}
    objects = synthesized(closed(overrides=[Override.add("NetworkPolicy", "/spec/ingress/-", rule)]))
    app = End("app", "10.0.0.1", "kotaemon", labels("kotaemon"))
    assert reaches(policies(objects), End("mine", "10.0.0.2", "kotaemon", {"app": "mine"}), app, 7860)
    change = Override.replace("NetworkPolicy", "/spec/policyTypes", ["Ingress"])
    assert refusal(lambda: closed(overrides=[change])).faults[0].field == "NetworkPolicy.spec.policyTypes"


OPEN_AI = {"models": [OpenAI(api_key=KEY).chat("m")]}
KEYCLOAK = Mode.keycloak(
    server_url="https://login.example.com", realm="r", client_id="c", client_secret=KEY, session_secret=KEY
)
LOCAL = Ollama(url="http://203.0.113.30:11434")
HIDDEN = {"models": [OpenAI(api_key=KEY, base_url=SecretRef("openai", "base-url")).chat("m")]}

REFUSED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("routes", OPEN_AI, {}),
    ("routes", {"web_search": WebSearch.tavily(KEY)}, {}),
    ("routes", {"mode": KEYCLOAK, "admin_password": None, "models": [LOCAL.chat("m"), LOCAL.embeddings("e")]}, {}),
    ("routes", {"models": [Ollama(url="http://ollama:11434").chat("m")]}, {"hosts": HostAccess.CILIUM}),
    ("routes", {}, {"routes": {"api.openai.com": Peer.cidrs("203.0.113.0/24")}}),
    ("further_hosts", HIDDEN, {}),
    ("further_hosts", {}, {"further_hosts": ["https://models.example.com"]}),
    ("further_hosts", {}, {"further_hosts": ["models.example.com:99999"]}),
    ("further_hosts", {}, {"further_hosts": ["models.example.com:\u0664\u0664\u0663"]}),
    ("app", {"offline": False}, {}),
    ("api_server", {}, {"api_server": ["10.0.0.1/32"]}),
    ("prometheus", {}, {"prometheus": Peer.prometheus()}),
    ("operator_namespaces", {}, {"operator_namespaces": {"cnpg-system": "operators"}}),
    ("clients", {}, {"clients": [Peer.pods(labels={"a": "b"}, port=80)]}),
    ("prometheus", {}, {"prometheus": Peer.pods(labels={"a": "b"}, port=9090)}),
    ("dns", OPEN_AI, {"hosts": HostAccess.CILIUM, "dns": ClusterDns(peers=[Peer.cidrs("172.20.0.10/32")])}),
    ("clients", {}, {"clients": ["0.0.0.0/0"]}),
    ("clients", {"mode": Mode.single_user(), "admin_password": None}, {"clients": [Peer.traefik()]}),
    ("allow_unauthenticated", {}, {"allow_unauthenticated": True}),
    ("clients", {}, {"clients": [Peer.traefik()]}),
    ("hosts", {}, {"hosts": "Cilium"}),
]


@pytest.mark.parametrize(("field", "app", "options"), REFUSED)
def test_it_refuses(field: str, app: dict[str, Any], options: dict[str, Any]) -> None:
    chart = new_chart()
    error = refusal(lambda: closed(chart, app, **options))
    assert isinstance(error, OptionError)
    assert (error.faults[0].path, error.faults[0].field) == ("test/security", field)
    assert [child.node.id for child in chart.node.children] == ["kotaemon"]


def test_the_database_needs_the_api_server() -> None:
    chart = new_chart()
    database = MetadataDb.cloudnative_pg(chart, "db")
    error = refusal(lambda: closed(chart, {"metadata_db": database, "python_packages": OUR_INDEX}))
    assert error.faults[0].field == "api_server"
    assert "kubectl get endpointslices" in error.faults[0].fix


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("labels", lambda: Peer.pods()),
        ("labels", lambda: Peer()),
        ("networks", lambda: Peer.cidrs("0.0.0.0/0")),
        ("networks", lambda: Peer.cidrs("::/0")),
        ("networks", lambda: Peer.cidrs("10.0.0.1/8")),
        ("networks", lambda: Peer.cidrs("example.com")),
        ("networks", lambda: Peer.cidrs("10.0.0.1")),
        ("networks", lambda: Peer.cidrs("0.0.0.0/1", "128.0.0.0/1")),
        ("without", lambda: Peer(networks=["10.0.0.0/8"], without=["10.0.0.0/8"])),
        ("without", lambda: Peer(networks=["10.0.0.0/8"], without=["10.0.0.1"])),
        ("everybody", lambda: Peer(labels={"a": "b"}, everybody=True)),
        ("everybody", lambda: Peer(networks=["10.0.0.0/8"], everybody=True)),
        ("networks", lambda: Peer(labels={"a": "b"}, networks=["10.0.0.0/8"])),
        ("without", lambda: Peer(networks=["10.0.0.0/8"], without=["192.168.0.0/16"])),
        ("namespace", lambda: Peer.pods(namespace="Upper")),
        ("port", lambda: Peer.pods(labels={"a": "b"}, port=0)),
        ("peers", lambda: ClusterDns(peers=())),
        ("peers", lambda: ClusterDns(peers=[Peer.pods(labels={"a": "b"}, port=5353)])),
        ("port", lambda: ClusterDns(peers=[Peer.cidrs("10.0.0.10/32")], port=70000)),
    ],
)
def test_nobody_is_let_in_unsaid(field: str, make: Callable[[], object]) -> None:
    assert refusal(make).faults[0].field == field


def test_an_app_without_login_is_open_to_whom_one_says() -> None:
    single = {"mode": Mode.single_user(), "admin_password": None}
    found = policies(synthesized(closed(app=single, clients=[Peer.traefik()], allow_unauthenticated=True)))
    assert reaches(found, TRAEFIK, End("app", "10.0.0.1", "kotaemon", labels("kotaemon")), 7860)


def test_a_deployment_is_closed_once_and_where_it_is() -> None:
    made = closed()
    chart = cdk8s.Chart.of(made)
    app = chart.node.find_child("kotaemon")
    assert refusal(lambda: Security(chart, "again", app=app)).faults[0].field == "app"
    other = new_chart("other", "other", chart.node.root)
    assert refusal(lambda: Security(other, "security", app=app)).faults[0].field == "app"


def test_options_reach_the_policies() -> None:
    assert isinstance(closed().network_policies[0], cdk8s.ApiObject)
    chart = new_chart()
    database = MetadataDb.cloudnative_pg(chart, "db")
    made = closed(
        chart,
        {"metadata_db": database, "python_packages": OUR_INDEX},
        api_server=["10.0.0.1/32"],
        operator_namespaces={"cnpg-system": "operators"},
        further_hosts=["tools.example.com:8443"],
        routes={"tools.example.com": Peer.cidrs("203.0.113.77/32")},
        prometheus=Peer.pods(namespace="metrics"),
    )
    objects = synthesized(made)
    text = str(policies(objects))
    for part in ("10.0.0.1/32", "operators", "203.0.113.77/32", "8443", "metrics"):
        assert part in text
    assert "cnpg-system" not in text
    assert faulty(objects) == []
