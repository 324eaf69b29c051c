"""Which known partner a written name is: the one look-up behind every box that takes a name.

Names that are the same but for spelling come first, then other names of the same world organisation, then names that
the scorer finds alike (`graph.resolve.scorer`), each as likely as that says. What is alike is offered and never taken
for the same: only a name or acronym that belongs to one partner alone says "same".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import token_set_ratio

from graph.model.entities import Alias, Entity
from graph.model.vocabularies.world_organisations import organisations
from graph.names.key import comparison_key
from graph.resolve.read import ReadName, codes_of, one_mention, read_mention, read_name
from graph.resolve.scorer import score, shipped
from graph.search.answer import Candidate
from graph.store.interface import View
from graph.store.query import Query
from graph.text.fold import fold, terms

ALIKE = 0.01
"""Probability that it is the same under which a partner isn't offered."""

_SAME_BUT_FOR_SPELLING = 0.99
_DEPTH = 50

_COMPARED = 12
"""Partners, and names of each, that are compared in full: those with the most words in common."""

_NAMES_COMPARED = 2


@dataclass(frozen=True, slots=True)
class _Written:
    """A written name, read as a list of partners reads it.

    Attributes:
        forms: folded forms by which it may be known: as it stands, then without what stands beside it.
        others: folded names that the vocabulary has for the same world organisation, to what that is called.
        read: the name as the scorer takes it.
        type: code of its type, asked for or written beside it; "" where neither says it.
        country: likewise, its alpha-3 code.
    """

    forms: tuple[str, ...]
    others: Mapping[str, str]
    read: ReadName
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
    known = [*written.forms, *written.others]
    named = view.named(known)
    exact = [id for form in known for id, _ in named.get(form, ())]
    query = Query(where={"kind": ("partner",)}, terms=tuple(dict.fromkeys(terms(name))), every=False)
    alike = [scored.id for scored in view.rank(query, _DEPTH)]
    entities = [entity for entity in view.get(list(dict.fromkeys([*exact, *alike]))) if entity.kind == "partner"]
    # Full comparison is for those that can matter.
    entities.sort(
        key=lambda entity: (entity.id not in exact, -max(_overlap(written, alias) for alias in entity.aliases))
    )
    entities = entities[: len(set(exact)) + _COMPARED]
    likenesses = {entity.id: _likeness(entity, written) for entity in entities}
    # Of the bearers of one name or acronym none is taken for the same, unless its country or type tells them apart.
    bearers = [each for each in entities if likenesses[each.id][0] >= _SAME_BUT_FOR_SPELLING]
    agreeing = [each for each in bearers if _disagreement(each, written) is None]
    # One of whom it is known that they agree goes before those of whom nothing is known.
    agreeing = [each for each in agreeing if _agreements(each, written)] or agreeing
    candidates = [
        _candidate(entity, written, *likenesses[entity.id], bearers=len(bearers), only=agreeing == [entity])
        for entity in entities
        if likenesses[entity.id][0] >= ALIKE
    ]
    return sorted(
        candidates,
        key=lambda candidate: (
            -candidate.score,
            candidate.same is not True,
            candidate.id not in {entity.id for entity in agreeing},
            -candidate.degree,
            candidate.id,
        ),
    )[:limit]


def _read(name: str, type: str, country: str) -> _Written:
    """A name apart from what stands beside it; an acronym beside a name never speaks for it."""
    alone = one_mention(name)
    forms = [fold(name), fold(alone.name)]
    country = country or alone.country
    codes = codes_of(alone)
    known = organisations()[min(codes)] if len(codes) == 1 else None
    return _Written(
        forms=tuple(dict.fromkeys(form for form in forms if form)),
        others={fold(other.name): known.name() for other in known.names} if known else {},
        read=read_mention(replace(alone, country=country)),
        type=type or alone.type,
        country=country,
    )


def _overlap(written: _Written, alias: Alias) -> float:
    return token_set_ratio(written.read.folded, alias.folded)


def _likeness(entity: Entity, written: _Written) -> tuple[float, tuple[str, ...]]:
    """How like the likest of a partner's names is, 0 to 1, and why in words."""
    keys = [comparison_key(form) for form in written.forms]
    for alias in entity.aliases:
        if alias.folded in written.forms:
            return 1.0, (f"“{alias.name}” is {'its acronym' if alias.kind == 'acronym' else 'one of its names'}.",)
    for alias in entity.aliases:
        if comparison_key(alias.folded) in keys:
            return _SAME_BUT_FOR_SPELLING, ("The name is the same name but for spelling.",)
        if alias.folded in written.others and (alias.kind == "name" or " " in alias.folded):
            what = written.others[alias.folded]
            return _SAME_BUT_FOR_SPELLING, (
                f"“{alias.name}” and this are names of {what} (vocabulary of organisations).",
            )
    best, why = 0.0, ""
    acronyms = [alias.name for alias in entity.aliases if alias.kind == "acronym"]
    place = entity.fact("country")
    for alias in sorted(entity.aliases, key=lambda alias: -_overlap(written, alias))[:_NAMES_COMPARED]:
        found = score(written.read, read_name(alias.name, acronyms, [str(place)] if place else ()))
        if found.probability > best:
            best = found.probability
            why = f"Compared with “{alias.name}”: {'; '.join(found.reasons) or 'little speaks for or against it'}."
    return min(best, _SAME_BUT_FOR_SPELLING - 0.01), (why,) if why else ()


def _disagreement(entity: Entity, written: _Written) -> str | None:
    """What is known of a partner against what is asked for, in words; None where nothing is."""
    for field, asked in (("type", written.type), ("country", written.country)):
        known = entity.fact(field)
        if asked and known and asked != known:
            return f"Its {field} is known as {known}, not {asked}."
    return None


def _agreements(entity: Entity, written: _Written) -> list[str]:
    """The fields in which what is known of a partner is what is asked for."""
    asked = {"type": written.type, "country": written.country}
    return [field for field, value in asked.items() if value and entity.fact(field) == value]


def _candidate(
    entity: Entity, written: _Written, likeness: float, why: tuple[str, ...], *, bearers: int, only: bool
) -> Candidate:
    reasons = [*why]
    same: bool | None = None if likeness >= shipped().queue else False
    disagreement = _disagreement(entity, written)
    if likeness >= _SAME_BUT_FOR_SPELLING:
        same = True if only else None
        if bearers > 1:
            reasons.append(f"{bearers} partners bear this name.")
    if disagreement:
        reasons.append(disagreement)
    reasons += [f"Its {field} agrees." for field in _agreements(entity, written)]
    return Candidate(
        id=entity.id,
        name=entity.name,
        score=round(likeness, 4),
        same=same,
        reasons=tuple(reasons),
        type=str(entity.fact("type") or ""),
        country=str(entity.fact("country") or ""),
        degree=entity.degree,
    )
