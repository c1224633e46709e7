"""What a Milvus of the operator's consists of, and where it keeps its objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

from kotaemon_cdk8s import address
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.server import ServerResources, ServerStorage
from kotaemon_cdk8s.wiring import Endpoint

from typing_extensions import override


class MilvusTopology(str, Enum):
    """How Milvus is spread over pods."""

    STANDALONE = "standalone"
    """All in one pod, which holds all vectors in memory."""
    CLUSTER = "cluster"
    """One Deployment for each role, with its log in Pulsar: 27 pods, unless told otherwise."""


@dataclass(frozen=True)
class MilvusMinio(Options):
    """Object storage in a MinIO that the operator runs beside Milvus.

    Its key pair comes from a Secret called `<name>-minio`, with the keys `accesskey` and
    `secretkey`; the operator knows no other name. Make it before Milvus is deployed.

    Args:
        storage: Volume of each of its pods: one pod beside a standalone Milvus, four beside a
            cluster, of whose room half is spent on redundancy. Annotations only with one
            pod. Default: 50Gi.
        resources: What each of its pods asks for and may take. Default: 500m and 2Gi, the
            memory that Milvus' own chart asks for.
    """

    storage: ServerStorage = field(default_factory=lambda: ServerStorage("50Gi"))
    resources: ServerResources = field(default_factory=lambda: ServerResources(memory="2Gi"))


@dataclass(frozen=True)
class MilvusS3(Options):
    """Object storage in a bucket that is there already: Amazon S3, or what speaks its protocol.

    Args:
        url: Its address, such as `https://s3.eu-central-1.amazonaws.com`; by https with a
            certificate of a public authority, by http only a Service of the cluster.
        bucket: Name of the bucket; Milvus writes below `<namespace>-<name>` in it.
        secret: Name of a Secret with the keys `accesskey` and `secretkey`.
        region: Default: what Milvus' client finds out.

    Raises:
        OptionError: The URL or a name is malformed, or Milvus could not verify the server.
    """

    url: str
    bucket: str
    secret: str
    region: str | None = None

    @override
    def check(self, at: At) -> None:
        parts = address.split(at, "url", self.url)
        at.require(
            parts.path in ("", "/"),
            "url",
            self.url,
            "has a path, which the operator could not pass on",
            "give the host; the bucket has an option of its own",
        )
        address.check_transport(at, "url", parts, ca=None, secret="secret")  # noqa: S106 (an option's name)
        at.dns_name("bucket", self.bucket)
        at.dns_name("secret", self.secret)
        if self.region is not None:
            at.not_blank("region", self.region)

    @property
    def endpoint(self) -> str:
        """Host and port, as the operator wants them."""
        (endpoint,) = Endpoint.of_url(self.url)
        return f"{endpoint.host}:{endpoint.port}"

    @property
    def encrypted(self) -> bool:
        """Whether Milvus connects by TLS."""
        return urlsplit(self.url).scheme == "https"
