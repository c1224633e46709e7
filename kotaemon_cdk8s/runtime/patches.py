"""Changes to the app's libraries that a read-only, non-root, isolated pod needs.

Each is small, named, and harmless when the app has changed under it: then it is left out
with one line in the log, and the app starts as it would without us.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from functools import partial
from typing import Any

from .log import log

SESSION_SECRET = "KOTAEMON_SESSION_SECRET"


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


def _nothing(*_args: object, **_kwargs: object) -> None:
    return None


def _not_downloaded(*_args: object, **_kwargs: object) -> bool:
    return False
