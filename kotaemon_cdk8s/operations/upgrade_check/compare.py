"""All that is known of the step from one rendering to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kotaemon_cdk8s import immutable
from kotaemon_cdk8s.finding import Finding, Severity
from kotaemon_cdk8s.operations.upgrade_check import removed, secrets, stores, versions
from kotaemon_cdk8s.operations.upgrade_check.rendering import Rendering
from kotaemon_cdk8s.operations.upgrade_check.sources import SourceError

_HOOK = "argocd.argoproj.io/hook"


def compare(old: Rendering, new: Rendering) -> list[Finding]:
    """What happens if the second is applied where the first runs, the worst first.

    Args:
        old: What runs.
        new: What is to run.

    Raises:
        SourceError: An object has no form that the API server takes.
    """
    found = [finding for rule in _RULES for finding in rule(old, new)]
    order = list(Severity)
    return sorted(found, key=lambda finding: (order.index(finding.severity), finding.object, finding.field))


def _changed(old: Rendering, new: Rendering) -> Iterator[Finding]:
    for place, now in new.objects.items():
        was = old.counterpart(place)
        # A hook is deleted and made anew.
        if was is not None and _HOOK not in (now["metadata"].get("annotations") or {}):
            yield from immutable.changes(was, now)


def _understood(rule: Callable[[Rendering, Rendering], Iterator[Finding]]) -> Callable[..., list[Finding]]:
    def checked(old: Rendering, new: Rendering) -> list[Finding]:
        try:
            return list(rule(old, new))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise SourceError(
                f"an object, list or text stands where the API server wants another of the three: {error}"
            ) from error

    return checked


_RULES = [
    _understood(rule) for rule in (_changed, removed.findings, versions.findings, stores.findings, secrets.findings)
]
