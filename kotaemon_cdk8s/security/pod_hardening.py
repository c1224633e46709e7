"""What a platform asks of pods beyond `restricted`: its own uids, user namespaces, sandboxes, AppArmor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.options import At, Options

from typing_extensions import override

_PROFILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True)
class AppArmor(Options):
    """An AppArmor profile for all containers of a pod; make one with `runtime_default` or `localhost`.

    It is written to `securityContext.appArmorProfile`, a field of Kubernetes 1.30 and newer
    (KEP-24); do not use it with older ones. A node without AppArmor refuses a pod that names a
    profile. Where nodes have AppArmor, a pod that names none gets the runtime's profile.

    Args:
        profile: Name of a profile that is loaded on the nodes; None for that of the container
            runtime.

    Raises:
        OptionError: The name is no name of a profile.
    """

    profile: str | None = None

    @staticmethod
    def runtime_default() -> AppArmor:
        """The profile of the container runtime; a node without AppArmor then refuses the pod."""
        return AppArmor()

    @staticmethod
    def localhost(profile: str) -> AppArmor:
        """A profile of your own.

        Args:
            profile: Its name; whoever runs the nodes has loaded it on each.

        Raises:
            OptionError: The name is no name of a profile.
        """
        return AppArmor(profile)

    @override
    def check(self, at: At) -> None:
        at.require(
            self.profile is None or bool(_PROFILE.fullmatch(self.profile)),
            "profile",
            self.profile,
            "not the name of an AppArmor profile; the kubelet would not find it, and refuse the pod",
            "give the name under which it is loaded on the nodes, such as 'k8s-kotaemon'",
        )


@dataclass(frozen=True)
class PodHardening(Options):
    """What a platform asks of a pod, beyond what every pod of the library's has.

    Every pod runs as non-root on a read-only root, without capabilities, with the runtime's
    seccomp profile and without a token. Nothing here takes any of that away.

    Args:
        platform_ids: The platform gives user and groups, and the pod names none. Set by
            `openshift`. Default: False, ids of the library's or the image's.
        user_namespace: `hostUsers: false`: user ids of the pod are none of the node's. On by
            default in Kubernetes 1.33 and newer; before, without its feature gate, the API
            server drops it. It needs Linux 6.3, containerd 2.0 or CRI-O 1.25, and file
            systems with idmapped mounts below every volume
            (https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/).
            Default: False.
        runtime_class: A RuntimeClass of the cluster, such as that of gVisor or Kata
            Containers; a pod that names one that is not there is refused. Default: none, the
            nodes' own runtime.
        app_armor: Profile of all containers. Default: none, the runtime's profile where nodes
            have AppArmor.

    Raises:
        OptionError: A name is malformed, or the platform has no AppArmor.
    """

    platform_ids: bool = False
    user_namespace: bool = False
    runtime_class: str | None = None
    app_armor: AppArmor | None = None

    @staticmethod
    def openshift(*, user_namespace: bool = False, runtime_class: str | None = None) -> PodHardening:
        """For OpenShift, whose SecurityContextConstraints `restricted-v2` give user and groups by namespace.

        A pod that names ids outside of the namespace's range is refused there
        (openshift/cluster-kube-apiserver-operator, bindata/bootkube/scc-manifests:
        `MustRunAsRange` for users, `MustRunAs` for fsGroup).

        Args:
            user_namespace: As of `PodHardening`; `restricted-v3` requires it. Default: False.
            runtime_class: As of `PodHardening`. Default: none.

        Raises:
            OptionError: A name is malformed.
        """
        return PodHardening(platform_ids=True, user_namespace=user_namespace, runtime_class=runtime_class)

    @override
    def check(self, at: At) -> None:
        if self.runtime_class is not None:
            at.dns_name("runtime_class", self.runtime_class)
        at.require(
            self.app_armor is None or not self.platform_ids,
            "app_armor",
            self.app_armor,
            "OpenShift's nodes have SELinux in place of AppArmor: the kubelet refuses a pod that names a profile",
            "leave it out",
        )

    def apply(self, pod: dict[str, Any]) -> None:
        """Complete a pod.

        On what goes to the API server, not in the typed pod: the types are those of Kubernetes
        1.27, which does not have the field for AppArmor.

        Args:
            pod: Spec of a pod, from a typed class.
        """
        context = pod["securityContext"]
        if self.platform_ids:
            for field in ("runAsUser", "runAsGroup", "fsGroup"):
                context.pop(field, None)
        if self.user_namespace:
            pod["hostUsers"] = False
        if self.runtime_class is not None:
            pod["runtimeClassName"] = self.runtime_class
        if self.app_armor is not None:
            profile = self.app_armor.profile
            context["appArmorProfile"] = (
                {"type": "Localhost", "localhostProfile": profile} if profile else {"type": "RuntimeDefault"}
            )

    def refuse(self, at: At, why: str, *, but_ids: bool = False) -> None:
        """Refuse all of it for pods that an operator makes.

        Args:
            at: Where to complain.
            why: Why it would have no effect.
            but_ids: The operator leaves ids to OpenShift by itself.

        Raises:
            OptionError: Something is set.
        """
        for field, default in (
            ("platform_ids", False),
            ("user_namespace", False),
            ("runtime_class", None),
            ("app_armor", None),
        ):
            value = getattr(self, field)
            at.require(
                value == default or (but_ids and field == "platform_ids"),
                f"placement.hardening.{field}",
                value,
                f"{why}, so it would have no effect",
                "leave it out for this server, or set it for the namespace with a policy engine of the cluster's",
            )
