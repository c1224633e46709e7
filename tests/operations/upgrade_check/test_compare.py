"""Each finding of `check-upgrade` once where it belongs, and once not, in renderings that the library makes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    Image,
    KotaemonApp,
    KotaemonCdk8sError,
    MetadataDb,
    MilvusS3,
    MilvusTopology,
    OpenAI,
    SecretRef,
    ServerImage,
    ServerStorage,
    Storage,
    VectorStore,
)
from kotaemon_cdk8s.finding import Finding, Severity
from kotaemon_cdk8s.operations.upgrade_check.compare import compare
from kotaemon_cdk8s.operations.upgrade_check.rendering import Rendering
from kotaemon_cdk8s.operations.upgrade_check.sources import SourceError, files

import cdk8s
import hypothesis
import pytest

from tests.kotaemon_app.recipes import Recipe
from tests.kotaemon_app.strategies import APPS, create
from tests.support import PASSWORD, REPOSITORY, new_chart

Made = Callable[[Any], object]

KEY = SecretRef("vectors", "key")
LOSES, REFUSED, STEPS, NOTE = Severity.LOSES_DATA, Severity.REFUSED, Severity.NEEDS_STEPS, Severity.NOTE


def rendered(make: Made, namespace: str = "research") -> str:
    chart = new_chart("team", namespace=namespace)
    make(chart)
    text: str = chart.node.root.synth_yaml()
    return text


def rendering(text: str) -> Rendering:
    return Rendering({PurePosixPath("team.k8s.yaml"): text.encode()})


def between(old: str, new: str) -> list[Finding]:
    return compare(rendering(old), rendering(new))


def app(**options: Any) -> Made:
    return lambda chart: KotaemonApp(chart, "library", **{"admin_password": PASSWORD, **options})


def with_store(kind: str, make: Made) -> Made:
    """An app with a store that is made in its chart."""
    return lambda chart: app(**{kind: make(chart)})(chart)


def postgres(tag: str = "18.6-trixie", **options: Any) -> Made:
    image = ServerImage("docker.io/library/postgres", tag)
    password = SecretRef("db", "password")
    return lambda chart: MetadataDb.postgres(chart, "db", password=password, image=image, **options)


def cloudnative_pg(tag: str = "18.6-minimal-trixie", **options: Any) -> Made:
    image = ServerImage("ghcr.io/cloudnative-pg/postgresql", tag)
    return lambda chart: MetadataDb.cloudnative_pg(chart, "db", image=image, **options)


def chroma(tag: str = "1.5.9") -> Made:
    return lambda chart: VectorStore.chroma_server(
        chart, "vectors", image=ServerImage("docker.io/chromadb/chroma", tag)
    )


def qdrant(tag: str = "v1.18.3-unprivileged", **options: Any) -> Made:
    image = ServerImage("registry.example.com/mirror/vectors", tag)
    return lambda chart: VectorStore.qdrant(chart, "vectors", api_key=KEY, image=image, **options)


def milvus(tag: str = "v2.5.26", **options: Any) -> Made:
    image = ServerImage("docker.io/milvusdb/milvus", tag)
    return lambda chart: VectorStore.milvus(
        chart, "vectors", root_password=SecretRef("milvus", "password"), image=image, **options
    )


def elasticsearch(**options: Any) -> Made:
    return lambda chart: DocumentStore.elasticsearch(chart, "texts", password=SecretRef("texts", "password"), **options)


def bucket(name: str) -> MilvusS3:
    return MilvusS3("https://s3.example.com", name, "s3")


def kept(name: str) -> Made:
    """An app with another claim than its own."""
    return app(storage=Storage.existing_claim(name))


def embeddings(model: str) -> Made:
    return app(models=[OpenAI(api_key=KEY).embeddings(model)])


FOUND: dict[str, tuple[Made, Made, Severity, str, str]] = {
    "a volume shrinks": (
        app(storage=Storage.claim("20Gi")),
        app(storage=Storage.claim("10Gi")),
        REFUSED,
        "PersistentVolumeClaim research/library-data",
        "spec.resources.requests.storage",
    ),
    "another class": (
        app(storage=Storage.claim(storage_class="fast")),
        app(storage=Storage.claim(storage_class="slow")),
        REFUSED,
        "PersistentVolumeClaim research/library-data",
        "spec.storageClassName",
    ),
    "another access mode": (
        app(),
        app(storage=Storage.claim(access_mode=Storage.claim().access_mode.READ_WRITE_MANY)),
        REFUSED,
        "PersistentVolumeClaim research/library-data",
        "spec.accessModes",
    ),
    "another set of volumes": (
        qdrant(),
        qdrant(snapshots=ServerStorage()),
        REFUSED,
        "StatefulSet research/vectors",
        "spec.volumeClaimTemplates",
    ),
    "fewer nodes": (qdrant(nodes=5), qdrant(nodes=3), LOSES, "StatefulSet research/vectors", "spec.replicas"),
    "the app is renamed": (
        app(),
        app(name="books"),
        LOSES,
        "PersistentVolumeClaim research/library-data",
        "metadata.name",
    ),
    "a database is renamed": (
        postgres(),
        postgres(name="store"),
        LOSES,
        "StatefulSet research/db",
        "metadata.name",
    ),
    "a database is gone": (
        cloudnative_pg(),
        app(),
        LOSES,
        "Cluster research/db",
        "metadata.name",
    ),
    "Elasticsearch is gone": (
        elasticsearch(),
        app(),
        LOSES,
        "Elasticsearch research/texts",
        "metadata.name",
    ),
    "another claim": (app(), kept("restored"), LOSES, "PersistentVolumeClaim research/library-data", "metadata.name"),
    "from one claim of others to another": (
        kept("first"),
        kept("second"),
        LOSES,
        "Deployment research/library",
        "volumes[data]",
    ),
    "PostgreSQL, next major": (
        postgres("17.11-trixie"),
        postgres("18.6-trixie"),
        STEPS,
        "StatefulSet research/db",
        "image",
    ),
    "PostgreSQL, last major": (
        postgres("18.6-trixie"),
        postgres("17.11-trixie"),
        STEPS,
        "StatefulSet research/db",
        "image",
    ),
    "CloudNativePG, next major": (
        cloudnative_pg("17.11-minimal-trixie"),
        cloudnative_pg(),
        STEPS,
        "Cluster research/db",
        "spec.imageName",
    ),
    "CloudNativePG, last major": (
        cloudnative_pg(),
        cloudnative_pg("17.11-minimal-trixie"),
        REFUSED,
        "Cluster research/db",
        "image",
    ),
    "another database in the cluster": (
        cloudnative_pg(),
        cloudnative_pg(database="other"),
        LOSES,
        "Cluster research/db",
        "spec.bootstrap",
    ),
    "an older Chroma": (
        chroma("1.5.9"),
        chroma("1.4.0"),
        STEPS,
        "StatefulSet research/vectors",
        "containers[chroma].image",
    ),
    "Qdrant, a version left out": (
        qdrant("v1.16.3-unprivileged"),
        qdrant("v1.18.3-unprivileged"),
        STEPS,
        "StatefulSet research/vectors",
        "containers[qdrant].image",
    ),
    "an older Qdrant": (
        qdrant("v1.18.3-unprivileged"),
        qdrant("v1.17.1-unprivileged"),
        STEPS,
        "StatefulSet research/vectors",
        "containers[qdrant].image",
    ),
    "Milvus, other log": (
        milvus(),
        milvus(topology=MilvusTopology.CLUSTER),
        LOSES,
        "Milvus research/vectors",
        "spec.mode",
    ),
    "Milvus, other bucket": (
        milvus(object_storage=bucket("one")),
        milvus(object_storage=bucket("two")),
        LOSES,
        "Milvus research/vectors",
        "spec.config.minio.bucketName",
    ),
    "an older Elasticsearch": (
        elasticsearch(),
        elasticsearch(image=ServerImage("docker.elastic.co/elasticsearch/elasticsearch", "8.13.0")),
        REFUSED,
        "Elasticsearch research/texts",
        "image",
    ),
    "a newer Kotaemon": (
        app(image=Image.lite("0.11.3")),
        app(image=Image.lite("0.12.0")),
        NOTE,
        "Deployment research/library",
        "containers[kotaemon].image",
    ),
    "an older Kotaemon": (
        app(image=Image.lite("0.12.0")),
        app(image=Image.lite("0.11.3")),
        STEPS,
        "Deployment research/library",
        "containers[kotaemon].image",
    ),
    "SQLite to PostgreSQL": (
        app(),
        with_store("metadata_db", postgres()),
        LOSES,
        "ConfigMap research/library-settings",
        "settings.json: settings.KH_DATABASE",
    ),
    "embedded Chroma to Qdrant": (
        app(),
        with_store("vector_store", qdrant()),
        LOSES,
        "ConfigMap research/library-settings",
        "settings.json: settings.KH_VECTORSTORE",
    ),
    "other documents": (
        app(),
        with_store("document_store", elasticsearch()),
        LOSES,
        "ConfigMap research/library-settings",
        "settings.json: settings.KH_DOCSTORE",
    ),
    "another embedding model": (
        embeddings("text-embedding-3-small"),
        embeddings("text-embedding-3-large"),
        STEPS,
        "ConfigMap research/library-settings",
        "settings.json: entries, default embedding model",
    ),
    "a Secret that was not read": (
        app(),
        app(admin_password=SecretRef("another", "password")),
        NOTE,
        "Secret research/another",
        "key password",
    ),
}


@pytest.mark.parametrize("case", FOUND)
def test_what_matters_is_found(case: str) -> None:
    before, after, severity, thing, field = FOUND[case]
    old, new = rendered(before), rendered(after)
    found = between(old, new)
    assert (severity, thing, field) in [(finding.severity, finding.object, finding.field) for finding in found]
    for finding in found:
        assert all((finding.old, finding.new, finding.cause, finding.steps)), finding
        assert finding.old != finding.new
        for guide in (word for word in finding.steps.replace("(", " ").split() if word.startswith("docs/")):
            assert (REPOSITORY / guide.rstrip("),.;")).is_file(), guide
    assert between(old, old) == between(new, new) == []


QUIET: dict[str, tuple[Made, Made]] = {
    "a larger volume": (app(storage=Storage.claim("10Gi")), app(storage=Storage.claim("10241Mi"))),
    "more nodes": (qdrant(nodes=3), qdrant(nodes=5)),
    "PostgreSQL, minor": (postgres("18.5-trixie"), postgres("18.6-trixie")),
    "CloudNativePG, minor": (cloudnative_pg("18.5-minimal-trixie"), cloudnative_pg()),
    "Qdrant, next": (qdrant("v1.17.1-unprivileged"), qdrant("v1.18.3-unprivileged")),
    "Qdrant, patch": (qdrant("v1.18.3-unprivileged"), qdrant("v1.18.2-unprivileged")),
    "Chroma, patch": (chroma("1.5.8"), chroma("1.5.9")),
    "Milvus, patch": (milvus("v2.5.25"), milvus("v2.5.26")),
    "Elasticsearch, minor": (
        elasticsearch(image=ServerImage("docker.elastic.co/elasticsearch/elasticsearch", "8.18.0")),
        elasticsearch(),
    ),
    "Kotaemon, flavor": (app(image=Image.lite("0.11.3")), app(image=Image.full("0.11.3"))),
    "stores stay, and more memory": (
        with_store("metadata_db", postgres()),
        with_store("metadata_db", postgres(parameters={"work_mem": "16MB"})),
    ),
}


@pytest.mark.parametrize("case", QUIET)
def test_what_does_not_matter_is_not_found(case: str) -> None:
    before, after = QUIET[case]
    assert between(rendered(before), rendered(after)) == []


def test_a_namespace_that_moved_is_one_finding() -> None:
    make = with_store("metadata_db", postgres())
    found = between(rendered(make, "research"), rendered(make, "library"))
    (moved,) = [finding for finding in found if finding.severity is LOSES]
    assert (moved.object, moved.old, moved.new) == ("Namespace research", "research", "library")
    assert "StatefulSet db" in moved.cause
    assert "PersistentVolumeClaim library-data" in moved.cause


@pytest.mark.parametrize(
    ("before", "after", "severity", "field"),
    [
        ("0.5.23", "1.5.9", STEPS, "containers[chroma].image"),
        ("0.5.23", "0.6.3", NOTE, "containers[chroma].image"),
        ("0.6.3", "latest", NOTE, "containers[chroma].image"),
    ],
)
def test_generations_of_chroma_that_the_library_does_not_make(
    before: str, after: str, severity: Severity, field: str
) -> None:
    text = rendered(chroma())
    (found,) = between(
        text.replace("chroma:1.5.9", f"chroma:{before}"), text.replace("chroma:1.5.9", f"chroma:{after}")
    )
    assert (found.severity, found.field) == (severity, field)


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        ("2.5.10", "2.6.16", STEPS),
        ("2.5.26", "2.6.16", STEPS),
        ("2.6.16", "2.5.26", STEPS),
        ("2.6.15", "2.6.16", None),
    ],
)
def test_lines_of_milvus(before: str, after: str, severity: Severity | None) -> None:
    text = rendered(milvus())
    found = between(text.replace("v2.5.26", f"v{before}"), text.replace("v2.5.26", f"v{after}"))
    assert [finding.severity for finding in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        ("8.19.20", "9.3.3", STEPS),
        ("8.13.0", "9.3.3", REFUSED),
        ("7.17.29", "8.19.20", STEPS),
        ("7.10.0", "9.0.0", REFUSED),
    ],
)
def test_major_versions_of_elasticsearch(before: str, after: str, severity: Severity) -> None:
    text = rendered(elasticsearch())
    (found,) = between(text.replace("8.19.20", before), text.replace("8.19.20", after))
    assert (found.severity, found.field) == (severity, "spec.version")


def test_the_operator_does_not_upgrade_to_old_postgresql() -> None:
    text = rendered(cloudnative_pg())
    (found,) = between(text.replace("18.6-minimal", "14.1-minimal"), text.replace("18.6-minimal", "15.1-minimal"))
    assert (found.severity, found.field) == (REFUSED, "spec.imageName")


def objects(*manifests: str) -> str:
    return "---\n".join(manifests)


SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: n}\nspec: {clusterIP: %s}\n"
DEFINITION = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: milvuses.milvus.io}
spec: {}
"""
NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: n}\n"
CLAIM = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: c, namespace: n}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: d, namespace: n}
spec:
  selector: {matchLabels: {app: %s}}
  template:
    spec:
      containers: [{name: x, image: "x:1"}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: c}}]
