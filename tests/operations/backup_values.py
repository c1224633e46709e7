"""Repositories for these tests: each with its URL, its variables and its files."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import BackupRepository, SecretRef

PASSWORD = SecretRef("restic", "password")
ROLE = "arn:aws:iam::111122223333:role/backups"
GUID = "00000000-0000-0000-0000-000000000000"
PLACE: dict[str, Any] = {"password": PASSWORD, "bucket": "kotaemon-backups", "region": "eu-central-1"}
KEYS: dict[str, Any] = {
    "access_key_id": SecretRef("bucket", "access-key-id"),
    "secret_access_key": SecretRef("bucket", "secret-access-key"),
}
S3 = BackupRepository.s3(**PLACE, **KEYS)
_AWS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"}
_KEY = SecretRef("repository", "key")

REPOSITORIES: dict[str, tuple[Any, str, set[str], set[str]]] = {
    "s3": (S3, "s3:https://s3.eu-central-1.amazonaws.com/kotaemon-backups", _AWS, set()),
    "compatible": (
        BackupRepository.s3(**PLACE, endpoint="https://minio.example.com:9000/", prefix="a/b", ca=_KEY, **KEYS),
        "s3:https://minio.example.com:9000/kotaemon-backups/a/b",
        {*_AWS, "RESTIC_CACERT"},
        {"ca.crt"},
    ),
    "gcs": (
        BackupRepository.gcs(password=PASSWORD, bucket="kotaemon_backups", prefix="a", credentials=_KEY),
        "gs:kotaemon_backups:/a",
        set(),
        {".config/gcloud/application_default_credentials.json"},
    ),
    "azure": (
        BackupRepository.azure(password=PASSWORD, account="backups", container="kotaemon", account_key=_KEY),
        "azure:kotaemon:/",
        {"AZURE_ACCOUNT_NAME", "AZURE_ACCOUNT_KEY", "AZURE_ENDPOINT_SUFFIX"},
        set(),
    ),
    "sftp": (
        BackupRepository.sftp(
            password=PASSWORD,
            host="backup.example.com",
            user="kotaemon",
            path="/srv/backup",
            private_key=_KEY,
            known_hosts=SecretRef("repository", "known-hosts"),
        ),
        "sftp://kotaemon@backup.example.com:22//srv/backup",
        set(),
        {"id", "known_hosts"},
    ),
    "volume": (
        BackupRepository.volume(password=PASSWORD, claim="backups", prefix="kotaemon"),
        "/repository/kotaemon",
        set(),
        set(),
    ),
}
