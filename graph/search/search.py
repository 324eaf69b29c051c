"""One search for every surface: names first, then words and meaning fused by reciprocal rank.

The candidates of a question are every entry that has all its words (where none has, the 200 that have most of them),
every entry that it names, and the 200 nearest in meaning. Filters then narrow the candidates; `total` and the facets
count what is left, so that a facet's count is the length of the list behind it. Where the filters leave none of the
candidates, the nearest in meaning within the filters are shown, and the answer says that it was widened.

Reciprocal rank fusion: Cormack, Clarke and Buettcher, SIGIR 2009, with k = 60.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.embed.embedder import Embedder
from graph.errors import InputError
from graph.model.entities import Entity, Passage
from graph.search.answer import Answer, Excerpt, FacetValue, Hit, Understood, Way
from graph.search.cursor import Cursor
from graph.search.labels import facet_label
from graph.search.question import Question, read_question
from graph.store.interface import View
from graph.store.query import FACETS, Near, Query, Scored
from graph.text.fold import fold, terms

NEAREST = 200
"""Entries taken by meaning, and by words where none has them all."""

RANKED = 1000
"""Entries with all the words that are ranked by them; further ones follow by how well connected they are."""

K = 60
"""The constant of reciprocal rank fusion: how fast a lower rank loses weight."""

MOST = 100
"""Entries on one page at most."""

_WEIGHTS: Mapping[Way, float] = {"name": 2.0, "words": 1.0, "meaning": 1.0}
"""A name that stands in the question counts for as much as words and meaning together."""

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")


def search(
    view: View,
    text: str,
    embedders: Sequence[Embedder],
    where: Mapping[str, Sequence[str]] | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> Answer:
    """Find entries by a question and filters.

    Args:
        view: the store.
        text: the question; empty lists everything that passes the filters, best connected first.
        embedders: of the spaces to ask; none to search without meaning.
        where: facet field to the values of which an entry needs any; several fields hold together.
        limit: entries on this page, 1 to 100.
        cursor: of the page before.

    Raises:
        InputError: the limit, a filter's field or the cursor is none that can be.
    """
    if not 1 <= limit <= MOST:
        raise InputError(f"limit is {limit}; it can be 1 to {MOST}.")
    filters = _filters(where or {})
    asked = _digest(text, filters)
    place = Cursor.read(cursor, asked) if cursor else Cursor(asked=asked)
    question = read_question(text, view)
    meaning = _Meaning(view, embedders, question.text)
    nearest = meaning.nearest(Query())
    candidates, understood = _candidates(view, question, nearest)
    query = replace(candidates, where=filters)
    total = view.count(query)
    if not total and filters and (nearest := meaning.nearest(Query(where=filters))):
        query = Query(where=filters, ids=tuple(near.id for near in nearest))
        total = view.count(query)
        understood = replace(understood, widened=True)
    elif filters and nearest:
        nearest = meaning.nearest(Query(where=filters, ids=tuple(near.id for near in nearest)))
    understood = replace(understood, spaces=tuple(meaning.vectors))
    ranked = _ranked(view, question, query, nearest)
    page, after = _page(view, query, ranked, place, limit)
    facets = view.facets(query, FACETS) if total or not question.text else {field: [] for field in FACETS}
    return Answer(
        total=total,
        hits=tuple(_hits(view, question, page, ranked)),
        facets={
            field: tuple(FacetValue(each.value, facet_label(field, each.value), each.count) for each in counts)
            for field, counts in facets.items()
        },
        next=str(after) if after else None,
        understood=understood,
        version=view.version(),
    )


def _filters(where: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    for field in where:
        if field not in FACETS:
            raise InputError(f"{field!r} is no filter; there are {', '.join(FACETS)}.")
    return {field: tuple(sorted(set(where[field]))) for field in FACETS if where.get(field)}


def _digest(text: str, filters: Mapping[str, tuple[str, ...]]) -> str:
    return hashlib.sha256(json.dumps([text, filters], sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:12]


class _Meaning:
    """A question in every vector space that is asked; embedded once."""

    def __init__(self, view: View, embedders: Sequence[Embedder], text: str) -> None:
        self._view = view
        self.vectors = {each.space: each.embed([text])[0] for each in embedders} if text else {}

    def nearest(self, query: Query) -> list[Near]:
        """The nearest entries of all spaces together, each by its best rank; best first."""
        best: dict[str, tuple[int, float, Near]] = {}
        for space, vector in self.vectors.items():
            for rank, near in enumerate(self._view.nearest(space, vector, query, NEAREST)):
                place = (rank, -near.score, near)
                if near.id not in best or place[:2] < best[near.id][:2]:
                    best[near.id] = place
        return [near for _, _, near in sorted(best.values(), key=lambda place: (*place[:2], place[2].id))][:NEAREST]


def _candidates(view: View, question: Question, nearest: Sequence[Near]) -> tuple[Query, Understood]:
    """The candidates before any filter, and how the question was read."""
    understood = Understood(question.language, question.terms, cut=question.cut)
    if not question.text:
        return Query(), understood
    named = list(dict.fromkeys([*question.named, *question.mentioned]))
    ids = [*named, *(near.id for near in nearest)]
    every = bool(question.terms) and view.count(Query(terms=question.terms)) > 0
    if question.terms and not every:
        ids += [scored.id for scored in view.rank(Query(terms=question.terms, every=False), NEAREST)]
    names = tuple((entity.id, entity.name) for entity in view.get(named[:10]))
    # Without any candidate the query must give nothing, not everything: an id that nobody has stands for "none".
    found = tuple(dict.fromkeys(ids)) or (() if every else ("",))
    return Query(terms=question.terms if every else (), ids=found), replace(understood, every=every, names=names)


def _ranked(
    view: View, question: Question, query: Query, nearest: Sequence[Near]
) -> dict[str, tuple[float, tuple[Way, ...], int | None]]:
    """Id to score, ways and best passage, best first; nothing asked, nothing ranked."""
    if not question.text:
        return {}
    words: list[Scored] = []
    if question.terms:
        every = bool(query.terms)
        words = view.rank(Query(where=query.where, terms=question.terms, every=every), RANKED if every else NEAREST)
        words = words if every else [scored for scored in words if scored.id in set(query.ids)]
    passed = _passing(view, query, [*question.named, *question.mentioned])
    lists: list[tuple[Way, list[str]]] = [
        ("name", [id for id in question.mentioned if id in passed]),
        ("words", [scored.id for scored in words]),
        ("meaning", [near.id for near in nearest]),
    ]
    scores: dict[str, float] = {}
    ways: dict[str, list[Way]] = {}
    for way, ids in lists:
        for rank, id in enumerate(ids):
            scores[id] = scores.get(id, 0.0) + _WEIGHTS[way] / (K + rank + 1)
            ways.setdefault(id, []).append(way)
    highest = sum(_WEIGHTS.values()) / (K + 1)
    best = {near.id: near.passage for near in nearest}
    ranked: dict[str, tuple[float, tuple[Way, ...], int | None]] = {}
    for id in question.named:
        if id in passed:
            ranked[id] = (1.0, ("name", *(way for way in ways.get(id, ()) if way != "name")), best.get(id))
    for id in sorted(scores, key=lambda id: (-scores[id], id)):
        if id not in ranked:
            ranked[id] = (min(scores[id] / highest, 1.0), tuple(ways[id]), best.get(id))
    return ranked


def _passing(view: View, query: Query, ids: Sequence[str]) -> set[str]:
    """Which of a few ids pass the filters."""
    if not ids:
        return set()
    return {id for id, _ in view.page(Query(where=query.where, ids=tuple(ids)), len(ids))}


def _page(
    view: View, query: Query, ranked: Mapping[str, object], place: Cursor, limit: int
) -> tuple[list[str], Cursor | None]:
    """Ids of this page, and the cursor of the next: the ranked ones first, then the rest by connection."""
    page = list(ranked)[place.ranked : place.ranked + limit + 1]
    room = limit + 1 - len(page)
    rest: list[tuple[str, int]] = []
    if room:
        listed = view.page(query, room + len(ranked), place.after)
        rest = [(id, degree) for id, degree in listed if id not in ranked][:room]
    ids = [*page, *(id for id, _ in rest)]
    if len(ids) <= limit:
        return ids, None
    shown = rest[: max(limit - len(page), 0)]
    after = (shown[-1][1], shown[-1][0]) if shown else place.after
    return ids[:limit], Cursor(min(place.ranked + limit, len(ranked)), after, place.asked)


def _hits(
    view: View,
    question: Question,
    page: Sequence[str],
    ranked: Mapping[str, tuple[float, tuple[Way, ...], int | None]],
) -> list[Hit]:
    texts = view.passages(page)
    return [
        Hit(
            kind=entity.kind,
            id=entity.id,
            name=entity.name,
            score=round(ranked[entity.id][0], 6) if entity.id in ranked else 0.0,
            found_by=ranked[entity.id][1] if entity.id in ranked else ("words",) if question.text else (),
            excerpt=_excerpt(
                entity, texts.get(entity.id, ()), ranked.get(entity.id, (0.0, (), None))[2], set(question.terms)
            ),
            facets=entity.facets,
            degree=entity.degree,
        )
        for entity in view.get(page)
    ]


def _excerpt(entity: Entity, passages: Sequence[Passage], nearest: int | None, wanted: set[str]) -> Excerpt | None:
    """The passage to show: of the two best by meaning and by words, the one with more of the words."""
    texts = [passage for passage in passages if passage.field != "name"]
    if not texts:
        return None
    by_words = max(texts, key=lambda passage: (len(wanted & set(terms(passage.text))), -passage.number))
    by_meaning = next((passage for passage in texts if passage.number == nearest), by_words)
    shown = by_words if wanted & set(terms(by_words.text)) - set(terms(by_meaning.text)) else by_meaning
    text = shown.text.removeprefix(f"{entity.name}\n")
    return Excerpt(text, shown.field, tuple(_marks(text, wanted)))


def _marks(text: str, wanted: set[str]) -> list[tuple[int, int]]:
    if not wanted:
        return []
    return [(found.start(), found.end()) for found in _WORD.finditer(text) if wanted & set(terms(fold(found.group())))]
