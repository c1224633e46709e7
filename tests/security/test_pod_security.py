"""The check of pods knows each rule of the Pod Security Standard `restricted`."""

from __future__ import annotations

import copy
from typing import Any

from kotaemon_cdk8s.security.pod_security import violations

import pytest

from tests.support import deployed, pod

GOOD = {
    "securityContext": {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
    "containers": [
        {
            "name": "a",
            "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
        }
    ],
}

# One rule each; the path to set, and the value.
BROKEN: dict[str, tuple[list[Any], Any]] = {
    "hostNetwork": (["hostNetwork"], True),
    "hostPID": (["hostPID"], True),
    "hostIPC": (["hostIPC"], True),
    "securityContext.sysctls": (["securityContext", "sysctls"], [{"name": "a", "value": "b"}]),
    "volumes[0].hostPath": (["volumes"], [{"name": "a", "hostPath": {"path": "/"}}]),
    "volumes[0].nfs": (["volumes"], [{"name": "a", "nfs": {"path": "/"}}]),
    "containers[0].securityContext.privileged": (["containers", 0, "securityContext", "privileged"], True),
    "containers[0].securityContext.allowPrivilegeEscalation": (
        ["containers", 0, "securityContext", "allowPrivilegeEscalation"],
        None,
    ),
    "containers[0].securityContext.capabilities.drop": (
        ["containers", 0, "securityContext", "capabilities"],
        {"drop": ["CHOWN"]},
    ),
    "containers[0].securityContext.capabilities.add": (
        ["containers", 0, "securityContext", "capabilities"],
        {"drop": ["ALL"], "add": ["SYS_ADMIN"]},
    ),
    "securityContext.runAsNonRoot": (["securityContext", "runAsNonRoot"], False),
    "containers[0].securityContext.runAsNonRoot": (["containers", 0, "securityContext", "runAsNonRoot"], False),
    "securityContext.runAsUser": (["securityContext", "runAsUser"], 0),
    "containers[0].securityContext.runAsUser": (["containers", 0, "securityContext", "runAsUser"], 0),
    "containers[0].securityContext.seccompProfile.type": (
        ["containers", 0, "securityContext", "seccompProfile"],
        {"type": "Unconfined"},
    ),
    "securityContext.appArmorProfile.type": (["securityContext", "appArmorProfile"], {"type": "Unconfined"}),
    "containers[0].securityContext.appArmorProfile.type": (
        ["containers", 0, "securityContext", "appArmorProfile"],
        {"type": "Unconfined"},
    ),
    "securityContext.seLinuxOptions": (["securityContext", "seLinuxOptions"], {"user": "system_u"}),
    "containers[0].securityContext.seLinuxOptions": (
        ["containers", 0, "securityContext", "seLinuxOptions"],
        {"type": "spc_t"},
    ),
    "securityContext.windowsOptions.hostProcess": (["securityContext", "windowsOptions"], {"hostProcess": True}),
    "containers[0].securityContext.windowsOptions.hostProcess": (
        ["containers", 0, "securityContext", "windowsOptions"],
        {"hostProcess": True},
    ),
    "containers[0].securityContext.procMount": (["containers", 0, "securityContext", "procMount"], "Unmasked"),
    "containers[0].ports.hostPort": (["containers", 0, "ports"], [{"containerPort": 80, "hostPort": 80}]),
    "containers[0].livenessProbe.httpGet.host": (
        ["containers", 0, "livenessProbe"],
        {"httpGet": {"path": "/", "port": 80, "host": "169.254.169.254"}},
    ),
    "containers[0].lifecycle.preStop.tcpSocket.host": (
        ["containers", 0, "lifecycle"],
        {"preStop": {"tcpSocket": {"port": 80, "host": "10.0.0.1"}}, "stopSignal": "SIGTERM"},
    ),
}


def test_a_good_pod_passes() -> None:
    assert list(violations(GOOD)) == []
    assert list(violations(pod(deployed()))) == []


@pytest.mark.parametrize("field", BROKEN)
def test_each_rule(field: str) -> None:
    path, value = BROKEN[field]
    broken: Any = copy.deepcopy(GOOD)
    holder = broken
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    assert [found for found, _ in violations(broken)] == [field]


@pytest.mark.parametrize("group", ["initContainers", "ephemeralContainers"])
def test_every_kind_of_container_is_looked_at(group: str) -> None:
    assert [field for field, _ in violations({**GOOD, group: [{"name": "b"}]})] == [
        f"{group}[0].securityContext.allowPrivilegeEscalation",
        f"{group}[0].securityContext.capabilities.drop",
    ]


def test_binding_a_low_port_is_allowed() -> None:
    capable: Any = copy.deepcopy(GOOD)
    capable["containers"][0]["securityContext"]["capabilities"]["add"] = ["NET_BIND_SERVICE"]
    assert list(violations(capable)) == []


# Each of them is refused by the API server even if no container is left with it.
@pytest.mark.parametrize(
    ("at_pod", "at_container"),
    [
        ({"runAsNonRoot": False}, {"runAsNonRoot": True}),
        ({"runAsUser": 0}, {"runAsUser": 1000}),
        ({"seccompProfile": {"type": "Unconfined"}}, {"seccompProfile": {"type": "RuntimeDefault"}}),
        ({"appArmorProfile": {"type": "Unconfined"}}, {"appArmorProfile": {"type": "RuntimeDefault"}}),
        ({"seLinuxOptions": {"type": "spc_t"}}, {"seLinuxOptions": {"type": "container_t"}}),
    ],
)
def test_a_container_does_not_make_up_for_its_pod(at_pod: dict[str, Any], at_container: dict[str, Any]) -> None:
    broken: Any = copy.deepcopy(GOOD)
    broken["securityContext"] |= at_pod
    broken["containers"][0]["securityContext"] |= at_container
    assert [found.partition(".")[0] for found, _ in violations(broken)] == ["securityContext"]


def test_what_the_pod_does_not_say_each_container_must() -> None:
    broken: Any = {**copy.deepcopy(GOOD), "securityContext": {}}
    assert [found for found, _ in violations(broken)] == [
        "containers[0].securityContext.runAsNonRoot",
        "containers[0].securityContext.seccompProfile.type",
    ]
    broken["containers"][0]["securityContext"] |= {"runAsNonRoot": True, "seccompProfile": {"type": "Localhost"}}
    assert list(violations(broken)) == []


def test_null_is_as_if_it_were_not_there() -> None:
    nulls: Any = copy.deepcopy(GOOD)
    nulls["volumes"] = [{"name": "a", "emptyDir": {}, "hostPath": None}]
    own = nulls["containers"][0]["securityContext"]
    own |= {"runAsNonRoot": None, "seccompProfile": None, "seLinuxOptions": {"type": None}}
    own["capabilities"]["add"] = None
    assert list(violations(nulls)) == []
    own["capabilities"]["drop"] = None
    assert [found for found, _ in violations(nulls)] == ["containers[0].securityContext.capabilities.drop"]


def test_settings_of_the_kernel_that_harm_nobody_else_are_allowed() -> None:
    safe = {"name": "net.ipv4.ip_unprivileged_port_start", "value": "0"}
    pod_of: Any = copy.deepcopy(GOOD)
    pod_of["securityContext"]["sysctls"] = [safe]
    assert list(violations(pod_of)) == []
    pod_of["securityContext"]["sysctls"] = [safe, {"name": "kernel.msgmax", "value": "1"}]
    assert [value for _, value in violations(pod_of)] == [[{"name": "kernel.msgmax", "value": "1"}]]
