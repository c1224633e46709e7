"""DocumentStore: the document stores that the real app can use."""

from __future__ import annotations

from kotaemon_cdk8s.backends import Backends, constructor
from kotaemon_cdk8s.document_store.elasticsearch import Elasticsearch
from kotaemon_cdk8s.document_store.embedded_lancedb import EmbeddedLanceDbDocuments
from kotaemon_cdk8s.document_store.external_elasticsearch import ExternalElasticsearch
from kotaemon_cdk8s.document_store.simple_file import SimpleFile


class DocumentStore(metaclass=Backends):
    """Where the texts of document chunks are, for full-text search; choose one."""

    lancedb = staticmethod(constructor(EmbeddedLanceDbDocuments))
    elasticsearch = staticmethod(constructor(Elasticsearch))
    external_elasticsearch = staticmethod(constructor(ExternalElasticsearch))
    simple_file = staticmethod(constructor(SimpleFile))
