"""The shapes of the answers about overlaps, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from api.wire import Credit, Model, PartnershipSummary, credited
from graph.matching.match import Reason, Understood
from graph.matching.overlaps.answer import OverlapMatch, sentence
from graph.matching.overlaps.holdings import Holdings
from graph.matching.overlaps.model import shipped
from graph.matching.overlaps.passages import Passages
from graph.matching.overlaps.register import Group, Report
from graph.model.records import Register
from graph.snapshot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class OverlapMatchAnswer:
    """An entry that has to do with what is asked about; the contributions of its reasons sum to its score.

    Attributes:
        partnership: the entry.
        relation: `same`, `follow-up`, `overlapping`, `complementary` or `sibling` (of one campaign's template).
        why: what tells this relation from the next likely.
        score: the higher, the likelier that both are one work, or that one follows or overlaps the other.
        status: on the asking date.
        reasons: what speaks for it and against it, weightiest first.
        passages: two passages, of the one asked about and of this one, that are nearest in meaning; null where no two
            are near.
        both: what both have.
        only_asked: what only the one asked about has.
        only_match: what only this one has.
    """

    partnership: PartnershipSummary
    relation: str
    why: str
    score: float
    status: str
    reasons: tuple[Reason, ...]
    passages: Passages | None
    both: Holdings
    only_asked: Holdings
    only_match: Holdings


@dataclass(frozen=True, slots=True)
class OverlapMatches:
    """The entries that have to do with one; `says` tells it in a sentence, as somebody who registers one reads it."""

    matches: tuple[OverlapMatchAnswer, ...]
    says: str
    understood: Understood
    model: Model
    as_of: str
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class OverlapReport:
    """The overlaps of all that a store holds; see `graph.matching.overlaps.register` for its groups."""

    entries: int
    relations: Mapping[str, int]
    groups: tuple[Group, ...]
    model: Model
    version: int
    registers: tuple[Credit, ...]


def overlap_report(found: Report, snapshot: Snapshot, registers: Iterable[Register]) -> OverlapReport:
    """The overlaps of a store as they are sent."""
    model = Model(shipped().version, snapshot.space)
    return OverlapReport(found.entries, found.relations, found.groups, model, snapshot.version, credited(registers))


def overlap_matches(
    matches: Iterable[OverlapMatch],
    urls: Mapping[str, str],
    passages: Mapping[str, Passages],
    understood: Understood,
    snapshot: Snapshot,
    as_of: date,
    registers: Iterable[Register],
) -> OverlapMatches:
    """The entries as they are sent.

    Args:
        matches: the entries.
        urls: the page of those that state one.
        passages: the nearest passages of those that have them.
        understood: what the question was taken for.
        snapshot: on which the answer rests.
        as_of: the asking date.
        registers: all registers of the store.
    """
    made = tuple(
        OverlapMatchAnswer(
            PartnershipSummary(each.id, each.name, urls.get(each.id, ""), each.countries, each.leads),
            each.relation,
            each.why,
            each.score,
            each.status,
            each.reasons,
            passages.get(each.id),
            each.both,
            each.only_asked,
            each.only_match,
        )
        for each in matches
    )
    told = [(each.relation, each.partnership.name) for each in made]
    says = sentence(told, len(snapshot.partnerships), filtered=bool(understood.filters))
    model = Model(shipped().version, snapshot.space)
    return OverlapMatches(made, says, understood, model, as_of.isoformat(), snapshot.version, credited(registers))
