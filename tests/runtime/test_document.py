"""The settings document: what is wrong with it is said, with the key."""

from __future__ import annotations

import json
from pathlib import Path

from kotaemon_cdk8s.runtime.document import Dependency, Document, DocumentError, Entry, Telemetry, read

import pytest


def entry(**changed: object) -> str:
    whole = {"kind": "llm", "name": "gpt", "content": {}, "default": False, **changed}
    return json.dumps({"entries": [whole]})


def telemetry(**changed: object) -> str:
    whole = {"metrics": "otlp", "traces": True, "port": 9464, "app": "a", "version": "1", **changed}
    return json.dumps({"telemetry": whole})


def test_a_full_document(tmp_path: Path) -> None:
    content = {
        "settings": {"KH_APP_NAME": "Library", "SETTINGS_REASONING.lang.value": "de"},
        "entries": [{"kind": "llm", "name": "gpt", "content": {"model": "m"}, "default": True}],
        "prune_models": True,
        "offline": True,
        "follow_admin_password": True,
        "signed_sessions": True,
        "drain_seconds": 0,
        "wait_for": [
            {"component": "Chroma vector store", "url": "https://chroma:8000/api/v2/heartbeat", "ca_file": "/ca.crt"},
            {"component": "Elasticsearch document store", "url": "http://[::1]:9200"},
            {"component": "Milvus vector store", "host": "milvus", "port": 19530},
        ],
        "telemetry": {"metrics": "otlp", "traces": True, "port": 9464, "app": "library", "version": "0.11.3"},
        "json_logs": True,
    }
    assert read(_file(tmp_path, json.dumps(content))) == Document(
        settings=content["settings"],  # type: ignore[arg-type]
        entries=(Entry("llm", "gpt", {"model": "m"}, default=True),),
        prune_models=True,
        offline=True,
        follow_admin_password=True,
        signed_sessions=True,
        drain_seconds=0,
        wait_for=(
            Dependency("Chroma vector store", url="https://chroma:8000/api/v2/heartbeat", ca_file="/ca.crt"),
            Dependency("Elasticsearch document store", url="http://[::1]:9200"),
            Dependency("Milvus vector store", host="milvus", port=19530),
        ),
        telemetry=Telemetry("otlp", traces=True, port=9464, app="library", version="0.11.3"),
        json_logs=True,
    )


