"""Stores and the app: what is refused between them, and what the pod gets."""

from __future__ import annotations

import json
from typing import Any

from kotaemon_cdk8s import (
    AccessMode,
    ArgoApplication,
    DocumentStore,
    Image,
    MetadataDb,
    MilvusS3,
    OpenAI,
    OptionError,
    PythonPackages,
    SecretRef,
    SslMode,
    Storage,
    VectorStore,
)

import cdk8s
import pytest

from tests.kotaemon_app.store_values import SHARED
from tests.support import (
    KEY,
    container,
    deployed,
    document,
    environment,
    faulty,
    kotaemon,
    new_chart,
    one,
    pod,
    refusal,
    settings,
    synthesized,
)

DATABASE = SHARED["metadata_db"]


def init_containers(objects: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["name"]: item for item in pod(objects).get("initContainers", [])}


def test_embedded_stores_need_nothing_before_the_app() -> None:
    objects = deployed()
    assert init_containers(objects) == {}
    assert {volume["name"] for volume in pod(objects)["volumes"]} == {"data", "scratch", "settings", "runtime"}


@pytest.mark.parametrize("mine", SHARED)
def test_one_embedded_store_keeps_a_second_pod_away(mine: str) -> None:
    shared = {**SHARED, "storage": Storage.claim(access_mode=AccessMode.READ_WRITE_MANY)}
    assert one(deployed(**shared), "Deployment")["spec"]["strategy"]["type"] == "RollingUpdate"
    del shared[mine]
    assert one(deployed(**shared), "Deployment")["spec"]["strategy"]["type"] == "Recreate"


def test_files_on_one_node_keep_a_second_pod_away() -> None:
    assert one(deployed(**SHARED), "Deployment")["spec"]["strategy"]["type"] == "Recreate"
    many = Storage.existing_claim("files", access_mode=AccessMode.READ_WRITE_MANY)
    assert one(deployed(**SHARED, storage=many), "Deployment")["spec"]["strategy"]["type"] == "RollingUpdate"


def test_the_pod_waits_with_what_it_takes_and_no_credential_more() -> None:
    objects = deployed(**SHARED, models=[OpenAI(api_key=SecretRef("openai", "api-key")).chat("gpt-4o-mini")])
    wait = init_containers(objects)["wait-for-stores"]
    app = container(objects)
    assert wait["command"][1:] == ["-m", "kotaemon_runtime.wait"]
    assert [variable for variable in app["env"] if variable in wait["env"]] == wait["env"]
    assert {variable["name"] for variable in wait["env"] if "valueFrom" not in variable} == {
        "HOME",
        "KOTAEMON_SETTINGS_FILE",
        "PYTHONPATH",
    }
    secrets = {variable["valueFrom"]["secretKeyRef"]["name"] for variable in wait["env"] if "valueFrom" in variable}
    assert not secrets & {"openai", "kotaemon-admin"}
    assert "KOTAEMON_DATABASE_PASSWORD" in {variable["name"] for variable in wait["env"]}
    assert wait["image"] == app["image"]
    mounts = {mount["mountPath"] for mount in wait["volumeMounts"]}
    assert {mount["mountPath"] for mount in app["volumeMounts"]} - mounts == {"/app/ktem_app_data"}
    named = {item["component"] for item in document(objects)["wait_for"]}
    assert named == {"Qdrant vector store", "Elasticsearch document store"}  # the database by its URL
    assert list(init_containers(objects)) == ["install-packages", "wait-for-stores"]


def test_a_container_of_the_user_runs_after_ours() -> None:
    from kotaemon_cdk8s import Pod

    from cdk8s_plus_27 import k8s

    mine = k8s.Container(name="mine", image="registry.example/mine:1")
    assert list(init_containers(deployed(**SHARED, pod=Pod(init_containers=[mine])))) == [
        "install-packages",
        "wait-for-stores",
        "mine",
    ]


