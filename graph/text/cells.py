"""Texts in a table that a spreadsheet may open."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_cell(text: str) -> str:
    """A text as a spreadsheet only shows it: what begins like a formula gets a quotation mark in front.

    Titles and names are what anybody may have written into a register, and a spreadsheet runs a cell such as
    `=HYPERLINK(…)` (CWE-1236). Numbers are left to be numbers: give only texts.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
