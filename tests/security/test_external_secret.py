"""Secrets out of a secret store: what the operator is told, and what it could not do."""

from __future__ import annotations

import inspect
from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    ExternalSecret,
    MetadataDb,
    Namespace,
    OpenAI,
    Override,
    RemoteKey,
    SealedSecret,
    SecretRef,
    SecretStore,
    VectorStore,
)

import jsonschema
import pytest

from tests.kotaemon_app.secret_values import EXTERNAL_SECRET, EXTERNAL_SECRET_BASE, SEALED_SECRET_BASE
from tests.support import (
    PASSWORD,
    REPOSITORY,
    Object,
    crds,
    environment,
    faulty,
    kotaemon,
    new_chart,
    one,
    refusal,
    synthesized,
)

PUBLISHED = REPOSITORY.parent / "shared" / "crds"


def made(chart: Any = None, id: str = "secret", **options: Any) -> ExternalSecret:
    return ExternalSecret(chart or new_chart(), id, **{**EXTERNAL_SECRET_BASE, **options})


def manifest(**options: Any) -> Object:
    return one(synthesized(made(**options)), "ExternalSecret")


def test_a_pod_reads_what_the_operator_makes() -> None:
    chart = new_chart()
    secret = made(chart, "openai", data={"api-key": RemoteKey("kotaemon/openai", "key")})
    objects = synthesized(kotaemon(chart, models=[OpenAI(api_key=secret.ref("api-key")).chat("m")]))
    assert environment(objects)["KOTAEMON_MODEL_OPENAI__API_KEY"] == SecretRef("openai", "api-key")
    spec = one(objects, "ExternalSecret")["spec"]
    assert spec["target"]["name"] == "openai"
    (value,) = spec["data"]
    assert value["secretKey"] == "api-key"
    assert (value["remoteRef"]["key"], value["remoteRef"]["property"]) == ("kotaemon/openai", "key")


def test_what_the_api_server_fills_in_is_written_out() -> None:
    spec = manifest(template={"password": "{{ .password }}"})["spec"]
    assert spec["refreshInterval"] == "1h0m0s"
    assert spec["secretStoreRef"] == {"name": "vault", "kind": "SecretStore"}
    assert spec["target"] == {
        "name": "secret",
        "creationPolicy": "Owner",
        "deletionPolicy": "Retain",
        "template": {"engineVersion": "v2", "mergePolicy": "Replace", "data": {"password": "{{ .password }}"}},
    }
    assert spec["data"][0]["remoteRef"] == {
        "key": "kotaemon",
        "conversionStrategy": "Default",
        "decodingStrategy": "None",
        "metadataPolicy": "None",
    }


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="needs the published CRDs")
@pytest.mark.parametrize("option", ["store", *EXTERNAL_SECRET])
def test_no_default_of_the_published_crd_is_left_out(option: str) -> None:
    item = manifest(**{option: EXTERNAL_SECRET[option]})
    schema = crds(PUBLISHED)[item["apiVersion"], item["kind"]]
    jsonschema.validate(item, schema)
    assert defaults_left_out("spec", schema["properties"]["spec"], item["spec"]) == []


def defaults_left_out(path: str, schema: Any, value: Any) -> list[str]:
    """Fields that the API server would add to an object."""
    if isinstance(value, list):
        return [found for item in value for found in defaults_left_out(f"{path}[]", schema["items"], item)]
    if not isinstance(value, dict):
        return []
    properties = schema.get("properties", {})
    missing = [f"{path}.{key}" for key, part in properties.items() if "default" in part and key not in value]
    return missing + [
        found
        for key, item in value.items()
        if key in properties
        for found in defaults_left_out(f"{path}.{key}", properties[key], item)
    ]


def test_it_comes_before_its_readers_and_where_its_crd_comes_later() -> None:
    assert manifest()["metadata"]["annotations"] == {
        "argocd.argoproj.io/sync-wave": "-20",
        "argocd.argoproj.io/sync-options": "SkipDryRunOnMissingResource=true",
    }


@pytest.mark.parametrize(
    ("given", "written"),
    [("1h", "1h0m0s"), ("90m", "1h30m0s"), ("5m", "5m0s"), ("30s", "30s"), ("0s", "0s"), ("1h5s", "1h0m5s")],
)
def test_the_interval_is_written_as_go_writes_it(given: str, written: str) -> None:
    assert manifest(refresh_interval=given)["spec"]["refreshInterval"] == written


@pytest.mark.parametrize("interval", ["", "1d", "1.5h", "5", "-1h", "1m1h", "1h ", "٣m"])
def test_an_interval_that_is_none_is_refused(interval: str) -> None:
    assert refusal(lambda: made(refresh_interval=interval)).faults[0].field == "refresh_interval"


