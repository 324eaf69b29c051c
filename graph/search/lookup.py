"""Which known partner a written name is: the one look-up behind every box that takes a name.

Names that are the same but for spelling come first, then acronyms, then names that are alike. What is alike is offered
and never taken for the same: only the same name, or an acronym that belongs to one partner alone, says "same".
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from graph.model.entities import Alias, Entity
from graph.names.key import comparison_key
from graph.names.split import split
from graph.search.answer import Candidate
from graph.store.interface import View
from graph.store.query import Query
from graph.text.fold import fold, terms

ALIKE = 60.0
"""Likeness, 0 to 100, under which a name isn't offered."""

UNSURE = 85.0
"""Likeness from which it may be the same; below it is taken for another."""

_SAME_BUT_FOR_SPELLING = 99.0
_DEPTH = 50


@dataclass(frozen=True, slots=True)
class _Written:
    """A written name, read as a list of partners reads it.

    Attributes:
        forms: folded forms by which it may be known: as it stands, then without what stands beside it.
        type: code of its type, asked for or written beside it; "" where neither says it.
        country: likewise, its alpha-3 code.
    """

    forms: tuple[str, ...]
    type: str
    country: str


def look_up(view: View, name: str, type: str = "", country: str = "", limit: int = 5) -> list[Candidate]:
    """The partners that a written name may mean, likeliest first; nobody alike gives an empty list.

    Args:
        view: the store.
        name: as written, perhaps with its acronym, country or type in brackets: "Ministry of Health (Kenya)".
        type: code of its type, if known; a partner known to be of another type is not taken for the same.
        country: alpha-3 code of its country, if known; likewise.
        limit: candidates at most.
    """
    written = _read(name, type, country)
    if not written.forms:
        return []
    named = view.named(written.forms)
    exact = [id for form in written.forms for id, _ in named.get(form, ())]
    query = Query(where={"kind": ("partner",)}, terms=tuple(dict.fromkeys(terms(name))), every=False)
    alike = [scored.id for scored in view.rank(query, _DEPTH)]
    entities = [entity for entity in view.get(list(dict.fromkeys([*exact, *alike]))) if entity.kind == "partner"]
    likenesses = {entity.id: _likeness(entity, written.forms) for entity in entities}
    # Of the bearers of one name or acronym none is taken for the same, unless its country or type tells them apart.
    bearers = [each for each in entities if likenesses[each.id][0] >= _SAME_BUT_FOR_SPELLING]
    agreeing = [each for each in bearers if _disagreement(each, written) is None]
    candidates = [
        _candidate(entity, written, *likenesses[entity.id], bearers=len(bearers), agreeing=len(agreeing))
        for entity in entities
        if likenesses[entity.id][0] >= ALIKE
    ]
    return sorted(
        candidates,
        key=lambda candidate: (-candidate.score, candidate.same is not True, -candidate.degree, candidate.id),
    )[:limit]


def _read(name: str, type: str, country: str) -> _Written:
    """A name apart from what stands beside it; an acronym beside a name never speaks for it."""
    mentions = split(name)
    alone = mentions[0] if len(mentions) == 1 and mentions[0].kind == "organisation" else None
    forms = [fold(name)] if alone is None else [fold(name), fold(alone.name)]
    return _Written(
        forms=tuple(dict.fromkeys(form for form in forms if form)),
        type=type or (alone.type if alone else ""),
        country=country or (alone.country if alone else ""),
    )


def _likeness(entity: Entity, forms: tuple[str, ...]) -> tuple[float, str]:
    """How like the likest of a partner's names is, 0 to 100, and why in words."""
    best, why = 0.0, ""
    keys = [comparison_key(form) for form in forms]
    for alias in entity.aliases:
        if alias.folded in forms:
            return 100.0, f"“{alias.name}” is {'its acronym' if alias.kind == 'acronym' else 'one of its names'}."
        likeness = max(_ratio(key, alias) for key in keys)
        if likeness > best:
            spelling = likeness >= _SAME_BUT_FOR_SPELLING
            how = "the same name but for spelling" if spelling else f"{likeness:.0f} % like “{alias.name}”"
            best, why = likeness, f"The name is {how}."
    return best, why


def _ratio(key: str, alias: Alias) -> float:
    """Mean likeness of the words in order and as sets; short of "the same" unless the keys are."""
    other = comparison_key(alias.folded)
    if key == other:
        return _SAME_BUT_FOR_SPELLING
    return float(min((token_sort_ratio(key, other) + token_set_ratio(key, other)) / 2, _SAME_BUT_FOR_SPELLING - 1))


def _disagreement(entity: Entity, written: _Written) -> str | None:
    """What is known of a partner against what is asked for, in words; None where nothing is."""
    for field, asked in (("type", written.type), ("country", written.country)):
        known = entity.fact(field)
        if asked and known and asked != known:
            return f"Its {field} is known as {known}, not {asked}."
    return None


def _candidate(
    entity: Entity, written: _Written, likeness: float, why: str, *, bearers: int, agreeing: int
) -> Candidate:
    reasons = [why]
    same: bool | None = None if likeness >= UNSURE else False
    disagreement = _disagreement(entity, written)
    if likeness >= _SAME_BUT_FOR_SPELLING:
        same = True if disagreement is None and agreeing == 1 else None
        if bearers > 1:
            reasons.append(f"{bearers} partners bear this name.")
    if disagreement:
        reasons.append(disagreement)
    reasons += [
        f"Its {field} agrees."
        for field, asked in (("type", written.type), ("country", written.country))
        if asked and entity.fact(field) == asked
    ]
    return Candidate(
        id=entity.id,
        name=entity.name,
        score=round(likeness / 100, 4),
        same=same,
        reasons=tuple(reasons),
        type=str(entity.fact("type") or ""),
        country=str(entity.fact("country") or ""),
        degree=entity.degree,
    )
