"""One mirror and one list of digests reach every image of a deployment, and nothing passes them by unseen."""

from __future__ import annotations

import json
from typing import Any

from kotaemon_cdk8s import (
    ArgoApplication,
    DocumentStore,
    Image,
    ImageInventory,
    ImageSources,
    KotaemonApp,
    MetadataDb,
    MilvusMinio,
    Namespace,
    Override,
    Pod,
    PodSecurity,
    Pooler,
    SecretRef,
    ServerImage,
    SynthesisError,
    VectorStore,
)
from kotaemon_cdk8s.image_references import Reference

import cdk8s
import pytest
import yaml
from cdk8s_plus_27 import k8s

from tests.support import KEY, REPOSITORY, kotaemon, new_chart, one, pod, refusal, synthesized

MIRROR = "registry.example.com:5000/mirror"
DIGEST = "sha256:" + "a" * 64
OTHER = "sha256:" + "b" * 64
LITE = "ghcr.io/cinnamon/kotaemon:0.11.3-lite"
QDRANT = "docker.io/qdrant/qdrant:v1.18.3-unprivileged"
SIDECAR = k8s.Container(name="side", image="busybox:1.36")


def everything(chart: cdk8s.Chart, **options: Any) -> KotaemonApp:
    """An app with a custom resource of each operator, and images in all places that there are."""
    return kotaemon(
        chart,
        metadata_db=MetadataDb.cloudnative_pg(chart, "db", pooler=Pooler()),
        vector_store=VectorStore.milvus(chart, "vectors", root_password=KEY, object_storage=MilvusMinio()),
        document_store=DocumentStore.elasticsearch(chart, "texts", password=SecretRef("texts", "password")),
        pod=Pod(sidecars=[SIDECAR], init_containers=[k8s.Container(name="first", image="r.example/first:1")]),
        **options,
    )


def pulled(chart: cdk8s.Chart) -> tuple[str, ...]:
    return ImageInventory.of(chart).images


EVERYTHING = (
    "docker.elastic.co/elasticsearch/elasticsearch:8.19.20",
    "docker.io/library/busybox:1.36",
    "docker.io/milvusdb/milvus:v2.5.26",
    LITE,
    "ghcr.io/cloudnative-pg/postgresql:18.6-minimal-trixie",
    "r.example/first:1",
)


def test_a_mirror_reaches_all_images_also_in_custom_resources() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR)
    everything(chart)
    objects = synthesized(chart)
    assert one(objects, "Cluster")["spec"]["imageName"] == f"{MIRROR}/cloudnative-pg/postgresql:18.6-minimal-trixie"
    assert one(objects, "Elasticsearch")["spec"]["image"] == f"{MIRROR}/elasticsearch/elasticsearch:8.19.20"
    assert one(objects, "Milvus")["spec"]["components"]["image"] == f"{MIRROR}/milvusdb/milvus:v2.5.26"
    images = [item["image"] for item in (*pod(objects)["initContainers"], *pod(objects)["containers"])]
    assert {f"{MIRROR}/cinnamon/kotaemon:0.11.3-lite", f"{MIRROR}/first:1", f"{MIRROR}/library/busybox:1.36"} == set(
        images
    )
    text = json.dumps(objects)
    assert not [image for image in EVERYTHING if f'"{image}' in text]


def test_nothing_but_images_changes() -> None:
    plain, mirrored = new_chart(), new_chart()
    everything(plain)
    ImageSources(mirrored, "images", mirror=MIRROR)
    everything(mirrored)
    back = json.dumps(synthesized(mirrored))
    for image, upstream in ImageInventory.of(mirrored).upstream.items():
        back = back.replace(f'"{image}"', f'"{upstream}"')
    assert json.loads(back) == json.loads(
        json.dumps(synthesized(plain)).replace('"busybox:', '"docker.io/library/busybox:')
    )


def test_the_tag_and_the_digest_stay() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR)
    kotaemon(chart, image=Image.lite(digest=DIGEST))
    assert pulled(chart) == (f"{MIRROR}/cinnamon/kotaemon:0.11.3-lite@{DIGEST}",)


def test_a_mirror_by_registry() -> None:
    chart = new_chart()
    ImageSources(
        chart, "images", mirror={"docker.io": "registry.example.com/hub", "ghcr.io": "registry.example.com/ghcr"}
    )
    kotaemon(chart, vector_store=VectorStore.qdrant(chart, "vectors", api_key=KEY))
    chart.node.root.synth_yaml()
    assert pulled(chart) == (
        "registry.example.com/ghcr/cinnamon/kotaemon:0.11.3-lite",
        "registry.example.com/hub/qdrant/qdrant:v1.18.3-unprivileged",
    )


