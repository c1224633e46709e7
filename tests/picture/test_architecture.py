"""The architecture of a deployment: all that its wiring graph says, and nothing else."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    AuthProxy,
    EdgeTls,
    Exposure,
    HostAccess,
    IngressController,
    KotaemonApp,
    ModelServer,
    OpenAI,
    Peer,
    Security,
    VectorStore,
)
from kotaemon_cdk8s.picture.architecture import architecture
from kotaemon_cdk8s.picture.dot import dot
from kotaemon_cdk8s.picture.drawing import Drawing, Part, PartKind
from kotaemon_cdk8s.picture.mermaid import mermaid
from kotaemon_cdk8s.picture.sync_waves import sync_waves

import cdk8s
import pytest

import examples
from tests.support import KEY, OTHER, kotaemon, new_chart


def drawn(example: Any) -> Drawing:
    return architecture(_app(example(cdk8s.App(outdir="/dev/null/nowhere"))))


def _app(chart: cdk8s.Chart) -> KotaemonApp:
    (app,) = [node for node in chart.node.find_all() if isinstance(node, KotaemonApp)]
    return app


def lines(drawing: Drawing) -> set[tuple[str, str, str]]:
    return {(drawing.part(line.source).name, drawing.part(line.target).name, line.text) for line in drawing.lines}


def names(drawing: Drawing, kind: PartKind) -> list[str]:
    return [part.name for part in drawing.parts if part.kind is kind]


def test_standard() -> None:
    drawing = drawn(examples.standard)
    assert lines(drawing) == {
        ("people", "public", "https"),
        ("public", "oauth2-proxy", "4180"),
        ("oauth2-proxy", "Kotaemon", "in the pod"),
        ("oauth2-proxy", "login.example.com", "443"),
        ("Kotaemon", "kotaemon-data", "mounts"),
        ("Kotaemon", "kotaemon-db", "5432"),
        ("kotaemon-check", "Kotaemon", "9464"),
        ("Kotaemon", "kotaemon-vectors", "6333"),
        ("Kotaemon", "api.openai.com", "443"),
        ("Kotaemon", "pypi.org", "443"),
        ("Kotaemon", "files.pythonhosted.org", "443"),
        ("cnpg-system", "kotaemon-db", "5432, 8000"),
        ("kotaemon-db", "Kubernetes API server", ""),
        ("prometheus", "Kotaemon", "9464"),
        ("prometheus", "kotaemon-db", "9187"),
        ("prometheus", "kotaemon-vectors", "6333"),
    }
    of = {part.name: part for part in drawing.parts}
    assert [group.title for group in of["Kotaemon"].groups] == ["namespace kotaemon-standard", "kotaemon: 1 pod"]
    assert [group.title for group in of["public"].groups] == ["namespace envoy-gateway-system"]
    assert [group.title for group in of["prometheus"].groups] == ["namespace monitoring"]
    assert of["api.openai.com"].groups == ()
    assert of["kotaemon-vectors"].text == ("Qdrant vector store", "3 pods")
    assert of["kotaemon-data"].text == ("embedded LanceDB document store", "files on the volume")


def test_a_backup_reaches_what_it_stores_and_where_it_keeps_it() -> None:
    drawing = drawn(examples.production)
    assert names(drawing, PartKind.JOB) == ["kotaemon-backup", "kotaemon-drill"]
    own = {(drawing.part(line.target).name, line.text, line.aside) for line in drawing.lines if "backup" in line.source}
    host = "s3.dualstack.eu-central-1.amazonaws.com"
    stores = {("kotaemon-db", "5432", True), ("kotaemon-vectors", "6333", True), ("kotaemon-texts", "9200", True)}
    kept = {(name, "443", True) for name in (host, f"example-kotaemon-backups.{host}")}
    assert own - {(name, "443", True) for name in ("pypi.org", "files.pythonhosted.org")} == {
        *stores,
        *kept,
        ("kotaemon-data", "mounts", True),
    }
    of = {part.name: part.text for part in drawing.parts}
    assert of[host] == ("backups",)
    assert of["kotaemon-backup"] == ("backup", "by schedule")


def test_autoscaled_pods_are_counted_at_both_ends() -> None:
    assert any("2–6 pods" in group.title for part in drawn(examples.production).parts for group in part.groups)


def test_model_servers_are_told_from_stores() -> None:
    drawing = drawn(examples.private)
    assert names(drawing, PartKind.MODEL_SERVER) == ["ollama"]
    assert names(drawing, PartKind.STORE) == ["kotaemon-vectors"]
    assert names(drawing, PartKind.HOST) == ["login.example.com"]
    assert ("Kotaemon", "ollama", "11434") in lines(drawing)


def test_the_least_has_a_pod_and_a_volume() -> None:
    drawing = architecture(kotaemon())
    assert [part.name for part in drawing.parts] == ["Kotaemon", "kotaemon-data"]


def test_hosts_that_only_the_user_knows_are_in_it() -> None:
    assert ("Kotaemon", "models.example.com", "443") in lines(drawn(examples.team))


def test_a_client_of_the_policies_is_in_it() -> None:
    chart = new_chart()
    app = kotaemon(chart, offline=True)
    Security(chart, "security", app=app, clients=[Peer.cidrs("10.1.0.0/16")], allow_unauthenticated=True)
    assert ("10.1.0.0/16", "Kotaemon", "7860") in lines(architecture(app))


def test_clients_without_a_namespace_are_beside_the_app() -> None:
    chart = new_chart()
    app = kotaemon(chart, offline=True)
    peers = [Peer.pods(labels={"app": "near"}), Peer.pods(labels={"app": "far"}, namespace="elsewhere")]
    Security(chart, "security", app=app, clients=peers, allow_unauthenticated=True)
    of = {part.name: [group.title for group in part.groups] for part in architecture(app).parts}
    assert (of["near"], of["far"]) == (["namespace kotaemon"], ["namespace elsewhere"])


def test_a_host_of_several_is_one_part_with_all_of_them() -> None:
    model = OpenAI(api_key=KEY, base_url="https://login.example.com/v1").chat("one")
    other = OpenAI(api_key=KEY, base_url="https://login.example.com:8443/v1").chat("other")
    proxy = AuthProxy.oauth2_proxy(
        issuer="https://login.example.com",
        client_id="kotaemon",
        client_secret=KEY,
        cookie_secret=OTHER,
        email_domains=["example.com"],
    )
    way = Exposure.ingress(controller=IngressController.traefik(), host="a.example.com", tls=EdgeTls.secret("tls"))
    drawing = architecture(kotaemon(models=[model, other], auth_proxy=proxy, exposures=[way]))
    (host,) = [part for part in drawing.parts if part.kind is PartKind.HOST]
    assert host.text == ("login", "chat model 'one'", "chat model 'other'")
    assert {line for line in lines(drawing) if line[1] == host.name} == {
        ("oauth2-proxy", host.name, "443"),
        ("Kotaemon", host.name, "443"),
        ("Kotaemon", host.name, "8443"),
    }


def test_a_store_of_another_namespace_is_in_its_own() -> None:
    root = cdk8s.App(outdir="/dev/null/nowhere")
    models, chart = new_chart("models", "models", root), new_chart("apps", "apps", root)
    ollama = ModelServer.ollama(models, "ollama", models=["qwen3:8b"])
    drawing = architecture(kotaemon(chart, models=[ollama.chat("qwen3:8b")]))
    (server,) = [part for part in drawing.parts if part.kind is PartKind.MODEL_SERVER]
    assert [group.title for group in server.groups] == ["namespace models"]
    assert ("Kotaemon", "ollama", "11434") in lines(drawing)


def test_two_apps_of_a_chart_do_not_mix() -> None:
    chart = new_chart()
    one = kotaemon(chart, "one", offline=True, vector_store=VectorStore.chroma_server(chart, "vectors"))
    other = kotaemon(chart, "other", offline=True)
    Security(chart, "security", app=one, further_hosts=["one.example.com:443"], hosts=HostAccess.PUBLIC_ADDRESSES)
    assert names(architecture(other), PartKind.STORE) == names(architecture(other), PartKind.HOST) == []
    assert names(architecture(one), PartKind.HOST) == ["one.example.com"]


@pytest.mark.parametrize("example", examples.CHARTS, ids=lambda example: example.__name__)
def test_every_end_of_a_line_is_a_part(example: Any) -> None:
    drawing = drawn(example)
    ids = [part.id for part in drawing.parts]
    assert len(ids) == len(set(ids))
    assert {end for line in drawing.lines for end in (line.source, line.target)} <= set(ids)
    assert drawing == drawn(example)


def test_text_of_users_cannot_break_a_format() -> None:
    drawing = architecture(kotaemon())
    hostile = Drawing('"]\\', (*drawing.parts, Part("x", PartKind.HOST, 'a "quoted" \\N [name]')), drawing.lines)
    assert "#quot;quoted#quot;" in mermaid(hostile)
    assert r"a \"quoted\" \\N [name]" in dot(hostile).source


def test_sync_waves_hold_all_objects_in_order() -> None:
    chart = examples.standard(cdk8s.App(outdir="/dev/null/nowhere"))
    drawing = sync_waves([chart])
    assert [part.name for part in drawing.parts] == ["wave -30", "wave -20", "wave -10", "wave 0"]
    assert drawing.parts[0].text == ("Namespace kotaemon-standard",)
    assert "Cluster kotaemon-db" in drawing.parts[2].text
    counts = [int(line.split(" × ")[0]) if " × " in line else 1 for part in drawing.parts for line in part.text]
    assert sum(counts) == len(chart.to_json())
