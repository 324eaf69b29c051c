"""The platform's small cells: resources, time frame, goals."""

from __future__ import annotations

import re

from ingest.resources import LABELS

_LABEL = "|".join(re.escape(label) for label in LABELS)
# A value may hold "; ", so only a label behind it ends one; a label may stand without a value.
_RESOURCE = re.compile(rf"(?:^|;\s)\s*({_LABEL})(?:\s:(?:\s|$)|(?=;\s|$))")
_TIME_FRAME = re.compile(r"\s*Time-frame:", re.IGNORECASE)
_GOAL = re.compile(r"Goal\s+(\d+)")


def read_resources(written: str) -> tuple[list[tuple[str, str]], str]:
    """The labelled values of a cell, and what stands before the first label.

    >>> read_resources("Staff / Technical expertise : two; one in kind; Financing (in USD) : 1,000 USD")
    ([('Staff / Technical expertise', 'two; one in kind'), ('Financing (in USD)', '1,000 USD')], '')
    """
    found = list(_RESOURCE.finditer(written))
    if not found:
        return [], written.strip()
    ends = [each.start() for each in found[1:]] + [len(written)]
    values = [(each.group(1), written[each.end() : end]) for each, end in zip(found, ends, strict=True)]
    return values, written[: found[0].start()].strip()


def read_time_frame(written: str) -> tuple[str, str]:
    """Start and end of a time frame as written; each may be empty.

    >>> read_time_frame("Time-frame:  - 2015"), read_time_frame("Time-frame: 10-4-2017 - ongoing")
    (('', '2015'), ('10-4-2017', 'ongoing'))
    """
    start, _, end = _TIME_FRAME.sub("", written, count=1).partition(" - ")
    return start.strip(), end.strip()


def read_goals(written: str) -> list[tuple[str, str]]:
    """The goals of a cell, each as its number and as written; what is no goal has an empty number.

    >>> read_goals("Goal 7,Goal 13")
    [('7', 'Goal 7'), ('13', 'Goal 13')]
    """
    pieces = [piece.strip() for piece in written.split(",") if piece.strip()]
    return [(found.group(1) if (found := _GOAL.fullmatch(piece)) else "", piece) for piece in pieces]
