"""No credential gets into the output, or into a message, wherever it was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    AdobePdfServices,
    ArgoApplication,
    AzureDocumentIntelligence,
    AzureOpenAI,
    DocumentReaders,
    Image,
    Index,
    KotaemonCdk8sError,
    Mode,
    Namespace,
    Ollama,
    OpenAI,
    Override,
    Pod,
    Storage,
    UserInterface,
    VectorStore,
    WebSearch,
)

import pytest
from cdk8s_plus_27 import k8s
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.security.smuggling import Place, places
from tests.support import KEY, deployed, environment, kotaemon, new_chart, refusal

ISSUED = [
    "sk-proj-abcdefgh12345678",
    "AKIAABCDEFGHIJKLMNOP",
    "AIza" + "a1" * 17 + "b",
    "ghp_" + "a1" * 18,
    "github_pat_" + "a1" * 11,
    "glpat-" + "a1" * 10,
    "xoxb-1234567890-abc",
    "hf_" + "a1" * 15,
    "gsk_" + "a1" * 10,
    "tvly-abcdefghijkl",
    "jina_" + "a1" * 10,
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2ln",
    "-----BEGIN RSA PRIVATE KEY-----",
    "postgresql://user:hunter22@db.example/kotaemon",
]
SECRET = ISSUED[0]
SIGN_ON: dict[str, Any] = {"client_id": "id", "client_secret": KEY, "session_secret": KEY}


def _sidecar(**options: Any) -> dict[str, Any]:
    return {"pod": Pod(sidecars=[k8s.Container(name="side", image="r.example/side:1", **options)])}


@pytest.mark.parametrize("secret", ISSUED)
def test_every_documented_form_is_refused(secret: str) -> None:
    error = refusal(lambda: kotaemon(env={"SOMETHING": secret}))
    assert secret not in str(error)


PLACES: dict[str, Callable[[str], dict[str, Any]]] = {
    "env": lambda secret: {"env": {"ANYTHING": secret}},
    "env owned": lambda secret: {"env": {"OPENAI_API_KEY": secret}},
    "env dead": lambda secret: {"env": {"DATABASE_URL": secret}},
    "proxy": lambda secret: {"env": {"HTTP_PROXY": secret}},
    "settings": lambda secret: {"settings": {"SETTINGS_APP": {"a": [{"b": secret}]}}},
    "setting owned": lambda secret: {"settings": {"KH_DATABASE": secret}},
    "setting unknown": lambda secret: {"settings": {"KH_MADE_UP": secret}},
    "pod annotations": lambda secret: {"pod": Pod(annotations={"note": secret})},
    "account annotations": lambda secret: {"pod": Pod(service_account_annotations={"note": secret})},
    "service annotations": lambda secret: {"service_annotations": {"note": secret}},
    "claim annotations": lambda secret: {"storage": Storage.claim(annotations={"note": secret})},
    "sidecar env": lambda secret: _sidecar(env=[k8s.EnvVar(name="A", value=secret)]),
    "sidecar args": lambda secret: _sidecar(args=["--key", secret]),
    "sidecar command": lambda secret: _sidecar(command=["sh", "-c", f"curl -H 'Authorization: {secret}' x"]),
    "override": lambda secret: {"overrides": [Override.add("Service", "/metadata/annotations/a", secret)]},
    "override data": lambda secret: {"overrides": [Override.add("ConfigMap/kotaemon-settings", "/data/a", secret)]},
    "override test": lambda secret: {"overrides": [Override.test("Deployment", "/spec/replicas", secret)]},
    "app name": lambda secret: {"user_interface": UserInterface(app_name=secret)},
    "suggestion": lambda secret: {"user_interface": UserInterface(chat_suggestions=["Why?", secret])},
    "index name": lambda secret: {"indices": [Index.files(secret)]},
    "chat model": lambda secret: {"models": [OpenAI(KEY).chat(secret)]},
    "realm": lambda secret: {
        "mode": Mode.keycloak(server_url="https://sso.example", realm=secret, **SIGN_ON),
        "models": [OpenAI(KEY).chat("m")],
        "admin_password": None,
    },
    "base url": lambda secret: {"models": [OpenAI(KEY, base_url=secret).chat("m")]},
    "url path": lambda secret: {"models": [OpenAI(KEY, f"https://llm.example/{secret}/v1").chat("m")]},
    "registry": lambda secret: {"image": Image.lite(registry=secret)},
    "name": lambda secret: {"name": secret},
    "user": lambda secret: {"admin_username": secret},
    # A text where a SecretRef is meant:
    "admin password": lambda secret: {"admin_password": secret},
    "api key": lambda secret: {"models": [OpenAI(secret).chat("m")]},  # type: ignore[arg-type]
    "azure key": lambda secret: {"models": [AzureOpenAI("https://a.example", secret).chat("chat")]},  # type: ignore[arg-type]
    "graphrag key": lambda secret: {"indices": [Index.graphrag(api_key=secret)]},  # type: ignore[arg-type]
    "tavily key": lambda secret: {"web_search": WebSearch.tavily(secret)},  # type: ignore[arg-type]
    "jina key": lambda secret: {"web_search": WebSearch.jina(secret)},  # type: ignore[arg-type]
    "reader key": lambda secret: {"documents": DocumentReaders(jina_api_key=secret)},  # type: ignore[arg-type]
    "azure reader": lambda secret: {"documents": AzureDocumentIntelligence("https://a.example", secret)},  # type: ignore[arg-type]
    "adobe": lambda secret: {"documents": AdobePdfServices(secret, KEY)},  # type: ignore[arg-type]
    "client secret": lambda secret: {"mode": Mode.google(**{**SIGN_ON, "client_secret": secret})},
    "session secret": lambda secret: {"mode": Mode.demo(**{**SIGN_ON, "session_secret": secret})},
}


@pytest.mark.parametrize("place", PLACES)
def test_a_credential_is_refused_wherever_it_stands_and_not_repeated(place: str) -> None:
    chart = new_chart()
    error = refusal(lambda: kotaemon(chart, **PLACES[place](SECRET)))
    assert SECRET not in str(error)
    assert SECRET[3:] not in str(error)
    assert chart.node.children == []


NOT_OF_A_FORM: dict[str, Callable[[str], dict[str, Any]]] = {
    name: PLACES[name] for name in PLACES if name.endswith((" key", "password", " secret", "adobe", "azure reader"))
} | {
    "split argument": lambda secret: _sidecar(args=["run", "--password", secret]),
    "named env": lambda secret: {"env": {"MY_PASSWORD": secret}},
    "named setting": lambda secret: {"settings": {"SETTINGS_APP": {"api_key": secret}}},
    "named setting unknown": lambda secret: {"settings": {"KH_MY_PASSWORD": secret}},
    "named sidecar env": lambda secret: _sidecar(env=[k8s.EnvVar(name="DB_PASSWORD", value=secret)]),
    "argument": lambda secret: _sidecar(args=[f"--password={secret}"]),
    "override env": lambda secret: {
        "overrides": [
            Override.add("Deployment", "/spec/template/spec/containers/0/env/-", {"name": "MY_TOKEN", "value": secret})
        ]
    },
}


@pytest.mark.parametrize("place", NOT_OF_A_FORM)
def test_a_credential_by_its_name_is_refused_and_not_repeated(place: str) -> None:
    error = refusal(lambda: kotaemon(**NOT_OF_A_FORM[place]("correct-horse-battery")))
    assert "correct-horse" not in str(error)


FIELDS: dict[str, Callable[[str], object]] = {
    "owned variable": lambda secret: kotaemon(
        models=[OpenAI(KEY)],
        overrides=[
            Override.add(
                "Deployment", "/spec/template/spec/containers/0/env/0", {"name": "OPENAI_API_KEY", "value": secret}
            )
        ],
    ),
    "kept field": lambda secret: _milvus("/spec/config/common/security/defaultRootPassword", secret),
    "field": lambda secret: _milvus("/spec/config/minio", {"secretAccessKey": secret}),
    "value of a chart": lambda secret: _milvus(
        "/spec/dependencies/etcd/inCluster/values/auth", {"rootPassword": secret}
    ),
    "data": lambda secret: kotaemon(overrides=[Override.add("ConfigMap/kotaemon-settings", "/data/api-key", secret)]),
}


def _milvus(path: str, value: object) -> object:
    override = Override.add("Milvus", path, value)
    return VectorStore.milvus(new_chart(), "vectors", root_password=KEY, overrides=[override])


@pytest.mark.parametrize("place", FIELDS)
@pytest.mark.parametrize("secret", ["correct-horse-battery", 'it\'s "correct" horse'])
def test_a_field_called_after_a_credential_is_not_one_and_not_repeated(place: str, secret: str) -> None:
    error = refusal(lambda: FIELDS[place](secret))
    assert "correct" not in str(error)


def test_a_field_that_names_a_key_is_let_pass() -> None:
    assert _milvus("/spec/config/minio", {"secretKey": "password", "passwordKey": "x", "password": "$(PASSWORD)"})


@pytest.mark.parametrize("url", ["https://user:hunter22@a.example/v1", "https://hunter22@a.example/v1"])
def test_a_url_with_credentials_is_refused_and_not_repeated(url: str) -> None:
    chart = new_chart("argocd", "argocd")
    for make in (
        lambda: OpenAI(KEY, base_url=url),
        lambda: Ollama(url),
        lambda: Mode.keycloak(server_url=url, realm="r", **SIGN_ON),
        lambda: ArgoApplication(chart, "a", deployment=new_chart(), repository=url),
    ):
        assert "hunter22" not in str(refusal(make))


def test_namespace_annotations_are_looked_at_too() -> None:
    error = refusal(lambda: Namespace(new_chart(), "ns", annotations={"note": SECRET}))
    assert SECRET not in str(error)


def test_what_only_looks_a_little_like_one_is_let_pass() -> None:
    objects = deployed(
        env={
            "MAX_TOKEN": "5",
            "USE_KEY": "true",
            "TEXT": "risk-management and task-scheduling",
            "DB_PASSWORD": KEY,
            "COPY_OF_PASSWORD": "$(DB_PASSWORD)",
        },
        user_interface=UserInterface(app_name="Ask-management", chat_suggestions=["What is a secret?"]),
    )
    assert environment(objects)["DB_PASSWORD"] == KEY
    assert environment(objects)["COPY_OF_PASSWORD"] == "$(DB_PASSWORD)"


SMUGGLED = list(places())
SHAPES = [
    "{secret}",
    "{text}-{secret}",
    "{text}_{secret}",
    "{text}/{secret}",
    "{secret}.{text}",
    "{text}\n{secret}",
    "é{secret}",
]


def check_kept_out(place: Place, secret: str, shape: str) -> None:
    """It is refused and not repeated, or has no effect on the output."""
    try:
        output = place.filled(lambda text: shape.format(text=text, secret=secret))
    except KotaemonCdk8sError as error:
        output = str(error)
    assert secret not in output


def test_there_are_places_in_all_rooms() -> None:
    rooms = {place.name.partition(".")[0] for place in SMUGGLED}
    assert len(SMUGGLED) > 500
    assert {
        "KotaemonApp",
        "Pod",
        "Override",
        "ServerStorage",
        "Postgres",
        "Qdrant",
        "Milvus",
        "ExternalChroma",
    } <= rooms
    assert {"Namespace", "ArgoApplication", "ImageSources", "Security"} <= rooms


def test_no_option_takes_a_credential() -> None:
    # Also good as a DNS label: what refuses other forms for their letters lets it pass.
    for place in SMUGGLED:
        check_kept_out(place, SECRET, "{secret}")


@settings(max_examples=100)
@given(place=st.sampled_from(SMUGGLED), secret=st.sampled_from(ISSUED), shape=st.sampled_from(SHAPES))
def test_no_option_takes_one_of_any_form_within_other_text(place: Place, secret: str, shape: str) -> None:
    check_kept_out(place, secret, shape)


@pytest.mark.parametrize("part", ["labels", "annotations"])
def test_a_name_can_be_a_credential_too(part: str) -> None:
    error = refusal(lambda: kotaemon(pod=Pod(**{part: {SECRET: "x"}})))  # type: ignore[arg-type]
    assert SECRET not in str(error)
    assert SECRET not in repr(error.faults)
