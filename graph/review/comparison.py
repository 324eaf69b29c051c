"""Both sides of a question field by field: what each states, and in what they are alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from graph.model.codec import Json
from graph.review.sides import Side
from graph.text.fold import fold

Alike = Literal["same", "partly", "different", "one", "none"]
"""How two sides stand to each other: they state the same, share a part of it, share nothing; only one states anything;
neither does."""

_CHOSEN = {"partner": ("type", "country"), "partnership": ("start", "end", "open-ended", "scope")}
"""Fields of which a side states one value that counts."""

_FACETS = {"partner": (), "partnership": ("sdg", "country")}


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of both sides.

    Attributes:
        field: `name`, `asked` (the name in question, where it is another), a field of `graph.model.entities.FIELDS`, or
            a facet (`sdg`, `country`).
        a: what the one side states: words, or codes of the field's vocabulary; none where it states nothing.
        b: what the other states.
        alike: how they stand to each other; names by their words, letters with and without accents being one.
    """

    field: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    alike: Alike


def compare(a: Side, b: Side) -> tuple[Compared, ...]:
    """Both sides of a question, field by field, in the order in which one asks.

    Args:
        a: the one side.
        b: the other. Both are of one kind, but for an organisation beside an entry of a reference register.
    """
    return tuple(_fields(a, b))


def _fields(a: Side, b: Side) -> Iterator[Compared]:
    yield _names("name", a.name, b.name)
    kind = "partnership" if a.kind == "partnership" else "partner"
    if kind == "partner" and (a.asked, b.asked) != (a.name, b.name):
        yield _names("asked", a.asked, b.asked)
    for field in _CHOSEN[kind]:
        yield _compared(field, _stated(a.fact(field)), _stated(b.fact(field)))
    for field in _FACETS[kind]:
        yield _compared(field, a.facets.get(field, ()), b.facets.get(field, ()))
    if kind == "partner":
        yield _compared("identifier", _identifiers(a), _identifiers(b))


def alike(a: Collection[str], b: Collection[str]) -> Alike:
    """How what two sides state stands to each other.

    >>> alike({"x"}, {"x"}), alike({"x", "y"}, {"y"}), alike({"x"}, {"y"}), alike({"x"}, ()), alike((), ())
    ('same', 'partly', 'different', 'one', 'none')
    """
    if not a and not b:
        return "none"
    if not a or not b:
        return "one"
    both = set(a) & set(b)
    return "different" if not both else "same" if both == set(a) == set(b) else "partly"


def _names(field: str, a: str, b: str) -> Compared:
    return Compared(field, (a,), (b,), alike(fold(a).split(), fold(b).split()))


def _compared(field: str, a: tuple[str, ...], b: tuple[str, ...]) -> Compared:
    return Compared(field, a, b, alike(a, b))


def _stated(value: Json) -> tuple[str, ...]:
    if value is None:
        return ()
    return (("true" if value else "false") if isinstance(value, bool) else str(value),)


def _identifiers(side: Side) -> tuple[str, ...]:
    """Numbers in the lists of organisations, with the list's prefix."""
    found = (fact.value for fact in side.facts if fact.field == "identifier" and isinstance(fact.value, dict))
    return tuple(sorted(f"{value['scheme']} {value['value']}" for value in found))
