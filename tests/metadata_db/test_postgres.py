"""A PostgreSQL server of the app's own: what is emitted, and what is refused."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import OptionError, Override, SecretRef
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata_db.metadata_db import MetadataDb
from kotaemon_cdk8s.metadata_db.postgres import Postgres
from kotaemon_cdk8s.security.pod_security import violations
from kotaemon_cdk8s.server import ServerResources, ServerStorage
from kotaemon_cdk8s.tls import ServerTls

import pytest

from tests.support import (
    Object,
    environment,
    faulty,
    kotaemon,
    new_chart,
    one,
    pod,
    refusal,
    settings,
    synthesized,
)

PASSWORD = SecretRef("db", "password")
TLS = ServerTls.secret("db-tls")


def postgres(chart: Any = None, id: str = "db", **options: Any) -> Postgres:
    return MetadataDb.postgres(chart or new_chart(), id, **{"password": PASSWORD, **options})


def made(**options: Any) -> list[Object]:
    return synthesized(postgres(**options))


def template(objects: list[Object]) -> Object:
    found: Object = one(objects, "StatefulSet")["spec"]["template"]
    return found


def server(objects: list[Object]) -> Object:
    (found,) = template(objects)["spec"]["containers"]
    return found


def arguments(objects: list[Object]) -> dict[str, str]:
    return dict(item.split("=", 1) for item in server(objects)["args"][2::2])


@pytest.mark.parametrize("options", [{}, {"tls": TLS}])
def test_all_objects_are_valid_and_restricted(options: dict[str, Any]) -> None:
    objects = made(**options)
    assert sorted(item["kind"] for item in objects) == [
        "ConfigMap",
        "PersistentVolumeClaim",
        "Service",
        "Service",
        "StatefulSet",
    ]
    assert faulty(objects) == []
    assert list(violations(template(objects)["spec"])) == []


def test_the_app_is_given_the_connection() -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, metadata_db=postgres(chart, user="library", database="research")))
    url = settings(objects)["KH_DATABASE"]["$postgresql"]
    assert (url["host"], url["port"], url["user"], url["database"]) == ("db", 5432, "library", "research")
    assert environment(objects)[url["password"]["$env"]] == PASSWORD
    assert url["options"]["sslmode"] == "disable"
    assert one(objects, "Service", "db")["spec"]["ports"][0]["port"] == 5432
    assert faulty(objects) == []


def test_the_app_verifies_an_encrypted_server() -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, metadata_db=postgres(chart, tls=TLS)))
    options = settings(objects)["KH_DATABASE"]["$postgresql"]["options"]
    assert options["sslmode"] == "verify-full"
    assert options["sslrootcert"].endswith("metadata-db/ca.crt")
    sources = [
        source for volume in pod(objects)["volumes"] for source in volume.get("projected", {}).get("sources", ())
    ]
    keys = [item["key"] for source in sources for item in source["secret"]["items"]]
    assert keys == ["ca.crt"]


def test_another_major_version_meets_the_same_folder() -> None:
    old, new = (
        {item["name"]: item for item in server(made(image=ServerImage("docker.io/library/postgres", tag)))["env"]}
        for tag in ("17.11-trixie", "18.6-trixie")
    )
    assert old["PGDATA"] == new["PGDATA"]


def test_the_buffers_follow_from_the_memory() -> None:
    small, large = (
        arguments(made(resources=ServerResources(memory=memory), max_connections=24)) for memory in ("512Mi", "16Gi")
    )
    names = ("shared_buffers", "effective_cache_size", "maintenance_work_mem", "work_mem")
    assert [small[name] for name in names] == ["64MB", "384MB", "32MB", "4MB"]
    assert [large[name] for name in names] == ["4096MB", "12288MB", "1024MB", "128MB"]


def test_own_settings_are_added_and_win() -> None:
    given = arguments(made(parameters={"shared_buffers": "96MB", "pg_stat_statements.max": "100"}))
    assert given["shared_buffers"] == "96MB"
    assert given["pg_stat_statements.max"] == "100"


def test_the_kubelet_puts_no_secret_into_an_argument() -> None:
    assert arguments(made(parameters={"log_line_prefix": "$(POSTGRES_PASSWORD)"}))["log_line_prefix"] == (
        "$$(POSTGRES_PASSWORD)"
    )


def test_a_change_of_access_rolls_out() -> None:
    plain, encrypted = (template(made(**options))["metadata"]["annotations"] for options in ({}, {"tls": TLS}))
    assert plain != encrypted


def test_a_drain_is_not_blocked() -> None:
    assert not [item for item in made() if item["kind"] == "PodDisruptionBudget"]


def test_the_private_key_is_for_the_group_only() -> None:
    (volume,) = [item for item in template(made(tls=TLS))["spec"]["volumes"] if item["name"] == "tls"]
    assert volume["projected"]["defaultMode"] == 0o440


def test_overrides_are_applied() -> None:
    objects = made(overrides=[Override.add("StatefulSet", "/spec/template/spec/dnsPolicy", "ClusterFirst")])
    assert template(objects)["spec"]["dnsPolicy"] == "ClusterFirst"


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": "My-DB"}),
    ("name", {"name": "1db"}),
    ("name", {"name": "d" * 51}),
    ("password", {"password": "hunter22"}),
    ("user", {"user": "postgres"}),
    ("user", {"user": "pg_monitor"}),
    ("user", {"user": "public"}),
    ("user", {"user": "Kotaemon"}),
    ("user", {"user": "k" * 64}),
    ("database", {"database": "template1"}),
    ("database", {"database": "a b"}),
    ("database", {"database": ""}),
    ("image.tag", {"image": ServerImage("docker.io/library/postgres", "18.6-alpine3.24")}),
    ("image.tag", {"image": ServerImage("docker.io/library/postgres", "15.18-bookworm")}),
    ("image", {"image": "docker.io/library/postgres:18.6-trixie"}),
    ("storage.size", {"storage": ServerStorage("1Gi")}),
    ("max_connections", {"max_connections": 5}),
    ("max_connections", {"max_connections": "50"}),
    ("tls", {"tls": SecretRef("db-tls", "tls.crt")}),
    ("parameters", {"parameters": {"Work_Mem": "4MB"}}),
    ("parameters", {"parameters": {"work mem": "4MB"}}),
    ("parameters", {"parameters": {"work_mem": 4}}),
    ("parameters.work_mem", {"parameters": {"work_mem": "4MB\nport = 1"}}),
    ("parameters.hba_file", {"parameters": {"hba_file": "/dev/null"}}),
    ("parameters.data_directory", {"parameters": {"data_directory": "/tmp"}}),
    ("parameters.listen_addresses", {"parameters": {"listen_addresses": ""}}),
    ("parameters.unix_socket_directories", {"parameters": {"unix_socket_directories": "/tmp"}}),
    ("parameters.password_encryption", {"parameters": {"password_encryption": "md5"}}),
    ("parameters.ssl", {"parameters": {"ssl": "off"}}),
    ("parameters.ssl_ciphers", {"parameters": {"ssl_ciphers": "ALL"}}),
    ("parameters.max_connections", {"parameters": {"max_connections": "1000"}}),
    ("image.tag", {"image": ServerImage("docker.io/library/postgres", "18-trixie")}),
    ("max_connections", {"max_connections": 1000}),
    ("parameters.shared_buffers", {"parameters": {"shared_buffers": "1GB"}}),
    ("parameters.work_mem", {"parameters": {"work_mem": "much"}}),
    ("parameters.max_wal_size", {"parameters": {"max_wal_size": "100GB"}}),
    ("parameters.wal_level", {"parameters": {"wal_level": "minimal"}}),
    ("overrides[0].kind", {"overrides": [Override.remove("Deployment", "/spec")]}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    chart = new_chart()
    error = refusal(lambda: postgres(chart, **options))
    assert type(error) is OptionError
    assert error.faults[0].field == field
    assert "hunter22" not in str(error)
    assert chart.node.children == []


def test_it_refuses_to_change_what_holds_it_together() -> None:
    pointer = "/spec/template/spec/containers/0/env/0/value"
    error = refusal(lambda: postgres(overrides=[Override.replace("StatefulSet", pointer, "/elsewhere")]))
    assert error.faults[0].field.endswith("env.PGDATA")


def test_a_missing_password_is_named() -> None:
    error = refusal(lambda: MetadataDb.postgres(new_chart(), "db"))  # type: ignore[call-arg]
    assert "password" in str(error)


def test_an_unknown_parameter_is_named_with_the_known_one() -> None:
    error = refusal(lambda: postgres(pasword=PASSWORD))
    assert error.faults[0].field == "pasword"
    assert "password" in error.faults[0].fix


def test_two_servers_have_two_names() -> None:
    chart = new_chart()
    postgres(chart)
    error = refusal(lambda: postgres(chart, "second", name="db"))
    assert error.faults[0].field == "name"
