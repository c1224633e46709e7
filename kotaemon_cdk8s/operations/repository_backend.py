"""What every repository of backups is to the pods that use it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from kotaemon_cdk8s.hosts import where
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.workload_identity import WorkloadIdentity
from kotaemon_cdk8s.wiring import Endpoint, SecretRef

REPOSITORY_FILES = "/etc/kotaemon-cdk8s-repository"
"""Where the files of a repository are in restic's container."""
REPOSITORY_VOLUME = "/repository"
_PREFIX = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")


@dataclass(frozen=True)
class Access:
    """How restic gets at a repository.

    Args:
        url: As `RESTIC_REPOSITORY` has it.
        env: Environment (restic/restic 0.19.1, doc/040_backup.rst, "Environment Variables").
        files: Secrets as files, by their names below REPOSITORY_FILES.
        endpoints: Hosts to which it connects.
        claim: Claim that holds it, if a volume does.
        identity: Who the pod is at a cloud.
        texts: Files with these contents, by their paths in restic's container.
    """

    url: str
    env: Mapping[str, str | SecretRef] = field(default_factory=dict)
    files: Mapping[str, SecretRef] = field(default_factory=dict)
    endpoints: tuple[Endpoint, ...] = ()
    claim: str | None = None
    identity: WorkloadIdentity | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BackupRepositoryBackend(Options, ABC):
    """Base of the repositories; make one with a named constructor of `BackupRepository`.

    Args:
        password: With which restic encrypts all that it stores. Without it nobody can ever read
            the repository: keep it outside of the cluster, too.
    """

    password: SecretRef

    made_with: ClassVar[str] = "make one with BackupRepository.s3(...) or another of BackupRepository"

    @abstractmethod
    def access(self) -> Access:
        """How restic gets at it."""


def check_prefix(at: At, field: str, prefix: str) -> None:
    """A folder within a bucket or on a server.

    Raises:
        OptionError: It is none.
    """
    at.require(
        not prefix or (bool(_PREFIX.fullmatch(prefix)) and ".." not in prefix.split("/")),
        field,
        prefix,
        "not a folder below which the repository could be",
        "write it without '/' at its ends, such as 'kotaemon/production'",
    )


def check_credentials(at: At, given: Mapping[str, SecretRef | None], identity: WorkloadIdentity | None) -> None:
    """Either all credentials of one way, or an identity.

    Raises:
        OptionError: There are none, several, or a part.
    """
    names = " and ".join(given)
    have = [name for name, value in given.items() if value is not None]
    at.require(
        bool(have) != (identity is not None),
        "workload_identity",
        identity,
        f"restic takes either {names}, or the pod's identity at the cloud",
        f"give {names}, or workload_identity=WorkloadIdentity....",
    )
    for name in given:
        at.require(
            not have or name in have,
            name,
            None,
            f"{', '.join(have)} is of no use without it",
            f"give {names}",
        )


def check_ca(at: At, host: str, ca: SecretRef | None, *, encrypted: bool) -> None:
    """An authority has an effect where there is TLS, and must be given where no public one vouches.

    Raises:
        OptionError: It is missing, or would have no effect.
    """
    at.require(
        ca is None or encrypted,
        "ca",
        ca,
        "the connection has no certificate, so it would have no effect",
        "leave it out, or write the endpoint with https",
    )
    at.require(
        ca is not None or not encrypted or not where(host).may_be_service,
        "ca",
        ca,
        f"no public authority certifies {host}, so restic could not verify it",
        "give ca=SecretRef(...), the authority that signed its certificate",
    )


def authority(ca: SecretRef | None) -> tuple[dict[str, str | SecretRef], dict[str, SecretRef]]:
    """Environment and file of a custom authority (restic/restic 0.19.1, internal/global/global.go)."""
    if ca is None:
        return {}, {}
    return {"RESTIC_CACERT": f"{REPOSITORY_FILES}/ca.crt"}, {"ca.crt": ca}
