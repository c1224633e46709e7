"""vLLM beside the app: one model that answers or embeds, on GPUs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum

from kotaemon_cdk8s import image_table, quantities, server
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.model_server import backend, gpu_access
from kotaemon_cdk8s.model_server.backend import DeployedModelServer, probe
from kotaemon_cdk8s.model_server.existing_models import MODELS_DIR, ExistingModels
from kotaemon_cdk8s.model_server.gpu import Gpu, GpuVendor
from kotaemon_cdk8s.model_server.hosts import HUGGING_FACE
from kotaemon_cdk8s.model_server.hub_model import HubModel
from kotaemon_cdk8s.models.model import Model
from kotaemon_cdk8s.models.vllm import Vllm
from kotaemon_cdk8s.objects import Override
from kotaemon_cdk8s.options import At, JsonValue, constructor_hints, frozen
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.wiring import SecretRef

import constructs
from cdk8s_plus_27 import k8s

_PORT = 8000
# vllm-project/vllm, docs/deployment/docker.md: the image is prepared for user 2000.
_USER = 2000
_SCRATCH, _SHARED = "scratch", "shared-memory"


class VllmTask(str, Enum):
    """What the model of a vLLM server does; the value is its component label."""

    CHAT = "chat"
    EMBEDDINGS = "embeddings"


class VllmDtype(str, Enum):
    """In which numbers it computes (ModelDType in vllm/config/model.py of 0.30.0)."""

    BFLOAT16 = "bfloat16"
    FLOAT16 = "float16"
    FLOAT32 = "float32"


class VllmServer(constructs.Construct, DeployedModelServer):
    """A vLLM server with one model, on one or several GPUs of a machine.

    Creates a StatefulSet with one pod, its Services and a PersistentVolumeClaim with the
    model and what was compiled for it, which Argo CD prunes with the server: it can be
    downloaded again. It is ready once the model is downloaded and loaded.

    Args:
        scope: A chart, or a construct within one.
        id: Name among its siblings.
        model: Name of the model at the hub, such as `Qwen/Qwen3-8B`; also its name for the app.
        task: What the model is for. Changing it needs another `name`, for the pods carry it as
            a label. Default: `VllmTask.CHAT`.
        name: Name of the server: of its objects and its Service. At most 50 characters.
            Changing it makes a new server with an empty volume. Default: `id`.
        api_key: The key that the app, and whoever uses it, shows. Default: none, whoever
            reaches the Service may use it.
        revision: Branch, tag or commit of the model; only a commit never changes. Default: `main`.
        dtype: Default: as the model has it; 16 bits for models of 32.
        max_model_len: Tokens of context; each takes memory of the GPU. Default: the model's,
            and vLLM does not start where the GPU has no memory for it.
        token: Of a Hugging Face account that may read the model. Default: none.
        hub: A mirror in place of the Hugging Face Hub. Default: https://huggingface.co.
        download_hosts: Hosts to which the mirror redirects, as `name:port`. Default: none.
        gpu: With more than one, the model is spread over all of them. Default: `Gpu()`, one of
            NVIDIA's.
        gpu_memory_utilization: Share of each GPU's memory that it takes. Default: 0.92 (vLLM's).
        shared_memory: Through which its processes exchange data; part of the memory of `resources`.
            Default: 2Gi.
        image: What runs. Default: `docker.io/vllm/vllm-openai:v0.30.0`, which needs NVIDIA's
            driver 580 or newer; for AMD `docker.io/vllm/vllm-openai-rocm:v0.30.0`.
        resources: What it asks for and may take. Default: 4 CPUs and 16Gi.
        storage: Volume of the model, or the folder with it. Default: `ServerStorage("50Gi")`.
        placement: Where it runs. Default: anywhere.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value cannot work, an override breaks a promise, or the name is taken.
            Nothing has been added to the chart then.
    """

    task: VllmTask
    """What its model does."""

    component = "vLLM server"

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        model: str,
        task: VllmTask = VllmTask.CHAT,
        name: str | None = None,
        api_key: SecretRef | None = None,
        revision: str | None = None,
        dtype: VllmDtype | None = None,
        max_model_len: int | None = None,
        token: SecretRef | None = None,
        hub: str = HUGGING_FACE,
        download_hosts: Sequence[str] = (),
        gpu: Gpu = Gpu(),
        gpu_memory_utilization: float | None = None,
        shared_memory: str = "2Gi",
        image: ServerImage | None = None,
        resources: ServerResources = ServerResources(cpu="4", memory="16Gi"),
        storage: ServerStorage | ExistingModels = ServerStorage("50Gi"),
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(VllmServer)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        self.task = task
        server.check_name(at, self.name)
        served = HubModel(model, revision, token, hub, download_hosts, storage)
        served.check(at, image)
        if max_model_len is not None:
            at.number("max_model_len", max_model_len, at_least=512)
        if gpu_memory_utilization is not None:
            at.number("gpu_memory_utilization", gpu_memory_utilization, at_least=0.1, at_most=1)
        _check_shared_memory(at, shared_memory, resources)
        endpoints = served.endpoints(at)

        if image is None and gpu.vendor is GpuVendor.AMD:
            image = image_table.VLLM_ROCM
            placement = gpu_access.on_amd64(at, placement, image.reference)
        image = image or image_table.VLLM
        placement = gpu_access.placed(at, gpu, placement)
        identity = Identity(self.name, task.value, image.tag, "vllm")
        self.url = backend.url(chart, self.name, _PORT)
        self._model = model
        self._api_key = api_key
        # A pod reads Secrets of its own namespace only.
        self.reachable_from_other_namespaces = api_key is None
        self._workload = backend.workload(identity, _PORT, endpoints, exporter="vllm")

        # vllm/engine/arg_utils.py of 0.30.0; the image's entry point is `vllm serve`.
        arguments = {
            "--served-model-name": model,
            "--runner": "pooling" if task is VllmTask.EMBEDDINGS else "generate",
            "--revision": revision,
            "--dtype": dtype.value if dtype else None,
            "--max-model-len": max_model_len,
            "--gpu-memory-utilization": gpu_memory_utilization,
            "--tensor-parallel-size": gpu.count,
            "--host": "0.0.0.0",
            "--port": _PORT,
        }
        # Beside the model, what is compiled for it: minutes of each start.
        home = "/tmp" if served.existing else f"{MODELS_DIR}/home"  # noqa: S108
        pod = server.pod_spec(
            image=image,
            containers=[
                server.container(
                    "vllm",
                    image=image,
                    args=[
                        served.argument,
                        *(text for key, value in arguments.items() if value is not None for text in (key, str(value))),
                    ],
                    env={
                        **served.environment,
                        **gpu_access.environment(gpu),
                        **({"HF_HUB_OFFLINE": "1"} if served.existing else {"HF_HOME": MODELS_DIR}),
                        **({"VLLM_API_KEY": api_key} if api_key else {}),
                        # A mirror serves files, not the protocol of the hub's own storage.
                        **({"HF_HUB_DISABLE_XET": "1"} if hub != HUGGING_FACE else {}),
                        "HOME": home,
                        # A platform's user id has no name (getpass.getuser).
                        "USER": "vllm",
                        # It would tell stats.vllm.ai of the machine (vllm/usage/usage_lib.py).
                        "VLLM_NO_USAGE_STATS": "1",
                    },
                    ports={"http": _PORT},
                    resources=resources.requirements(gpu.devices),
                    mounts={**served.mounts, "/tmp": _SCRATCH, "/dev/shm": _SHARED},  # noqa: S108
                    read_only_mounts=served.read_only_mounts,
                    # It opens its port when the model is loaded; a download is taken up again after a restart.
                    startup_probe=probe("/health", period=10, failures=720),
                    # Asks for no key (entrypoints/serve/middleware/authenticate.py).
                    readiness_probe=probe("/health", period=5, failures=3),
                    liveness_probe=probe("/health", period=10, failures=6),
                )
            ],
            volumes=[
                server.scratch_volume(_SCRATCH, "10Gi"),
                k8s.Volume(
                    name=_SHARED,
                    empty_dir=k8s.EmptyDirVolumeSource(
                        medium="Memory", size_limit=k8s.Quantity.from_string(quantities.canonical(shared_memory))
                    ),
                ),
                *served.volumes,
            ],
            user=_USER,
            groups=gpu.groups,
            placement=placement,
            grace_seconds=60,
        )
        objects = backend.objects(at, chart, identity, pod=pod, storage=storage, placement=placement, port=_PORT)
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        self._keep(objects.make(self, registry))

    def chat(
        self,
        *,
        name: str | None = None,
        default: bool = False,
        temperature: float | None = 0,
        max_tokens: int | None = None,
        parameters: Mapping[str, JsonValue] = frozen({}),
    ) -> Model:
        """Its model, for chat; arguments as in `OpenAI.chat`.

        Raises:
            OptionError: Its task is another, or a value cannot work.
        """
        self._check_task(VllmTask.CHAT)
        made = Vllm(self.url, self._api_key).chat(
            self._model,
            name=name,
            default=default,
            temperature=temperature,
            max_tokens=max_tokens,
            parameters=parameters,
        )
        return replace(made, server=self)

    def embeddings(
        self,
        *,
        name: str | None = None,
        default: bool = False,
        dimensions: int | None = None,
        context_length: int | None = None,
    ) -> Model:
        """Its model, for embeddings; arguments as in `OpenAI.embeddings`.

        Raises:
            OptionError: Its task is another, or a value cannot work.
        """
        self._check_task(VllmTask.EMBEDDINGS)
        made = Vllm(self.url, self._api_key).embeddings(
            self._model, name=name, default=default, dimensions=dimensions, context_length=context_length
        )
        return replace(made, server=self)

    def _check_task(self, wanted: VllmTask) -> None:
        At(self.node.path).require(
            self.task is wanted,
            "task",
            self.task,
            f"it serves its model for {self.task.value} only, and has no address for {wanted.value}",
            f"make a server of its own with task=VllmTask.{wanted.name}",
        )


def _check_shared_memory(at: At, shared_memory: str, resources: ServerResources) -> None:
    at.quantity("shared_memory", shared_memory, at_least="64Mi")
    at.require(
        quantities.parse(shared_memory) < quantities.parse(resources.memory),
        "shared_memory",
        shared_memory,
        f"counts as memory of the pod, which has {resources.memory}: filled, it would have the pod killed",
        "give less, or more memory in `resources`",
    )
