"""File collections: what may be uploaded, and how it is cut and indexed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kotaemon_cdk8s.image_layout import GRAPHRAG_SETTINGS, VENV_BIN
from kotaemon_cdk8s.kotaemon_app.graphrag import GraphRagModel, check_settings, settings_file
from kotaemon_cdk8s.options import At, JsonValue, Options, frozen
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

from typing_extensions import override

FILE_TYPES = (
    ".png", ".jpeg", ".jpg", ".tiff", ".tif", ".pdf", ".xls", ".xlsx", ".doc", ".docx",
    ".pptx", ".csv", ".html", ".mhtml", ".txt", ".md", ".zip",
)  # fmt: skip
"""What the image's own collections accept (flowsettings.py, `KH_INDICES`)."""

_FILE_INDEX = "ktem.index.file.FileIndex"
_OPENAI = "https://api.openai.com"
_FILE_TYPE = re.compile(r"\.[a-z0-9]+")


@dataclass(frozen=True)
class Index(Options):
    """A file collection; make one with `files`, `graphrag`, `nano_graphrag` or `lightrag`.

    The app creates it at the first start. File types, sizes, limits and chunks follow a
    later change at the next start; the type of the index, `private` and `embedding` stay.

    Args:
        name: Name in the user interface; unique within the app.
        index_type: Class of the index in the app.
        file_types: Endings that may be uploaded.
        private: Each user sees only the own files.
        max_file_size_mb: Largest upload in MB; 0 for no limit.
        max_files: Largest number of files in the collection; 0 for no limit.
        chunk_size: Tokens of a chunk; 0 for the app's 1024.
        chunk_overlap: Tokens that neighbouring chunks share; 0 for the app's 256.
        embedding: Name of the embedding model; None for the default one.
        env: Environment the index type needs.
        secret_env: Environment from Secrets it needs.
        settings: Settings it needs.
        packages: Python distributions it needs in the image.
        urls: Where it asks models by itself, past the app's models.
        texts: Files it needs, by their paths in the pod.

    Raises:
        OptionError: A number is out of range, or a file type is no ending.
    """

    name: str
    index_type: str = _FILE_INDEX
    file_types: Sequence[str] = FILE_TYPES
    private: bool = True
    max_file_size_mb: int = 1000
    max_files: int = 0
    chunk_size: int = 0
    chunk_overlap: int = 0
    embedding: str | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    secret_env: Mapping[str, SecretRef] = field(default_factory=dict)
    settings: Mapping[str, JsonValue] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()
    urls: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def files(
        name: str = "File Collection",
        *,
        file_types: Sequence[str] = FILE_TYPES,
        private: bool = True,
        max_file_size_mb: int = 1000,
        max_files: int = 0,
        chunk_size: int = 0,
        chunk_overlap: int = 0,
        embedding: str | None = None,
    ) -> Index:
        """Vectors and full text: the app's ordinary collection.

        Args:
            name: Default: `File Collection`.
            file_types: Default: the image's own list.
            private: Default: True.
            max_file_size_mb: In MB; 0 for no limit. Default: 1000.
            max_files: 0 for no limit. Default: 0.
            chunk_size: In tokens; 0 for the app's 1024. Default: 0.
            chunk_overlap: In tokens; 0 for the app's 256. Default: 0.
            embedding: Default: the default embedding model.

        Raises:
            OptionError: As for the class.
        """
        return Index(
            name=name,
            file_types=file_types,
            private=private,
            max_file_size_mb=max_file_size_mb,
            max_files=max_files,
            chunk_size=chunk_size,
            chunk_overlap=chunk_overlap,
            embedding=embedding,
        )

    @staticmethod
    def graphrag(
        *,
        api_key: SecretRef | None,
        chat: GraphRagModel = GraphRagModel("gpt-4o-mini"),
        embedding: GraphRagModel = GraphRagModel("text-embedding-3-small"),
        answers_json: bool = True,
        settings: Mapping[str, JsonValue] = frozen({}),
        file_types: Sequence[str] = FILE_TYPES,
        private: bool = True,
    ) -> Index:
        """Microsoft GraphRAG, which asks models by itself; in the amd64 images only.

        Each uploaded file becomes a graph of its own, with a copy of these settings: a later
        change reaches the graphs made from then on.

        Args:
            api_key: Key for the servers of both models; None for servers that want none.
            chat: Model that reads the files. Default: gpt-4o-mini of OpenAI's.
            embedding: Model that finds what belongs to a question. Default:
                text-embedding-3-small of OpenAI's.
            answers_json: The chat model can be asked for JSON (`response_format`). Default: True.
            settings: Further settings of graphrag, such as `{"chunks.size": 300}`. Default: none.
            file_types: Default: the image's own list.
            private: Default: True.

        Raises:
            OptionError: As for the class; or a setting is unknown or of another type.
        """
        at = At("Index.graphrag")
        at.types(
            {
                "api_key": SecretRef | None,
                "chat": GraphRagModel,
                "embedding": GraphRagModel,
                "answers_json": bool,
                "settings": Mapping[str, JsonValue],
            },
            {
                "api_key": api_key,
                "chat": chat,
                "embedding": embedding,
                "answers_json": answers_json,
                "settings": settings,
            },
        )
        check_settings(at, settings)
        for option, model in (("chat", chat), ("embedding", embedding)):
            at.require(
                api_key is not None or not model.base_url.startswith(_OPENAI),
                "api_key",
                api_key,
                f"`{option}` asks api.openai.com, which answers nobody without a key",
                "give a SecretRef, or a GraphRagModel with the base_url of a server that wants none",
            )
        env = {
            "USE_CUSTOMIZED_GRAPHRAG_SETTING": "true",
            # Indexing runs `python -m graphrag.index` from PATH, and the image's PATH finds
            # a python without graphrag (index/file/graph/pipelines.py, `call_graphrag_index`).
            "PATH": f"{VENV_BIN}:/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin",
        }
        if api_key is None:
            # The app refuses to index while it is empty (`check_graphrag_api_key`).
            env["GRAPHRAG_API_KEY"] = "none"
        return Index(
            name="GraphRAG Collection",
            index_type="ktem.index.file.graph.GraphRAGIndex",
            file_types=file_types,
            private=private,
            env=env,
            secret_env={"GRAPHRAG_API_KEY": api_key} if api_key else {},
            packages=frozenset({"graphrag"}),
            urls=(chat.base_url, embedding.base_url),
            texts={
                GRAPHRAG_SETTINGS: settings_file(chat, embedding, answers_json=answers_json, settings=settings),
            },
        )

    @staticmethod
    def nano_graphrag(
        *, global_search: bool = True, file_types: Sequence[str] = FILE_TYPES, private: bool = True
    ) -> Index:
        """NanoGraphRAG, with the app's default models; where the image lacks it, it is installed at the start.

        Args:
            global_search: Search over the whole graph. Default: True.
            file_types: Default: the image's own list.
            private: Default: True.

        Raises:
            OptionError: As for the class.
        """
        return _graph("NanoGraphRAG", "nano-graphrag", global_search, file_types, private)

    @staticmethod
    def lightrag(*, global_search: bool = True, file_types: Sequence[str] = FILE_TYPES, private: bool = True) -> Index:
        """LightRAG, with the app's default models; installed likewise. Arguments as in `nano_graphrag`."""
        return _graph("LightRAG", "lightrag-hku", global_search, file_types, private)

    @override
    def check(self, at: At) -> None:
        at.not_blank("name", self.name)
        at.require(
            len(self.file_types) > 0,
            "file_types",
            self.file_types,
            "nothing could be uploaded",
            "name at least one ending, or leave the option out",
        )
        for ending in self.file_types:
            at.require(
                bool(_FILE_TYPE.fullmatch(ending)),
                "file_types",
                ending,
                "not a file ending; the app compares it with the lower-case ending of the upload",
                "write it with a dot in lower case, such as '.pdf'",
            )
        at.number("max_file_size_mb", self.max_file_size_mb, at_least=0, unit="MB")
        at.number("max_files", self.max_files, at_least=0)
        at.number("chunk_size", self.chunk_size, at_least=0, unit="tokens")
        at.number("chunk_overlap", self.chunk_overlap, at_least=0, unit="tokens")
        at.require(
            (self.chunk_overlap or 256) < (self.chunk_size or 1024),
            "chunk_overlap",
            self.chunk_overlap or 256,
            f"not smaller than a chunk ({self.chunk_size or 1024} tokens): the splitter refuses every file",
            "make it smaller than chunk_size; 0 stands for 256",
        )
        if self.embedding is not None:
            at.not_blank("embedding", self.embedding)

    @property
    def component(self) -> str:
        """Name in messages."""
        return f"index {self.name!r}"

    @property
    def declaration(self) -> dict[str, JsonValue]:
        """The entry in `KH_INDICES`."""
        config = {
            "supported_file_types": ", ".join(self.file_types),
            "private": self.private,
            "max_file_size": self.max_file_size_mb,
            "max_number_of_files": self.max_files,
            "chunk_size": self.chunk_size,
            "chunk_overlap": self.chunk_overlap,
        }
        if self.embedding is not None:
            config["embedding"] = self.embedding
        return {"name": self.name, "config": config, "index_type": self.index_type}

    def bind(self) -> Binding:
        """What the index type needs."""
        return Binding(
            settings=self.settings,
            env=self.env,
            secret_env=self.secret_env,
            packages=self.packages,
            endpoints=tuple(dict.fromkeys(point for url in self.urls for point in Endpoint.of_url(url))),
            texts=self.texts,
        )


@dataclass(frozen=True)
class Indices:
    """All collections of an app.

    Args:
        indices: In the order of the user interface.
    """

    indices: Sequence[Index]
    component = "indices"

    def bind(self) -> Binding:
        """The settings that list them."""
        return Binding(
            settings={
                "KH_INDICES": [index.declaration for index in self.indices],
                "KH_INDEX_TYPES": list(dict.fromkeys([_FILE_INDEX, *(index.index_type for index in self.indices)])),
            }
        )


def _graph(kind: str, package: str, global_search: bool, file_types: Sequence[str], private: bool) -> Index:
    At("Index").types({"global_search": bool}, {"global_search": global_search})
    return Index(
        name=f"{kind} Collection",
        index_type=f"ktem.index.file.graph.{kind}Index",
        file_types=file_types,
        private=private,
        settings={"USE_GLOBAL_GRAPHRAG": global_search},
        packages=frozenset({package}),
    )
