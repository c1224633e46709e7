"""`kotaemon-cdk8s from-helm`: what it writes runs, says what the values say, and nothing is left out unsaid."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.migration.ledger import Outcome, leaves
from kotaemon_cdk8s.migration.report import content, markdown
from kotaemon_cdk8s.migration.values import MigrationError, merge, read

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.support import run
from tests.migration.made import (
    EXTRAS,
    LOGIN,
    MULTIMODAL,
    PRODUCTION,
    VALUES,
    executed,
    migrated,
    synthesized,
    written,
)
from tests.support import container, environment, faulty, one, pod
from tests.support import settings as settings_of

SETS = {
    "values": [VALUES],
    "production": [VALUES, PRODUCTION],
    "multimodal": [VALUES, MULTIMODAL],
    "all": [VALUES, PRODUCTION, MULTIMODAL],
}
SECRET = "correct-horse-battery"


def checked(folder: Path) -> None:
    """A program is formatted as ruff would, and correct; a long text of the values is not cut."""
    for check in (
        ["format", "--check", "--line-length=120"],
        ["check", "--line-length=120", "--select=E,F,W,B,RUF,UP", "--ignore=E501"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *check, "--isolated", "app.py"], cwd=folder, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("files", SETS.values(), ids=SETS)
def test_what_is_written_runs(files: list[Path], tmp_path: Path) -> None:
    login = ("--login-issuer", LOGIN.issuer, "--login-domain", "example.com")
    extras = [part for each in EXTRAS for part in ("--extra", str(each))]
    output, errors = run(tmp_path, "from-helm", *map(str, files), *login, "--output", "new", *extras)
    assert errors == ""
    folder = tmp_path / "new"
    assert sorted(path.name for path in folder.iterdir()) == ["app.py", "report.md"]
    checked(folder)
    objects = synthesized(folder)
    assert faulty(objects) == []
    assert {"Deployment", "NetworkPolicy", "DaemonSet"} <= {item["kind"] for item in objects}
    assert (folder / "report.md").read_text() in output
    assert "kotaemon123" not in output + (folder / "app.py").read_text()


@pytest.mark.parametrize("files", SETS.values(), ids=SETS)
@pytest.mark.parametrize("adopted", [None, "kotaemon-data"], ids=["new volume", "adopted volume"])
def test_every_key_is_in_the_report(files: list[Path], adopted: str | None) -> None:
    values = read(files)
    findings = migrated(values, adopt_volume=adopted).findings
    for leaf in leaves(values):
        assert len([each for each in findings if leaf[: len(each.path)] == each.path]) == 1, leaf
    assert not [each.key for each in findings if each.outcome is Outcome.UNKNOWN]


def test_production_says_the_same_in_our_terms() -> None:
    objects = executed(migrated(read([VALUES, PRODUCTION, MULTIMODAL]), login=LOGIN))
    assert container(objects)["image"] == "ghcr.io/cinnamon/kotaemon:0.11.3-full"
    assert container(objects)["resources"]["requests"]["memory"] == "4Gi"
    found = settings_of(objects)
    assert found["KH_VECTORSTORE"]["url"] == "http://kotaemon-vectors:6333"
    assert one(objects, "StatefulSet", "kotaemon-db")
    assert environment(objects)["AZURE_DI_ENDPOINT"] == "https://your-endpoint.cognitiveservices.azure.com/"
    assert "docling" in found["KOTAEMON_READERS"]
    assert [index["name"] for index in found["KH_INDICES"]] == ["File Collection", "NanoGraphRAG Collection"]
    ingress = one(objects, "Ingress")
    assert ingress["spec"]["rules"][0]["host"] == "kotaemon.yourdomain.com"
    assert one(objects, "Certificate")["spec"]["issuerRef"]["name"] == "letsencrypt-prod"
    claim = one(objects, "PersistentVolumeClaim", "storage-kotaemon-vectors-0")
    assert claim["spec"]["resources"]["requests"]["storage"] == "50Gi"


def test_several_pods_over_stores_that_they_share() -> None:
    shared = {
        "kotaemon": {"config": {"docstore": "Elasticsearch"}},
        "persistence": {"accessMode": "ReadWriteMany", "storageClass": "files"},
    }
    objects = executed(migrated(merge(read([VALUES]), shared)))
    spec = one(objects, "HorizontalPodAutoscaler")["spec"]
    assert (spec["minReplicas"], spec["maxReplicas"]) == (2, 10)
    assert one(executed(migrated(read([VALUES]))), "Deployment")["spec"]["replicas"] == 1


def test_a_target_that_one_process_never_comes_to_is_lowered() -> None:
    shared = {"kotaemon": {"config": {"docstore": "Elasticsearch"}}, "persistence": {"accessMode": "ReadWriteMany"}}
    migration = migrated(merge(read([VALUES, PRODUCTION]), shared))
    (cpu,) = one(executed(migration), "HorizontalPodAutoscaler")["spec"]["metrics"]
    # 70 % of 2 CPUs are more than the one that the app can use.
    assert container(executed(migration))["resources"]["requests"]["cpu"] == "2"
    assert cpu["containerResource"]["target"]["averageUtilization"] == 31
    (said,) = [each.text for each in migration.findings if each.key == "autoscaling.targetCPUUtilizationPercentage"]
    assert "one process" in said


def test_an_adopted_volume_keeps_its_claim_owner_and_stores() -> None:
    objects = executed(migrated(read([VALUES]), adopt_volume="kotaemon-data"))
    claims = [each["persistentVolumeClaim"] for each in pod(objects)["volumes"] if "persistentVolumeClaim" in each]
    assert [claim["claimName"] for claim in claims] == ["kotaemon-data"]
    assert pod(objects)["securityContext"]["runAsUser"] == 1000
    assert not [item for item in objects if item["kind"] in ("PersistentVolumeClaim", "StatefulSet", "Namespace")]
    # Where the image, which the chart ran, has them (flowsettings.py of v0.11.3).
    data = "/app/ktem_app_data/user_data"
    found = settings_of(objects)
    assert found["KH_DATABASE"] == f"sqlite:///{data}/sql.db"
    assert found["KH_VECTORSTORE"]["path"] == f"{data}/vectorstore"
    assert found["KH_DOCSTORE"]["path"] == f"{data}/docstore"


PLACES: tuple[dict[str, Any], ...] = (
    {"postgresql": {"auth": {"postgresPassword": SECRET}}},
    {"kotaemon": {"env": {"OPENAI_API_KEY": SECRET}}},
    {"kotaemon": {"env": {"MY_TOKEN": SECRET}}},
    {"kotaemon": {"env": {"MY_TOKEN": 72819304}}},
    {"kotaemon": {"env": {"HTTP_PROXY": f"http://user:{SECRET}@proxy.example.com"}}},
    {"qdrant": {"apiKey": SECRET}},
    {"podAnnotations": {"example.com/password": SECRET}},
    {"nobody": {"knows": [{"password": SECRET}]}},
    {"ingress": {"annotations": {"nginx.ingress.kubernetes.io/auth-secret-token": SECRET}}},
)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_secret_value_is_nowhere(place: dict[str, Any], tmp_path: Path) -> None:
    values = read([VALUES, PRODUCTION, written(tmp_path, "more.yaml", place)])
    migration = migrated(values, login=LOGIN)
    for text in (migration.program, markdown(migration), json.dumps(content(migration)), repr(values)):
        assert SECRET not in text
        assert "72819304" not in text


def test_a_key_in_clear_text_becomes_a_secret_and_its_command() -> None:
    migration = migrated(read([VALUES]) | {"kotaemon": {"env": {"OPENAI_API_KEY": "a-key"}}})
    assert 'OpenAI(api_key=SecretRef("kotaemon-env", "OPENAI_API_KEY"))' in migration.program
    assert (
        "kubectl -n kotaemon create secret generic kotaemon-env --from-literal=OPENAI_API_KEY='…'" in migration.secrets
    )


def test_what_nobody_knows_is_reported() -> None:
    migration = migrated({"surprise": {"inner": 1}, "ingress": {"enabled": False, "odd": 2}, "service": {"odd": 3}})
    found = {each.key: each.outcome for each in migration.findings}
    assert found == {
        "surprise.inner": Outcome.UNKNOWN,
        "ingress": Outcome.NOT_NEEDED,
        "service.odd": Outcome.UNKNOWN,
    }


def test_files_merge_as_helm_merges_them(tmp_path: Path) -> None:
    files = [
        written(
            tmp_path, "a.yaml", "map: {a: 1, b: {c: 2, d: 3}}\nlist: [1, 2]\ngone: {x: 1}\nwhen: 2026-01-01\nat: 1:30\n"
        ),
        written(tmp_path, "b.yaml", "map: {b: {c: null, e: 4}}\nlist: [3]\ngone: null\nnever: {y: null}\n"),
        written(tmp_path, "c.yaml", "# nothing\n"),
    ]
    assert read(files) == {
        "map": {"a": 1, "b": {"d": 3, "e": 4}},
        "list": [3],
        "when": "2026-01-01",
        "at": "1:30",
        "never": {},
    }


REFUSED = {
    "no mapping": ("- a\n", "holds no mapping of values"),
    "a template": ('a: {b: "{{ .Values.x }}"}\n', "a.b holds a Helm template"),
    "a template without quotes": ("a: {{ .Values.x }}\n", "line 1: is no YAML that Helm would read"),
    "broken": (f"a: [{SECRET}\n", "is no YAML that Helm would read"),
    "itself": ("a: &a [*a]\n", "contains itself"),
    "no number": ("a: .inf\n", "a is no finite number"),
    "a tag": ("a: !!python/object:os.system {}\n", "line 1: is no YAML that Helm would read"),
    "several": ("a: 1\n---\nb: 2\n", "is no YAML that Helm would read"),
    "bytes": ("a: \x00\n", "is no YAML that Helm would read"),
}


@pytest.mark.parametrize(("text", "cause"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_says_no_values_is_refused(text: str, cause: str, tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match=cause) as caught:
        read([written(tmp_path, "values.yaml", text)])
    assert SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["none.yaml"], "there is no such file"),
        ([str(VALUES), "--adopt-volume", "kotaemon-chromadb-data"], "never got a vector"),
        ([str(VALUES), "--login-issuer", "https://login.example.com"], "go together"),
        (
            [str(VALUES), "--login-issuer", "http://x", "--login-domain", "*", "--namespace", "No Name"],
            "not a DNS label",
        ),
        ([str(VALUES), "--extra", "none.yaml"], "cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_refusal_writes_nothing_and_says_why_in_one_line(arguments: list[str], cause: str, tmp_path: Path) -> None:
    output, errors = run(tmp_path, "from-helm", *arguments, "--output", str(tmp_path / "new"), code=1)
    assert (output, errors.count("\n")) == ("", 1)
    assert errors.startswith("kotaemon-cdk8s: ")
    assert cause in errors
    assert not (tmp_path / "new").exists()


SCRIPTS = {
    "S3": (
        "aws s3 cp dump.tar s3://acme-backups/kotaemon/$DAY.tar --region eu-central-1",
        'bucket="acme-backups", prefix="kotaemon", region="eu-central-1", access_key_id=SecretRef(',
    ),
    "Google": ("gsutil cp dump.tar gs://acme_backups/x", "BackupRepository.gcs("),
    "no region": ("aws s3 cp dump.tar s3://acme-backups/", None),
    "a server of one's own": ("aws s3 cp x s3://acme-backups/ --region a1 --endpoint-url https://s3.example.com", None),
    "no bucket": ("aws s3 cp dump.tar s3://acme_backups --region eu-central-1", None),
}


@pytest.mark.parametrize(("line", "repository"), SCRIPTS.values(), ids=SCRIPTS)
def test_a_backup_goes_where_the_script_copied_it(line: str, repository: str | None, tmp_path: Path) -> None:
    script = written(tmp_path, "backup.sh", f"#!/bin/sh\ntar -cf dump.tar /app/ktem_app_data\n{line}\n")
    migration = migrated(read([VALUES]), extras=[script])
    (said,) = [each for each in migration.findings if each.source == "backup.sh"]
    assert said.outcome is (Outcome.MAPPED if repository else Outcome.TO_DECIDE)
    flat = " ".join(migration.program.split()).replace("( ", "(")
    assert (repository or 'BackupRepository.volume(password=SecretRef("kotaemon-backup", "password")') in flat
    assert one(executed(migration), "CronJob", "kotaemon-backup")


def test_no_backup_of_a_volume_that_no_second_pod_can_mount(tmp_path: Path) -> None:
    script = written(tmp_path, "backup.sh", "#!/bin/sh\ntar -cf dump.tar /app/ktem_app_data\n")
    migration = migrated(merge(read([VALUES]), {"persistence": {"accessMode": "ReadWriteOncePod"}}), extras=[script])
    (said,) = [each for each in migration.findings if each.source == "backup.sh"]
    assert said.text.startswith("left out: no second pod")
    assert "Backup(" not in migration.program


def test_the_health_check_asks_the_stores() -> None:
    objects = executed(migrated(read([VALUES]), extras=[file for file in EXTRAS if file.name == "healthcheck.yaml"]))
    assert one(objects, "CronJob", "kotaemon-check")
    served = one(objects, "NetworkPolicy", "kotaemon")["spec"]["ingress"]
    assert [rule["ports"] for rule in served] == [[{"port": 9464, "protocol": "TCP"}]]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("mine")
    output, errors = run(tmp_path, "from-helm", str(VALUES), "--output", str(tmp_path), code=1)
    assert output == ""
    assert "is not empty" in errors
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("app.py", "mine")]


def test_the_report_as_json(tmp_path: Path) -> None:
    report = json.loads(run(tmp_path, "from-helm", str(VALUES), "--json")[0])
    assert {each["outcome"] for each in report["findings"]} == {"mapped", "not needed", "to be decided"}
    assert any("create secret generic kotaemon-admin" in command for command in report["secrets"])
    assert (tmp_path / "kotaemon" / "app.py").exists()


_texts = st.sampled_from(
    ["", "x", "Größe \"'", "a" * 130, "1Gi", "500m", "true", "https://models.example.com/v1", "ai.svc"]
)
_keys = st.sampled_from(["name", "key", "enabled", "size"])
_anything = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 70000) | st.floats(0, 2) | _texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_keys, inner, max_size=2),
    max_leaves=4,
)
_KNOWN = [
    leaf for leaf in leaves(read([VALUES, PRODUCTION, MULTIMODAL])) if all(isinstance(step, str) for step in leaf)
]
_MORE = [
    *(
        ("kotaemon", "env", name)
        for name in ("USE_MS_GRAPHRAG", "USE_LIGHTRAG", "USE_GLOBAL_GRAPHRAG", "PDF_LOADER_DPI")
    ),
    *(
        ("kotaemon", "env", name)
        for name in ("KH_OLLAMA_URL", "LOCAL_MODEL", "AZURE_OPENAI_ENDPOINT", "HF_TOKEN", "FOO")
    ),
    *(("kotaemon", "env", name) for name in ("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_CHAT_DEPLOYMENT", "OPENAI_API_KEY")),
    *(("kotaemon", "env", name) for name in ("CONTEXT_RELEVANT_WARNING_SCORE", "TAVILY_API_KEY", "CHROMA_HOST", "a b")),
    *(("imagePullSecrets",), ("tolerations",), ("affinity",), ("nodeSelector", "disk"), ("podAnnotations", "note")),
    *(
        ("kotaemon",),
        ("ingress", "hosts"),
        ("securityContext",),
        ("chromadb",),
        ("unknown", "key"),
        ("initContainers",),
    ),
]
_changes = st.lists(st.tuples(st.sampled_from([*_KNOWN, *_MORE]), _anything), max_size=6)
_shared = st.sampled_from([{}, {"docstore": "Elasticsearch"}])


def _nested(path: tuple[Any, ...], value: Any) -> Any:
    for step in reversed(path):
        value = {step: value}
    return value


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(changes=_changes, shared=_shared, adopted=st.booleans(), exposed=st.booleans(), production=st.booleans())
def test_values_of_any_kind_become_a_deployment(
    changes: list[tuple[tuple[Any, ...], Any]],
    shared: dict[str, Any],
    adopted: bool,
    exposed: bool,
    production: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("values")
    more = [{"kotaemon": {"config": shared}, "persistence": {"accessMode": "ReadWriteMany"}}] if shared else []
    more.extend(_nested(path, value) for path, value in changes)
    files = [written(folder, f"{number}.yaml", content) for number, content in enumerate(more)]
    values = read([VALUES, *([PRODUCTION] if production else []), *files])
    migration = migrated(values, adopt_volume="kotaemon-data" if adopted else None, login=LOGIN if exposed else None)
    for leaf in leaves(values):
        assert len([each for each in migration.findings if leaf[: len(each.path)] == each.path]) == 1, leaf
    assert faulty(executed(migration)) == []
    (folder / "app.py").write_text(migration.program)
    checked(folder)
