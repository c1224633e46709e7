"""What the app does with documents and questions: reasoning, readers, web search, texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from kotaemon_cdk8s.image_layout import RUNTIME_PACKAGE
from kotaemon_cdk8s.kotaemon_app.internet import FETCHES, hosts_of
from kotaemon_cdk8s.options import At, JsonValue, Options
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

from typing_extensions import override

_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")

_SIMPLE = "ktem.reasoning.simple."
_AGENTS = ("ktem.reasoning.react.", "ktem.reasoning.rewoo.")

_OURS = f"{RUNTIME_PACKAGE}."

LANGUAGES = (
    "en", "ja", "vi", "es", "fr", "de", "zh", "ru", "ar", "pt", "hi", "bn", "pa", "ko", "it", "nl",
    "tr", "pl", "uk", "ro", "el", "hu", "sv", "cs", "fi", "da", "no", "he", "th", "id", "ms",
)  # fmt: skip
"""Source: libs/ktem/ktem/utils/lang.py, `SUPPORTED_LANGUAGE_MAP`."""


class ReasoningPipeline(str, Enum):
    """How a question is answered (flowsettings.py, `KH_REASONINGS`)."""

    SIMPLE = "ktem.reasoning.simple.FullQAPipeline"
    """Retrieve, then answer with citations."""
    DECOMPOSE = "ktem.reasoning.simple.FullDecomposeQAPipeline"
    """Split the question, answer the parts."""
    REACT = "ktem.reasoning.react.ReactAgentPipeline"
    """An agent that thinks and acts in turn."""
    REWOO = "ktem.reasoning.rewoo.RewooAgentPipeline"
    """An agent that plans first."""


class AgentTool(str, Enum):
    """What the agents may use, besides MCP servers (ktem/reasoning/react.py, `TOOL_REGISTRY`)."""

    SEARCH_DOC = "SearchDoc"
    """The app's documents."""
    LLM = "LLM"
    """The chat model."""
    GOOGLE = "Google"
    """A search on www.google.com."""
    WIKIPEDIA = "Wikipedia"
    """A search on en.wikipedia.org."""


