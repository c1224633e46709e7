"""Of the shape of ktem/index/file/base.py and of the pipelines on it."""

from types import SimpleNamespace

from ktem.embeddings.manager import embed_in_a_loop, embedding_models_manager
from ktem.rerankings.manager import Reranking


class BaseFileIndexRetriever:
    def __call__(self, text):
        return self.run(text)


class Retriever(BaseFileIndexRetriever):
    def run(self, text):
        embedding_models_manager.options()["vectors"].run(text)
        return Reranking().run(["a passage"], text)


class BaseFileIndexIndexing:
    def stream(self, files):
        raise NotImplementedError


class Indexing(BaseFileIndexIndexing):
    def stream(self, files):
        for file in files:
            yield SimpleNamespace(channel="debug", content=f"Indexing {file}", text=file)
            try:
                embed_in_a_loop(file)
                yield SimpleNamespace(channel="index", content={"status": "success", "file_name": file})
            except ValueError:
                yield SimpleNamespace(channel="index", content={"status": "failed", "file_name": file})
        return files


class GraphIndexing(Indexing):
    def stream(self, files):
        return (yield from super().stream(files))
