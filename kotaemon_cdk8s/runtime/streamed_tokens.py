"""Count the tokens of streamed answers, of which OpenAI's protocol tells only who asks.

https://platform.openai.com/docs/api-reference/chat/create, `stream_options`. The app does not
ask, and skips the chunk that says it (kotaemon/llms/chats/openai.py, `stream`).
"""

from __future__ import annotations

import importlib
import weakref
from collections.abc import Iterator
from functools import wraps
from typing import Any

from .instruments import Instruments
from .log import log
from .model_telemetry import POOLS, count_tokens, name_in

UNKNOWN_FIELD = (400, 404, 422)
"""What servers answer that do not know the field; asked without it, they say what else is wrong."""


def watch_streams(instruments: Instruments) -> None:
    """Ask, wherever the app streams an answer by this protocol."""
    module, name, _ = POOLS["chat"]
    pool: Any = getattr(importlib.import_module(module), name)
    openai: Any = importlib.import_module("openai")
    chats: Any = importlib.import_module("kotaemon.llms.chats.openai")
    cannot: weakref.WeakSet[Any] = weakref.WeakSet()

    def asking(respond: Any) -> Any:
        @wraps(respond)
        def response(this: Any, client: Any, **kwargs: Any) -> Any:
            if not kwargs.get("stream") or "stream_options" in kwargs or this in cannot:
                return respond(this, client, **kwargs)
            try:
                chunks = respond(this, client, **kwargs, stream_options={"include_usage": True})
            except openai.APIStatusError as error:
                if error.status_code not in UNKNOWN_FIELD:
                    raise
                chunks = respond(this, client, **kwargs)
                cannot.add(this)
                log.info("model %s does not count the tokens of streamed answers", name_in(pool, this))
            return counted(this, chunks)

        return response

    def counted(this: Any, chunks: Any) -> Iterator[Any]:
        for chunk in chunks:
            usage = getattr(chunk, "usage", None)
            if usage is not None:
                count_tokens(instruments, name_in(pool, this), "input", usage.prompt_tokens)
                count_tokens(instruments, name_in(pool, this), "output", usage.completion_tokens)
            yield chunk

    # Without the class with structured output, whose protocol has no streams.
    for cls in (chats.ChatOpenAI, chats.AzureChatOpenAI):
        cls.openai_response = asking(cls.openai_response)
