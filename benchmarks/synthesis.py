"""How long the deployment `local` takes, beside the least that any cdk8s program takes.

    python3 dev.py bench [--runs N]

The floor imports cdk8s and cdk8s_plus_27 and synthesizes an empty chart. The two run in
turn, each as a process of its own, so that a change of the machine's speed meets both;
medians of wall time, and of peak memory (the largest process: Python; both start the same
Node.js beside it).
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FLOOR = """
from kotaemon_cdk8s.node_program import select_node
select_node()
import cdk8s, cdk8s_plus_27
app = cdk8s.App()
cdk8s.Chart(app, "empty")
app.synth()
"""
LIBRARY = """
from kotaemon_cdk8s import KotaemonApp, SecretRef
import cdk8s
{freeze}
app = cdk8s.App()
chart = cdk8s.Chart(app, "local", namespace="kotaemon")
KotaemonApp(chart, "kotaemon", admin_password=SecretRef("kotaemon-admin", "password"))
app.synth()
"""
PROGRAMS = {
    "floor": FLOOR,
    # As app.py does it: what the imports made is left out of garbage collection.
    "local": LIBRARY.format(freeze="import gc; KotaemonApp; gc.freeze()"),
    "local, without gc.freeze()": LIBRARY.format(freeze=""),
}


def main() -> None:
    """Run all programs in turn, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    # As pip leaves an installed package.
    compileall.compile_dir(ROOT / "kotaemon_cdk8s", quiet=1)
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    mebibytes: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(runs + 1):
            for name, program in PROGRAMS.items():
                wall, peak = measure(program, folder)
                if turn:  # the first round only warms up
                    seconds[name].append(wall)
                    mebibytes[name].append(peak)
    floor_seconds, floor_mebibytes = (statistics.median(figures["floor"]) for figures in (seconds, mebibytes))
    print(f"{'':28}{'wall':>9}{'of floor':>10}{'peak':>11}{'of floor':>10}   medians of {runs}")
    for name in PROGRAMS:
        wall, peak = statistics.median(seconds[name]), statistics.median(mebibytes[name])
        print(f"{name:28}{wall:8.3f}s{wall / floor_seconds:10.2f}{peak:8.1f}MiB{peak / floor_mebibytes:10.2f}")


def measure(program: str, folder: str) -> tuple[float, float]:
    """Wall seconds and peak MiB of a process that runs `program`."""
    environment = {**os.environ, "CDK8S_OUTDIR": folder, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    process = os.posix_spawn(sys.executable, [sys.executable, "-c", program], environment)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"a program failed with status {status}")
    return wall, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
