"""Logins as `docker login` leaves them, in its configuration or with a helper.

https://docs.docker.com/reference/cli/docker/login/ and docker/docker-credential-helpers
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

# The key of Docker Hub (docker/cli, cli/config/configfile).
_KEYS = {"docker.io": "https://index.docker.io/v1/"}
_IDENTITY_TOKEN = "<token>"  # user name of a token that is no password (docker-credential-helpers)


class CredentialsError(Exception):
    """Why a login cannot be used, in one line."""


def credentials(registry: str) -> str | None:
    """Value of `Authorization` for a registry; None without a login.

    Raises:
        CredentialsError: There is a login that cannot be read.
    """
    folder = Path(os.environ.get("DOCKER_CONFIG") or Path.home() / ".docker")
    file = folder / "config.json"
    try:
        config: Any = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CredentialsError(f"{file} cannot be read: {error}") from error
    key = _KEYS.get(registry, registry)
    helper = config.get("credHelpers", {}).get(key) or config.get("credsStore")
    if helper:
        return _helped(helper, key)
    auth = config.get("auths", {}).get(key, {}).get("auth")
    return f"Basic {auth}" if auth else None


def _helped(helper: str, key: str) -> str | None:
    program = shutil.which(f"docker-credential-{helper}")
    if program is None:
        raise CredentialsError(f"the login of {key} is with docker-credential-{helper}, which is not there")
    # The name is the user's own configuration, and the key goes by standard input.
    done = subprocess.run([program, "get"], input=key, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        return None
    found: Any = json.loads(done.stdout)
    if found["Username"] == _IDENTITY_TOKEN:
        raise CredentialsError(f"the login of {key} is an identity token, which is not supported: use a password")
    pair = f"{found['Username']}:{found['Secret']}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"
