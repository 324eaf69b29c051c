"""Which known partner a written name is: the one look-up behind every box that takes a name.

Names that are the same but for spelling come first, then acronyms, then names that are alike. What is alike is offered
and never taken for the same: only the same name, or an acronym that belongs to one partner alone, says "same".
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from graph.model.entities import Entity
from graph.names.key import comparison_key
from graph.store.interface import View
from graph.store.query import Query
from graph.text.fold import fold, terms

ALIKE = 60.0
"""Likeness, 0 to 100, under which a name isn't offered."""

UNSURE = 85.0
"""Likeness from which it may be the same; below it is taken for another."""

_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """A partner that a written name may mean.

    Attributes:
        id: of the partner.
        name: its name.
        score: likeness of the names, 0 to 1; 1 for the same name.
        same: whether it is this one: true, false, or None where that can't be told.
        reasons: why, in words.
        type: its type code, "" where unknown.
        country: its country's alpha-3 code, "" where unknown.
        degree: how many partnerships it takes part in.
    """

    id: str
    name: str
    score: float
    same: bool | None
    reasons: tuple[str, ...]
    type: str = ""
    country: str = ""
    degree: int = 0


def look_up(view: View, name: str, type: str = "", country: str = "", limit: int = 5) -> list[Candidate]:
    """The partners that a written name may mean, likeliest first; nobody alike gives an empty list.

    Args:
        view: the store.
        name: as written, perhaps with its acronym in parentheses.
        type: code of its type, if known; a partner known to be of another type is not taken for the same.
        country: alpha-3 code of its country, if known; likewise.
        limit: candidates at most.
    """
    folded = fold(name)
    if not folded:
        return []
    exact = [id for id, _ in view.named([folded]).get(folded, ())]
    query = Query(where={"kind": ("partner",)}, terms=tuple(dict.fromkeys(terms(name))), every=False)
    alike = [scored.id for scored in view.rank(query, _DEPTH)]
    entities = [entity for entity in view.get(list(dict.fromkeys([*exact, *alike]))) if entity.kind == "partner"]
    bearers = sum(1 for entity in entities if entity.id in set(exact))
    candidates = [_candidate(entity, folded, bearers, type, country) for entity in entities]
    kept = [candidate for candidate in candidates if candidate.score * 100 >= ALIKE]
    return sorted(kept, key=lambda candidate: (-candidate.score, -candidate.degree, candidate.id))[:limit]


def _candidate(entity: Entity, folded: str, bearers: int, type: str, country: str) -> Candidate:
    key = comparison_key(folded)
    best, likeness, how = entity.name, 0.0, ""
    for alias in entity.aliases:
        if alias.folded == folded:
            best, likeness = alias.name, 100.0
            how = "is its acronym" if alias.kind == "acronym" else "is one of its names"
            break
        other = comparison_key(alias.folded)
        ratio = 99.0 if other == key else min((token_sort_ratio(key, other) + token_set_ratio(key, other)) / 2, 98.0)
        if ratio > likeness:
            best, likeness = alias.name, ratio
            how = "is the same name but for spelling" if other == key else f"is {ratio:.0f} % like “{alias.name}”"
    reasons = [f"The name {how}." if likeness < 100 else f"“{best}” {how}."]
    same: bool | None = True if likeness >= 99 else None if likeness >= UNSURE else False
    if same and bearers > 1:
        same = None
        reasons.append(f"{bearers} partners bear this name.")
    for what, asked, known in (("type", type, entity.fact("type")), ("country", country, entity.fact("country"))):
        if asked and known and asked != known:
            same = None if same else same
            reasons.append(f"Its {what} is known as {known}, not {asked}.")
        elif asked and known:
            reasons.append(f"Its {what} agrees.")
    return Candidate(
        id=entity.id,
        name=entity.name,
        score=round(likeness / 100, 4),
        same=same,
        reasons=tuple(reasons),
        type=entity.fact("type") or "",
        country=entity.fact("country") or "",
        degree=entity.degree,
    )
