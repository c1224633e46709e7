"""Model servers beside the app: what goes to the cluster, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    ExistingModels,
    Gpu,
    GpuVendor,
    ModelServer,
    OptionError,
    Override,
    PodHardening,
    SecretRef,
    TextEmbeddingsDtype,
    TextEmbeddingsTask,
    VllmDtype,
    VllmTask,
)
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.security.pod_security import violations
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage

import pytest
from cdk8s_plus_27 import k8s

from tests.support import KEY, Object, faulty, new_chart, one, refusal, synthesized

Make = Callable[..., Any]

LEAST: dict[str, dict[str, Any]] = {
    "ollama": {"models": ["qwen3:8b", "nomic-embed-text"]},
    "text_embeddings_inference": {"model": "BAAI/bge-m3"},
    "vllm": {"model": "Qwen/Qwen3-8B"},
}
KINDS = list(LEAST)
COMMON: dict[str, Any] = {
    "image": ServerImage("registry.example.com/models", "1.2.3", pull_secrets=["registry"]),
    "resources": ServerResources(cpu="8", memory="64Gi"),
    "storage": ServerStorage("200Gi", "fast", {"team": "search"}),
    "placement": Placement(
        node_selector={"gpu": "l40s"}, tolerations=[k8s.Toleration(key="search")], priority_class="high"
    ),
}
ALL: dict[str, dict[str, Any]] = {
    "ollama": {
        "gpu": Gpu(2, runtime_class="nvidia"),
        "keep_alive_seconds": 3600,
        "parallel": 4,
        "loaded_models": 2,
        "context_length": 16384,
        "keep_undeclared": True,
    },
    "text_embeddings_inference": {
        "gpu": Gpu(),
        "revision": "5617a9f61b028005a4858fdac845db406aefb181",
        "dtype": TextEmbeddingsDtype.FLOAT32,
        "token": KEY,
        "task": TextEmbeddingsTask.RERANKING,
        "hub": "https://mirror.example.com",
        "download_hosts": ["files.example.com:443"],
        "max_batch_tokens": 8192,
    },
    "vllm": {
        "gpu": Gpu(4, GpuVendor.AMD, groups=[44, 993]),
        "revision": "main",
        "dtype": VllmDtype.BFLOAT16,
        "api_key": SecretRef("vllm", "key"),
        "token": KEY,
        "task": VllmTask.EMBEDDINGS,
        "hub": "https://mirror.example.com",
        "download_hosts": ["files.example.com:443"],
        "max_model_len": 32768,
        "gpu_memory_utilization": 0.8,
        "shared_memory": "8Gi",
    },
}


def server(kind: str, chart: Any = None, id: str = "models", **options: Any) -> Any:
    make: Make = getattr(ModelServer, kind)
    return make(chart or new_chart(), id, **{**LEAST[kind], **options})


def pod_of(made: Any) -> Object:
    spec: Object = one(synthesized(made), "StatefulSet")["spec"]["template"]["spec"]
    return spec


def container_of(made: Any) -> Object:
    (found,) = pod_of(made)["containers"]
    return dict(found)


def environment_of(container: Object) -> dict[str, Any]:
    return {item["name"]: item.get("value", item.get("valueFrom")) for item in container["env"]}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "options",
    [
        {},
        "all",
        {"storage": ExistingModels.claim("models", "some/folder")},
        {"storage": ExistingModels.in_image("/opt/models"), "image": COMMON["image"]},
        {"placement": Placement(hardening=PodHardening.openshift())},
    ],
    ids=["least", "all", "claim", "image", "openshift"],
)
def test_the_objects_are_valid_and_admitted(kind: str, options: Any) -> None:
    made = server(kind, **({**COMMON, **ALL[kind]} if options == "all" else options))
    objects = synthesized(made)
    assert faulty(objects) == []
    assert list(violations(one(objects, "StatefulSet")["spec"]["template"]["spec"])) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_models_are_pruned_with_the_server(kind: str) -> None:
    objects = synthesized(server(kind, storage=ServerStorage("70Gi", "fast")))
    claim = one(objects, "PersistentVolumeClaim", "models-models-0")
    assert claim["spec"]["resources"]["requests"]["storage"] == "70Gi"
    assert claim["metadata"]["annotations"] == {"argocd.argoproj.io/sync-wave": "0"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_app_does_not_wait_for_a_download(kind: str) -> None:
    made = server(kind)
    # In a wave before the app's, Argo CD would wait until it is ready.
    assert {item["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"] for item in synthesized(made)} == {"0"}
    assert made.bind().ready == ()


@pytest.mark.parametrize("kind", KINDS)
def test_its_address_is_that_of_its_service(kind: str) -> None:
    made = server(kind)
    (port,) = one(synthesized(made), "Service", "models")["spec"]["ports"]
    assert made.url == f"http://models.kotaemon.svc:{port['port']}"
    assert [(point.host, point.port) for point in made.bind().endpoints] == [("models.kotaemon.svc", port["port"])]
    assert server(kind, new_chart(namespace=None)).url == f"http://models:{port['port']}"


@pytest.mark.parametrize("kind", KINDS)
def test_common_options_reach_the_pod(kind: str) -> None:
    spec = pod_of(server(kind, **COMMON))
    (container,) = spec["containers"]
    assert container["image"] == "registry.example.com/models:1.2.3"
    assert container["resources"]["limits"]["memory"] == "64Gi"
    assert spec["imagePullSecrets"] == [{"name": "registry"}]
    assert spec["priorityClassName"] == "high"
    assert spec["nodeSelector"] == {"gpu": "l40s"}
    assert {"key": "search"} in spec["tolerations"]


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_listed_folders_can_be_written_to(kind: str) -> None:
    spec = pod_of(server(kind))
    for container in (*spec["containers"], *spec.get("initContainers", ())):
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        environment = environment_of(container)
        writable = [mount["mountPath"] for mount in container["volumeMounts"]]
        assert environment["HOME"].startswith(tuple(writable))


@pytest.mark.parametrize("kind", KINDS)
def test_a_gpu_is_asked_for_and_its_taint_tolerated(kind: str) -> None:
    spec = pod_of(server(kind, gpu=Gpu(runtime_class="nvidia")))
    (container,) = spec["containers"]
    for side in ("requests", "limits"):
        assert container["resources"][side]["nvidia.com/gpu"] == "1"
    assert spec["runtimeClassName"] == "nvidia"
    assert spec["tolerations"] == [{"effect": "NoSchedule", "key": "nvidia.com/gpu", "operator": "Exists"}]
    # The device plugin says which.
    assert "NVIDIA_VISIBLE_DEVICES" not in environment_of(container)


@pytest.mark.parametrize("kind", ["ollama", "text_embeddings_inference"])
def test_without_a_gpu_it_gets_none_past_the_scheduler(kind: str) -> None:
    spec = pod_of(server(kind))
    assert "nvidia.com/gpu" not in spec["containers"][0]["resources"]["limits"]
    assert environment_of(spec["containers"][0])["NVIDIA_VISIBLE_DEVICES"] == "void"


def test_the_init_container_of_a_gpu_pod_gets_no_gpu() -> None:
    (init,) = pod_of(server("ollama", gpu=Gpu()))["initContainers"]
    assert "nvidia.com/gpu" not in init["resources"]["limits"]
    assert environment_of(init)["NVIDIA_VISIBLE_DEVICES"] == "void"


@pytest.mark.parametrize(
    ("kind", "image"),
    [("ollama", "docker.io/ollama/ollama:0.32.15-rocm"), ("vllm", "docker.io/vllm/vllm-openai-rocm:v0.30.0")],
)
def test_gpus_of_amd_have_images_and_groups_of_their_own(kind: str, image: str) -> None:
    spec = pod_of(server(kind, gpu=Gpu(vendor=GpuVendor.AMD, groups=[44, 993])))
    (container,) = spec["containers"]
    assert container["image"] == image
    assert container["resources"]["limits"]["amd.com/gpu"] == "1"
    assert spec["securityContext"]["supplementalGroups"] == [44, 993]
    assert spec["nodeSelector"] == {"kubernetes.io/arch": "amd64"}
    assert environment_of(container)["NVIDIA_VISIBLE_DEVICES"] == "void"


@pytest.mark.parametrize("kind", KINDS)
def test_models_on_a_claim_are_mounted_read_only_and_nothing_is_downloaded(kind: str) -> None:
    made = server(kind, storage=ExistingModels.claim("filled", "some/folder"))
    objects = synthesized(made)
    assert [item for item in objects if item["kind"] == "PersistentVolumeClaim"] == []
    assert made.claims == ()
    spec = one(objects, "StatefulSet")["spec"]
    assert "volumeClaimTemplates" not in spec
    pod = spec["template"]["spec"]
    (volume,) = [item for item in pod["volumes"] if item["name"] == "models"]
    assert volume["persistentVolumeClaim"] == {"claimName": "filled", "readOnly": True}
    for container in (*pod["containers"], *pod.get("initContainers", ())):
        (mount,) = [item for item in container["volumeMounts"] if item["name"] == "models"]
        assert mount == {"mountPath": "/models", "name": "models", "readOnly": True}
    (workload,) = made.bind().workloads
    assert workload.endpoints == ()


def test_each_is_told_where_the_models_are() -> None:
    existing = ExistingModels.claim("filled", "some/folder")
    container = container_of(server("ollama", storage=existing))
    assert environment_of(container)["OLLAMA_MODELS"] == "/models/some/folder"
    assert environment_of(container)["OLLAMA_NOPRUNE"] == "1"
    container = container_of(server("text_embeddings_inference", storage=existing))
    assert container["args"][:2] == ["--model-id", "/models/some/folder"]
    container = container_of(server("vllm", storage=existing))
    assert container["args"][:3] == ["/models/some/folder", "--served-model-name", "Qwen/Qwen3-8B"]
    assert environment_of(container)["HF_HUB_OFFLINE"] == "1"
    in_image = ExistingModels.in_image("/opt/models")
    assert container_of(server("vllm", storage=in_image, image=COMMON["image"]))["args"][0] == "/opt/models"


def test_ollama_listens_when_the_models_are_there() -> None:
    spec = pod_of(server("ollama"))
    (init,) = spec["initContainers"]
    assert environment_of(init)["OLLAMA_HOST"] == "127.0.0.1:11434"
    assert environment_of(spec["containers"][0])["OLLAMA_HOST"] == "0.0.0.0:11434"
    assert init["args"][1:] == [
        *("models", "pull"),
        *("qwen3:8b", "qwen3:8b", "registry.ollama.ai/library/qwen3/8b", "-"),
        *("nomic-embed-text:latest", "nomic-embed-text:latest", "registry.ollama.ai/library/nomic-embed-text/latest"),
        "-",
    ]


def test_options_of_ollama_reach_it() -> None:
    environment = environment_of(container_of(server("ollama", **ALL["ollama"])))
    assert environment["OLLAMA_KEEP_ALIVE"] == "3600s"
    assert environment["OLLAMA_NUM_PARALLEL"] == "4"
    assert environment["OLLAMA_MAX_LOADED_MODELS"] == "2"
    assert environment["OLLAMA_CONTEXT_LENGTH"] == "16384"
    assert environment["OLLAMA_NO_CLOUD"] == "1"


def test_options_of_text_embeddings_inference_reach_it() -> None:
    container = container_of(server("text_embeddings_inference", **ALL["text_embeddings_inference"]))
    assert container["image"] == "ghcr.io/huggingface/text-embeddings-inference:cuda-1.9.3"
    assert container["args"] == [
        *("--model-id", "BAAI/bge-m3"),
        *("--revision", "5617a9f61b028005a4858fdac845db406aefb181"),
        *("--dtype", "float32"),
        *("--max-batch-tokens", "8192"),
        *("--huggingface-hub-cache", "/models"),
        *("--hostname", "0.0.0.0", "--port", "8080"),
    ]
    environment = environment_of(container)
    assert environment["HF_ENDPOINT"] == "https://mirror.example.com"
    assert environment["HF_TOKEN"] == {"secretKeyRef": {"name": KEY.name, "key": KEY.key}}


def test_options_of_vllm_reach_it() -> None:
    container = container_of(server("vllm", **ALL["vllm"]))
    assert container["args"] == [
        *("Qwen/Qwen3-8B", "--served-model-name", "Qwen/Qwen3-8B"),
        *("--runner", "pooling", "--revision", "main", "--dtype", "bfloat16"),
        *("--max-model-len", "32768", "--gpu-memory-utilization", "0.8", "--tensor-parallel-size", "4"),
        *("--host", "0.0.0.0", "--port", "8000"),
    ]
    environment = environment_of(container)
    assert environment["VLLM_API_KEY"] == {"secretKeyRef": {"name": "vllm", "key": "key"}}
    assert environment["HF_ENDPOINT"] == "https://mirror.example.com"
    assert environment["VLLM_NO_USAGE_STATS"] == "1"


def test_the_processes_of_vllm_share_memory_that_is_theirs() -> None:
    spec = pod_of(server("vllm", shared_memory="4Gi"))
    assert {"emptyDir": {"medium": "Memory", "sizeLimit": "4Gi"}, "name": "shared-memory"} in spec["volumes"]
    assert {"mountPath": "/dev/shm", "name": "shared-memory"} in spec["containers"][0]["volumeMounts"]


@pytest.mark.parametrize("kind", ["text_embeddings_inference", "vllm"])
def test_a_download_is_not_cut_off_by_a_probe(kind: str) -> None:
    probe = container_of(server(kind))["startupProbe"]
    assert probe["failureThreshold"] * probe["periodSeconds"] == 2 * 60 * 60


@pytest.mark.parametrize("kind", ["text_embeddings_inference", "vllm"])
def test_metrics_are_at_the_port_of_the_service(kind: str) -> None:
    (workload,) = server(kind).bind().workloads
    assert workload.metrics is not None
    assert workload.metrics.port == workload.serves[0]
    (ollama,) = server("ollama").bind().workloads
    assert ollama.metrics is None


def hosts(made: Any) -> list[str]:
    (workload,) = made.bind().workloads
    return [f"{point.host}:{point.port}" for point in workload.endpoints]


def test_hosts_are_those_that_the_models_come_from() -> None:
    assert hosts(server("ollama")) == [
        "registry.ollama.ai:443",
        "dd20bb891979d25aebc8bec07b2b3bbc.r2.cloudflarestorage.com:443",
    ]
    mirrored = ["http://registry.data.svc:5000/library/qwen3:8b", "registry.example.com/library/nomic-embed-text"]
    assert hosts(server("ollama", models=mirrored, download_hosts=["files.example.com:8443"])) == [
        "registry.data.svc:5000",
        "registry.example.com:443",
        "files.example.com:8443",
    ]
    assert "us.aws.cdn.hf.co:443" in hosts(server("ollama", models=["hf.co/owner/Model-GGUF:Q4_K_M"]))
    for kind in ("text_embeddings_inference", "vllm"):
        assert hosts(server(kind))[0] == "huggingface.co:443"
        assert hosts(server(kind, hub="https://mirror.example.com:8443")) == ["mirror.example.com:8443"]


def test_overrides_come_last() -> None:
    made = server("ollama", overrides=[Override.add("StatefulSet", "/spec/minReadySeconds", 30)])
    assert one(synthesized(made), "StatefulSet")["spec"]["minReadySeconds"] == 30


AMD = Gpu(vendor=GpuVendor.AMD)
FILLED = ExistingModels.claim("filled")
REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("ollama", "models", {"models": []}),
    ("ollama", "models", {"models": [""]}),
    ("ollama", "models", {"models": ["qwen3:"]}),
    ("ollama", "models", {"models": ["a/b/c/d:e"]}),
    ("ollama", "models", {"models": ["/qwen3"]}),
    ("ollama", "models", {"models": ["-qwen3"]}),
    ("ollama", "models", {"models": ["qwen 3"]}),
    ("ollama", "models", {"models": ["http://qwen3"]}),
    ("ollama", "models", {"models": ["ftp://a.example/b/c"]}),
    ("ollama", "models", {"models": ["qwen3@latest"]}),
    ("ollama", "models", {"models": ["qwen3@"]}),
    ("ollama", "models", {"models": ["kimi-k2.6:cloud"]}),
    ("ollama", "models", {"models": ["gpt-oss:120b-cloud"]}),
    ("ollama", "models", {"models": ["qwen3", "Qwen3:latest"]}),
    ("ollama", "parallel", {"parallel": 0}),
    ("ollama", "loaded_models", {"loaded_models": 0}),
    ("ollama", "keep_alive_seconds", {"keep_alive_seconds": 0}),
    ("ollama", "context_length", {"context_length": 100}),
    ("ollama", "download_hosts", {"download_hosts": ["files.example.com:443"]}),
    ("ollama", "download_hosts", {"download_hosts": ["files.example.com"]}),
    ("ollama", "download_hosts", {"download_hosts": ["f.example:443"], "storage": FILLED}),
    ("ollama", "keep_undeclared", {"keep_undeclared": True, "storage": FILLED}),
    ("ollama", "image", {"storage": ExistingModels.in_image()}),
    ("ollama", "storage", {"storage": "50Gi"}),
    ("ollama", "gpu", {"gpu": 1}),
    ("ollama", "placement.node_selector", {"gpu": AMD, "placement": Placement({"kubernetes.io/arch": "arm64"})}),
    (
        "ollama",
        "placement.hardening.runtime_class",
        {"gpu": Gpu(runtime_class="nvidia"), "placement": Placement(hardening=PodHardening(runtime_class="gvisor"))},
    ),
    ("ollama", "name", {"name": "Ollama"}),
    ("text_embeddings_inference", "model", {"model": "bge m3"}),
    ("text_embeddings_inference", "model", {"model": "a/b/c"}),
    ("text_embeddings_inference", "model", {"model": "a/-b"}),
    ("text_embeddings_inference", "revision", {"revision": "a b"}),
    ("text_embeddings_inference", "revision", {"revision": "main", "storage": FILLED}),
    ("text_embeddings_inference", "token", {"token": KEY, "storage": FILLED}),
    ("text_embeddings_inference", "token", {"token": "text"}),
    ("text_embeddings_inference", "hub", {"hub": "mirror.example.com"}),
    ("text_embeddings_inference", "hub", {"hub": "https://mirror.example.com/"}),
    ("text_embeddings_inference", "hub", {"hub": "http://mirror.example.com", "token": KEY}),
    ("text_embeddings_inference", "download_hosts", {"download_hosts": ["files.example.com:443"]}),
    ("text_embeddings_inference", "gpu", {"gpu": AMD}),
    ("text_embeddings_inference", "gpu.count", {"gpu": Gpu(2)}),
    ("text_embeddings_inference", "dtype", {"dtype": TextEmbeddingsDtype.FLOAT16}),
    ("text_embeddings_inference", "max_batch_tokens", {"max_batch_tokens": 1}),
    ("text_embeddings_inference", "placement.node_selector", {"placement": Placement({"kubernetes.io/arch": "arm64"})}),
    ("vllm", "gpu", {"gpu": None}),
    ("vllm", "max_model_len", {"max_model_len": 1}),
    ("vllm", "gpu_memory_utilization", {"gpu_memory_utilization": 1.5}),
    ("vllm", "shared_memory", {"shared_memory": "16Gi"}),
    ("vllm", "shared_memory", {"shared_memory": "much"}),
    ("vllm", "image", {"storage": ExistingModels.in_image("/opt/model")}),
]


@pytest.mark.parametrize(("kind", "field", "options"), REFUSED)
def test_it_refuses(kind: str, field: str, options: dict[str, Any]) -> None:
    chart = new_chart()
    error = refusal(lambda: server(kind, chart, **options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("test/models", field)
    assert chart.node.children == []


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("count", lambda: Gpu(0)),
        ("count", lambda: Gpu(-1)),
        ("count", lambda: Gpu(17)),
        ("runtime_class", lambda: Gpu(runtime_class="A b")),
        ("groups", lambda: Gpu(groups=[44])),
        ("groups", lambda: Gpu(vendor=GpuVendor.AMD, groups=[0])),
        ("path", lambda: ExistingModels.claim("a", "/absolute")),
        ("path", lambda: ExistingModels.claim("a", "../b")),
        ("path", lambda: ExistingModels.in_image("relative")),
        ("path", lambda: ExistingModels.in_image("/")),
        ("name", lambda: ExistingModels.claim("A b")),
    ],
)
def test_option_groups_refuse(field: str, make: Callable[[], Any]) -> None:
    assert refusal(make).faults[0].field == field
