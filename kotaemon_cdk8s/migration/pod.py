"""The image, and how the pod runs."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from kotaemon_cdk8s.image_table import KOTAEMON_REPOSITORY, KOTAEMON_VERSION
from kotaemon_cdk8s.migration.code import Call, Expression, source
from kotaemon_cdk8s.migration.ledger import Ledger
from kotaemon_cdk8s.migration.plan import Plan, refused

from cdk8s_plus_27 import k8s

_FLAVOUR = re.compile(r"(?:(?P<version>\d+\.\d+\.\d+)|v?\d[\d.]*|main|latest|)-?(?P<flavour>lite|full|ollama|)")
_OURS = (
    *("runAsUser", "runAsGroup", "runAsNonRoot", "supplementalGroups", "fsGroupChangePolicy", "capabilities"),
    *("readOnlyRootFilesystem", "allowPrivilegeEscalation", "privileged", "seccompProfile"),
)
_RESTRICTED = "the pod runs as Pod Security `restricted` wants it, with all folders that the app writes to"


def image(ledger: Ledger, plan: Plan, *, docling: bool) -> None:
    """Which image runs, by version."""
    repository, tag = ledger.get("image", "repository"), ledger.get("image", "tag")
    match = _FLAVOUR.fullmatch(tag if isinstance(tag, str) else "")
    flavour = (match["flavour"] if match else "") or "lite"
    flavour = "full" if docling and flavour == "lite" else flavour
    options: dict[str, Expression] = {}
    prefix = KOTAEMON_REPOSITORY.partition("/")[2]
    if isinstance(repository, str) and repository.endswith(f"/{prefix}") and repository != KOTAEMON_REPOSITORY:
        options["registry"] = repository.removesuffix(f"/{prefix}")
    secrets = ledger.get("imagePullSecrets")
    names = [each.get("name") for each in secrets if isinstance(each, Mapping)] if isinstance(secrets, list) else []
    if names:
        options["pull_secrets"] = names
    version = [match["version"]] if match and match["version"] not in (None, KOTAEMON_VERSION) else []
    for dropped in ((), ("version",), ("version", "registry"), ("version", "registry", "pull_secrets")):
        kept = {key: value for key, value in options.items() if key not in dropped}
        made = Call(f"Image.{flavour}", version if "version" not in dropped else (), kept)
        if refused(made) is None:
            break
    plan.options["image"] = made
    theirs = repository in (None, KOTAEMON_REPOSITORY) or "registry" in kept
    if theirs:
        ledger.mapped("image", "repository", to=f"image={source(made)}")
    else:
        ledger.to_decide(
            "image", "repository", text="the published image is taken; for one of your own write Image.derived(...)"
        )
    if match and (made.arguments or not version):
        ledger.mapped("image", "tag", to=f"image={source(made)}: release {version[0] if version else KOTAEMON_VERSION}")
    else:
        ledger.to_decide("image", "tag", text=f"{source(made)} is taken: release {KOTAEMON_VERSION}")
    ledger.not_needed("image", "pullPolicy", why="IfNotPresent, since the tag does not move")
    if "pull_secrets" in kept:
        ledger.mapped("imagePullSecrets", to="image: pull_secrets")
    elif secrets == []:
        ledger.not_needed("imagePullSecrets", why="empty")
    else:
        ledger.to_decide("imagePullSecrets", text="left out: holds no names of Secrets")


def resources(ledger: Ledger, plan: Plan) -> None:
    """What the container asks for and may take."""
    made: dict[str, Expression] = {}
    for kind, key, option in (
        ("limits", "memory", "memory_limit"),
        ("requests", "memory", "memory_request"),
        ("limits", "cpu", "cpu_limit"),
        ("requests", "cpu", "cpu_request"),
    ):
        value = ledger.get("resources", kind, key)
        if value is None:
            continue
        text = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
        cause = refused(Call("Resources", (), {**made, option: text}))
        if cause:
            ledger.to_decide("resources", kind, key, text=f"the default is kept: {cause}")
        else:
            made[option] = text
            ledger.mapped("resources", kind, key, to=f"resources: {option}={source(text)}")
    if made:
        order = ("cpu_request", "memory_request", "cpu_limit", "memory_limit")
        plan.options["resources"] = Call("Resources", (), {key: made[key] for key in order if key in made})
    if not ledger.mapping("resources"):
        ledger.not_needed("resources", why="empty: the library's defaults, which were measured")


def pod(ledger: Ledger, plan: Plan) -> None:
    """Placement, annotations and security."""
    before = plan.options.get("pod")
    made: dict[str, Expression] = dict(before.keywords) if isinstance(before, Call) else {}
    for path, option in (
        (("podAnnotations",), "annotations"),
        (("serviceAccount", "annotations"), "service_account_annotations"),
        (("nodeSelector",), "node_selector"),
    ):
        for key, value in ledger.mapping(*path).items():
            trial = {**_mapping(made.get(option)), key: value}
            cause = refused(Call("Pod", (), {**made, option: trial}))
            if cause:
                ledger.to_decide(*path, key, text=f"left out: {cause}")
            else:
                made[option] = trial
                ledger.mapped(*path, key, to=f"pod: {option}")
    _typed(ledger, made, "affinity", k8s.Affinity)
    tolerations = ledger.get("tolerations")
    for index, item in enumerate(tolerations if isinstance(tolerations, list) else []):
        expression = typed(k8s.Toleration, item)
        trial_list = [*_sequence(made.get("tolerations")), expression]
        if expression is None or refused(Call("Pod", (), {**made, "tolerations": trial_list})):
            ledger.to_decide("tolerations", index, text="left out: is no toleration that Kubernetes knows")
        else:
            made["tolerations"] = trial_list
            ledger.mapped("tolerations", index, to="pod: tolerations")
    for name in ("tolerations", "affinity", "nodeSelector", "podAnnotations"):
        if ledger.get(name) in ({}, []):
            ledger.not_needed(name, why="empty")
    if made:
        plan.options["pod"] = Call("Pod", (), made)
    ledger.not_needed("serviceAccount", "create", why="the app always has one of its own, without a token")
    ledger.not_needed("serviceAccount", "name", why="it is called like the deployment")
    if ledger.get("serviceAccount", "annotations") == {}:
        ledger.not_needed("serviceAccount", "annotations", why="empty")
    for context in ("podSecurityContext", "securityContext"):
        ledger.not_needed(context, "fsGroup", why=f"{_RESTRICTED}: the group is that of the user")
        for key in _OURS:
            ledger.not_needed(context, key, why=_RESTRICTED)
        for key in ledger.mapping(context):
            ledger.to_decide(context, key, text=f"left out; {_RESTRICTED}")


def _typed(ledger: Ledger, made: dict[str, Expression], name: str, cls: type) -> None:
    value = ledger.get(name)
    if not value:
        return
    expression = typed(cls, value)
    if expression is None or refused(Call("Pod", (), {**made, name: expression})):
        ledger.to_decide(name, text=f"left out: is no {name} that Kubernetes knows")
        return
    made[name] = expression
    ledger.mapped(name, to=f"pod: {name}")


def typed(cls: type, value: Any) -> Expression | None:
    """A part of a manifest as the typed object of cdk8s-plus; None if it is none."""
    if not isinstance(value, Mapping) or not value:
        return None
    hints = typing.get_type_hints(vars(cls)["__init__"], vars(k8s))
    keywords: dict[str, Expression] = {}
    for key, item in value.items():
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", key).lower()
        if name not in hints or name == "return":
            return None
        inner = _class_in(hints[name])
        if inner is None:
            if not isinstance(item, str | int | list | dict):
                return None
            keywords[name] = item
        elif isinstance(item, list):
            parts = [typed(inner, part) for part in item]
            if any(part is None for part in parts):
                return None
            keywords[name] = parts
        else:
            made = typed(inner, item)
            if made is None:
                return None
            keywords[name] = made
    return Call(f"k8s.{cls.__name__}", (), keywords)


def _class_in(hint: Any) -> type | None:
    if isinstance(hint, type) and hint.__module__ == k8s.__name__:
        return hint
    return next((found for part in typing.get_args(hint) if (found := _class_in(part))), None)


def _mapping(value: Expression) -> dict[str, Expression]:
    return dict(value) if isinstance(value, dict) else {}


def _sequence(value: Expression) -> Sequence[Expression]:
    return value if isinstance(value, list) else []
