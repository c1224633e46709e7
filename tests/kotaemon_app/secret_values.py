"""For each option of what makes Secrets, a value other than the default."""

from __future__ import annotations

import base64
from typing import Any

from kotaemon_cdk8s import ExternalSecret, Override, RemoteKey, SealedScope, SealedSecret, SecretStore

import cdk8s

from tests.kotaemon_app.values import Values, values_of
from tests.support import new_chart


def sealed(text: str = "", *, key_bytes: int = 512) -> str:
    """What has the form of kubeseal's ciphertext, without its meaning."""
    tag = 16
    return base64.b64encode(
        key_bytes.to_bytes(2, "big") + bytes(index % 251 for index in range(key_bytes + len(text) + tag))
    ).decode()


def with_external_secret(**options: Any) -> dict[str, Any]:
    """Options of an app that takes its password from an ExternalSecret."""
    chart = new_chart()
    made = ExternalSecret(chart, "admin", **{**EXTERNAL_SECRET_BASE, **options})
    return {"chart": chart, "admin_password": made.ref("password")}


EXTERNAL_SECRET_BASE: dict[str, Any] = {"store": SecretStore("vault"), "data": {"password": RemoteKey("kotaemon")}}
EXTERNAL_SECRET: dict[str, Any] = {
    "store": SecretStore("other"),
    "data": {"password": RemoteKey("other")},
    "name": "other",
    "template": {"password": "{{ .password | trim }}"},
    "refresh_interval": "5m",
    "secret_type": "example.com/admin",
    "overrides": [Override.add("ExternalSecret", "/metadata/annotations/note", "x")],
}
SEALED_SECRET_BASE: dict[str, Any] = {"encrypted": {"password": sealed()}}
SEALED_SECRET: dict[str, Any] = {
    "encrypted": {"password": sealed("longer")},
    "name": "other",
    "sealed_scope": SealedScope.CLUSTER_WIDE,
    "secret_type": "example.com/admin",
    "overrides": [Override.add("SealedSecret", "/metadata/annotations/note", "x")],
}
SECRET_GROUPS: tuple[Values, ...] = (
    values_of(
        SecretStore,
        lambda store: with_external_secret(store=store),
        {"name": "vault"},
        name="other",
        cluster=True,
    ),
    values_of(
        RemoteKey,
        lambda remote: with_external_secret(data={"password": remote}),
        {"key": "kotaemon"},
        key="other",
        property="password",
        version="7",
    ),
)


def secrets_of_every_option() -> list[cdk8s.Chart]:
    """Charts in which each option has had its value."""
    charts = []
    for options in ({}, *({name: value} for name, value in EXTERNAL_SECRET.items())):
        charts.append(new_chart())
        ExternalSecret(charts[-1], "secret", **{**EXTERNAL_SECRET_BASE, **options})
    for options in ({}, *({name: value} for name, value in SEALED_SECRET.items())):
        charts.append(new_chart())
        SealedSecret(charts[-1], "secret", **{**SEALED_SECRET_BASE, **options})
    return charts
