"""GPUs of a model server: which, how many, and what a pod needs to get at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.server import Placement

from cdk8s_plus_27 import k8s
from typing_extensions import override


class GpuVendor(str, Enum):
    """Whose GPUs; the value is the resource that its device plugin offers."""

    # https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
    NVIDIA = "nvidia.com/gpu"
    """By NVIDIA's device plugin or GPU operator."""
    AMD = "amd.com/gpu"
    """By AMD's device plugin (ROCm)."""


@dataclass(frozen=True)
class Gpu(Options):
    """GPUs of a pod. Each is the pod's alone while it runs.

    The pod tolerates a taint that is named like the resource (`nvidia.com/gpu`); for others,
    and to choose a type of GPU by a label of the nodes, there is `Placement`.

    Args:
        count: At least 1. Default: 1.
        vendor: Default: `GpuVendor.NVIDIA`.
        runtime_class: RuntimeClass through which containers get GPUs, such as `nvidia`, where
            the nodes' own runtime does not. Default: none.
        groups: For AMD, the ids of the groups that own `/dev/kfd` and `/dev/dri/render*` on the
            nodes, as `stat -c %g /dev/kfd` prints them: without them a pod that is not root may
            open neither, unless the nodes let everybody. Default: none.

    Raises:
        OptionError: The count is below 1, a name is malformed, or groups are given for NVIDIA.
    """

    count: int = 1
    vendor: GpuVendor = GpuVendor.NVIDIA
    runtime_class: str | None = None
    groups: Sequence[int] = ()

    @override
    def check(self, at: At) -> None:
        at.require(
            self.count >= 1,
            "count",
            self.count,
            "no GPU would be asked for, and the pod would run on the processor, unsaid",
            "give at least 1; for the processor alone, leave `gpu` out",
        )
        # A node has no more.
        at.number("count", self.count, at_least=1, at_most=16)
        if self.runtime_class is not None:
            at.dns_name("runtime_class", self.runtime_class)
        at.require(
            self.vendor is GpuVendor.AMD or not self.groups,
            "groups",
            self.groups,
            "NVIDIA's devices are open to everybody, so it would have no effect",
            "leave it out",
        )
        for group in self.groups:
            # ROCm/k8s-device-plugin#39: the group of the node's device is that of the container's.
            at.number("groups", group, at_least=1, at_most=2**31 - 1)

    @property
    def devices(self) -> dict[str, int]:
        """As `ServerResources.requirements` wants them."""
        return {self.vendor.value: self.count}

    def placed(self, at: At, placement: Placement) -> Placement:
        """Where a pod with these GPUs runs.

        Raises:
            OptionError: Another RuntimeClass is asked for.
        """
        hardening = placement.hardening
        if self.runtime_class is not None:
            at.require(
                hardening.runtime_class in (None, self.runtime_class),
                "placement.hardening.runtime_class",
                hardening.runtime_class,
                f"a pod has one RuntimeClass, and `gpu` asks for {self.runtime_class}",
                "leave one of the two out; some sandboxes hand GPUs through, others do not",
            )
            hardening = replace(hardening, runtime_class=self.runtime_class)
        taint = k8s.Toleration(key=self.vendor.value, operator="Exists", effect="NoSchedule")
        return replace(placement, tolerations=(*placement.tolerations, taint), hardening=hardening)
