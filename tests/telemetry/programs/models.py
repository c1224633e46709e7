"""A server that speaks OpenAI's protocol: `models.py PORT OLD|NEW`; an old one knows no `stream_options`."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

USAGE = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_args):
        pass

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        base = {"id": "c", "created": 1, "model": "m"}
        if "stream_options" in asked and sys.argv[2] == "OLD":
            return self.answer(400, "application/json", json.dumps({"error": {"message": "unknown field"}}))
        if not asked.get("stream"):
            message = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "rewritten"}}
            whole = {**base, "object": "chat.completion", "choices": [message], "usage": USAGE}
            return self.answer(200, "application/json", json.dumps(whole))
        chunks = [[{"index": 0, "delta": {"content": word}, "finish_reason": None}] for word in ("forty", "-two")]
        events = [{**base, "object": "chat.completion.chunk", "choices": chunk} for chunk in chunks]
        if asked.get("stream_options") == {"include_usage": True}:
            events.append({**base, "object": "chat.completion.chunk", "choices": [], "usage": USAGE})
        lines = [*(f"data: {json.dumps(event)}\n\n" for event in events), "data: [DONE]\n\n"]
        return self.answer(200, "text/event-stream", "".join(lines))

    def answer(self, status, kind, text):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
