"""What the API server would say to an object: the emitted CEL, evaluated by a CEL engine.

The API server's own is cel-go. This one is cel-python, with the same engine for regular
expressions (RE2), and without Kubernetes' extensions, of which the rules use none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import celpy
from celpy import celtypes

from tests.support import Object

POLICY_KINDS = ("ValidatingAdmissionPolicy", "NamespacedValidatingPolicy")
_RESOURCES = {"Pod": "pods", "Service": "services"}


def refusals(objects: Sequence[Object], judged: Object, old: Object | None = None) -> list[str]:
    """Messages of all policies among some objects that refuse another one."""
    return [message for policy in objects if policy["kind"] in POLICY_KINDS for message in _of(policy, judged, old)]


def messages(objects: Sequence[Object], resource: str) -> list[str]:
    """All that the policies of a resource could say."""
    return [
        validation["message"]
        for policy in objects
        if policy["kind"] in POLICY_KINDS and resource in _judged(policy)
        for validation in policy["spec"]["validations"]
    ]


def _judged(policy: Object) -> list[str]:
    (rule,) = policy["spec"]["matchConstraints"]["resourceRules"]
    resources: list[str] = rule["resources"]
    return resources


def _of(policy: Object, judged: Object, old: Object | None) -> list[str]:
    spec = policy["spec"]
    if _RESOURCES[judged["kind"]] not in _judged(policy):
        return []
    known: dict[str, Any] = {"object": celpy.json_to_cel(judged), "oldObject": celpy.json_to_cel(old)}
    if not all(_evaluated(condition["expression"], known) for condition in spec["matchConditions"]):
        return []
    variables = celtypes.MapType()
    known["variables"] = variables
    for variable in spec.get("variables", ()):
        variables[celtypes.StringType(variable["name"])] = _evaluated(variable["expression"], known)
    return [rule["message"] for rule in spec["validations"] if not _evaluated(rule["expression"], known)]


def _evaluated(expression: str, known: dict[str, Any]) -> Any:
    return _program(expression).evaluate(known)


@cache
def _program(expression: str) -> Any:
    environment = celpy.Environment()
    return environment.program(environment.compile(expression))