"""
SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: n}\ntype: Opaque\nstringData: {%s: x}\n"
EXTERNAL = """\
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: e, namespace: n}
spec: {target: {name: s}, data: [{secretKey: %s, remoteRef: {key: k}}]}
"""
READER = """\
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: n}
spec:
  containers:
    - name: x
      image: x:1
      env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: one}}}]
"""
PLAIN: dict[str, tuple[str, str, list[tuple[Severity, str]]]] = {
    "headless": (SERVICE % "None", SERVICE % "10.0.0.1", [(REFUSED, "spec.clusterIP")]),
    "selector": (DEPLOYMENT % "a", DEPLOYMENT % "b", [(REFUSED, "spec.selector")]),
    "definition": (objects(NAMESPACE, DEFINITION), NAMESPACE, [(LOSES, "metadata.name")]),
    "namespace": (objects(NAMESPACE, CLAIM), CLAIM, [(STEPS, "metadata.name")]),
    "claim": (objects(NAMESPACE, CLAIM), NAMESPACE, [(LOSES, "metadata.name")]),
    "claim in use": (objects(CLAIM, DEPLOYMENT % "a"), DEPLOYMENT % "a", [(LOSES, "metadata.name")]),
    "secret": (objects(SECRET % "one", READER), objects(SECRET % "two", READER), [(STEPS, "key one")]),
    "external secret": (objects(EXTERNAL % "one", READER), objects(EXTERNAL % "two", READER), [(STEPS, "key one")]),
    "key that nobody reads": (objects(SECRET % "two", READER), objects(SECRET % "three", READER), []),
}


@pytest.mark.parametrize("case", PLAIN)
def test_plain_manifests(case: str) -> None:
    old, new, expected = PLAIN[case]
    assert [(finding.severity, finding.field) for finding in between(old, new)] == expected


def test_what_the_cluster_has_filled_in_is_no_change() -> None:
    """As `kubectl get -o yaml` prints it: a list, with defaults and a status."""
    live = """\
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: c, namespace: n, uid: 4f2d}
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 1Gi}}
      storageClassName: standard
      volumeMode: Filesystem
      volumeName: pvc-4f2d
    status: {phase: Bound}
  - apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: db-1, namespace: n, uid: 4f2e, ownerReferences: [{kind: Cluster, name: db}]}
    spec: {}
