"""Shares in a sentence."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_WHOLE = Decimal(1)


def percent(share: float | None, digits: int | None = None) -> str:
    """A share as a reader writes it: none that is some is called 0 %, none that isn't all 100 %; a dash for no share.

    Halves are rounded up, as readers do it: 1 of 8 is 13 %, and 5 of 8 is 63 %.

    Args:
        share: 0 to 1; None where there is nothing to share.
        digits: significant digits, for measures whose values are mostly below one per cent; whole per cents if left
            out.

    >>> percent(0.8235), percent(0), percent(1 / 200), percent(1 / 300), percent(199 / 200), percent(1), percent(None)
    ('82 %', '0 %', '1 %', '<1 %', '>99 %', '100 %', '–')
    >>> percent(0.05512, 2), percent(0.000123, 2), percent(0.9999, 2)
    ('5.5 %', '0.012 %', '>99 %')
    """
    if share is None:
        return "–"
    # The shortest decimal that the float stands for: 57 of 200 is 0.285 by it, and 0.28499999999999998 by the float.
    exact = 100 * Decimal(repr(float(share)))
    step = _WHOLE if digits is None else _WHOLE.scaleb(min(0, exact.adjusted() - digits + 1))
    shown = exact.quantize(step, ROUND_HALF_UP)
    if share > 0 and shown == 0:
        return "<1 %"
    return ">99 %" if share < 1 and shown == 100 else f"{shown.normalize():f} %"


def part_of(part: float, whole: float) -> str:
    """A part of a whole, with its share; the whole alone where it is nothing.

    >>> part_of(1, 3), part_of(4, 1200), part_of(0, 0)
    ('1 of 3 (33 %)', '4 of 1,200 (<1 %)', '0 of 0')
    """
    told = f"{part:,.0f} of {whole:,.0f}"
    return f"{told} ({percent(part / whole)})" if whole else told
