"""The form of the HTTP client: what it was made with."""


class Timeout:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class AsyncClient:
    def __init__(self, **options: object) -> None:
        self.options = options
