"""Kubernetes quantities: parsed to compare them, written as the API server writes them.

Argo CD compares text: a manifest that says `1000m` where the server answers `1` is out
of sync for ever. The rules are those of `resource.Quantity` (apimachinery, "Quantity"
documentation): binary suffixes stay binary, decimal ones decimal, and the mantissa is
whole with the largest suffix that allows it.
"""

from __future__ import annotations

import re
from decimal import Decimal

_PATTERN = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<suffix>m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?")
_BINARY = {suffix: Decimal(1024) ** n for n, suffix in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), 1)}
_DECIMAL = {"m": Decimal("0.001"), "": Decimal(1)} | {
    suffix: Decimal(1000) ** n for n, suffix in enumerate(("k", "M", "G", "T", "P", "E"), 1)
}


def parse(text: str) -> Decimal:
    """The number a quantity stands for.

    Raises:
        ValueError: `text` is no quantity, or finer than a thousandth.
    """
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    factor = (_DECIMAL | _BINARY)[match["suffix"] or ""]
    number = Decimal(match["number"]) * factor
    # As far as the API server counts.
    if number >= 2**63 or number * 1000 % 1:
        raise ValueError(text)
    return number


def canonical(text: str) -> str:
    """The form in which the API server gives the quantity back (`1024Mi` as `1Gi`).

    Raises:
        ValueError: `text` is no quantity.
    """
    number = parse(text)
    suffixes = _BINARY if text[-1] == "i" else _DECIMAL
    for suffix, factor in sorted(suffixes.items(), key=lambda item: item[1], reverse=True):
        if number >= factor and number % factor == 0:
            return f"{number / factor:f}".partition(".")[0] + suffix
    # Zero, or a binary quantity that is no multiple of 1Ki (whole bytes, or thousandths of one).
    return canonical(f"{number:f}") if number else "0"
