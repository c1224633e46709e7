"""A working day of a deployment, made up by formulas: the same to the last digit wherever it is made."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kotaemon_cdk8s.observability.scope import DEPLOYMENT, WORKLOAD

BEGIN, END = 1772436600, 1772463600
"""From 07:30 to 15:00 UTC on Monday, 2 March 2026."""
_TIMES = range(BEGIN, END + 60, 60)
_FULL_HOUR = BEGIN - 30 * 60

# How busy it is at the full hours from 07:00 on.
_BUSY = (0.1, 0.3, 0.7, 1.0, 1.1, 0.6, 0.8, 1.0, 0.9, 0.7)
# For half an hour from 13:10 on, the provider of the chat model fails.
_OUTAGE = range(_FULL_HOUR + 370 * 60, _FULL_HOUR + 400 * 60)
# From 11:10 on, a pod starts anew.
_RESTART = range(_FULL_HOUR + 250 * 60, _FULL_HOUR + 262 * 60, 60)
_GIB = 1024**3

_CHAT, _EMBEDDINGS = "Qwen/Qwen3-8B", "BAAI/bge-m3"

# kotaemon_cdk8s/runtime/instruments.py; the stores' are theirs, without those that would stay empty here.
_APP_BOUNDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)
_FINE_BOUNDS = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_MILLISECONDS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)

Value = Callable[[int], float]
"""By the time."""


@dataclass(frozen=True)
class Series:
    """One, with a value each minute.

    Args:
        name: Of its metric.
        labels: Its labels.
        values: From the first minute to the last.
    """

    name: str
    labels: Mapping[str, str]
    values: Sequence[float]

    def lines(self) -> Iterator[str]:
        """In OpenMetrics' text form."""
        labels = ",".join(f'{label}="{value}"' for label, value in self.labels.items())
        for time, value in zip(_TIMES, self.values, strict=True):
            yield f"{self.name}{{{labels}}} {value!r} {time}"


@dataclass(frozen=True)
class _Target:
    """What is scraped: its labels, which all its series have."""

    labels: Mapping[str, str]
    made: list[Series] = field(default_factory=list)

    def gauge(self, name: str, value: Value, **labels: str) -> None:
        """What goes up and down."""
        self.made.append(Series(name, {**self.labels, **labels}, [value(time) for time in _TIMES]))

    def counter(self, name: str, per_minute: Value, **labels: str) -> None:
        """What is counted, in whole numbers."""
        counted, values = 1000.0, []
        for time in _TIMES:
            counted += per_minute(time)
            values.append(math.floor(counted))
        self.made.append(Series(name, {**self.labels, **labels}, values))

    def buckets(self, name: str, per_minute: Value, median: Value, bounds: Sequence[float], **labels: str) -> None:
        """The buckets of a histogram, which are all that the dashboards ask for.

        Args:
            name: Of the histogram.
            per_minute: How many values come.
            median: Half of them are below.
            bounds: Of the buckets.
            labels: Its labels.
        """
        for bound in (*bounds, math.inf):

            def below(time: int, bound: float = bound) -> float:
                # A log-logistic distribution: 19 of 20 are below 1.8 medians.
                return per_minute(time) / (1 + math.prod([median(time) / bound] * 5))

            self.counter(f"{name}_bucket", below, **labels, le="+Inf" if bound == math.inf else f"{bound:g}")


def sample() -> list[Series]:
    """All series."""
    made: list[Series] = []
    for target in (*_app(), *_kubernetes(), *_postgresql(), *_qdrant(), *_milvus(), *_model_servers()):
        made += target.made
    return made


def text(series: Sequence[Series]) -> str:
    """In OpenMetrics' text form."""
    return "\n".join([*(line for each in series for line in each.lines()), "# EOF", ""])


@cache
def _noise(key: str, number: int) -> float:
    return int.from_bytes(hashlib.sha256(f"{key}/{number}".encode()).digest()[:4], "big") / 2**32


def _drift(key: str, time: int, least: float, most: float) -> float:
    """Between the two, never far from the minute before."""
    number, past = divmod(time, 1200)
    share = past / 1200
    return least + (most - least) * (_noise(key, number) * (1 - share) + _noise(key, number + 1) * share)


def _busy(time: int) -> float:
    hour, past = divmod(time - _FULL_HOUR, 3600)
    share = past / 3600
    return _BUSY[hour] * (1 - share) + _BUSY[hour + 1] * share


