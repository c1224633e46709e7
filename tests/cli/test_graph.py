"""`graph` and `explain`: formats, files, what they say, and what they do without graphviz."""

from __future__ import annotations

import json
import os
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.support import HEAD, TWO, command, run, scripted
from tests.support import REPOSITORY

needs_dot = pytest.mark.skipif(
    shutil.which("dot") is None and "REQUIRE_SERVERS" not in os.environ, reason="graphviz is not installed"
)


def test_mermaid_goes_to_the_output(tmp_path: Path) -> None:
    output = run(scripted(tmp_path, TWO), "graph", "legal")[0]
    assert output.startswith("flowchart LR\n")
    assert 'subgraph g0["namespace legal"]' in output


@needs_dot
def test_a_file_has_the_format_of_its_name(tmp_path: Path) -> None:
    folder = scripted(tmp_path, TWO)
    for file, start in (("a.svg", b"<?xml"), ("a.png", b"\x89PNG"), ("a.dot", b"digraph"), ("a.mmd", b"flowchart")):
        assert run(folder, "graph", "legal", "-o", file) == ("", "")
        assert (folder / file).read_bytes().startswith(start)
    titles = {element.text for element in ET.parse(folder / "a.svg").iter("{http://www.w3.org/2000/svg}title")}
    assert {"app", "volume", "app->volume"} <= titles


def test_without_graphviz_it_says_what_is_missing(tmp_path: Path) -> None:
    folder = scripted(tmp_path, TWO)
    arguments = ("-m", "kotaemon_cdk8s.cli", "graph", "legal", "--format", "svg")
    output, errors = command(folder, *arguments, code=1, PATH="/nowhere")
    assert output == ""
    assert errors.startswith("kotaemon-cdk8s: the program `dot` is not installed")
    assert "--format mermaid" in errors


def test_a_name_without_a_format_is_a_wrong_call(tmp_path: Path) -> None:
    folder = scripted(tmp_path, TWO)
    assert "give --format" in run(folder, "graph", "legal", "-o", "picture", code=2)[1]
    assert "cannot be written" in run(folder, "graph", "legal", "-o", "no/a.dot", code=1)[1]


def test_json_has_the_parts_and_lines(tmp_path: Path) -> None:
    content = json.loads(run(scripted(tmp_path, TWO), "graph", "legal", "--json")[0])
    assert [part["id"] for part in content["parts"]] == ["app", "volume"]
    assert content["lines"] == [{"source": "app", "target": "volume", "text": "mounts", "aside": False}]


def test_waves(tmp_path: Path) -> None:
    assert "wave 0<br>2 × ConfigMap" in run(scripted(tmp_path, TWO), "graph", "legal", "--waves")[0]


@pytest.fixture(scope="module")
def production() -> dict[str, object]:
    found: dict[str, object] = json.loads(run(REPOSITORY, "explain", "production", "--json")[0])
    return found


def test_explain_says_what_is_shared_and_kept(production: dict[str, object]) -> None:
    assert production["components"] == [
        {"component": component, "where": where, "keeps data": True, "shared by all pods": "yes"}
        for component, where in (
            ("PostgreSQL metadata database (CloudNativePG)", "kotaemon-db"),
            ("Qdrant vector store", "kotaemon-vectors"),
            ("Elasticsearch document store", "kotaemon-texts"),
            ("files on the volume", "volume kotaemon-data"),
        )
    ]
    assert {"object": "PersistentVolumeClaim kotaemon-data", "claims": 1, "size": "100Gi"} in production["volumes"]
    assert {"object": "Cluster kotaemon-db", "claims": 3, "size": "30Gi"} in production["volumes"]


def test_explain_sums_at_both_ends_of_autoscalers(production: dict[str, object]) -> None:
    # 3 × 500m of each store, 2 or 6 pods of 1 and 0.1 CPU, 500m of the backup, 1 of its drill.
    assert production["total"]["pods"] == 13
    assert production["total at most"]["pods"] == 17
    assert production["total"]["requests.cpu"] == "8200m"
    assert production["total at most"]["requests.cpu"] == "12600m"
    (app,) = [row for row in production["pods"] if row["object"] == "Deployment kotaemon"]
    assert (app["pods"], app["at most"], app["each"]["requests.cpu"]) == (2, 6, "1100m")


def test_explain_says_who_talks_to_whom_and_what_runs(production: dict[str, object]) -> None:
    ends = {(line["from"], line["to"], line["ports"]) for line in production["connections"]}
    assert {("Kotaemon", "kotaemon-db", "5432"), ("oauth2-proxy", "login.example.com", "443")} <= ends
    assert production["entrances"] == [{"kind": "gateway", "host": "kotaemon.example.com", "https": True, "path": "/"}]
    assert "quay.io/oauth2-proxy/oauth2-proxy" in "".join(production["images"])


def test_explain_says_what_is_backed_up_and_to_where(production: dict[str, object], tmp_path: Path) -> None:
    assert production["backups"] == [
        {
            "object": "CronJob kotaemon-backup",
            "schedule": "17 2 * * *",
            "time zone": "Europe/Berlin",
            "suspended": False,
            "to": "s3:https://s3.eu-central-1.amazonaws.com/example-kotaemon-backups",
        }
    ]
    script = (
        f"{HEAD}\nfrom kotaemon_cdk8s import Backup, BackupRepository\napp = cdk8s.App()\nkotaemon = make(app, 'a')\n"
    )
    script += "where = BackupRepository.volume(password=SecretRef('a', 'b'), claim='nas', prefix='of-a')\n"
    script += "Backup(kotaemon.node.scope, 'kept', app=kotaemon, repository=where)\napp.synth()\n"
    kept = (
        "SQLite metadata database, embedded Chroma vector store, embedded LanceDB document store, files on the volume"
    )
    text = run(scripted(tmp_path, script), "explain")[0]
    assert f"\nCronJob kept: 17 2 * * * in Etc/UTC, to claim nas/of-a: {kept}\n" in text
    script = script.replace("repository=where", "repository=where, suspended=True")
    assert "\nCronJob kept: suspended, to claim nas" in run(scripted(tmp_path, script), "explain")[0]


def test_explain_as_text_says_what_cannot_be_shared(tmp_path: Path) -> None:
    output = run(scripted(tmp_path, TWO), "explain", "legal")[0]
    assert "\nno backup of SQLite metadata database, " in output
    assert "SQLite metadata database" in output
    assert "no: a second pod would corrupt it" in output
    assert "all" not in output.partition("Volumes")[2].partition("Images")[0]


def test_explain_does_not_count_what_it_cannot_know(tmp_path: Path) -> None:
    script = f"{HEAD}\nfrom kotaemon_cdk8s import VectorStore\napp = cdk8s.App()\n"
    script += "chart = cdk8s.Chart(app, 'big', namespace='big')\n"
    script += "KotaemonApp(chart, 'kotaemon', admin_password=SecretRef('kotaemon-admin', 'password'),\n"
    script += "    vector_store=VectorStore.milvus(chart, 'vectors', root_password=SecretRef('milvus', 'password')))\n"
    script += "app.synth()\n"
    folder = scripted(tmp_path, script)
    assert json.loads(run(folder, "explain", "--json")[0])["pods not counted"] == ["Milvus/vectors"]
    assert "not counted: the pods of Milvus/vectors" in run(folder, "explain")[0]
