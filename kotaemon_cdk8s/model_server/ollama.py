"""Ollama beside the app, with the models that are declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources as package_files

from kotaemon_cdk8s import image_table, server
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.model_server import backend, gpu_access
from kotaemon_cdk8s.model_server.backend import DeployedModelServer, probe
from kotaemon_cdk8s.model_server.existing_models import MODELS, MODELS_DIR, ExistingModels
from kotaemon_cdk8s.model_server.gpu import Gpu, GpuVendor
from kotaemon_cdk8s.model_server.hosts import download_endpoints, is_known, redirects
from kotaemon_cdk8s.model_server.ollama_model import OllamaModel
from kotaemon_cdk8s.models.model import Model
from kotaemon_cdk8s.models.ollama import Ollama
from kotaemon_cdk8s.objects import Override
from kotaemon_cdk8s.options import At, JsonValue, constructor_hints, frozen
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.synthesis import Registry, place

import constructs

_PORT = 11434
_USER = 10001
_SCRATCH = "scratch"


class OllamaServer(constructs.Construct, DeployedModelServer):
    """An Ollama server that has pulled its models before it is asked for them.

    Creates a StatefulSet with one pod, its Services and a PersistentVolumeClaim with the
    models, which Argo CD prunes with the server: they can be pulled again. An init container
    pulls what is declared and absent, and removes what is not declared any more; with all of
    it there, a restart needs no registry. A changed list of models restarts the pod. Ollama
    asks nobody who they are, and speaks no TLS: whoever reaches the Service can use, add and
    remove models. `Security` lets only the app in.

    Args:
        scope: A chart, or a construct within one.
        id: Name among its siblings.
        models: What to have: `qwen3:8b`, `owner/name:tag`, or with a registry of your own
            `registry.example.com/owner/name:tag` (`http://…` if it speaks no TLS). With
            `@` and the ID that `ollama list` shows, or the whole SHA-256 of the manifest, no
            other model of that name is taken, and a new ID has it pulled anew.
        name: Name of the server: of its objects and its Service. At most 50 characters.
            Changing it makes a new server with an empty volume. Default: `id`.
        gpu: Default: none, the processor computes.
        keep_alive_seconds: How long a model stays in memory after its last use; loading takes
            seconds to minutes. Default: 300 (Ollama's).
        parallel: Requests that one model answers at once; each takes memory for a context of
            its own. Default: 1 (Ollama's).
        loaded_models: Models in memory at once. Default: 3 for each GPU, or on the processor
            (Ollama's).
        context_length: Tokens of context, where a client asks for no other. Default: Ollama's, by the
            memory of the GPU: 4096 below 23 GiB, which drops most of a long prompt unsaid.
        keep_undeclared: Leave models on the volume that are not declared. Default: False.
        download_hosts: Hosts to which a registry of your own redirects for a model's files,
            as `name:port`. Default: none.
        image: What runs. Default: `docker.io/ollama/ollama:0.32.15`, for AMD its `-rocm`.
        resources: What it asks for and may take; on the processor, memory for all loaded
            models and their contexts. Default: 2 CPUs and 8Gi.
        storage: Volume of the models, or where they are already. Default: `ServerStorage("50Gi")`.
        placement: Where it runs. Default: anywhere.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value cannot work, an override breaks a promise, or the name is taken.
            Nothing has been added to the chart then.
    """

    models: tuple[OllamaModel, ...]
    """The models."""

    component = "Ollama server"

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        models: Sequence[str],
        name: str | None = None,
        gpu: Gpu | None = None,
        keep_alive_seconds: int | None = None,
        parallel: int | None = None,
        loaded_models: int | None = None,
        context_length: int | None = None,
        keep_undeclared: bool = False,
        download_hosts: Sequence[str] = (),
        image: ServerImage | None = None,
        resources: ServerResources = ServerResources(cpu="2", memory="8Gi"),
        storage: ServerStorage | ExistingModels = ServerStorage("50Gi"),
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(OllamaServer)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        server.check_name(at, self.name)
        self.models = _parsed(at, models)
        for field, number in (("parallel", parallel), ("loaded_models", loaded_models)):
            if number is not None:
                at.number(field, number, at_least=1, at_most=64)
        if keep_alive_seconds is not None:
            at.number("keep_alive_seconds", keep_alive_seconds, at_least=1)
        if context_length is not None:
            at.number("context_length", context_length, at_least=512)
        existing = storage if isinstance(storage, ExistingModels) else None
        _check_existing(at, existing, keep_undeclared, download_hosts, image)
        endpoints = () if existing else download_endpoints(
            (model.registry for model in self.models), redirects(at, download_hosts)
        )  # fmt: skip
        at.require(
            not download_hosts or not all(is_known(model.registry) for model in self.models),
            "download_hosts",
            download_hosts,
            "the hosts of the registries in use are known, so it would have no effect",
            "leave it out",
        )

        if image is None and gpu and gpu.vendor is GpuVendor.AMD:
            image = image_table.OLLAMA_ROCM
            placement = gpu_access.on_amd64(at, placement, image.reference)
        image = image or image_table.OLLAMA
        placement = gpu_access.placed(at, gpu, placement)
        identity = Identity(self.name, "model-server", image.tag, "ollama")
        self.url = backend.url(chart, self.name, _PORT)
        self._workload = backend.workload(identity, _PORT, endpoints, exporter=None)

        # envconfig/config.go of v0.32.15.
        folder = existing.folder if existing else MODELS_DIR
        common = {
            "HOME": "/tmp",  # noqa: S108 (its key pair; a volume of the pod)
            "OLLAMA_MODELS": folder,
            "OLLAMA_NO_CLOUD": "1",
            # What is read-only cannot be tidied up.
            **({"OLLAMA_NOPRUNE": "1"} if existing else {}),
        }
        chosen = {
            "OLLAMA_KEEP_ALIVE": f"{keep_alive_seconds}s" if keep_alive_seconds is not None else None,
            "OLLAMA_NUM_PARALLEL": parallel,
            "OLLAMA_MAX_LOADED_MODELS": loaded_models,
            "OLLAMA_CONTEXT_LENGTH": context_length,
        }
        mounts = {**({} if existing else {MODELS_DIR: MODELS}), "/tmp": _SCRATCH}  # noqa: S108
        task = "check" if existing else "add" if keep_undeclared else "pull"
        pod = server.pod_spec(
            image=image,
            init_containers=[
                server.container(
                    "models",
                    image=image,
                    command=["/bin/sh", "-c"],
                    args=[_script(), "models", task, *(word for model in self.models for word in _words(model))],
                    # On the loopback address, where nobody can ask it yet.
                    env={**common, **gpu_access.environment(None), "OLLAMA_HOST": f"127.0.0.1:{_PORT}"},
                    ports={},
                    resources=resources.requirements(),
                    mounts=mounts,
                    read_only_mounts=existing.mounts if existing else {},
                )
            ],
            containers=[
                server.container(
                    "ollama",
                    image=image,
                    args=["serve"],
                    env={
                        **common,
                        **gpu_access.environment(gpu),
                        "OLLAMA_HOST": f"0.0.0.0:{_PORT}",
                        **{key: str(value) for key, value in chosen.items() if value is not None},
                    },
                    ports={"http": _PORT},
                    resources=resources.requirements(gpu_access.devices(gpu)),
                    mounts=mounts,
                    read_only_mounts=existing.mounts if existing else {},
                    # It answers once it has looked for GPUs.
                    startup_probe=probe("/", period=5, failures=120),
                    readiness_probe=probe("/", period=5, failures=3),
                    liveness_probe=probe("/", period=10, failures=6),
                )
            ],
            volumes=[server.scratch_volume(_SCRATCH, "1Gi"), *(existing.volumes if existing else ())],
            user=_USER,
            groups=gpu.groups if gpu else (),
            placement=placement,
            grace_seconds=30,
        )
        objects = backend.objects(at, chart, identity, pod=pod, storage=storage, placement=placement, port=_PORT)
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        self._context_length = context_length
        self._keep(objects.make(self, registry))

    def chat(
        self,
        model: str,
        *,
        name: str | None = None,
        default: bool = False,
        temperature: float | None = 0,
        max_tokens: int | None = None,
        context_length: int | None = None,
        parameters: Mapping[str, JsonValue] = frozen({}),
    ) -> Model:
        """A chat model; arguments as in `Ollama.chat`, `model` one of `models`.

        Asked with another `context_length` than the server's, Ollama loads the model anew: by
        default it is the server's, if that was given, and else 8192.

        Raises:
            OptionError: The server does not have it, or a value cannot work.
        """
        made = Ollama(self.url).chat(
            self._had(model),
            name=model if name is None else name,
            default=default,
            temperature=temperature,
            max_tokens=max_tokens,
            context_length=context_length or self._context_length or 8192,
            parameters=parameters,
        )
        return replace(made, server=self)

    def embeddings(self, model: str, *, name: str | None = None, default: bool = False) -> Model:
        """An embedding model; arguments as in `Ollama.embeddings`, `model` one of `models`.

        Raises:
            OptionError: The server does not have it.
        """
        made = Ollama(self.url).embeddings(self._had(model), name=model if name is None else name, default=default)
        return replace(made, server=self)

    def _had(self, model: str) -> str:
        """The model, as the server calls it."""
        at = At(self.node.path)
        at.types({"model": str}, {"model": model})
        asked = OllamaModel.parsed(at, "model", model).shown
        at.require(
            any(asked.lower() == had.shown.lower() for had in self.models),
            "model",
            model,
            f"the server does not have {asked}: each question would fail with 'model not found'",
            f"add it to `models`, or take one of {', '.join(had.shown for had in self.models)}",
        )
        return asked


def _parsed(at: At, models: Sequence[str]) -> tuple[OllamaModel, ...]:
    at.require(
        len(models) > 0,
        "models",
        models,
        "the server would have no model, and answer nothing",
        "name at least one, such as 'qwen3:8b'",
    )
    parsed = tuple(OllamaModel.parsed(at, "models", text) for text in models)
    # Ollama takes names for the same that differ in case only (server/routes.go, getExistingName).
    for shown, count in Counter(model.shown.lower() for model in parsed).items():
        at.require(count == 1, "models", shown, "is named twice", "name it once")
    return parsed


def _check_existing(
    at: At,
    existing: ExistingModels | None,
    keep_undeclared: bool,
    download_hosts: Sequence[str],
    image: ServerImage | None,
) -> None:
    if existing is None:
        return
    for field, value in (("keep_undeclared", keep_undeclared), ("download_hosts", download_hosts)):
        at.require(
            not value,
            field,
            value,
            "the models are there already, so nothing is pulled or removed: it would have no effect",
            "leave it out",
        )
    at.require(
        existing.name is not None or image is not None,
        "image",
        image,
        "the models are said to be in the image, and Ollama's own has none",
        "give the image that you built with them",
    )


def _words(model: OllamaModel) -> tuple[str, str, str, str]:
    return model.reference, model.shown, model.manifest, model.digest or "-"


@cache
def _script() -> str:
    script = package_files.files("kotaemon_cdk8s.model_server").joinpath("ollama_models.sh")
    return script.read_text(encoding="utf-8")
