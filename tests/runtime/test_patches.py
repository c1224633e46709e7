"""The patches: each with the fault that it takes away, and with an app that has changed under it."""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from kotaemon_cdk8s.runtime import patches

import pytest

CONSTANT = "some-secret-string"
KEY = "a key of our own"
EVA = {"user": {"sub": "eva"}}

pytestmark = pytest.mark.usefixtures("stand_ins")


class TestReadOnlySources:
    def test_without_it_a_component_on_a_read_only_folder_ends_the_app(self, component: Callable[[], type]) -> None:
        with pytest.raises(FileNotFoundError):
            component()

    def test_with_it_the_component_is_made_and_nothing_is_written(
        self, component: Callable[[], type], tmp_path: Path
    ) -> None:
        patches.keep_sources_read_only()
        assert component().__name__ == "FileSelector"
        assert [path.name for path in tmp_path.iterdir() if path.suffix == ".pyi"] == []

    @pytest.fixture
    def component(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], type]]:
        """Imports a module with a component, from a folder that cannot be written to."""
        (tmp_path / "ui.py").write_text(
            "from gradio.component_meta import ComponentMeta\nclass FileSelector(metaclass=ComponentMeta): ...\n"
        )

        # Not by its mode bits: the tests may run as root, to whom they mean nothing.
        def refuse(file: Path, *_arguments: object, **_options: object) -> None:
            raise PermissionError(file)

        monkeypatch.setattr(Path, "write_text", refuse)
        monkeypatch.syspath_prepend(str(tmp_path))
        yield lambda: importlib.import_module("ui").FileSelector
        sys.modules.pop("ui", None)


class TestOffline:
    def test_without_it_the_start_asks_the_internet(self) -> None:
        with pytest.raises(TimeoutError):
            importlib.import_module("nltk").download("punkt_tab", quiet=True)

    def test_with_it_nothing_is_asked_and_nothing_was_downloaded(self) -> None:
        patches.stay_offline()
        assert importlib.import_module("nltk").download("punkt_tab", quiet=True) is False


class TestLanguageData:
    def test_without_it_an_office_file_is_read_all_the_same(self) -> None:
        language = importlib.import_module("unstructured.nlp.tokenize")
        with pytest.raises(TimeoutError):
            language.pos_tag("The word is jam")
        patches.read_without_language_data()
        assert [word for word, _ in language.pos_tag("The word is jam")] == ["The", "word", "is", "jam"]

    def test_what_is_there_is_used(self) -> None:
        language = importlib.import_module("unstructured.nlp.tokenize")
        language.there.update({"taggers/averaged_perceptron_tagger_eng", "tokenizers/punkt_tab"})
        patches.read_without_language_data()
        assert language.pos_tag("a") == [("a", "VB")]


def test_every_token_table_is_the_one_in_the_image() -> None:
    constructors = importlib.import_module("tiktoken_ext.openai_public").ENCODING_CONSTRUCTORS
    with pytest.raises(TimeoutError):
        constructors["o200k_base"]()
    patches.count_tokens_alike()
    assert {make() for make in constructors.values()} == {"in the image"}
    assert len(constructors) == 3


def test_scripts_of_the_pages_come_from_the_mirror() -> None:
    gradio = importlib.import_module("gradio")
    patches.load_scripts_from("https://scripts.example/cdn/")
    head = "<script src='https://cdn.example/a.js'></script><link href='https://css.example/b.css'/>"
    assert gradio.Blocks(head=head, title="T").options == {
        "head": "<script src='https://scripts.example/cdn/cdn.example/a.js'></script>"
        "<link href='https://scripts.example/cdn/css.example/b.css'/>",
        "title": "T",
    }
    assert gradio.Blocks().options == {}


