"""The views that follow from the graph, with components of our own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import KotaemonApp, OpenAI, OptionError, SecretRef
from kotaemon_cdk8s.kotaemon_app.files import Files
from kotaemon_cdk8s.kotaemon_app.manifests import deployment
from kotaemon_cdk8s.kotaemon_app.storage import AccessMode, Storage
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.runtime import wait
from kotaemon_cdk8s.security.pod_hardening import PodHardening
from kotaemon_cdk8s.wiring import Binding, Endpoint, State, Wiring

import cdk8s
import pytest
from cdk8s_plus_27 import k8s

AT = At("chart/app")


@pytest.fixture
def chart(tmp_path: Path) -> cdk8s.Chart:
    return cdk8s.Chart(cdk8s.App(outdir=str(tmp_path)), "chart", namespace="kotaemon")


@dataclass(frozen=True)
class Used:
    component: str
    binding: Binding

    def bind(self) -> Binding:
        return self.binding


def test_bindings_are_merged_in_a_stable_order() -> None:
    wiring = Wiring.of(AT, [Used("b", Binding(env={"B": "2"})), Used("a", Binding(env={"A": "1"}))])
    assert list(wiring.environment.items()) == [("A", "1"), ("B", "2")]


def test_components_that_agree_may_set_the_same() -> None:
    wiring = Wiring.of(AT, [Used("a", Binding(settings={"X": [1]})), Used("b", Binding(settings={"X": [1]}))])
    assert wiring.settings == {"X": [1]}


def test_components_that_contradict_each_other_are_both_named() -> None:
    wiring = Wiring.of(AT, [Used("store a", Binding(settings={"X": 1})), Used("store b", Binding(settings={"X": 2}))])
    with pytest.raises(OptionError, match=r"chart/app: settings\.X(?s:.*)store a and store b"):
        _ = wiring.settings


def test_secrets_are_listed_once() -> None:
    key, url = SecretRef("openai", "api-key"), SecretRef("openai", "base-url")
    wiring = Wiring.of(AT, [OpenAI(api_key=key, base_url=url).chat("m"), Used("x", Binding(secret_env={"X": key}))])
    assert wiring.secrets == (key, url)


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("https://api.openai.com/v1", Endpoint("api.openai.com", 443)),
        ("http://llm.models.svc:8000/v1", Endpoint("llm.models.svc", 8000)),
        ("http://llm/v1", Endpoint("llm", 80)),
    ],
)
def test_providers_say_where_they_are(url: str, endpoint: Endpoint) -> None:
    wiring = Wiring.of(AT, [OpenAI(api_key=SecretRef("openai", "api-key"), base_url=url).chat("m")])
    assert wiring.endpoints == (endpoint,)


def test_a_url_in_a_secret_is_an_endpoint_that_nobody_knows_yet() -> None:
    provider = OpenAI(api_key=SecretRef("openai", "api-key"), base_url=SecretRef("openai", "base-url")).chat("m")
    assert Wiring.of(AT, [provider]).endpoints == ()


def test_files_are_shared_where_many_nodes_may_write() -> None:
    one, many = (
        Files(Storage.claim(access_mode=mode)) for mode in (AccessMode.READ_WRITE_ONCE, AccessMode.READ_WRITE_MANY)
    )
    assert Wiring.of(AT, [one]).one_writer == ("files on the volume",)
    assert Wiring.of(AT, [many]).one_writer == ()
    assert many.bind().state is State.SHARED


def _spec(*, one_writer: bool, waits: bool) -> Any:
    return deployment(
        Identity("x", "app"),
        labels={},
        annotations={},
        startup_seconds=600,
        replicas=1,
        one_writer=one_writer,
        waits=waits,
        pod=k8s.PodSpec(containers=[k8s.Container(name="x")], security_context=k8s.PodSecurityContext()),
        hardening=PodHardening(),
    )["spec"]


def test_one_writer_ends_before_the_next_begins() -> None:
    assert _spec(one_writer=True, waits=False)["strategy"] == {"type": "Recreate"}


def test_shared_state_is_served_without_a_gap() -> None:
    strategy = {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
    assert _spec(one_writer=False, waits=True)["strategy"] == strategy


@pytest.mark.parametrize("waits", [False, True])
def test_a_roll_out_lasts_as_long_as_start_and_waiting_may(waits: bool) -> None:
    longest_wait = wait.LIMIT_SECONDS if waits else 0
    assert _spec(one_writer=True, waits=waits)["progressDeadlineSeconds"] > 600 + longest_wait


def test_a_literal_and_a_secret_for_one_variable_contradict_each_other() -> None:
    key = SecretRef("openai", "api-key")
    wiring = Wiring.of(AT, [Used("a", Binding(env={"X": "text"})), Used("b", Binding(secret_env={"X": key}))])
    with pytest.raises(OptionError, match=r"env\.X"):
        _ = wiring.environment


def test_an_app_knows_every_secret_it_reads(chart: cdk8s.Chart) -> None:
    password, token = SecretRef("kotaemon-admin", "password"), SecretRef("hub", "token")
    app = KotaemonApp(chart, "kotaemon", admin_password=password, env={"TEAM_TOKEN": token})
    assert app.wiring.secrets == (token, password)