def _often(key: str, per_minute: float) -> Value:
    return lambda time: per_minute * _busy(time) * _drift(key, time, 0.7, 1.3)


def _around(key: str, value: float) -> Value:
    return lambda time: value * _drift(key, time, 0.8, 1.2)


def _always(value: float) -> Value:
    return lambda _time: value


def _times(factor: float, value: Value) -> Value:
    return lambda time: factor * value(time)


def _without(whole: Value, part: Value) -> Value:
    return lambda time: whole(time) - part(time)


def _many(most: float, key: str = "", *, seldom: int = 0, minutes: int = 1) -> Value:
    """A whole number.

    Args:
        most: As many as there are when it is busy.
        key: Of what makes it fewer by chance.
        seldom: How much fewer it makes them.
        minutes: How long it stays what it is.
    """
    return lambda time: math.floor(most * _busy(time) * math.prod([_noise(key, time // (60 * minutes))] * seldom))


def _growing(value: float, by: float) -> Value:
    return lambda time: math.floor(value + by * (time - BEGIN) / (END - BEGIN))


def _failing(rate: Value, share: float) -> tuple[Value, Value]:
    """What succeeds and what fails, of which there is something in the outage only."""
    return (
        lambda time: rate(time) * (1 - share if time in _OUTAGE else 1),
        lambda time: rate(time) * (share if time in _OUTAGE else 0),
    )


def _target(workload: str, pod: str) -> _Target:
    return _Target({"namespace": "research", DEPLOYMENT: "library", WORKLOAD: workload, "pod": pod})


@dataclass(frozen=True)
class _Pod:
    """One, with one container.

    Args:
        name: Its name.
        container: Name of the container.
        gib: Of memory, when it is busy.
        cores: That it has work for then.
    """

    name: str
    container: str
    gib: float
    cores: float


_PODS = {
    "library": _Pod("library-6f7b9c8d54-x2kqz", "kotaemon", 1.9, 0.6),
    "library-db-pooler": _Pod("library-db-pooler-5c9d7f6b84-m7rtw", "pgbouncer", 0.05, 0.02),
    "library-db-1": _Pod("library-db-1", "postgres", 0.8, 0.2),
    "library-db-2": _Pod("library-db-2", "postgres", 0.7, 0.1),
    "library-vectors-0": _Pod("library-vectors-0", "qdrant", 1.2, 0.3),
    "library-vectors-1": _Pod("library-vectors-1", "qdrant", 1.1, 0.3),
    "library-vectors-2": _Pod("library-vectors-2", "qdrant", 1.2, 0.25),
    "library-milvus": _Pod("library-milvus-milvus-standalone-7d8f9b6c5-p4v6n", "standalone", 2.6, 0.4),
    "chat": _Pod("chat-0", "vllm", 6.5, 1.2),
    "embeddings": _Pod("embeddings-0", "text-embeddings-inference", 3.4, 0.8),
}


def _app() -> Iterator[_Target]:
    app = _target("library", _PODS["library"].name)
    app.gauge("up", _always(1))
    app.gauge("kotaemon_info", _always(1), version="0.11.3", app="library")
    app.gauge("kotaemon_start_duration_seconds", _always(41.7))
    for store in ("metadata_db", "vector_store", "document_store"):
        app.gauge("kotaemon_store_up", _always(1), store=store)

    requests = _often("requests", 60)
    app.counter("kotaemon_http_requests_total", requests, method="GET", route="/", code="200")
    app.counter("kotaemon_http_requests_total", _times(1 / 30, requests), method="GET", route="/", code="404")
    app.gauge("kotaemon_http_requests_in_progress", _many(12, "open", seldom=1))
    app.gauge("kotaemon_queue_length", _many(4, "queue", seldom=3))

    slow = _around("slow", 1)
    for pipeline, per_minute, seconds in (("simple", 6.0, 1.0), ("complex", 2.0, 2.2)):
        asked = _often(pipeline, per_minute)
        answered, failed = _failing(asked, 0.35)
        abandoned = _times(1 / 20, asked)
        for outcome, rate in (("answered", answered), ("failed", failed), ("abandoned", abandoned)):
            app.counter("kotaemon_questions_total", rate, pipeline=pipeline, outcome=outcome)
        for name, factor in (("first_token_seconds", 1.2), ("duration_seconds", 6.0)):

            def median(time: int, base: float = seconds * factor) -> float:
                return base * slow(time) * (0.8 + 0.4 * _busy(time)) * (2.5 if time in _OUTAGE else 1)

            app.buckets(f"kotaemon_question_{name}", answered, median, _APP_BOUNDS, pipeline=pipeline)
    app.buckets("kotaemon_retrieval_duration_seconds", _often("search", 8), _around("search", 0.3), _APP_BOUNDS)

    for kind, model, per_minute, seconds in (("chat", _CHAT, 12.0, 2.4), ("embeddings", _EMBEDDINGS, 40.0, 0.06)):
        called = _often(model, per_minute)
        succeeded, failed = _failing(called, 0.4) if kind == "chat" else (called, _always(0))
        for outcome, rate in (("success", succeeded), ("failed", failed)):
            app.counter("kotaemon_model_calls_total", rate, kind=kind, model=model, outcome=outcome)
        duration = "kotaemon_model_call_duration_seconds"
        app.buckets(duration, called, _around(f"{model} takes", seconds), _APP_BOUNDS, kind=kind, model=model)
    for direction, per_minute in (("input", 30000.0), ("output", 4000.0)):
        tokens = _often(direction, per_minute)
        app.counter("kotaemon_model_tokens_total", tokens, model=_CHAT, direction=direction)

    uploads = _often("uploads", 1)
    for what, each in (("kotaemon_indexed_files_total", 2.5), ("kotaemon_indexing_jobs_total", 1.0)):
        app.counter(what, _times(each, uploads), outcome="success")
        app.counter(what, _times(each / 20, uploads), outcome="failed")
    app.buckets("kotaemon_indexing_duration_seconds", uploads, _around("upload", 25), _APP_BOUNDS)

    connections, in_use = "kotaemon_database_connections", _many(4)
    app.gauge(connections, in_use, state="in_use")
    app.gauge(connections, _without(_always(5), in_use), state="idle")
    app.gauge("process_resident_memory_bytes", _memory(_PODS["library"]))
    # In seconds, which are no whole numbers.
    app.counter("process_cpu_seconds_total", _often("cpu", 60 * _PODS["library"].cores))
    yield app


def _memory(pod: _Pod) -> Value:
    most = pod.gib * _GIB
    return lambda time: math.floor(most * (0.9 + 0.1 * _busy(time)) * _drift(pod.name, time, 0.97, 1.03))


def _kubernetes() -> Iterator[_Target]:
    for workload, pod in _PODS.items():
        kubernetes = _Target({"namespace": "research", "pod": pod.name, "container": pod.container})
        stays = workload != "embeddings"
        restarts, ready = "kube_pod_container_status_restarts_total", "kube_pod_container_status_ready"
        kubernetes.counter(restarts, _always(0) if stays else lambda time: int(time in _RESTART[:1]))
        kubernetes.gauge(ready, _always(1) if stays else lambda time: int(time not in _RESTART))
        kubernetes.gauge("container_memory_working_set_bytes", _memory(pod))
        kubernetes.counter("container_cpu_usage_seconds_total", _often(f"{pod.name} cpu", 60 * pod.cores))
        yield kubernetes
    for workload, claim, free in (
        ("library", "library-data", 0.62),
        ("library-db-1", "library-db-1", 0.8),
        ("library-db-2", "library-db-2", 0.8),
        ("library-vectors-0", "storage-library-vectors-0", 0.51),
        ("library-vectors-1", "storage-library-vectors-1", 0.53),
        ("library-vectors-2", "storage-library-vectors-2", 0.5),
        ("chat", "models-chat-0", 0.3),
        ("embeddings", "models-embeddings-0", 0.85),
    ):
        volume = _Target({"namespace": "research", "persistentvolumeclaim": claim})
        volume.gauge("kubelet_volume_stats_capacity_bytes", _always(20 * _GIB))
        volume.gauge("kubelet_volume_stats_available_bytes", _growing(20 * _GIB * free, -0.8 * _GIB))
        used = "kube_pod_spec_volumes_persistentvolumeclaims_info"
        volume.gauge(used, _always(1), pod=_PODS[workload].name, volume="data")
        yield volume


def _postgresql() -> Iterator[_Target]:
    for pod, behind in (("library-db-1", 0.0), ("library-db-2", 0.02)):
        database = _target("library-db", pod)
        own = {"datname": "kotaemon"}
        for state, many in (("active", 3), ("idle", 9)):
            backends = {**own, "usename": "kotaemon", "application_name": "kotaemon", "state": state}
            database.gauge("cnpg_backends_total", _always(0) if behind else _many(many), **backends)
        database.gauge("cnpg_pg_database_size_bytes", _growing(180 * 1024**2, 20 * 1024**2), **own)
        committed = 300.0 if not behind else 4.0
        database.counter("cnpg_pg_stat_database_xact_commit", _often(f"{pod} commit", committed), **own)
        database.counter("cnpg_pg_stat_database_xact_rollback", _often(f"{pod} rollback", committed / 60), **own)
        database.gauge("cnpg_pg_replication_lag", _around(pod, behind))
        yield database
    pooler = _target("library-db-pooler", _PODS["library-db-pooler"].name)
    clients = {"database": "kotaemon", "user": "kotaemon"}
    pooler.gauge("cnpg_pgbouncer_pools_cl_active", _many(6), **clients)
    waiting = _many(3, "waiting", seldom=3, minutes=15)
    pooler.gauge("cnpg_pgbouncer_pools_cl_waiting", waiting, **clients)
    pooler.gauge("cnpg_pgbouncer_pools_maxwait", _times(0.2, waiting), **clients)
    yield pooler


def _qdrant() -> Iterator[_Target]:
    for pod in ("library-vectors-0", "library-vectors-1", "library-vectors-2"):
        qdrant = _target("library-vectors", pod)
        qdrant.gauge("collection_points", _growing(48000, 2300), id="index_1")
        qdrant.gauge("collection_points", _growing(9100, 300), id="index_2")
        qdrant.gauge("collection_dead_replicas", _always(0))
        endpoint = {"method": "POST", "endpoint": "/collections/{name}/points/query"}
        searches = _often(f"{pod} searches", 20)
        qdrant.counter("rest_responses_total", searches, **endpoint, status="200")
        qdrant.counter("rest_responses_total", _often(f"{pod} wrong", 0.4), **endpoint, status="404")
        takes = _around(f"{pod} takes", 0.012)
        answered = {**endpoint, "status": "200"}
        qdrant.buckets("rest_responses_duration_seconds", searches, takes, _FINE_BOUNDS, **answered)
        yield qdrant


def _milvus() -> Iterator[_Target]:
    milvus = _target("library-milvus", _PODS["library-milvus"].name)
    asked = {"node_id": "1", "db_name": "default", "collection_name": "index_1"}
    for status, per_minute in (("total", 41.0), ("success", 40.0), ("fail", 1.0)):
        requests = {**asked, "function_name": "Search", "status": status}
        milvus.counter("milvus_proxy_req_count", _often("milvus", per_minute), **requests)
    searches = _often("milvus searches", 40)
    query = {**asked, "query_type": "search"}
    milvus.buckets("milvus_proxy_sq_latency", searches, _around("milvus takes", 14), _MILLISECONDS, **query)
    milvus.counter("milvus_proxy_insert_vectors_count", _often("milvus inserts", 90), **asked)
    yield milvus


def _model_servers() -> Iterator[_Target]:
    embeddings = _target("embeddings", _PODS["embeddings"].name)
    calls = _often(_EMBEDDINGS, 40)
    embeddings.counter("te_request_success", calls, method="batch")
    embeddings.gauge("te_queue_size", _many(6, "te queue", seldom=2))
    embeddings.buckets("te_request_duration", calls, _around("te takes", 0.05), _FINE_BOUNDS)
    yield embeddings
    chat = _target("chat", _PODS["chat"].name)
    model = {"model_name": _CHAT, "engine": "0"}
    chat.gauge("vllm:num_requests_running", _many(5, "vllm", seldom=1), **model)
    waiting = "vllm:num_requests_waiting"
    chat.gauge(waiting, _many(3, "vllm waits", seldom=4), **model)
    first, rate = "vllm:time_to_first_token_seconds", _often(_CHAT, 12)
    chat.buckets(first, rate, _around("vllm first token", 0.2), _APP_BOUNDS, **model)
    chat.counter("vllm:generation_tokens_total", _often("output", 4000), **model)
    yield chat
