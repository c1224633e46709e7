"""Nodes that the cloud sells cheaply, and takes away at short notice."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.options import At, Options

from cdk8s_plus_27 import k8s
from typing_extensions import override


@dataclass(frozen=True)
class Spot(Options):
    """Where the pod may run for less; make one with `gke`, `aks`, `eks` or `karpenter`.

    The cloud's notice is shorter than the pod's grace period almost everywhere, so answers
    that are running may be cut off. With one pod, the app is away until it has started
    elsewhere.

    Args:
        label: Label of such nodes.
        value: Its value.
        taint: Whether they carry a taint of the same key and value, effect NoSchedule.
        only: Nowhere else.

    Raises:
        OptionError: A label is malformed.
    """

    label: str
    value: str
    taint: bool
    only: bool = False

    @staticmethod
    def gke(*, only: bool = False) -> Spot:
        """Spot VMs of Google Kubernetes Engine, tainted or not.

        Args:
            only: Nowhere else. Default: False, rather there than elsewhere.
        """
        # https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms
        return Spot(label="cloud.google.com/gke-spot", value="true", taint=True, only=only)

    @staticmethod
    def aks(*, only: bool = False) -> Spot:
        """Spot node pools of Azure Kubernetes Service.

        Args:
            only: Nowhere else. Default: False, rather there than elsewhere.
        """
        # https://learn.microsoft.com/en-us/azure/aks/spot-node-pool
        return Spot(label="kubernetes.azure.com/scalesetpriority", value="spot", taint=True, only=only)

    @staticmethod
    def eks(*, only: bool = False) -> Spot:
        """Managed node groups of Amazon's Elastic Kubernetes Service with Spot capacity.

        Args:
            only: Nowhere else. Default: False, rather there than elsewhere.
        """
        # https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
        return Spot(label="eks.amazonaws.com/capacityType", value="SPOT", taint=False, only=only)

    @staticmethod
    def karpenter(*, only: bool = False) -> Spot:
        """Spot capacity that Karpenter orders.

        Args:
            only: Nowhere else. Default: False, rather there than elsewhere.
        """
        # https://karpenter.sh/docs/concepts/scheduling/
        return Spot(label="karpenter.sh/capacity-type", value="spot", taint=False, only=only)

    @override
    def check(self, at: At) -> None:
        at.label_key("label", self.label)
        at.label_value("value", self.value)

    @property
    def node_selector(self) -> dict[str, str]:
        """Where the pod must run."""
        return {self.label: self.value} if self.only else {}

    @property
    def tolerations(self) -> list[k8s.Toleration]:
        """What keeps other pods away from there."""
        return (
            [k8s.Toleration(key=self.label, operator="Equal", value=self.value, effect="NoSchedule")]
            if self.taint
            else []
        )

    @property
    def affinity(self) -> k8s.Affinity | None:
        """Where the pod would rather run."""
        if self.only:
            return None
        there = k8s.NodeSelectorRequirement(key=self.label, operator="In", values=[self.value])
        return k8s.Affinity(
            node_affinity=k8s.NodeAffinity(
                preferred_during_scheduling_ignored_during_execution=[
                    k8s.PreferredSchedulingTerm(weight=100, preference=k8s.NodeSelectorTerm(match_expressions=[there]))
                ]
            )
        )
