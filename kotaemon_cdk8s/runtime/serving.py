"""Learn when the app serves: all of its tables are made by then, and its collections opened."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any


def when_serving(action: Callable[[], None]) -> None:
    """Have `action` called when uvicorn, which serves in every mode of the app, has opened its port."""
    uvicorn: Any = importlib.import_module("uvicorn")
    start = uvicorn.Server.startup

    async def start_and_act(this: Any, *args: Any, **kwargs: Any) -> None:
        await start(this, *args, **kwargs)
        action()

    uvicorn.Server.startup = start_and_act
