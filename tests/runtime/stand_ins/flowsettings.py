"""Our own text in the form of the app's flowsettings.py: its names and its kinds of values."""

import os
from inspect import currentframe, getframeinfo
from pathlib import Path

from decouple import config
from theflow.settings.default import *  # noqa: F403

frame = currentframe()
assert frame is not None
this_dir = Path(getframeinfo(frame).filename).parent

KH_PACKAGE_NAME = "kotaemon_app"
KH_APP_VERSION = config("KH_APP_VERSION", "local")
KH_GRADIO_SHARE = config("KH_GRADIO_SHARE", default=False, cast=bool)
KH_ENABLE_FIRST_SETUP = config("KH_ENABLE_FIRST_SETUP", default=True, cast=bool)
KH_DEMO_MODE = config("KH_DEMO_MODE", default=False, cast=bool)
KH_OLLAMA_URL = config("KH_OLLAMA_URL", default="http://localhost:11434/v1/")

KH_APP_DATA_DIR = this_dir / "ktem_app_data"
KH_APP_DATA_EXISTS = KH_APP_DATA_DIR.exists()
KH_USER_DATA_DIR = KH_APP_DATA_DIR / "user_data"
KH_MARKDOWN_OUTPUT_DIR = KH_APP_DATA_DIR / "markdown_cache_dir"
for folder in (KH_USER_DATA_DIR, KH_MARKDOWN_OUTPUT_DIR):
    folder.mkdir(parents=True, exist_ok=True)
os.environ["HF_HOME"] = os.environ["HF_HUB_CACHE"] = str(KH_APP_DATA_DIR / "huggingface")

KH_MODE = "dev"
KH_SSO_ENABLED = config("KH_SSO_ENABLED", default=False, cast=bool)
KH_FEATURE_CHAT_SUGGESTION = config("KH_FEATURE_CHAT_SUGGESTION", default=False, cast=bool)
KH_FEATURE_USER_MANAGEMENT = config("KH_FEATURE_USER_MANAGEMENT", default=True, cast=bool)
KH_USER_CAN_SEE_PUBLIC = None
KH_FEATURE_USER_MANAGEMENT_ADMIN = str(config("KH_FEATURE_USER_MANAGEMENT_ADMIN", default="admin"))
KH_FEATURE_USER_MANAGEMENT_PASSWORD = str(config("KH_FEATURE_USER_MANAGEMENT_PASSWORD", default="admin"))
KH_ENABLE_ALEMBIC = False
KH_DATABASE = f"sqlite:///{KH_USER_DATA_DIR / 'sql.db'}"
KH_FILESTORAGE_PATH = str(KH_USER_DATA_DIR / "files")
KH_WEB_SEARCH_BACKEND = "kotaemon.indices.retrievers.tavily_web_search.WebSearch"
KH_DOCSTORE = {"__type__": "kotaemon.storages.LanceDBDocumentStore", "path": str(KH_USER_DATA_DIR / "docstore")}
KH_VECTORSTORE = {"__type__": "kotaemon.storages.ChromaVectorStore", "path": str(KH_USER_DATA_DIR / "vectorstore")}

OPENAI_API_KEY = config("OPENAI_API_KEY", default="<YOUR_OPENAI_KEY>")
KEYED = OPENAI_API_KEY not in ("", "<YOUR_OPENAI_KEY>")


def entry(kind: str, default: bool = False, **spec: object) -> dict:
    return {"spec": {"__type__": kind, **spec}, "default": default}


KH_LLMS = {}
KH_EMBEDDINGS = {}
KH_RERANKINGS = {}
if OPENAI_API_KEY:
    base = config("OPENAI_API_BASE", default="") or "https://api.openai.com/v1"
    KH_LLMS["openai"] = entry(
        "kotaemon.llms.ChatOpenAI",
        KEYED,
        base_url=base,
        api_key=OPENAI_API_KEY,
        model=config("OPENAI_CHAT_MODEL", default="gpt-4o-mini"),
        timeout=20,
    )
    KH_EMBEDDINGS["openai"] = entry(
        "kotaemon.embeddings.OpenAIEmbeddings",
        KEYED,
        base_url=base,
        api_key=OPENAI_API_KEY,
        model=config("OPENAI_EMBEDDINGS_MODEL", default="text-embedding-3-large"),
    )
if config("VOYAGE_API_KEY", default=""):
    KH_EMBEDDINGS["voyageai"] = entry("kotaemon.embeddings.VoyageAIEmbeddings", api_key=config("VOYAGE_API_KEY"))
    KH_RERANKINGS["voyageai"] = entry("kotaemon.rerankings.VoyageAIReranking", api_key=config("VOYAGE_API_KEY"))
if config("LOCAL_MODEL", default=""):
    KH_LLMS["ollama"] = entry("kotaemon.llms.ChatOpenAI", base_url=KH_OLLAMA_URL, model=config("LOCAL_MODEL"))
    KH_EMBEDDINGS["ollama"] = entry("kotaemon.embeddings.OpenAIEmbeddings", base_url=KH_OLLAMA_URL)
    KH_EMBEDDINGS["fast_embed"] = entry("kotaemon.embeddings.FastEmbedEmbeddings", model_name="bge-base")
KH_LLMS["claude"] = entry("kotaemon.llms.chats.LCAnthropicChat", api_key="your-key")
KH_LLMS["google"] = entry("kotaemon.llms.chats.LCGeminiChat", not KEYED, api_key="your-key")
KH_LLMS["groq"] = entry("kotaemon.llms.ChatOpenAI", api_key="your-key")
KH_LLMS["cohere"] = entry("kotaemon.llms.chats.LCCohereChat", api_key=config("COHERE_API_KEY", default="your-key"))
KH_EMBEDDINGS["cohere"] = entry("kotaemon.embeddings.LCCohereEmbeddings", cohere_api_key=config("COHERE_API_KEY", "k"))
KH_EMBEDDINGS["google"] = entry("kotaemon.embeddings.LCGoogleEmbeddings", not KEYED, google_api_key="your-key")
KH_RERANKINGS["cohere"] = entry(
    "kotaemon.rerankings.CohereReranking", True, cohere_api_key=config("COHERE_API_KEY", default="")
)

KH_REASONINGS = [
    "ktem.reasoning.simple.FullQAPipeline",
    "ktem.reasoning.simple.FullDecomposeQAPipeline",
    "ktem.reasoning.react.ReactAgentPipeline",
    "ktem.reasoning.rewoo.RewooAgentPipeline",
]
KH_REASONINGS_USE_MULTIMODAL = config("USE_MULTIMODAL", default=False, cast=bool)
SETTINGS_APP: dict = {}
SETTINGS_REASONING = {
    "use": {"name": "Reasoning options", "value": None, "choices": [], "component": "radio"},
    "lang": {"name": "Language", "value": "en", "choices": [("English", "en")], "component": "dropdown"},
    "max_context_length": {"name": "Max context length (LLM)", "value": 32000, "component": "number"},
}

KH_INDEX_TYPES = ["ktem.index.file.FileIndex", "ktem.index.file.graph.GraphRAGIndex"]
KH_INDICES = [
    {"name": name, "config": {"supported_file_types": ".pdf, .txt", "private": True}, "index_type": kind}
    for name, kind in zip(("File Collection", "GraphRAG Collection"), KH_INDEX_TYPES, strict=True)
]
