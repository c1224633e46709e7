"""What the app's framework gets for its settings here: its own defaults.

The app's settings module would begin a second app: wait for servers, want the models' keys, and
write to the database.
"""

import importlib
from pathlib import Path
from typing import Any

_default: Any = importlib.import_module("theflow.settings.default")
_paths: Any = importlib.import_module("theflow.utils.paths")

BASE_BACKEND = _default.BASE_BACKEND
CACHE = _default.CACHE
CONTEXT = _default.CONTEXT
MIDDLEWARE = _default.MIDDLEWARE
# The framework makes this folder when it is imported; by default in /app.
STORAGE = {"__type__": "theflow.storage.LocalStorage", "prefix": str(Path(_paths.temp_path(), "runs"))}
