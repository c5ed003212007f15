"""Numbers for print: rounded half away from zero, and never across a cut."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from resilience_cli.messages import say
from resilience_cli.rules import AT_CUT

MOST_DIGITS = 3
CONFIDENCE_CUTS = (50.0, 80.0)


def rounded(value: float | None, cuts: Iterable[float] = (), digits: int = 1) -> str:
    """Return the value with `digits` decimals, half away from zero on its decimal string; "–" where it is missing.

    Where that would put it on the other side of a cut, decimals are added up to 3; where 3 still do, it is cut off
    downwards, since only a value just below a cut can cross it so (a cut has at most 3 decimals).
    """
    if value is None or math.isnan(value):
        return "–"
    sides = [(cut, value >= cut - AT_CUT) for cut in cuts]
    exact = Decimal(repr(float(value)))
    for places in range(digits, MOST_DIGITS + 1):
        shown = _quantized(exact, places, ROUND_HALF_UP)
        if all((float(shown) >= cut - AT_CUT) == above for cut, above in sides):
            return _plain(shown)
    return _plain(_quantized(exact, MOST_DIGITS, ROUND_FLOOR))


def percent(share: float | None) -> str:
    """Return a share as a whole percentage that keeps its side of .50 and .80; never 0% or 100% unless it is."""
    if share is None or math.isnan(share):
        return "–"
    if 0 < share < 0.01:
        return say("<1%")
    if 0.99 < share < 1:
        return say(">99%")
    return rounded(100 * share, CONFIDENCE_CUTS, digits=0) + "%"


def _quantized(value: Decimal, places: int, rounding: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding)


def _plain(value: Decimal) -> str:
    return f"{value or abs(value):f}"