class TestKeysInTexts:
    """With theflow itself, and components in the form of the app's (kotaemon/rerankings/cohere.py)."""

    KEY = "a-key-of-cohere-with-40-characters-or-so"
    SHORT = "short-key"

    @pytest.fixture
    def retriever(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        base: Any = importlib.import_module("theflow.base")
        for method in ("__repr__", "__str__"):  # to be as they were after the test
            monkeypatch.setattr(base.Function, method, getattr(base.Function, method))

        class CohereReranking(base.Function):  # type: ignore[misc]
            model_name: str = base.Param("rerank-v4.0-fast")
            cohere_api_key: str = base.Param("")
            base_url: str = base.Param(None)

            def run(self) -> None: ...

        class Retrieval(base.Function):  # type: ignore[misc]
            rerankers: list[Any] = []  # noqa: RUF012 (theflow makes a parameter of it)
            llm = base.Node(default=CohereReranking)

            def run(self) -> None: ...

        return Retrieval(
            rerankers=[CohereReranking(cohere_api_key=self.KEY)], llm=CohereReranking(cohere_api_key=self.SHORT)
        )

    def test_without_it_the_log_has_the_keys(self, retriever: Any) -> None:
        assert self.KEY in f"Retrievers {[retriever]}"
        assert self.SHORT in f"Chosen pipeline {retriever}"
        assert self.KEY[:15] in str(retriever.rerankers[0])

    def test_with_it_the_log_has_all_but_the_keys(self, retriever: Any) -> None:
        patches.keep_keys_out_of_texts()
        texts = [f"Retrievers {[retriever]}", f"Chosen pipeline {retriever}", *map(str, retriever.rerankers)]
        assert not any(self.KEY[:8] in text or self.SHORT in text for text in texts)
        assert "CohereReranking(" in texts[0]
        assert "model_name='rerank-v4.0-fast'" in texts[0]
        assert "cohere_api_key=…" in texts[0]
        assert "(llm): CohereReranking(" in texts[1]

    def test_what_is_shown_else_is_as_it_was(self, retriever: Any) -> None:
        plain = type(retriever.llm)(model_name="a model with a long name, longer than 20")
        before = (repr(plain), str(plain))
        patches.keep_keys_out_of_texts()
        assert (repr(plain), str(plain)) == before


class Site:
    """FastAPI's part: middleware, the last one added outermost, sessions signed with a key."""

    def __init__(self) -> None:
        self._middleware: list[Any] = []
        self.mounted: list[str] = []

    def middleware(self, _kind: str) -> Callable[[Any], Any]:
        def add(function: Any) -> Any:
            self._middleware.append(function)
            return function

        return add

    def add_session_middleware(self, key: str) -> None:
        async def read_session(request: Any, call_next: Any) -> Any:
            request.session = request.content if request.signed_with == key else {}
            return await call_next(request)

        self._middleware.append(read_session)

    def mount(self, path: str, _blocks: object) -> None:
        self.mounted.append(path)

    def ask(
        self, path: str, *, method: str = "POST", host: str = "kotaemon", session: object = None, key: str = ""
    ) -> str:
        """What the app answers: `app`, a redirect's target, or a status."""
        # As starlette makes it: the Host header is the client's, and stands before the path.
        url = (host + path).partition("?")[0]
        request = SimpleNamespace(
            url=SimpleNamespace(path="/" + url.partition("/")[2]),
            scope={"path": path},
            method=method,
            content=session or {},
            signed_with=key,
        )

        async def app(_request: Any) -> Any:
            return SimpleNamespace(content="app", status_code=200, location=None)

        handler: Any = app
        for middleware in self._middleware:
            handler = _around(middleware, handler)
        answer = asyncio.run(handler(request))
        return answer.location or (answer.content if answer.status_code == 200 else str(answer.status_code))


def _around(middleware: Any, inner: Any) -> Any:
    async def handle(request: Any) -> Any:
        return await middleware(request, inner)

    return handle


def site() -> Site:
    made = Site()
    # The call of the app's sso_app.py.
    importlib.import_module("gradiologin").mount_gradio_app(made, object(), "/app", allowed_paths=["assets"])
    assert made.mounted == ["/app"]
    return made


class TestSignedSessions:
    def test_without_it_the_constant_that_anyone_can_read_makes_a_session(self) -> None:
        assert site().ask("/app/config", method="GET", session=EVA, key=CONSTANT) == "app"

    def test_with_it_only_our_key_makes_a_session(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(patches.SESSION_SECRET, KEY)
        patches.sign_sessions()
        assert site().ask("/app/config", method="GET", session=EVA, key=CONSTANT) == "/login"
        assert site().ask("/app/config", method="GET", session=EVA, key=KEY) == "app"

    def test_without_a_key_the_app_does_not_start(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(patches.SESSION_SECRET, raising=False)
        with pytest.raises(KeyError, match=patches.SESSION_SECRET):
            patches.sign_sessions()


class TestGuardedPaths:
    # Upstream's own two exemptions, and two ways around its check, all tried on the real one.
    HOLES: tuple[tuple[str, str], ...] = (
        ("/app/api/predict", "kotaemon"),
        ("/app/reset", "kotaemon"),
        ("/app/run/predict", "x/login"),
        ("/app/run/predict", "x/login?"),
        ("/app/api/predict?x", "kotaemon"),
    )

    @pytest.mark.parametrize(("path", "host"), HOLES)
    def test_without_it_a_path_is_open_to_anyone(self, path: str, host: str) -> None:
        assert site().ask(path, host=host) == "app"

    @pytest.mark.parametrize(("path", "host"), HOLES)
    def test_with_it_a_session_is_asked_for(self, path: str, host: str) -> None:
        patches.guard_all_paths()
        assert site().ask(path, host=host) == "401"
        assert site().ask(path, host=host, method="GET") == "/login"
        assert site().ask(path, host=host, session=EVA, key=CONSTANT) == "app"

    @pytest.mark.parametrize("path", ["/login", "/login/keycloak", "/auth/keycloak"])
    def test_the_login_itself_stays_open(self, path: str) -> None:
        patches.guard_all_paths()
        assert site().ask(path, method="GET") == "app"

    @pytest.mark.parametrize("path", ["/", "/app/", "/app/config", "/app/heartbeat/x", "/openapi.json"])
    def test_a_browser_without_a_session_is_sent_to_the_login(self, path: str) -> None:
        patches.guard_all_paths()
        assert site().ask(path, method="GET") == "/login"

    def test_in_an_app_that_has_changed_it_is_never_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(importlib.import_module("gradiologin.register"), "add_middleware_redirect")
        with pytest.raises(AttributeError, match="add_middleware_redirect"):
            patches.guard_all_paths()


class TestAnAppThatHasChanged:
    CHANGES: tuple[tuple[str, Callable[[], None], str, str], ...] = (
        ("stub", patches.keep_sources_read_only, "gradio.component_meta", "create_or_modify_pyi"),
        ("download", patches.stay_offline, "nltk", "download"),
        ("language", patches.read_without_language_data, "unstructured.nlp.tokenize", "check_for_nltk_package"),
        ("tokens", patches.count_tokens_alike, "tiktoken_ext.openai_public", "ENCODING_CONSTRUCTORS"),
        ("keys", patches.keep_keys_out_of_texts, "theflow.base", "Function"),
    )

    @pytest.mark.parametrize(("purpose", "change", "module", "attribute"), CHANGES)
    @pytest.mark.parametrize("how", ["no module", "no attribute", "no function"])
    def test_it_is_left_out_with_one_line(
        self,
        how: str,
        purpose: str,
        change: Callable[[], None],
        module: str,
        attribute: str,
        monkeypatch: pytest.MonkeyPatch,
        lines: pytest.LogCaptureFixture,
    ) -> None:
        changed = ModuleType(module)
        if how == "no function":
            setattr(changed, attribute, "text")
        monkeypatch.setitem(sys.modules, module, None if how == "no module" else changed)
        patches.apply(purpose, change)
        (line,) = lines.messages
        assert line.startswith(f"not done: {purpose} (")
        assert line.endswith("the app has changed, go on without")
        assert not hasattr(changed, attribute) or getattr(changed, attribute) == "text"

    def test_a_change_that_can_be_made_is_not_logged(self, lines: pytest.LogCaptureFixture) -> None:
        patches.apply("keep nltk from downloading", patches.stay_offline)
        assert lines.messages == []
