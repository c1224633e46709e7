"""Everything we set is read by the real app, and nobody else may set it beside us."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from kotaemon_cdk8s import (
    AdobePdfServices,
    AzureDocumentIntelligence,
    AzureOpenAI,
    Cohere,
    DocumentReaders,
    Downloads,
    Image,
    Index,
    KotaemonApp,
    McpServer,
    Mode,
    OpenAI,
    Reasoning,
    Storage,
    UserInterface,
    WebSearch,
)
from kotaemon_cdk8s.kotaemon_app import contract

import cdk8s
import pytest

import examples
from tests.kotaemon_app.store_values import STORE_CONSTRUCTORS
from tests.support import (
    KEY,
    PASSWORD,
    Object,
    deployed,
    environment,
    kotaemon,
    new_chart,
    refusal,
    settings,
    synthesized,
)

SIGN_ON = {"client_id": "id", "client_secret": KEY, "session_secret": KEY, "trusted_proxies": ["*"]}
MODES = {
    "login": Mode.login(),
    "single_user": Mode.single_user(),
    "keycloak": Mode.keycloak(server_url="https://sso.example", realm="r", **SIGN_ON),  # type: ignore[arg-type]
    "google": Mode.google(**SIGN_ON),  # type: ignore[arg-type]
    "demo": Mode.demo(space_url="https://space.example", **SIGN_ON),  # type: ignore[arg-type]
}
EVERYTHING: dict[str, Any] = {
    "image": Image.derived("r.example/k", tag="1", packages=["graphrag", "docling", "lightrag-hku", "nano-graphrag"]),
    "models": [
        OpenAI(KEY).chat("gpt"),
        AzureOpenAI("https://azure.example", KEY).chat("chat"),
        AzureOpenAI("https://azure.example", KEY).embeddings("embed"),
        AzureOpenAI("https://azure.example", KEY).vision("see"),
        Cohere(KEY).reranking("rerank"),
    ],
    "indices": [
        Index.files(embedding="embed"),
        Index.graphrag(api_key=KEY),
        Index.nano_graphrag(),
        Index.lightrag(),
    ],
    "reasoning": Reasoning(multimodal=True, low_llm_requests=True),
    "documents": DocumentReaders(
        azure=AzureDocumentIntelligence("https://di.example", KEY),
        adobe=AdobePdfServices(KEY, KEY),
        jina_api_key=KEY,
        docling=True,
    ),
    "downloads": Downloads(
        hugging_face="https://hub.example", hugging_face_token=KEY, browser_scripts="https://scripts.example"
    ),
    "mcp_servers": [McpServer.http("Tools", "http://tools/mcp", token=KEY)],
    "user_interface": UserInterface(chat_suggestions=["Why?"], public_conversations_for="editor", first_setup=True),
}


def deployments() -> Iterator[list[Object]]:
    """The examples, and apps that together use every option which sets something."""
    for example in examples.CHARTS:
        yield synthesized(example(cdk8s.App(outdir="/dev/null/nowhere")))
    for mode in MODES.values():
        for search in (WebSearch.off(), WebSearch.tavily(KEY), WebSearch.jina(KEY)):
            yield deployed(
                **EVERYTHING,
                mode=mode,
                admin_password=PASSWORD if mode.has_admin else None,
                web_search=search,
                offline=search == WebSearch.off(),
            )
    yield deployed(storage=Storage.claim(keep_bytecode=False), offline=True)
    for values in STORE_CONSTRUCTORS:
        for change in ({}, *values.changes.values()):
            yield deployed(**values.use(values.make(**{**values.base, **change})))


def emitted(objects: list[Object]) -> set[tuple[str, str]]:
    names = {("env", contract.row_name(name)) for name in environment(objects)}
    return names | {("setting", name.partition(".")[0]) for name in settings(objects)}


@pytest.fixture(scope="module")
def all_emitted() -> set[tuple[str, str]]:
    return {name for objects in deployments() for name in emitted(objects)}


def test_all_we_set_is_read_by_the_app(all_emitted: set[tuple[str, str]]) -> None:
    assert sorted(all_emitted - set(contract.table())) == []


def test_all_we_set_is_ours_alone(all_emitted: set[tuple[str, str]]) -> None:
    unowned = [name for kind, name in sorted(all_emitted) if not contract.table()[kind, name].option]
    assert unowned == []


def test_nothing_we_set_as_a_literal_is_a_credential() -> None:
    for objects in deployments():
        literal = {name for name, value in environment(objects).items() if isinstance(value, str) and value}
        rows = [contract.table()["env", contract.row_name(name)] for name in sorted(literal)]
        assert [row.name for row in rows if row.secret == "yes"] == []


def test_no_dead_name_is_set(all_emitted: set[tuple[str, str]]) -> None:
    dead = {name for kind, name in contract.table() if kind == "dead"}
    assert dead
    assert {name for kind, name in all_emitted if kind == "env"} & dead == set()


def test_the_check_finds_a_made_up_name() -> None:
    objects = deployed(env={"MADE_UP_BY_A_USER": "1"}, settings={"MADE_UP_SETTING": 1})
    unknown = emitted(objects) - set(contract.table())
    assert unknown == {("env", "MADE_UP_BY_A_USER"), ("setting", "MADE_UP_SETTING")}


def test_every_row_says_where_it_is_read() -> None:
    for entry in contract.table().values():
        assert entry.kind in ("env", "setting", "dead")
        assert entry.source.strip(), entry.name
        assert entry.meaning.strip(), entry.name


def test_every_owner_is_an_option_of_the_app() -> None:
    options = {*inspect.signature(KotaemonApp.__init__).parameters, "the library", ""}
    assert {entry.option for entry in contract.table().values()} <= options


@pytest.mark.parametrize(
    ("kind", "name"), sorted((e.kind, e.name) for e in contract.table().values() if e.option or e.kind == "dead")
)
def test_free_env_and_settings_cannot_be_what_an_option_owns_or_nothing_reads(kind: str, name: str) -> None:
    chart = new_chart()
    given: dict[str, Any] = (
        {"settings": {name: "x"}} if kind == "setting" else {"env": {name.replace("{id}", "1"): "x"}}
    )
    error = refusal(lambda: kotaemon(chart, **given))
    assert name.replace("{id}", "1") in error.faults[0].field
    assert chart.node.children == []
