"""Whether the deployment does what it should, at a glance."""

from __future__ import annotations

from kotaemon_cdk8s.observability.alerts import FIRST_TEXT
from kotaemon_cdk8s.observability.dashboards.panel import Board, Form, Panel, Query, Row, Unit
from kotaemon_cdk8s.observability.scope import WORKLOAD, Scope


def board(scope: Scope) -> Board:
    """The dashboard.

    Args:
        scope: The deployment.
    """
    own = scope.own()
    target = scope.own(f'{WORKLOAD}="{scope.name}"')
    restarts = scope.of_pods("kube_pod_container_status_restarts_total", over="[1h]")
    volumes = (
        "and on (namespace, persistentvolumeclaim) max by (namespace, persistentvolumeclaim)"
        f" ({scope.of_pods('kube_pod_spec_volumes_persistentvolumeclaims_info')})"
    )
    space = f"{{{scope.namespaces()}}}"
    return Board(
        "overview",
        "overview",
        [
            Row(
                "Now",
                [
                    Panel(
                        "App",
                        "1 if Prometheus reaches the app.",
                        Unit.COUNT,
                        [Query(f"max(up{target}) or vector(0)", "up")],
                        Form.NUMBER,
                    ),
                    Panel(
                        "Stores",
                        "1 if the app's last check of the store passed.",
                        Unit.COUNT,
                        [Query(f"min by (store) (kotaemon_store_up{own})", "{{store}}")],
                        Form.NUMBER,
                    ),
                    Panel(
                        "Version",
                        "Of the app that runs.",
                        Unit.COUNT,
                        [Query(f"max by (version) (kotaemon_info{own})", "{{version}}")],
                        Form.NUMBER,
                    ),
                    Panel(
                        "Last start",
                        "How long it took until the app served.",
                        Unit.SECONDS,
                        [Query(f"max(kotaemon_start_duration_seconds{own})", "start")],
                        Form.NUMBER,
                    ),
                ],
            ),
            Row(
                "Users",
                [
                    Panel(
                        "Questions",
                        "How they ended. `abandoned`: the user left or stopped the answer.",
                        Unit.PER_SECOND,
                        [Query(f"sum by (outcome) (rate(kotaemon_questions_total{own}[5m]))", "{{outcome}}")],
                    ),
                    Panel(
                        "Time to the first text",
                        "What users feel: half of the questions wait less than the lower line, 19 of 20 less than"
                        " the upper.",
                        Unit.SECONDS,
                        [
                            Query(
                                "histogram_quantile(0.5, sum by (le)"
                                f" (rate(kotaemon_question_first_token_seconds_bucket{own}[10m])))",
                                "half",
                            ),
                            Query(f"{FIRST_TEXT}{own}", "19 of 20"),
                        ],
                    ),
                    Panel(
                        "Requests",
                        "By status. A chat is one event stream, which is counted when it ends.",
                        Unit.PER_SECOND,
                        [Query(f"sum by (code) (rate(kotaemon_http_requests_total{own}[5m]))", "{{code}}")],
                    ),
                    Panel(
                        "At work",
                        "Requests that have not ended, and events that wait for a free worker.",
                        Unit.COUNT,
                        [
                            Query(f"sum(kotaemon_http_requests_in_progress{own})", "requests"),
                            Query(f"sum(kotaemon_queue_length{own})", "waiting"),
                        ],
                    ),
                ],
            ),
            Row(
                "Pods",
                [
                    Panel(
                        "Memory of the app",
                        "Of its process. Near the limit of the container it is killed.",
                        Unit.BYTES,
                        [Query(f"sum by (pod) (process_resident_memory_bytes{target})", "{{pod}}")],
                    ),
                    Panel(
                        "Processor of the app",
                        "Seconds of a core in each second.",
                        Unit.COUNT,
                        [Query(f"sum by (pod) (rate(process_cpu_seconds_total{target}[5m]))", "{{pod}}")],
                    ),
                    Panel(
                        "Restarts",
                        "Of all containers of the deployment, in an hour.",
                        Unit.COUNT,
                        [
                            Query(f"sum by (pod, container) (increase({restarts}))", "{{pod}}/{{container}}"),
                        ],
                    ),
                    Panel(
                        "Free on volumes",
                        "Part of each volume of the deployment that is free.",
                        Unit.PART,
                        [
                            Query(
                                "max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes"
                                f"{space} / kubelet_volume_stats_capacity_bytes{space}) {volumes}",
                                "{{persistentvolumeclaim}}",
                            )
                        ],
                    ),
                ],
            ),
        ],
    )
