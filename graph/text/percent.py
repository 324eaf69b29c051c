"""Shares in a sentence."""

from __future__ import annotations


def percent(share: float | None) -> str:
    """A share as a reader writes it: none that is some is called 0 %, none that isn't all 100 %; a dash for no share.

    >>> percent(0.8235), percent(0), percent(1 / 3000), percent(2999 / 3000), percent(1), percent(None)
    ('82 %', '0 %', '<1 %', '>99 %', '100 %', '–')
    """
    if share is None:
        return "–"
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 < share < 1 else f"{100 * share:.0f} %"


def part_of(part: float, whole: float) -> str:
    """A part of a whole, with its share; the whole alone where it is nothing.

    >>> part_of(1, 3), part_of(4, 1200), part_of(0, 0)
    ('1 of 3 (33 %)', '4 of 1,200 (<1 %)', '0 of 0')
    """
    told = f"{part:,.0f} of {whole:,.0f}"
    return f"{told} ({percent(part / whole)})" if whole else told
