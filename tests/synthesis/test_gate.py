"""What user code does to our objects after they are made passes the same checks before it is written."""

from __future__ import annotations

from pathlib import Path

from kotaemon_cdk8s import KotaemonCdk8sError, Namespace, SynthesisError

import cdk8s
import pytest

from tests.support import check_readable, kotaemon, new_chart, one, pod, synthesized

POD = "/spec/template/spec"


def new_app(tmp_path: Path) -> cdk8s.App:
    return cdk8s.App(outdir=str(tmp_path / "out"))


def refused(app: cdk8s.App, tmp_path: Path) -> SynthesisError:
    with pytest.raises(SynthesisError) as raised:
        app.synth()
    check_readable(raised.value)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SynthesisError):
        app.synth_yaml()
    return raised.value


def test_all_later_faults_are_reported_and_nothing_is_written(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    chart = new_chart("test", "kotaemon", app)
    namespace = Namespace(chart, "ns")
    deployment = kotaemon(chart)
    deployment.deployment.add_json_patch(
        cdk8s.JsonPatch.add(f"{POD}/hostNetwork", True),
        cdk8s.JsonPatch.add(f"{POD}/containers/0/env/-", {"name": "MY_TOKEN", "value": "correct-horse"}),
    )
    deployment.service.add_json_patch(cdk8s.JsonPatch.remove("/spec/selector/app.kubernetes.io~1component"))
    deployment.settings_config_map.add_json_patch(cdk8s.JsonPatch.replace("/data/settings.json", "{}"))
    namespace.namespace.metadata.add_label("team", "not a value")
    error = refused(app, tmp_path)
    fields = [fault.field for fault in error.faults]
    assert "Deployment.spec.template.spec.hostNetwork" in fields
    assert "Service.spec.selector" in fields
    assert "ConfigMap.data" in fields
    assert "Namespace.metadata.labels.team" in fields
    assert {fault.path for fault in error.faults} == {"test/kotaemon", "test/ns"}
    assert "correct-horse" not in str(error)


@pytest.mark.parametrize(
    "patch",
    [
        cdk8s.JsonPatch.replace("/spec/none/of/it", 1),
        cdk8s.JsonPatch.test("/spec/replicas", 7),
        cdk8s.JsonPatch.remove("/metadata"),
        cdk8s.JsonPatch.replace("/spec", "text"),
        cdk8s.JsonPatch.replace(f"{POD}/containers", "text"),
        cdk8s.JsonPatch.replace("/metadata/labels", None),
    ],
)
def test_a_patch_that_spoils_an_object_is_reported_not_crashed_on(patch: cdk8s.JsonPatch, tmp_path: Path) -> None:
    app = new_app(tmp_path)
    deployment = kotaemon(new_chart("test", "kotaemon", app)).deployment
    deployment.add_json_patch(patch)
    error = refused(app, tmp_path)
    assert {fault.path for fault in error.faults} == {"test/kotaemon"}
    assert isinstance(error, KotaemonCdk8sError)


def test_a_fault_can_be_mended_and_synthesized_again(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    deployment = kotaemon(new_chart("test", "kotaemon", app)).deployment
    deployment.add_json_patch(cdk8s.JsonPatch.add(f"{POD}/hostNetwork", True))
    refused(app, tmp_path)
    deployment.add_json_patch(cdk8s.JsonPatch.remove(f"{POD}/hostNetwork"))
    app.synth()
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_good_later_patch_arrives_under_its_own_name() -> None:
    app = kotaemon()
    app.service.add_json_patch(cdk8s.JsonPatch.add("/spec/clusterIP", "None"))
    app.deployment.add_json_patch(cdk8s.JsonPatch.add(f"{POD}/hostAliases", [{"ip": "10.0.0.1"}]))
    objects = synthesized(app)
    assert one(objects, "Service")["spec"]["clusterIP"] == "None"
    assert pod(objects)["hostAliases"] == [{"ip": "10.0.0.1"}]


def test_later_labels_and_annotations_arrive() -> None:
    app = kotaemon()
    app.deployment.metadata.add_label("team", "search")
    app.service.metadata.add_annotation("example.com/note", "text")
    objects = synthesized(app)
    assert one(objects, "Deployment")["metadata"]["labels"]["team"] == "search"
    assert one(objects, "Service")["metadata"]["annotations"]["example.com/note"] == "text"
    assert one(objects, "Deployment")["metadata"]["name"] == "kotaemon"


def test_objects_of_others_are_not_ours_to_check(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    chart = new_chart("test", "kotaemon", app)
    kotaemon(chart)
    theirs = cdk8s.ApiObject(chart, "theirs", api_version="v1", kind="Secret")
    theirs.add_json_patch(cdk8s.JsonPatch.add("/stringData", {"password": "correct-horse"}))
    app.synth()
    assert "correct-horse" in (tmp_path / "out" / "test.k8s.yaml").read_text()
