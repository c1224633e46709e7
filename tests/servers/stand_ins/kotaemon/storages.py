"""The stores that the runtime derives from: names, signatures and private parts as the app has them."""

import json
from dataclasses import fields
from pathlib import Path

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo
from llama_index.core.vector_stores.types import VectorStoreQuery

from kotaemon.base import Document


class BaseVectorStore:
    """The interface."""


class LlamaIndexVectorStore(BaseVectorStore):
    """Keeps one of llama-index's stores in `_client`, which has what this has not."""

    def __init__(self, *args, **kwargs):
        self._client = self._get_li_class()(*args, **kwargs)
        self._for_query = {field.name for field in fields(VectorStoreQuery)}

    def __getattr__(self, name):
        return getattr(self._client, name)

    def add(self, embeddings, metadatas=None, ids=None):
        for node, id_ in zip(embeddings, ids, strict=True):
            node.id_ = id_
            node.relationships = {NodeRelationship.SOURCE: RelatedNodeInfo(node_id=id_)}
        return self._client.add(nodes=embeddings)

    def delete(self, ids, **kwargs):
        for id_ in ids:
            self._client.delete(ref_doc_id=id_, **kwargs)

    def query(self, embedding, top_k=1, ids=None, **kwargs):
        asked = {name: value for name, value in kwargs.items() if name in self._for_query}
        others = {name: value for name, value in kwargs.items() if name not in asked}
        query = VectorStoreQuery(query_embedding=embedding, similarity_top_k=top_k, node_ids=ids, **asked)
        answer = self._client.query(query, **others)
        return [node.embedding for node in answer.nodes or []], answer.similarities or [], answer.ids or []


class ChromaVectorStore(LlamaIndexVectorStore):
    def _get_li_class(self):
        from llama_index.vector_stores.chroma import ChromaVectorStore

        return ChromaVectorStore

    def __init__(self, path="./chroma", collection_name="default", **kwargs):
        import chromadb

        collection = chromadb.PersistentClient(path=path).get_or_create_collection(collection_name)
        super().__init__(chroma_collection=collection, **kwargs)

    def delete(self, ids, **kwargs):
        self._client.client.delete(ids=ids)

    def drop(self):
        collection = self._client.client
        collection._client.delete_collection(collection.name)

    def count(self):
        return self._collection.count()


class InMemoryVectorStore(LlamaIndexVectorStore):
    def _get_li_class(self):
        from llama_index.core.vector_stores import SimpleVectorStore

        return SimpleVectorStore

    def __init__(self, data=None, fs=None, **kwargs):
        super().__init__(data=data, fs=fs, **kwargs)


def _ids(ids):
    return "id in (" + ", ".join(f"'{id_}'" for id_ in ids) + ")"


class LanceDBDocumentStore:
    def __init__(self, path="lancedb", collection_name="docstore"):
        import lancedb

        self.db_uri = path
        self.collection_name = collection_name
        self.db_connection = lancedb.connect(path)

    def _table(self):
        return self.db_connection.open_table(self.collection_name)

    def _index(self):
        self._table().create_fts_index("text", tokenizer_name="en_stem", replace=True)

    def add(self, docs, ids=None, refresh_indices=True, **kwargs):
        ids = ids or [doc.doc_id for doc in docs]
        rows = [
            {"id": id_, "text": doc.text, "attributes": json.dumps(doc.metadata)}
            for id_, doc in zip(ids, docs, strict=True)
        ]
        if self.collection_name in self.db_connection.table_names():
            self._table().add(rows)
        else:
            self.db_connection.create_table(self.collection_name, data=rows, mode="overwrite")
        if refresh_indices:
            self._index()

    def _found(self, search):
        try:
            rows = search().to_list()
        except (ValueError, FileNotFoundError):
            return []
        return [
            Document(text=row["text"] or "<empty>", id_=row["id"], metadata=json.loads(row["attributes"]))
            for row in rows
        ]

    def query(self, query, top_k=10, doc_ids=None):
        def search():
            found = self._table().search(query, query_type="fts")
            return (found.where(_ids(doc_ids), prefilter=True) if doc_ids else found).limit(top_k)

        return self._found(search)

    def get(self, ids):
        ids = ids if isinstance(ids, list) else [ids]
        found = self._found(lambda: self._table().search().where(_ids(ids)).limit(10_000)) if ids else []
        by_id = {doc.doc_id: doc for doc in found}
        return [by_id[id_] for id_ in ids if id_ in by_id]

    def delete(self, ids, refresh_indices=True):
        self._table().delete(_ids(ids if isinstance(ids, list) else [ids]))
        if refresh_indices:
            self._index()

    def drop(self):
        self.db_connection.drop_table(self.collection_name)

    def count(self):
        raise NotImplementedError


