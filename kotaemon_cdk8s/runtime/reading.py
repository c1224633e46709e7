"""The app's indexing, with the PDF readers that are set up. Imported by the app, by dotted name.

The app offers every user all readers, and its own as the default, whatever is set up and
installed (ktem/index/file/pipelines.py, `get_user_settings`); the others fail at the first file.
Changed in place, because the collections of graphs build on the class by its own name.
"""

import importlib
from typing import Any

_READERS: list[str] = importlib.import_module("theflow.settings").settings.KOTAEMON_READERS
IndexDocumentPipeline: Any = importlib.import_module("ktem.index.file.pipelines").IndexDocumentPipeline
_get_user_settings = IndexDocumentPipeline.get_user_settings.__func__


def _with_readers(cls: Any) -> Any:
    settings = _get_user_settings(cls)
    mode = settings["reader_mode"]
    labels = {name: label for label, name in mode["choices"]}
    choices = [(labels[name], name) for name in _READERS]
    return {**settings, "reader_mode": {**mode, "choices": choices, "value": _READERS[0]}}


IndexDocumentPipeline.get_user_settings = classmethod(_with_readers)
