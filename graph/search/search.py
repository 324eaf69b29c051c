"""One search for every surface: names first, then words and meaning fused by reciprocal rank.

The candidates of a question are every entry that has all its words (where none has, the 200 that have most of them),
every entry that it names, and the 200 nearest in meaning. Filters then narrow the candidates; `total` and the facets
count what is left, so that a facet's count is the length of the list behind it. Where the filters leave none of the
candidates, the nearest in meaning within the filters are listed, and the answer says that it was widened; its facets
still count candidates: those of the filtered fields name the choices that would leave some.

Words that an entry has only some of count with the square of their share: a long question in another language shares a
year or a cognate with many entries that it isn't about. (Of the 169 official texts of the SDG targets in Arabic, 71 %
found their English text first while such words counted in full, all since.)

Of a question that shares no word and no name with any entry, the nearest are shown only where they are nearer than
they would be to nonsense: every question has a nearest entry (`graph.embed.chance` tells how near chance comes).

Reciprocal rank fusion: Cormack, Clarke and Buettcher, SIGIR 2009, with k = 60.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from graph.embed.chance import floor
from graph.embed.embedder import Embedder
from graph.errors import InputError
from graph.model.entities import Entity
from graph.model.status import NOT_ENDED, STATUSES, status_of
from graph.search.answer import Answer, Excerpt, FacetValue, Hit, Understood, Way
from graph.search.cursor import Cursor
from graph.search.excerpt import excerpt
from graph.search.labels import facet_label
from graph.search.question import Question, read_question
from graph.store.interface import Vectors, View
from graph.store.query import FACETS, KEPT_FACETS, FacetCount, Near, Query

NEAREST = 200
"""Entries taken by meaning, and by words where none has them all."""

RANKED = 1000
"""Entries with all the words that are ranked by them, before filters; further ones follow by connection."""

K = 60
"""The constant of reciprocal rank fusion: how fast a lower rank loses weight."""

MOST = 100
"""Entries on one page at most."""

WEIGHTS: Mapping[Way, float] = {"name": 2.0, "words": 1.0, "meaning": 1.0}
"""A name that stands in the question counts for as much as words and meaning together."""

FURTHEST = 10_000
"""Entries that a page can be called up behind by number; the cursor leads on from there."""

Order = Literal["relevance", "connections"]
"""What comes first: the best match (without a question the best connected), or always the best connected."""

_NAMES_SHOWN = 10


def search(
    view: View,
    text: str,
    embedders: Sequence[Embedder],
    where: Mapping[str, Sequence[str]] | None = None,
    limit: int = 20,
    cursor: str | None = None,
    *,
    as_of: date | None = None,
    order: Order = "relevance",
    start: int = 0,
) -> Answer:
    """Find entries by a question and filters.

    Args:
        view: the store.
        text: the question; empty lists everything that passes the filters, best connected first.
        embedders: of the spaces to ask; none to search without meaning.
        where: facet field to the values of which an entry needs any; several fields hold together. A status can also
            be NOT_ENDED.
        limit: entries on this page, 1 to 100.
        cursor: of the page before.
        as_of: the asking date, for the status of partnerships; without one they are given none, and it is neither
            counted nor filtered by.
        order: which of them come first.
        start: entries to pass over, 0 to `FURTHEST`; a cursor counts before it.

    Returns:
        A page; an empty store gives one without entries, and so does a start beyond the last one.

    Raises:
        InputError: the limit, the start, a filter's field or the cursor is none that can be.
    """
    if not 1 <= limit <= MOST:
        raise InputError(f"limit is {limit}; it can be 1 to {MOST}.")
    if not 0 <= start <= FURTHEST:
        raise InputError(f"start is {start}; it can be 0 to {FURTHEST:,}. The cursor leads on to the end.")
    filters = _filters(where or {})
    asked = _digest(text, filters, order)
    place = Cursor.read(cursor, asked) if cursor else Cursor(asked=asked, start=start)
    listed = list_all(view, text, embedders, filters, order, as_of)
    facets, found, question = listed.facets, listed.found, listed.question
    page, after = _page(view, listed, place, limit)
    names = [*found.named, *found.mentioned][:_NAMES_SHOWN]
    entities = {entity.id: entity for entity in view.get([*page, *names])}
    return Answer(
        total=listed.total,
        start=place.start,
        hits=_hits(view, listed, [entities[id] for id in page if id in entities], as_of),
        facets={
            field: tuple(FacetValue(each.value, facet_label(field, each.value), each.count) for each in counts)
            for field, counts in facets.items()
        },
        next=str(after) if after else None,
        understood=Understood(
            language=question.language,
            words=question.terms,
            every=found.every,
            names=tuple((id, entities[id].name) for id in names if id in entities),
            spaces=listed.spaces,
            widened=listed.widened,
            like_nothing=found.like_nothing,
            cut=question.cut,
        ),
        version=listed.version,
    )


def list_all(
    view: View,
    text: str,
    embedders: Sequence[Embedder],
    where: Mapping[str, Sequence[str]],
    order: Order = "relevance",
    as_of: date | None = None,
) -> Listed:
    """All that a question and its filters give, before it is cut into pages; see `search`."""
    filters = _filters(where)
    version = view.version()
    question = read_question(text, view)
    vectors = _vectors(embedders, question.text)
    found = _find(view, question, vectors)
    query = replace(found.candidates, where=filters, as_of=as_of)
    facets = view.facets(query, FACETS if as_of else KEPT_FACETS)
    # Every entry has exactly one kind, so that the counts of kinds sum to all.
    total = sum(each.count for each in facets["kind"] if each.value in filters.get("kind", (each.value,)))
    widened: list[Near] = []
    if not total and filters and not found.like_nothing:
        widened = _nearest(view, vectors, Query(where=filters, as_of=as_of))
    if widened:
        query, total = replace(query, terms=(), ids=tuple(near.id for near in widened)), len(widened)
    passing = found.among(_passing(view, query, found.ids)) if filters else found
    ranked = _fuse(_Found(nearest=widened) if widened else passing)
    return Listed(
        query=query,
        ranked=ranked,
        first=list(ranked) if order == "relevance" else [],
        total=total,
        facets=facets,
        question=question,
        found=found,
        spaces=tuple(vectors),
        widened=bool(widened),
        version=version,
    )


_NOBODY = ("",)
"""An id that nobody has: a query without candidates gives nothing, where one without ids would give everything."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What each way has found, best first.

    Attributes:
        candidates: all of it as a query without filters.
        every: the words count where all of them stand.
        named: ids of entries whose name is the question.
        mentioned: ids of entries whose name stands in it.
        words: ids of the best by words.
        shares: id to the share of the question's words that it has, where that isn't all of them.
        nearest: the nearest in meaning.
        like_nothing: nothing was found, by any way.
    """

    candidates: Query = Query()  # noqa: RUF009 (frozen)
    every: bool = True
    named: Sequence[str] = ()
    mentioned: Sequence[str] = ()
    words: Sequence[str] = ()
    shares: Mapping[str, float] = field(default_factory=dict)
    nearest: Sequence[Near] = ()
    like_nothing: bool = False

    @property
    def ids(self) -> list[str]:
        return list(dict.fromkeys([*self.named, *self.mentioned, *self.words, *(near.id for near in self.nearest)]))

    def among(self, passing: Collection[str]) -> _Found:
        return replace(
            self,
            named=[id for id in self.named if id in passing],
            mentioned=[id for id in self.mentioned if id in passing],
            words=[id for id in self.words if id in passing],
            nearest=[near for near in self.nearest if near.id in passing],
        )


@dataclass(frozen=True, slots=True)
class _Rank:
    """An entry's score, the ways that found it, and the number of its passage that is nearest in meaning."""

    score: float
    ways: tuple[Way, ...]
    passage: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """All that a question gives, in its order: the ranked ones, then the rest of the query by connection.

    Attributes:
        query: the candidates with the filters.
        ranked: their ranks, as far as they have one, best first.
        first: ids of those that come first: the ranked ones, or none where connection alone counts.
        total: how many there are.
        facets: what each value would leave.
        question: the question as it was read.
        found: what was found before the filters.
        spaces: vector spaces asked.
        widened: see `graph.search.answer.Understood`.
        version: of the store.
    """

    query: Query
    ranked: Mapping[str, _Rank]
    first: Sequence[str]
    total: int
    facets: Mapping[str, Sequence[FacetCount]]
    question: Question
    found: _Found
    spaces: tuple[str, ...]
    widened: bool
    version: int


