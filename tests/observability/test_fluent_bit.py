"""Fluent Bit reads the logs of one deployment, and may do nothing else."""

from __future__ import annotations

import csv
import fnmatch
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import FluentBit, KotaemonApp, LogOutput, Override, SecretRef, ServerResources

import pytest
import yaml

from tests.observability.alert_cases import OTHER_POD, POD
from tests.observability.deployments import whole
from tests.support import KEY, OTHER, Object, faulty, kotaemon, new_chart, one, refusal, synthesized

LOKI = LogOutput.loki(url="http://loki-gateway.logging.svc")
CA = SecretRef("logs-ca", "ca.crt")
OUTPUTS = {
    "loki": LogOutput.loki(url="https://loki.example.com", username=KEY, password=OTHER, tenant="research", ca=CA),
    "es": LogOutput.elasticsearch(url="https://logs.example.com:9200", api_key=KEY, ca=CA),
    "opensearch": LogOutput.opensearch(url="https://logs.example.com:9200", username=KEY, password=OTHER, ca=CA),
    "opentelemetry": LogOutput.otlp(url="https://otel.example.com:4318", token=KEY, ca=CA),
}


def shipped(output: LogOutput = LOKI, **options: Any) -> FluentBit:
    """The logs of a deployment with several stores."""
    observability = whole()
    (app,) = (each for each in observability.node.scope.node.children if isinstance(each, KotaemonApp))  # type: ignore[union-attr]
    logging = new_chart("logging", "logging", observability.node.root)
    return FluentBit(logging, "fluent-bit", app=app, output=output, **options)


def document(fluent_bit: FluentBit) -> Object:
    """Its configuration."""
    made: Object = yaml.safe_load(one(synthesized(fluent_bit), "ConfigMap", "fluent-bit")["data"]["fluent-bit.yaml"])
    return made


def test_objects_fit_their_schemas() -> None:
    assert faulty(synthesized(shipped(OUTPUTS["es"]))) == []


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_key_is_one_that_fluent_bit_knows(name: str) -> None:
    with (Path(__file__).parent / "fluent_bit_keys.csv").open() as table:
        known = {row["section"]: set(row["keys"].split()) for row in csv.DictReader(table)}
    made = document(shipped(OUTPUTS[name]))
    assert set(made["service"]) <= known["service"]
    pipeline = made["pipeline"]
    (output,) = pipeline["outputs"]
    assert output["name"] == name
    assert set(output) - {"name"} <= known["output"] | known[name]
    for part in (*pipeline["inputs"], *pipeline["filters"]):
        assert set(part) - {"name", "match", "tag"} <= known[part["name"]]


def test_logs_of_the_deployment_are_read_and_no_others() -> None:
    pipeline = document(shipped())["pipeline"]
    paths = pipeline["inputs"][0]["path"].split(",")
    assert len(paths) == len(set(paths))
    (grep,) = [part["regex"] for part in pipeline["filters"] if part["name"] == "grep"]
    key, _, pattern = grep.partition(" ")
    assert key == "$kubernetes['pod_name']"

    def read(pod: str, namespace: str = "research") -> int:
        log = f"/var/log/containers/{pod}_{namespace}_container-{'a' * 64}.log"
        found = sum(fnmatch.fnmatch(log, path) for path in paths)
        return found if re.search(pattern, pod) else 0

    ours = (POD, "library-db-1", "library-vectors-2", "library-texts-es-default-0", f"library-db-pooler-{POD[8:]}")
    assert [read(pod) for pod in ours] == [1] * len(ours)
    assert [read(pod) for pod in (OTHER_POD, "library-two-db-1", "other-0")] == [0, 0, 0]
    assert read(POD, "other") == 0


def test_it_may_get_pods_of_the_deployment_and_nothing_else() -> None:
    objects = synthesized(shipped())
    assert [item["kind"] for item in objects if "Role" in item["kind"]] == ["Role", "RoleBinding"]
    role = one(objects, "Role")
    assert role["metadata"]["namespace"] == "research"
    assert role["rules"] == [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]
    (subject,) = one(objects, "RoleBinding")["subjects"]
    assert subject == {"kind": "ServiceAccount", "name": "fluent-bit", "namespace": "logging"}


