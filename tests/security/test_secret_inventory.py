"""The inventory is what the objects read, no more and no less."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    ExternalSecret,
    Image,
    KotaemonApp,
    MetadataDb,
    MilvusS3,
    Mode,
    OpenAI,
    Override,
    Pod,
    RemoteKey,
    SealedSecret,
    SecretInventory,
    SecretRef,
    SecretRotation,
    SecretStore,
    ServerImage,
    ServerTls,
    VectorStore,
)
from kotaemon_cdk8s.security.secret_references import references

import cdk8s
import pytest
from cdk8s_plus_27 import k8s
from hypothesis import given, settings
from hypothesis import strategies as st

import examples
from tests.kotaemon_app.secret_values import sealed
from tests.kotaemon_app.store_values import STORE_CONSTRUCTORS
from tests.support import KEY, PASSWORD, REPOSITORY, Object, kotaemon, new_chart, one, refusal, synthesized

Found = set[tuple[str | None, str, str]]

OPENAI = OpenAI(api_key=SecretRef("openai", "api-key"))


def read_by(objects: list[Object]) -> Found:
    """Namespace, name and key of all that objects read, by a walk that knows no structure but these fields."""
    return {
        (item["metadata"].get("namespace"), name, key)
        for item in objects
        for name, key in (*_walk(item), *_named(item))
    }


def _walk(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for item in value:
            yield from _walk(item)
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key == "secretKeyRef":
            yield item["name"], item["key"]
        elif key == "secretRef" and isinstance(item, dict):
            yield item["name"], "*"
        elif key == "imagePullSecrets":
            yield from ((pull["name"], ".dockerconfigjson") for pull in item)
        elif key == "secret" and isinstance(item, dict):
            keys = [part["key"] for part in item.get("items") or ()] or ["*"]
            yield from ((item.get("secretName") or item["name"], part) for part in keys)
        else:
            yield from _walk(item)


def _named(item: Object) -> Iterator[tuple[str, str]]:
    """What operators and ingress controllers read by name (docs/how-to/use-elasticsearch.md, use-milvus.md)."""
    spec = item.get("spec", {})
    if item["kind"] == "Elasticsearch":
        for user in spec["auth"]["fileRealm"]:
            yield from ((user["secretName"], key) for key in ("username", "password", "roles"))
        for role in spec["auth"]["roles"]:
            yield role["secretName"], "roles.yml"
    if item["kind"] == "Ingress":
        for tls in spec.get("tls", ()):
            yield from ((tls["secretName"], key) for key in ("tls.crt", "tls.key"))
    if item["kind"] == "Milvus":
        storage = spec["dependencies"]["storage"]
        name = storage.get("secretRef") or storage["inCluster"]["values"]["existingSecret"]
        yield from ((name, key) for key in ("accesskey", "secretkey"))


def listed(inventory: SecretInventory) -> Found:
    return {(secret.namespace, secret.name, key) for secret in inventory.secrets for key in secret.keys}


@pytest.mark.parametrize("example", examples.CHARTS, ids=lambda example: example.__name__)
def test_it_is_what_the_reference_deployments_read(example: Any) -> None:
    chart = example(cdk8s.App(outdir="/dev/null/nowhere"))
    expected = read_by(synthesized(chart))
    assert expected
    assert listed(SecretInventory.of(chart)) == expected
    (app,) = [node for node in chart.node.find_all() if isinstance(node, KotaemonApp)]
    assert listed(SecretInventory.of(app)) == expected


@pytest.mark.parametrize("values", STORE_CONSTRUCTORS, ids=lambda values: values.make.__qualname__)
def test_it_is_what_an_app_with_any_store_reads(values: Any) -> None:
    for change in ({}, *values.changes.values()):
        app = kotaemon(**values.use(values.make(**{**values.base, **change})))
        assert listed(SecretInventory.of(app)) == read_by(synthesized(app)), change


def everything() -> KotaemonApp:
    chart = new_chart("research", "research")
    vectors = new_chart("vectors", "vectors", chart.node.root)
    pulled = ServerImage("r.example/postgres", "18.6-trixie", pull_secrets=["registry"])
    whole = k8s.Volume(name="whole", secret=k8s.SecretVolumeSource(secret_name="whole"))
    token = k8s.Volume(
        name="token",
        secret=k8s.SecretVolumeSource(secret_name="token", items=[k8s.KeyToPath(key="t", path="token")]),
    )
    source = k8s.EnvFromSource(secret_ref=k8s.SecretEnvSource(name="settings"))
    mounts = [
        k8s.VolumeMount(name="whole", mount_path="/whole"),
        k8s.VolumeMount(name="whole", mount_path="/one", sub_path="one"),
    ]
    return KotaemonApp(
        chart,
        "library",
        mode=Mode.keycloak(
            server_url="https://login.example.com",
            realm="research",
            client_id="library",
            client_secret=SecretRef("sso", "client-secret"),
            session_secret=SecretRef("sso", "session"),
            trusted_proxies=["10.0.0.0/8"],
        ),
        image=Image.lite(pull_secrets=["registry"]),
        metadata_db=MetadataDb.postgres(
            chart,
            "db",
            password=SecretRef("db", "password"),
            image=pulled,
            tls=ServerTls.secret("db-tls"),
        ),
        vector_store=VectorStore.milvus(vectors, "vectors", root_password=SecretRef("vectors-root", "password")),
        document_store=DocumentStore.elasticsearch(chart, "texts", password=SecretRef("texts-user", "password")),
        models=[OPENAI.chat("m"), OPENAI.embeddings("e")],
        pod=Pod(
            sidecars=[k8s.Container(name="side", image="r.example/side:1", env_from=[source], volume_mounts=mounts)],
            extra_volumes=[whole, token],
        ),
    )


def test_it_goes_to_other_namespaces_and_sidecars() -> None:
    app = everything()
    inventory = SecretInventory.of(app)
    assert listed(inventory) == read_by(synthesized(app))
    assert ("vectors", "vectors-minio", "secretkey") in listed(inventory)
    assert ("research", "settings", "*") in listed(inventory)
    lines = str(inventory).splitlines()
    for line in (
        "  *: Deployment library (side): variables of the same names",
        "  *: Deployment library (side): file /whole/*",
        "  *: Deployment library (side): file /one",
        "  t: Deployment library: file token in volume token",
        "  tls.key: StatefulSet db (postgresql, reload-certificate): file /etc/postgresql-tls/tls.key",
        "  .dockerconfigjson: StatefulSet db: to pull images",
        "  session: Deployment library (kotaemon): variable KOTAEMON_SESSION_SECRET",
        "  roles.yml: Elasticsearch texts: read by ECK",
    ):
        assert line in lines, line


def test_objects_of_others_in_the_chart_are_read_whatever_their_form() -> None:
    chart = new_chart()
    kotaemon(chart)
    job = {"containers": [{"image": "x", "envFrom": [{"secretRef": {"name": "job"}}]}], "volumes": [{"secret": "text"}]}
    others = {
        "batch/v1": ("CronJob", {"jobTemplate": {"spec": {"template": {"spec": job}}}}),
        "networking.k8s.io/v1": ("Ingress", {"tls": [{"hosts": ["a.example"], "secretName": "tls"}, {}]}),
        "cert-manager.io/v1": ("Issuer", {"ca": {"secretName": "root"}}),
        "example.com/v1": ("Thing", {"containers": "none", "env": [5], "volumes": {"a": 1}, "imagePullSecrets": None}),
    }
    for version, (kind, spec) in others.items():
        made = cdk8s.ApiObject(chart, kind, api_version=version, kind=kind)
        made.add_json_patch(cdk8s.JsonPatch.add("/spec", spec))
    assert {(name, key) for _, name, key in listed(SecretInventory.of(chart))} == {
        ("kotaemon-admin", "password"),
        ("job", "*"),
        ("tls", "tls.crt"),
        ("tls", "tls.key"),
        ("root", "tls.crt"),
        ("root", "tls.key"),
    }


NAMES = ("name", "key", "path", "items", "secret", "secretName", "secretRef", "secretKeyRef", "valueFrom", "optional")
PARTS = (
    "env",
    "envFrom",
    "volumes",
    "containers",
    "volumeMounts",
    "mountPath",
    "subPath",
    "projected",
    "sources",
    "tls",
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text("ab/", max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*NAMES, *PARTS]), inner, max_size=4),
    max_leaves=25,
)


@given(ANYTHING, st.sampled_from([("example.com/v1", "Thing"), ("networking.k8s.io/v1", "Ingress"), ("v1", "Pod")]))
@settings(max_examples=500, deadline=None)
def test_no_form_of_an_object_stops_the_reading(spec: Any, kind: tuple[str, str]) -> None:
    manifest = {"apiVersion": kind[0], "kind": kind[1], "metadata": {"name": "x"}, "spec": spec}
    assert all(isinstance(text, str) for found in references(manifest) for text in (found.secret, found.key))


def test_what_may_be_missing_is_not_asked_for_and_what_a_driver_reads_is() -> None:
    chart = new_chart()
    ExternalSecret(chart, "proxy", store=SecretStore("vault"), data={"a": RemoteKey("a")})
    variables = [
        k8s.EnvVar(
            name=name.upper(),
            value_from=k8s.EnvVarSource(secret_key_ref=k8s.SecretKeySelector(name=name, key="b", optional=True)),
        )
        for name in ("proxy", "nowhere")
    ]
    sidecar = k8s.Container(name="proxy", image="registry.example/proxy:1", env=variables)
    volume = k8s.Volume(
        name="bucket",
        csi=k8s.CsiVolumeSource(driver="s3.example.com", node_publish_secret_ref=k8s.LocalObjectReference(name="s3")),
    )
    app = kotaemon(chart, pod=Pod(sidecars=[sidecar], extra_volumes=[volume]), secret_rotation=SecretRotation.RELOADER)
    objects = synthesized(app)
    assert listed(SecretInventory.of(app)) == {("kotaemon", "kotaemon-admin", "password"), ("kotaemon", "s3", "*")}
    # If it comes, or changes, a process that runs does not see it.
    reload = one(objects, "Deployment")["metadata"]["annotations"]["secret.reloader.stakater.com/reload"]
    assert reload == "kotaemon-admin,nowhere,proxy,s3"


def test_a_maker_that_names_no_secret_makes_one_of_its_own_name() -> None:
    chart = new_chart()
    kotaemon(chart)
    made = cdk8s.ApiObject(
        chart,
        "raw",
        api_version="external-secrets.io/v1",
        kind="ExternalSecret",
        metadata=cdk8s.ApiObjectMetadata(name="kotaemon-admin"),
    )
    made.add_json_patch(cdk8s.JsonPatch.add("/spec", {"secretStoreRef": {"name": "vault"}}))
    (secret,) = SecretInventory.of(chart).secrets
    assert secret.made_by == "ExternalSecret kotaemon-admin"


def test_an_override_is_seen() -> None:
    patch = {"name": "LATE", "valueFrom": {"secretKeyRef": {"name": "late", "key": "a"}}}
    app = kotaemon(overrides=[Override.add("Deployment", "/spec/template/spec/containers/0/env/-", patch)])
    assert ("kotaemon", "late", "a") in listed(SecretInventory.of(app))


def test_it_says_who_makes_each() -> None:
    chart = new_chart()
    store = SecretStore("vault")
    openai = ExternalSecret(chart, "openai", store=store, data={"key": RemoteKey("a")})
    admin = SealedSecret(chart, "admin", encrypted={"password": sealed()})
    cdk8s.ApiObject(
        chart,
        "certificate",
        api_version="cert-manager.io/v1",
        kind="Certificate",
        metadata=cdk8s.ApiObjectMetadata(name="vectors"),
    ).add_json_patch(cdk8s.JsonPatch.add("/spec", {"secretName": "vectors-tls"}))
    app = kotaemon(
        chart,
        admin_password=admin.ref("password"),
        models=[OpenAI(api_key=openai.ref("key")).chat("m")],
        metadata_db=MetadataDb.cloudnative_pg(chart, "db"),
        vector_store=VectorStore.qdrant(
            chart, "vectors", api_key=SecretRef("vectors", "key"), tls=ServerTls.secret("vectors-tls")
        ),
        document_store=DocumentStore.elasticsearch(chart, "texts", password=SecretRef("texts-user", "password")),
    )
    inventory = SecretInventory.of(app)
    assert {secret.name: secret.made_by for secret in inventory.secrets} == {
        "admin": "SealedSecret admin",
        "db-app": "CloudNativePG, for Cluster db",
        "db-ca": "CloudNativePG, for Cluster db",
        "openai": "ExternalSecret openai",
        "texts-es-http-certs-public": "ECK, for Elasticsearch texts",
        "texts-user": None,
        "vectors": None,
        "vectors-tls": "Certificate vectors",
    }
    made = "\n".join(inventory.commands())
    assert re.findall(r"create secret generic (\S+)", made) == ["texts-user", "vectors"]


def commands(app: KotaemonApp) -> str:
    return "\n".join(SecretInventory.of(app).commands())


def test_there_is_a_command_for_each_that_nobody_makes() -> None:
    random = '"$(openssl rand -base64 24)"'
    made = commands(everything())
    for part in (
        'VECTORS_ROOT_PASSWORD="$(openssl rand -base64 24)"',
        'kubectl -n research create secret generic vectors-root --from-literal=password="$VECTORS_ROOT_PASSWORD"',
        'kubectl -n vectors create secret generic vectors-root --from-literal=password="$VECTORS_ROOT_PASSWORD"',
        f"--from-literal=accesskey=milvus \\\n  --from-literal=secretkey={random}",
        f"kubectl -n research create secret generic db --from-literal=password={random}",
        "--from-file=tls.crt=tls.crt \\\n  --from-file=tls.key=tls.key",
        "kubectl -n research create secret generic openai --from-literal=api-key='…'",
        f"--from-literal=client-secret='…' \\\n  --from-literal=session={random}",
        "kubectl -n research create secret docker-registry registry --docker-server='…'"
        " --docker-username='…' --docker-password='…'",
        "kubectl -n research create secret generic settings --from-literal='…'='…'",
    ):
        assert part in made, part


def test_the_keys_of_a_bucket_are_given_out_by_others() -> None:
    chart = new_chart()
    bucket = MilvusS3(url="https://s3.example.com", bucket="vectors", secret="s3")
    app = kotaemon(chart, vector_store=VectorStore.milvus(chart, "vectors", root_password=KEY, object_storage=bucket))
    assert "s3 \\\n  --from-literal=accesskey='…' \\\n  --from-literal=secretkey='…'" in commands(app)


def test_a_shell_understands_the_commands_and_kubectl_would_get_every_key(tmp_path: Any) -> None:
    app = everything()
    kubectl = tmp_path / "kubectl"
    kubectl.write_text('#!/bin/sh\nfor argument; do printf "%s\\0" "$argument"; done\nprintf "\\001\\0"\n')
    kubectl.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "-euc", commands(app)],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        check=True,
        capture_output=True,
        text=True,
    )
    calls = [call.removesuffix("\0").split("\0") for call in done.stdout.split("\1\0") if call]
    made: dict[tuple[str, str], dict[str, str]] = {}
    for call in calls:
        if call[4] == "generic":
            options = [option.split("=", 2) for option in call[6:]]
            made[call[1], call[5]] = {key: value for _, key, value in options}
    assert made["research", "vectors-root"] == made["vectors", "vectors-root"]
    assert len(made["research", "db"]["password"]) == 32
    user = made["research", "texts-user"]
    page = (REPOSITORY / "docs" / "how-to" / "use-elasticsearch.md").read_text()
    assert f"<<'END'\n{user['roles.yml']}END" in page
    assert (user["username"], user["roles"]) == ("kotaemon", "kotaemon")
    expected = {
        (str(namespace), name, key)
        for namespace, name, key in listed(SecretInventory.of(app))
        if name not in ("texts-es-http-certs-public", "registry", "whole", "settings")
    }
    assert {(*place, key) for place, keys in made.items() for key in keys if key != "…"} == expected


def test_without_a_namespace_the_commands_leave_it_to_kubectl() -> None:
    app = kotaemon(new_chart(namespace=None))
    assert commands(app).startswith("kubectl create secret generic kotaemon-admin ")
    assert "| `kotaemon-admin` | `password` |" in SecretInventory.of(app).markdown()


def test_the_page_has_a_row_for_each_key_and_the_commands() -> None:
    inventory = SecretInventory.of(kotaemon())
    assert inventory.markdown() == (
        "| Secret | Key | Read by | Made by |\n"
        "| --- | --- | --- | --- |\n"
        "| `kotaemon/kotaemon-admin` | `password` | Deployment kotaemon (kotaemon):"
        " variable KH_FEATURE_USER_MANAGEMENT_PASSWORD | you |\n"
        "\n```sh\n"
        "kubectl -n kotaemon create secret generic kotaemon-admin"
        ' --from-literal=password="$(openssl rand -base64 24)"\n'
        "```\n"
    )
    assert str(inventory).splitlines()[0] == "kotaemon/kotaemon-admin: made by you"
    assert str(inventory).splitlines()[-1] == inventory.commands()[0]


def test_an_app_without_secrets_needs_none() -> None:
    inventory = SecretInventory.of(kotaemon(mode=Mode.single_user(), admin_password=None))
    assert (inventory.secrets, inventory.commands(), str(inventory)) == ((), (), "")
    assert inventory.markdown() == "Reads no Secret.\n"


def test_it_changes_nothing() -> None:
    app = kotaemon(admin_password=PASSWORD)
    before = synthesized(app)
    SecretInventory.of(app)
    assert synthesized(app) == before


@pytest.mark.parametrize("wrong", [None, "app", KEY])
def test_only_an_app_or_a_chart_has_one(wrong: Any) -> None:
    assert refusal(lambda: SecretInventory.of(wrong)).faults[0].field == "deployment"
