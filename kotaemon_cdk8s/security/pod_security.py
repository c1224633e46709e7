"""Pod Security Standard `restricted`: what every pod of ours gets, and a check of pods.

https://kubernetes.io/docs/concepts/security/pod-security-standards/ (restricted includes
baseline). On top of it, a read-only root file system.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cdk8s_plus_27 import k8s

_VOLUME_TYPES = frozenset(
    {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
)

_SELINUX_TYPES = frozenset({"", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"})


def pod_context(uid: int, gid: int) -> k8s.PodSecurityContext:
    """Security context of a pod."""
    return k8s.PodSecurityContext(
        run_as_non_root=True,
        run_as_user=uid,
        run_as_group=gid,
        fs_group=gid,
        # Recursive ownership changes of a large volume take minutes at each start.
        fs_group_change_policy="OnRootMismatch",
        seccomp_profile=k8s.SeccompProfile(type="RuntimeDefault"),
    )


def container_context() -> k8s.SecurityContext:
    """Security context of a container; uid, gid and seccomp come from the pod."""
    return k8s.SecurityContext(
        allow_privilege_escalation=False,
        privileged=False,
        read_only_root_filesystem=True,
        capabilities=k8s.Capabilities(drop=["ALL"]),
    )


def violations(pod: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Fields of a pod spec that `restricted` refuses.

    Args:
        pod: A pod spec as it goes to the API server.

    Yields:
        The dotted field, and its value.
    """
    context = pod.get("securityContext") or {}
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if pod.get(field):
            yield field, pod[field]
    for index, volume in enumerate(pod.get("volumes") or ()):
        for kind in sorted(volume.keys() - {"name"} - _VOLUME_TYPES):
            yield f"volumes[{index}].{kind}", volume[kind]
    if context.get("sysctls"):
        yield "securityContext.sysctls", context["sysctls"]
    for group in ("initContainers", "containers", "ephemeralContainers"):
        for index, container in enumerate(pod.get(group) or ()):
            yield from _container_violations(f"{group}[{index}]", container, context)


def _container_violations(
    path: str, container: Mapping[str, Any], pod_context: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    own = container.get("securityContext") or {}
    inherited = {**pod_context, **own}
    capabilities = own.get("capabilities") or {}
    if own.get("privileged"):
        yield f"{path}.securityContext.privileged", True
    if own.get("allowPrivilegeEscalation") is not False:
        yield f"{path}.securityContext.allowPrivilegeEscalation", own.get("allowPrivilegeEscalation")
    if "ALL" not in capabilities.get("drop", ()):
        yield f"{path}.securityContext.capabilities.drop", capabilities.get("drop")
    if set(capabilities.get("add", ())) - {"NET_BIND_SERVICE"}:
        yield f"{path}.securityContext.capabilities.add", capabilities["add"]
    if inherited.get("runAsNonRoot") is not True:
        yield f"{path}.securityContext.runAsNonRoot", inherited.get("runAsNonRoot")
    if inherited.get("runAsUser") == 0:
        yield f"{path}.securityContext.runAsUser", 0
    seccomp = (inherited.get("seccompProfile") or {}).get("type")
    if seccomp not in ("RuntimeDefault", "Localhost"):
        yield f"{path}.securityContext.seccompProfile.type", seccomp
    app_armor = (inherited.get("appArmorProfile") or {}).get("type")
    if app_armor not in (None, "RuntimeDefault", "Localhost"):
        yield f"{path}.securityContext.appArmorProfile.type", app_armor
    selinux = inherited.get("seLinuxOptions") or {}
    if selinux.get("type", "") not in _SELINUX_TYPES or selinux.get("user") or selinux.get("role"):
        yield f"{path}.securityContext.seLinuxOptions", selinux
    if (inherited.get("windowsOptions") or {}).get("hostProcess"):
        yield f"{path}.securityContext.windowsOptions.hostProcess", True
    if own.get("procMount") not in (None, "Default"):
        yield f"{path}.securityContext.procMount", own["procMount"]
    for port in container.get("ports") or ():
        if port.get("hostPort"):
            yield f"{path}.ports.hostPort", port["hostPort"]
