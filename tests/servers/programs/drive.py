"""Drive a store as the app does; runs with the stand-in for the app's package, and with the package itself.

    drive.py KH_VECTORSTORE|KH_DOCSTORE STEP [STEP ...]

The store is the one of this setting in the settings document, which the environment names.
Prints one JSON value per step.
"""

import json
import os
import sys
import time
import uuid
from contextlib import redirect_stdout
from pathlib import Path

from kotaemon.base import Document, DocumentWithEmbedding
from kotaemon_runtime import document, values, wait
from llama_index.core.vector_stores import FilterCondition, FilterOperator, MetadataFilter, MetadataFilters
from llama_index.core.vector_stores.types import VectorStoreQueryMode
from theflow.utils.modules import deserialize

NAMES = ("one", "two", "three")
IDS = {name: str(uuid.uuid5(uuid.NAMESPACE_DNS, name)) for name in NAMES}
VECTORS = {"one": [1.0, 0.0, 0.0, 0.0], "two": [0.8, 0.6, 0.0, 0.0], "three": [0.0, 1.0, 0.0, 0.0]}
METADATA = {
    # Figures are in the metadata, as data URLs.
    "one": {"file_id": "a", "file_name": "o'hare.pdf", "page_label": 1, "image_origin": "data:," + 70_000 * "x"},
    "two": {"file_id": "a", "file_name": "o'hare.pdf", "page_label": 2},
    "three": {"file_id": "b", "file_name": 'b "quoted".pdf', "page_label": 1},
}


def names(ids):
    known = {id_: name for name, id_ in IDS.items()}
    return [known.get(id_, id_) for id_ in ids]


def chunk(name, id_=None):
    return Document(f"text of {name}", metadata=dict(METADATA[name]), id_=id_ or IDS[name])


class Vectors:
    """The steps of ktem/index/file/pipelines.py and kotaemon/indices/vectorindex.py on a vector store."""

    def __init__(self, store):
        self.store = store

    def add(self, *wanted):
        docs = [chunk(name) for name in wanted or NAMES]
        self._add(docs, wanted or NAMES)

    def fill(self, amount):
        docs = [chunk("one", str(uuid.uuid4())) for _ in range(int(amount))]
        self._add(docs, ["one"] * len(docs))

    def _add(self, docs, like):
        embeddings = [
            DocumentWithEmbedding(embedding=VECTORS[name], content=doc) for name, doc in zip(like, docs, strict=True)
        ]
        self.store.add(embeddings=embeddings, ids=[doc.doc_id for doc in docs])

    def query(self, *files, **more):
        filters = MetadataFilters(
            filters=[MetadataFilter(key="file_id", value=list(files), operator=FilterOperator.IN)],
            condition=FilterCondition.OR,
        )
        ids = [IDS[name] for name in NAMES if METADATA[name]["file_id"] in files]
        return self._query(doc_ids=ids, filters=filters, **more)

    def mmr(self, *files):
        return self.query(*files, mode=VectorStoreQueryMode.MMR, mmr_threshold=0.5)

    def where(self, name, *pages):
        """Of `prioritize_table`: by pages, without ids and filters."""
        condition = {"$and": [{"file_name": {"$eq": name}}, {"page_label": {"$in": [int(page) for page in pages]}}]}
        return self._query(doc_ids=None, where={"$or": [condition, condition]})

    def _query(self, **restriction):
        _, scores, ids = self.store.query(embedding=VECTORS["one"], top_k=10, **restriction)
        assert list(scores) == sorted(scores, reverse=True)
        assert len(scores) == len(ids)
        return names(ids)

    def delete(self, *wanted):
        self.store.delete([IDS[name] for name in wanted])

    def count(self):
        return self.store.count()

    def drop(self):
        self.store.drop()

    def persist(self):
        return self.store.__persist_flow__()


class Documents(Vectors):
    """The steps of the same on a document store."""

    def _add(self, docs, like):
        self.store.add(docs)

    def get(self, *wanted):
        return names(doc.doc_id for doc in self.store.get([IDS[name] for name in wanted]))

    def query(self, text, *wanted):
        return names(doc.doc_id for doc in self.store.query(text, 10, [IDS[name] for name in wanted]))

    def limits(self):
        """Of elasticsearch's client."""
        client = self.store.client
        return [client._request_timeout, client._retry_on_timeout, client._max_retries]


def meet(path):
    """Tell the test that all before is done, and wait until it goes on."""
    Path(path + ".here").touch()
    while not Path(path).exists():
        time.sleep(0.01)


def main(setting, *steps):
    store = None
    for step in steps:
        name, *arguments = step.split(":")
        if name == "meet":
            meet(*arguments)
            continue
        if name == "ready":
            # As the init container does, but only once.
            print(wait.main(limit=0), flush=True)
            continue
        if store is None:
            settings = values.resolve(document.read_named().settings)
            # As ktem/components.py does.
            store = deserialize({**settings[setting], "collection_name": "index_1"}, safe=False)
        driver = Documents(store) if type(store).__name__.endswith("DocumentStore") else Vectors(store)
        # The app's stores print to standard output.
        with redirect_stdout(sys.stderr):
            result = getattr(driver, name)(*arguments)
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
    if "lancedb" in sys.modules:
        # Not by the interpreter's way out, on which a thread of lancedb 0.25.1 often aborts the process.
        os._exit(0)