def test_the_driver_is_installed_where_the_image_lacks_it() -> None:
    objects = deployed(metadata_db=DATABASE)
    assert environment(objects)["PYTHONPATH"] == "/opt/kotaemon-cdk8s:/opt/kotaemon-cdk8s-packages"
    install = init_containers(objects)["install-packages"]
    (writable,) = [mount for mount in install["volumeMounts"] if mount["mountPath"] == "/opt/kotaemon-cdk8s-packages"]
    (readable,) = [mount for mount in container(objects)["volumeMounts"] if mount["name"] == writable["name"]]
    assert "readOnly" not in writable
    assert readable["readOnly"] is True
    requirements = one(objects, "ConfigMap", "kotaemon-settings")["data"]["requirements.txt"]
    assert requirements.startswith("psycopg2-binary==")
    assert requirements.count("--hash=sha256:") == 2
    # The init container sees no credential of the app's.
    assert [variable["name"] for variable in install["env"] if "valueFrom" in variable] == []


def test_an_image_with_the_driver_installs_nothing() -> None:
    ready = Image.derived("r.example/kotaemon", tag="1", packages=["psycopg2-binary"], compiled=True)
    objects = deployed(metadata_db=DATABASE, image=ready)
    assert list(init_containers(objects)) == ["wait-for-stores"]
    assert environment(objects)["PYTHONPATH"] == "/opt/kotaemon-cdk8s"
    assert "PYTHONPYCACHEPREFIX" not in environment(objects)
    assert "requirements.txt" not in one(objects, "ConfigMap", "kotaemon-settings")["data"]


def test_packages_come_from_where_the_user_says() -> None:
    packages = PythonPackages(
        index_url=SecretRef("index", "url"), proxy="http://proxy.example:3128", ca=SecretRef("ca", "ca.crt")
    )
    objects = deployed(metadata_db=DATABASE, python_packages=packages)
    install = init_containers(objects)["install-packages"]
    env = {item["name"]: item.get("value") or item["valueFrom"]["secretKeyRef"] for item in install["env"]}
    assert env["PIP_INDEX_URL"] == {"name": "index", "key": "url"}
    assert env["PIP_PROXY"] == "http://proxy.example:3128"
    (ca,) = [mount for mount in install["volumeMounts"] if env["PIP_CERT"].startswith(mount["mountPath"] + "/")]
    (volume,) = [volume for volume in pod(objects)["volumes"] if volume["name"] == ca["name"]]
    assert volume["projected"]["sources"] == [
        {"secret": {"name": "ca", "items": [{"key": "ca.crt", "path": "packages/ca.crt"}]}}
    ]
    assert faulty(objects) == []


def test_an_offline_pod_does_not_ask_the_public_index() -> None:
    error = refusal(lambda: kotaemon(metadata_db=DATABASE, offline=True))
    assert error.faults[0].field == "python_packages.index_url"
    assert "psycopg2-binary" in str(error)
    mirror = PythonPackages(index_url="https://index.example/simple")
    assert kotaemon(metadata_db=DATABASE, offline=True, python_packages=mirror).name == "kotaemon"


def test_packages_that_nobody_needs_are_refused() -> None:
    error = refusal(lambda: kotaemon(python_packages=PythonPackages(index_url="https://index.example/simple")))
    assert error.faults[0].field == "python_packages"


def test_a_packages_index_is_among_the_endpoints() -> None:
    hosts = [point.host for point in kotaemon(metadata_db=DATABASE).wiring.endpoints]
    assert hosts == ["db.example.com", "pypi.org", "files.pythonhosted.org"]


@pytest.mark.parametrize("option", SHARED)
def test_two_deployments_never_share_a_place(option: str) -> None:
    chart = new_chart()
    kotaemon(chart, "one", **{option: SHARED[option]})
    error = refusal(lambda: kotaemon(chart, "two", **{option: SHARED[option]}))
    assert "test/one" in str(error)
    assert "mix them up" in str(error)
    # The server has the same name wherever it is reached from.
    elsewhere = new_chart("elsewhere", "elsewhere", chart.node.root)
    refusal(lambda: kotaemon(elsewhere, **{option: SHARED[option]}))


def test_two_deployments_may_share_a_database_in_two_schemas() -> None:
    chart = new_chart()
    for schema in ("one", "two"):
        database = MetadataDb.external(host="db.example.com", user="kotaemon", password=KEY, schema=schema)
        kotaemon(chart, schema, metadata_db=database)
    texts = json.dumps([settings_of(chart, name)["KH_DATABASE"] for name in ("one", "two")])
    assert "-csearch_path=one" in texts
    assert "-csearch_path=two" in texts