def test_a_registry_without_a_mirror_is_refused() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror={"docker.io": "registry.example.com/hub"})
    error = refusal(lambda: kotaemon(chart))
    assert "has no place for ghcr.io" in str(error)
    assert "Deployment.spec.template.spec.initContainers[0].image" in str(error) or "containers[0].image" in str(error)


def test_what_is_at_the_mirror_already_stays() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR)
    kotaemon(chart, image=Image.derived(f"{MIRROR}/team/kotaemon", tag="1"))
    assert pulled(chart) == (f"{MIRROR}/team/kotaemon:1",)
    chart.node.root.synth_yaml()


def test_two_images_never_get_one_name() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR)
    sidecars = [k8s.Container(name=name, image=f"{name}.example/tool:1") for name in ("a", "b")]
    error = refusal(lambda: kotaemon(chart, pod=Pod(sidecars=sidecars)))
    assert f"would have the name {MIRROR}/tool:1 at the mirror, as a.example/tool:1 has" in str(error)


@pytest.mark.parametrize(
    "mirror",
    ["https://registry.example.com", "registry.example.com/", "mirror", "r..example", "-r.example", "", "r.example/a b",
     "r.example:port", "r.example/team:1", "r.example/UPPER",
     {"docker.io": "mirror"}, {"docker.io/library": "r.example"}],
)  # fmt: skip
def test_what_is_no_registry_is_refused(mirror: Any) -> None:
    chart = new_chart()
    assert "mirror" in str(refusal(lambda: ImageSources(chart, "images", mirror=mirror)))
    assert chart.node.children == []


@pytest.mark.parametrize(
    "mirror",
    ["localhost:5000", "localhost", "registry:5000", "registry.example.com", "Registry.example.com", "10.0.0.1/a/b"],
)
def test_a_registry_is_accepted(mirror: str) -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=mirror)
    kotaemon(chart)
    assert pulled(chart) == (f"{mirror}/cinnamon/kotaemon:0.11.3-lite",)


def test_digests_pin_the_images_that_they_name() -> None:
    chart = new_chart()
    ImageSources(chart, "images", digests={LITE: DIGEST, "docker.io/library/busybox:1.36": OTHER})
    everything(chart)
    chart.node.root.synth_yaml()
    assert pulled(chart) == tuple(
        sorted(
            f"{image}@{DIGEST}" if image == LITE else f"{image}@{OTHER}" if "busybox" in image else image
            for image in EVERYTHING
        )
    )


def test_digests_are_by_the_reference_without_mirror() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR, digests={LITE: DIGEST})
    kotaemon(chart)
    chart.node.root.synth_yaml()
    assert pulled(chart) == (f"{MIRROR}/cinnamon/kotaemon:0.11.3-lite@{DIGEST}",)
    assert dict(ImageInventory.of(chart).upstream) == {pulled(chart)[0]: f"{LITE}@{DIGEST}"}


def test_a_digest_of_no_image_is_refused() -> None:
    chart = new_chart()
    ImageSources(chart, "images", digests={LITE: DIGEST, QDRANT: DIGEST})
    kotaemon(chart)
    error = refusal(chart.node.root.synth_yaml)
    assert isinstance(error, SynthesisError)
    assert [fault.value for fault in error.faults] == [repr(QDRANT)]


def test_two_digests_for_one_image_are_refused_and_the_same_one_twice_is_not() -> None:
    for digest, fits in ((OTHER, False), (DIGEST, True)):
        chart = new_chart()
        ImageSources(chart, "images", digests={LITE: DIGEST})
        if fits:
            kotaemon(chart, image=Image.lite(digest=digest))
        else:
            assert "another digest" in str(refusal(lambda: kotaemon(chart, image=Image.lite(digest=OTHER))))  # noqa: B023


@pytest.mark.parametrize(
    ("reference", "digest"),
    [(LITE, "sha256:1"), (LITE, "a" * 64), (LITE, DIGEST.upper()), ("qdrant:1", DIGEST),
     ("ghcr.io/cinnamon/kotaemon", DIGEST),
     (f"{LITE}@{DIGEST}", DIGEST), ("not a reference", DIGEST), ("", DIGEST)],
)  # fmt: skip
def test_malformed_digests_are_refused(reference: str, digest: str) -> None:
    assert "digests" in str(refusal(lambda: ImageSources(new_chart(), "images", digests={reference: digest})))


def test_digests_can_be_required() -> None:
    chart = new_chart()
    ImageSources(chart, "images", digests={LITE: DIGEST}, require_digests=True)
    error = refusal(lambda: VectorStore.qdrant(chart, "vectors", api_key=KEY))
    assert QDRANT in str(error)
    kotaemon(chart)
    chart.node.root.synth_yaml()