"""
    assert between(live, CLAIM) == []
    assert [finding.field for finding in between(live, CLAIM.replace("ReadWriteOnce", "ReadWriteMany"))] == [
        "spec.accessModes"
    ]


@pytest.mark.parametrize("form", cdk8s.YamlOutputType)
def test_all_forms_of_output_are_read_alike(form: cdk8s.YamlOutputType, tmp_path: Path) -> None:
    make, other = with_store("metadata_db", postgres()), with_store("metadata_db", postgres(name="store"))
    for folder, made in (("old", make), ("new", other)):
        synthesis = cdk8s.App(outdir=str(tmp_path / folder), yaml_output_type=form)
        made(cdk8s.Chart(synthesis, "team", namespace="research"))
        synthesis.synth()
    found = compare(*(Rendering(files(str(tmp_path / folder))) for folder in ("old", "new")))
    assert [finding.id for finding in found if finding.severity is not NOTE] == [
        "ConfigMap research/library-settings: settings.json: settings.KH_DATABASE",
        "StatefulSet research/db: metadata.name",
    ]


@pytest.mark.parametrize("names", [("a.k8s.yaml", "b.k8s.yaml"), ("a.yaml", "b.yaml"), ("a/x.yaml", "b/x.yaml")])
def test_files_for_two_clusters_are_told_apart(names: tuple[str, str]) -> None:
    sizes = ("1Gi", "2Gi")
    contents = [CLAIM.replace("1Gi", size).encode() for size in sizes]
    old = Rendering(dict(zip(map(PurePosixPath, names), contents, strict=True)))
    assert len(old.objects) == 2
    assert compare(old, old) == []
    swapped = Rendering(dict(zip(map(PurePosixPath, names), reversed(contents), strict=True)))
    assert [finding.old for finding in compare(old, swapped)] == ["2Gi"]


def test_the_guide_accepts_what_its_steps_bring() -> None:
    guide = (REPOSITORY / "docs" / "how-to" / "upgrade-postgresql.md").read_text(encoding="utf-8")
    accepted = re.findall("--accept '(.*)'", guide)
    databases = [
        with_store("metadata_db", postgres(tag, name=name))
        for tag, name in (("17.11-trixie", "library-db"), ("18.6-trixie", "library-db-18"))
    ]
    found = between(*map(rendered, databases))
    assert accepted
    assert {finding.id for finding in found if finding.severity is not NOTE} == set(accepted)


def test_no_credential_is_shown() -> None:
    pod = "{spec: {containers: [{name: x, image: 'x:1', env: [{name: PASSWORD, value: %s}]}]}}"
    job = "apiVersion: batch/v1\nkind: Job\nmetadata: {name: j, namespace: n}\nspec: {template: %s}\n"
    settings = {"settings": {"KH_VECTORSTORE": {"__type__": "a.B", "uri": "http://me:hunter22@old"}}}
    config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: n}\ndata: {settings.json: '%s'}\n"
    old = objects(job % (pod % "hunter22"), config % json.dumps(settings))
    found = between(old, old.replace("hunter22", "hunter33").replace("@old", "@new"))
    assert [finding.field for finding in found] == ["settings.json: settings.KH_VECTORSTORE", "spec.template"]
    assert "hunter" not in repr(found)


def test_what_gets_a_new_name_each_time_is_left_out() -> None:
    hook = "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: backup-}\nspec: {template: {}}\n"
    assert between(objects(CLAIM, hook), CLAIM) == []


@pytest.mark.parametrize(
    "text", ["a: [", "just text", "kind: Pod\n", "apiVersion: v1\nkind: Pod\nmetadata: []\n", "\x00"]
)
def test_what_is_no_manifest_is_named(text: str) -> None:
    with pytest.raises(SourceError, match=r"team\.k8s\.yaml"):
        rendering(text)


def test_a_field_of_another_type_is_an_error_of_ours() -> None:
    broken = DEPLOYMENT.replace("[{name: x", "{{name: x").replace('"x:1"}]', '"x:1"}}').replace("{{", "{a: {") % "a"
    with pytest.raises(SourceError, match="another of the three"):
        between(broken.replace("containers: {a:", "containers: 5 #"), broken)


@hypothesis.given(drawn=APPS)
def test_nothing_is_found_between_a_rendering_and_itself(drawn: Recipe) -> None:
    try:
        text = rendered(lambda chart: create(chart, drawn))
    except KotaemonCdk8sError:
        return
    assert between(text, text) == []
