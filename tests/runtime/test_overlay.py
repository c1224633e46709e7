"""Settings laid over the image's own."""

from __future__ import annotations

import copy
from pathlib import Path, PurePosixPath
from typing import Any

from kotaemon_cdk8s.runtime.document import DocumentError
from kotaemon_cdk8s.runtime.overlay import lay_over

import pytest
from hypothesis import given
from hypothesis import strategies as st


def image() -> dict[str, Any]:
    return {
        "KH_APP_NAME": "Kotaemon",
        "KH_DEMO_MODE": False,
        "KH_TIMEOUT": 20,
        "KH_RATIO": 0.5,
        "KH_DATA": Path("/app/data"),
        "KH_KINDS": ["a"],
        "KH_PAIR": ("a", "b"),
        "KH_NOBODY": None,
        "REASONING": {"lang": {"value": "en", "name": "Language"}, "use": {"value": None}},
    }


def laid_over(**settings: Any) -> dict[str, Any]:
    base = image()
    lay_over(base, {name.replace("__", "."): value for name, value in settings.items()})
    return base


def test_a_setting_is_replaced_and_the_others_stay() -> None:
    assert laid_over(KH_APP_NAME="Library") == {**image(), "KH_APP_NAME": "Library"}


def test_a_new_setting_is_added() -> None:
    assert laid_over(KH_NEW=["x"]) == {**image(), "KH_NEW": ["x"]}


def test_a_dotted_name_reaches_into_a_mapping() -> None:
    changed = image()
    changed["REASONING"]["lang"]["value"] = "de"
    assert laid_over(REASONING__lang__value="de") == changed


def test_a_whole_mapping_is_replaced_not_merged() -> None:
    assert laid_over(REASONING={"lang": {}})["REASONING"] == {"lang": {}}


@pytest.mark.parametrize("value", ["eva", 1, True, ["x"], {"a": 1}])
def test_where_the_image_has_none_any_kind_is_right(value: Any) -> None:
    assert laid_over(KH_NOBODY=value, REASONING__use__value=value)["REASONING"]["use"]["value"] == value


@pytest.mark.parametrize("name", sorted(image()))
def test_a_setting_can_be_taken_away(name: str) -> None:
    assert laid_over(**{name: None})[name] is None


def test_a_path_stays_a_path() -> None:
    assert laid_over(KH_DATA="/data")["KH_DATA"] == Path("/data")
    assert isinstance(laid_over(KH_DATA="/data")["KH_DATA"], Path)


@pytest.mark.parametrize(("value", "kind"), [(1, "KH_RATIO"), (2.5, "KH_TIMEOUT")])
def test_a_whole_number_may_become_a_fraction_and_back(value: float, kind: str) -> None:
    assert laid_over(**{kind: value})[kind] == value


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("NOWHERE.lang", "settings.NOWHERE.lang: NOWHERE is no mapping"),
        ("KH_APP_NAME.lang", "settings.KH_APP_NAME.lang: KH_APP_NAME is no mapping"),
        ("KH_NOBODY.lang", "settings.KH_NOBODY.lang: KH_NOBODY is no mapping"),
        ("REASONING.nowhere.value", "settings.REASONING.nowhere.value: REASONING.nowhere is no mapping"),
        ("REASONING.lang.value.x", "settings.REASONING.lang.value.x: REASONING.lang.value is no mapping"),
        ("REASONING.nowhere", "settings.REASONING.nowhere: this image's settings have no such key"),
        ("REASONING.lang.valeu", "settings.REASONING.lang.valeu: this image's settings have no such key"),
        ("REASONING.", "settings.REASONING.: this image's settings have no such key"),
    ],
)
def test_a_dotted_name_that_leads_nowhere_is_refused(name: str, message: str) -> None:
    base = image()
    with pytest.raises(DocumentError) as raised:
        lay_over(base, {name: "x"})
    assert str(raised.value).startswith(message)
    assert base == image()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KH_DEMO_MODE", 1),
        ("KH_DEMO_MODE", "false"),
        ("KH_TIMEOUT", True),
        ("KH_TIMEOUT", "20"),
        ("KH_RATIO", False),
        ("KH_APP_NAME", ["Kotaemon"]),
        ("KH_APP_NAME", 1),
        ("KH_DATA", 1),
        ("KH_KINDS", "a"),
        ("KH_KINDS", {"a": 1}),
        ("KH_PAIR", "ab"),
        ("REASONING", []),
        ("REASONING", "x"),
        ("REASONING.lang", "en"),
        ("REASONING.lang.value", True),
    ],
)
def test_another_kind_of_value_is_refused_with_both_kinds(name: str, value: Any) -> None:
    with pytest.raises(DocumentError) as raised:
        lay_over(image(), {name: value})
    message = str(raised.value)
    assert message.startswith(f"settings.{name}: this image has a ")
    assert message.endswith(f"the document a {type(value).__name__}")


_NAMES = st.from_regex(r"KH_[A-Z]{1,8}", fullmatch=True)
_LEAVES = st.none() | st.booleans() | st.integers() | st.text()
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="ascii")), inner), max_leaves=5
)


def _same_kind(value: Any) -> st.SearchStrategy[Any]:
    return _VALUES.filter(lambda other: type(other) is type(value))


@given(data=st.data(), settings=st.dictionaries(_NAMES, _VALUES, min_size=1))
def test_a_value_of_the_same_kind_is_taken_exactly_and_nothing_else_changes(
    data: st.DataObject, settings: dict[str, Any]
) -> None:
    name = data.draw(st.sampled_from(sorted(settings)))
    value = data.draw(st.just(settings[name]) if settings[name] is None else _same_kind(settings[name]))
    base = copy.deepcopy(settings)
    lay_over(base, {name: value})
    assert base == {**settings, name: value}
    assert type(base[name]) is type(value)


def test_any_path_type_of_the_image_is_kept() -> None:
    base: dict[str, Any] = {"KH_DATA": type(Path())("/a")}
    lay_over(base, {"KH_DATA": "/b"})
    assert base["KH_DATA"] == PurePosixPath("/b")
