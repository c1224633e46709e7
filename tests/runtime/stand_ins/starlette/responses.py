class PlainTextResponse:
    def __init__(self, content, status_code=200):
        self.content, self.status_code, self.location = content, status_code, None


class RedirectResponse:
    def __init__(self, url):
        self.content, self.status_code, self.location = "", 307, url
