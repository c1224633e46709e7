"""Ask the running app whether its stores do their work: `python -m kotaemon_runtime.check [ADDRESS]`.

One line for each component; ends with 0 if all do, with 1 if one does not, with 2 if the app
does not say. Needs nothing of the app, no credentials and no volume.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from urllib.error import HTTPError

DEFAULT = "http://127.0.0.1:9464"
LIMIT_SECONDS = 60


def main(arguments: list[str]) -> int:
    """Print what the app says."""
    address = (arguments or [os.environ.get("KOTAEMON_TELEMETRY_ADDRESS", DEFAULT)])[0].rstrip("/") + "/check"
    # Never through a proxy: it is a server of the deployment's own.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        try:
            with opener.open(address, timeout=LIMIT_SECONDS) as answer:
                results = json.load(answer)
        except HTTPError as error:
            if error.code != 503:
                raise
            results = json.load(error)
        rows = [(row["component"], bool(row["ok"]), float(row["seconds"]), row["detail"]) for row in results]
    except (OSError, ValueError, TypeError, KeyError) as error:
        print(f"{address}: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    for component, ok, seconds, detail in rows:
        print(f"{component:<15} {'ok' if ok else 'FAILED':<6} {seconds:7.3f} s  {detail}")
    return 0 if rows and all(ok for _, ok, _, _ in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