def test_an_empty_document_changes_nothing(tmp_path: Path) -> None:
    assert read(_file(tmp_path, "{}")) == Document()
    assert Document() == Document({}, (), False, False, False, False, 45, (), None, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no JSON at line 1, column 1"),
        ('{"entries": []', "no JSON at line 1"),
        ("[]", "must be an object, is an array"),
        ("null", "must be an object, is null"),
        ('"text"', "must be an object, is a string"),
        ("1", "must be an object, is a number"),
        ('{"setings": {}}', "setings: unknown key; known are drain_seconds, entries, follow_admin_password"),
        ('{"offline": "true"}', "offline: must be true or false, is a string"),
        ('{"offline": null}', "offline: must be true or false, is null"),
        ('{"follow_admin_password": 1}', "follow_admin_password: must be true or false, is a number"),
        ('{"signed_sessions": []}', "signed_sessions: must be true or false, is an array"),
        ('{"prune_models": 1}', "prune_models: must be true or false, is a number"),
        ('{"entries": "openai"}', "entries: must be an array, is a string"),
        ('{"entries": {}}', "entries: must be an array, is an object"),
        ('{"entries": ["openai"]}', "entries[0]: must be an object, is a string"),
        ('{"entries": [{}]}', "entries[0]: must have kind, name, content and default; has nothing"),
        (
            '{"entries": [{"kind": "llm", "name": "a"}]}',
            "entries[0]: must have kind, name, content and default; has kind",
        ),
        (entry(kind="vlm"), "entries[0].kind: known are llm, embedding, reranking, is 'vlm'"),
        (entry(kind=1), "entries[0].kind: must be a string, is a number"),
        (entry(name=" "), "entries[0].name: must not be empty"),
        (entry(content=[]), "entries[0].content: must be an object, is an array"),
        (entry(default=None), "entries[0].default: must be true or false, is null"),
        ('{"drain_seconds": true}', "drain_seconds: must be a whole number of seconds, is True"),
        ('{"drain_seconds": "45"}', "drain_seconds: must be a whole number of seconds, is '45'"),
        ('{"drain_seconds": 4.5}', "drain_seconds: must be a whole number of seconds, is 4.5"),
        ('{"drain_seconds": -1}', "drain_seconds: must be a whole number of seconds, is -1"),
        ('{"drain_seconds": null}', "drain_seconds: must be a whole number of seconds, is None"),
        ('{"wait_for": {}}', "wait_for: must be an array, is an object"),
        ('{"wait_for": ["chroma"]}', "wait_for[0]: must be an object, is a string"),
        ('{"wait_for": [{}]}', "wait_for[0]: must have component and either url, with or without ca_file, or host"),
        ('{"wait_for": [{"component": "x"}]}', "wait_for[0]: must have component and either url"),
        ('{"wait_for": [{"url": "http://x"}]}', "wait_for[0]: must have component and either url"),
        ('{"wait_for": [{"component": "x", "host": "y"}]}', "wait_for[0]: must have component and either url"),
        (
            '{"wait_for": [{"component": "x", "url": "http://x", "host": "y", "port": 1}]}',
            "wait_for[0]: must have component and either url, with or without ca_file, or host and port;"
            " has component, host, port, url",
        ),
        ('{"wait_for": [{"component": 1, "url": "http://x"}]}', "wait_for[0].component: must be a string, is a number"),
        ('{"wait_for": [{"component": "x", "url": null}]}', "wait_for[0].url: must be a string, is null"),
        ('{"wait_for": [{"component": "x", "url": "ftp://x"}]}', "wait_for[0].url: must be http:// or https://"),
        ('{"wait_for": [{"component": "x", "url": "http://"}]}', "wait_for[0].url: must be http:// or https://"),
        ('{"wait_for": [{"component": "x", "url": "http://x:y"}]}', "wait_for[0].url: must be http:// or https://"),
        ('{"wait_for": [{"component": "x", "url": "http://[x"}]}', "wait_for[0].url: must be http:// or https://"),
        ('{"wait_for": [{"component": "x", "url": "http://u:p@x"}]}', "wait_for[0].url: must be http:// or https://"),
        (
            '{"wait_for": [{"component": "x", "url": "https://x", "ca_file": []}]}',
            "wait_for[0].ca_file: must be a string, is an array",
        ),
        (
            '{"wait_for": [{"component": "x", "host": 1, "port": 1}]}',
            "wait_for[0].host: must be a string, is a number",
        ),
        (
            '{"wait_for": [{"component": "x", "host": "y", "port": "1"}]}',
            "wait_for[0].port: must be a port, 1 to 65535, is '1'",
        ),
        (
            '{"wait_for": [{"component": "x", "host": "y", "port": true}]}',
            "wait_for[0].port: must be a port, 1 to 65535, is True",
        ),
        (
            '{"wait_for": [{"component": "x", "host": "y", "port": 0}]}',
            "wait_for[0].port: must be a port, 1 to 65535, is 0",
        ),
        ('{"telemetry": true}', "telemetry: must be an object, is true or false"),
        ('{"telemetry": {}}', "telemetry: must have metrics, traces, port, app, version; has nothing"),
        (telemetry(endpoint="x"), "telemetry: must have metrics, traces, port, app, version; has app, endpoint"),
        (telemetry(metrics="statsd"), "telemetry.metrics: known are prometheus, otlp, is 'statsd'"),
        (telemetry(traces="yes"), "telemetry.traces: must be true or false, is a string"),
        (telemetry(port=True), "telemetry.port: must be a port, 1 to 65535, is True"),
        (telemetry(app=None), "telemetry.app: must be a string, is null"),
        ('{"json_logs": 1}', "json_logs: must be true or false, is a number"),
        ('{"settings": []}', "settings: must be an object, is an array"),
        ('{"settings": null}', "settings: must be an object, is null"),
        ('{"settings": {"kh_app_name": "x"}}', "settings.kh_app_name: the app only takes names in capital letters"),
        ('{"settings": {"reasoning.lang.value": "x"}}', "settings.reasoning.lang.value: the app only takes names"),
        ('{"settings": {"": "x"}}', "settings.: the app only takes names"),
    ],
)
def test_a_malformed_document_is_refused_with_its_key(text: str, message: str, tmp_path: Path) -> None:
    file = _file(tmp_path, text)
    with pytest.raises(DocumentError) as raised:
        read(file)
    assert str(raised.value).startswith(f"{file}: {message}")


@pytest.mark.parametrize("name", ["nowhere.json", ""])
def test_no_file_is_refused_with_its_path(name: str, tmp_path: Path) -> None:
    path = str(tmp_path / name)
    with pytest.raises(DocumentError) as raised:
        read(path)
    assert str(raised.value).startswith(f"{path}: cannot be read: ")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b'{"entries": ["\xff"]}')
    with pytest.raises(DocumentError, match="cannot be read"):
        read(str(tmp_path / "settings.json"))


def _file(folder: Path, text: str) -> str:
    file = folder / "settings.json"
    file.write_text(text, encoding="utf-8")
    return str(file)