def _filters(where: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    for name in where:
        if name not in FACETS:
            raise InputError(f"{name!r} is no filter; there are {', '.join(FACETS)}.")
    chosen = {name: set(where[name]) for name in FACETS if where.get(name)}
    if NOT_ENDED in chosen.get("status", ()):
        chosen["status"] = chosen["status"] - {NOT_ENDED} | {"", *STATUSES} - {"ended"}
    return {name: tuple(sorted(values)) for name, values in chosen.items()}


def _digest(text: str, filters: Mapping[str, tuple[str, ...]], order: Order) -> str:
    return hashlib.sha256(json.dumps([text, filters, order], sort_keys=True).encode()).hexdigest()[:12]


def _vectors(embedders: Sequence[Embedder], text: str) -> dict[str, Vectors]:
    """The question in every space; one without a letter or digit means nothing, and a zero vector is like nothing."""
    if not any(map(str.isalnum, text)):
        return {}
    made = {each.space: each.embed([text])[0] for each in embedders}
    return {space: vector for space, vector in made.items() if vector.any()}


def _find(view: View, question: Question, vectors: Mapping[str, Vectors]) -> _Found:
    """The candidates, before any filter."""
    if not question.text:
        return _Found()
    words = [scored.id for scored in view.rank(Query(terms=question.terms), RANKED)]
    every = bool(words)
    if not every:
        words = [scored.id for scored in view.rank(Query(terms=question.terms, every=False), NEAREST)]
    if not words and not question.named and not question.mentioned and not _is_near(view, vectors):
        return _Found(candidates=Query(ids=_NOBODY), like_nothing=True)
    found = _Found(
        every=every,
        named=question.named,
        mentioned=question.mentioned,
        words=words,
        shares={} if every else _shares(view, question.terms, words),
        nearest=_nearest(view, vectors, Query()),
    )
    # All those with every word are candidates, ranked or not.
    terms = question.terms if every else ()
    return replace(found, candidates=Query(terms=terms, ids=tuple(found.ids) or _NOBODY))


def _is_near(view: View, vectors: Mapping[str, Vectors]) -> bool:
    """Whether anything is nearer to the question than it would be to nonsense, in any space; see `graph.embed.chance`.

    Partnerships tell: they have running text, and names alone are near to anything.
    """
    told = Query(where={"kind": ("partnership",)})
    return any(
        near.score >= floor(space) for space, vector in vectors.items() for near in view.nearest(space, vector, told, 1)
    )


def _shares(view: View, wanted: Sequence[str], ids: Sequence[str]) -> dict[str, float]:
    """Share of the question's words that each of these entries has."""
    asked = frozenset(wanted)
    return {
        id: len(asked.intersection([*names.split(), *rest.split()])) / len(wanted)
        for id, (names, rest) in (view.terms(ids) if ids else {}).items()
    }


def _nearest(view: View, vectors: Mapping[str, Vectors], query: Query) -> list[Near]:
    """The nearest entries of all spaces together, each by its best rank; best first."""
    best: dict[str, tuple[int, float, Near]] = {}
    for space, vector in vectors.items():
        for rank, near in enumerate(view.nearest(space, vector, query, NEAREST)):
            place = (rank, -near.score, near)
            if near.id not in best or place[:2] < best[near.id][:2]:
                best[near.id] = place
    return [near for _, _, near in sorted(best.values(), key=lambda place: (*place[:2], place[2].id))][:NEAREST]


def _passing(view: View, query: Query, ids: Sequence[str]) -> set[str]:
    """Which of these pass the query's filters."""
    return {id for id, _ in view.page(replace(query, terms=(), ids=tuple(ids)), len(ids))} if ids else set()


def _fuse(found: _Found) -> dict[str, _Rank]:
    """Ids with their ranks, best first: those that the question is the name of, then by reciprocal rank fusion."""
    lists: Mapping[Way, Sequence[str]] = {
        "name": found.mentioned,
        "words": found.words,
        "meaning": [near.id for near in found.nearest],
    }
    scores: dict[str, float] = {}
    ways: dict[str, tuple[Way, ...]] = {}
    for way, ids in lists.items():
        for rank, id in enumerate(ids):
            share = found.shares.get(id, 1.0) if way == "words" else 1.0
            scores[id] = scores.get(id, 0.0) + WEIGHTS[way] * share**2 / (K + rank + 1)
            ways[id] = (*ways.get(id, ()), way)
    highest = sum(WEIGHTS.values()) / (K + 1)
    passages = {near.id: near.passage for near in found.nearest}
    ranked = {id: _Rank(1.0, ("name", *ways.get(id, ())), passages.get(id)) for id in found.named}
    for id in sorted(scores, key=lambda id: (-scores[id], id)):
        ranked.setdefault(id, _Rank(scores[id] / highest, ways[id], passages.get(id)))
    return ranked


def _page(view: View, listed: Listed, place: Cursor, limit: int) -> tuple[list[str], Cursor | None]:
    """Ids of this page, and the cursor of the next: the ranked ones first, then the rest by connection."""
    first = listed.first
    begun = min(place.start, len(first)) if place.after is None else len(first)
    page = first[begun : begun + limit + 1]
    room = limit + 1 - len(page)
    # Of those that aren't ranked, what stands before this page; a cursor knows the last of them.
    passed = place.start - begun if place.after is None else 0
    rest: list[tuple[str, int]] = []
    if room and listed.total > len(first):
        among = set(first)
        beside = view.page(listed.query, room + passed + len(first), place.after)
        rest = [(id, degree) for id, degree in beside if id not in among][passed : passed + room]
    ids = [*page, *(id for id, _ in rest)]
    if len(ids) <= limit:
        return ids, None
    shown = rest[: max(limit - len(page), 0)]
    after = (shown[-1][1], shown[-1][0]) if shown else place.after
    return ids[:limit], Cursor(place.start + limit, after, place.asked)


def _hits(view: View, listed: Listed, entities: Sequence[Entity], as_of: date | None) -> tuple[Hit, ...]:
    texts = view.passages([entity.id for entity in entities])
    wanted = frozenset(listed.question.terms)
    hits = []
    for entity in entities:
        rank = listed.ranked.get(entity.id)
        shown = excerpt(entity, texts.get(entity.id, ()), rank.passage if rank else None, wanted)
        hits.append(hit_of(entity, listed, as_of, shown))
    return tuple(hits)


def hit_of(entity: Entity, listed: Listed, as_of: date | None, shown: Excerpt | None = None) -> Hit:
    """An entry as a list shows it."""
    # Beyond the ranked ones stand those that have all the words; without a question, everything.
    rank = listed.ranked.get(entity.id) or _Rank(0.0, ("words",) if listed.question.text else (), None)
    return Hit(
        kind=entity.kind,
        id=entity.id,
        name=entity.name,
        score=round(rank.score, 6),
        found_by=rank.ways,
        excerpt=shown,
        facets=entity.facets,
        degree=entity.degree,
        status=status_of(entity, as_of) if as_of else "",
    )
