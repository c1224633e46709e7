"""The option space of the model servers; each is made when there is a chart, and hands over one model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kotaemon_cdk8s import (
    ExistingModels,
    Gpu,
    GpuVendor,
    ModelServer,
    TextEmbeddingsDtype,
    TextEmbeddingsTask,
    VllmDtype,
    VllmTask,
)

import cdk8s
from hypothesis import strategies as st

from tests.kotaemon_app.model_server_values import model_of
from tests.kotaemon_app.recipes import LABELS, NAMES, REFS, Strategy, recipe
from tests.kotaemon_app.store_strategies import SERVER, STORAGES, WRONG_SERVER, images

FOLDERS = st.from_regex(r"[a-z0-9]{1,8}(/[a-z0-9]{1,8})?", fullmatch=True)
GPUS = recipe(
    Gpu,
    {},
    {"count": st.integers(1, 8), "vendor": st.sampled_from(GpuVendor), "runtime_class": NAMES},
    {"count": [0, -1, 1.5, True], "vendor": ["nvidia"], "groups": [[44]]},
)
FILLED = recipe(ExistingModels.claim, {"name": NAMES}, {"path": FOLDERS}, {"path": ["/a", ".."], "name": ["A b"]})
MODEL_STORAGES = st.one_of(STORAGES, FILLED)
OLLAMA_MODELS = st.lists(
    st.one_of(
        LABELS,
        st.builds("{}:{}".format, LABELS, LABELS),
        st.builds("registry.example.com/{}/{}:8b".format, LABELS, LABELS),
        st.builds("{}@{:012x}".format, LABELS, st.integers(0, 16**12 - 1)),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda text: text.partition("@")[0],
)
COMMITS = st.builds("{:040x}".format, st.integers(0, 16**40 - 1))
FROM_THE_HUB = {
    "revision": COMMITS,
    "token": REFS,
    "hub": st.builds("https://{}.example.com".format, LABELS),
    "storage": MODEL_STORAGES,
}
WRONG_HUB: dict[str, list[Any]] = {
    "revision": ["", "a b"],
    "token": ["text"],
    "hub": ["mirror", "https://mirror.example.com/"],
    "download_hosts": [["a"], ["a.example:443"]],
}


def in_chart(
    make: Callable[..., Any],
    required: Mapping[str, Strategy],
    optional: Mapping[str, Strategy],
    wrong: Mapping[str, Any],
) -> Strategy:
    def later(**options: Any) -> Callable[[cdk8s.Chart], Any]:
        return lambda chart: model_of(make(chart, "server-of-" + make.__name__.lower(), **options))

    return recipe(later, required, {**SERVER, **optional}, {**WRONG_SERVER, **wrong})


MODEL_SERVERS = st.one_of(
    in_chart(
        ModelServer.ollama,
        {"models": OLLAMA_MODELS},
        {
            "gpu": GPUS,
            "keep_alive_seconds": st.integers(1, 10**6),
            "parallel": st.integers(1, 64),
            "loaded_models": st.integers(1, 8),
            "context_length": st.integers(512, 10**6),
            "keep_undeclared": st.booleans(),
            "storage": MODEL_STORAGES,
            "image": images("r.example/ollama", "0.32.15", "0.33.1"),
        },
        {"models": [[], [""], ["a b"], "qwen3", ["a:cloud"]], "parallel": [0], "gpu": [1], "keep_alive_seconds": [0]},
    ),
    in_chart(
        ModelServer.text_embeddings_inference,
        {"model": st.builds("{}/{}".format, LABELS, LABELS)},
        {
            **FROM_THE_HUB,
            "task": st.sampled_from(TextEmbeddingsTask),
            "dtype": st.sampled_from(TextEmbeddingsDtype),
            "gpu": GPUS,
            "max_batch_tokens": st.integers(128, 10**6),
        },
        {**WRONG_HUB, "model": ["", "a/b/c", 5], "task": ["embeddings"], "dtype": ["float8"]},
    ),
    in_chart(
        ModelServer.vllm,
        {"model": st.builds("{}/{}".format, LABELS, LABELS)},
        {
            **FROM_THE_HUB,
            "task": st.sampled_from(VllmTask),
            "dtype": st.sampled_from(VllmDtype),
            "api_key": REFS,
            "gpu": GPUS,
            "max_model_len": st.integers(512, 10**6),
            "gpu_memory_utilization": st.floats(0.1, 1),
            "shared_memory": st.sampled_from(["1Gi", "1536Mi"]),
        },
        {**WRONG_HUB, "model": ["", "-a"], "gpu": [None], "shared_memory": ["900Gi", "x"], "max_model_len": [0]},
    ),
)
