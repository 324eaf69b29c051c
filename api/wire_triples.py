"""The shapes of the answers about triples and replication, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from api.wire import Credit, Model, credited
from graph.matching.match import Evidence, Reason
from graph.matching.triples.answer import Replica, Triple, TripleUnderstood
from graph.matching.triples.told import Lesson, Result, lessons, results
from graph.model.entities import Entity
from graph.model.records import Register
from graph.text.sentence import number

COUNTRY_ASKS = (
    "Inferred from what registers hold; a country asks for itself, and who is named here was not asked. Countries are"
    " grouped by dated lists and never ranked."
)

NO_RESULT = "No result stated."


@dataclass(frozen=True, slots=True)
class TripleMatches:
    """Who in the South could help a country with its need, and who could facilitate; best first."""

    matches: tuple[Triple, ...]
    understood: TripleUnderstood
    model: Model
    as_of: str
    notice: str
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class ReplicaPartnership:
    """A partnership to replicate, in short."""

    id: str
    name: str
    url: str
    status: str
    mark: str
    leads: tuple[Evidence, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplicaAnswer:
    """Who did this in a comparable country: with what came of it as stated, and lessons where a text tells one.

    `result` says in a sentence what is stated; `results` has what was promised or reported, and is empty where nothing
    is.
    """

    partnership: ReplicaPartnership
    comparable: str
    comparability: str
    right_action: float
    result: str
    results: tuple[Result, ...]
    lessons: tuple[Lesson, ...]
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ReplicaMatches:
    """Partnerships that did what is needed in comparable countries, best first."""

    matches: tuple[ReplicaAnswer, ...]
    understood: TripleUnderstood
    model: Model
    as_of: str
    notice: str
    version: int
    registers: tuple[Credit, ...]


def triple_matches(
    matches: Iterable[Triple],
    understood: TripleUnderstood,
    model: Model,
    as_of: date,
    version: int,
    registers: Iterable[Register],
) -> TripleMatches:
    """Triples as they are sent."""
    return TripleMatches(
        tuple(matches), understood, model, as_of.isoformat(), COUNTRY_ASKS, version, credited(registers)
    )


def replica_matches(
    matches: Iterable[Replica],
    entities: Mapping[str, Entity],
    understood: TripleUnderstood,
    model: Model,
    as_of: date,
    version: int,
    registers: Iterable[Register],
) -> ReplicaMatches:
    """Partnerships to replicate as they are sent; `entities` has what each says of its results."""
    made = tuple(_replica(each, entities[each.id]) for each in matches if each.id in entities)
    return ReplicaMatches(made, understood, model, as_of.isoformat(), COUNTRY_ASKS, version, credited(registers))


def _replica(match: Replica, entity: Entity) -> ReplicaAnswer:
    stated = results(entity)
    promised = f"{number(len(stated), 'promised result')}; what came of it is not stated."
    return ReplicaAnswer(
        partnership=ReplicaPartnership(
            match.id,
            match.name,
            str(entity.fact("url") or ""),
            match.status,
            match.mark,
            match.leads,
            match.countries,
        ),
        comparable=match.comparable,
        comparability=match.comparability,
        right_action=match.right_action,
        result=promised if stated else NO_RESULT,
        results=stated,
        lessons=lessons(entity),
        score=match.score,
        reasons=match.reasons,
    )
