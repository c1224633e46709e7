"""How the app writes its log."""

from __future__ import annotations

from enum import Enum


class LogFormat(Enum):
    """How the app writes its log."""

    TEXT = "text"
    """As the app prints it."""
    JSON = "json"
    """Each line is a JSON object: time, level, logger, message, and the ids of its trace."""
