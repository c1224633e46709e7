"""Pod Security Standard `restricted`: what every pod of ours gets, and a check of pods.

https://kubernetes.io/docs/concepts/security/pod-security-standards/ (restricted includes
baseline). On top of it, a read-only root file system.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cdk8s_plus_27 import k8s

_VOLUME_TYPES = frozenset(
    {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
)

# Those of all versions from 1.0; later ones, such as net.ipv4.tcp_keepalive_time, an older cluster refuses.
_SYSCTLS = frozenset(
    {
        "kernel.shm_rmid_forced",
        "net.ipv4.ip_local_port_range",
        "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range",
        "net.ipv4.tcp_syncookies",
    }
)

_SELINUX_TYPES = frozenset({"", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"})


def pod_context(uid: int, gid: int, groups: Sequence[int] = ()) -> k8s.PodSecurityContext:
    """Security context of a pod; `groups` are further groups of its processes."""
    return k8s.PodSecurityContext(
        run_as_non_root=True,
        run_as_user=uid,
        run_as_group=gid,
        fs_group=gid,
        supplemental_groups=list(groups) or None,
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
    context = _without_nulls(pod.get("securityContext"))
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if pod.get(field):
            yield field, pod[field]
    for index, volume in enumerate(pod.get("volumes") or ()):
        for kind in sorted(_without_nulls(volume).keys() - {"name"} - _VOLUME_TYPES):
            yield f"volumes[{index}].{kind}", volume[kind]
    unsafe = [each for each in context.get("sysctls") or () if each.get("name") not in _SYSCTLS]
    if unsafe:
        yield "securityContext.sysctls", unsafe
    # A value that is refused is so at the pod, too, even where each container has another.
    yield from _refused("securityContext", context)
    for group in ("initContainers", "containers", "ephemeralContainers"):
        for index, container in enumerate(pod.get(group) or ()):
            yield from _container_violations(f"{group}[{index}]", container, context)


def _refused(path: str, context: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What neither a pod's security context may say, nor a container's."""
    if context.get("runAsNonRoot", True) is not True:
        yield f"{path}.runAsNonRoot", context["runAsNonRoot"]
    if context.get("runAsUser") == 0:
        yield f"{path}.runAsUser", 0
    for profile in ("seccompProfile", "appArmorProfile"):
        kind = (context.get(profile) or {}).get("type")
        if kind not in (None, "RuntimeDefault", "Localhost"):
            yield f"{path}.{profile}.type", kind
    selinux = _without_nulls(context.get("seLinuxOptions"))
    if selinux.get("type", "") not in _SELINUX_TYPES or selinux.get("user") or selinux.get("role"):
        yield f"{path}.seLinuxOptions", selinux
    if (context.get("windowsOptions") or {}).get("hostProcess"):
        yield f"{path}.windowsOptions.hostProcess", True


def _container_violations(
    path: str, container: Mapping[str, Any], of_pod: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    own = _without_nulls(container.get("securityContext"))
    capabilities = _without_nulls(own.get("capabilities"))
    yield from _refused(f"{path}.securityContext", own)
    if own.get("privileged"):
        yield f"{path}.securityContext.privileged", True
    if own.get("allowPrivilegeEscalation") is not False:
        yield f"{path}.securityContext.allowPrivilegeEscalation", own.get("allowPrivilegeEscalation")
    if "ALL" not in capabilities.get("drop", ()):
        yield f"{path}.securityContext.capabilities.drop", capabilities.get("drop")
    if set(capabilities.get("add", ())) - {"NET_BIND_SERVICE"}:
        yield f"{path}.securityContext.capabilities.add", capabilities["add"]
    for field, missing in (("runAsNonRoot", "runAsNonRoot"), ("seccompProfile", "seccompProfile.type")):
        if field not in own and field not in of_pod:
            yield f"{path}.securityContext.{missing}", None
    if own.get("procMount") not in (None, "Default"):
        yield f"{path}.securityContext.procMount", own["procMount"]
    for port in container.get("ports") or ():
        if port.get("hostPort"):
            yield f"{path}.ports.hostPort", port["hostPort"]
    for place, handler in _handlers(container):
        for action in ("httpGet", "tcpSocket"):
            host = (handler.get(action) or {}).get("host")
            if host:
                yield f"{path}.{place}.{action}.host", host


def _handlers(container: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        yield probe, container.get(probe) or {}
    for event, handler in (container.get("lifecycle") or {}).items():
        if isinstance(handler, Mapping):
            yield f"lifecycle.{event}", handler


def _without_nulls(value: Mapping[str, Any] | None) -> dict[str, Any]:
    """As the API server reads it: null is as if it were not there."""
    return {key: item for key, item in (value or {}).items() if item is not None}
