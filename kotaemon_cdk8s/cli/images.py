"""`images`: what a cluster pulls, for a mirror."""

from __future__ import annotations

from typing import Annotated

from kotaemon_cdk8s.cli.arguments import App, AsJson, Debug, OneOrAll, print_json
from kotaemon_cdk8s.cli.deployments import chosen
from kotaemon_cdk8s.cli.script import Script
from kotaemon_cdk8s.image_inventory import ImageInventory

import typer


def images(
    name: OneOrAll = None,
    upstream: Annotated[
        bool, typer.Option("--upstream", help="As they are called without mirror and digest: what `lock-images` takes.")
    ] = False,
    app: App = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """List the images of a deployment, or of all of them, one a line, then as comments what only operators know.

    With `--json` both names of each: as the cluster pulls it, and upstream.
    """
    apps = Script.of(app).read(debug=debug)
    inventory = ImageInventory.of(*(chosen(apps, name).charts if name else apps))
    if as_json:
        both = [{"image": image, "upstream": inventory.upstream[image]} for image in inventory.images]
        print_json({"images": both, "not listed": list(inventory.unknown)})
    else:
        listed = inventory.tags if upstream else inventory.images
        typer.echo("".join(f"{line}\n" for line in (*listed, *inventory.comments)), nl=False)
