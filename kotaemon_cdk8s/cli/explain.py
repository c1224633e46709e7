"""`explain`: what a deployment is, in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kotaemon_cdk8s.cli.arguments import App, AsJson, Debug, One, print_json
from kotaemon_cdk8s.cli.deployments import Deployment, chosen
from kotaemon_cdk8s.cli.script import Script
from kotaemon_cdk8s.cli.tables import print_table
from kotaemon_cdk8s.image_inventory import ImageInventory
from kotaemon_cdk8s.operations.repository_backend import REPOSITORY_VOLUME
from kotaemon_cdk8s.picture.architecture import architecture
from kotaemon_cdk8s.scaling import demand
from kotaemon_cdk8s.wiring import Attached, Binding, State, Task

import cdk8s
import typer

_SHARED = {
    State.ONE_WRITER: "no: a second pod would corrupt it",
    State.SHARED: "yes",
}


def explain(name: One = None, app: App = None, as_json: AsJson = False, debug: Debug = False) -> None:
    """Say what a deployment consists of, who talks to whom, what it runs and asks for, and what it keeps.

    All is read from the script's own constructs, autoscalers at both their ends. Sizes leave out
    what a roll-out adds for a moment, and pods that an operator makes without telling here.
    """
    deployment = chosen(Script.of(app).read(debug=debug), name)
    content = _explained(deployment)
    if as_json:
        print_json(content)
    else:
        _show(content)


def _explained(deployment: Deployment) -> dict[str, Any]:
    app = deployment.app
    manifests = [
        node.to_json()
        for chart in deployment.charts
        for node in chart.node.find_all()
        if isinstance(node, cdk8s.ApiObject)
    ]
    shares = list(demand.shares(manifests))
    images = ImageInventory.of(*deployment.charts)
    drawing = architecture(app)
    return {
        "deployment": deployment.name,
        "app": app.name,
        "namespace": cdk8s.Chart.of(app).namespace,
        "login": app.front.proxy.component if app.front.proxy else app.mode.component,
        "entrances": [
            {"kind": way.component, "host": way.host, "https": way.https, "path": app.front.base_path or "/"}
            for way in app.exposures
        ],
        "components": list(_components(deployment, drawing.part("volume").name)),
        "connections": [
            {
                "from": drawing.part(line.source).name,
                "to": drawing.part(line.target).name,
                "ports": line.text,
                "for": ", ".join(drawing.part(line.target if not line.aside else line.source).text),
            }
            for line in drawing.lines
        ],
        "images": list(images.images),
        "images not listed": list(images.unknown),
        "pods": [
            {
                "object": f"{share.kind} {share.name}",
                "pods": share.pods,
                "at most": share.most,
                "each": _written(share.amounts),
            }
            for share in shares
        ],
        "total": _total(shares, [share.pods for share in shares]),
        "total at most": _total(shares, [share.most for share in shares]),
        "pods not counted": demand.beyond(manifests),
        "volumes": list(_volumes(manifests)),
        "backups": [_backup(pods) for pods in app.attached if pods.schedule and pods.schedule.task is Task.BACKUP],
    }


def _components(deployment: Deployment, volume: str) -> Iterator[dict[str, Any]]:
    """What the app keeps data in, or runs models on."""
    app = deployment.app
    known = {component.component for component in app.components}
    for edge in app.wiring.edges:
        if edge.component in known or edge.binding.state is not State.NONE:
            state = edge.binding.state
            yield {
                "component": edge.component,
                "where": _where(edge.binding, volume),
                "keeps data": state is not State.NONE,
                "shared by all pods": _SHARED.get(state, "nothing to share"),
            }


def _where(binding: Binding, volume: str) -> str:
    if binding.workloads:
        return ", ".join(workload.name for workload in binding.workloads)
    if binding.endpoints:
        return ", ".join(f"{point.host}:{point.port}" for point in binding.endpoints)
    return "the app's memory" if binding.state is State.NONE else f"volume {volume}"


def _volumes(manifests: Sequence[demand.Manifest]) -> Iterator[dict[str, Any]]:
    for manifest in manifests:
        found = demand.of_objects([manifest])
        if found.claims:
            yield {
                "object": f"{manifest['kind']} {manifest['metadata']['name']}",
                "claims": found.claims,
                "size": demand.written("requests.storage", found.storage),
            }


def _backup(pods: Attached) -> dict[str, Any]:
    cron_job: Any = pods.construct.cron_job.to_json()
    spec, pod = cron_job["spec"], cron_job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    url = next(each["value"] for each in pod["containers"][0]["env"] if each["name"] == "RESTIC_REPOSITORY")
    claims = [each["persistentVolumeClaim"]["claimName"] for each in pod["volumes"] if each["name"] == "repository"]
    return {
        "object": f"CronJob {cron_job['metadata']['name']}",
        "schedule": spec["schedule"],
        "time zone": spec["timeZone"],
        "suspended": spec["suspend"],
        "to": f"claim {claims[0]}{url.removeprefix(REPOSITORY_VOLUME)}" if claims else url,
    }


def _total(shares: Sequence[demand.Share], counts: Sequence[int]) -> dict[str, Any]:
    """What all pods ask for; without a resource that one of them does not say."""
    total = demand.Demand()
    for share, count in zip(shares, counts, strict=True):
        total += demand.Demand(count, {key: amount * count for key, amount in share.amounts.items()})
    return {"pods": total.pods, **_written(total.amounts)}


def _written(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    return {key: demand.written(key, amount) for key, amount in amounts.items()}


def _show(content: Mapping[str, Any]) -> None:
    typer.echo(f"{content['app']}, in namespace {content['namespace']}; login: {content['login']}")
    for way in content["entrances"]:
        scheme = "https" if way["https"] else "http"
        typer.echo(f"{way['kind']}: {scheme}://{way['host'] or '…'}{way['path']}")
    _section("Components", ("component", "where", "shared by all pods"), content["components"])
    _section("Who opens connections to whom", ("from", "to", "ports", "for"), content["connections"])
    _pods(content)
    _section("Volumes", ("object", "claims", "size"), content["volumes"])
    _backups(content)
    _heading("Images")
    for image in content["images"]:
        typer.echo(image)
    for text in content["images not listed"]:
        typer.echo(f"not listed: {text}")


def _backups(content: Mapping[str, Any]) -> None:
    _heading("Backups")
    kept = ", ".join(part["component"] for part in content["components"] if part["keeps data"])
    for backup in content["backups"]:
        when = "suspended" if backup["suspended"] else f"{backup['schedule']} in {backup['time zone']}"
        typer.echo(f"{backup['object']}: {when}, to {backup['to']}: {kept}")
    if not content["backups"]:
        typer.echo(f"no backup of {kept}")


def _heading(title: str) -> None:
    typer.echo(f"\n{title}")


def _section(title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        _heading(title)
        print_table(columns, [[row[column] for column in columns] for row in rows])


def _pods(content: Mapping[str, Any]) -> None:
    _heading("Pods, and what each of them asks for")
    rows = [
        (
            pods["object"],
            _range(pods["pods"], pods["at most"]),
            *(pods["each"].get(key, "-") for key in demand.RESOURCES),
        )
        for pods in content["pods"]
    ]
    for title, total in (("all", content["total"]), ("all, at most", content["total at most"])):
        if title == "all" or total != content["total"]:
            rows.append((title, str(total["pods"]), *(total.get(key, "-") for key in demand.RESOURCES)))
    print_table(("object", "pods", *demand.RESOURCES), rows, right=("pods", *demand.RESOURCES))
    for what in content["pods not counted"]:
        typer.echo(f"not counted: the pods of {what}")


def _range(least: int, most: int) -> str:
    return f"{least}" if least == most else f"{least}–{most}"
