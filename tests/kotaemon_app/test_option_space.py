"""Whatever is accepted works together; whatever is refused is refused well."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from pathlib import Path

from kotaemon_cdk8s import KotaemonApp, KotaemonCdk8sError, output_folder, secret_guard
from kotaemon_cdk8s.security import pod_security

import cdk8s
import pytest
import yaml
from hypothesis import event, given

from tests.kotaemon_app.recipes import Recipe
from tests.kotaemon_app.strategies import APPS, OPTIONS, create
from tests.support import Object, check_readable, faulty, new_chart, one

DNS_NAME = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"
OLD = {"old.k8s.yaml": "kind: Old\n"}


def test_the_space_has_every_option() -> None:
    options = set(inspect.signature(KotaemonApp.__init__).parameters) - {"self", "scope", "id", "admin_password"}
    assert set(OPTIONS) == options


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("space") / "dist"


@given(drawn=APPS)
def test_accepted_is_sound_and_refused_is_refused_well(drawn: Recipe, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for name, text in OLD.items():
        (folder / name).write_text(text)
    chart = new_chart()
    try:
        with output_folder(str(folder)) as outdir:
            app = cdk8s.App(outdir=outdir)
            chart = new_chart("test", "kotaemon", app)
            create(chart, drawn)
            app.synth()
    except KotaemonCdk8sError as error:
        event("refused")
        check_readable(error)
        check_untouched(chart, folder)
    else:
        event("accepted")
        (file,) = folder.iterdir()
        check_sound([item for item in yaml.load_all(file.read_text(), yaml.CSafeLoader) if item])


def check_untouched(chart: cdk8s.Chart, folder: Path) -> None:
    # A store that was made before the app was refused is there.
    assert chart.node.try_find_child("kotaemon") is None
    assert {file.name: file.read_text() for file in folder.iterdir()} == OLD


def check_sound(objects: list[Object]) -> None:
    assert faulty(objects) == []
    assert set(Counter((item["kind"], item["metadata"]["name"]) for item in objects).values()) == {1}
    for item in objects:
        assert re.fullmatch(DNS_NAME, item["metadata"]["name"])
        assert item["kind"] != "Secret"
        assert list(secret_guard.credentials_in(item)) == []
    deployment = one(objects, "Deployment")["spec"]
    labels = deployment["template"]["metadata"]["labels"].items()
    assert deployment["selector"]["matchLabels"].items() <= labels
    service = one(objects, "Service", one(objects, "Deployment")["metadata"]["name"])
    assert service["spec"]["selector"] == deployment["selector"]["matchLabels"]
    for item in objects:
        if item["kind"] in ("Deployment", "StatefulSet"):
            assert list(pod_security.violations(item["spec"]["template"]["spec"])) == []
