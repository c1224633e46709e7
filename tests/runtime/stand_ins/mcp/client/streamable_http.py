"""The form of the other client: two streams, and the session's id beside them."""

from contextlib import asynccontextmanager


@asynccontextmanager
async def streamablehttp_client(url, headers=None, httpx_client_factory=None):
    yield ("http", url, headers, httpx_client_factory), "write", "session"
