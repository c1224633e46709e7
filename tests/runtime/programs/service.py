"""An app as the shutdown meets it: answers that take time, heartbeats that never end, and saving."""

import asyncio
import os
import time

from theflow.settings import settings

CHUNKS = 20

print("settings of", settings.KH_APP_NAME, flush=True)  # what the app does first: it loads the settings module
if "HANG_AT_IMPORT" in os.environ:
    time.sleep(60)


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == "/slow":
        for number in range(CHUNKS):
            await send({"type": "http.response.body", "body": b"%d " % number, "more_body": True})
            await asyncio.sleep(0.1)
    elif scope["path"] == "/forever":
        while True:
            await send({"type": "http.response.body", "body": b"more ", "more_body": True})
            await asyncio.sleep(0.1)
    elif scope["path"].startswith("/heartbeat/"):
        # As starlette streams: it stops when the client has gone, and then sends no last chunk.
        gone = asyncio.ensure_future(disconnected(receive))
        while not gone.done():
            await send({"type": "http.response.body", "body": b"data: ALIVE\n\n", "more_body": True})
            await asyncio.wait({gone}, timeout=0.2)
        return
    else:
        await send({"type": "http.response.body", "body": b"saved", "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def disconnected(receive):
    while (await receive())["type"] != "http.disconnect":
        pass
