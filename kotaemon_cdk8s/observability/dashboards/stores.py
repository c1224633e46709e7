"""What the stores and model servers say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kotaemon_cdk8s.observability.dashboards.panel import Board, Panel, Query, Row, Unit
from kotaemon_cdk8s.observability.scope import Scope


def board(scope: Scope) -> Board:
    """The dashboard: the pods of all stores and model servers, and a row for each that has metrics.

    Args:
        scope: The deployment.
    """
    rows = [_pods(scope), *(Row(title, panels(scope)) for title, panels in _shown(scope))]
    return Board("stores", "stores and model servers", rows)


def _shown(scope: Scope) -> list[tuple[str, Callable[[Scope], list[Panel]]]]:
    return [_EXPORTERS[exporter] for exporter in scope.exporters()]


def _pods(scope: Scope) -> Row:
    memory = scope.of_pods("container_memory_working_set_bytes", 'container!=""', watched=scope.others)
    processor = scope.of_pods("container_cpu_usage_seconds_total", 'container!=""', over="[5m]", watched=scope.others)
    ready = scope.of_pods("kube_pod_container_status_ready", watched=scope.others)
    return Row(
        "Pods",
        [
            Panel(
                "Memory",
                "That cannot be taken back: at the limit the container is killed.",
                Unit.BYTES,
                [Query(f"sum by (pod) ({memory})", "{{pod}}")],
            ),
            Panel(
                "Processor",
                "Seconds of a core in each second.",
                Unit.COUNT,
                [Query(f"sum by (pod) (rate({processor}))", "{{pod}}")],
            ),
            Panel(
                "Ready",
                "1 if all containers of the pod are.",
                Unit.COUNT,
                [Query(f"min by (pod) ({ready})", "{{pod}}")],
            ),
        ],
    )


def _cloudnative_pg(scope: Scope) -> list[Panel]:
    # cloudnative-pg 1.30, config/manager/default-monitoring.yaml and
    # pkg/management/postgres/webserver/metricserver/pg_collector.go.
    own = scope.store(exporter="cloudnative-pg")
    return [
        Panel(
            "Connections",
            "By state.",
            Unit.COUNT,
            [Query(f"sum by (state) (cnpg_backends_total{own})", "{{state}}")],
        ),
        Panel(
            "Size of the databases",
            "On disk.",
            Unit.BYTES,
            [Query(f"max by (datname) (cnpg_pg_database_size_bytes{own})", "{{datname}}")],
        ),
        Panel(
            "Transactions",
            "Committed and rolled back.",
            Unit.PER_SECOND,
            [
                Query(f"sum(rate(cnpg_pg_stat_database_xact_commit{own}[5m]))", "committed"),
                Query(f"sum(rate(cnpg_pg_stat_database_xact_rollback{own}[5m]))", "rolled back"),
            ],
        ),
        Panel(
            "Standbys are behind",
            "What a loss of the primary would cost.",
            Unit.SECONDS,
            [Query(f"max by (pod) (cnpg_pg_replication_lag{own})", "{{pod}}")],
        ),
    ]


def _pgbouncer(scope: Scope) -> list[Panel]:
    # cloudnative-pg 1.30, pkg/management/pgbouncer/metricsserver/pools.go.
    own = scope.store(exporter="pgbouncer")
    return [
        Panel(
            "Clients of PgBouncer",
            "Those that wait have no connection to the database.",
            Unit.COUNT,
            [
                Query(f"sum(cnpg_pgbouncer_pools_cl_active{own})", "active"),
                Query(f"sum(cnpg_pgbouncer_pools_cl_waiting{own})", "waiting"),
            ],
        ),
        Panel(
            "Longest wait",
            "Of the oldest client that waits.",
            Unit.SECONDS,
            [Query(f"max by (pod) (cnpg_pgbouncer_pools_maxwait{own})", "{{pod}}")],
        ),
    ]


def _qdrant(scope: Scope) -> list[Panel]:
    # qdrant/qdrant v1.18.3, src/common/metrics.rs; without `metrics_prefix` in its configuration.
    own = scope.store(exporter="qdrant")
    return [
        Panel(
            "Points",
            "Chunks of texts in each collection.",
            Unit.COUNT,
            [Query(f"max by (id) (collection_points{own})", "{{id}}")],
        ),
        Panel(
            "Answers of Qdrant",
            "By status.",
            Unit.PER_SECOND,
            [Query(f"sum by (status) (rate(rest_responses_total{own}[5m]))", "{{status}}")],
        ),
        Panel(
            "Time of a request",
            "19 of 20 take no longer.",
            Unit.SECONDS,
            [
                Query(
                    f"histogram_quantile(0.95, sum by (le) (rate(rest_responses_duration_seconds_bucket{own}[10m])))",
                    "request",
                )
            ],
        ),
        Panel(
            "Dead copies",
            "Copies of shards that do not answer; above 0, another loss may cost data.",
            Unit.COUNT,
            [Query(f"max by (pod) (collection_dead_replicas{own})", "{{pod}}")],
        ),
    ]


def _milvus(scope: Scope) -> list[Panel]:
    # milvus-io/milvus 2.5, pkg/metrics/proxy_metrics.go.
    own = scope.store(exporter="milvus")
    return [
        Panel(
            "Requests of Milvus",
            "By status.",
            Unit.PER_SECOND,
            [Query(f"sum by (status) (rate(milvus_proxy_req_count{own}[5m]))", "{{status}}")],
        ),
        Panel(
            "Time of a search",
            "19 of 20 take no longer.",
            Unit.SECONDS,
            [
                Query(
                    f"histogram_quantile(0.95, sum by (le) (rate(milvus_proxy_sq_latency_bucket{own}[10m]))) / 1000",
                    "search",
                )
            ],
        ),
        Panel(
            "Vectors that come in",
            "Inserted.",
            Unit.PER_SECOND,
            [Query(f"sum(rate(milvus_proxy_insert_vectors_count{own}[5m]))", "vectors")],
        ),
    ]


def _text_embeddings_inference(scope: Scope) -> list[Panel]:
    # huggingface/text-embeddings-inference v1.9.3, router/src/lib.rs, core/src/infer.rs and queue.rs.
    own = scope.store(exporter="text-embeddings-inference")
    return [
        Panel(
            "Requests of text embeddings inference",
            "Answered.",
            Unit.PER_SECOND,
            [Query(f"sum by (kotaemon_workload) (rate(te_request_success{own}[5m]))", "{{kotaemon_workload}}")],
        ),
        Panel(
            "Texts that wait",
            "In the queue of the server.",
            Unit.COUNT,
            [Query(f"max by (kotaemon_workload) (te_queue_size{own})", "{{kotaemon_workload}}")],
        ),
        Panel(
            "Time of an embedding",
            "19 of 20 take no longer.",
            Unit.SECONDS,
            [
                Query(
                    "histogram_quantile(0.95, sum by (le, kotaemon_workload)"
                    f" (rate(te_request_duration_bucket{own}[10m])))",
                    "{{kotaemon_workload}}",
                )
            ],
        ),
    ]


def _vllm(scope: Scope) -> list[Panel]:
    # vllm-project/vllm, vllm/v1/metrics/loggers.py; /metrics is among the PUBLIC_ENDPOINTS, which ask for no key.
    own = scope.store(exporter="vllm")
    return [
        Panel(
            "Requests of vLLM",
            "Those that wait find no room in the memory of the GPU, or too many others.",
            Unit.COUNT,
            [
                Query(f"sum by (kotaemon_workload) (vllm:num_requests_running{own})", "{{kotaemon_workload}} running"),
                Query(f"sum by (kotaemon_workload) (vllm:num_requests_waiting{own})", "{{kotaemon_workload}} waiting"),
            ],
        ),
        Panel(
            "Time to vLLM's first token",
            "19 of 20 take no longer.",
            Unit.SECONDS,
            [
                Query(
                    "histogram_quantile(0.95, sum by (le, kotaemon_workload)"
                    f" (rate(vllm:time_to_first_token_seconds_bucket{own}[10m])))",
                    "{{kotaemon_workload}}",
                )
            ],
        ),
        Panel(
            "Tokens that vLLM makes",
            "Of all requests together.",
            Unit.PER_SECOND,
            [
                Query(
                    f"sum by (kotaemon_workload) (rate(vllm:generation_tokens_total{own}[5m]))", "{{kotaemon_workload}}"
                )
            ],
        ),
    ]


_EXPORTERS: Mapping[str, tuple[str, Callable[[Scope], list[Panel]]]] = {
    "cloudnative-pg": ("PostgreSQL", _cloudnative_pg),
    "pgbouncer": ("PgBouncer", _pgbouncer),
    "qdrant": ("Qdrant", _qdrant),
    "milvus": ("Milvus", _milvus),
    "text-embeddings-inference": ("Text embeddings inference", _text_embeddings_inference),
    "vllm": ("vLLM", _vllm),
}
