"""Stores within the app's process: Chroma and LanceDB in folders, a file, and memory."""

from __future__ import annotations

from kotaemon_cdk8s import DocumentStore, VectorStore

from tests.servers import expected
from tests.servers.conftest import Emit
from tests.servers.drives import Driver

VOLUME = "/app/ktem_app_data/user_data"


def test_lancedb_keeps_vectors_from_one_start_of_the_app_to_the_next(driver: Driver, emit: Emit) -> None:
    pod = emit(vector_store=VectorStore.lancedb())
    steps, results = expected.of(expected.DROPPED, expected.EMPTY, expected.USED)
    assert driver.run(pod, *steps) == results
    assert any(pod.path(f"{VOLUME}/vectors.lancedb").rglob("*.lance"))
    steps, results = expected.of(expected.LEFT, expected.DROPPED, expected.EMPTY)
    assert driver.run(pod, *steps) == results


def test_lancedb_adds_file_after_file(driver: Driver, emit: Emit) -> None:
    pod = emit(vector_store=VectorStore.lancedb())
    assert driver.run(pod, "add:one", "add:two", "add:three", "query:a:b")[-1] == ["one", "two", "three"]


def test_chroma_keeps_vectors_from_one_start_of_the_app_to_the_next(driver: Driver, emit: Emit) -> None:
    pod = emit(vector_store=VectorStore.chroma())
    steps, results = expected.of(expected.EMPTY, expected.USED)
    assert driver.run(pod, *steps) == results
    assert pod.path(f"{VOLUME}/vectorstore/chroma.sqlite3").exists()
    steps, results = expected.of(expected.LEFT, expected.DROPPED)
    assert driver.run(pod, *steps) == results
    assert driver.run(pod, "count") == [0]


def test_memory_holds_every_restriction_and_forgets_what_it_drops(driver: Driver, emit: Emit) -> None:
    pod = emit(vector_store=VectorStore.in_memory(vectors_are_lost_at_restart=True))
    steps, results = expected.of(
        expected.DROPPED, expected.EMPTY, expected.USED, expected.LEFT, expected.DROPPED, expected.EMPTY
    )
    assert driver.run(pod, *steps) == results
    assert driver.run(pod, "count") == [0]


def test_lancedb_finds_texts_and_keeps_them_from_one_start_of_the_app_to_the_next(driver: Driver, emit: Emit) -> None:
    pod = emit(document_store=DocumentStore.lancedb())
    first = driver.run(
        pod, "count", "query:three", "add", "count", "get:three:one", "query:texts:one:two", "query:three", "delete:one"
    )
    found = first.pop(5)
    assert sorted(found) == ["one", "two"]
    assert first == [0, [], None, 3, ["three", "one"], ["three"], None]
    second = driver.run(pod, "get:two:one", "query:three", "query:three:two", "drop", "get:two", "query:three")
    assert second == [["two"], ["three"], [], None, [], []]
    assert driver.run(pod, "get:two", "add:one", "query:text") == [[], None, ["one"]]


def test_documents_survive_many_collections(driver: Driver, emit: Emit) -> None:
    pod = emit(document_store=DocumentStore.lancedb())
    folder = pod.path(f"{VOLUME}/docstore")
    for number in range(11):
        (folder / f"a{number}.lance").mkdir(parents=True)
    assert driver.run(pod, "add:one", "add:two", "get:one:two")[-1] == ["one", "two"]


def test_documents_that_never_were_can_be_deleted_and_dropped(driver: Driver, emit: Emit) -> None:
    assert driver.run(emit(document_store=DocumentStore.lancedb()), "delete:one", "drop") == [None, None]


def test_a_simple_file_keeps_texts_and_finds_none(driver: Driver, emit: Emit) -> None:
    pod = emit(document_store=DocumentStore.simple_file(no_full_text_search=True))
    first = driver.run(pod, "add", "count", "get:three:one", "query:text", "delete:one")
    assert first == [None, 3, ["three", "one"], [], None]
    assert pod.path(f"{VOLUME}/docstore_simple/index_1.json").exists()
    second = driver.run(pod, "count", "get:three:two", "drop", "count")
    assert second == [2, ["three", "two"], None, 0]
    assert driver.run(pod, "count") == [0]
