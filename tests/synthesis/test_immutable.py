"""What the cluster would refuse to change stops the synthesis, before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    KotaemonApp,
    MetadataDb,
    MilvusS3,
    MilvusTopology,
    SecretRef,
    ServerImage,
    ServerStorage,
    Storage,
    SynthesisError,
    VectorStore,
    output_folder,
)

import cdk8s
import pytest

from tests.support import PASSWORD, check_readable

Deployment = Any

BUCKET = MilvusS3("https://s3.example.com", "vectors", "s3")
OTHER_BUCKET = MilvusS3("https://s3.example.com", "elsewhere", "s3")


def app(size: str, name: str | None = None) -> Deployment:
    return lambda chart: KotaemonApp(chart, "kotaemon", name=name, admin_password=PASSWORD, storage=Storage.claim(size))


def postgres(size: str) -> Deployment:
    return lambda chart: MetadataDb.postgres(
        chart, "db", password=SecretRef("db", "password"), storage=ServerStorage(size)
    )


def cloudnative_pg(size: str) -> Deployment:
    return lambda chart: MetadataDb.cloudnative_pg(chart, "db", storage=ServerStorage(size))


def classed(storage_class: str) -> Deployment:
    storage = Storage.claim(storage_class=storage_class)
    return lambda chart: KotaemonApp(chart, "kotaemon", admin_password=PASSWORD, storage=storage)


def qdrant(**options: Any) -> Deployment:
    return lambda chart: VectorStore.qdrant(chart, "vectors", api_key=SecretRef("vectors", "key"), **options)


def cluster(**options: Any) -> Deployment:
    return lambda chart: MetadataDb.cloudnative_pg(chart, "db", **options)


def elasticsearch(**options: Any) -> Deployment:
    return lambda chart: DocumentStore.elasticsearch(chart, "texts", password=SecretRef("texts", "password"), **options)


def milvus(**options: Any) -> Deployment:
    return lambda chart: VectorStore.milvus(chart, "vectors", root_password=SecretRef("milvus", "password"), **options)


def server(tag: str) -> Deployment:
    image = ServerImage("docker.io/library/postgres", tag)
    return lambda chart: MetadataDb.postgres(chart, "db", password=SecretRef("db", "password"), image=image)


def image(repository: str, tag: str) -> dict[str, Any]:
    return {"image": ServerImage(f"registry.example.com/{repository}", tag)}


def write(dist: Path, make: Deployment, namespace: str = "kotaemon") -> None:
    with output_folder(str(dist)) as outdir:
        synthesis = cdk8s.App(outdir=outdir, yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
        make(cdk8s.Chart(synthesis, "team", namespace=namespace))
        synthesis.synth()


@pytest.mark.parametrize("make", [app, postgres, cloudnative_pg])
def test_a_volume_may_grow_but_not_shrink(make: Deployment, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    for size in ("10Gi", "10240Mi", "20Gi"):
        write(dist, make(size))
    before = {file: file.read_bytes() for file in dist.rglob("*.yaml")}
    with pytest.raises(SynthesisError) as refused:
        write(dist, make("15Gi"))
    check_readable(refused.value)
    (fault,) = refused.value.faults
    assert fault.value == "15Gi"
    assert "was 20Gi" in fault.cause
    assert {file: file.read_bytes() for file in dist.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        (classed("fast"), classed("slow"), "spec.storageClassName"),
        (qdrant(), qdrant(snapshots=ServerStorage()), "spec.volumeClaimTemplates"),
        (qdrant(nodes=5), qdrant(nodes=3), "spec.replicas"),
        (server("17.11-trixie"), server("18.6-trixie"), "image"),
        (cluster(), cluster(database="other"), "spec.bootstrap"),
        (cluster(wal_storage=ServerStorage()), cluster(), "spec.walStorage"),
        (cluster(), cluster(**image("pg", "17.11-minimal-trixie")), "image"),
        (elasticsearch(), elasticsearch(storage=ServerStorage(storage_class="fast")), "spec.nodeSets"),
        (elasticsearch(), elasticsearch(**image("es", "8.13.0")), "image"),
        (milvus(object_storage=BUCKET), milvus(object_storage=OTHER_BUCKET), "spec.config.minio.bucketName"),
    ],
)
def test_what_never_changes_is_not_changed(before: Deployment, after: Deployment, field: str, tmp_path: Path) -> None:
    write(tmp_path / "dist", before)
    with pytest.raises(SynthesisError) as refused:
        write(tmp_path / "dist", after)
    check_readable(refused.value)
    assert [fault.field for fault in refused.value.faults] == [field]


def marked(text: str) -> str:
    half = text.index("  resources:")
    return f"{text[:half]}<<<<<<< HEAD\n{text[half:]}=======\n{text[half:]}>>>>>>> other\n"


BROKEN: dict[str, Any] = {
    "a merge": marked,
    "an alias of nothing": lambda text: text.replace("metadata:", "metadata: *none"),
    "no spec": lambda text: text[: text.index("spec:")],
    "an object cut off": lambda text: text[: text.index("metadata:")] + "metadata: {name: x\n",
    "a list for metadata": lambda text: "kind: PersistentVolumeClaim\nmetadata: []\nspec: {}\n",
    "two documents": lambda text: f"{text}...\n{text}",
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_file_that_was_broken_by_hand_is_named_and_kept(how: str, tmp_path: Path) -> None:
    write(tmp_path / "dist", app("20Gi"))
    (file,) = tmp_path.rglob("PersistentVolumeClaim*.yaml")
    file.write_text(BROKEN[how](file.read_text()), encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(SynthesisError) as refused:
        write(tmp_path / "dist", app("10Gi"))
    check_readable(refused.value)
    assert refused.value.faults[0].value.endswith(file.name)
    assert file.read_bytes() == before


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    write(tmp_path / "dist", app("20Gi"))
    (file,) = tmp_path.rglob("PersistentVolumeClaim*.yaml")
    file.write_bytes(file.read_bytes() + b"# \xff\n")
    with pytest.raises(SynthesisError, match="not UTF-8"):
        write(tmp_path / "dist", app("20Gi"))


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("StatefulSet*.yaml", "replicas: 1", "replicas: one"),
        ("StatefulSet*.yaml", "containers:", "containers: [x]\n      others:"),
    ],
)
def test_an_old_field_of_another_type_is_an_error_of_ours(pattern: str, good: str, bad: str, tmp_path: Path) -> None:
    write(tmp_path / "dist", qdrant())
    (file,) = tmp_path.rglob(pattern)
    assert good in file.read_text()
    file.write_text(file.read_text().replace(good, bad), encoding="utf-8")
    with pytest.raises(SynthesisError) as refused:
        write(tmp_path / "dist", qdrant(snapshots=ServerStorage()))
    check_readable(refused.value)
    assert "could not be told" in refused.value.faults[0].cause


def test_another_topology_is_another_log(tmp_path: Path) -> None:
    write(tmp_path / "dist", milvus())
    with pytest.raises(SynthesisError, match=r"spec\.mode"):
        write(tmp_path / "dist", milvus(topology=MilvusTopology.CLUSTER))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (cluster(), cluster(wal_storage=ServerStorage())),
        (cluster(**image("pg", "17.11-minimal-trixie")), cluster()),
        (elasticsearch(), elasticsearch(storage=ServerStorage("20Gi"), nodes=3)),
        (elasticsearch(**image("es", "8.13.0")), elasticsearch()),
        (server("18.6-trixie"), server("18.7-trixie")),
    ],
)
def test_what_may_change_may(before: Deployment, after: Deployment, tmp_path: Path) -> None:
    write(tmp_path / "dist", before)
    write(tmp_path / "dist", after)


@pytest.mark.parametrize("form", cdk8s.YamlOutputType)
def test_a_plain_synthesis_compares_too(form: cdk8s.YamlOutputType, tmp_path: Path) -> None:
    def synthesize(size: str) -> None:
        synthesis = cdk8s.App(outdir=str(tmp_path), yaml_output_type=form)
        app(size)(cdk8s.Chart(synthesis, "team", namespace="kotaemon"))
        synthesis.synth()

    synthesize("20Gi")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.yaml")}
    with pytest.raises(SynthesisError, match="was 20Gi"):
        synthesize("10Gi")
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.yaml")} == before


def test_charts_are_compared_with_themselves(tmp_path: Path) -> None:
    def synthesize(**sizes: str) -> None:
        synthesis = cdk8s.App(outdir=str(tmp_path))
        for name, size in sizes.items():
            app(size)(cdk8s.Chart(synthesis, name, namespace="kotaemon"))
        synthesis.synth()

    synthesize(staging="10Gi", production="50Gi")
    synthesize(staging="20Gi", production="50Gi")
    with pytest.raises(SynthesisError, match="was 20Gi"):
        synthesize(staging="15Gi", production="50Gi")


def test_a_server_may_get_more_nodes_and_larger_volumes(tmp_path: Path) -> None:
    write(tmp_path / "dist", qdrant())
    write(tmp_path / "dist", qdrant(nodes=3, storage=ServerStorage("20Gi")))
    write(tmp_path / "dist", qdrant(nodes=5, storage=ServerStorage("30Gi")))


def test_another_volume_may_be_smaller(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    write(dist, app("20Gi"))
    write(dist, app("10Gi", name="anew"))
    write(dist, app("5Gi", name="anew"), namespace="elsewhere")
