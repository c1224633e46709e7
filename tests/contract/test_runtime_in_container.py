"""What the emitted manifests do in the container: their files, their environment, the app's own start."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import KotaemonApp, Mode, OpenAI, Reasoning, SecretRef, UserInterface

import cdk8s
import pytest
import yaml

from examples import local, team

Deployments = Callable[[cdk8s.App], cdk8s.Chart]

STAND_INS = Path(__file__).parents[1] / "runtime" / "stand_ins"
OFFERED = [
    "ktem.reasoning.simple.FullQAPipeline",
    "ktem.reasoning.simple.FullDecomposeQAPipeline",
    "kotaemon_runtime.agents.ReactAgentPipeline",
    "kotaemon_runtime.agents.RewooAgentPipeline",
]
FILE_TYPES = (
    ".png, .jpeg, .jpg, .tiff, .tif, .pdf, .xls, .xlsx, .doc, .docx, .pptx, .csv, .html, .mhtml, .txt, .md, .zip"
)
SECRETS = {
    ("kotaemon-admin", "password"): "Str0ng & secret",
    ("openai", "api-key"): "sk-from-the-secret",
    ("openai", "base-url"): "https://models.example.com/v1",
    ("sso", "client-secret"): "client secret",
    ("sso", "session-secret"): "a key of our own",
}
# The image has .env.example as /app/.env; python-decouple reads it where the environment is silent.
PLACEHOLDERS = """\
OPENAI_API_BASE=https://api.openai.com/v1
OPENAI_API_KEY=<YOUR_OPENAI_KEY>
COHERE_API_KEY=<COHERE_API_KEY>
VOYAGE_API_KEY=<VOYAGE_API_KEY>
LOCAL_MODEL=qwen2.5:7b
"""
# What the app does first, and what pages/chat/control.py reads beside it.
START = """
import json, os
from theflow.settings import settings
settings.KH_APP_NAME
import flowsettings
def values(of):
    return {name: getattr(of, name) for name in dir(of) if name.isupper()}
print(json.dumps([values(settings), values(flowsettings), dict(os.environ)], default=str))
"""
# What the app does next: it makes its tables, and reads them.
READ_MODELS = f"""
import sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
import sqlalchemy
from tests.runtime import app_tables
engine = sqlalchemy.create_engine(settings.KH_DATABASE)
for kind in app_tables.TABLES:
    app_tables.create(engine, kind)
