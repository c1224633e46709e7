import asyncio

from ktem.pool import Pool


class BaseEmbeddings:
    def run(self, text):
        return self.invoke(text)

    async def ainvoke(self, text):
        return self.invoke(text)


class Embeddings(BaseEmbeddings):
    def invoke(self, text):
        if "unembeddable" in text:
            raise ValueError(text)
        return [1.0]


embedding_models_manager = Pool({"vectors": Embeddings()}, [Embeddings])


def embed_in_a_loop(text):
    return asyncio.run(embedding_models_manager.options()["vectors"].ainvoke(text))
