"""Every option of what is observed changes what is written."""

from __future__ import annotations

import dataclasses
import inspect
import json
from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    Dashboards,
    FluentBit,
    LogOutput,
    Objectives,
    Observability,
    Override,
    PrometheusSetup,
    PublicUrl,
    SecretRef,
    ServerImage,
    ServerResources,
    Thresholds,
)
from kotaemon_cdk8s.server import Placement

import pytest

from tests.observability.deployments import URL, whole
from tests.observability.test_fluent_bit import shipped
from tests.support import KEY, OTHER, synthesized

CA = SecretRef("ca", "ca.crt")
OBSERVABILITY: dict[str, Any] = {
    "runbooks": "https://wiki.example.com/runbooks",
    "prometheus": PrometheusSetup.files(),
    "public_url": PublicUrl("https://other.example.com"),
    "thresholds": Thresholds(down_minutes=7),
    "objectives": None,
    "dashboards": Dashboards.sidecar(),
    "overrides": [Override.add("PrometheusRule", "/metadata/annotations/note", "x")],
}
FLUENT_BIT: dict[str, Any] = {
    "output": LogOutput.otlp(url="http://otel.logging.svc:4318"),
    "name": "logs",
    "existing_service_account": "theirs",
    "image": ServerImage("mirror.example/fluent-bit", "5.1.1"),
    "resources": ServerResources(memory="512Mi"),
    "placement": Placement(node_selector={"pool": "apps"}),
    "overrides": [Override.add("DaemonSet", "/metadata/annotations/note", "x")],
}
THRESHOLDS = {
    field.name: field.default / 2 if field.name.endswith("percent") else field.default * 2
    for field in dataclasses.fields(Thresholds)
}
OBJECTIVES = {"requests": 99.0, "answers": None, "fast_answers": 80.0, "fast_seconds": 5}
PUBLIC_URL = {"url": "https://other.example.com", "prober": "prober.tools.svc:9115", "module": "http_post_2xx"}
HTTPS = "https://logs.example.com"
LOGIN = {"username": KEY, "password": OTHER}
OUTPUTS: dict[Callable[..., LogOutput], dict[str, dict[str, Any]]] = {
    LogOutput.loki: {"tenant": {"tenant": "a"}, "username": LOGIN, "password": LOGIN, "ca": {"ca": CA}},
    LogOutput.elasticsearch: {
        "index": {"index": "other"},
        "api_key": {"api_key": KEY},
        "username": LOGIN,
        "password": LOGIN,
        "ca": {"ca": CA},
    },
    LogOutput.opensearch: {"index": {"index": "other"}, "username": LOGIN, "password": LOGIN, "ca": {"ca": CA}},
    LogOutput.otlp: {"token": {"token": KEY}, "ca": {"ca": CA}},
}


def _written(construct: Any) -> str:
    return json.dumps(synthesized(construct), sort_keys=True)


def _arguments(call: Any) -> set[str]:
    return set(inspect.signature(call).parameters) - {"self", "scope", "id", "app"}


def test_tables_have_every_option() -> None:
    assert set(OBSERVABILITY) == _arguments(Observability.__init__)
    assert set(FLUENT_BIT) == _arguments(FluentBit.__init__)
    assert set(OBJECTIVES) == {field.name for field in dataclasses.fields(Objectives)}
    assert set(PUBLIC_URL) == {field.name for field in dataclasses.fields(PublicUrl)}
    for make, changes in OUTPUTS.items():
        assert set(changes) == _arguments(inspect.unwrap(make)) - {"url"}


@pytest.mark.parametrize("name", OBSERVABILITY)
def test_observability(name: str) -> None:
    assert _written(whole(**{name: OBSERVABILITY[name]})) != _written(whole())


@pytest.mark.parametrize("name", THRESHOLDS)
def test_thresholds(name: str) -> None:
    assert _written(whole(thresholds=Thresholds(**{name: THRESHOLDS[name]}))) != _written(whole())


@pytest.mark.parametrize("name", OBJECTIVES)
def test_objectives(name: str) -> None:
    assert _written(whole(objectives=Objectives(**{name: OBJECTIVES[name]}))) != _written(whole())


@pytest.mark.parametrize("name", PUBLIC_URL)
def test_public_url(name: str) -> None:
    changed = PublicUrl(**{"url": URL, name: PUBLIC_URL[name]})
    assert _written(whole(public_url=changed)) != _written(whole())


@pytest.mark.parametrize("name", FLUENT_BIT)
def test_fluent_bit(name: str) -> None:
    assert _written(shipped(**{name: FLUENT_BIT[name]})) != _written(shipped())


@pytest.mark.parametrize(
    ("make", "change"), [(make, change) for make, changes in OUTPUTS.items() for change in changes.values()]
)
def test_log_output(make: Callable[..., LogOutput], change: dict[str, Any]) -> None:
    assert _written(shipped(make(url=HTTPS, **change))) != _written(shipped(make(url=HTTPS)))
