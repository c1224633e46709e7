"""Documents with the fields that the stores read."""

from llama_index.core.schema import Document as LlamaDocument


class Document(LlamaDocument):
    def __init__(self, content=None, **fields):
        if isinstance(content, Document):
            fields = {**content.dict(), **fields}
        elif content is not None:
            fields.setdefault("text", str(content))
        super().__init__(**fields)


class DocumentWithEmbedding(Document):
    def __init__(self, embedding, **fields):
        super().__init__(embedding=embedding, **fields)
