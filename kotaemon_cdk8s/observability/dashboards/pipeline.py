"""Where the time of a question goes, and what becomes of uploads."""

from __future__ import annotations

from kotaemon_cdk8s.observability.alerts import MODEL_FAILURES
from kotaemon_cdk8s.observability.dashboards.panel import Board, Panel, Query, Row, Unit
from kotaemon_cdk8s.observability.scope import Scope


def board(scope: Scope) -> Board:
    """The dashboard.

    Args:
        scope: The deployment.
    """
    own = scope.own()
    failed, ended = scope.own('outcome="failed"'), scope.own('outcome!="abandoned"')

    def late(histogram: str, by: str = "") -> str:
        labels = f"le, {by}" if by else "le"
        return f"histogram_quantile(0.95, sum by ({labels}) (rate({histogram}_bucket{own}[10m])))"

    return Board(
        "pipeline",
        "RAG pipeline",
        [
            Row(
                "Questions",
                [
                    Panel(
                        "Steps of a question",
                        "19 of 20 take no longer: the search, the first text, the whole answer.",
                        Unit.SECONDS,
                        [
                            Query(late("kotaemon_retrieval_duration_seconds"), "search"),
                            Query(late("kotaemon_question_first_token_seconds"), "first text"),
                            Query(late("kotaemon_question_duration_seconds"), "answer"),
                        ],
                    ),
                    Panel(
                        "Questions by pipeline",
                        "How questions are answered.",
                        Unit.PER_SECOND,
                        [Query(f"sum by (pipeline) (rate(kotaemon_questions_total{own}[5m]))", "{{pipeline}}")],
                    ),
                    Panel(
                        "Failed questions",
                        "Part of those that were not abandoned.",
                        Unit.PART,
                        [
                            Query(
                                "sum by (pipeline) (rate(kotaemon_questions_total"
                                f"{failed}[15m]))"
                                " / sum by (pipeline) (rate(kotaemon_questions_total"
                                f"{ended}[15m]))",
                                "{{pipeline}}",
                            )
                        ],
                    ),
                ],
            ),
            Row(
                "Models",
                [
                    Panel(
                        "Calls",
                        "Of each model.",
                        Unit.PER_SECOND,
                        [
                            Query(
                                f"sum by (kind, model) (rate(kotaemon_model_calls_total{own}[5m]))",
                                "{{kind}} {{model}}",
                            )
                        ],
                    ),
                    Panel(
                        "Time of a call",
                        "19 of 20 take no longer; of a streamed answer, to its end.",
                        Unit.SECONDS,
                        [Query(late("kotaemon_model_call_duration_seconds", "kind, model"), "{{kind}} {{model}}")],
                    ),
                    Panel(
                        "Failed calls",
                        "Part of the calls of each model.",
                        Unit.PART,
                        [Query(f"{MODEL_FAILURES}{own}", "{{kind}} {{model}}")],
                    ),
                    Panel(
                        "Tokens",
                        "As far as the provider counts them: what costs money.",
                        Unit.PER_SECOND,
                        [
                            Query(
                                f"sum by (model, direction) (rate(kotaemon_model_tokens_total{own}[5m]))",
                                "{{model}} {{direction}}",
                            )
                        ],
                    ),
                ],
            ),
            Row(
                "Uploads",
                [
                    Panel(
                        "Files",
                        "Indexed in an hour.",
                        Unit.COUNT,
                        [Query(f"sum by (outcome) (increase(kotaemon_indexed_files_total{own}[1h]))", "{{outcome}}")],
                    ),
                    Panel(
                        "Uploads",
                        "In an hour; `failed` if any file of one failed.",
                        Unit.COUNT,
                        [Query(f"sum by (outcome) (increase(kotaemon_indexing_jobs_total{own}[1h]))", "{{outcome}}")],
                    ),
                    Panel(
                        "Time of an upload",
                        "19 of 20 take no longer.",
                        Unit.SECONDS,
                        [Query(late("kotaemon_indexing_duration_seconds"), "upload")],
                    ),
                    Panel(
                        "Database connections",
                        "Of the app's pool.",
                        Unit.COUNT,
                        [Query(f"sum by (state) (kotaemon_database_connections{own})", "{{state}}")],
                    ),
                ],
            ),
        ],
    )
