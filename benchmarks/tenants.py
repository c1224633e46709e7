"""How the time of a synthesis grows with the number of tenants.

    .venv/bin/python benchmarks/tenants.py [--runs N] [--tenants N [N ...]]

Each tenant has a namespace, an app, a part of three shared servers, network policies and a
quota, as in examples/tenants.py. Each number of tenants is a process of its own, in turn, so that a
change of the machine's speed meets all; medians of wall time, and what one tenant more
costs.
"""

from __future__ import annotations

import argparse
import compileall
import statistics
import tempfile

from synthesis import ROOT, measure

PROGRAM = """
import gc, sys
sys.path.insert(0, {root!r})
import cdk8s
from examples import tenant
gc.freeze()
app = cdk8s.App(yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
for number in range({tenants}):
    tenant(app, f"team-{{number}}")
app.synth()
"""


def main() -> None:
    """Run all numbers of tenants in turn, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tenants", type=int, nargs="+", default=[1, 10, 50])
    arguments = parser.parse_args()
    # As pip leaves an installed package.
    compileall.compile_dir(ROOT / "kotaemon_cdk8s", quiet=1)
    seconds: dict[int, list[float]] = {tenants: [] for tenants in arguments.tenants}
    for turn in range(arguments.runs + 1):
        for tenants, walls in seconds.items():
            with tempfile.TemporaryDirectory() as folder:
                wall, _ = measure(PROGRAM.format(root=str(ROOT), tenants=tenants), folder)
            if turn:  # the first round only warms up
                walls.append(wall)
    first, *_ = medians = [(tenants, statistics.median(walls)) for tenants, walls in seconds.items()]
    print(f"{'tenants':>8}{'wall':>10}{'each one more':>16}   medians of {arguments.runs}")
    for tenants, wall in medians:
        more = f"{(wall - first[1]) / (tenants - first[0]):.3f}s" if tenants != first[0] else "-"
        print(f"{tenants:8}{wall:9.3f}s{more:>16}")


if __name__ == "__main__":
    main()
