"""A PostgreSQL database that somebody else runs."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import SecretRef
from kotaemon_cdk8s.metadata_db.connection import SslMode
from kotaemon_cdk8s.metadata_db.external import ExternalPostgres
from kotaemon_cdk8s.metadata_db.metadata_db import MetadataDb

import pytest

from tests.support import deployed, environment, faulty, kotaemon, new_chart, refusal, settings, synthesized

PASSWORD = SecretRef("db", "password")
CA = SecretRef("db-ca", "ca.crt")


def external(**options: Any) -> ExternalPostgres:
    return MetadataDb.external(**{"host": "db.example.com", "user": "app", "password": PASSWORD, **options})


def test_the_app_is_given_the_connection_and_verifies_it() -> None:
    objects = deployed(metadata_db=external(port=6432, database="research"))
    url = settings(objects)["KH_DATABASE"]["$postgresql"]
    assert (url["host"], url["port"], url["database"], url["user"]) == ("db.example.com", 6432, "research", "app")
    assert url["options"]["sslmode"] == "verify-full"
    assert url["options"]["sslrootcert"].endswith("/certifi/cacert.pem")
    assert environment(objects)[url["password"]["$env"]] == PASSWORD
    assert faulty(objects) == []
    assert {item["kind"] for item in objects} == {item["kind"] for item in deployed()}


def test_the_user_may_be_in_a_secret() -> None:
    objects = deployed(metadata_db=external(user=SecretRef("db", "username")))
    user = settings(objects)["KH_DATABASE"]["$postgresql"]["user"]
    assert environment(objects)[user["$env"]] == SecretRef("db", "username")


def test_a_private_authority_is_mounted() -> None:
    options = settings(deployed(metadata_db=external(host="db.internal", ca=CA)))["KH_DATABASE"]["$postgresql"]
    assert options["options"]["sslrootcert"].endswith("metadata-db/ca.crt")


@pytest.mark.parametrize("mode", [SslMode.DISABLE, SslMode.REQUIRE])
def test_without_verification_no_authority_is_named(mode: SslMode) -> None:
    url = settings(deployed(metadata_db=external(host="db", sslmode=mode)))["KH_DATABASE"]["$postgresql"]
    assert url["options"]["sslmode"] == mode.value
    assert "sslrootcert" not in url["options"]


def test_two_deployments_share_a_database_with_a_schema_for_each() -> None:
    chart = new_chart()
    kotaemon(chart, "a", metadata_db=external(schema="a"))
    app = kotaemon(chart, "b", metadata_db=external(schema="b"))
    assert faulty(synthesized(app)) == []


@pytest.mark.parametrize("schema", [None, "shared"])
def test_two_deployments_in_one_schema_are_refused(schema: str | None) -> None:
    chart = new_chart()
    kotaemon(chart, "a", metadata_db=external(schema=schema))
    error = refusal(lambda: kotaemon(chart, "b", metadata_db=external(schema=schema)))
    assert "test/a" in error.faults[0].cause


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("host", {"host": "postgresql://db.example.com/x"}),
    ("host", {"host": "db.example.com:5432"}),
    ("host", {"host": "db.data.svc"}),
    ("host", {"host": "10.0.0.7"}),
    ("port", {"port": 0}),
    ("port", {"port": "5432"}),
    ("password", {"password": "hunter22"}),
    ("user", {"user": ""}),
    ("database", {"database": " "}),
    ("schema", {"schema": "Research"}),
    ("schema", {"schema": "pg_x"}),
    ("schema", {"schema": 'a"; DROP'}),
    ("sslmode", {"sslmode": "prefer"}),
    ("sslmode", {"sslmode": SslMode.DISABLE}),
    ("ca", {"sslmode": SslMode.REQUIRE, "ca": CA}),
    ("ssl_mode", {"ssl_mode": SslMode.REQUIRE}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: external(**options))
    assert error.faults[0].field == field
    assert "hunter22" not in str(error)
