"""Why nobody in a comparable country did what is needed, and what to leave out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.matching.triples.asking import Question, Read
from graph.matching.triples.comparable import compare
from graph.matching.triples.solutions import LEAST, Solutions
from graph.model.vocabularies import countries, country_name
from graph.snapshot.dated import status_of
from graph.snapshot.snapshot import Snapshot
from graph.text.sentence import number

_NAMED = 5
"""Countries that are named at most."""


def why_none(snapshot: Snapshot, asked: Read, found: Solutions, question: Question, on: date, *, excluded: int) -> str:
    """Why replication has no answer, in words.

    Args:
        snapshot: the store's arrays.
        asked: the need.
        found: the partnerships that do what is needed.
        question: as it was asked.
        on: the asking date.
        excluded: how many would be answered if they weren't excluded.
    """
    if excluded:
        did = number(excluded, "partnership")
        return f"{did} in comparable countries did it, all of them excluded; leave out `exclude`."
    return " ".join(_parts(snapshot, asked, found, question, on))


def _parts(snapshot: Snapshot, asked: Read, found: Solutions, question: Question, on: date) -> Iterator[str]:
    own, name = asked.beneficiary.country, asked.beneficiary.name
    if not len(found.rows):
        yield f"No partnership does what is needed with a chance of {LEAST} or more, in whatever country."
    else:
        did = number(len(found.rows), "partnership")
        yield f"{did} did it or something near it, and none in a country comparable to {name}:"
        yield f"{', '.join(_counts(snapshot, found, own, on))}."
        near = sorted(
            (code for code in countries() if code != own and compare(own, code, on).value),
            key=lambda code: (-compare(own, code, on).value, code),
        )
        names = ", ".join(countries()[code].name() for code in near[:_NAMED])
        more = f" and {len(near) - _NAMED} more" if len(near) > _NAMED else ""
        yield f"Comparable are, by region and groups, {names}{more}." if near else "No country is comparable to it."
    extra = [what for what, given in (("goals", question.sdgs), ("themes", question.themes)) if given]
    leave = f"Leave out {' and '.join(extra)}, or words" if extra else "Leave out words"
    yield f"{leave} of the need that say more than what is done. Whose offer meets a need is told for any country."


def _counts(snapshot: Snapshot, found: Solutions, own: str, on: date) -> Iterator[str]:
    """Where those work that did it, by how many."""
    planned = nowhere = at_home = 0
    elsewhere: dict[str, int] = {}
    for row in found.rows.tolist():
        places = snapshot.countries_of(row)
        others = [code for code in places if code != own]
        if status_of(snapshot, row, on) == "planned":
            planned += 1
        elif not places:
            nowhere += 1
        elif not others:
            at_home += 1
        else:
            for code in others:
                elsewhere[code] = elsewhere.get(code, 0) + 1
    if nowhere:
        yield f"{nowhere} state{'s' if nowhere == 1 else ''} no country"
    if at_home:
        yield f"{at_home} work{'s' if at_home == 1 else ''} nowhere else"
    if planned:
        yield f"{planned} {'has' if planned == 1 else 'have'} yet to begin"
    if elsewhere:
        most = sorted(elsewhere, key=lambda code: (-elsewhere[code], code))
        names = ", ".join(country_name(code) for code in most[:_NAMED])
        more = f" and {len(most) - _NAMED} more" if len(most) > _NAMED else ""
        yield f"the others work in {names}{more}, which have nothing in common with it"
