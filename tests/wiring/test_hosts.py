"""What a host's name tells about where it is."""

from __future__ import annotations

from collections.abc import Callable

from kotaemon_cdk8s import DocumentStore, KotaemonApp, MetadataDb, PythonPackages, SecretRef, SslMode, VectorStore
from kotaemon_cdk8s.hosts import Where, one_name, where

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import KEY, PASSWORD, new_chart, refusal

CASES = {
    Where.POD: ("localhost", "app.localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]", "LOCALHOST."),
    Where.CLUSTER: (
        *("qdrant", "qdrant.vectors.svc", "qdrant.vectors.svc.cluster.local", "Qdrant.Vectors.SVC."),
        # No top-level domain has a digit or a hyphen, so only a namespace can be called so.
        *("qdrant.team-a", "qdrant.gpu1", "qdrant-0.qdrant.team-a"),
    ),
    Where.CLUSTER_OR_PUBLIC: ("qdrant.vectors", "qdrant.dev", "models.example", "openai.models."),
    Where.PRIVATE: ("db.corp.internal", "nas.lan", "printer.local", "10.1.2.3", "192.168.0.1", "fd00::1", "[fd00::1]"),
    Where.PUBLIC: (
        *("api.openai.com", "example.com", "openrouter.ai", "r.jina.ai", "vectors.example.dev", "8.8.8.8"),
        *("xn--e1afmkfd.xn--p1ai", "sts.eu-central-1.amazonaws.com", "2606:4700::1111"),
    ),
}


@pytest.mark.parametrize(("place", "host"), [(place, host) for place, hosts in CASES.items() for host in hosts])
def test_where_a_host_is(place: Where, host: str) -> None:
    assert where(host) is place


@given(st.text(st.sampled_from("ab1-.:[]"), max_size=12))
def test_any_text_has_one_place_and_one_name(host: str) -> None:
    name = one_name(host, "here")
    assert where(host) in Where
    assert one_name(name, "elsewhere") == name
    if where(host) is not Where.CLUSTER_OR_PUBLIC:
        assert where(name) is where(host)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("qdrant", "qdrant.here.svc"),
        ("qdrant.vectors", "qdrant.vectors.svc"),
        ("qdrant.vectors.svc.cluster.local", "qdrant.vectors.svc"),
        ("localhost", "localhost"),
        ("API.example.com.", "api.example.com"),
    ],
)
def test_all_names_of_a_host_are_one(host: str, name: str) -> None:
    assert one_name(host, "here") == name


WITHOUT_CA: dict[str, Callable[[str], object]] = {
    "qdrant": lambda host: VectorStore.external_qdrant(url=f"https://{host}:6333", api_key=KEY),
    "elasticsearch": lambda host: DocumentStore.external_elasticsearch(
        url=f"https://{host}:9200", username=KEY, password=KEY
    ),
    "postgresql": lambda host: MetadataDb.external(
        host=host, database="k", user=KEY, password=KEY, sslmode=SslMode.VERIFY_FULL
    ),
}


@pytest.mark.parametrize("store", WITHOUT_CA)
@pytest.mark.parametrize("host", ["store.vectors", "store.team-a", "store.vectors.svc", "localhost"])
def test_a_name_that_may_be_a_services_is_verified_by_an_authority_of_ones_own(store: str, host: str) -> None:
    (fault,) = refusal(lambda: WITHOUT_CA[store](host)).faults
    assert "ca=SecretRef" in fault.fix


@pytest.mark.parametrize("store", WITHOUT_CA)
def test_a_public_name_needs_none(store: str) -> None:
    for host in ("store.example.com", "example.com", "store.example.dev"):
        assert WITHOUT_CA[store](host)


def test_a_key_goes_in_clear_text_to_nobody_outside() -> None:
    assert VectorStore.external_qdrant(url="http://localhost:6333", api_key=KEY)
    assert VectorStore.external_qdrant(url="http://127.0.0.1:6333", api_key=KEY)
    assert VectorStore.external_qdrant(url="http://qdrant.team-a:6333", api_key=KEY)
    for host in ("qdrant.vectors", "qdrant.example.com", "10.0.0.7"):
        assert refusal(lambda host=host: VectorStore.external_qdrant(url=f"http://{host}:6333", api_key=KEY))


def test_proxies_beside_two_apps_are_two() -> None:
    chart = new_chart()
    for name in ("one", "two"):
        database = MetadataDb.external(
            host="127.0.0.1", database="k", user=KEY, password=SecretRef(name, "p"), sslmode=SslMode.DISABLE
        )
        KotaemonApp(chart, name, admin_password=PASSWORD, metadata_db=database, python_packages=PythonPackages())
    assert chart.to_json()
