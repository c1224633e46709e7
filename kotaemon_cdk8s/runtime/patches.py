"""Changes to the app's libraries that a read-only, non-root, isolated pod needs.

Each is small, named, and harmless when the app has changed under it: then it is left out
with one line in the log, and the app starts as it would without us.
"""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from .log import log

_KEY = re.compile(r"(?:key|token|secret|password)$", re.IGNORECASE)
SESSION_SECRET = "KOTAEMON_SESSION_SECRET"
TOKENS = "cl100k_base"
"""The table in the image: llama-index ships it (llama_index/core/_static/tiktoken_cache)."""


def apply(purpose: str, change: Callable[[], None]) -> None:
    """Make a change, or say in one line that it could not be made."""
    try:
        change()
    except Exception as error:  # noqa: BLE001 (whatever it is: the app has to start)
        log.warning("not done: %s (%s: %s); the app has changed, go on without", purpose, type(error).__name__, error)


def keep_sources_read_only() -> None:
    """Keep gradio from writing a stub beside each component's source.

    gradio 4.39 (component_meta.py) swallows the failed write but then reads the file:
    on a read-only or foreign-owned /app the process dies with FileNotFoundError.
    """
    meta: Any = importlib.import_module("gradio.component_meta")
    if not callable(meta.create_or_modify_pyi):
        raise TypeError("gradio.component_meta.create_or_modify_pyi is no function")
    meta.create_or_modify_pyi = _nothing


def stay_offline() -> None:
    """Keep nltk from downloading at start-up.

    Two downloads without a time limit, 134 s each when the network drops packets. The app
    indexes files without this data.
    """
    nltk: Any = importlib.import_module("nltk")
    if not callable(nltk.download):
        raise TypeError("nltk.download is no function")
    nltk.download = _not_downloaded


def read_without_language_data() -> None:
    """Have unstructured, which reads .docx, .pptx and the like, do without NLTK's data unless it is there.

    It downloads them from a bucket of its vendor's at the first such file, and the upload fails
    without. It needs them to tell titles from sentences, which the app does not ask for: the
    text is the same (tried).
    """
    language: Any = importlib.import_module("unstructured.nlp.tokenize")
    wanted = (("taggers", "averaged_perceptron_tagger_eng"), ("tokenizers", "punkt_tab"))
    if all(language.check_for_nltk_package(name, category) for category, name in wanted):
        return
    for name in ("_download_nltk_packages_if_not_present", "_sent_tokenize", "_word_tokenize", "_pos_tag"):
        if not callable(getattr(language, name)):
            raise TypeError(f"unstructured.nlp.tokenize.{name} is no function")
    language._download_nltk_packages_if_not_present = _nothing
    language._sent_tokenize = _whole
    language._word_tokenize = str.split
    language._pos_tag = _all_nouns


def count_tokens_alike() -> None:
    """Have all tokenizers of tiktoken use the one table that is in the image.

    Any other is downloaded, by each process anew, and without a time limit. The app and its
    graph packages only cut texts to a number of tokens with them: no model sees the tokens.
    """
    public: Any = importlib.import_module("tiktoken_ext.openai_public")
    constructors = public.ENCODING_CONSTRUCTORS
    constructors.update(dict.fromkeys(constructors, constructors[TOKENS]))


def load_scripts_from(mirror: str) -> None:
    """Have the pages load their scripts from a mirror instead of the public hosts.

    Args:
        mirror: URL under which each file is at its public host's name and its path there.
    """
    gradio: Any = importlib.import_module("gradio")
    make = gradio.Blocks.__init__

    def make_mirrored(this: Any, *args: Any, **kwargs: Any) -> None:
        if isinstance(kwargs.get("head"), str):
            kwargs["head"] = kwargs["head"].replace("https://", f"{mirror.rstrip('/')}/")
        make(this, *args, **kwargs)

    gradio.Blocks.__init__ = make_mirrored


def keep_keys_out_of_texts() -> None:
    """Show a component without its keys.

    The app prints its retrievers at each question (ktem/reasoning/simple.py:289). theflow
    0.8.6 shows a component with the values of its parameters: in a list, Cohere's key in full;
    by itself, the beginning of any.
    """
    function: Any = importlib.import_module("theflow.base").Function
    hierarchy = vars(function)["__str__"]

    def in_full(self: Any) -> str:
        return _component(self, repr)

    def in_short(self: Any) -> str:
        return str(hierarchy(self)) if self._ff_nodes else _component(self, _shortened)

    function.__repr__ = in_full
    function.__str__ = in_short


def sign_sessions() -> None:
    """Sign SSO session cookies with our own key.

    gradiologin signs them with a constant that anyone can read, so anyone can forge one.
    """
    login: Any = importlib.import_module("gradiologin")
    login.mount_gradio_app = partial(login.mount_gradio_app, secret_key=os.environ[SESSION_SECRET])


def guard_all_paths() -> None:
    """Ask for a session on every path but those of the login itself.

    gradiologin leaves two open: through `/app/api/predict` anyone could run any function of
    the app without logging in, and read other users' conversations (tried). And it takes the
    path from `request.url`, which begins with the client's Host header: `Host: x/login`
    opened every path (tried).
    """
    # By its name in full: the package has a function `register`, which hides the module.
    register: Any = importlib.import_module("gradiologin.register")
    responses: Any = importlib.import_module("starlette.responses")
    redirect = register.add_middleware_redirect

    def guard(app: Any, app_route: str) -> None:
        async def require_session(request: Any, call_next: Any) -> Any:
            if request.scope["path"].startswith(("/login", "/auth")) or request.session.get("user"):
                return await call_next(request)
            if request.method == "GET":
                return responses.RedirectResponse("/login")
            return responses.PlainTextResponse("log in first", status_code=401)

        redirect(app, app_route)
        app.middleware("http")(require_session)

    register.add_middleware_redirect = guard


def _component(shown: Any, value_of: Callable[[Any], str]) -> str:
    values = ((name, getattr(shown, name, None)) for name in shown._ff_params)
    texts = (f"{name}={'…' if value and _KEY.search(name) else value_of(value)}" for name, value in values)
    return f"{type(shown).__name__}({', '.join(texts)})"


def _shortened(value: object) -> str:
    text = str(value)
    return f"{text[:15]}..." if len(text) > 20 else text


def _nothing(*_args: object, **_kwargs: object) -> None:
    return None


def _whole(text: str) -> list[str]:
    return [text]


def _all_nouns(words: list[str]) -> list[tuple[str, str]]:
    return [(word, "NN") for word in words]


def _not_downloaded(*_args: object, **_kwargs: object) -> bool:
    return False
