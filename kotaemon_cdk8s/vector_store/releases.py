"""Releases of servers, read from the tags of their images."""

from __future__ import annotations

import re

_TAG = re.compile(r"v?(\d+)\.(\d+)(\D.*)?")


def release(tag: str) -> tuple[int, int] | None:
    """Major and minor number; None if the tag says neither."""
    match = _TAG.fullmatch(tag)
    return (int(match[1]), int(match[2])) if match else None
