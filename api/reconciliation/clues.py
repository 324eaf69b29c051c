"""Clues: what a table says of an entity beside its name, held against what is known of a candidate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from api.reconciliation.quoting import quoted
from graph.errors import InputError
from graph.model.entities import Entity
from graph.model.vocabularies import read_country, vocabulary

Given = str | bool | int | float
"""A plain value of a property in a query."""


class GivenEntity(BaseModel):
    """A value that was reconciled before."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Clue:
    """What a query says in one property.

    Attributes:
        property: id of the property.
        codes: the codes that its values mean, or identifiers as they are compared; any of them will do.
    """

    property: str
    codes: frozenset[str]

    def agrees(self, entity: Entity) -> bool | None:
        """Whether an entity is as the clue says; None where nothing is known of that."""
        if self.property == "identifier":
            return _same_identifier(self.codes, entity)
        if self.property == "type" and entity.kind != "partner":
            return None  # the facet of a partnership says what its partners are
        known = entity.facets.get(self.property, ())
        return not self.codes.isdisjoint(known) if known else None


def _read_goal(written: str) -> str | None:
    return vocabulary("goals").read(written.removeprefix("sdg-").removeprefix("SDG ").split(":", maxsplit=1)[0])


_READERS: Mapping[str, Callable[[str], str | None]] = {
    "type": lambda written: vocabulary("types").read(written.removeprefix("partner:")),
    "country": read_country,
    "sdg": _read_goal,
    "theme": lambda written: vocabulary("themes").read(written.removeprefix("theme-")),
    "identifier": lambda written: _comparable(written) or None,
}
"""Property of a query to how its values are read."""

CLUES = tuple(_READERS)
"""The properties that a query can give."""


def read_clue(property: str, values: Sequence[Given | GivenEntity]) -> Clue | None:
    """What the values of a property say; None if they say nothing that can be read.

    A table's columns hold what they hold: a value that means no code ("n/a", "various") is no clue and no error.

    Args:
        property: id of the property.
        values: its values; of an entity the id is read, else its name.

    Raises:
        InputError: no such property can be given.
    """
    if property not in _READERS:
        raise InputError(f"{quoted(property)} is no property that a query can give; there are {', '.join(CLUES)}.")
    read = _READERS[property]
    codes = []
    for value in values:
        written = [value.id, value.name] if isinstance(value, GivenEntity) else [_plain(value)]
        codes.append(next((code for each in written if (code := read(each.strip()))), None))
    found = frozenset(code for code in codes if code)
    return Clue(property, found) if found else None


def _plain(value: Given) -> str:
    """A value as a table would show it: 14.0 is 14."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _comparable(identifier: str) -> str:
    """An identifier without what its spellings differ in.

    >>> _comparable("https://ROR.org/00abc12/")
    'ror.org/00abc12'
    """
    return identifier.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _same_identifier(given: frozenset[str], entity: Entity) -> bool | None:
    """Whether an entity bears one of the identifiers; None where it has none of the same scheme to compare."""
    known: bool | None = None
    for fact in entity.facts:
        if fact.field != "identifier" or not isinstance(fact.value, Mapping):
            continue
        scheme = _comparable(str(fact.value.get("scheme", "")))
        value = _comparable(str(fact.value.get("value", "")))
        bare = value.rpartition("/")[2]  # of an address, what stands at its end
        schemes = tuple(f"{scheme}{mark}" for mark in ":-/") if scheme else ()
        forms = {value, bare, *(f"{each}{form}" for each in schemes for form in (value, bare))}
        if any(each in forms or each.endswith(f"/{bare}") for each in given):
            return True
        if any(each.startswith(schemes) for each in given):
            known = False
    return known