@dataclass(frozen=True)
class Reasoning(Options):
    """How questions are answered; users may choose otherwise for themselves.

    Args:
        pipelines: Offered pipelines, the default one first; of a derived image also its
            own, by dotted name. Default: the image's four.
        language: Language of answers, as a code of `LANGUAGES`. Default: `en`.
        max_context_length: Tokens of context given to the model. Default: 32000.
        multimodal: Show figures to the chat model too, by default. Default: False.
        low_llm_requests: Save model calls: no scoring of passages by a model, no suggested
            names of conversations. Default: False.
        relevance_warning_score: Below this score of the best passage, the answer carries a
            warning; 0 to 1. Default: 0.3.
        agent_tools: Tools that the agents `REACT` and `REWOO` offer, besides those of
            `mcp_servers`; each user ticks which to use. Default: those that ask nobody outside
            the deployment.

    Raises:
        OptionError: A value is out of range, unknown or malformed.
    """

    pipelines: Sequence[ReasoningPipeline | str] = tuple(ReasoningPipeline)
    language: str = "en"
    max_context_length: int = 32000
    multimodal: bool = False
    low_llm_requests: bool = False
    relevance_warning_score: float = 0.3
    agent_tools: Sequence[AgentTool] = (AgentTool.SEARCH_DOC, AgentTool.LLM)

    component = "reasoning"

    @override
    def check(self, at: At) -> None:
        at.require(
            len(self.pipelines) > 0,
            "pipelines",
            self.pipelines,
            "no question could be answered",
            "name at least one pipeline",
        )
        at.require(
            len(set(self.pipelines)) == len(self.pipelines),
            "pipelines",
            self.pipelines,
            "one is named twice; the app would offer it once, in another order than written",
            "name each once",
        )
        for pipeline in self.pipelines:
            at.require(
                isinstance(pipeline, ReasoningPipeline) or bool(_DOTTED.fullmatch(pipeline)),
                "pipelines",
                pipeline,
                "not the dotted name of a class; the app could not import it and would not start",
                "take one of ReasoningPipeline, or write 'package.module.Class'",
            )
        at.require(
            self.language in LANGUAGES,
            "language",
            self.language,
            "not a language of the app",
            f"take one of {', '.join(LANGUAGES)}",
        )
        at.require(
            not self.multimodal
            or any(self._class_of(pipeline).startswith(_OURS + "reasoning.") for pipeline in self.pipelines),
            "multimodal",
            self.multimodal,
            "none of the offered pipelines can show figures to a model",
            "offer ReasoningPipeline.SIMPLE or DECOMPOSE, or leave multimodal out",
        )
        at.require(
            self.has_agent or self.agent_tools == Reasoning.agent_tools,
            "agent_tools",
            self.agent_tools,
            "none of the offered pipelines is an agent, so it would have no effect",
            "offer ReasoningPipeline.REACT or REWOO, or leave agent_tools out",
        )
        at.require(
            len(set(self.agent_tools)) == len(self.agent_tools),
            "agent_tools",
            self.agent_tools,
            "one is named twice",
            "name each once",
        )
        at.number("max_context_length", self.max_context_length, at_least=1000, unit="tokens")
        at.number("relevance_warning_score", self.relevance_warning_score, at_least=0, at_most=1)

    @property
    def has_agent(self) -> bool:
        """Whether one of the pipelines uses tools."""
        return any(self._class_of(pipeline).startswith(_OURS + "agents.") for pipeline in self.pipelines)

    def bind(self) -> Binding:
        """Settings and environment that say so."""
        hosts = hosts_of("agents") if self.has_agent else ()
        asked: dict[str, bool] = {
            "www.google.com": AgentTool.GOOGLE in self.agent_tools,
            "en.wikipedia.org": AgentTool.WIKIPEDIA in self.agent_tools,
        }
        # The package asks Wikipedia by http, and is sent on.
        plain = (Endpoint("en.wikipedia.org", 80),) if self.has_agent else ()
        return Binding(
            endpoints=tuple(point for point in (*hosts, *plain) if asked[point.host]),
            settings={
                **({"KOTAEMON_AGENT_TOOLS": [tool.value for tool in self.agent_tools]} if self.has_agent else {}),
                "KH_REASONINGS": [self._class_of(pipeline) for pipeline in self.pipelines],
                "SETTINGS_REASONING.lang.value": self.language,
                "SETTINGS_REASONING.max_context_length.value": self.max_context_length,
            },
            env={
                "CONTEXT_RELEVANT_WARNING_SCORE": f"{self.relevance_warning_score:g}",
                "USE_LOW_LLM_REQUESTS": str(self.low_llm_requests).lower(),
            },
        )

    def _class_of(self, pipeline: ReasoningPipeline | str) -> str:
        name = pipeline.value if isinstance(pipeline, ReasoningPipeline) else pipeline
        for module in _AGENTS:
            name = name.replace(module, f"{_OURS}agents.")
        # The app's own switch has no effect; runtime/reasoning.py says why.
        return name.replace(_SIMPLE, f"{_OURS}reasoning.") if self.multimodal else name


class Reader(str, Enum):
    """What reads PDF files (ktem/index/file/pipelines.py, `reader_mode`)."""

    OPEN_SOURCE = "default"
    """The text, page by page."""
    ADOBE = "adobe"
    """Adobe PDF Services: figures and tables, too."""
    AZURE = "azure-di"
    """Azure Document Intelligence: figures and tables, too."""
    DOCLING = "docling"
    """Docling, within the pod: figures and tables, too."""


