"""Certificates name the servers as they are asked for, and the app knows who signed them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    CertificateAuthority,
    IssuedTls,
    IssuerRef,
    MetadataDb,
    Override,
    SecretRef,
    ServerTls,
    VectorStore,
)
from kotaemon_cdk8s.image_layout import FILES_DIR

import cdk8s
import pytest

from tests.support import KEY, Object, document, faulty, kotaemon, new_chart, one, pod, refusal, settings, synthesized

ISSUER = IssuerRef("company-ca", "ClusterIssuer")
TLS = IssuedTls(ISSUER)


def certificate(objects: list[Object], name: str) -> Object:
    spec: Object = one(objects, "Certificate", name)["spec"]
    return spec


def mounted(spec: Object) -> set[tuple[str, str]]:
    """Secret and key of all files of a pod."""
    return {
        (source["secret"]["name"], item["key"])
        for volume in spec["volumes"]
        for source in volume.get("projected", {}).get("sources", [])
        for item in source["secret"]["items"]
    }


def test_postgres_is_verified_by_a_name_that_its_certificate_has() -> None:
    chart = new_chart()
    database = MetadataDb.postgres(chart, "library-db", password=KEY, tls=TLS)
    objects = synthesized(kotaemon(chart, metadata_db=database))
    assert faulty(objects) == []
    spec = certificate(objects, "library-db-tls")
    asked = settings(objects)["KH_DATABASE"]["$postgresql"]
    assert asked["host"] in spec["dnsNames"]
    assert spec["dnsNames"] == ["library-db", "library-db.kotaemon", "library-db.kotaemon.svc"]
    assert spec["usages"] == ["digital signature", "key encipherment", "server auth"]
    assert asked["options"]["sslmode"] == "verify-full"
    assert asked["options"]["sslrootcert"].startswith(FILES_DIR)
    assert spec["secretName"] == "library-db-tls"
    # The app gets the authority alone, the server its certificate and key.
    assert mounted(pod(objects)) == {("library-db-tls", "ca.crt")}
    server = one(objects, "StatefulSet")["spec"]["template"]["spec"]
    assert mounted(server) == {("library-db-tls", "tls.crt"), ("library-db-tls", "tls.key")}


@pytest.mark.parametrize("nodes", [1, 3])
def test_qdrant_is_verified_by_app_and_nodes(nodes: int) -> None:
    chart = new_chart()
    vectors = VectorStore.qdrant(chart, "vectors", api_key=KEY, nodes=nodes, tls=TLS)
    objects = synthesized(kotaemon(chart, vector_store=vectors))
    assert faulty(objects) == []
    spec = certificate(objects, "vectors-tls")
    assert set(vectors.dns_names) <= set(spec["dnsNames"])
    hosts = {point.host for point in vectors.bind().endpoints}
    assert hosts <= set(spec["dnsNames"])
    assert {f"vectors-{index}.vectors-headless" for index in range(nodes if nodes > 1 else 0)} <= set(spec["dnsNames"])
    # A node of a cluster is the client of the others.
    assert ("client auth" in spec["usages"]) == (nodes > 1)
    assert "server auth" in spec["usages"]
    waits = [item for item in document(objects)["wait_for"] if "url" in item]
    assert waits
    assert all(item["url"].startswith("https://vectors:") and item["ca_file"] for item in waits)


def test_the_certificate_is_there_before_the_server() -> None:
    objects = synthesized(MetadataDb.postgres(new_chart(), "db", password=KEY, tls=TLS))
    wave = {item["kind"]: int(item["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"]) for item in objects}
    assert wave["Certificate"] < wave["StatefulSet"]
    options = one(objects, "Certificate")["metadata"]["annotations"]["argocd.argoproj.io/sync-options"]
    assert options == "SkipDryRunOnMissingResource=true"


def test_who_signs_and_for_how_long() -> None:
    issuer = IssuerRef("pca", "AWSPCAClusterIssuer", "awspca.cert-manager.io")
    tls = IssuedTls(issuer, valid_days=365, renew_days=60)
    spec = certificate(synthesized(MetadataDb.postgres(new_chart(), "db", password=KEY, tls=tls)), "db-tls")
    assert spec["issuerRef"] == {"name": "pca", "kind": "AWSPCAClusterIssuer", "group": "awspca.cert-manager.io"}
    assert (spec["duration"], spec["renewBefore"]) == ("8760h", "1440h")
    # A renewed certificate has a new key, whatever the version of cert-manager.
    assert spec["privateKey"]["rotationPolicy"] == "Always"


def test_an_issuer_that_does_not_tell_its_authority() -> None:
    chart = new_chart()
    tls = IssuedTls(ISSUER, ca=SecretRef("company", "ca.pem"))
    objects = synthesized(kotaemon(chart, metadata_db=MetadataDb.postgres(chart, "db", password=KEY, tls=tls)))
    assert mounted(pod(objects)) == {("company", "ca.pem")}


def test_a_certificate_that_is_given_makes_none() -> None:
    database = MetadataDb.postgres(new_chart(), "db", password=KEY, tls=ServerTls.secret("db-tls"))
    assert database.certificate is None
    assert {item["kind"] for item in synthesized(database)}.isdisjoint({"Certificate", "Issuer"})


def test_an_authority_of_the_namespace() -> None:
    chart = new_chart()
    authority = CertificateAuthority(chart, "library-ca")
    database = MetadataDb.postgres(chart, "db", password=KEY, tls=IssuedTls(authority.issuer))
    objects = synthesized(kotaemon(chart, metadata_db=database))
    assert faulty(objects) == []
    root = one(objects, "Certificate", "library-ca")
    signs = one(objects, "Issuer", "library-ca")
    itself = one(objects, "Issuer", "library-ca-self-signed")
    assert itself["spec"] == {"selfSigned": {}}
    assert root["spec"]["isCA"] is True
    assert root["spec"]["commonName"]
    assert root["spec"]["issuerRef"]["name"] == itself["metadata"]["name"]
    assert signs["spec"]["ca"]["secretName"] == root["spec"]["secretName"]
    assert certificate(objects, "db-tls")["issuerRef"] == {
        "name": "library-ca",
        "kind": "Issuer",
        "group": "cert-manager.io",
    }
    # What it has signed stays good when it is renewed.
    assert root["spec"]["privateKey"]["rotationPolicy"] == "Never"

    def wave(item: Object) -> int:
        return int(item["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"])

    # The Issuer is degraded, and with it the sync, as long as the Secret is not there.
    assert wave(itself) <= wave(root) < wave(signs)


def test_two_do_not_write_one_secret() -> None:
    chart = new_chart()
    CertificateAuthority(chart, "db-tls")
    error = refusal(lambda: MetadataDb.postgres(chart, "db", password=KEY, tls=TLS))
    assert "db-tls" in str(error)
    assert [item["kind"] for item in synthesized(chart)].count("StatefulSet") == 0


def overridden(patch: Override) -> Any:
    return MetadataDb.postgres(new_chart(), "db", password=KEY, tls=TLS, overrides=[patch])


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("name", lambda: IssuerRef("Company CA")),
    ("kind", lambda: IssuerRef("ca", "clusterissuer ")),
    ("group", lambda: IssuerRef("ca", group="")),
    ("valid_days", lambda: IssuedTls(ISSUER, valid_days=1)),
    ("valid_days", lambda: IssuedTls(ISSUER, valid_days=4000)),
    ("renew_days", lambda: IssuedTls(ISSUER, renew_days=90)),
    ("renew_days", lambda: IssuedTls(ISSUER, renew_days=0)),
    ("issuer", lambda: IssuedTls("company-ca")),  # type: ignore[arg-type]
    ("renew_days", lambda: CertificateAuthority(new_chart(), "ca", valid_days=300)),
    ("name", lambda: CertificateAuthority(new_chart(), "CA")),
    ("Certificate.spec.dnsNames", lambda: overridden(Override.replace("Certificate", "/spec/dnsNames", ["other"]))),
    ("Certificate.spec.secretName", lambda: overridden(Override.replace("Certificate", "/spec/secretName", "other"))),
]


@pytest.mark.parametrize(("field", "make"), REFUSED)
def test_refused(field: str, make: Callable[[], object]) -> None:
    (fault,) = refusal(make).faults
    assert fault.field == field


def issuer_of(chart: Any, spec: dict[str, Any], kind: str = "Issuer", name: str = "company-ca") -> None:
    made = cdk8s.ApiObject(
        chart, f"{kind}-{name}", api_version="cert-manager.io/v1", kind=kind, metadata={"name": name}
    )
    made.add_json_patch(cdk8s.JsonPatch.add("/spec", spec))


@pytest.mark.parametrize("kind", ["Issuer", "ClusterIssuer"])
@pytest.mark.parametrize(
    ("spec", "cause"),
    [
        ({"acme": {"server": "https://acme.example.com", "solvers": []}}, "ACME"),
        ({"selfSigned": {}}, "sign itself"),
        ({"ca": {"secretName": "company-ca"}}, None),
        ({"vault": {"server": "https://vault.example.com", "path": "pki/sign/a"}}, None),
    ],
)
@pytest.mark.parametrize(
    "make",
    [
        lambda chart, tls: MetadataDb.postgres(chart, "store", password=KEY, tls=tls),
        lambda chart, tls: VectorStore.qdrant(chart, "store", api_key=KEY, tls=tls),
        lambda chart, tls: VectorStore.milvus(chart, "store", root_password=KEY, tls=tls),
    ],
)
def test_an_issuer_whose_certificates_could_not_be_verified_is_refused(
    make: Callable[[Any, IssuedTls], object], spec: dict[str, Any], cause: str | None, kind: str
) -> None:
    chart = new_chart()
    make(chart, IssuedTls(IssuerRef("company-ca", kind)))
    # Made later, and beside others that nobody asks for.
    issuer_of(chart, spec, kind)
    issuer_of(chart, {"acme": {}}, kind, name="for-the-edge")
    issuer_of(new_chart("other", "other", chart.node.root), {"acme": {}})
    if cause is None:
        chart.node.root.synth_yaml()
    else:
        (fault,) = refusal(chart.node.root.synth_yaml).faults
        assert (fault.path, fault.field) == ("test/store", "tls.issuer")
        assert cause in fault.cause


@pytest.mark.parametrize(("valid_days", "fits"), [(90, False), (89, True)])
def test_nothing_outlives_its_authority(valid_days: int, fits: bool) -> None:
    chart = new_chart()
    authority = CertificateAuthority(chart, "library-ca", valid_days=400, renew_days=90)
    MetadataDb.postgres(chart, "db", password=KEY, tls=IssuedTls(authority.issuer, valid_days=valid_days))
    if fits:
        chart.node.root.synth_yaml()
    else:
        (fault,) = refusal(chart.node.root.synth_yaml).faults
        assert (fault.path, fault.field) == ("test/db", "tls.valid_days")
