"""For each option of each model server, a value other than the default; read like `store_values`."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    ExistingModels,
    Gpu,
    GpuVendor,
    ModelKind,
    ModelServer,
    Override,
    ServerImage,
    ServerStorage,
    TextEmbeddingsDtype,
    TextEmbeddingsTask,
    VllmDtype,
    VllmTask,
)

import cdk8s

from tests.kotaemon_app.store_values import COMMON, DIGEST, NOTE, OTHER, in_chart
from tests.kotaemon_app.values import Changes, Values, values_of
from tests.support import KEY, new_chart

COMMIT = "5617a9f61b028005a4858fdac845db406aefb181"
IMAGE = ServerImage("r.example/models", "1.0.1", pull_secrets=["registry"])
MODELS = ["qwen3:8b"]


def model_of(server: Any) -> Any:
    """A model of a server, of the only kind that it has."""
    if hasattr(server, "models"):
        return server.chat(server.models[0].shown)
    return getattr(server, ModelKind(server.task.value).value)()


def use(server: Any) -> dict[str, Any]:
    """Options of the app that put a server to use."""
    return {"chart": cdk8s.Chart.of(server), "models": [model_of(server)]}


def with_part(name: str, **more: Any) -> Any:
    """Put an option group to use in an Ollama server."""

    def put(value: Any) -> dict[str, Any]:
        return use(ModelServer.ollama(new_chart(), "server", **{"models": MODELS, **more, name: value}))

    return put


MODEL_SERVER_GROUPS: tuple[Values, ...] = (
    values_of(
        Gpu,
        with_part("gpu"),
        count=2,
        vendor=GpuVendor.AMD,
        runtime_class="nvidia",
        groups=Changes(vendor=GpuVendor.AMD, groups=[993]),
    ),
    values_of(
        ExistingModels, with_part("storage"), {"path": "a/b", "name": "filled"}, path="other/folder", name="other"
    ),
)


def _of(make: Any, base: dict[str, Any], **values: Any) -> Values:
    given = {**COMMON, "image": IMAGE, "overrides": [Override.add("StatefulSet", NOTE, "x")], **values}
    return values_of(in_chart(make), use, base, **given)


_FROM_THE_HUB = {
    "revision": COMMIT,
    "token": OTHER,
    "hub": "https://mirror.example.com",
    "download_hosts": Changes(hub="https://mirror.example.com", download_hosts=["files.example.com:443"]),
    "storage": ServerStorage("80Gi", storage_class="fast"),
}

MODEL_SERVER_CONSTRUCTORS: tuple[Values, ...] = (
    values_of(ExistingModels.claim, with_part("storage"), {"name": "filled", "path": "a"}, name="other", path="b"),
    values_of(ExistingModels.in_image, with_part("storage", image=IMAGE), {"path": "/a"}, path="/b"),
    _of(
        ModelServer.ollama,
        {"models": MODELS},
        models=[*MODELS, f"r.example/owner/model:tag@{DIGEST[-12:]}"],
        gpu=Gpu(),
        keep_alive_seconds=3600,
        parallel=4,
        loaded_models=2,
        context_length=16384,
        keep_undeclared=True,
        download_hosts=Changes(models=["r.example/owner/model"], download_hosts=["files.example.com:443"]),
        storage=ExistingModels.claim("filled"),
    ),
    _of(
        ModelServer.text_embeddings_inference,
        {"model": "BAAI/bge-m3"},
        model="BAAI/bge-small-en-v1.5",
        task=TextEmbeddingsTask.RERANKING,
        dtype=TextEmbeddingsDtype.FLOAT32,
        gpu=Gpu(),
        max_batch_tokens=8192,
        **_FROM_THE_HUB,
    ),
    _of(
        ModelServer.vllm,
        {"model": "Qwen/Qwen3-8B"},
        model="Qwen/Qwen3-14B",
        task=VllmTask.EMBEDDINGS,
        dtype=VllmDtype.FLOAT16,
        api_key=KEY,
        max_model_len=32768,
        gpu=Gpu(2),
        gpu_memory_utilization=0.8,
        shared_memory="4Gi",
        **_FROM_THE_HUB,
    ),
)
