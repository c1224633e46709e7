"""What the restrictions of a query come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.runtime.chunks import matches, scope_of

import pytest


@dataclass
class Filter:
    """In the form of llama-index's MetadataFilter."""

    key: str
    operator: str
    value: Any


@dataclass
class Filters:
    """In the form of llama-index's MetadataFilters."""

    filters: list[Any]
    condition: str = "and"


def test_without_restrictions_everything_may_match() -> None:
    assert scope_of(None, None, None) is None


def test_ids_filters_and_conditions_hold_together() -> None:
    filters = Filters([Filter("file_id", "in", ["a", "b"])], "or")
    assert scope_of(["1", "2"], filters, {"page_label": 3}) == [
        {"doc_id": ["1", "2"], "file_id": ["a", "b"], "page_label": [3]}
    ]


def test_the_same_field_twice_must_hold_twice() -> None:
    filters = Filters([Filter("file_id", "in", ["a", "b"]), Filter("file_id", "==", "b")])
    assert scope_of(None, filters, None) == [{"file_id": ["b"]}]


def test_alternatives_stay_apart() -> None:
    pages = [{"$and": [{"file_name": {"$eq": name}}, {"page_label": {"$in": [1, 2]}}]} for name in ("x", "y")]
    scope = scope_of(None, None, {"$or": pages})
    assert scope == [{"file_name": ["x"], "page_label": [1, 2]}, {"file_name": ["y"], "page_label": [1, 2]}]
    assert matches(scope, {"file_name": "y", "page_label": 2})
    assert not matches(scope, {"file_name": "y", "page_label": 3})


def test_nested_filters_are_understood() -> None:
    inner = Filters([Filter("file_id", "==", "a"), Filter("file_id", "==", "b")], "or")
    assert scope_of(None, Filters([inner, Filter("page_label", "==", 1)]), None) == [
        {"file_id": ["a"], "page_label": [1]},
        {"file_id": ["b"], "page_label": [1]},
    ]


@pytest.mark.parametrize("nothing", [scope_of([], None, None), scope_of(None, Filters([Filter("x", "in", [])]), None)])
def test_an_empty_list_lets_nothing_match(nothing: Any) -> None:
    assert nothing == []


@pytest.mark.parametrize(
    ("filters", "where"),
    [(Filters([Filter("file_id", "!=", "a")]), None), (None, {"file_id": {"$ne": "a"}})],
)
def test_what_is_not_understood_is_refused_rather_than_left_out(filters: Any, where: Any) -> None:
    with pytest.raises(ValueError, match="cannot restrict a query by file_id"):
        scope_of(None, filters, where)
