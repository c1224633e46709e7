"""BackupRepository: where restic can keep backups."""

from __future__ import annotations

from kotaemon_cdk8s.backends import Backends, constructor
from kotaemon_cdk8s.operations.repository_buckets import AzureRepository, GcsRepository, S3Repository
from kotaemon_cdk8s.operations.repository_folders import SftpRepository, VolumeRepository


class BackupRepository(metaclass=Backends):
    """Where backups are kept, encrypted and deduplicated by restic; choose one."""

    s3 = staticmethod(constructor(S3Repository))
    gcs = staticmethod(constructor(GcsRepository))
    azure = staticmethod(constructor(AzureRepository))
    sftp = staticmethod(constructor(SftpRepository))
    volume = staticmethod(constructor(VolumeRepository))
