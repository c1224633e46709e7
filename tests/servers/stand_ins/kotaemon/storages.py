"""The stores that the runtime derives from: names, signatures and private parts as the app has them."""

import json
from dataclasses import fields

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

    def delete(self, ids, **kwargs):
        self._client.client.delete(ids=ids)


class InMemoryVectorStore(LlamaIndexVectorStore):
    def _get_li_class(self):
        from llama_index.core.vector_stores import SimpleVectorStore

        return SimpleVectorStore

    def __init__(self, data=None, fs=None, **kwargs):
        super().__init__(data=data, fs=fs, **kwargs)


class LanceDBDocumentStore:
    def __init__(self, path="lancedb", collection_name="docstore"):
        import lancedb

        self.collection_name = collection_name
        self.db_connection = lancedb.connect(path)

    def add(self, docs, ids=None, **kwargs):
        rows = [{"id": doc.doc_id, "text": doc.text, "attributes": json.dumps(doc.metadata)} for doc in docs]
        if self.collection_name in self.db_connection.table_names():
            self.db_connection.open_table(self.collection_name).add(rows)
        else:
            self.db_connection.create_table(self.collection_name, data=rows, mode="overwrite")

    def get(self, ids):
        wanted = ", ".join(f"'{id_}'" for id_ in ids)
        rows = self.db_connection.open_table(self.collection_name).search().where(f"id in ({wanted})").to_list()
        found = {row["id"]: Document(row["text"], id_=row["id"]) for row in rows}
        return [found[id_] for id_ in ids if id_ in found]

    def delete(self, ids, refresh_indices=True):
        wanted = ", ".join(f"'{id_}'" for id_ in ids)
        self.db_connection.open_table(self.collection_name).delete(f"id in ({wanted})")

    def drop(self):
        self.db_connection.drop_table(self.collection_name)


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
