"""One logger, to standard error, so that `kubectl logs` tells what this package did."""

import logging
import sys

log = logging.getLogger("kotaemon_runtime")
if not log.handlers:
    _handler = logging.StreamHandler(sys.stderr)
    _handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s kotaemon-cdk8s: %(message)s"))
    log.addHandler(_handler)
    log.setLevel(logging.INFO)
    log.propagate = False