def test_a_key_that_it_does_not_make_is_refused_with_those_it_makes() -> None:
    fault = refusal(lambda: made(data={"password": RemoteKey("a"), "user": RemoteKey("b")}).ref("token")).faults[0]
    assert (fault.path, fault.field, fault.value) == ("test/secret", "key", "'token'")
    assert fault.fix == "take one of password, user"


@pytest.mark.parametrize("make", [made, lambda chart: SealedSecret(chart, "secret", **SEALED_SECRET_BASE)])
def test_whoever_names_a_key_that_it_does_not_make_is_refused_at_synthesis(make: Any) -> None:
    chart = new_chart()
    make(chart)
    app = kotaemon(chart, models=[OpenAI(api_key=SecretRef("secret", "token")).chat("m")])
    fault = refusal(lambda: synthesized(app)).faults[0]
    assert (fault.path, fault.value) == ("test/kotaemon/deployment", "'token'")
    assert fault.field == "Deployment kotaemon (kotaemon): variable KOTAEMON_MODEL_SECRET__TOKEN"
    assert fault.fix == "take one of password"


def test_an_operator_finds_the_keys_that_it_reads() -> None:
    chart = new_chart()
    user = made(chart, "texts-user", data={"username": RemoteKey("a"), "password": RemoteKey("b")})
    made(chart, "vectors-minio", data={"accesskey": RemoteKey("c")})
    app = kotaemon(
        chart,
        document_store=DocumentStore.elasticsearch(chart, "texts", password=user.ref("password")),
        vector_store=VectorStore.milvus(chart, "vectors", root_password=SecretRef("root", "password")),
    )
    faults = refusal(lambda: synthesized(app)).faults
    assert {(fault.path, fault.value) for fault in faults} == {
        ("test/texts", "'roles'"),
        ("test/texts", "'roles.yml'"),
        ("test/vectors", "'secretkey'"),
    }


def test_a_type_has_the_keys_that_the_api_server_asks_for() -> None:
    data = {".dockerconfigjson": RemoteKey("a")}
    assert manifest(data=data, secret_type="kubernetes.io/dockerconfigjson")
    assert manifest(
        data={"a": RemoteKey("a")},
        template={"tls.crt": "{{ .a }}", "tls.key": "{{ .a }}"},
        secret_type="kubernetes.io/tls",
    )


def test_a_secret_of_the_same_name_in_another_chart_is_another() -> None:
    chart = new_chart()
    made(chart)
    other = new_chart("other", "other", chart.node.root)
    assert synthesized(kotaemon(other, admin_password=SecretRef("secret", "other")))


def test_with_a_template_the_secret_has_its_keys_only() -> None:
    secret = made(template={"uri": "postgresql://kotaemon:{{ .password }}@db.example.com/kotaemon"})
    assert secret.ref("uri") == SecretRef("secret", "uri")
    assert refusal(lambda: secret.ref("password")).faults[0].fix == "take one of uri"


def test_a_type_is_given_together_with_the_keys() -> None:
    data = {".dockerconfigjson": RemoteKey("registry")}
    template = manifest(data=data, secret_type="kubernetes.io/dockerconfigjson")["spec"]["target"]["template"]
    assert template["type"] == "kubernetes.io/dockerconfigjson"
    assert template["data"] == {".dockerconfigjson": '{{ index . ".dockerconfigjson" }}'}


GOOD_TEXTS = [
    "postgresql://kotaemon:{{ .password }}@db.example.com/kotaemon",
    "postgresql://kotaemon:{{.password}}@db.example.com/kotaemon",
    "postgresql://{{ .user }}:{{ .password | urlquery }}@db.example.com/kotaemon",
    "postgresql://{{.user}}:{{.password}}@db.example.com/kotaemon",
    'https://{{ index . "user" }}@index.example.com/simple',
    "postgresql://kotaemon:{{.user}}{{.password}}@db.example.com/kotaemon",
    "Bearer {{ .password }}",
    "{{- .password -}}",
    '{{ if .user }}{{ printf "%s:%s" .user .password }}{{ end }}',
    "{{ range $i, $c := .user }}{{ $c }}{{ end }}",
]


@pytest.mark.parametrize("text", GOOD_TEXTS)
def test_a_text_with_values_is_taken(text: str) -> None:
    secret = made(data={"password": RemoteKey("a"), "user": RemoteKey("b")}, template={"password": text})
    assert faulty(synthesized(secret)) == []
    assert one(synthesized(secret), "ExternalSecret")["spec"]["target"]["template"]["data"] == {"password": text}


