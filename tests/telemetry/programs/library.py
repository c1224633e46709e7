"""An app of gradio as the app is: settings first, then gradio, and pipelines behind its queue."""

import os
import sys

from theflow.settings import settings

print("settings of", settings.KH_APP_NAME)

import fastapi  # noqa: E402
import gradio as gr  # noqa: E402
from ktem import components  # noqa: E402
from ktem.db.engine import engine  # noqa: E402, F401
from ktem.index.file.base import GraphIndexing  # noqa: E402


def chat(pipeline, question):
    text = ""
    for step in components.ways[pipeline]().stream(question):
        if step.channel == "chat":
            text = "" if step.content is None else text + step.content
        yield text


def index(files):
    for step in GraphIndexing().stream(files.split()):
        yield str(step.content)


with gr.Blocks(analytics_enabled=False) as demo:
    pipeline, text, answer = gr.Textbox(), gr.Textbox(), gr.Textbox()
    text.submit(chat, [pipeline, text], answer, api_name="chat")
    text.submit(index, text, answer, api_name="index")

demo.queue()
if __name__ == "__main__":
    demo.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), show_api=False)
else:
    app = gr.mount_gradio_app(fastapi.FastAPI(), demo, path="/app")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
