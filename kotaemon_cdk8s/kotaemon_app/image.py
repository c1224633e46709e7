"""Which image runs, and what is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kotaemon_cdk8s.container_image import check_reference, reference
from kotaemon_cdk8s.image_table import KOTAEMON_REPOSITORY, KOTAEMON_VERSION
from kotaemon_cdk8s.options import At, Options

from typing_extensions import override

# Source: Dockerfile of v0.11.3. graphrag is installed on amd64 only; `full` adds docling; `ollama`
# is `full` and the Ollama program. `full` has lightrag-hku, too, but not all that it imports: its
# wheel names no dependencies, and pipmaster, and graspologic on arm64, come with nothing else.
_AMD64_PACKAGES = frozenset({"graphrag"})
_FULL_PACKAGES = frozenset({"docling"})

_VERSION = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True)
class Image(Options):
    """The container image of the app; make one with `lite`, `full`, `ollama`, `derived` or `floating`.

    Args:
        repository: Registry and repository, without tag.
        tag: Tag; a version, unless `moving`.
        digest: `sha256:…` of the image; pins it for good. Default: the tag alone.
        packages: Python distributions beyond the app's locked ones that the image has on
            every architecture, by PyPI name.
        amd64_packages: Those it has on amd64 only.
        pull_secrets: Names of Secrets with registry credentials.
        compiled: All Python in it is compiled, so that the volume keeps none.
        moving: The tag is meant to move; the image is then pulled at every start.

    Raises:
        OptionError: The repository, tag, digest or a Secret name is malformed, or the tag
            moves and `moving` was not asked for.
    """

    repository: str
    tag: str
    digest: str | None = None
    packages: frozenset[str] = frozenset()
    amd64_packages: frozenset[str] = frozenset()
    pull_secrets: Sequence[str] = ()
    compiled: bool = False
    moving: bool = False

    @staticmethod
    def lite(
        version: str = KOTAEMON_VERSION,
        *,
        digest: str | None = None,
        registry: str | None = None,
        pull_secrets: Sequence[str] = (),
    ) -> Image:
        """The smallest image: all of the app's locked dependencies.

        Args:
            version: Release of Kotaemon, `X.Y.Z`, not older than the default. Default: 0.11.3.
            digest: `sha256:…`. Default: none.
            registry: Mirror that serves the repository in place of ghcr.io, such as
                `registry.example.com/mirror`. Default: ghcr.io.
            pull_secrets: Names of Secrets with registry credentials. Default: none.

        Raises:
            OptionError: A value is malformed, or `version` is no release.
        """
        return _released("lite", version, digest, registry, pull_secrets, frozenset())

    @staticmethod
    def full(
        version: str = KOTAEMON_VERSION,
        *,
        digest: str | None = None,
        registry: str | None = None,
        pull_secrets: Sequence[str] = (),
    ) -> Image:
        """`lite` and what it takes for more file types and Docling; arguments as in `lite`."""
        return _released("full", version, digest, registry, pull_secrets, _FULL_PACKAGES)

    @staticmethod
    def ollama(
        version: str = KOTAEMON_VERSION,
        *,
        digest: str | None = None,
        registry: str | None = None,
        pull_secrets: Sequence[str] = (),
    ) -> Image:
        """`full` and the Ollama program, which our pods do not start; arguments as in `lite`."""
        return _released("ollama", version, digest, registry, pull_secrets, _FULL_PACKAGES)

    @staticmethod
    def derived(
        repository: str,
        *,
        tag: str,
        digest: str | None = None,
        packages: Sequence[str] = (),
        amd64_packages: Sequence[str] = (),
        pull_secrets: Sequence[str] = (),
        compiled: bool = False,
    ) -> Image:
        """An image built `FROM` one of the released ones, with the same layout under /app.

        images/postgresql/Dockerfile in the repository makes one.

        Args:
            repository: Registry and repository, without tag.
            tag: A tag that does not move.
            digest: `sha256:…`. Default: none.
            packages: Python distributions it has beyond the app's locked ones, by PyPI name.
            amd64_packages: Those it has on amd64 only. Default: none.
            pull_secrets: Names of Secrets with registry credentials. Default: none.
            compiled: All Python in it is compiled (`python -m compileall`), so that the
                volume keeps none. Default: False.

        Raises:
            OptionError: A value is malformed, or the tag moves.
        """
        return Image(
            repository=repository,
            tag=tag,
            digest=digest,
            packages=_normalized(packages),
            amd64_packages=_normalized(amd64_packages),
            pull_secrets=pull_secrets,
            compiled=compiled,
        )

    @staticmethod
    def floating(
        tag: str,
        *,
        repository: str = KOTAEMON_REPOSITORY,
        packages: Sequence[str] = (),
        pull_secrets: Sequence[str] = (),
    ) -> Image:
        """A tag that moves, such as `main-lite`: each restart may run another program.

        Args:
            tag: The tag.
            repository: Registry and repository. Default: the released one.
            packages: Python distributions it has beyond the app's locked ones. Default: none.
            pull_secrets: Names of Secrets with registry credentials. Default: none.

        Raises:
            OptionError: A value is malformed.
        """
        return Image(
            repository=repository, tag=tag, packages=_normalized(packages), pull_secrets=pull_secrets, moving=True
        )

    @override
    def check(self, at: At) -> None:
        check_reference(
            at,
            repository=self.repository,
            tag=self.tag,
            digest=self.digest,
            pull_secrets=self.pull_secrets,
            may_move=None if self.moving else ", or ask for it by name with Image.floating(...)",
        )

    @property
    def reference(self) -> str:
        """What stands in the pod."""
        return reference(self.repository, self.tag, self.digest)

    @property
    def pull_policy(self) -> str:
        """`Always` only where the tag may mean something else tomorrow."""
        return "Always" if self.moving else "IfNotPresent"


def _released(
    flavour: str,
    version: str,
    digest: str | None,
    registry: str | None,
    pull_secrets: Sequence[str],
    packages: frozenset[str],
) -> Image:
    at = At(f"Image.{flavour}")
    at.types({"version": str, "registry": str | None}, {"version": version, "registry": registry})
    at.require(
        bool(_VERSION.fullmatch(version)),
        "version",
        version,
        "not a release of Kotaemon",
        f"give a version such as '{KOTAEMON_VERSION}', without 'v' and flavour; for other tags use Image.floating(...)",
    )
    at.require(
        tuple(map(int, version.split("."))) >= tuple(map(int, KOTAEMON_VERSION.split("."))),
        "version",
        version,
        f"older than {KOTAEMON_VERSION}, to which settings, stores and packages are fitted: it reads other settings",
        f"take {KOTAEMON_VERSION} or later",
    )
    repository = KOTAEMON_REPOSITORY if registry is None else f"{registry}/{KOTAEMON_REPOSITORY.partition('/')[2]}"
    return Image(
        repository=repository,
        tag=f"{version}-{flavour}",
        digest=digest,
        packages=packages,
        amd64_packages=_AMD64_PACKAGES,
        pull_secrets=pull_secrets,
    )


def _normalized(packages: Sequence[str]) -> frozenset[str]:
    # PEP 503: the same distribution has one name, however it is written.
    At("Image").types({"packages": Sequence[str]}, {"packages": packages})
    return frozenset(re.sub(r"[-_.]+", "-", package).lower() for package in packages)
