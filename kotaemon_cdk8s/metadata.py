"""Names, labels and annotations: the same on every object we make.

Selectors are name + instance + component: no version, so that an upgrade changes none, and
no hash of the construct path, so that moving a construct changes none (selectors are
immutable). https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import cdk8s
from cdk8s_plus_27 import k8s

SYNC_WAVE = "argocd.argoproj.io/sync-wave"
SYNC_OPTIONS = "argocd.argoproj.io/sync-options"
COMPARE_OPTIONS = "argocd.argoproj.io/compare-options"
FLUX_PRUNE = "kustomize.toolkit.fluxcd.io/prune"

# Flux knows no confirmation: what Argo CD asks for before it deletes it, Flux leaves alone.
# https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
FLUX_KEEPS = {FLUX_PRUNE: "disabled"}

# An object that holds data outlives its manifest: Argo CD neither prunes it nor deletes it
# with the Application, and does not call the Application out of sync for what it kept. Both
# tools' annotations, always: whoever hands the output to the other one loses nothing.
KEEP_DATA = {SYNC_OPTIONS: "Prune=false,Delete=false", COMPARE_OPTIONS: "IgnoreExtraneous", **FLUX_KEEPS}

# Where another Application installs the CRD, a dry run before that would fail.
LATE_CRD = {SYNC_OPTIONS: "SkipDryRunOnMissingResource=true"}

# What an operator runs holds data, too.
KEEP_DATA_LATE_CRD = {**KEEP_DATA, SYNC_OPTIONS: f"{KEEP_DATA[SYNC_OPTIONS]},{LATE_CRD[SYNC_OPTIONS]}"}

CHECKSUMS = ("checksum/settings", "checksum/runtime")
"""Pod annotations that change with the contents of the ConfigMaps."""


class Wave(IntEnum):
    """Argo CD sync waves: few, and a claim always together with the pod that mounts it.

    A claim in an earlier wave never becomes healthy under WaitForFirstConsumer, so the
    sync would wait for ever (argoproj/argo-cd#12840).
    """

    NAMESPACE = -30
    AUTHORITY = -25
    ACCESS = -20
    STORES = -10
    APP = 0


@dataclass(frozen=True)
class Identity:
    """Who an object belongs to.

    Args:
        instance: Name of the deployment; unique within its namespace.
        component: Part of the deployment, such as `app`.
        version: Version of what runs in it, for the label only.
        application: What runs in it.
    """

    instance: str
    component: str
    version: str | None = None
    application: str = "kotaemon"

    @property
    def selector(self) -> dict[str, str]:
        """Labels that tell this component's pods from all others."""
        return {
            "app.kubernetes.io/name": self.application,
            "app.kubernetes.io/instance": self.instance,
            "app.kubernetes.io/component": self.component,
        }

    @property
    def labels(self) -> dict[str, str]:
        """The selector, and what is only good to know."""
        # An image tag may be longer than a label value, and end otherwise.
        version = (self.version or "")[:63].strip("-_.")
        known = {"app.kubernetes.io/version": version} if version else {}
        return {
            **self.selector,
            "app.kubernetes.io/part-of": "kotaemon",
            "app.kubernetes.io/managed-by": "kotaemon-cdk8s",
            **known,
        }

    def metadata(
        self,
        name: str,
        wave: Wave,
        *,
        labels: Mapping[str, str] | None = None,
        annotations: Mapping[str, str] | None = None,
    ) -> k8s.ObjectMeta:
        """Metadata of an object; the namespace is the chart's."""
        return k8s.ObjectMeta(
            name=name,
            labels={**(labels or {}), **self.labels},
            annotations={**(annotations or {}), SYNC_WAVE: str(int(wave))},
        )

    def custom_metadata(self, name: str, wave: Wave) -> cdk8s.ApiObjectMetadata:
        """The same for an object of a kind whose CRD another Application installs."""
        return cdk8s.ApiObjectMetadata(
            name=name, labels=self.labels, annotations={**LATE_CRD, SYNC_WAVE: str(int(wave))}
        )
