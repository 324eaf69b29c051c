"""Make the arrays of needs and offers, out of a store or out of a description."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.embed.packing import text_hash
from graph.model.entities import Entity, Relation
from graph.model.vocabularies import vocabulary
from graph.model.vocabularies.region_names import regions_in
from graph.resolve.words import countries_in
from graph.snapshot.exchange import GOALS, Candidates, Exchange, Floats, Needs, Offers, ones
from graph.store.interface import View
from graph.text.fold import fold, terms

READ = 3_000
"""Characters of a text in which places are looked for: what an entry is about stands at its beginning."""

_BLOCK = 4096

_WORLD = re.compile(r"\b(?:global|worldwide|world wide|international|mondial|mundial|all countries)\b")

_MAKING = re.compile(
    r"(?i)(?<=\bcapacity[ -])building\b|(?:^|(?<=[:–—-] ))building(?! (?:sector|stock|code|energy|efficiency|material))"
)
"""Building in a title that is no house: "Building Resilience of Coastal Communities"."""

_GATE_FACTS = ("status", "window", "route", "capacity", "eligible", "grant", "cofinancing", "period")
_NEED_FACTS = ("conditionality", "area", "sector")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one entry says of itself.

    Attributes:
        title: its name.
        text: its running text.
        countries: alpha-3 codes of the countries that it states.
        coverage: where else it states to work, in words.
        worldwide: it states to work worldwide.
        goals: goals that it states.
        themes: codes of the themes that it states.
    """

    title: str
    text: str = ""
    countries: Collection[str] = ()
    coverage: str = ""
    worldwide: bool = False
    goals: Collection[int] = ()
    themes: Collection[str] = ()

    @classmethod
    def of(cls, entity: Entity) -> Reading:
        """What a stored entry says of itself."""
        return cls(
            title=entity.name,
            text="\n".join(text.text for text in entity.texts),
            countries=entity.facets.get("country", ()),
            coverage="; ".join(str(fact.value) for fact in entity.facts if fact.field == "coverage" and fact.value),
            worldwide=entity.fact("scope") == "global",
            goals=[int(goal) for goal in entity.facets.get("sdg", ())],
            themes=entity.facets.get("theme", ()),
        )


@dataclass(frozen=True, slots=True)
class _Places:
    stated: frozenset[str]
    titled: frozenset[str]
    told: frozenset[str]
    worldwide: bool


def candidates(
    readings: Sequence[Reading],
    counts: Sequence[Counter[str]] | None = None,
    like: Candidates | None = None,
    asked: Collection[str] = (),
) -> Candidates:
    """The arrays of some entries.

    Args:
        readings: what they say of themselves.
        counts: the terms of their titles and texts, where they are known already.
        like: others whose columns and weights of terms are taken, for one entry that is weighed as they are.
        asked: terms that have a column whether or not an entry has them: an offer in words may.
    """
    in_title = [set(terms(_MAKING.sub(" ", reading.title))) for reading in readings]
    in_text = [
        set(counts[row]) if counts is not None else in_title[row] | set(terms(reading.text))
        for row, reading in enumerate(readings)
    ]
    if like is None:
        frequency = Counter(term for found in in_text for term in found)
        told = set[str]().union(*in_title, asked)
        # Words of a single text are mostly names and slips, and more than all others.
        kept = sorted(told | {term for term, number in frequency.items() if number > 1})
        columns: Mapping[str, int] = {term: column for column, term in enumerate(kept)}
        size = len(readings)
        idf = np.array([np.log((1 + size) / (1 + frequency[term])) + 1 for term in kept], dtype=np.float32)
    else:
        columns, idf = like.vocabulary, like.idf
    places = [_places(reading) for reading in readings]
    codes = sorted({code for each in places for code in (*each.stated, *each.titled, *each.told)})
    column_of = {code: column for column, code in enumerate(codes)}
    goals = np.zeros((len(readings), GOALS), dtype=bool)
    for row, reading in enumerate(readings):
        goals[row, [goal - 1 for goal in {*reading.goals, *_goals_of(reading.themes)}]] = True
    return Candidates(
        titles=[reading.title for reading in readings],
        vocabulary=columns,
        idf=idf,
        in_title=ones(([columns[term] for term in found if term in columns] for found in in_title), len(columns)),
        in_text=ones(([columns[term] for term in found if term in columns] for found in in_text), len(columns)),
        places=codes,
        stated=ones(([column_of[code] for code in each.stated] for each in places), len(codes)),
        titled=ones(([column_of[code] for code in each.titled] for each in places), len(codes)),
        told=ones(([column_of[code] for code in each.told] for each in places), len(codes)),
        worldwide=np.array([each.worldwide for each in places], dtype=bool),
        goals=goals,
    )


def exchange(
    view: View,
    partnerships: Sequence[Entity],
    counts: Sequence[Counter[str]],
    space: str,
    dimension: int,
) -> Exchange:
    """The needs and offers of a store.

    Args:
        view: the store.
        partnerships: its partnerships, in the snapshot's order.
        counts: the terms of their titles and texts.
        space: the vector space to take along.
        dimension: of its vectors; 0 where the store has none in it.
    """
    offers = list(view.entities("offer"))
    needs = list(view.entities("need"))
    every = [Reading.of(entity) for entity in (*partnerships, *offers)]
    own = [Counter(terms(f"{each.name}\n" + "\n".join(text.text for text in each.texts))) for each in offers]
    return Exchange(
        candidates=candidates(
            every, [*counts, *own], asked={term for need in needs for each in _actions(need) for term in terms(each)}
        ),
        offers=_offers(view, offers, space, dimension),
        needs=_needs(view, needs, space, dimension),
    )