def test_an_override_is_reached() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR)
    path = "/spec/template/spec/containers/0/image"
    kotaemon(chart, overrides=[Override.replace("Deployment", path, "r.example/other:1")])
    assert pulled(chart) == (f"{MIRROR}/other:1",)


def test_what_comes_by_another_way_is_refused_at_synthesis() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR)
    app = kotaemon(chart)
    app.deployment.add_json_patch(cdk8s.JsonPatch.replace("/spec/template/spec/containers/0/image", "r.example/x:1"))
    k8s.KubePod(chart, "own", spec=k8s.PodSpec(containers=[SIDECAR]))
    error = refusal(chart.node.root.synth_yaml)
    assert {fault.value for fault in error.faults} == {"r.example/x:1", "busybox:1.36"}
    assert f"write {MIRROR}/library/busybox:1.36 there" in str(error)


def test_one_for_all_charts_of_an_app() -> None:
    root = cdk8s.App(outdir="/dev/null/nowhere")
    ImageSources(root, "images", mirror=MIRROR, digests={LITE: DIGEST})
    for name in ("a", "b"):
        chart = new_chart(name, name, root)
        Namespace(chart, "namespace", pod_security=PodSecurity.RESTRICTED)
        kotaemon(chart)
    argocd = new_chart("argocd", "argocd", root)
    ArgoApplication(argocd, "a", deployment=chart, repository="https://git.example/a.git")
    root.synth_yaml()
    assert ImageInventory.of(root).images == (f"{MIRROR}/cinnamon/kotaemon:0.11.3-lite@{DIGEST}",)


def test_it_holds_for_its_chart_only() -> None:
    root = cdk8s.App(outdir="/dev/null/nowhere")
    mirrored, plain = new_chart("a", "a", root), new_chart("ab", "ab", root)
    kotaemon(plain)
    ImageSources(mirrored, "images", mirror=MIRROR)
    kotaemon(mirrored)
    root.synth_yaml()
    assert pulled(plain) == (LITE,)
    assert pulled(mirrored) == (f"{MIRROR}/cinnamon/kotaemon:0.11.3-lite",)


def test_the_order_matters_and_is_checked() -> None:
    chart = new_chart()
    kotaemon(chart)
    for scope in (chart, chart.node.root):
        error = refusal(lambda: ImageSources(scope, "images", mirror=MIRROR))  # noqa: B023
        assert "holds objects of the library already" in str(error)


def test_a_second_one_is_refused() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR)
    for scope in (chart, chart.node.root):
        assert "already" in str(refusal(lambda: ImageSources(scope, "more", mirror=MIRROR)))  # noqa: B023


def test_one_that_does_nothing_or_is_elsewhere_is_refused() -> None:
    chart = new_chart()
    assert "do nothing" in str(refusal(lambda: ImageSources(chart, "images")))
    app = kotaemon(chart)
    assert "neither a chart nor an app" in str(refusal(lambda: ImageSources(app, "images", mirror=MIRROR)))
    assert "scope" in str(refusal(lambda: ImageSources("chart", "images", mirror=MIRROR)))  # type: ignore[arg-type]
    assert "mirror" in str(refusal(lambda: ImageSources(chart, "images", mirror=5)))  # type: ignore[arg-type]


def test_inventory_is_a_file_of_lines() -> None:
    chart = new_chart()
    everything(chart)
    inventory = ImageInventory.of(chart)
    assert inventory.images == tuple(sorted((*EVERYTHING[:1], "busybox:1.36", *EVERYTHING[2:])))
    lines = str(inventory).splitlines()
    assert tuple(lines[: len(inventory.images)]) == inventory.images
    comments = lines[len(inventory.images) :]
    assert all(line.startswith("# Not listed: ") for line in comments)
    assert [word for word in ("CloudNativePG", "ECK", "Milvus") if any(word in line for line in comments)] == [
        "CloudNativePG", "ECK", "Milvus",
    ]  # fmt: skip
    assert inventory.upstream["busybox:1.36"] == "docker.io/library/busybox:1.36"


def test_inventory_says_nothing_of_operators_that_are_not_used() -> None:
    assert ImageInventory.of(kotaemon().node.root).unknown == ()


def test_inventory_names_operators_that_it_does_not_know() -> None:
    chart = new_chart()
    cdk8s.ApiObject(chart, "other", api_version="stores.example.com/v1", kind="Store")
    assert ImageInventory.of(chart).unknown == ("what the operator of stores.example.com starts",)


