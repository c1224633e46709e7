"""Files that the guide of the chart lays beside it: a health check, Prometheus, Fluent Bit, a backup and more.

Nothing mounted the chart's ConfigMaps, so that what is here had no effect; what it set out to do does now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from kotaemon_cdk8s.migration.code import Call, Name, Statement, call, source
from kotaemon_cdk8s.migration.ledger import Finding, Ledger, Outcome
from kotaemon_cdk8s.migration.plan import APP, Plan, refused
from kotaemon_cdk8s.migration.values import MigrationError, documents

_OUTPUT = re.compile(r"^\s*\[OUTPUT\]\s*$(?P<body>(?:\n(?!\s*\[).*)*)", re.MULTILINE)
_BACKUP = (
    "copies live databases, which may not open again, and Secrets in clear text: scale to 0 and take a snapshot of the"
    " volumes (docs/how-to/storage.md)"
)


def extras(files: Iterable[Path], plan: Plan) -> list[Finding]:
    """Take over what the files beside the chart set out to do.

    Raises:
        MigrationError: One cannot be read.
    """
    return [finding for file in files for finding in _extra(file, plan)]


def _extra(file: Path, plan: Plan) -> Sequence[Finding]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise MigrationError(f"{file}: cannot be read: {getattr(error, 'strerror', None) or 'no text'}") from None
    whole: Callable[[Outcome, str], Finding] = lambda outcome, what: Finding(file.name, (), outcome, what)  # noqa: E731
    if "healthcheck.py:" in text:
        return [whole(Outcome.NOT_NEEDED, "nothing mounted it; the kubelet asks the app itself, by three probes")]
    if text.startswith("#!"):
        return [whole(Outcome.TO_DECIDE, _BACKUP if "tar " in text or "pg_dump" in text else "a script: left out")]
    found: list[Finding] = []
    for manifest in documents(file):
        ledger = Ledger(manifest, file.name)
        for key in ("apiVersion", "kind", "metadata"):
            ledger.not_needed(key, why="names the object")
        handler = _KINDS.get(str(manifest.get("kind")))
        if handler is not None:
            handler(ledger, plan)
        found.extend(ledger.close())
    return found


def _policy(ledger: Ledger, plan: Plan) -> None:
    hosts = plan.security["hosts"]
    ledger.mapped("spec", "podSelector", to="Security: each workload has a policy of its own")
    ledger.mapped("spec", "policyTypes", to="Security closes both directions")
    ledger.mapped("spec", "ingress", to="Security lets in whom the exposures name")
    ledger.mapped(
        "spec",
        "egress",
        to=f"Security lets out to stores, DNS and declared hosts: hosts={source(hosts)}",
    )


def _autoscaler(ledger: Ledger, plan: Plan) -> None:
    ledger.not_needed("spec", "scaleTargetRef", why="the library's autoscaler is of its own Deployment")
    metrics = ledger.get("spec", "metrics")
    for index in range(len(metrics) if isinstance(metrics, list) else 0):
        if ledger.get("spec", "metrics", index, "type") == "Pods":
            text = "Kotaemon has no such metric; a gateway counts requests: Scaling.keda(requests=RequestRate...)"
            ledger.not_needed("spec", "metrics", index, why=text)
    many = "scaling" in plan.options
    text = "left out: `autoscaling` of the values says it" if many else "left out: there is one pod (see autoscaling)"
    ledger.to_decide("spec", text=text)


def _config_map(ledger: Ledger, plan: Plan) -> None:
    if ledger.get("data", "prometheus.yml") is not None:
        plan.options["telemetry"] = call("Telemetry.prometheus")
        plan.security["prometheus"] = call("Peer.prometheus")
        ledger.to_decide(
            "data",
            "prometheus.yml",
            text="telemetry=Telemetry.prometheus() serves metrics, and Security lets a Prometheus in `monitoring` read"
            " them; the app had none at /metrics. Add Observability(...) (docs/how-to/monitor.md)",
        )
    conf = ledger.get("data", "fluent-bit.conf")
    if isinstance(conf, str):
        _logs(conf, ledger, plan)


def _logs(conf: str, ledger: Ledger, plan: Plan) -> None:
    path = ("data", "fluent-bit.conf")
    match = _OUTPUT.search(conf)
    pairs = [line.split(None, 1) for line in match["body"].splitlines()] if match else []
    keys: Mapping[str, str] = {pair[0].lower(): pair[1].strip() for pair in pairs if len(pair) == 2}
    url = f"http://{keys.get('host')}:{keys.get('port', '9200')}"
    output = call("LogOutput.elasticsearch", url=url, index=keys.get("index"))
    if keys.get("name") != "es" or "host" not in keys or keys.keys() & {"http_user", "http_passwd"} or refused(output):
        ledger.to_decide(*path, text="left out: write FluentBit(output=LogOutput.…) (docs/how-to/ship-logs.md)")
        return
    chart = Call("cdk8s.Chart", (Name("app"), "logging"), {"namespace": "logging"})
    agent = call("FluentBit", Name("logging"), f"{plan.name}-logs", app=Name(APP), output=output)
    plan.beside.extend((Statement(chart, "logging"), Statement(agent)))
    ledger.mapped(*path, to=f"FluentBit(output={source(output)}), in a namespace that Pod Security lets read logs")


_KINDS: Mapping[str, Callable[[Ledger, Plan], None]] = {
    "NetworkPolicy": _policy,
    "HorizontalPodAutoscaler": _autoscaler,
    "ConfigMap": _config_map,
}
