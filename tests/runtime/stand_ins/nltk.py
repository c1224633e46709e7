"""As nltk 3.9: `download` goes to the internet, and waits for it."""


def download(info_or_id: str, quiet: bool = False) -> bool:
    raise TimeoutError(f"asked the internet for {info_or_id}")