@dataclass(frozen=True)
class AzureDocumentIntelligence(Options):
    """Azure's service that reads figures and tables; users choose it as file loader.

    Args:
        endpoint: URL of the resource.
        credential: Its key.

    Raises:
        OptionError: The endpoint is no URL.
    """

    endpoint: str
    credential: SecretRef

    @override
    def check(self, at: At) -> None:
        at.url("endpoint", self.endpoint)


@dataclass(frozen=True)
class AdobePdfServices(Options):
    """Adobe's PDF extract service; users choose it as file loader.

    Args:
        client_id: Client.
        client_secret: Its secret.
    """

    client_id: SecretRef
    client_secret: SecretRef


@dataclass(frozen=True)
class DocumentReaders(Options):
    """How uploaded files are read.

    Args:
        azure: Azure Document Intelligence. Default: not set up.
        adobe: Adobe PDF Services. Default: not set up.
        docling: Docling, which runs in the pod; in the full and ollama images. Default: False.
        default_reader: What reads PDF files until a user chooses another. Default:
            `Reader.OPEN_SOURCE`.
        pdf_dpi: Resolution of page thumbnails, 20 to 600 dots per inch. Default: 40.
        jina_api_key: Key for r.jina.ai, to which the app sends every URL that a user
            wants indexed. Default: none, used without a key.

    Raises:
        OptionError: A number is out of range, or the default reader is not set up.
    """

    azure: AzureDocumentIntelligence | None = None
    adobe: AdobePdfServices | None = None
    docling: bool = False
    default_reader: Reader = Reader.OPEN_SOURCE
    pdf_dpi: int = 40
    jina_api_key: SecretRef | None = None

    component = "document readers"

    @override
    def check(self, at: At) -> None:
        at.number("pdf_dpi", self.pdf_dpi, at_least=20, at_most=600, unit="dots per inch")
        at.require(
            self.default_reader in self.readers,
            "default_reader",
            self.default_reader,
            "this reader is not set up: every upload of a PDF would fail",
            "set it up with `azure`, `adobe` or `docling`, or take another",
        )

    @property
    def readers(self) -> tuple[Reader, ...]:
        """What users can choose from."""
        set_up = {Reader.ADOBE: self.adobe, Reader.AZURE: self.azure, Reader.DOCLING: self.docling}
        return (Reader.OPEN_SOURCE, *(reader for reader, there in set_up.items() if there))

    def bind(self) -> Binding:
        """Settings and environment of the readers in use."""
        offered = sorted(self.readers, key=lambda reader: reader is not self.default_reader)
        env = {"PDF_LOADER_DPI": str(self.pdf_dpi)}
        secret_env: dict[str, SecretRef] = {}
        if self.azure:
            env["AZURE_DI_ENDPOINT"] = self.azure.endpoint
            secret_env["AZURE_DI_CREDENTIAL"] = self.azure.credential
        if self.adobe:
            secret_env["PDF_SERVICES_CLIENT_ID"] = self.adobe.client_id
            secret_env["PDF_SERVICES_CLIENT_SECRET"] = self.adobe.client_secret
        if self.jina_api_key:
            secret_env["JINA_API_KEY"] = self.jina_api_key
        return Binding(
            settings={
                "FILE_INDEX_PIPELINE": f"{_OURS}reading.IndexDocumentPipeline",
                "KOTAEMON_READERS": [reader.value for reader in offered],
            },
            env=env,
            secret_env=secret_env,
            packages=frozenset({"docling"}) if self.docling else frozenset(),
            endpoints=(
                *(Endpoint.of_url(self.azure.endpoint) if self.azure else ()),
                *(hosts_of("web pages") if self.jina_api_key else ()),
            ),
            unnamed_hosts="Adobe's package chooses the hosts" if self.adobe else None,
            asks_internet="Adobe PDF Services are on the internet" if self.adobe else None,
        )


