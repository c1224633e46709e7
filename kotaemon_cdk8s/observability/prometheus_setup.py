"""How Prometheus gets to know what to read and to evaluate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kotaemon_cdk8s.options import At, Options

from typing_extensions import override

_DURATION = re.compile(r"[1-9]\d*[sm]")


@dataclass(frozen=True)
class PrometheusSetup(Options):
    """How Prometheus gets to know what to read; make one with `operator` or `files`.

    Args:
        by_operator: The Prometheus operator reads custom resources.
        labels: What they carry, so that a Prometheus takes them.
        interval: Time between two readings.
        secrets: Folder in Prometheus' pod with the Secrets.
    """

    by_operator: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)
    interval: str = "30s"
    secrets: str | None = None

    @staticmethod
    def operator(*, labels: Mapping[str, str] | None = None, interval: str = "30s") -> PrometheusSetup:
        """PodMonitors, a Probe and a PrometheusRule for the Prometheus operator.

        Args:
            labels: What the objects carry, where a Prometheus takes only such ones: the chart
                kube-prometheus-stack asks for `release: <name of its release>`. Default: none.
            interval: Time between two readings, such as `30s`. Default: 30s.

        Raises:
            OptionError: A label or the interval is malformed.
        """
        return PrometheusSetup(labels=labels or {}, interval=interval)

    @staticmethod
    def files(*, secrets: str = "/etc/prometheus/secrets", interval: str = "30s") -> PrometheusSetup:
        """A ConfigMap with a document of scrape configurations and one of rules, for a Prometheus of your own.

        Args:
            secrets: Folder in Prometheus' pod where you mount the Secrets that it needs, each
                in a folder of its name. Default: `/etc/prometheus/secrets`.
            interval: Time between two readings, such as `30s`. Default: 30s.

        Raises:
            OptionError: The folder or the interval is malformed.
        """
        return PrometheusSetup(by_operator=False, interval=interval, secrets=secrets)

    @override
    def check(self, at: At) -> None:
        at.label_keys("labels", self.labels)
        for key, value in self.labels.items():
            at.label_value(f"labels.{key}", value)
        at.require(
            bool(_DURATION.fullmatch(self.interval)) and self.seconds <= 120,
            "interval",
            self.interval,
            "not a time up to two minutes in Prometheus' form; the rules look at five",
            "write it as '30s'",
        )
        at.require(
            self.secrets is None or self.secrets.startswith("/"),
            "secrets",
            self.secrets,
            "not an absolute path",
            "write it as '/etc/prometheus/secrets'",
        )

    @property
    def seconds(self) -> int:
        """Between two readings."""
        return int(self.interval[:-1]) * (60 if self.interval.endswith("m") else 1)


@dataclass(frozen=True)
class PublicUrl(Options):
    """The URL by which users come, looked at from outside of the app by a blackbox exporter.

    Args:
        url: Such as `https://library.example.com/app_id`, a path that `AuthProxy` leaves open
            and that only the app answers; at others it would be the login page that does.
        prober: Host and port of the exporter. Default: that of the chart
            prometheus-blackbox-exporter, released under this name in `monitoring`.
        module: Module of its configuration. Default: `http_2xx`, which follows redirects.

    Raises:
        OptionError: A value is malformed.
    """

    url: str
    prober: str = "prometheus-blackbox-exporter.monitoring.svc:9115"
    module: str = "http_2xx"

    @override
    def check(self, at: At) -> None:
        at.url("url", self.url)
        host, _, port = self.prober.rpartition(":")
        at.require(
            port.isdigit() and 0 < int(port) < 65536,
            "prober",
            self.prober,
            "not a host and its port",
            "write it as 'prometheus-blackbox-exporter.monitoring.svc:9115'",
        )
        at.host("prober", host)
        at.not_blank("module", self.module)