print(json.dumps({{kind: app_tables.rows(engine, kind) for kind in app_tables.TABLES}}))
"""


class Container:
    """The one container of a deployment, in a folder: each of its absolute paths lies below it.

    Args:
        chart: Makes the deployment.
        root: The folder.
        bytecode: Compiled Python that is kept between starts, as on the volume.
    """

    def __init__(self, chart: Deployments, root: Path, bytecode: Path) -> None:
        self.root = root
        self.secrets = dict(SECRETS)
        objects = _synthesized(chart)
        (deployment,) = [item for item in objects if item["kind"] == "Deployment"]
        spec = deployment["spec"]["template"]["spec"]
        (self._container,) = [item for item in spec["containers"] if item["name"] == "kotaemon"]
        files = {item["metadata"]["name"]: item["data"] for item in objects if item["kind"] == "ConfigMap"}
        volumes = {volume["name"]: volume for volume in spec["volumes"]}
        shutil.copytree(STAND_INS, self.root / "app")
        (self.root / "app" / ".env").write_text(PLACEHOLDERS)
        for mount in self._container["volumeMounts"]:
            folder = Path(self.inside(mount["mountPath"]))
            folder.mkdir(parents=True, exist_ok=True)
            config_map = volumes[mount["name"]].get("configMap")
            for name, text in files[config_map["name"]].items() if config_map else ():
                (folder / name).write_text(text if name.endswith(".py") else self.inside(text), encoding="utf-8")
        Path(self.environment["PYTHONPYCACHEPREFIX"]).symlink_to(bytecode)

    @property
    def settings_file(self) -> Path:
        return Path(self.environment["KOTAEMON_SETTINGS_FILE"])

    @property
    def database(self) -> Path:
        return self.root / "app/ktem_app_data/user_data/sql.db"

    @property
    def environment(self) -> dict[str, str]:
        """The manifest's, with what the Secrets hold."""
        found = {}
        for variable in self._container["env"]:
            reference = variable.get("valueFrom", {}).get("secretKeyRef")
            found[variable["name"]] = (
                self.secrets[reference["name"], reference["key"]] if reference else self.inside(variable["value"])
            )
        return found

    def inside(self, text: str) -> str:
        """Paths of the container, as paths in the folder."""
        return re.sub(
            r'(^|"|sqlite:///)(/(?:app|etc|opt|tmp))(?=[/"]|$)', lambda found: f"{found[1]}{self.root}{found[2]}", text
        )

    def run(self, program: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=self.inside(self._container["workingDir"]),
            env={"PATH": os.environ["PATH"], **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def answer(self, program: str) -> Any:
        """What a program prints as JSON."""
        result = self.run(program)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    def settings(self) -> dict[str, Any]:
        """What the app sees."""
        found: dict[str, Any] = self.answer(START)[0]
        return found


@cache
def _synthesized(chart: Deployments) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as outdir:
        app = cdk8s.App(outdir=outdir)
        chart(app)
        app.synth()
        files = [file.read_text(encoding="utf-8") for file in Path(outdir).rglob("*.yaml")]
    return [item for text in files for item in yaml.safe_load_all(text)]


def keycloak(app: cdk8s.App) -> cdk8s.Chart:
    chart = cdk8s.Chart(app, "keycloak", namespace="kotaemon")
    openai = OpenAI(api_key=SecretRef("openai", "api-key"))
    KotaemonApp(
        chart,
        "kotaemon",
        mode=Mode.keycloak(
            server_url="https://sso.example.com",
            realm="team",
            client_id="kotaemon",
            client_secret=SecretRef("sso", "client-secret"),
            session_secret=SecretRef("sso", "session-secret"),
        ),
        models=[openai.chat("gpt-4o-mini"), openai.embeddings("text-embedding-3-large")],
        reasoning=Reasoning(language="de", max_context_length=8000),
        user_interface=UserInterface(public_conversations_for="eva"),
        offline=True,
    )
    return chart


Make = Callable[[Deployments], Container]


@pytest.fixture
def container(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Make:
    bytecode = tmp_path_factory.getbasetemp() / "bytecode"
    bytecode.mkdir(exist_ok=True)
    return lambda chart: Container(chart, tmp_path, bytecode)


def test_local_is_what_its_user_expects(container: Make) -> None:
    made = container(local)
    data = f"{made.root}/app/ktem_app_data"
    settings = made.settings()
    expected = {
        "KH_APP_NAME": "Kotaemon",
        "KH_DATABASE": f"sqlite:///{data}/user_data/sql.db",
        "KH_DEMO_MODE": False,
        "KH_DOCSTORE": {
            "__type__": "kotaemon_runtime.lancedb.LanceDBDocumentStore",
            "path": f"{data}/user_data/docstore",
        },
        "KH_ENABLE_FIRST_SETUP": False,
        "KH_FEATURE_CHAT_SUGGESTION": False,
        "KH_FEATURE_USER_MANAGEMENT": True,
        "KH_FEATURE_USER_MANAGEMENT_ADMIN": "admin",
        "KH_FEATURE_USER_MANAGEMENT_PASSWORD": "Str0ng & secret",
        "KH_FILESTORAGE_PATH": f"{data}/user_data/files",
        "KH_GRADIO_SHARE": False,
        "KH_INDEX_TYPES": ["ktem.index.file.FileIndex"],
        # The agents offer only the tools that are declared.
        "KH_REASONINGS": OFFERED,
        "KH_SSO_ENABLED": False,
        "KH_VECTORSTORE": {"__type__": "kotaemon.storages.ChromaVectorStore", "path": f"{data}/user_data/vectorstore"},
        "KH_WEB_SEARCH_BACKEND": "",
        # What is declared, the runtime brings into the database by itself.
        "KH_LLMS": {},
        "KH_EMBEDDINGS": {},
        "KH_RERANKINGS": {},
        "STORAGE": {"__type__": "theflow.storage.LocalStorage", "prefix": f"{made.root}/tmp/theflow/runs"},
        # No TrackProgressMiddleware, which keeps every prompt and answer.
        "MIDDLEWARE": {
            "default": ["theflow.middleware.CachingMiddleware", "theflow.middleware.SkipComponentMiddleware"]
        },
    }
    assert {name: settings[name] for name in expected} == expected
    (index,) = settings["KH_INDICES"]
    assert (index["name"], index["index_type"]) == ("File Collection", "ktem.index.file.FileIndex")
    assert (index["config"]["supported_file_types"], index["config"]["private"]) == (FILE_TYPES, True)
    assert settings["SETTINGS_REASONING"]["lang"] == {
        "name": "Language",
        "value": "en",
        "choices": [["English", "en"]],
        "component": "dropdown",
    }


def test_team_is_what_its_user_expects(container: Make) -> None:
    settings = container(team).settings()
    assert settings["KH_APP_NAME"] == "Team Library"
    assert settings["KH_REASONINGS"] == [
        "kotaemon_runtime.reasoning.FullQAPipeline",
        "kotaemon_runtime.reasoning.FullDecomposeQAPipeline",
        "kotaemon_runtime.agents.ReactAgentPipeline",
    ]
    assert settings["KH_FEATURE_CHAT_SUGGESTION"] is True
    assert settings["KH_FEATURE_CHAT_SUGGESTION_SAMPLES"] == [
        "Summarize this document",
        "What are the open questions in it?",
    ]
    assert (settings["KH_LLMS"], settings["KH_EMBEDDINGS"], settings["KH_RERANKINGS"]) == ({}, {}, {})


def test_the_app_finds_the_models_of_team_in_its_tables(container: Make) -> None:
    def entry(kind: str, model: str, **further: Any) -> list[Any]:
        spec = {
            "__type__": kind,
            "api_key": "sk-from-the-secret",
            "base_url": "https://models.example.com/v1",
            "model": model,
            **further,
        }
        return [spec, True]

    assert container(team).answer(START.rpartition("print")[0] + READ_MODELS) == {
        "llm": {"gpt-4o-mini": entry("kotaemon.llms.ChatOpenAI", "gpt-4o-mini", temperature=0)},
        "embedding": {
            "text-embedding-3-large": entry("kotaemon.embeddings.OpenAIEmbeddings", "text-embedding-3-large")
        },
        # The app answers nothing without a reranker; this one, without a key, changes nothing.
        "reranking": {
            "no-reranking": [
                {"__type__": "kotaemon.rerankings.CohereReranking", "model_name": "none", "cohere_api_key": ""},
                True,
            ]
        },
    }


def test_keycloak_is_what_its_user_expects(container: Make) -> None:
    made = container(keycloak)
    settings = made.settings()
    assert (settings["KH_SSO_ENABLED"], settings["KH_FEATURE_USER_MANAGEMENT"]) == (True, True)
    assert (settings["KH_APP_VERSION"], settings["KH_USER_CAN_SEE_PUBLIC"]) == ("", "eva")
    assert settings["SETTINGS_REASONING"]["lang"]["name"] == "Language"
    assert settings["SETTINGS_REASONING"]["lang"]["value"] == "de"
    assert settings["SETTINGS_REASONING"]["max_context_length"]["value"] == 8000
    session_key, downloaded = made.answer(
        START.rpartition("print")[0]
        + "import gradiologin, nltk\n"
        + "print(json.dumps([gradiologin.mount_gradio_app.keywords['secret_key'], nltk.download('punkt_tab')]))"
    )
    assert (session_key, downloaded) == ("a key of our own", False)


def test_keycloak_without_its_session_secret_does_not_start(container: Make) -> None:
    made = container(keycloak)
    result = made.run("import os; del os.environ['KOTAEMON_SESSION_SECRET']\n" + START)
    assert result.returncode != 0
    assert "KOTAEMON_SESSION_SECRET" in result.stderr


@pytest.mark.parametrize("chart", [local, team, keycloak])
def test_the_module_flowsettings_says_the_same(chart: Deployments, container: Make) -> None:
    made = container(chart)
    settings, module, environment = made.answer(START)
    assert module == settings
    assert environment["HF_HOME"] == made.environment["HF_HOME"]
    assert environment["HF_HUB_CACHE"] == made.environment["HF_HUB_CACHE"]


@pytest.mark.parametrize("chart", [local, team, keycloak])
def test_every_patch_finds_what_it_changes(chart: Deployments, container: Make) -> None:
    result = container(chart).run(START)
    assert "not done" not in result.stderr
    assert "settings document applied: " in result.stderr
    assert not any(secret in result.stderr for secret in SECRETS.values())


def test_a_serving_app_prints_no_key(container: Make) -> None:
    program = (
        "import asyncio, uvicorn\n"
        "from types import SimpleNamespace\n"
        "async def start(server): ...\n"
        "uvicorn.Server.startup = start\n" + START.rpartition("print")[0] + "from theflow import Function, Param\n"
        "class CohereReranking(Function):\n"
        "    cohere_api_key: str = Param('')\n"
        "    def run(self): ...\n"
        "shown = [CohereReranking(cohere_api_key='the-key')]\n"
        "before = str(shown)\n"
        "server = SimpleNamespace(config=SimpleNamespace(loaded_app=None))\n"
        "asyncio.run(uvicorn.Server.startup(server))\n"
        "print(json.dumps([before, str(shown)]))"
    )
    before, after = container(local).answer(program)
    assert before == "[CohereReranking(cohere_api_key='the-key')]"
    assert after == "[CohereReranking(cohere_api_key=…)]"


def test_the_pipelines_of_team_show_figures(container: Make) -> None:
    figures = container(team).answer(
        START.rpartition("print")[0]
        + "from theflow.utils.modules import import_dotted_string\n"
        + "ours = [name for name in settings.KH_REASONINGS if name.startswith('kotaemon_runtime.reasoning.')]\n"
        + "classes = [import_dotted_string(name, safe=False) for name in ours]\n"
        + "print(json.dumps([made.get_user_settings()['use_multimodal']['value'] for made in classes]))"
    )
    assert figures == [True, True]


def test_the_admins_password_follows_its_secret_at_the_next_start(container: Make) -> None:
    made = container(local)
    made.settings()
    _seed_admin(made)
    for password in ("Str0ng & secret", "Another 1!"):
        made.secrets["kotaemon-admin", "password"] = password
        made.settings()
        with sqlite3.connect(made.database) as connection:
            row = connection.execute("SELECT password, admin FROM user WHERE username = 'admin'").fetchone()
        connection.close()
        assert row == (hashlib.sha256(password.encode()).hexdigest(), 1)


def _seed_admin(container: Container) -> None:
    """As the app does at its first start."""
    with sqlite3.connect(container.database) as connection:
        connection.execute(
            "CREATE TABLE user (id VARCHAR NOT NULL PRIMARY KEY, username VARCHAR NOT NULL UNIQUE,"
            " username_lower VARCHAR NOT NULL UNIQUE, password VARCHAR NOT NULL, admin BOOLEAN NOT NULL)"
        )
        digest = hashlib.sha256(SECRETS["kotaemon-admin", "password"].encode()).hexdigest()
        connection.execute("INSERT INTO user VALUES ('1', 'admin', 'admin', ?, 1)", (digest,))
    connection.close()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"setings": {}}, "setings: unknown key"),
        ({"settings": []}, "settings: must be an object"),
        ({"settings": {"kh_app_name": "x"}}, "settings.kh_app_name: "),
        ({"settings": {"SETTINGS_REASONING.speed.value": 1}}, "settings.SETTINGS_REASONING.speed.value: "),
        ({"settings": {"SETTINGS_REASONING.lang.valeu": "de"}}, "settings.SETTINGS_REASONING.lang.valeu: "),
        ({"settings": {"KH_DEMO_MODE": "false"}}, "settings.KH_DEMO_MODE: this image has a bool"),
        ({"settings": {"KH_REASONINGS": "simple"}}, "settings.KH_REASONINGS: this image has a list"),
        ({"entries": "openai"}, "entries: must be an array"),
        ({"entries": [None]}, "entries[0]: must be an object"),
        ({"offline": 0}, "offline: must be true or false"),
        ({"follow_admin_password": "yes"}, "follow_admin_password: must be true or false"),
        ({"signed_sessions": None}, "signed_sessions: must be true or false"),
        ({"drain_seconds": True}, "drain_seconds: must be a whole number"),
    ],
)
def test_a_broken_document_ends_the_start_with_its_key(change: dict[str, Any], key: str, container: Make) -> None:
    made = container(local)
    made.settings_file.write_text(json.dumps({**json.loads(made.settings_file.read_text()), **change}))
    _assert_refused(made, key)


def test_a_document_that_is_no_json_or_not_there_ends_the_start(container: Make) -> None:
    made = container(local)
    made.settings_file.write_text("{")
    _assert_refused(made, "no JSON at line 1, column 2")
    made.settings_file.unlink()
    _assert_refused(made, f"{made.settings_file}: cannot be read")


@pytest.mark.parametrize("password", ["", " ", "from echo\n"])
def test_a_password_that_cannot_be_typed_ends_the_start(password: str, container: Make) -> None:
    made = container(local)
    made.secrets["kotaemon-admin", "password"] = password
    _assert_refused(made, "KH_FEATURE_USER_MANAGEMENT_PASSWORD: ")
    assert "from echo" not in made.run(START).stderr


def _assert_refused(container: Container, message: str) -> None:
    result = container.run(START)
    # EX_CONFIG of sysexits.h, and one line, not a traceback.
    assert result.returncode == 78
    (line,) = result.stderr.splitlines()
    assert message in line
    assert result.stdout == ""
