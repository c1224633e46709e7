"""Where logs go.

Keys are those of Fluent Bit's outputs, fluent/fluent-bit v5.1.1: plugins/out_loki, out_es,
out_opensearch and out_opentelemetry; `tls` and `tls.…`: src/flb_output.c.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kotaemon_cdk8s import address
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override

AUTHORITY = "/fluent-bit/tls/ca.crt"
"""Where the authority of the output's certificate is in the pod."""

_USER, _PASSWORD, _KEY = "OUTPUT_USER", "OUTPUT_PASSWORD", "OUTPUT_KEY"


@dataclass(frozen=True)
class LogOutput(Options):
    """Where logs go; make one with `loki`, `elasticsearch`, `opensearch` or `otlp`.

    Args:
        plugin: Name of Fluent Bit's output.
        url: Of the server.
        keys: What the output is told besides.
        env: Credentials, by the variables that the keys name.
        ca: Authority that signed the server's certificate.
    """

    plugin: str
    url: str
    keys: Mapping[str, str] = field(default_factory=dict)
    env: Mapping[str, SecretRef] = field(default_factory=dict)
    ca: SecretRef | None = None

    @staticmethod
    def loki(
        *,
        url: str,
        username: SecretRef | None = None,
        password: SecretRef | None = None,
        tenant: str | None = None,
        ca: SecretRef | None = None,
    ) -> LogOutput:
        """Loki; the labels of a stream are namespace, pod, container and `kotaemon_deployment`.

        Args:
            url: Such as `http://loki-gateway.logging.svc`, without a path.
            username: Default: none.
            password: Given if and only if `username` is.
            tenant: Where Loki has several. Default: none.
            ca: Authority that signed its certificate, PEM. Default: the public ones.
        """
        keys = {"line_format": "json", **({"tenant_id": tenant} if tenant else {})}
        return LogOutput("loki", url, {**keys, **_login(username, password)}, _login_env(username, password), ca)

    @staticmethod
    def elasticsearch(
        *,
        url: str,
        index: str = "kotaemon-logs",
        username: SecretRef | None = None,
        password: SecretRef | None = None,
        api_key: SecretRef | None = None,
        ca: SecretRef | None = None,
    ) -> LogOutput:
        """Elasticsearch 8 or later.

        Args:
            url: Such as `https://logs.example.com:9200`, without a path.
            index: Index or data stream. Default: `kotaemon-logs`.
            username: Default: none.
            password: Given if and only if `username` is.
            api_key: In place of both, encoded as Elasticsearch returns it. Default: none.
            ca: Authority that signed its certificate, PEM. Default: the public ones.
        """
        At("LogOutput.elasticsearch").require(
            api_key is None or username is None,
            "api_key",
            api_key,
            "there is a user, too, and only one of them would be shown",
            "leave one of the two out",
        )
        key = {"http_api_key": f"${{{_KEY}}}"} if api_key else {}
        env = {_KEY: api_key} if api_key else {}
        return LogOutput(
            "es",
            url,
            {**_document(index), **_login(username, password), **key},
            {**_login_env(username, password), **env},
            ca,
        )

    @staticmethod
    def opensearch(
        *,
        url: str,
        index: str = "kotaemon-logs",
        username: SecretRef | None = None,
        password: SecretRef | None = None,
        ca: SecretRef | None = None,
    ) -> LogOutput:
        """OpenSearch. Arguments as in `elasticsearch`."""
        keys = {**_document(index), **_login(username, password)}
        return LogOutput("opensearch", url, keys, _login_env(username, password), ca)

    @staticmethod
    def otlp(*, url: str, token: SecretRef | None = None, ca: SecretRef | None = None) -> LogOutput:
        """An OpenTelemetry collector, by OTLP over HTTP.

        Args:
            url: Such as `http://otel-collector.logging.svc:4318`, without a path.
            token: Bearer token. Default: none.
            ca: Authority that signed its certificate, PEM. Default: the public ones.
        """
        keys = {"logs_uri": "/v1/logs", "logs_body_key": "$log", "logs_body_key_attributes": "true"}
        if token:
            keys["header"] = f"Authorization Bearer ${{{_KEY}}}"
        return LogOutput("opentelemetry", url, keys, {_KEY: token} if token else {}, ca)

    @override
    def check(self, at: At) -> None:
        parts = address.split(at, "url", self.url)
        at.require(
            parts.path in ("", "/"),
            "url",
            self.url,
            "has a path, which the output sets itself",
            "write scheme, host and port, such as 'http://loki-gateway.logging.svc'",
        )
        at.require(
            (_USER in self.env) == (_PASSWORD in self.env),
            "password",
            self.env.get(_PASSWORD),
            "a user name and a password go together",
            "give both, or none",
        )
        secret = "credentials" if self.env else None
        address.check_transport(at, "url", parts, ca=self.ca, secret=secret)

    def render(self, at: At, stream: Mapping[str, str]) -> dict[str, Any]:
        """As Fluent Bit's configuration says it.

        Args:
            at: Where to complain.
            stream: Labels of what is sent, where the output knows such.
        """
        parts = address.split(at, "url", self.url)
        made: dict[str, Any] = {
            "name": self.plugin,
            "match": "kotaemon.*",
            "host": parts.hostname,
            "port": parts.port or (443 if parts.scheme == "https" else 80),
            # Else a server that is away for minutes would cost what it missed.
            "retry_limit": "no_limits",
            **self.keys,
        }
        if self.plugin == "loki":
            made["labels"] = ", ".join(f"{key}={value}" for key, value in stream.items())
        if parts.scheme == "https":
            made |= {"tls": "on", "tls.verify": "on"}
            if self.ca:
                made["tls.ca_file"] = AUTHORITY
        return made


def _document(index: str) -> dict[str, str]:
    # Elasticsearch 8 and OpenSearch 2 know no types; labels of pods have dots, which would make objects.
    return {"index": index, "suppress_type_name": "on", "replace_dots": "on", "trace_error": "on"}


def _login(username: SecretRef | None, password: SecretRef | None) -> dict[str, str]:
    user = {"http_user": f"${{{_USER}}}"} if username else {}
    return {**user, **({"http_passwd": f"${{{_PASSWORD}}}"} if password else {})}


def _login_env(username: SecretRef | None, password: SecretRef | None) -> dict[str, SecretRef]:
    user = {_USER: username} if username else {}
    return {**user, **({_PASSWORD: password} if password else {})}
