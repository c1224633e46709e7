"""Container images: what may stand in a pod, and what would move under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kotaemon_cdk8s.image_references import DIGEST, PATH, REGISTRY, TAG
from kotaemon_cdk8s.options import At, Options

from typing_extensions import override

# One part alone is an image of Docker Hub's own, or the registry without the repository.
_REPOSITORY = re.compile(rf"(?=.*/)(?:{REGISTRY}/)?{PATH}")
_MOVING = re.compile(r"(latest|main|master|dev|nightly|stable|edge)([._-].*)?")


def check_reference(
    at: At, *, repository: str, tag: str, digest: str | None, pull_secrets: Sequence[str], may_move: str | None
) -> None:
    """Refuse what the kubelet refuses, and tags that move.

    Args:
        at: Where to complain.
        repository: Registry and repository, without tag.
        tag: Tag.
        digest: `sha256:…`, or None.
        pull_secrets: Names of Secrets with registry credentials.
        may_move: What to do in place of a moving tag; None where one was asked for.

    Raises:
        OptionError: Naming the field.
    """
    at.require(
        bool(_REPOSITORY.fullmatch(repository)),
        "repository",
        repository,
        "not a registry and repository; the kubelet refuses it (InvalidImageName)",
        "write it as 'registry.example.com/team/image', without a tag",
    )
    at.require(
        bool(re.fullmatch(TAG, tag)),
        "tag",
        tag,
        "not an image tag; the kubelet refuses it (InvalidImageName)",
        "use letters, digits, '.', '_' and '-'",
    )
    at.require(
        may_move is None or digest is not None or not _MOVING.fullmatch(tag),
        "tag",
        tag,
        "the tag moves: a restart may run another version, with another form of its data",
        f"pin a version or a digest{may_move or ''}",
    )
    if digest is not None:
        check_digest(at, "digest", digest)
    for name in pull_secrets:
        at.dns_name("pull_secrets", name)


def check_digest(at: At, field: str, digest: str) -> None:
    """Refuse what is no digest of an image."""
    at.require(
        bool(re.fullmatch(DIGEST, digest)),
        field,
        digest,
        "not an image digest",
        "write 'sha256:' and 64 hexadecimal digits, as `docker buildx imagetools inspect` prints them",
    )


def reference(repository: str, tag: str, digest: str | None) -> str:
    """As it stands in a pod."""
    return f"{repository}:{tag}" + (f"@{digest}" if digest else "")


@dataclass(frozen=True)
class ServerImage(Options):
    """The container image of a server that the library runs beside the app.

    Args:
        repository: Registry and repository, without tag.
        tag: A tag that does not move.
        digest: `sha256:…` of the image; pins it for good. Default: the tag alone.
        pull_secrets: Names of Secrets with registry credentials. Default: none.

    Raises:
        OptionError: A value is malformed, or the tag moves.
    """

    repository: str
    tag: str
    digest: str | None = None
    pull_secrets: Sequence[str] = ()

    @override
    def check(self, at: At) -> None:
        check_reference(
            at,
            repository=self.repository,
            tag=self.tag,
            digest=self.digest,
            pull_secrets=self.pull_secrets,
            may_move="",
        )

    @property
    def reference(self) -> str:
        """What stands in the pod."""
        return reference(self.repository, self.tag, self.digest)
