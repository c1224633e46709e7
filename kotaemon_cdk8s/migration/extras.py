"""Files that the guide of the chart lays beside it: a health check, Prometheus, Fluent Bit, a backup and more.

Nothing mounted the chart's ConfigMaps, so that what is here had no effect; what it set out to do does now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from kotaemon_cdk8s.migration.code import Call, Name, Statement, call, source
from kotaemon_cdk8s.migration.ledger import Finding, Ledger, Outcome
from kotaemon_cdk8s.migration.plan import APP, CHART, Plan, refused, secret
from kotaemon_cdk8s.migration.values import MigrationError, documents

_OUTPUT = re.compile(r"^\s*\[OUTPUT\]\s*$(?P<body>(?:\n(?!\s*\[).*)*)", re.MULTILINE)
_BUCKET = re.compile(r"\b(s3|gs)://([a-z0-9][a-z0-9._-]+)")
_REGION = re.compile(r"(?:--region[ =]|\bAWS_(?:DEFAULT_)?REGION=)[\"']?([a-z0-9-]+)")
_BACKUP = (
    "the copies of the script were of live databases, which may not open again, with Secrets in clear text, in a folder"
    " where it ran. Backup(...) keeps all data each night on the claim `{claim}`, which you must make, on other storage"
    " than the app's; or write repository=BackupRepository.s3(...) or another (docs/how-to/back-up.md)"
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
        return [whole(Outcome.MAPPED, _health_check(plan))]
    if text.startswith("#!"):
        backs_up = "tar " in text or "pg_dump" in text
        return [whole(*_backup(text, plan)) if backs_up else whole(Outcome.TO_DECIDE, "a script: left out")]
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


def _health_check(plan: Plan) -> str:
    plan.options.setdefault("telemetry", call("Telemetry.prometheus"))
    plan.beside_app["check"] = call("HealthCheck", CHART, "check", app=Name(APP))
    return "HealthCheck: a CronJob asks whether the stores do their work; the kubelet asks the app, by three probes"


def _backup(text: str, plan: Plan) -> tuple[Outcome, str]:
    if "READ_WRITE_ONCE_POD" in source(plan.options.get("storage")):
        return Outcome.TO_DECIDE, "left out: no second pod can mount a ReadWriteOncePod volume; take ReadWriteOnce"
    # Of the 46 characters that a CronJob may have here.
    name = f"{plan.name[:39].rstrip('-')}-backup"
    claim = f"{name}s"
    bucket = _bucket(text, name, plan)
    repository = bucket or call("BackupRepository.volume", password=secret(name, "password"), claim=claim)
    plan.beside_app["backup"] = call("Backup", CHART, name, app=Name(APP), repository=repository)
    if bucket is None:
        return Outcome.TO_DECIDE, _BACKUP.format(claim=claim)
    return Outcome.MAPPED, f"Backup(repository={source(bucket)}): each night, encrypted, while the app runs"


def _bucket(text: str, name: str, plan: Plan) -> Call | None:
    """The bucket to which a script copies, if it says all that restic must know of it."""
    found, region = _BUCKET.search(text), _REGION.search(text)
    if found is None or "--endpoint" in text:
        return None
    options = {"password": secret(name, "password"), "bucket": found[2], "prefix": plan.name}
    if found[1] == "gs":
        made = call("BackupRepository.gcs", **options, credentials=secret(name, "credentials"))
    else:
        keys = {key: secret(name, key.replace("_", "-")) for key in ("access_key_id", "secret_access_key")}
        made = call("BackupRepository.s3", **options, region=region[1] if region else None, **keys)
    return None if refused(made) or (found[1] == "s3" and region is None) else made


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
            " them; the app had none at /metrics. For alerts, where the Prometheus operator runs, add"
            f' Observability(chart, "observability", app={APP}, runbooks=…), with the URL at which you keep'
            " docs/runbooks (docs/how-to/monitor.md)",
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
