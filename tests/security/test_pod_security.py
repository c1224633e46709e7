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
    "containers[0].securityContext.runAsNonRoot": (["securityContext", "runAsNonRoot"], False),
    "containers[0].securityContext.runAsUser": (["containers", 0, "securityContext", "runAsUser"], 0),
    "containers[0].securityContext.seccompProfile.type": (
        ["containers", 0, "securityContext", "seccompProfile"],
        {"type": "Unconfined"},
    ),
    "containers[0].securityContext.appArmorProfile.type": (
        ["securityContext", "appArmorProfile"],
        {"type": "Unconfined"},
    ),
    "containers[0].securityContext.seLinuxOptions": (
        ["containers", 0, "securityContext", "seLinuxOptions"],
        {"type": "spc_t"},
    ),
    "containers[0].securityContext.windowsOptions.hostProcess": (
        ["securityContext", "windowsOptions"],
        {"hostProcess": True},
    ),
    "containers[0].securityContext.procMount": (["containers", 0, "securityContext", "procMount"], "Unmasked"),
    "containers[0].ports.hostPort": (["containers", 0, "ports"], [{"containerPort": 80, "hostPort": 80}]),
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
