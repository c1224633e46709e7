"""Repositories in folders: on an SFTP server, and on a volume."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kotaemon_cdk8s.operations.repository_backend import (
    REPOSITORY_FILES,
    REPOSITORY_VOLUME,
    Access,
    BackupRepositoryBackend,
    check_prefix,
)
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import Endpoint, SecretRef

from typing_extensions import override

_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_PATH = re.compile(r"/?[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")


@dataclass(frozen=True)
class SftpRepository(BackupRepositoryBackend):
    """A folder on a server that is reached by SSH.

    Args:
        password: With which restic encrypts all that it stores.
        host: DNS name or address of the server.
        user: User there.
        path: Folder; absolute with a leading `/`, else below the user's home.
        private_key: Key of the user, without passphrase, as OpenSSH writes it.
        known_hosts: Keys of the server, as `ssh-keyscan` prints them, checked by you: whoever
            shows another one is refused.
        port: Default: 22.

    Raises:
        OptionError: A value is malformed.
    """

    host: str
    user: str
    path: str
    private_key: SecretRef
    known_hosts: SecretRef
    port: int = 22

    @override
    def check(self, at: At) -> None:
        at.host("host", self.host)
        at.number("port", self.port, at_least=1, at_most=65535)
        at.require(bool(_USER.fullmatch(self.user)), "user", self.user, "not a user", "write it as 'backup'")
        at.require(
            bool(_PATH.fullmatch(self.path)) and ".." not in self.path.split("/"),
            "path",
            self.path,
            "not a folder on the server",
            "write it as '/srv/backup/kotaemon'",
        )

    @override
    def access(self) -> Access:
        host = f"[{self.host}]" if ":" in self.host else self.host
        # ssh_config(5). A server closes a silent connection (restic/restic 0.19.1,
        # doc/030_preparing_a_new_repo.rst, "SFTP").
        settings = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "IdentityFile": f"{REPOSITORY_FILES}/id",
            "ServerAliveCountMax": "240",
            "ServerAliveInterval": "60",
            "StrictHostKeyChecking": "yes",
            "UserKnownHostsFile": f"{REPOSITORY_FILES}/known_hosts",
        }
        return Access(
            f"sftp://{self.user}@{host}:{self.port}/{self.path}",
            files={"id": self.private_key, "known_hosts": self.known_hosts},
            endpoints=(Endpoint(self.host, self.port),),
            texts={"/etc/ssh/ssh_config": "".join(f"{name} {value}\n" for name, value in settings.items())},
        )


@dataclass(frozen=True)
class VolumeRepository(BackupRepositoryBackend):
    """A folder on a volume of the same namespace, such as one of NFS.

    What destroys the cluster's storage destroys this, too: copy it elsewhere.

    Args:
        password: With which restic encrypts all that it stores.
        claim: Name of a PersistentVolumeClaim that is there; not the app's.
        prefix: Folder on it. Default: none.

    Raises:
        OptionError: A value is malformed.
    """

    claim: str
    prefix: str = ""

    @override
    def check(self, at: At) -> None:
        at.dns_name("claim", self.claim)
        check_prefix(at, "prefix", self.prefix)

    @override
    def access(self) -> Access:
        return Access("/".join(part for part in (REPOSITORY_VOLUME, self.prefix) if part), claim=self.claim)