class SimpleFileDocumentStore:
    def __init__(self, path, collection_name="default"):
        self._file = Path(path) / f"{collection_name}.json"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._store = {}
        if self._file.is_file():
            self._load()

    def _load(self):
        self._store = {id_: Document.from_dict(doc) for id_, doc in json.loads(self._file.read_text()).items()}

    def _save(self):
        self._file.write_text(json.dumps({id_: doc.to_dict() for id_, doc in self._store.items()}))

    def add(self, docs, ids=None, exist_ok=False, **kwargs):
        for id_, doc in zip(ids or [doc.doc_id for doc in docs], docs, strict=True):
            if id_ in self._store and not exist_ok:
                raise ValueError(f"{id_} is there already")
            self._store[id_] = doc
        self._save()

    def get(self, ids):
        ids = ids if isinstance(ids, list) else [ids]
        if not self._store.keys() >= set(ids):
            self._load()
        return [self._store[id_] for id_ in ids]

    def query(self, query, top_k=10, doc_ids=None):
        return []

    def count(self):
        return len(self._store)

    def delete(self, ids):
        for id_ in ids if isinstance(ids, list) else [ids]:
            del self._store[id_]
        self._save()

    def drop(self):
        self._store = {}
        self._file.unlink(missing_ok=True)


class ElasticsearchDocumentStore:
    def __init__(self, collection_name="docstore", elasticsearch_url="http://localhost:9200", k1=2.0, b=0.75, **kwargs):
        from elasticsearch import Elasticsearch
        from elasticsearch.helpers import bulk

        self.index_name = collection_name
        self.client = Elasticsearch(elasticsearch_url, **kwargs)
        self.es_bulk = bulk
        if not self.client.indices.exists(index=self.index_name):
            self.client.indices.create(index=self.index_name, mappings={}, settings={})

    def add(self, docs, ids=None, **kwargs):
        action = {"_op_type": "index", "_index": self.index_name}
        self.es_bulk(
            self.client, [{**action, "_id": doc.doc_id, "content": doc.text, "metadata": doc.metadata} for doc in docs]
        )
        self.client.indices.refresh(index=self.index_name)

    def _search(self, query, size):
        hits = self.client.search(index=self.index_name, body={"query": query, "size": size})["hits"]["hits"]
        return [
            Document(hit["_source"]["content"], id_=hit["_id"], metadata=hit["_source"]["metadata"]) for hit in hits
        ]

    def query(self, query, top_k=10, doc_ids=None):
        return self._search({"bool": {"must": [{"match": {"content": query}}, {"terms": {"_id": doc_ids}}]}}, top_k)

    def get(self, ids):
        return self._search({"terms": {"_id": ids}}, 10000)

    def count(self):
        return int(self.client.cat.count(index=self.index_name, format="json")[0]["count"])

    def delete(self, ids):
        self.client.delete_by_query(index=self.index_name, body={"query": {"terms": {"_id": ids}}})
        self.client.indices.refresh(index=self.index_name)

    def drop(self):
        self.client.indices.delete(index=self.index_name)
        self.client.indices.refresh(index=self.index_name)
