"""Serves as gradio 4.39 does (blocks.block_thread, http_server.Server): the server in a thread."""

import importlib
import sys
import threading
import time

import uvicorn

app = importlib.import_module(sys.argv[1]).app
server = uvicorn.Server(uvicorn.Config(app, port=int(sys.argv[2]), log_level="warning"))
thread = threading.Thread(target=server.run, daemon=True)
thread.start()
try:
    while True:
        time.sleep(0.1)
except (KeyboardInterrupt, OSError):
    server.should_exit = True
    thread.join(timeout=5)