LITERAL = "hunter2hunter2"
BAD_TEXTS = {
    "uri": [
        f"postgresql://kotaemon:{LITERAL}@db.example.com/kotaemon",
        f"postgresql://{{{{ .user }}}}:{LITERAL}@db.example.com/{{{{ .user }}}}",
        f'postgresql://kotaemon:{{{{ "{LITERAL}" }}}}@db.example.com/kotaemon',
        f"postgresql://kotaemon:{{{{`{LITERAL}`}}}}@db.example.com/kotaemon",
        "sk-proj-abcdefgh12345678 {{ .user }}",
    ],
    "password": [LITERAL, f'{{{{ "{LITERAL}" }}}}'],
    "api-key": [LITERAL],
}


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in BAD_TEXTS.items() for text in texts])
def test_a_literal_credential_is_refused_and_not_shown(key: str, text: str) -> None:
    error = refusal(lambda: made(data={"user": RemoteKey("a")}, template={key: text}))
    assert error.faults[0].field == f"template.{key}"
    assert "credential" in error.faults[0].cause
    assert LITERAL not in str(error)


def test_a_literal_credential_in_an_override_is_refused() -> None:
    patch = Override.add("ExternalSecret", "/spec/target/template", {"data": {"uri": f"https://a:{LITERAL}@b"}})
    error = refusal(lambda: made(overrides=[patch]))
    assert LITERAL not in str(error)


@pytest.mark.parametrize(
    "text",
    [
        *("{{ .token }}", "{{ .api-key }}", "{{ upper .token }}", "{{ $.token }}"),
        *('{{ index . "token" }}', "{{ index . `token` }}", '{{ index $ "token" }}', '{{ index $. "token" }}'),
    ],
)
def test_a_value_that_is_not_fetched_is_refused(text: str) -> None:
    fault = refusal(lambda: made(template={"a": text})).faults[0]
    assert fault.field == "template.a"
    assert "use one of password" in fault.fix


@pytest.mark.parametrize("text", ["{{ .password", ".password }}", "{{ .password }} {{"])
def test_half_an_action_is_refused(text: str) -> None:
    assert "without the other" in refusal(lambda: made(template={"a": text})).faults[0].cause


@pytest.mark.parametrize(
    ("field", "options"),
    [
        ("data", {"data": {}}),
        ("data", {"data": {"a b": RemoteKey("a")}}),
        ("data", {"data": {"a": "text"}}),
        ("template", {"template": {"a/b": "x"}}),
        ("name", {"name": "Not_A_Name"}),
        ("secret_type", {"secret_type": " "}),
        ("store", {"store": "vault"}),
        ("template.a", {"template": {"a": "{{ }}"}}),
        ("data", {"secret_type": "kubernetes.io/dockerconfigjson"}),
        ("template", {"secret_type": "kubernetes.io/tls", "template": {"tls.crt": "{{ .password }}"}}),
        ("refresh_interval", {"refresh_interval": "99999999999999999999h"}),
    ],
)
def test_what_cannot_work_is_refused(field: str, options: dict[str, Any]) -> None:
    chart = new_chart()
    assert refusal(lambda: made(chart, **options)).faults[0].field == field
    assert not chart.node.children


@pytest.mark.parametrize("wrong", [{"key": ""}, {"key": "a", "property": " "}, {"key": "a", "version": ""}])
def test_an_empty_place_in_the_store_is_refused(wrong: dict[str, str]) -> None:
    assert refusal(lambda: RemoteKey(**wrong)).faults[0].path == "RemoteKey"


def test_a_store_has_a_name() -> None:
    assert refusal(lambda: SecretStore("Not a name")).faults[0].field == "name"


def test_a_secret_has_one_maker() -> None:
    chart = new_chart()
    made(chart)
    error = refusal(lambda: SealedSecret(chart, "other", name="secret", **SEALED_SECRET_BASE))
    assert "test/secret makes a Secret of this name already" in error.faults[0].cause
    MetadataDb.cloudnative_pg(chart, "db")
    assert refusal(lambda: made(chart, "db-app")).faults[0].field == "name"


def test_an_override_cannot_make_another_secret_than_ref_names() -> None:
    patch = Override.replace("ExternalSecret", "/spec/target/name", "other")
    assert refusal(lambda: made(overrides=[patch])).faults[0].field == "ExternalSecret.spec.target.name"


def test_each_option_changes_the_output() -> None:
    assert set(EXTERNAL_SECRET) == set(inspect.signature(ExternalSecret.__init__).parameters) - {"self", "scope", "id"}
    outputs = [manifest(**{name: value}) for name, value in EXTERNAL_SECRET.items()]
    assert manifest() not in outputs
    assert all(outputs.count(item) == 1 for item in outputs)


def test_it_is_valid_beside_the_app() -> None:
    chart = new_chart()
    Namespace(chart, "namespace")
    made(chart, "kotaemon-admin", template={"password": "{{ .password }}"}, secret_type="example.com/admin")
    assert faulty(synthesized(kotaemon(chart, admin_password=PASSWORD))) == []
