"""Python packages that a component needs and the image lacks: installed before the app starts.

An init container installs pinned wheels, checked by their hashes, into a volume of the pod.
Each list in `requirements/` has a package and what it imports, without what is in the app's
lock: so nothing in that folder stands before a package of the app's own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.image_layout import FILES_DIR, PACKAGES_DIR, SCRATCH, SETTINGS_DIR
from kotaemon_cdk8s.kotaemon_app.internet import hosts_of
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

from typing_extensions import override

REQUIREMENTS_KEY = "requirements.txt"
_CA = "packages/ca.crt"

# Where pip finds packages unless told otherwise, and where that index keeps the files.
_PUBLIC_INDEX = "https://pypi.org/simple"
_INDEX, _INDEX_FILES = hosts_of("packages")


@dataclass(frozen=True)
class PythonPackages(Options):
    """Where Python packages come from that a component needs and the image lacks.

    Args:
        index_url: Package index (the `simple` API), or a Secret that holds its URL, with a
            password in it if need be. Default: PyPI.
        proxy: HTTP(S) proxy on the way there, or a Secret that holds its URL. Default: none.
        ca: Authority that signed the index's (or the proxy's) certificate, PEM. Default:
            the public ones.

    Raises:
        OptionError: A URL is malformed.
    """

    index_url: str | SecretRef | None = None
    proxy: str | SecretRef | None = None
    ca: SecretRef | None = None

    component = "Python packages"

    @override
    def check(self, at: At) -> None:
        for field in ("index_url", "proxy"):
            value = getattr(self, field)
            if isinstance(value, str):
                at.url(field, value)

    def bind(self) -> Binding:
        """Where the init container connects to; nothing of it reaches the app."""
        url = self.proxy or self.index_url or _PUBLIC_INDEX
        points = Endpoint.of_url(url)
        if points == (_INDEX,):
            points = (_INDEX, _INDEX_FILES)
        return Binding(
            files={_CA: self.ca} if self.ca else {},
            endpoints=points,
            unnamed_hosts=f"its address is in the Secret {url.name}" if isinstance(url, SecretRef) else None,
        )

    @property
    def reaches_no_public_host(self) -> bool:
        """Whether all is fetched from where the user says."""
        return self.index_url is not None or self.proxy is not None

    @property
    def environment(self) -> dict[str, str | SecretRef]:
        """For pip (https://pip.pypa.io/en/stable/topics/configuration/#environment-variables)."""
        chosen = {
            "PIP_INDEX_URL": self.index_url,
            "PIP_PROXY": self.proxy,
            "PIP_CERT": f"{FILES_DIR}/{_CA}" if self.ca else None,
        }
        return {
            "HOME": SCRATCH,
            "PIP_CONFIG_FILE": "/dev/null",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_CACHE_DIR": "1",
            "PIP_NO_INPUT": "1",
            **{name: value for name, value in chosen.items() if value is not None},
        }


# Unpacked (measured): the driver takes 12 MiB, each of the others up to 340 MiB, mostly the same.
_SIZES = {"lightrag-hku": "512Mi", "nano-graphrag": "512Mi", "psycopg2-binary": "256Mi"}

# The same module, built from source.
_OTHER_NAME = {"psycopg2-binary": "psycopg2"}

# Tried with pip 23.0.1, which python:3.10-slim brings, as the pod's user on a read-only root.
COMMAND = (
    "/usr/local/bin/pip",
    "install",
    # The app's interpreter, whichever runs pip; no platform, so that pip takes its own.
    "--python-version=3.10",
    "--implementation=cp",
    "--only-binary=:all:",
    "--no-deps",
    "--require-hashes",
    # Without it, a second try leaves what an interrupted one wrote.
    "--upgrade",
    f"--target={PACKAGES_DIR}",
    f"--requirement={SETTINGS_DIR}/{REQUIREMENTS_KEY}",
)


def lacking(packages: Collection[str], image: Collection[str]) -> frozenset[str]:
    """Those of the packages that an image has under no name."""
    return frozenset(name for name in packages if not {name, _OTHER_NAME.get(name, name)} & set(image))


def installable() -> frozenset[str]:
    """Packages of which we have pinned, hashed wheels for both architectures of the image."""
    return frozenset(_requirements())


def requirements(packages: Collection[str]) -> str:
    """The requirements file for these packages."""
    pins = {pin for name in packages for pin in _requirements()[name]}
    return "".join(sorted(pins))


def volume_size(packages: Collection[str]) -> str:
    """Room for them, once unpacked."""
    return max((_SIZES[name] for name in packages), key=quantities.parse, default="0")


@cache
def _requirements() -> Mapping[str, Sequence[str]]:
    folder = resources.files("kotaemon_cdk8s.kotaemon_app").joinpath("requirements")
    files = {file.name.removesuffix(".txt"): file.read_text(encoding="utf-8") for file in folder.iterdir()}
    # Two lists may share a pin, which pip takes once only.
    return {name: re.findall(r"^[^\s#].*\n(?: .*--hash.*\n)+", text, re.MULTILINE) for name, text in files.items()}