def _known_kinds() -> list[tuple[str, str]]:
    """All custom resources that the library can write."""
    files = sorted((REPOSITORY / "imports").glob("*.yaml"))
    specs = [crd["spec"] for file in files for crd in yaml.load_all(file.read_text(), yaml.CSafeLoader)]
    return [(spec["group"], spec["names"]["kind"]) for spec in specs]


@pytest.mark.parametrize(("group", "kind"), _known_kinds())
def test_inventory_knows_of_each_kind_whether_it_starts_pods(group: str, kind: str) -> None:
    chart = new_chart()
    cdk8s.ApiObject(chart, "one", api_version=f"{group}/v1", kind=kind)
    assert not [text for text in ImageInventory.of(chart).unknown if text.startswith("what the operator of")]


def test_inventory_tells_a_prometheus_from_what_it_watches() -> None:
    chart = new_chart()
    for kind in ("Probe", "Prometheus"):
        cdk8s.ApiObject(chart, kind, api_version="monitoring.coreos.com/v1", kind=kind)
    assert ImageInventory.of(chart).unknown == ("what the operator of monitoring.coreos.com starts",)


def test_a_setting_called_image_is_no_image() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR)
    app = kotaemon(chart, pod=Pod(labels={"image": "a"}, annotations={"image": "b:1"}))
    template = one(synthesized(app), "Deployment")["spec"]["template"]
    assert (template["metadata"]["labels"]["image"], template["metadata"]["annotations"]["image"]) == ("a", "b:1")


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("busybox", "docker.io/library/busybox"),
        ("team/tool:1", "docker.io/team/tool:1"),
        ("docker.io/busybox:1", "docker.io/library/busybox:1"),
        ("index.docker.io/team/tool", "docker.io/team/tool"),
        ("localhost/tool:1", "localhost/tool:1"),
        ("localhost:5000/tool", "localhost:5000/tool"),
        (f"r.example:1/a/b:1@{DIGEST}", f"r.example:1/a/b:1@{DIGEST}"),
        (f"r.example/a@{DIGEST}", f"r.example/a@{DIGEST}"),
        ("[fd00::1]:5000/a:1", "[fd00::1]:5000/a:1"),
    ],
)
def test_references_are_read_as_the_kubelet_reads_them(text: str, full: str) -> None:
    assert str(Reference.parse(text)) == full


@pytest.mark.parametrize(
    "text",
    ["a b", "", "Busybox:1", "r.example/Team/tool:1", "a//b", "a/b:", "a/", "-a/b.", "r.example/a..b", "r.example/a._b",
     f"r.example/a@{DIGEST[:-1]}", "r.example/a@sha512:0", "r.example:port/a"],
)  # fmt: skip
def test_what_the_kubelet_refuses_is_no_reference(text: str) -> None:
    assert Reference.parse(text) is None


@pytest.mark.parametrize(
    "repository", ["r.example/a..b", "r.example/a._b", "-r.example/a", "r..example/a", "a", "r.example/"]
)
def test_a_repository_that_the_kubelet_refuses_is_refused(repository: str) -> None:
    for image in (ServerImage, Image.derived):
        assert "InvalidImageName" in str(refusal(lambda: image(repository, tag="1.0")))  # noqa: B023


@pytest.mark.parametrize("repository", ["r.example/a", "localhost:5000/a/b", "team/tool", "r.example/a__b/c-d--e.f_g"])
def test_a_repository_that_it_takes_is_taken(repository: str) -> None:
    assert ServerImage(repository, tag="1.0").reference == f"{repository}:1.0"


def test_images_of_volumes_and_extensions_are_reached() -> None:
    chart = new_chart()
    ImageSources(chart, "images", mirror=MIRROR)
    volume = {"name": "model", "image": {"reference": "ghcr.io/team/model:1", "pullPolicy": "IfNotPresent"}}
    extension = {"name": "vector", "image": {"reference": "ghcr.io/team/vector:1"}}
    for version, kind, spec in (
        ("v1", "Pod", {"containers": [], "volumes": [volume]}),
        ("postgresql.cnpg.io/v1", "Cluster", {"postgresql": {"extensions": [extension]}}),
    ):
        own = cdk8s.ApiObject(chart, kind, api_version=version, kind=kind)
        own.add_json_patch(cdk8s.JsonPatch.add("/spec", spec))
    assert pulled(chart) == ("ghcr.io/team/model:1", "ghcr.io/team/vector:1")
    error = str(refusal(chart.node.root.synth_yaml))
    assert f"write {MIRROR}/team/model:1 there" in error
    assert f"write {MIRROR}/team/vector:1 there" in error
