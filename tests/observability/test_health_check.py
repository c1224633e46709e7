"""The check of the stores as a CronJob: what it runs, who lets it through, and what comes of it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import (
    AdmissionPolicies,
    HealthCheck,
    HostAccess,
    KotaemonApp,
    Namespace,
    Observability,
    Override,
    Quota,
    Security,
    Telemetry,
)

import pytest

from tests.security.reach import End, pods, reaches
from tests.support import PASSWORD, REPOSITORY, Object, faulty, new_chart, one, refusal, synthesized

OK = b'[{"component": "metadata_db", "ok": true, "seconds": 0.1, "detail": "1 collections"}]'
FAILED = OK.replace(b"true", b"false")


def app_in(chart: Any, **options: Any) -> KotaemonApp:
    given = {"admin_password": PASSWORD, "offline": True, "telemetry": Telemetry.prometheus(), **options}
    return KotaemonApp(chart, "library", **given)


def checked(chart: Any, **options: Any) -> list[Object]:
    HealthCheck(chart, "check", app=app_in(chart), **options)
    return synthesized(chart)


def spec_of(objects: list[Object]) -> Any:
    return one(objects, "CronJob")["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def test_it_runs_the_apps_own_image_and_needs_nothing_else() -> None:
    objects = checked(new_chart(namespace="research"))
    spec = spec_of(objects)
    (container,) = spec["containers"]
    deployed = one(objects, "Deployment")["spec"]["template"]["spec"]
    assert container["image"] == deployed["containers"][0]["image"]
    assert spec["securityContext"] == deployed["securityContext"]
    assert spec["automountServiceAccountToken"] is False
    (volume,) = spec["volumes"]
    assert volume["configMap"]["name"] == "library-runtime"
    assert "secretKeyRef" not in str(spec)
    address = container["command"][-1]
    assert address == "http://library:9464"
    ports = {port["port"] for port in one(objects, "Service", "library")["spec"]["ports"]}
    assert 9464 in ports
    assert faulty(objects) == []


def test_its_hours_and_overrides_are_the_users() -> None:
    objects = checked(
        new_chart(namespace="research"),
        schedule="0 6 * * *",
        overrides=[Override.add("CronJob", "/spec/timeZone", "Europe/Berlin")],
    )
    spec = one(objects, "CronJob")["spec"]
    assert (spec["schedule"], spec["timeZone"]) == ("0 6 * * *", "Europe/Berlin")


@pytest.fixture
def answering() -> Iterator[HTTPServer]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            body = self.server.body  # type: ignore[attr-defined]
            self.send_response(503 if body == FAILED else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body if self.path == "/check" else b"")

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("body", "code"), [(OK, 0), (FAILED, 1), (b"", 2)], ids=["ok", "failed", "silent"])
def test_its_command_ends_as_the_app_says(answering: HTTPServer, tmp_path: Path, body: bytes, code: int) -> None:
    answering.body = body  # type: ignore[attr-defined]
    (container,) = spec_of(checked(new_chart(namespace="research")))["containers"]
    (mount,) = container["volumeMounts"]
    package = Path(mount["mountPath"])
    (variable,) = container["env"]
    # As the pod has them: the package in the folder that PYTHONPATH names.
    assert str(package.parent) == variable["value"]
    (tmp_path / package.name).symlink_to(REPOSITORY / "kotaemon_cdk8s" / "runtime")
    _, *options, address = container["command"]
    address = address.replace("library:9464", f"127.0.0.1:{answering.server_address[1]}")
    run = subprocess.run(
        [sys.executable, *options, address], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, timeout=120
    )
    assert run.returncode == code, run.stderr


def test_security_lets_it_to_the_app_and_nobody_to_it() -> None:
    chart = new_chart(namespace="research")
    app = app_in(chart)
    HealthCheck(chart, "check", app=app)
    Security(chart, "security", app=app, hosts=HostAccess.CILIUM)
    objects = synthesized(chart)
    policies = [item for item in objects if item["kind"] == "NetworkPolicy"]
    target = next(pods(objects))
    template = one(objects, "CronJob")["spec"]["jobTemplate"]["spec"]["template"]
    check = End("check", "10.8.0.7", "research", template["metadata"]["labels"])
    neighbour = End("neighbour", "10.8.0.8", "research", {"app": "neighbour"})
    assert reaches(policies, check, target, 9464)
    assert not reaches(policies, check, target, 7860)
    assert not reaches(policies, check, End("world", "203.0.113.9"), 443)
    assert not reaches(policies, neighbour, target, 9464)
    assert not reaches(policies, neighbour, check, 9464)


def test_it_holds_in_a_namespace_that_is_closed() -> None:
    chart = new_chart(namespace="research")
    Namespace(chart, "ns")
    app = app_in(chart)
    HealthCheck(chart, "check", app=app)
    Security(chart, "security", app=app, hosts=HostAccess.CILIUM)
    Quota(chart, "quota")
    AdmissionPolicies(chart, "admission")
    objects = synthesized(chart)
    assert faulty(objects) == []
    assert one(objects, "CronJob")


def test_without_telemetry_it_says_what_to_turn_on() -> None:
    chart = new_chart(namespace="research")
    app = app_in(chart, telemetry=None)
    fault = refusal(lambda: HealthCheck(chart, "check", app=app)).faults[0]
    assert fault.field == "app"
    assert "telemetry=Telemetry.prometheus()" in fault.fix


def test_who_would_not_know_of_it_comes_later() -> None:
    chart = new_chart(namespace="research")
    app = app_in(chart)
    Security(chart, "security", app=app, hosts=HostAccess.CILIUM)
    assert "before Security" in refusal(lambda: HealthCheck(chart, "check", app=app)).faults[0].fix
    chart = new_chart(namespace="research")
    app = app_in(chart)
    Observability(chart, "observability", app=app, runbooks="https://wiki.example.com")
    assert "before Observability" in refusal(lambda: HealthCheck(chart, "check", app=app)).faults[0].fix


def test_one_is_enough_and_a_schedule_is_one() -> None:
    chart = new_chart(namespace="research")
    app = app_in(chart)
    assert refusal(lambda: HealthCheck(chart, "check", app=app, schedule="hourly")).faults[0].field == "schedule"
    HealthCheck(chart, "check", app=app)
    assert refusal(lambda: HealthCheck(chart, "again", app=app)).faults[0].field == "app"
