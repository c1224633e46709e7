"""`images`: what a cluster pulls, for a mirror."""

from __future__ import annotations

from kotaemon_cdk8s.cli.arguments import App, AsJson, Debug, Name, print_json
from kotaemon_cdk8s.cli.deployments import chosen
from kotaemon_cdk8s.cli.script import Script
from kotaemon_cdk8s.image_inventory import ImageInventory


def images(name: Name = None, app: App = None, as_json: AsJson = False, debug: Debug = False) -> None:
    """List the images of a deployment, or of all of them: a file for `lock-images` and for mirrors.

    With `--json` also where each comes from without the mirror that the script names.
    """
    apps = Script.of(app).read(debug=debug)
    inventory = ImageInventory.of(*(chosen(apps, name).charts if name else apps))
    if as_json:
        listed = [{"image": image, "upstream": inventory.upstream[image]} for image in inventory.images]
        print_json({"images": listed, "not listed": list(inventory.unknown)})
    else:
        print(inventory, end="")
