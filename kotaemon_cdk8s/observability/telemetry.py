"""What the app measures of itself, and who gets it."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s import address, tls
from kotaemon_cdk8s.image_layout import TELEMETRY_PORT
from kotaemon_cdk8s.options import At, JsonValue, Options
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

from typing_extensions import override

_HEADERS = "OTEL_EXPORTER_OTLP_HEADERS"


@dataclass(frozen=True)
class Telemetry(Options):
    """What the app measures of itself, and who gets it; make one with `prometheus` or `otlp`.

    The app then also checks its stores once a minute, and whenever it is asked to. No text of
    a document or a question, and no name of a user or a file, is in a metric or a span.

    Args:
        endpoint: Collector to push to, `http://` or `https://`, with its port, mostly :4317.
        scraped: Metrics are served, not pushed.
        traces: Spans are pushed.
        sample_ratio: Share of the traces that are kept, 0 to 1, unless the caller has decided.
        headers: Headers for the collector, `name=value`, with commas between them.
        ca: Authority that signed the collector's certificate, PEM. Default: the public ones.

    Raises:
        OptionError: The endpoint is malformed or names no port, a value has no effect, or
            `headers` would cross networks in clear text.
    """

    endpoint: str | None = None
    scraped: bool = True
    traces: bool = False
    sample_ratio: float = 1.0
    headers: SecretRef | None = None
    ca: SecretRef | None = None

    component = "telemetry"

    @staticmethod
    def prometheus() -> Telemetry:
        """Serve metrics for Prometheus on a port of their own, 9464, at `/metrics`; nothing is pushed."""
        return Telemetry()

    @staticmethod
    def otlp(
        *,
        endpoint: str,
        scraped: bool = False,
        traces: bool = True,
        sample_ratio: float = 1.0,
        headers: SecretRef | None = None,
        ca: SecretRef | None = None,
    ) -> Telemetry:
        """Push to an OpenTelemetry collector, by OTLP over gRPC; the image has no other form.

        Args:
            endpoint: The collector, with its port, such as `http://otel-collector.tracing.svc:4317`.
            scraped: Push traces only, and serve the metrics as `prometheus()` does. Default: False.
            traces: Push traces. Default: True.
            sample_ratio: Share of the traces that are kept, 0 to 1, unless the caller has
                decided. Default: 1.0.
            headers: Headers for the collector, such as `authorization=Bearer%20…`. Default: none.
            ca: Authority that signed the collector's certificate, PEM. Default: the public ones.
        """
        return Telemetry(endpoint, scraped, traces, sample_ratio, headers, ca)

    @override
    def check(self, at: At) -> None:
        pushes = self.traces or not self.scraped
        if self.endpoint is None:
            at.require(
                not pushes,
                "endpoint",
                None,
                "nothing says where to push to; OpenTelemetry would take localhost",
                "give the collector, or use Telemetry.prometheus()",
            )
            for name in ("headers", "ca"):
                at.require(
                    getattr(self, name) is None,
                    name,
                    getattr(self, name),
                    "nothing is pushed, so it would have no effect",
                    "leave it out, or use Telemetry.otlp(...)",
                )
        else:
            at.require(
                pushes,
                "traces",
                self.traces,
                "metrics are scraped, so that nothing is left to push",
                "use Telemetry.prometheus(), or push traces",
            )
            parts = address.split(at, "endpoint", self.endpoint)
            at.require(
                parts.port is not None and parts.path in ("", "/"),
                "endpoint",
                self.endpoint,
                "OTLP over gRPC knows no path, and needs a port",
                "write scheme, host and port, such as 'http://otel-collector.tracing.svc:4317'",
            )
            secret = "headers" if self.headers else None
            address.check_transport(at, "endpoint", parts, ca=self.ca, secret=secret)
        at.number("sample_ratio", self.sample_ratio, at_least=0, at_most=1)
        at.require(
            self.traces or self.sample_ratio == 1,
            "sample_ratio",
            self.sample_ratio,
            "there are no traces, so it would have no effect",
            "leave it out, or push traces",
        )

    def bind(self) -> Binding:
        """Variables that OpenTelemetry's SDK 1.27.0 reads (sources in contract.csv)."""
        if self.endpoint is None:
            return Binding()
        ca = tls.ca_path("telemetry", self.ca)
        sampler = {
            "OTEL_TRACES_SAMPLER": "parentbased_traceidratio",
            "OTEL_TRACES_SAMPLER_ARG": f"{self.sample_ratio:g}",
        }
        return Binding(
            env={
                "OTEL_EXPORTER_OTLP_ENDPOINT": self.endpoint.rstrip("/"),
                **({"OTEL_EXPORTER_OTLP_CERTIFICATE": ca} if ca else {}),
                **(sampler if self.traces else {}),
            },
            secret_env={_HEADERS: self.headers} if self.headers else {},
            files=tls.files("telemetry", self.ca),
            endpoints=Endpoint.of_url(self.endpoint),
        )

    def document(self, *, app: str, version: str) -> dict[str, JsonValue]:
        """As the settings document says it.

        Args:
            app: Name of the deployment.
            version: Of the app.
        """
        return {
            "metrics": "prometheus" if self.scraped else "otlp",
            "traces": self.traces,
            "port": TELEMETRY_PORT,
            "app": app,
            "version": version,
        }
