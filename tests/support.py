"""Shared by the tests: make a deployment, and look at what would go to the API server."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import KotaemonApp, KotaemonCdk8sError, Observability, RequestRate, SecretRef

import cdk8s
import jsonschema
import kubernetes_validate
import yaml

Object = dict[str, Any]

REPOSITORY = Path(__file__).parents[1]
PASSWORD = SecretRef("kotaemon-admin", "password")
KEY = SecretRef("provider", "api-key")
OTHER = SecretRef("other", "key")
OLDEST = "1.27"
NEWEST = ".".join(kubernetes_validate.latest_version().split(".")[:2])
SELECTOR = ("app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component")


def new_chart(id: str = "test", namespace: str | None = "kotaemon", app: Any = None) -> cdk8s.Chart:
    """A chart of an app that could write nowhere."""
    return cdk8s.Chart(app or cdk8s.App(outdir="/dev/null/nowhere"), id, namespace=namespace)


def kotaemon(chart: Any = None, id: str = "kotaemon", **options: Any) -> KotaemonApp:
    """The app with the least options."""
    return KotaemonApp(chart or new_chart(), id, **{"admin_password": PASSWORD, **options})


def synthesized(construct: Any) -> list[Object]:
    """All objects of the tree that a construct is in, through the gate and through YAML."""
    return [item for item in yaml.load_all(construct.node.root.synth_yaml(), yaml.CSafeLoader) if item]


def deployed(**options: Any) -> list[Object]:
    """Objects of one app with these options, and what reads its metrics where they ask for that."""
    app = kotaemon(**options)
    rate = getattr(options.get("scaling"), "requests", None)
    if rate is not None and rate.series == RequestRate.app().series:
        Observability(app.node.scope, "observability", app=app, runbooks="https://wiki.example.com")
    return synthesized(app)


def one(objects: Sequence[Object], kind: str, name: str | None = None) -> Object:
    """The only object of a kind (and name)."""
    (found,) = [item for item in objects if item["kind"] == kind and (name is None or item["metadata"]["name"] == name)]
    return found


def pod(objects: Sequence[Object]) -> Object:
    """Pod spec of the Deployment."""
    spec: Object = one(objects, "Deployment")["spec"]["template"]["spec"]
    return spec


def container(objects: Sequence[Object]) -> Object:
    """The app's container."""
    found: Object = pod(objects)["containers"][0]
    return found


def environment(objects: Sequence[Object]) -> dict[str, str | SecretRef]:
    """Its environment."""
    found: dict[str, str | SecretRef] = {}
    for variable in container(objects)["env"]:
        reference = variable.get("valueFrom", {}).get("secretKeyRef")
        found[variable["name"]] = SecretRef(reference["name"], reference["key"]) if reference else variable["value"]
    return found


def document(objects: Sequence[Object]) -> Object:
    """The settings document of the app; a drill has one of its own."""
    (data,) = [
        item["data"]["settings.json"]
        for item in objects
        if item["kind"] == "ConfigMap"
        and "settings.json" in item["data"]
        and item["metadata"]["labels"]["app.kubernetes.io/component"] == "app"
    ]
    loaded: Object = json.loads(data)
    return loaded


def settings(objects: Sequence[Object]) -> Object:
    """The settings in it."""
    found: Object = document(objects)["settings"]
    return found


def invalid(item: Object) -> str | None:
    """What the strict schemas of the oldest and the newest Kubernetes, or of its CRD, have against an object."""
    return _invalid(json.dumps(item, sort_keys=True))


@cache
def _invalid(text: str) -> str | None:
    item = json.loads(text)
    try:
        schema = crds().get((item["apiVersion"], item["kind"]))
        if schema is not None:
            jsonschema.validate(item, _closed(schema))
        else:
            # An older API server knows neither the field (docs/how-to/harden-pods.md) nor the kinds
            # (docs/how-to/refuse-at-admission.md).
            newer = "appArmorProfile" in text or item["kind"].startswith("ValidatingAdmissionPolicy")
            oldest = "1.30" if newer else OLDEST
            for version in (oldest, NEWEST):
                kubernetes_validate.validate(item, version, strict=True)
    except (jsonschema.ValidationError, kubernetes_validate.ValidationError) as error:
        return f"{item['kind']}/{item['metadata']['name']}: {error.message}"
    return None


def faulty(objects: Sequence[Object]) -> list[str]:
    """What the schemas have against any of them."""
    return [fault for fault in map(invalid, objects) if fault]


@cache
def crds(folder: Path = REPOSITORY / "imports") -> dict[tuple[str, str], Any]:
    """Schemas of all custom resources, by apiVersion and kind; by default our trimmed ones."""
    schemas = {}
    for file in sorted(folder.glob("*.yaml")):
        for crd in yaml.load_all(file.read_text(), yaml.CSafeLoader):
            for version in crd["spec"]["versions"]:
                key = (f"{crd['spec']['group']}/{version['name']}", crd["spec"]["names"]["kind"])
                schemas[key] = version["schema"]["openAPIV3Schema"]
    return schemas


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    return {**closed, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else closed


def refusal(action: Callable[[], object]) -> KotaemonCdk8sError:
    """The error with which an action is refused, complete and readable."""
    try:
        made = action()
    except KotaemonCdk8sError as error:
        check_readable(error)
        return error
    raise AssertionError(f"accepted: {made!r}")


def check_readable(error: KotaemonCdk8sError) -> None:
    """It says where, what, why and how to mend it, and nothing of the machinery below."""
    text = str(error)
    assert error.faults
    for fault in error.faults:
        assert all((fault.path, fault.field, fault.value, fault.cause, fault.fix)), fault
        assert f"{fault.path}: {fault.field} = {fault.value}" in text
        assert f"cause: {fault.cause}" in text
        assert f"fix:   {fault.fix}" in text
    for foreign in ("at Object.", ".js", "Traceback", "@jsii", "typing."):
        assert foreign not in text.replace(".json", ""), text
