"""Text Embeddings Inference beside the app: one model that embeds, or one that reranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from kotaemon_cdk8s import image_table, server
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.model_server import backend, gpu_access
from kotaemon_cdk8s.model_server.backend import DeployedModelServer, probe
from kotaemon_cdk8s.model_server.existing_models import MODELS_DIR, ExistingModels
from kotaemon_cdk8s.model_server.gpu import Gpu, GpuVendor
from kotaemon_cdk8s.model_server.hosts import HUGGING_FACE
from kotaemon_cdk8s.model_server.hub_model import HubModel
from kotaemon_cdk8s.models.model import Model
from kotaemon_cdk8s.models.text_embeddings_inference import TextEmbeddingsInference
from kotaemon_cdk8s.objects import Override
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.wiring import SecretRef

import constructs

# The image's own, 80, is for root.
_PORT = 8080
_USER = 10001
_SCRATCH = "scratch"


class TextEmbeddingsTask(str, Enum):
    """What the model of a Text Embeddings Inference server does; the value is its component label."""

    EMBEDDINGS = "embeddings"
    RERANKING = "reranking"


class TextEmbeddingsDtype(str, Enum):
    """In which numbers it computes (backends/src/dtype.rs of v1.9.3)."""

    FLOAT16 = "float16"
    FLOAT32 = "float32"


class TextEmbeddingsInferenceServer(constructs.Construct, DeployedModelServer):
    """A Text Embeddings Inference server with one model.

    Creates a StatefulSet with one pod, its Services and a PersistentVolumeClaim with the
    model, which Argo CD prunes with the server: it can be downloaded again. It is ready once the
    model is downloaded, loaded and warm. Kotaemon sends it no key, so it asks for none:
    `Security` lets only the app in.

    Args:
        scope: A chart, or a construct within one.
        id: Name among its siblings.
        model: Name of the model at the hub, such as `BAAI/bge-m3`.
        task: What the model is for. Changing it needs another `name`, for the pods carry it as
            a label. Default: `TextEmbeddingsTask.EMBEDDINGS`.
        name: Name of the server: of its objects and its Service. At most 50 characters.
            Changing it makes a new server with an empty volume. Default: `id`.
        revision: Branch, tag or commit of the model; only a commit never changes. Default: `main`.
        dtype: Default: 16 bits on a GPU (for Gemma 3, 32), 32 bits on the processor.
        token: Of a Hugging Face account that may read the model. Default: none.
        hub: A mirror in place of the Hugging Face Hub. Default: https://huggingface.co.
        download_hosts: Hosts to which the mirror redirects, as `name:port`. Default: none.
        gpu: One of NVIDIA's; more are not used. Default: none, the processor computes.
        max_batch_tokens: Tokens that are computed at once; longer texts are cut there.
            Default: 16384 (upstream's).
        image: What runs. Default: `ghcr.io/huggingface/text-embeddings-inference:cpu-1.9.3`,
            with a GPU its `cuda-1.9.3`.
        resources: What it asks for and may take. Default: 2 CPUs and 4Gi.
        storage: Volume of the model, or the folder with it. Default: `ServerStorage("10Gi")`.
        placement: Where it runs. Default: anywhere on amd64, for which the images are.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value cannot work, an override breaks a promise, or the name is taken.
            Nothing has been added to the chart then.
    """

    task: TextEmbeddingsTask
    """What its model does."""

    component = "Text Embeddings Inference server"

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        model: str,
        task: TextEmbeddingsTask = TextEmbeddingsTask.EMBEDDINGS,
        name: str | None = None,
        revision: str | None = None,
        dtype: TextEmbeddingsDtype | None = None,
        token: SecretRef | None = None,
        hub: str = HUGGING_FACE,
        download_hosts: Sequence[str] = (),
        gpu: Gpu | None = None,
        max_batch_tokens: int | None = None,
        image: ServerImage | None = None,
        resources: ServerResources = ServerResources(cpu="2", memory="4Gi"),
        storage: ServerStorage | ExistingModels = ServerStorage("10Gi"),
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(TextEmbeddingsInferenceServer)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        self.task = task
        server.check_name(at, self.name)
        served = HubModel(model, revision, token, hub, download_hosts, storage)
        served.check(at, image)
        _check_gpu(at, gpu, dtype)
        if max_batch_tokens is not None:
            at.number("max_batch_tokens", max_batch_tokens, at_least=128)
        endpoints = served.endpoints(at)

        if image is None:
            image = image_table.TEXT_EMBEDDINGS_INFERENCE_CUDA if gpu else image_table.TEXT_EMBEDDINGS_INFERENCE
            placement = gpu_access.on_amd64(at, placement, image.reference)
        placement = gpu_access.placed(at, gpu, placement)
        identity = Identity(self.name, task.value, image.tag, "text-embeddings-inference")
        self.url = backend.url(chart, self.name, _PORT)
        self._workload = backend.workload(identity, _PORT, endpoints, exporter="text-embeddings-inference")

        # router/src/main.rs of v1.9.3. HOSTNAME would be read, too, and is the pod's name.
        arguments = {
            "--model-id": served.argument,
            "--revision": revision,
            "--dtype": dtype.value if dtype else None,
            "--max-batch-tokens": max_batch_tokens,
            "--huggingface-hub-cache": None if served.existing else MODELS_DIR,
            "--hostname": "0.0.0.0",
            "--port": _PORT,
        }
        pod = server.pod_spec(
            image=image,
            containers=[
                server.container(
                    "text-embeddings-inference",
                    image=image,
                    args=[text for key, value in arguments.items() if value is not None for text in (key, str(value))],
                    env={**served.environment, **gpu_access.environment(gpu), "HOME": "/tmp"},  # noqa: S108
                    ports={"http": _PORT},
                    resources=resources.requirements(gpu_access.devices(gpu)),
                    mounts={**served.mounts, "/tmp": _SCRATCH},  # noqa: S108
                    read_only_mounts=served.read_only_mounts,
                    # It opens its port when the model is downloaded, which is taken up again after a restart.
                    startup_probe=probe("/health", period=10, failures=720),
                    readiness_probe=probe("/health", period=5, failures=3),
                    liveness_probe=probe("/health", period=10, failures=6),
                )
            ],
            volumes=[server.scratch_volume(_SCRATCH, "1Gi"), *served.volumes],
            user=_USER,
            placement=placement,
            grace_seconds=30,
        )
        objects = backend.objects(at, chart, identity, pod=pod, storage=storage, placement=placement, port=_PORT)
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        self._keep(objects.make(self, registry))
        self._model = model

    def embeddings(self, *, name: str | None = None, default: bool = False, normalize: bool = True) -> Model:
        """Its model, for embeddings; arguments as in `TextEmbeddingsInference.embeddings`.

        Raises:
            OptionError: Its task is another.
        """
        self._check_task(TextEmbeddingsTask.EMBEDDINGS)
        provider = TextEmbeddingsInference(self.url)
        made = provider.embeddings(self._model, name=name, default=default, normalize=normalize)
        return replace(made, server=self)

    def reranking(self, *, name: str | None = None, default: bool = False, max_characters: int = 4096) -> Model:
        """Its model, for reranking; arguments as in `TextEmbeddingsInference.reranking`.

        Raises:
            OptionError: Its task is another, or the number is out of range.
        """
        self._check_task(TextEmbeddingsTask.RERANKING)
        provider = TextEmbeddingsInference(self.url)
        made = provider.reranking(self._model, name=name, default=default, max_characters=max_characters)
        return replace(made, server=self)

    def _check_task(self, wanted: TextEmbeddingsTask) -> None:
        At(self.node.path).require(
            self.task is wanted,
            "task",
            self.task,
            f"its model is for {self.task.value}: asked for {wanted.value}, the server answers with an error",
            f"make a server of its own with task=TextEmbeddingsTask.{wanted.name}",
        )


def _check_gpu(at: At, gpu: Gpu | None, dtype: TextEmbeddingsDtype | None) -> None:
    at.require(
        gpu is None or gpu.vendor is GpuVendor.NVIDIA,
        "gpu",
        gpu,
        "upstream publishes no image for GPUs of AMD",
        "leave it out, and it runs on the processor; or take ModelServer.vllm(...)",
    )
    # backends/candle/src/lib.rs of v1.9.3: Device::new_cuda(0).
    at.require(
        gpu is None or gpu.count == 1,
        "gpu.count",
        gpu and gpu.count,
        "the server computes on the first GPU only; the others would be taken, and idle",
        "give 1",
    )
    # backends/ort/src/lib.rs refuses all but 32 bits, and candle follows it on the processor.
    at.require(
        gpu is not None or dtype is not TextEmbeddingsDtype.FLOAT16,
        "dtype",
        dtype,
        "on the processor the server computes with 32 bits only, and would not start",
        "leave it out",
    )
