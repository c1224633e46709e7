"""Restore: a Job that waits for a stopped app, and brings one snapshot in."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    AdmissionPolicies,
    HostAccess,
    MetadataDb,
    PythonPackages,
    Restore,
    Scaling,
    SecretInventory,
    Security,
)
from kotaemon_cdk8s.security import pod_security

import pytest

from tests.operations.backup_values import REPOSITORIES, S3
from tests.support import KEY, Object, faulty, kotaemon, new_chart, one, refusal, synthesized

STOPPED = {"scaling": Scaling.stopped()}


def restored(app: dict[str, Any] | None = None, **options: Any) -> list[Object]:
    """The objects of a deployment with a restore."""
    chart = new_chart()
    Restore(chart, "restore", app=kotaemon(chart, **(app or {})), **{"repository": S3, **options})
    return synthesized(chart)


def pod_of(objects: list[Object]) -> Object:
    found: Object = one(objects, "Job")["spec"]["template"]["spec"]
    return found


def commands(objects: list[Object]) -> dict[str, list[str]]:
    pod = pod_of(objects)
    return {item["name"]: item["command"] for item in (*pod["initContainers"], *pod["containers"])}


def test_it_waits_until_it_is_told() -> None:
    assert one(restored(), "Job")["spec"]["suspend"] is True
    assert one(restored(STOPPED, suspended=False), "Job")["spec"]["suspend"] is False
    error = refusal(lambda: restored(suspended=False))
    assert "Scaling.stopped()" in error.faults[0].fix


def test_it_fetches_checks_and_loads() -> None:
    found = commands(restored(snapshot="0123abcd", backup_of="elsewhere.library"))
    assert list(found) == ["fetch", "check", "load"]
    assert found["fetch"][2:] == ["/backup", "elsewhere.library", "0123abcd"]
    for step in ("check", "load"):
        assert found[step][1:] == ["-m", "kotaemon_runtime.backup", step, "/backup", "--app", "kotaemon:80"]
    assert commands(restored(overwrite=True))["load"][-1] == "--overwrite"
    assert commands(restored())["fetch"][3:] == ["kotaemon.kotaemon", "latest"]


def test_metadata_comes_after_the_check() -> None:
    chart = new_chart()
    packages = PythonPackages(index_url="https://pypi.example.com/simple")
    app = kotaemon(chart, python_packages=packages, metadata_db=MetadataDb.postgres(chart, "db", password=KEY))
    Restore(chart, "restore", app=app, repository=S3)
    assert list(commands(synthesized(chart))) == ["install-packages", "fetch", "check", "metadata", "load"]


def test_nothing_of_the_app_hides_the_files_that_are_fetched() -> None:
    pod = pod_of(restored())
    all_mounts = [mount for item in (*pod["initContainers"], *pod["containers"]) for mount in item["volumeMounts"]]
    paths = {mount["mountPath"] for mount in all_mounts}
    assert "/backup" in paths
    assert "/backup/files" not in paths


def test_another_restore_is_another_job_and_the_same_one_is_not() -> None:
    def name(**options: Any) -> str:
        return str(one(restored(STOPPED, **options), "Job")["metadata"]["name"])

    assert name() == name(suspended=False)
    others = [{"snapshot": "0123abcd"}, {"overwrite": True}, {"repository": REPOSITORIES["volume"][0]}]
    assert len({name(), *(name(**other) for other in others)}) == 4


def test_it_runs_once_and_has_no_rights() -> None:
    objects = restored()
    assert one(objects, "Job")["spec"]["backoffLimit"] == 0
    assert pod_of(objects)["restartPolicy"] == "Never"
    assert pod_of(objects)["automountServiceAccountToken"] is False
    # The app is stopped, so that there is nothing to be beside.
    assert "affinity" not in pod_of(objects)
    assert list(pod_security.violations(pod_of(objects))) == []
    assert faulty(objects) == []


def test_it_may_ask_whether_the_app_runs_and_all_know_of_it() -> None:
    chart = new_chart()
    app = kotaemon(chart, offline=True)
    Restore(chart, "restore", app=app, repository=S3)
    Security(chart, "security", app=app, hosts=HostAccess.CILIUM)
    AdmissionPolicies(chart, "admission")
    objects = synthesized(chart)
    rules = one(objects, "NetworkPolicy", "restore")["spec"]["egress"]
    assert {port["port"] for rule in rules for port in rule["ports"]} == {53, 7860}
    assert one(objects, "NetworkPolicy", "restore")["spec"]["podSelector"] in [
        peer.get("podSelector")
        for rule in one(objects, "NetworkPolicy", "kotaemon")["spec"]["ingress"]
        for peer in rule["from"]
    ]
    job = one(objects, "Job")["metadata"]["name"]
    readers = {secret.name: secret.readers for secret in SecretInventory.of(app).secrets}
    assert str(readers["restic"]["password"][0]) == f"Job {job} (fetch): variable RESTIC_PASSWORD"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("snapshot", "newest"),
        ("snapshot", "0123"),
        ("backup_of", "a b"),
        ("deadline_minutes", 0),
        ("name", "r" * 41),
    ],
)
def test_what_cannot_work_is_refused(field: str, value: Any) -> None:
    assert refusal(lambda: restored(**{field: value})).faults[0].field == field


def test_without_a_target_there_is_none() -> None:
    with pytest.raises(TypeError, match="app"):
        Restore(new_chart(), "restore", repository=S3)  # type: ignore[call-arg]
