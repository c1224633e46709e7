"""Stores within the app's process: LanceDB in a folder, and memory."""

from __future__ import annotations

from pathlib import Path

from tests.servers import expected
from tests.servers.drives import Driver

LANCEDB = "kotaemon_runtime.lancedb.LanceDBVectorStore"
DOCUMENTS = "kotaemon_runtime.lancedb.LanceDBDocumentStore"


def test_lancedb_keeps_vectors_from_one_start_of_the_app_to_the_next(driver: Driver, tmp_path: Path) -> None:
    store = {"__type__": LANCEDB, "path": str(tmp_path / "vectors")}
    steps, results = expected.of(expected.DROPPED, expected.EMPTY, expected.USED)
    assert driver.run(store, *steps) == results
    steps, results = expected.of(expected.LEFT, expected.DROPPED, expected.EMPTY)
    assert driver.run(store, *steps) == results


def test_lancedb_adds_file_after_file(driver: Driver, tmp_path: Path) -> None:
    store = {"__type__": LANCEDB, "path": str(tmp_path / "vectors")}
    assert driver.run(store, "add:one", "add:two", "add:three", "query:a:b")[-1] == ["one", "two", "three"]


def test_memory_holds_every_restriction_and_forgets_what_it_drops(driver: Driver) -> None:
    store = {"__type__": "kotaemon_runtime.in_memory.InMemoryVectorStore"}
    steps, results = expected.of(
        expected.DROPPED, expected.EMPTY, expected.USED, expected.LEFT, expected.DROPPED, expected.EMPTY
    )
    assert driver.run(store, *steps) == results


def test_documents_survive_many_collections(driver: Driver, tmp_path: Path) -> None:
    store = {"__type__": DOCUMENTS, "path": str(tmp_path / "documents")}
    for number in range(11):
        (tmp_path / "documents" / f"a{number}.lance").mkdir(parents=True)
    assert driver.run(store, "add:one", "add:two", "get:one:two")[-1] == ["one", "two"]


def test_documents_that_never_were_can_be_deleted_and_dropped(driver: Driver, tmp_path: Path) -> None:
    store = {"__type__": DOCUMENTS, "path": str(tmp_path / "documents")}
    assert driver.run(store, "delete:one", "drop") == [None, None]
