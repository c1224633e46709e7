"""The app's own metrics: their names, and how the buckets of their histograms are cut."""

from __future__ import annotations

from typing import Any

from opentelemetry.sdk.metrics import Histogram
from opentelemetry.sdk.metrics.view import ExplicitBucketHistogramAggregation, View

# From a cached page to an answer of a slow local model, and a book that is indexed.
BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)

VIEWS = (View(instrument_type=Histogram, aggregation=ExplicitBucketHistogramAggregation(BUCKETS)),)


class Instruments:
    """What the app counts and times, by the names in observability/metrics.csv.

    Args:
        meter: Makes them.
    """

    def __init__(self, meter: Any) -> None:
        def counter(name: str, text: str) -> Any:
            return meter.create_counter(name, description=text)

        def seconds(name: str, text: str) -> Any:
            return meter.create_histogram(name, unit="s", description=text)

        self.requests = counter("kotaemon_http_requests_total", "Requests that have ended.")
        self.request_seconds = seconds("kotaemon_http_request_duration_seconds", "Time to a request's last byte.")
        self.requests_in_progress = meter.create_up_down_counter(
            "kotaemon_http_requests_in_progress", description="Requests that have not ended yet."
        )
        self.questions = counter("kotaemon_questions_total", "Questions in the chat.")
        self.question_seconds = seconds("kotaemon_question_duration_seconds", "From a question to its answer's end.")
        self.first_token_seconds = seconds(
            "kotaemon_question_first_token_seconds", "From a question to its answer's first text."
        )
        self.retrieval_seconds = seconds("kotaemon_retrieval_duration_seconds", "Time of one search of a collection.")
        self.indexing_jobs = counter("kotaemon_indexing_jobs_total", "Uploads that were indexed.")
        self.indexed_files = counter("kotaemon_indexed_files_total", "Files and web pages that were indexed.")
        self.indexing_seconds = seconds("kotaemon_indexing_duration_seconds", "Time of one upload's indexing.")
        self.model_calls = counter("kotaemon_model_calls_total", "Calls of models.")
        self.model_call_seconds = seconds("kotaemon_model_call_duration_seconds", "Time of one call of a model.")
        self.model_tokens = counter("kotaemon_model_tokens_total", "Tokens that the provider counted.")
