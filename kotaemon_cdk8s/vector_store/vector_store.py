"""VectorStore: the vector stores that the real app can use."""

from __future__ import annotations

from kotaemon_cdk8s.backends import Backends, constructor
from kotaemon_cdk8s.vector_store.chroma_server import ChromaServer
from kotaemon_cdk8s.vector_store.embedded_chroma import EmbeddedChroma
from kotaemon_cdk8s.vector_store.embedded_lancedb import EmbeddedLanceDbVectors
from kotaemon_cdk8s.vector_store.external_chroma import ExternalChroma
from kotaemon_cdk8s.vector_store.external_milvus import ExternalMilvus
from kotaemon_cdk8s.vector_store.external_qdrant import ExternalQdrant
from kotaemon_cdk8s.vector_store.in_memory import InMemory
from kotaemon_cdk8s.vector_store.milvus import Milvus
from kotaemon_cdk8s.vector_store.qdrant import Qdrant


class VectorStore(metaclass=Backends):
    """Where the embeddings of document chunks are; choose one."""

    chroma = staticmethod(constructor(EmbeddedChroma))
    chroma_server = staticmethod(constructor(ChromaServer))
    external_chroma = staticmethod(constructor(ExternalChroma))
    qdrant = staticmethod(constructor(Qdrant))
    external_qdrant = staticmethod(constructor(ExternalQdrant))
    milvus = staticmethod(constructor(Milvus))
    external_milvus = staticmethod(constructor(ExternalMilvus))
    lancedb = staticmethod(constructor(EmbeddedLanceDbVectors))
    in_memory = staticmethod(constructor(InMemory))