def settings_of(chart: cdk8s.Chart, name: str) -> dict[str, Any]:
    objects = [item for item in synthesized(chart) if item["metadata"]["name"].startswith(name)]
    return settings(objects)


def test_a_server_in_the_cluster_is_another_one_in_another_chart() -> None:
    app = cdk8s.App(outdir="/dev/null/nowhere")
    for name in ("staging", "production"):
        chart = new_chart(name, "kotaemon", app)
        database = MetadataDb.external(
            host="postgres.databases.svc", user="kotaemon", password=KEY, sslmode=SslMode.REQUIRE
        )
        kotaemon(chart, metadata_db=database)


def in_the_cluster() -> Any:
    return MetadataDb.external(host="db.databases.svc", user="kotaemon", password=KEY, sslmode=SslMode.REQUIRE)


def applications(servers: dict[cdk8s.Chart, str]) -> None:
    argocd = new_chart("argocd", "argocd", next(iter(servers)).node.root)
    for number, (chart, server) in enumerate(servers.items()):
        ArgoApplication(
            argocd, f"app-{number}", deployment=chart, repository="https://git.example/x.git", server=server
        )


def test_two_charts_of_one_cluster_do_not_share_a_server_of_it() -> None:
    one_chart = new_chart("one", "one")
    other = new_chart("other", "other", one_chart.node.root)
    for chart in (one_chart, other):
        kotaemon(chart, metadata_db=in_the_cluster())
    error = refusal(lambda: synthesized(one_chart))
    assert [(fault.path, fault.field) for fault in error.faults] == [("other/kotaemon", "metadata_db")]


def test_the_same_server_by_another_of_its_names_is_the_same() -> None:
    chart = new_chart("one", "databases")
    other = new_chart("other", "other", chart.node.root)
    near = MetadataDb.external(host="db", user="kotaemon", password=KEY, sslmode=SslMode.REQUIRE)
    kotaemon(chart, metadata_db=near)
    kotaemon(other, metadata_db=in_the_cluster())
    assert "one/kotaemon" in str(refusal(lambda: synthesized(chart)))


@pytest.mark.parametrize(("second", "refused"), [("https://one.example", True), ("https://two.example", False)])
def test_applications_say_which_cluster_a_chart_goes_to(second: str, refused: bool) -> None:
    one_chart = new_chart("one", "one")
    other = new_chart("other", "other", one_chart.node.root)
    for chart in (one_chart, other):
        kotaemon(chart, metadata_db=in_the_cluster())
    applications({one_chart: "https://one.example", other: second})
    if refused:
        refusal(lambda: synthesized(one_chart))
    else:
        synthesized(one_chart)


def test_two_applications_do_not_fight_over_an_object() -> None:
    one_chart = new_chart("one", "library")
    other = new_chart("other", "library", one_chart.node.root)
    for chart in (one_chart, other):
        kotaemon(chart)
    synthesized(one_chart)  # as in two clusters
    applications(dict.fromkeys((one_chart, other), "https://one.example"))
    error = refusal(lambda: synthesized(one_chart))
    assert {fault.field for fault in error.faults} >= {"Deployment", "Service", "PersistentVolumeClaim"}


def test_two_milvus_do_not_delete_each_others_objects() -> None:
    chart = new_chart()
    bucket = MilvusS3("https://s3.example.com", "vectors", "s3")
    options = {"root_password": SecretRef("milvus", "password"), "object_storage": bucket}
    VectorStore.milvus(chart, "a", name="vectors", **options)
    VectorStore.milvus(new_chart("other", "other", chart.node.root), "a", name="vectors", **options)
    again = new_chart("again", "kotaemon", chart.node.root)
    error = refusal(lambda: VectorStore.milvus(again, "a", name="vectors", **options))
    assert error.faults[0].field == "object_storage.bucket"


def test_a_store_that_no_app_uses_is_refused() -> None:
    chart = new_chart()
    VectorStore.chroma_server(chart, "vectors")
    synthesized(chart)  # no app at all: it may be that of another program
    kotaemon(chart)
    error = refusal(lambda: synthesized(chart))
    assert error.faults[0].path == "test/vectors"