def test_its_pod_sees_logs_only_and_cannot_write_them() -> None:
    pod = one(synthesized(shipped()), "DaemonSet")["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    host = {volume["name"]: volume["hostPath"]["path"] for volume in pod["volumes"] if "hostPath" in volume}
    assert host == {"logs": "/var/log", "state": "/var/lib/fluent-bit/fluent-bit"}
    (logs,) = [mount for mount in container["volumeMounts"] if mount["name"] == "logs"]
    assert logs["readOnly"] is True
    context = container["securityContext"]
    assert context["capabilities"] == {"drop": ["ALL"]}
    assert context["readOnlyRootFilesystem"] is True
    assert context["allowPrivilegeEscalation"] is False


@pytest.mark.parametrize("name", OUTPUTS)
def test_credentials_come_from_secrets(name: str) -> None:
    objects = synthesized(shipped(OUTPUTS[name]))
    (container,) = one(objects, "DaemonSet")["spec"]["template"]["spec"]["containers"]
    text = one(objects, "ConfigMap", "fluent-bit")["data"]["fluent-bit.yaml"]
    for variable in container["env"]:
        assert set(variable) == {"name", "valueFrom"}
        assert f"${{{variable['name']}}}" in text
    assert set(re.findall(r"\$\{(\w+)\}", text)) == {variable["name"] for variable in container["env"]}


def test_a_changed_pipeline_restarts_the_pods() -> None:
    def checksum(output: LogOutput) -> str:
        template = one(synthesized(shipped(output)), "DaemonSet")["spec"]["template"]
        return str(template["metadata"]["annotations"]["checksum/config"])

    assert checksum(OUTPUTS["es"]) != checksum(OUTPUTS["opensearch"])


def test_one_that_is_there_already_gets_a_file_to_include() -> None:
    fluent_bit = shipped(existing_service_account="platform-fluent-bit")
    objects = synthesized(fluent_bit)
    assert "DaemonSet" not in {item["kind"] for item in objects}
    assert set(document(fluent_bit)) == {"pipeline"}
    assert one(objects, "RoleBinding")["subjects"][0]["name"] == "platform-fluent-bit"


def test_an_override_cannot_give_the_pod_more_of_the_node() -> None:
    volume = {"name": "root", "hostPath": {"path": "/"}}
    more = Override.add("DaemonSet", "/spec/template/spec/volumes/-", volume)
    assert "volumes" in str(refusal(lambda: shipped(overrides=[more])))
    privileged = Override.add("DaemonSet", "/spec/template/spec/containers/0/securityContext/privileged", value=True)
    assert "privileged" in str(refusal(lambda: shipped(overrides=[privileged])))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: FluentBit((chart := new_chart()), "logs", app=kotaemon(chart), output=LOKI), "Pod Security"),
        (lambda: shipped(existing_service_account="a b"), "existing_service_account"),
        (
            lambda: shipped(existing_service_account="theirs", resources=ServerResources(memory="1Gi")),
            "no pod is made",
        ),
        (lambda: LogOutput.loki(url="loki:3100"), "url"),
        (lambda: LogOutput.loki(url="http://loki.logging.svc/loki/api/v1/push"), "has a path"),
        (lambda: LogOutput.loki(url="http://loki.logging.svc", username=KEY), "go together"),
        (lambda: LogOutput.elasticsearch(url="http://logs.example.com:9200", api_key=KEY), "clear text"),
        (
            lambda: LogOutput.elasticsearch(url="https://logs.example.com", username=KEY, password=KEY, api_key=OTHER),
            "only one of them",
        ),
        (lambda: LogOutput.otlp(url="http://otel.logging.svc:4318", ca=CA), "no certificate"),
    ],
)
def test_what_could_not_work_is_refused(make: Callable[[], Any], words: str) -> None:
    assert words in str(refusal(make))
