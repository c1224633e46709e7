"""The form of the client: two streams, here what it was called with."""

from contextlib import asynccontextmanager


@asynccontextmanager
async def sse_client(url, headers=None, httpx_client_factory=None):
    yield ("sse", url, headers, httpx_client_factory), "write"