def test_a_store_of_another_namespace_is_refused() -> None:
    chart = new_chart("stores", "stores")
    store = VectorStore.chroma_server(chart, "chroma")
    error = refusal(lambda: kotaemon(new_chart("app", "app", chart.node.root), vector_store=store))
    assert error.faults[0].field == "vector_store"
    assert "namespace" in str(error)


def test_a_store_of_another_app_is_refused() -> None:
    store = VectorStore.chroma_server(new_chart(), "chroma")
    error = refusal(lambda: kotaemon(new_chart(), vector_store=store))
    assert "another cdk8s App" in str(error)


def test_a_store_serves_one_deployment() -> None:
    chart = new_chart()
    store = VectorStore.chroma_server(chart, "chroma")
    kotaemon(chart, "one", vector_store=store)
    assert "test/one" in str(refusal(lambda: kotaemon(chart, "two", vector_store=store)))


def test_a_store_must_not_be_called_like_the_app() -> None:
    chart = new_chart()
    store = VectorStore.chroma_server(chart, "store", name="kotaemon")
    error = refusal(lambda: kotaemon(chart, vector_store=store))
    assert error.faults[0].field == "name"
    assert [child.node.id for child in chart.node.children] == ["store"]


@pytest.mark.parametrize(
    ("option", "value", "way_out"),
    [
        ("metadata_db", "postgresql://db/kotaemon", "MetadataDb.sqlite()"),
        ("vector_store", VectorStore.chroma, "VectorStore.chroma()"),
        ("document_store", MetadataDb.sqlite(), "DocumentStore.lancedb()"),
    ],
)
def test_what_is_no_store_is_refused_with_how_to_make_one(option: str, value: object, way_out: str) -> None:
    error = refusal(lambda: kotaemon(**{option: value}))
    assert error.faults[0].field == option
    assert way_out in error.faults[0].fix


def test_an_unknown_backend_is_refused_with_the_known_ones() -> None:
    with pytest.raises(OptionError, match=r"VectorStore\.qdrant"):
        VectorStore.weaviate  # type: ignore[attr-defined]  # noqa: B018
    assert not hasattr(MetadataDb, "mysql")


def test_an_unknown_parameter_is_refused_with_the_one_that_was_meant() -> None:
    error = refusal(lambda: MetadataDb.external(host="db.example.com", user="k", pasword=KEY))  # type: ignore[call-arg]
    assert (error.faults[0].field, error.faults[0].fix) == ("pasword", "write `password`")


def test_a_missing_parameter_is_refused_with_those_that_are_needed() -> None:
    error = refusal(lambda: MetadataDb.external(host="db.example.com"))  # type: ignore[call-arg]
    assert "user, password" in error.faults[0].fix


@pytest.mark.parametrize(
    "make",
    [
        lambda: VectorStore.in_memory(vectors_are_lost_at_restart=False),
        lambda: DocumentStore.simple_file(no_full_text_search=False),
        lambda: VectorStore.in_memory(),  # type: ignore[call-arg]
    ],
)
def test_stores_for_trials_want_to_be_acknowledged(make: Any) -> None:
    refusal(make)


def test_embedded_stores_are_where_the_app_is_told() -> None:
    objects = deployed(
        vector_store=VectorStore.lancedb(), document_store=DocumentStore.simple_file(no_full_text_search=True)
    )
    data = "/app/ktem_app_data/user_data/"
    assert settings(objects)["KH_VECTORSTORE"]["path"].startswith(data)
    assert settings(objects)["KH_DOCSTORE"]["path"].startswith(data)


@pytest.mark.parametrize("name", ["POSTGRES_HOST", "CHROMA_HOST", "QDRANT_URL", "MILVUS_HOST", "ELASTICSEARCH_URL"])
def test_a_variable_that_does_nothing_leads_to_the_option_that_does(name: str) -> None:
    fix = refusal(lambda: kotaemon(env={name: "x"})).faults[0].fix
    assert "MetadataDb." in fix or "VectorStore." in fix or "DocumentStore." in fix
