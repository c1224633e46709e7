"""The page of the Secrets that the reference deployments need."""

from __future__ import annotations

import inspect
import os

import kotaemon_cdk8s

import cdk8s

import examples
from reference_generator.markdown import NOTE


def secrets() -> str:
    """The page of the Secrets that the reference deployments need."""
    parts = [
        NOTE,
        "# Secrets of the deployments\n",
        "Which Secrets the deployments of `examples/` need, found in their objects by `SecretInventory`. Without one,\n"
        "the pods that read it do not start. In the commands, put your own values in place of `…`; a file has the\n"
        "name of its key. [Other ways to bring Secrets](../how-to/bring-secrets.md).\n",
    ]
    for example in examples.CHARTS:
        chart = example(cdk8s.App(outdir=os.devnull))
        inventory = kotaemon_cdk8s.SecretInventory.of(chart)
        parts += [f"## {chart.node.id}\n", f"{inspect.getdoc(example)}\n", inventory.markdown()]
    return "\n".join(parts)
