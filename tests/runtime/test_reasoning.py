"""The pipelines with figures, over the form of the app's own."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

import pytest

NAMES = ["FullQAPipeline", "FullDecomposeQAPipeline"]


@pytest.fixture
def reasoning(stand_ins: None, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.delitem(sys.modules, "kotaemon_cdk8s.runtime.reasoning", raising=False)
    return importlib.import_module("kotaemon_cdk8s.runtime.reasoning")


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_the_default_and_nothing_else_is_another(name: str, reasoning: ModuleType) -> None:
    upstream = getattr(importlib.import_module("ktem.reasoning.simple"), name)
    ours = getattr(reasoning, name)
    assert upstream.get_user_settings()["use_multimodal"]["value"] is False
    expected = upstream.get_user_settings()
    expected["use_multimodal"]["value"] = True
    assert ours.get_user_settings() == expected


@pytest.mark.parametrize("name", NAMES)
def test_it_is_the_apps_pipeline_to_the_app(name: str, reasoning: ModuleType) -> None:
    upstream = getattr(importlib.import_module("ktem.reasoning.simple"), name)
    ours = getattr(reasoning, name)
    assert issubclass(ours, upstream)
    assert ours.get_info() == upstream.get_info()
