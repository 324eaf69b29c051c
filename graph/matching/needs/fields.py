"""Fields of action: the words by which a title tells what it is about, and the goals that the field serves.

A climate plan says "waste", a fund "chemicals and waste", a partnership a goal, and a project's title "landfill gas".
The table brings them together: it is ours, made from the definitions that its last column names, in English with the
commonest words of French and Spanish.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from graph.model.vocabularies import vocabulary
from graph.text.fold import terms

SCHEME = "ndc:"
"""The scheme of the themes that are called as the fields are."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of action.

    Attributes:
        code: that of the theme of climate plans, without its scheme.
        goals: the goals that it serves.
        terms: the terms of its words, each with a spelling.
        source: where its delimitation comes from.
    """

    code: str
    goals: frozenset[int]
    terms: Mapping[str, str]
    source: str


@lru_cache(maxsize=1)
def fields() -> Mapping[str, Field]:
    """All fields by code, in the order of the table."""
    with resources.files("graph.matching.needs").joinpath("data/fields.csv").open(encoding="utf-8") as lines:
        return {
            row["code"]: Field(
                row["code"],
                frozenset(map(int, row["goals"].split())),
                {each: word for word in reversed(row["words"].split()) for each in terms(word)},
                row["source"],
            )
            for row in csv.DictReader(lines)
        }


def fields_of(themes: Sequence[str], text: str = "") -> tuple[str, ...]:
    """The fields that themes name; where none does, those whose words stand in a text, at most the three with most.

    A theme of another scheme names the fields with which it shares most of its goals: `csd:water` means water.

    >>> fields_of(["ndc:waste", "ndc:mitigation"]), fields_of([], "Irrigation for crops")
    (('waste',), ('agriculture', 'water'))
    """
    own = [code for theme in themes if (code := theme.removeprefix(SCHEME)) in fields() and theme.startswith(SCHEME)]
    if own:
        return tuple(dict.fromkeys(own))
    named = [code for theme in themes if (code := theme.partition(":")[2]) in fields()]
    if named:
        return tuple(dict.fromkeys(named))
    goals = {
        int(goal)
        for theme in themes
        if (term := vocabulary("themes").get(theme))
        for goal in term.maps.get("goals", ())
    }
    said = set(terms(text))
    hits = {code: len(each.terms.keys() & said) for code, each in fields().items()}
    most = [code for code in sorted(hits, key=lambda code: -hits[code]) if hits[code]][:3]
    return tuple(most or [code for code, each in fields().items() if each.goals & goals][:3])
