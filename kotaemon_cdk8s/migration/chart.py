"""From values to a program: each part says what it knows, and the rest is reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.errors import KotaemonCdk8sError
from kotaemon_cdk8s.migration import exposure, pod, scaling
from kotaemon_cdk8s.migration.code import Call, Name
from kotaemon_cdk8s.migration.environment import Environment
from kotaemon_cdk8s.migration.extras import extras
from kotaemon_cdk8s.migration.ledger import Finding, Ledger
from kotaemon_cdk8s.migration.plan import Plan, Request
from kotaemon_cdk8s.migration.stores import Stores, deployment_name
from kotaemon_cdk8s.migration.values import MigrationError
from kotaemon_cdk8s.security.secret_inventory import SecretInventory

# As in the signature of KotaemonApp.
_ORDER = (
    *("admin_password", "admin_username", "image", "storage", "metadata_db", "vector_store", "document_store"),
    *("python_packages", "models", "indices", "reasoning", "documents", "web_search", "offline", "env", "scaling"),
    *("telemetry", "resources", "pod", "exposures", "auth_proxy", "service_port"),
)
_SECTIONS = (
    *("image", "serviceAccount", "service", "ingress", "resources", "autoscaling", "kotaemon", "persistence"),
    *("chromadb", "qdrant", "postgresql", "podSecurityContext", "securityContext", "podAnnotations", "nodeSelector"),
)


@dataclass(frozen=True)
class Migration:
    """What the values have become.

    Args:
        program: The text of `app.py`.
        findings: What has become of each key.
        secrets: Names of the Secrets that must exist, with the commands that make them.
    """

    program: str
    findings: Sequence[Finding]
    secrets: Sequence[str]


def migrate(values: Mapping[str, Any], request: Request, beside: Sequence[Path] = ()) -> Migration:
    """A program that says what the values say.

    Args:
        values: Merged, as `values.read` returns them.
        request: What is asked for beside them.
        beside: Files that lie beside the chart.

    Raises:
        MigrationError: The library refuses the deployment as a whole, or an argument is none.
    """
    ledger = Ledger(values)
    plan = Plan(deployment_name(ledger, request.release), request)
    if request.adopt_volume == f"{plan.name}-chromadb-data":
        raise MigrationError(
            f"--adopt-volume {request.adopt_volume}: the chart's Chroma server never got a vector; the data of the app"
            f" are on {plan.name}-data"
        )
    for section in _SECTIONS:
        value = ledger.get(section)
        if value is not None and not isinstance(value, Mapping):
            ledger.to_decide(section, text="is no mapping, as the chart wants it; the defaults are taken")
    environment = Environment(ledger, plan)
    environment.run()
    docling = _docling(plan)
    pod.image(ledger, plan, docling=docling)
    shared = Stores(ledger, plan).run()
    pod.resources(ledger, plan)
    scaling.scaling(ledger, plan, shared=shared)
    pod.pod(ledger, plan)
    exposure.service(ledger, plan)
    exposure.Ingress(ledger, plan).run()
    _init_containers(ledger)
    if not docling:
        plan.options["offline"] = True
    plan.security["hosts"] = Name("HostAccess.PUBLIC_ADDRESSES")
    found = [*ledger.close(), *extras(beside, plan)]
    plan.options = {key: plan.options[key] for key in _ORDER if key in plan.options}
    plan.comments = {key: text for key, text in plan.comments.items() if key in plan.options}
    inventory = _tried(plan)
    return Migration(plan.program(), found, inventory.commands())


def _init_containers(ledger: Ledger) -> None:
    items = ledger.get("initContainers")
    for index in range(len(items) if isinstance(items, list) else 0):
        text = "left out: no template read it; Pod(init_containers=…) takes k8s.Container(...)"
        ledger.to_decide("initContainers", index, text=text)


def _docling(plan: Plan) -> bool:
    documents = plan.options.get("documents")
    return isinstance(documents, Call) and "docling" in documents.keywords


def _tried(plan: Plan) -> SecretInventory:
    """Make it, let out to the hosts that it declares.

    Raises:
        MigrationError: The library refuses it.
    """
    try:
        return plan.secrets()
    except KotaemonCdk8sError as error:
        faults = "; ".join(f"{fault.path}: {fault.field}: {fault.cause}; {fault.fix}" for fault in error.faults)
        raise MigrationError(f"the values as a whole make no deployment: {faults}") from None
