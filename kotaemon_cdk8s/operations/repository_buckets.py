"""Repositories in object stores: S3, Google Cloud Storage, Azure Blob Storage.

Variables and URLs: restic/restic 0.19.1, doc/030_preparing_a_new_repo.rst.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kotaemon_cdk8s.operations.repository_backend import (
    REPOSITORY_FILES,
    Access,
    BackupRepositoryBackend,
    authority,
    check_ca,
    check_credentials,
    check_prefix,
)
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.workload_identity import WorkloadIdentity
from kotaemon_cdk8s.wiring import Endpoint, SecretRef

from typing_extensions import override

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; of compatible servers, too.
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
# https://cloud.google.com/storage/docs/buckets#naming
_GCS_BUCKET = re.compile(r"[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]")
_GOOGLE_KEY = ".config/gcloud/application_default_credentials.json"
_REGION = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
# https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
_ACCOUNT = re.compile(r"[a-z0-9]{3,24}")
_CONTAINER = re.compile(r"[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]")
_SUFFIX = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True)
class S3Repository(BackupRepositoryBackend):
    """A bucket of Amazon S3, or of a compatible server such as MinIO or Ceph.

    Args:
        password: With which restic encrypts all that it stores.
        bucket: Its name. It is made at the first backup, if the credentials may.
        region: Its region. Compatible servers mostly take any. Default: `us-east-1`.
        endpoint: URL of a compatible server. Default: Amazon's of the region.
        prefix: Folder in the bucket. Default: none.
        access_key_id: Default: none.
        secret_access_key: Default: none.
        workload_identity: Who the pod is at AWS, in place of the keys. Default: nobody.
        ca: Authority that signed the server's certificate, PEM. Default: the public ones.

    Raises:
        OptionError: A value is malformed, or it is not clear with which credentials to log in.
    """

    bucket: str
    region: str = "us-east-1"
    endpoint: str | None = None
    prefix: str = ""
    access_key_id: SecretRef | None = None
    secret_access_key: SecretRef | None = None
    workload_identity: WorkloadIdentity | None = None
    ca: SecretRef | None = None

    @override
    def check(self, at: At) -> None:
        at.require(
            bool(_BUCKET.fullmatch(self.bucket)),
            "bucket",
            self.bucket,
            "not the name of a bucket",
            "use 3 to 63 lower-case letters, digits, '-' and '.'",
        )
        at.require(
            bool(_REGION.fullmatch(self.region)), "region", self.region, "not a region", "write it as 'eu-central-1'"
        )
        at.url("endpoint", self._endpoint)
        at.require(
            urlsplit(self._endpoint).path in ("", "/"),
            "endpoint",
            self.endpoint,
            "has a path, which restic would take for the bucket",
            "give scheme, host and port alone; the folder in the bucket is `prefix`",
        )
        check_prefix(at, "prefix", self.prefix)
        keys = {"access_key_id": self.access_key_id, "secret_access_key": self.secret_access_key}
        check_credentials(at, keys, self.workload_identity)
        parts = urlsplit(self._endpoint)
        check_ca(at, str(parts.hostname), self.ca, encrypted=parts.scheme == "https")

    @property
    def _endpoint(self) -> str:
        domain = "amazonaws.com.cn" if self.region.startswith("cn-") else "amazonaws.com"
        return self.endpoint or f"https://s3.{self.region}.{domain}"

    @property
    def _hosts(self) -> tuple[Endpoint, ...]:
        if self.endpoint is not None:
            return Endpoint.of_url(self.endpoint)
        # minio/minio-go v7, which restic uses, asks Amazon's dual-stack hosts, and a bucket by a name of its own
        # (api.go, makeTargetURL; endpoints.go).
        host = self._endpoint.removeprefix("https://").replace("s3.", "s3.dualstack.", 1)
        return (Endpoint(host, 443), Endpoint(f"{self.bucket}.{host}", 443))

    @override
    def access(self) -> Access:
        env, files = authority(self.ca)
        keys = {"AWS_ACCESS_KEY_ID": self.access_key_id, "AWS_SECRET_ACCESS_KEY": self.secret_access_key}
        return Access(
            "/".join(part for part in (f"s3:{self._endpoint.rstrip('/')}", self.bucket, self.prefix) if part),
            env={
                **{name: key for name, key in keys.items() if key is not None},
                "AWS_DEFAULT_REGION": self.region,
                **env,
            },
            files=files,
            endpoints=(
                *self._hosts,
                *(self.workload_identity.token_service if self.workload_identity else ()),
            ),
            identity=self.workload_identity,
        )


@dataclass(frozen=True)
class GcsRepository(BackupRepositoryBackend):
    """A bucket of Google Cloud Storage.

    Args:
        password: With which restic encrypts all that it stores.
        bucket: Its name; it must be there.
        prefix: Folder in the bucket. Default: none.
        credentials: Key of a service account, as Google gives it out (JSON). Default: none.
        workload_identity: Who the pod is at Google, in place of the key. Default: nobody.

    Raises:
        OptionError: A value is malformed, or it is not clear with which credentials to log in.
    """

    bucket: str
    prefix: str = ""
    credentials: SecretRef | None = None
    workload_identity: WorkloadIdentity | None = None

    @override
    def check(self, at: At) -> None:
        at.require(
            bool(_GCS_BUCKET.fullmatch(self.bucket)),
            "bucket",
            self.bucket,
            "not the name of a bucket",
            "use 3 to 63 lower-case letters, digits, '-', '_' and '.'",
        )
        check_prefix(at, "prefix", self.prefix)
        check_credentials(at, {"credentials": self.credentials}, self.workload_identity)

    @override
    def access(self) -> Access:
        # Where Google's libraries look by themselves (golang.org/x/oauth2, google/default.go, wellKnownFile): a
        # variable GOOGLE_APPLICATION_CREDENTIALS is, by its name, what admission policies refuse.
        key = {_GOOGLE_KEY: self.credentials} if self.credentials else {}
        # Whom a key asks for a token: `token_uri` of the file.
        token = (
            self.workload_identity.token_service
            if self.workload_identity
            else (Endpoint("oauth2.googleapis.com", 443),)
        )
        return Access(
            f"gs:{self.bucket}:/{self.prefix}",
            env={"HOME": REPOSITORY_FILES} if key else {},
            files=key,
            endpoints=(Endpoint("storage.googleapis.com", 443), *token),
            identity=self.workload_identity,
        )


@dataclass(frozen=True)
class AzureRepository(BackupRepositoryBackend):
    """A container of Azure Blob Storage.

    Args:
        password: With which restic encrypts all that it stores.
        account: Name of the storage account.
        container: Name of the container. It is made at the first backup, if the credentials may.
        prefix: Folder in the container. Default: none.
        account_key: Key of the account. Default: none.
        workload_identity: Who the pod is at Azure, in place of the key. Default: nobody.
        endpoint_suffix: Of clouds other than the public one. Default: `core.windows.net`.

    Raises:
        OptionError: A value is malformed, or it is not clear with which credentials to log in.
    """

    account: str
    container: str
    prefix: str = ""
    account_key: SecretRef | None = None
    workload_identity: WorkloadIdentity | None = None
    endpoint_suffix: str = "core.windows.net"

    @override
    def check(self, at: At) -> None:
        for field, form, example in (
            ("account", _ACCOUNT, "3 to 24 lower-case letters and digits"),
            ("container", _CONTAINER, "3 to 63 lower-case letters, digits and single '-'"),
            ("endpoint_suffix", _SUFFIX, "a domain such as 'core.chinacloudapi.cn'"),
        ):
            value = getattr(self, field)
            at.require(bool(form.fullmatch(value)), field, value, "Azure has no such name", f"use {example}")
        check_prefix(at, "prefix", self.prefix)
        check_credentials(at, {"account_key": self.account_key}, self.workload_identity)

    @override
    def access(self) -> Access:
        identity = self.workload_identity
        return Access(
            f"azure:{self.container}:/{self.prefix}",
            env={
                "AZURE_ACCOUNT_NAME": self.account,
                "AZURE_ENDPOINT_SUFFIX": self.endpoint_suffix,
                **({"AZURE_ACCOUNT_KEY": self.account_key} if self.account_key else {}),
            },
            endpoints=(
                Endpoint(f"{self.account}.blob.{self.endpoint_suffix}", 443),
                *(identity.token_service if identity else ()),
            ),
            identity=identity,
        )
