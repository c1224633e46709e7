"""Secrets in Git in encrypted form: only ciphertext gets in, and no ciphertext is taken for a credential."""

from __future__ import annotations

import base64
import inspect
import os
from typing import Any

from kotaemon_cdk8s import Override, SealedScope, SealedSecret, SecretRef
from kotaemon_cdk8s.secret_guard import credentials_in, is_credential, is_sealed

import cdk8s
import jsonschema
import pytest

from tests.kotaemon_app.secret_values import SEALED_SECRET, SEALED_SECRET_BASE, sealed
from tests.security.test_no_secret_literals import ISSUED
from tests.support import REPOSITORY, Object, crds, environment, faulty, kotaemon, new_chart, one, refusal, synthesized

PUBLISHED = REPOSITORY.parent / "shared" / "crds"
LITERAL = "hunter2hunter2"


def made(chart: Any = None, id: str = "secret", **options: Any) -> SealedSecret:
    return SealedSecret(chart or new_chart(), id, **{**SEALED_SECRET_BASE, **options})


def manifest(**options: Any) -> Object:
    return one(synthesized(made(**options)), "SealedSecret")


def test_a_pod_reads_what_the_controller_opens() -> None:
    chart = new_chart()
    secret = made(chart, "kotaemon-admin")
    objects = synthesized(kotaemon(chart, admin_password=secret.ref("password")))
    assert environment(objects)["KH_FEATURE_USER_MANAGEMENT_PASSWORD"] == SecretRef("kotaemon-admin", "password")
    assert one(objects, "SealedSecret")["spec"] == {"encryptedData": {"password": sealed()}}
    assert faulty(objects) == []


def test_a_key_that_it_does_not_make_is_refused() -> None:
    assert refusal(lambda: made().ref("token")).faults[0].fix == "take one of password"


@pytest.mark.parametrize("scope", SealedScope)
def test_the_scope_is_told_to_the_controller(scope: SealedScope) -> None:
    assert manifest(sealed_scope=scope)["metadata"]["annotations"] == {
        **({} if scope is SealedScope.STRICT else {f"sealedsecrets.bitnami.com/{scope.value}": "true"}),
        "argocd.argoproj.io/sync-wave": "-20",
        "argocd.argoproj.io/sync-options": "SkipDryRunOnMissingResource=true",
    }


@pytest.mark.parametrize("key_bytes", [256, 384, 512, 1024])
def test_a_key_of_any_size_may_have_encrypted_it(key_bytes: int) -> None:
    text = sealed("text", key_bytes=key_bytes)
    assert manifest(encrypted={"a": text})["spec"]["encryptedData"] == {"a": text}


PLAIN = [
    "",
    LITERAL,
    base64.b64encode(LITERAL.encode()).decode(),
    "A" * 64,
    base64.b64encode(bytes(600)).decode(),
    base64.b64encode(b"\x02\x00" + bytes(512)).decode(),
    base64.urlsafe_b64encode(b"\x02\x00" + b"\xff" * 600).decode(),
    f" {sealed()}",
    f"{sealed()}\n",
    "AgBChHUWLMx...",
    *ISSUED,
]


@pytest.mark.parametrize("text", PLAIN)
def test_clear_text_is_refused_and_not_shown(text: str) -> None:
    chart = new_chart()
    error = refusal(lambda: made(chart, encrypted={"password": text}))
    fault = error.faults[0]
    assert fault.field == "encrypted.password"
    assert fault.fix == (
        'encrypt it: printf %s "$VALUE" | kubeseal --raw --from-file=/dev/stdin --scope strict'
        " --namespace kotaemon --name secret"
    )
    assert not text or text not in str(error)
    assert not chart.node.children


