"""Which of the image's seeded models stay."""

from __future__ import annotations

import copy
from typing import Any

from kotaemon_cdk8s.runtime.models import KINDS, keep_declared

from hypothesis import given
from hypothesis import strategies as st


def seeded() -> dict[str, Any]:
    def entries(*names: str) -> dict[str, Any]:
        return {
            name: {"spec": {"__type__": name, "api_key": "your-key"}, "default": name == "google"} for name in names
        }

    return {
        "KH_LLMS": entries("openai", "claude", "google", "cohere"),
        "KH_EMBEDDINGS": entries("openai", "google", "cohere"),
        "KH_RERANKINGS": entries("voyageai", "cohere"),
        "KH_APP_NAME": "Kotaemon",
    }


def kept(*declared: str) -> dict[str, dict[str, bool]]:
    settings = seeded()
    keep_declared(settings, declared)
    return {kind: {name: entry["default"] for name, entry in settings[kind].items()} for kind in KINDS}


def test_without_declared_models_only_a_reranker_stays() -> None:
    assert kept() == {"KH_LLMS": {}, "KH_EMBEDDINGS": {}, "KH_RERANKINGS": {"cohere": True}}


def test_the_first_declared_model_of_each_kind_is_its_default() -> None:
    assert kept("voyageai", "openai", "google") == {
        "KH_LLMS": {"openai": True, "google": False},
        "KH_EMBEDDINGS": {"openai": True, "google": False},
        "KH_RERANKINGS": {"voyageai": True},
    }
    assert list(kept("google", "openai")["KH_LLMS"].items()) == [("google", True), ("openai", False)]


def test_a_declared_name_that_the_image_did_not_seed_is_passed_over() -> None:
    assert kept("azure", "openai")["KH_LLMS"] == {"openai": True}


def test_what_stays_keeps_its_specification() -> None:
    settings = seeded()
    keep_declared(settings, ["openai"])
    assert settings["KH_LLMS"]["openai"]["spec"] == seeded()["KH_LLMS"]["openai"]["spec"]
    assert settings["KH_APP_NAME"] == "Kotaemon"


def test_the_images_own_entries_are_not_changed() -> None:
    settings = seeded()
    openai = settings["KH_LLMS"]["openai"]
    keep_declared(settings, ["openai"])
    assert openai["default"] is False


def test_an_image_without_a_kind_gets_none() -> None:
    settings: dict[str, Any] = {"KH_LLMS": None}
    keep_declared(settings, ["openai"])
    assert settings == {"KH_LLMS": {}, "KH_EMBEDDINGS": {}, "KH_RERANKINGS": {}}


@given(st.lists(st.sampled_from(["openai", "claude", "google", "cohere", "voyageai", "azure"]), unique=True))
def test_exactly_one_default_of_each_kind_that_has_any(declared: list[str]) -> None:
    before = seeded()
    settings = copy.deepcopy(before)
    keep_declared(settings, declared)
    for kind in KINDS:
        names = list(settings[kind])
        assert names == [name for name in declared if name in before[kind]] or (kind, names) == (
            "KH_RERANKINGS",
            ["cohere"],
        )
        assert [entry["default"] for entry in settings[kind].values()] == [True, *[False] * len(names)][: len(names)]
