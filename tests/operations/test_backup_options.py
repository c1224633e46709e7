"""Every option of backups and restores changes what is written."""

from __future__ import annotations

import dataclasses
import inspect
import json
from typing import Any

from kotaemon_cdk8s import (
    Backup,
    BackupRepository,
    BackupRepositoryBackend,
    MetadataDb,
    Override,
    PythonPackages,
    Restore,
    RestoreDrill,
    Retention,
    Scaling,
    SecretRef,
    ServerImage,
    ServerResources,
    ServerStorage,
    WorkloadIdentity,
)

import pytest

from tests.operations.backup_values import GUID, KEYS, PASSWORD, PLACE, REPOSITORIES, ROLE, S3
from tests.support import KEY, kotaemon, new_chart, synthesized

_COMMON: dict[str, Any] = {
    "repository": REPOSITORIES["volume"][0],
    "name": "other",
    "deadline_minutes": 60,
    "image": ServerImage("mirror.example/restic", "0.19.1"),
    "resources": ServerResources(memory="2Gi"),
    "scratch": ServerStorage(size="50Gi"),
    "overrides": [Override.add("ServiceAccount", "/metadata/annotations/note", "x")],
}
DRILL: dict[str, Any] = {
    **_COMMON,
    "schedule": "0 3 * * *",
    "time_zone": "Europe/Berlin",
    "suspended": True,
    "starting_deadline_minutes": 30,
    "retries": 0,
}
BACKUP: dict[str, Any] = {**DRILL, "retention": Retention(last=3), "verify": "10%"}
RESTORE: dict[str, Any] = {
    **_COMMON,
    "snapshot": "0123abcd",
    "backup_of": "other.library",
    "overwrite": True,
    "suspended": False,
}
_IDENTITY = {"workload_identity": WorkloadIdentity.aws(ROLE, region="eu-central-1")}
CHANGES: dict[str, tuple[dict[str, Any], dict[str, dict[str, Any]]]] = {
    "s3": (
        {**PLACE, "endpoint": "https://s3.example.com", **KEYS},
        {
            "password": {"password": KEY},
            "bucket": {"bucket": "other"},
            "region": {"region": "us-east-2"},
            "endpoint": {"endpoint": None},
            "prefix": {"prefix": "a"},
            "access_key_id": {"access_key_id": KEY},
            "secret_access_key": {"secret_access_key": KEY},
            "workload_identity": {"access_key_id": None, "secret_access_key": None, **_IDENTITY},
            "ca": {"ca": KEY},
        },
    ),
    "gcs": (
        {"password": PASSWORD, "bucket": "backups", "credentials": PASSWORD},
        {
            "password": {"password": KEY},
            "bucket": {"bucket": "other"},
            "prefix": {"prefix": "a"},
            "credentials": {"credentials": KEY},
            "workload_identity": {"credentials": None, "workload_identity": WorkloadIdentity.gcp()},
        },
    ),
    "azure": (
        {"password": PASSWORD, "account": "backups", "container": "kotaemon", "account_key": PASSWORD},
        {
            "password": {"password": KEY},
            "account": {"account": "other"},
            "container": {"container": "other"},
            "prefix": {"prefix": "a"},
            "account_key": {"account_key": KEY},
            "workload_identity": {"account_key": None, "workload_identity": WorkloadIdentity.azure(GUID)},
            "endpoint_suffix": {"endpoint_suffix": "core.chinacloudapi.cn"},
        },
    ),
    "sftp": (
        {
            "password": PASSWORD,
            "host": "backup.example.com",
            "user": "kotaemon",
            "path": "backup",
            "private_key": PASSWORD,
            "known_hosts": PASSWORD,
        },
        {
            "password": {"password": KEY},
            "host": {"host": "fd00::1"},
            "user": {"user": "other"},
            "path": {"path": "/backup"},
            "private_key": {"private_key": KEY},
            "known_hosts": {"known_hosts": KEY},
            "port": {"port": 2222},
        },
    ),
    "volume": (
        {"password": PASSWORD, "claim": "backups"},
        {"password": {"password": KEY}, "claim": {"claim": "other"}, "prefix": {"prefix": "a"}},
    ),
}


def _written(construct: type[Any], **options: Any) -> str:
    chart = new_chart()
    app = kotaemon(chart, scaling=Scaling.stopped())
    construct(chart, "it", app=app, **{"repository": S3, **options})
    return json.dumps([synthesized(chart), [repr(pods.workload) for pods in app.attached]])


def _arguments(call: Any) -> set[str]:
    return set(inspect.signature(call).parameters) - {"self", "scope", "id", "app"}


def test_tables_have_every_option() -> None:
    # With a server's client programs: below.
    assert set(BACKUP) == _arguments(Backup.__init__) - {"postgres_image"}
    assert set(RESTORE) == _arguments(Restore.__init__) - {"postgres_image"}
    assert set(DRILL) == _arguments(RestoreDrill.__init__) - {"postgres_image"}
    assert set(CHANGES) == {name for name in vars(BackupRepository) if not name.startswith("_")}
    for name, (_, changes) in CHANGES.items():
        assert set(changes) == _arguments(getattr(BackupRepository, name))


@pytest.mark.parametrize("name", BACKUP)
def test_backup(name: str) -> None:
    assert _written(Backup, **{name: BACKUP[name]}) != _written(Backup)


@pytest.mark.parametrize("name", RESTORE)
def test_restore(name: str) -> None:
    assert _written(Restore, **{name: RESTORE[name]}) != _written(Restore)


@pytest.mark.parametrize("name", DRILL)
def test_drill(name: str) -> None:
    assert _written(RestoreDrill, **{name: DRILL[name]}) != _written(RestoreDrill)


@pytest.mark.parametrize("rule", [field.name for field in dataclasses.fields(Retention)])
def test_retention(rule: str) -> None:
    assert _written(Backup, retention=Retention(**{rule: 99})) != _written(Backup)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, (_, names) in CHANGES.items() for name in names])
def test_repositories(kind: str, name: str) -> None:
    base, changes = CHANGES[kind]
    make: Any = getattr(BackupRepository, kind)
    before, after = make(**base), make(**{**base, **changes[name]})
    assert isinstance(before, BackupRepositoryBackend)
    assert _written(Backup, repository=after) != _written(Backup, repository=before)


@pytest.mark.parametrize("construct", [Backup, Restore, RestoreDrill])
def test_postgres_image(construct: type[Any]) -> None:
    chart = new_chart()
    database = MetadataDb.external(
        host="db.example.com", user="library", password=KEY, database="library", ca=SecretRef("db", "ca.crt")
    )
    app = kotaemon(
        chart,
        metadata_db=database,
        python_packages=PythonPackages(index_url="https://pypi.example.com/simple"),
        scaling=Scaling.stopped(),
    )
    image = ServerImage("mirror.example/postgres", "16.4-trixie")
    construct(chart, "it", app=app, repository=S3, postgres_image=image)
    text = json.dumps(synthesized(chart))
    assert image.reference in text
    assert "docker.io/library/postgres" not in text
