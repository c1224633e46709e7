"""The form of the app's indexing: all readers are offered, whatever is set up."""


class IndexDocumentPipeline:
    @classmethod
    def get_user_settings(cls) -> dict:
        choices = [("Default", "default"), ("Adobe", "adobe"), ("Azure", "azure-di"), ("Docling", "docling")]
        return {"reader_mode": {"name": "File loader", "value": "default", "choices": choices}}
