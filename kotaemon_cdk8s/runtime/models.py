"""Keep only the models that the deployment declares.

The image seeds entries for every provider it knows, with keys such as `your-key`, and
makes one of them the default: the first question of a new deployment then fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

NO_RERANKING = "cohere"
"""Without any entry every question fails ("No models in pool"). Cohere's, when its key is
empty, passes the documents on as they are (kotaemon/rerankings/cohere.py)."""

KINDS = ("KH_LLMS", "KH_EMBEDDINGS", "KH_RERANKINGS")


def keep_declared(settings: dict[str, Any], declared: Sequence[str]) -> None:
    """Drop undeclared entries; the first declared one of each kind becomes its default.

    Args:
        settings: The app's settings; changed in place.
        declared: Names of entries, in order of preference.
    """
    for kind in KINDS:
        seeded = settings.get(kind) or {}
        kept = {name: dict(seeded[name]) for name in declared if name in seeded}
        if kind == "KH_RERANKINGS" and not kept and NO_RERANKING in seeded:
            kept = {NO_RERANKING: dict(seeded[NO_RERANKING])}
        for position, entry in enumerate(kept.values()):
            entry["default"] = position == 0
        settings[kind] = kept
