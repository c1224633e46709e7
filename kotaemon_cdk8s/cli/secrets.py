"""`secrets`: which Secrets must be there, and the commands that make them."""

from __future__ import annotations

from typing import Annotated

from kotaemon_cdk8s.cli.arguments import App, AsJson, Debug, OneOrAll, print_json
from kotaemon_cdk8s.cli.deployments import chosen, deployments
from kotaemon_cdk8s.cli.script import Script
from kotaemon_cdk8s.security.secret_inventory import NeededSecret, SecretInventory

import typer


def secrets(
    name: OneOrAll = None,
    commands: Annotated[bool, typer.Option("--commands", help="Print the commands only, as a script.")] = False,
    app: App = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """List the Secrets of a deployment, or of each: who reads them, who makes them, and how you make yours.

    No value is known here: passwords of your own are made at random by the commands, and what
    somebody else has given out stands as '…'.
    """
    apps = Script.of(app).read(debug=debug)
    asked = [chosen(apps, name)] if name else deployments(apps)
    # By chart: with several apps in one, they share its Secrets.
    charts = {chart.node.path: chart for deployment in asked for chart in deployment.charts}
    inventories = {path: SecretInventory.of(chart) for path, chart in charts.items()}
    if as_json:
        print_json(
            [
                {
                    "chart": path,
                    "secrets": [_as_json(secret) for secret in inventory.secrets],
                    "commands": list(inventory.commands()),
                }
                for path, inventory in inventories.items()
            ]
        )
    elif commands:
        for command in dict.fromkeys(line for inventory in inventories.values() for line in inventory.commands()):
            typer.echo(command)
    else:
        typer.echo("\n\n".join(f"# {path}\n{inventory}" for path, inventory in inventories.items()))


def _as_json(secret: NeededSecret) -> dict[str, object]:
    return {
        "namespace": secret.namespace,
        "name": secret.name,
        "made by": secret.made_by,
        "keys": {
            key: [
                {"object": reader.object, "container": reader.container, "purpose": reader.purpose}
                for reader in readers
            ]
            for key, readers in secret.readers.items()
        },
    }