def _offers(view: View, offers: Sequence[Entity], space: str, dimension: int) -> Offers:
    rows = {entity.id: row for row, entity in enumerate(offers)}
    makers: list[list[list[str]]] = [[] for _ in offers]
    if offers:
        made = [relation for relation in view.relations("offers") if relation.target in rows]
        names = {entity.id: entity.name for entity in view.get(sorted({relation.source for relation in made}))}
        for relation in sorted(made, key=_order):
            makers[rows[relation.target]].append([relation.source, names.get(relation.source, ""), relation.role])
    return Offers(
        ids=[entity.id for entity in offers],
        facts=[_facts(entity, _GATE_FACTS) for entity in offers],
        records=[entity.records[0] for entity in offers],
        partners=makers,
        countries=[list(entity.facets.get("country", ())) for entity in offers],
        vectors=_mean_vectors(view, rows, space, dimension),
    )


def _order(relation: Relation) -> tuple[str, str, str]:
    return (relation.target, relation.role, relation.source)


def _needs(view: View, needs: Sequence[Entity], space: str, dimension: int) -> Needs:
    said = [_actions(entity) for entity in needs]
    return Needs(
        ids=[entity.id for entity in needs],
        names=[entity.name for entity in needs],
        countries=[next(iter(entity.facets.get("country", ())), "") for entity in needs],
        themes=[list(entity.facets.get("theme", ())) for entity in needs],
        goals=[[int(goal) for goal in entity.facets.get("sdg", ())] for entity in needs],
        facts=[_facts(entity, _NEED_FACTS) for entity in needs],
        records=[entity.records[0] for entity in needs],
        actions=said,
        vectors=_vectors(view, [text_hash(action) for each in said for action in each], space, dimension),
        starts=np.cumsum([0, *(len(each) for each in said)], dtype=np.int64),
    )


def _actions(need: Entity) -> list[str]:
    """What a need asks for, piece by piece: its actions, or else its name and texts."""
    actions = [text.text for text in need.texts if text.field == "action"]
    return actions or list(dict.fromkeys([need.name, *(text.text for text in need.texts)]))


def _mean_vectors(view: View, rows: Mapping[str, int], space: str, dimension: int) -> Floats:
    """Mean of the vectors of each offer's passages, brought to length 1."""
    sums = np.zeros((len(rows), dimension), dtype=np.float32)
    if not dimension or not rows:
        return sums
    said = [(rows[passage.entity], passage.hash) for passage in view.all_passages("offer") if passage.entity in rows]
    np.add.at(sums, [row for row, _ in said], _vectors(view, [hash for _, hash in said], space, dimension))
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _vectors(view: View, hashes: Sequence[str], space: str, dimension: int) -> Floats:
    """The vectors of texts by their hashes: (n, d), zero where the store has none."""
    made = np.zeros((len(hashes), dimension), dtype=np.float32)
    if not dimension:
        return made
    wanted = list(dict.fromkeys(hashes))
    place: dict[str, int] = {}
    blocks = []
    for start in range(0, len(wanted), _BLOCK):
        found, vectors = view.vectors(space, wanted[start : start + _BLOCK])
        place.update({hash: len(place) + at for at, hash in enumerate(found)})
        blocks.append(vectors)
    if place:
        known = np.concatenate(blocks)
        having = [at for at, hash in enumerate(hashes) if hash in place]
        made[having] = known[[place[hashes[at]] for at in having]]
    return made


def _facts(entity: Entity, fields: Iterable[str]) -> dict[str, object]:
    """The chosen values of some fields; of a field that stands several times, all of them."""
    found: dict[str, object] = {}
    for field in fields:
        values = [fact.value for fact in entity.facts if fact.field == field and fact.value is not None]
        if values:
            found[field] = values if field == "eligible" else values[0]
    return found


def _places(reading: Reading) -> _Places:
    title = countries_in(reading.title) | regions_in(reading.title)
    beginning = reading.text[:READ]
    stated = frozenset(reading.countries) | countries_in(reading.coverage) | regions_in(reading.coverage)
    # "International Centre for Education … for Africa" is international, and not for the world.
    world = _WORLD.search(fold(reading.coverage)) or (not (stated or title) and _WORLD.search(fold(reading.title)))
    return _Places(
        stated=frozenset(stated),
        titled=frozenset(title),
        told=frozenset(countries_in(beginning) | regions_in(beginning)) if beginning else frozenset(),
        worldwide=reading.worldwide or bool(world),
    )


def _goals_of(themes: Iterable[str]) -> set[int]:
    """The goals that themes serve, as the vocabulary of themes has it."""
    known = vocabulary("themes")
    return {int(goal) for code in themes if (theme := known.get(code)) for goal in theme.maps.get("goals", ())}
