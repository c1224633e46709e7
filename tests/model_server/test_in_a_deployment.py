"""Model servers with their app: the models that it is given, and a deployment that asks nobody outside."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    AdmissionPolicies,
    ExistingModels,
    Gpu,
    ImageSources,
    KotaemonApp,
    ModelServer,
    OptionError,
    Peer,
    SecretInventory,
    SecretRef,
    SecretRotation,
    Security,
    SynthesisError,
    TextEmbeddingsTask,
    VllmTask,
)
from kotaemon_cdk8s.security.secret_rotation import RELOAD

import cdk8s
import pytest

from tests.security.admission import refusals
from tests.support import KEY, PASSWORD, Object, container, document, kotaemon, new_chart, one, refusal, synthesized


def entries(objects: list[Object]) -> dict[str, Any]:
    return {entry["name"]: entry["content"] for entry in document(objects)["entries"]}


def test_models_of_ollama_are_asked_for_at_its_service() -> None:
    chart = new_chart()
    ollama = ModelServer.ollama(chart, "ollama", models=["qwen3:8b", "nomic-embed-text"])
    models = [ollama.chat("qwen3:8b", context_length=16384), ollama.embeddings("nomic-embed-text")]
    found = entries(synthesized(kotaemon(chart, models=models)))
    assert found["qwen3:8b"]["base_url"] == "http://ollama.kotaemon.svc:11434"
    assert found["qwen3:8b"]["num_ctx"] == 16384
    served = ModelServer.ollama(new_chart(), "ollama", models=["qwen3:8b"], context_length=4096)
    assert served.chat("qwen3:8b").spec["num_ctx"] == 4096
    assert served.chat("qwen3:8b", context_length=2048).spec["num_ctx"] == 2048
    assert ModelServer.ollama(new_chart(), "ollama", models=["qwen3:8b"]).chat("qwen3:8b").spec["num_ctx"] == 8192
    # The name in the app is as it was asked for; that of the model is whole.
    assert found["nomic-embed-text"]["model"] == "nomic-embed-text:latest"


@pytest.mark.parametrize("asked", ["qwen3:8b", "library/qwen3:8b", "Qwen3:8B", "registry.ollama.ai/library/qwen3:8b"])
def test_a_model_is_known_by_all_its_names(asked: str) -> None:
    ollama = ModelServer.ollama(new_chart(), "ollama", models=["qwen3:8b@0123456789ab"])
    assert ollama.chat(asked).server is ollama


def test_a_registry_is_part_of_the_name() -> None:
    ollama = ModelServer.ollama(new_chart(), "ollama", models=["http://registry.data.svc:5000/library/qwen3:8b"])
    made = ollama.chat("registry.data.svc:5000/library/qwen3:8b")
    assert made.spec["model"] == "registry.data.svc:5000/library/qwen3:8b"
    assert refusal(lambda: ollama.chat("qwen3:8b")).faults[0].field == "model"


@pytest.mark.parametrize("model", ["qwen3", "qwen3:14b", "nomic-embed-text:v1.5", ""])
def test_a_model_that_is_not_pulled_is_refused(model: str) -> None:
    ollama = ModelServer.ollama(new_chart(), "ollama", models=["qwen3:8b", "nomic-embed-text"])
    for method in (ollama.chat, ollama.embeddings):
        with pytest.raises(OptionError) as caught:
            method(model)
        assert (caught.value.faults[0].path, caught.value.faults[0].field) == ("test/ollama", "model")


def test_text_embeddings_inference_is_asked_by_its_task() -> None:
    chart = new_chart()
    make = ModelServer.text_embeddings_inference
    embeds = make(chart, "embeds", model="BAAI/bge-m3")
    reranks = make(chart, "reranks", model="BAAI/bge-reranker-base", task=TextEmbeddingsTask.RERANKING)
    models = [embeds.embeddings(), reranks.reranking(name="reranker")]
    found = entries(synthesized(kotaemon(chart, models=models)))
    assert found["BAAI/bge-m3"]["endpoint_url"] == "http://embeds.kotaemon.svc:8080/embed"
    assert found["reranker"]["endpoint_url"] == "http://reranks.kotaemon.svc:8080/rerank"
    assert refusal(embeds.reranking).faults[0].field == "task"
    assert refusal(reranks.embeddings).faults[0].field == "task"


def test_vllm_is_asked_by_its_task_and_with_its_key() -> None:
    chart = new_chart()
    key = SecretRef("vllm", "key")
    chat = ModelServer.vllm(chart, "chat", model="Qwen/Qwen3-8B", api_key=key, token=KEY)
    embeds = ModelServer.vllm(chart, "embeds", model="Qwen/Qwen3-Embedding-0.6B", task=VllmTask.EMBEDDINGS)
    app = kotaemon(chart, models=[chat.chat(), embeds.embeddings()])
    objects = synthesized(app)
    found = entries(objects)
    assert found["Qwen/Qwen3-8B"]["base_url"] == "http://chat.kotaemon.svc:8000/v1"
    variable = found["Qwen/Qwen3-8B"]["api_key"]["$env"]
    (shown,) = [item for item in container(objects)["env"] if item["name"] == variable]
    assert shown["valueFrom"]["secretKeyRef"] == {"name": "vllm", "key": "key"}
    assert refusal(chat.embeddings).faults[0].field == "task"
    assert refusal(embeds.chat).faults[0].field == "task"
    commands = SecretInventory.of(app).commands()
    assert any('generic vllm --from-literal=key="$(openssl' in command for command in commands)
    # Nobody makes a token of Hugging Face's up.
    assert any(f"generic {KEY.name} --from-literal={KEY.key}='…'" in command for command in commands)


def test_a_server_that_no_app_uses_is_refused() -> None:
    chart = new_chart()
    ModelServer.ollama(chart, "ollama", models=["qwen3:8b"])
    with pytest.raises(SynthesisError, match="no deployment uses this server"):
        synthesized(kotaemon(chart))


def test_two_apps_share_a_server_of_another_namespace() -> None:
    chart = new_chart()
    shared = new_chart("models", "models", chart.node.root)
    ollama = ModelServer.ollama(shared, "ollama", models=["qwen3:8b"])
    other = new_chart("other", "other", chart.node.root)
    for home in (chart, other):
        objects = synthesized(kotaemon(home, models=[ollama.chat("qwen3:8b")]))
    assert entries([item for item in objects if item["metadata"].get("namespace") == "other"])["qwen3:8b"][
        "base_url"
    ] == ("http://ollama.models.svc:11434")


def test_a_key_is_not_to_be_had_in_another_namespace() -> None:
    chart = new_chart()
    shared = new_chart("models", "models", chart.node.root)
    vllm = ModelServer.vllm(shared, "chat", model="Qwen/Qwen3-8B", api_key=KEY)
    assert refusal(lambda: kotaemon(chart, models=[vllm.chat()])).faults[0].field == "models"


def test_a_changed_secret_restarts_the_server() -> None:
    chart = new_chart()
    vllm = ModelServer.vllm(chart, "chat", model="Qwen/Qwen3-8B", token=SecretRef("hub", "token"))
    objects = synthesized(kotaemon(chart, models=[vllm.chat()], secret_rotation=SecretRotation.RELOADER))
    assert one(objects, "StatefulSet")["metadata"]["annotations"][RELOAD] == "hub"


def test_a_mirror_serves_the_init_container_too() -> None:
    chart = new_chart()
    ImageSources(
        chart, "images", mirror={"docker.io": "registry.example.com/hub", "ghcr.io": "registry.example.com/gh"}
    )
    ollama = ModelServer.ollama(chart, "ollama", models=["qwen3:8b"])
    pod = one(synthesized(kotaemon(chart, models=[ollama.chat("qwen3:8b")])), "StatefulSet")["spec"]["template"]["spec"]
    images = {item["image"] for item in (*pod["initContainers"], *pod["containers"])}
    assert images == {"registry.example.com/hub/ollama/ollama:0.32.15"}


def test_the_guards_at_admission_take_their_pods() -> None:
    chart = new_chart()
    ollama = ModelServer.ollama(chart, "ollama", models=["qwen3:8b"], gpu=Gpu(runtime_class="nvidia"))
    embeddings = ModelServer.text_embeddings_inference(chart, "embeddings", model="BAAI/bge-m3")
    chat = ModelServer.vllm(chart, "chat", model="Qwen/Qwen3-8B", api_key=SecretRef("vllm", "key"), token=KEY)
    kotaemon(chart, models=[ollama.chat("qwen3:8b"), embeddings.embeddings(), chat.chat()])
    AdmissionPolicies(chart, "policies")
    objects = synthesized(chart)
    sets = [item for item in objects if item["kind"] == "StatefulSet"]
    assert len(sets) == 3
    for item in sets:
        template = item["spec"]["template"]
        metadata = {"name": f"{item['metadata']['name']}-0", **template["metadata"]}
        pod = {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": template["spec"]}
        assert refusals(objects, pod) == []


AIR_GAPPED: dict[str, dict[str, Any]] = {
    "on a volume": {"models": ["qwen3:8b", "nomic-embed-text"], "storage": ExistingModels.claim("models")},
    "from a registry in the cluster": {
        "models": [f"http://registry.data.svc:5000/library/{name}" for name in ("qwen3:8b", "nomic-embed-text")]
    },
}


@pytest.mark.parametrize("how", AIR_GAPPED)
def test_a_deployment_may_ask_nobody_outside_the_cluster(how: str) -> None:
    chart = new_chart()
    ollama = ModelServer.ollama(chart, "ollama", gpu=Gpu(), **AIR_GAPPED[how])
    names = [model.shown for model in ollama.models]
    models = [ollama.chat(names[0]), ollama.embeddings(names[1])]
    app = KotaemonApp(chart, "kotaemon", admin_password=PASSWORD, offline=True, models=models)
    registry = {"registry.data.svc": Peer.pods(labels={"app": "registry"}, namespace="data")}
    Security(chart, "security", app=app, routes=registry if "registry" in how else {})
    objects = synthesized(chart)
    rules = [
        (policy["metadata"]["name"], peer)
        for policy in objects
        if policy["kind"] == "NetworkPolicy"
        for rule in policy["spec"]["egress"]
        for peer in rule["to"]
    ]
    outside = [(name, peer["ipBlock"]["cidr"]) for name, peer in rules if "ipBlock" in peer]
    # That address is of the node's own cache of the cluster's DNS.
    assert {cidr for _, cidr in outside} <= {"169.254.20.10/32"}
    assert {item["kind"] for item in objects} & {"CiliumNetworkPolicy", "FQDNNetworkPolicy"} == set()
    if "volume" in how:
        assert one(objects, "NetworkPolicy", "ollama")["spec"]["egress"] == []


def test_the_name_of_the_server_is_one_of_the_charts() -> None:
    chart = cdk8s.Chart(cdk8s.App(outdir="/dev/null/nowhere"), "test", namespace="kotaemon")
    ModelServer.ollama(chart, "one", name="models", models=["qwen3:8b"])
    error = refusal(lambda: ModelServer.vllm(chart, "two", name="models", model="Qwen/Qwen3-8B"))
    assert error.faults[0].field == "name"
