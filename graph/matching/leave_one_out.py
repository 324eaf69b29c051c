"""Which of the things that were said carry the first answers: each is left out in turn, and it is asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from graph.errors import InputError
from graph.matching.match import Evidence, LeftOut
from graph.matching.subject import PartnerDescription, PartnershipDescription

D = TypeVar("D", PartnerDescription, PartnershipDescription)

MOST = 12
"""Things that are left out in turn at most: each is a question of its own."""


def leave_one_out(
    described: D, shown: Sequence[Evidence], first: Callable[[D], Sequence[Evidence]]
) -> tuple[LeftOut, ...]:
    """What the first answers are without each thing that was said, in the order of the description.

    Args:
        described: what was said; of more than `MOST` things the first are left out in turn.
        shown: the first answers to it.
        first: gives the first answers to another description.
    """
    made = []
    for field, value, less in list(_said(described))[:MOST]:
        try:
            found = list(first(less))
        except InputError:
            made.append(LeftOut(field, value, nothing=True))
            continue
        leaves = tuple(each for each in shown if each not in found)
        made.append(LeftOut(field, value, leaves, tuple(each for each in found if each not in shown)))
    return tuple(made)


SHOWN = 80
"""Characters of a text that are told."""


def _said(described: D) -> Iterator[tuple[str, str, D]]:
    """Each thing that was said, with the description without it."""
    for each in fields(described):
        value: Any = getattr(described, each.name)
        if not isinstance(value, str):
            for one in dict.fromkeys(value):
                yield each.name, str(one), _with(described, each.name, tuple(other for other in value if other != one))
        elif told := value.strip():
            yield each.name, told if len(told) <= SHOWN else f"{told[: SHOWN - 1]}…", _with(described, each.name, "")


def _with(described: D, field: str, value: Any) -> D:
    return replace(described, **{field: value})
