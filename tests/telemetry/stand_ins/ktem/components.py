"""Of the shape of ktem/components.py, with ways to answer as in ktem/reasoning."""

import logging
import os
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from ktem.index.file.base import Retriever
from ktem.llms.manager import llms

logger = logging.getLogger(__name__)


class Simple:
    @classmethod
    def get_info(cls):
        return {"id": "simple"}

    def stream(self, question):
        yield SimpleNamespace(channel="chat", content=None)
        yield SimpleNamespace(channel="info", content="searching")
        if "unanswerable" in question:
            raise RuntimeError("no")
        Retriever()(question)
        (model,) = llms.options().values()
        logger.warning("asking about %s", "it")
        print("printed within a question")
        model.invoke("rewrite " + question)
        for step in model.stream(question):
            yield SimpleNamespace(channel="chat", content=step.content)
        return "done"


class Decomposing(Simple):
    @classmethod
    def get_info(cls):
        return {"id": "complex"}

    def stream(self, question):
        return (yield from super().stream(question))


ways = {"simple": Simple, "complex": Decomposing}
if "CHANGED" not in os.environ:
    reasonings = ways


class Store:
    def count(self):
        if Path(os.environ["BROKEN"]).exists():
            raise ConnectionError("with all that must not be told")
        return 3


@cache
def get_vectorstore(name):
    assert name == "index_1"
    return Store()


@cache
def get_docstore(name):
    assert name == "index_1"
    return Store()
