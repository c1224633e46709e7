class Blocks:
    """The form of gradio's: it takes the head of the page."""

    def __init__(self, **options: object) -> None:
        self.options = options