@pytest.mark.parametrize(
    ("scope", "line"),
    [
        (SealedScope.NAMESPACE_WIDE, "--scope namespace-wide --namespace kotaemon"),
        (SealedScope.CLUSTER_WIDE, "--scope cluster-wide"),
    ],
)
def test_the_line_that_encrypts_fits_the_scope(scope: SealedScope, line: str) -> None:
    fix = refusal(lambda: made(encrypted={"a": "x"}, sealed_scope=scope)).faults[0].fix
    assert fix.endswith(f"--from-file=/dev/stdin {line}")


@pytest.mark.parametrize("encrypted", [LITERAL, {"a": 5}, {5: LITERAL}, [LITERAL], None, {"a": [LITERAL]}])
def test_what_is_no_mapping_of_texts_is_refused_and_not_shown(encrypted: Any) -> None:
    error = refusal(lambda: made(encrypted=encrypted))
    assert error.faults[0].field == "encrypted"
    assert LITERAL not in str(error)


@pytest.mark.parametrize(
    ("field", "options"),
    [
        ("encrypted", {"encrypted": {}}),
        ("encrypted", {"encrypted": {"a b": sealed()}}),
        ("encrypted", {"secret_type": "kubernetes.io/tls"}),
        ("name", {"name": "Not_A_Name"}),
        ("secret_type", {"secret_type": ""}),
        ("sealed_scope", {"sealed_scope": "strict "}),
    ],
)
def test_what_cannot_work_is_refused(field: str, options: dict[str, Any]) -> None:
    assert refusal(lambda: made(**options)).faults[0].field == field


def test_ciphertext_that_looks_like_a_credential_by_chance_is_none() -> None:
    # A Google API key, as base64 can have it after a '+' or '/'.
    chance = "+AIza" + "a1" * 17 + "b"
    text = sealed()
    text = text[:40] + chance + text[40 + len(chance) :]
    assert is_credential(text)
    assert is_sealed(text)
    assert manifest(encrypted={"a": text})["spec"]["encryptedData"] == {"a": text}


def test_random_ciphertext_is_accepted() -> None:
    for _ in range(200):
        text = base64.b64encode(b"\x02\x00" + os.urandom(512 + 16 + 20)).decode()
        item = {"kind": "SealedSecret", "spec": {"encryptedData": {"a": text}}}
        assert list(credentials_in(item)) == []


@pytest.mark.parametrize("text", [LITERAL, *ISSUED])
def test_clear_text_that_comes_by_an_override_or_a_patch_is_refused(text: str) -> None:
    patch = Override.add("SealedSecret", "/spec/encryptedData/token", text)
    error = refusal(lambda: made(overrides=[patch]))
    assert error.faults[0].field == "SealedSecret.spec.encryptedData.token"
    assert text not in str(error)
    secret = made()
    secret.sealed_secret.add_json_patch(cdk8s.JsonPatch.replace("/spec/encryptedData/password", text))
    error = refusal(lambda: synthesized(secret))
    assert error.faults[0].field == "SealedSecret.spec.encryptedData.password"
    assert text not in str(error)


def test_a_credential_elsewhere_in_it_is_refused() -> None:
    patch = Override.add("SealedSecret", "/metadata/annotations/note", ISSUED[0])
    assert "credential" in refusal(lambda: made(overrides=[patch])).faults[0].cause


@pytest.mark.parametrize("options", [{}, *({name: value} for name, value in SEALED_SECRET.items())])
def test_it_is_valid(options: dict[str, Any]) -> None:
    item = manifest(**options)
    assert faulty([item]) == []
    if PUBLISHED.is_dir():
        jsonschema.validate(item, crds(PUBLISHED)[item["apiVersion"], item["kind"]])


def test_each_option_changes_the_output() -> None:
    assert set(SEALED_SECRET) == set(inspect.signature(SealedSecret.__init__).parameters) - {"self", "scope", "id"}
    outputs = [manifest(**{name: value}) for name, value in SEALED_SECRET.items()]
    assert manifest() not in outputs
    assert all(outputs.count(item) == 1 for item in outputs)
