"""What restarts when a Secret changes: programs read variables, and mostly files, only when they start."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from kotaemon_cdk8s.security.secret_references import references

import cdk8s
import constructs

RELOAD = "secret.reloader.stakater.com/reload"
"""Names of Secrets, separated by commas, on a workload (README of stakater/Reloader)."""


class SecretRotation(str, Enum):
    """Who restarts the pods that read a Secret when it has changed."""

    BY_HAND = "by hand"
    """You do: `kubectl rollout restart`."""
    RELOADER = "reloader"
    """Stakater's Reloader, which must be in the cluster; it restarts the workloads that read the Secret."""


def restart_on_change(components: Iterable[object]) -> None:
    """Have Reloader restart each workload when one of the Secrets that its own pods read changes.

    A pod that only pulls its image with a Secret need not restart. What an operator makes of a
    custom resource, the operator restarts or not.

    Args:
        components: Constructs whose objects are to be restarted; others are passed over.
    """
    for component in components:
        if not isinstance(component, constructs.Construct):
            continue
        for made in component.node.find_all():
            if isinstance(made, cdk8s.ApiObject) and made.kind in ("Deployment", "StatefulSet"):
                manifest = made.to_json()
                # An override, or a call before this one, may have named some already.
                named = manifest["metadata"].get("annotations", {}).get(RELOAD, "")
                names = {name for name in named.split(",") if name}
                names |= {found.secret for found in references(manifest) if found.reader.restarts}
                if names and ",".join(sorted(names)) != named:
                    made.metadata.add_annotation(RELOAD, ",".join(sorted(names)))
