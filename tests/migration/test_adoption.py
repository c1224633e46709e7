"""The volume of the old release, gone on with: its database, its vectors and its files are used as they are."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from unittest import mock

from kotaemon_cdk8s import SecretRef, Storage, VectorStore
from kotaemon_cdk8s.runtime import document, entries, values

import pytest
import sqlalchemy as sa

from tests.migration.made import VALUES, of_chart
from tests.runtime import app_tables
from tests.servers import expected
from tests.servers.conftest import Emit, driver, emit, stores
from tests.servers.drives import Driver
from tests.support import Object, environment, one
from tests.support import settings as settings_of

__all__ = ["driver", "emit", "stores"]

DATA = "/app/ktem_app_data"
# What the image of the chart seeds where nobody gives a key (flowsettings.py of v0.11.3).
SEEDED = {"__type__": "kotaemon.llms.ChatOpenAI", "api_key": "an old key", "model": "gpt-4o-mini"}
SQL = (
    "CREATE TABLE user (id VARCHAR PRIMARY KEY, username VARCHAR UNIQUE, username_lower VARCHAR UNIQUE,"
    " password VARCHAR, admin BOOLEAN)",
    "CREATE TABLE conversation (id VARCHAR PRIMARY KEY, name VARCHAR)",
    "INSERT INTO conversation VALUES ('c1', 'What is in the contracts?')",
)


@pytest.fixture
def objects() -> list[Object]:
    return of_chart(VALUES, adopt_volume="kotaemon-data")


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """A folder laid out as the old app's volume."""
    for folder in (
        "user_data/docstore",
        "user_data/vectorstore",
        "user_data/files/index_1",
        "gradio_tmp",
        "huggingface",
    ):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "user_data/files/index_1/abc").write_bytes(b"%PDF")
    return tmp_path


def test_its_database_is_gone_on_with(objects: list[Object], volume: Path) -> None:
    url = f"sqlite:///{volume / 'user_data/sql.db'}"
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        for text in SQL:
            connection.execute(sa.text(text))
    for kind in ("llm", "embedding", "reranking"):
        app_tables.create(engine, kind)
    app_tables.add(engine, "llm", "openai", SEEDED, default=True)
    app_tables.add(engine, "llm", "mine", SEEDED)

    settings = json.dumps(settings_of(objects)).replace(DATA, str(volume))
    assert json.loads(settings)["KH_DATABASE"] == url
    file = volume / "settings.json"
    file.write_text(one(objects, "ConfigMap", "kotaemon-settings")["data"]["settings.json"].replace(DATA, str(volume)))
    secrets = {name: f"new {name}" for name, value in environment(objects).items() if isinstance(value, SecretRef)}
    with mock.patch.dict(os.environ, secrets):
        read = document.read(str(file))
        declared = [replace(entry, content=values.resolve(entry.content)) for entry in read.entries]
        entries.follow(url, declared, prune=read.prune_models)()
    assert read.follow_admin_password

    found = app_tables.rows(engine, "llm")
    assert found.keys() == {"openai", "mine"}
    content, default = found["openai"]
    assert default
    assert (content["model"], content["api_key"]) == (
        "gpt-3.5-turbo",
        next(v for k, v in secrets.items() if "MODEL" in k),
    )
    assert found["mine"] == (SEEDED, False)
    with engine.begin() as connection:
        assert connection.execute(sa.text("SELECT name FROM conversation")).scalars().all() == [
            "What is in the contracts?"
        ]
    engine.dispose()


def test_its_vectors_are_found(objects: list[Object], driver: Driver, emit: Emit) -> None:
    # The image's own setting: the same class and folder as in the chart's pods.
    old = {"__type__": "kotaemon.storages.ChromaVectorStore", "path": f"{DATA}/user_data/vectorstore"}
    assert settings_of(objects)["KH_VECTORSTORE"] == old
    pod = emit(storage=Storage.existing_claim("kotaemon-data"), vector_store=VectorStore.chroma())
    steps, results = expected.of(expected.EMPTY, expected.USED)
    assert driver.run(pod, *steps) == results
    assert pod.path(f"{DATA}/user_data/vectorstore/chroma.sqlite3").exists()
    steps, results = expected.of(expected.LEFT)
    assert driver.run(pod, *steps) == results


def test_only_its_own_claim_is_named(objects: list[Object]) -> None:
    text = json.dumps(objects)
    assert '"claimName": "kotaemon-data"' in text
    assert not [item for item in objects if item["kind"] in ("PersistentVolumeClaim", "StatefulSet")]
    assert "chromadb-data" not in text