@dataclass(frozen=True)
class WebSearch(Options):
    """The web search that users may add to a question; make one with `tavily`, `jina` or `off`.

    Args:
        backend: Class in the app.
        secret_env: Its key.
        hosts: Whom it asks, on port 443.
    """

    backend: str
    secret_env: Mapping[str, SecretRef] = field(default_factory=dict)
    hosts: Sequence[str] = ()

    component = "web search"

    @staticmethod
    def off() -> WebSearch:
        """No web search; the app then does not offer it."""
        return WebSearch(backend="")

    @staticmethod
    def tavily(api_key: SecretRef) -> WebSearch:
        """Search with Tavily.

        Args:
            api_key: Its key.
        """
        At("WebSearch.tavily").types({"api_key": SecretRef}, {"api_key": api_key})
        return WebSearch(
            backend="kotaemon.indices.retrievers.tavily_web_search.WebSearch",
            secret_env={"TAVILY_API_KEY": api_key},
            hosts=FETCHES["tavily"].hosts,
        )

    @staticmethod
    def jina(api_key: SecretRef) -> WebSearch:
        """Search with Jina.

        Args:
            api_key: Its key.
        """
        At("WebSearch.jina").types({"api_key": SecretRef}, {"api_key": api_key})
        return WebSearch(
            backend="kotaemon.indices.retrievers.jina_web_search.WebSearch",
            secret_env={"JINA_API_KEY": api_key},
            hosts=FETCHES["jina"].hosts,
        )

    def bind(self) -> Binding:
        """Setting and key."""
        return Binding(
            settings={"KH_WEB_SEARCH_BACKEND": self.backend},
            secret_env=self.secret_env,
            endpoints=tuple(Endpoint(host, 443) for host in self.hosts),
        )


@dataclass(frozen=True)
class UserInterface(Options):
    """Texts and switches of the user interface.

    Args:
        app_name: Title and greeting. Default: `Kotaemon`.
        chat_suggestions: Questions offered beside the chat. Default: none.
        waiting_text: Shown while an answer is made. Default: `Thinking ...`.
        no_answer_text: Shown when a model said nothing. Default: `(Sorry, I don't know)`.
        public_conversations_for: The one user who sees other users' public conversations.
            Default: every user does.
        first_setup: Show the set-up wizard, once after every start, to whoever comes
            first. Default: False.

    Raises:
        OptionError: A text is empty.
    """

    app_name: str = "Kotaemon"
    chat_suggestions: Sequence[str] = ()
    waiting_text: str = "Thinking ..."
    no_answer_text: str = "(Sorry, I don't know)"
    public_conversations_for: str | None = None
    first_setup: bool = False

    component = "user interface"

    @override
    def check(self, at: At) -> None:
        for name in ("app_name", "waiting_text", "no_answer_text"):
            at.not_blank(name, getattr(self, name))
        for suggestion in self.chat_suggestions:
            at.not_blank("chat_suggestions", suggestion)
        if self.public_conversations_for is not None:
            at.not_blank("public_conversations_for", self.public_conversations_for)

    def bind(self) -> Binding:
        """Settings that say so."""
        settings: dict[str, JsonValue] = {
            "KH_APP_NAME": self.app_name,
            "KH_CHAT_EMPTY_MSG_PLACEHOLDER": self.no_answer_text,
            "KH_CHAT_MSG_PLACEHOLDER": self.waiting_text,
            "KH_ENABLE_FIRST_SETUP": self.first_setup,
            "KH_FEATURE_CHAT_SUGGESTION": bool(self.chat_suggestions),
        }
        if self.chat_suggestions:
            settings["KH_FEATURE_CHAT_SUGGESTION_SAMPLES"] = list(self.chat_suggestions)
        if self.public_conversations_for is not None:
            settings["KH_USER_CAN_SEE_PUBLIC"] = self.public_conversations_for
        return Binding(settings=settings, env={"KH_FIRST_SETUP": "true"} if self.first_setup else {})
