"""The app's two question-answering pipelines, with figures shown to the model by default.

The app reads its own switch for that (`USE_MULTIMODAL`), and then lets the user's setting
overwrite it, whose default is a fixed "no" (ktem/reasoning/simple.py, `get_pipeline`). So
the default is changed where it is made. Imported by the app, by dotted name.
"""

import importlib
from typing import Any

_simple: Any = importlib.import_module("ktem.reasoning.simple")


def _with_figures(settings: Any) -> Any:
    settings["use_multimodal"]["value"] = True
    return settings


class FullQAPipeline(_simple.FullQAPipeline):  # type: ignore[misc]
    """`simple`, with figures by default."""

    @classmethod
    def get_user_settings(cls) -> Any:
        """The app's, with another default."""
        return _with_figures(super().get_user_settings())


class FullDecomposeQAPipeline(_simple.FullDecomposeQAPipeline):  # type: ignore[misc]
    """`complex`, with figures by default."""

    @classmethod
    def get_user_settings(cls) -> Any:
        """The app's, with another default."""
        return _with_figures(super().get_user_settings())
