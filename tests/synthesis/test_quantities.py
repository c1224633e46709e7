"""Quantities as the API server writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from kotaemon_cdk8s import quantities

import pytest
from hypothesis import given
from hypothesis import strategies as st

SUFFIXES = ("", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei")

# The examples of apimachinery's `resource.Quantity` documentation, and what its tests have.
SERVER = {
    "0": "0",
    "0Gi": "0",
    "1": "1",
    "01": "1",
    "1000m": "1",
    "1500m": "1500m",
    "1.5": "1500m",
    "0.5": "500m",
    "0.001": "1m",
    "100m": "100m",
    "2.0": "2",
    "1000": "1k",
    "1500": "1500",
    "1000k": "1M",
    "1.5Gi": "1536Mi",
    "1024Mi": "1Gi",
    "1536Mi": "1536Mi",
    "2048Ki": "2Mi",
    "1000Mi": "1000Mi",
    "0.5Gi": "512Mi",
    "0.5Ki": "512",
    "1025Ki": "1025Ki",
    "1G": "1G",
    "1000G": "1T",
    "0.1Gi": "107374182400m",
    "1024Gi": "1Ti",
    "1Ei": "1Ei",
}


@pytest.mark.parametrize(("given_text", "server"), SERVER.items())
def test_known_pairs(given_text: str, server: str) -> None:
    assert quantities.canonical(given_text) == server


numbers = st.one_of(
    st.integers(0, 10**6).map(str),
    st.tuples(st.integers(0, 5000), st.integers(0, 999)).map(lambda parts: f"{parts[0]}.{parts[1]:03}"),
)
texts = st.tuples(numbers, st.sampled_from(SUFFIXES)).map("".join).filter(lambda text: _exact(text))


def _exact(text: str) -> bool:
    # Neither finer than the API server counts, nor further.
    number, suffix = re.fullmatch(r"([0-9.]+)(.*)", text).groups()  # type: ignore[union-attr]
    largest = {"P": 10**15, "Pi": 2**50, "E": 10**18, "Ei": 2**60}
    return not (suffix == "m" and "." in number) and Decimal(number) * largest.get(suffix, 1) < 2**63


@pytest.mark.parametrize("text", ["9E3", "10E", "8Ei", "999999999Ei", "9223372036854775808"])
def test_more_than_the_server_counts_is_no_quantity(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        quantities.parse(text)


@given(texts)
def test_the_canonical_form_has_the_same_value(text: str) -> None:
    assert quantities.parse(quantities.canonical(text)) == quantities.parse(text)


@given(texts)
def test_the_canonical_form_is_its_own(text: str) -> None:
    canonical = quantities.canonical(text)
    assert quantities.canonical(canonical) == canonical


@given(texts)
def test_the_canonical_form_has_a_whole_number_without_leading_zero(text: str) -> None:
    assert re.fullmatch(r"(0|[1-9]\d*)(m|k|[MGTPE]i?|Ki)?", quantities.canonical(text))


@given(st.integers(1, 10**9), st.sampled_from(["Ki", "Mi", "Gi"]))
def test_binary_stays_binary(number: int, suffix: str) -> None:
    assert quantities.canonical(f"{number}{suffix}").endswith("i")


def test_values_are_exact() -> None:
    assert quantities.parse("0.1Gi") == Decimal("107374182.4")
    assert quantities.parse("100m") == Decimal("0.1")


@pytest.mark.parametrize(
    "text", ["", " ", "1 Gi", "Gi", "-1", "+1", "1GB", "1gi", "1K", "0.1m", "1e3", "1_000", ".5", "1.", "١"]
)
def test_no_quantity(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        quantities.parse(text)
