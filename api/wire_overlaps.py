"""The shapes of the answers about overlaps, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from api.wire import Credit, Model, PartnershipSummary, credited, partnership_summary
from graph.matching.match import LeftOut, Placed, Reason, Understood
from graph.matching.overlaps.answer import sentence
from graph.matching.overlaps.compared import OverlapMatch
from graph.matching.overlaps.holdings import Holdings
from graph.matching.overlaps.model import shipped
from graph.matching.overlaps.passages import Passages
from graph.matching.overlaps.register import Group, Report
from graph.matching.why_not import WhyNot
from graph.model.entities import Entity
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
    """The entries that have to do with one; `says` tells it in a sentence, as somebody who registers one reads it.

    For `kept`, `why_not` and `left_out` see `api.wire.PartnerMatches`.
    """

    matches: tuple[OverlapMatchAnswer, ...]
    says: str
    kept: tuple[Placed[OverlapMatchAnswer], ...]
    why_not: WhyNot | None
    left_out: tuple[LeftOut, ...] | None
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
    stored: Mapping[str, Entity],
    passages: Mapping[str, Passages],
    understood: Understood,
    snapshot: Snapshot,
    as_of: date,
    registers: Iterable[Register],
    *,
    kept: Iterable[Placed[OverlapMatch]] = (),
    why_not: WhyNot | None = None,
    left_out: tuple[LeftOut, ...] | None = None,
) -> OverlapMatches:
    """The entries as they are sent.

    Args:
        matches: the entries.
        stored: their entries.
        passages: the nearest passages of those that have them.
        understood: what the question was taken for.
        snapshot: on which the answer rests.
        as_of: the asking date.
        registers: all registers of the store.
        kept: the matches of entries that were asked for, with their places.
        why_not: why an entry isn't among the first.
        left_out: what the first would be without each thing that was said.
    """

    def made(each: OverlapMatch) -> OverlapMatchAnswer:
        return OverlapMatchAnswer(
            partnership_summary(each, stored.get(each.id)),
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

    answers = tuple(map(made, matches))
    told = [(each.relation, each.partnership.name) for each in answers]
    return OverlapMatches(
        answers,
        sentence(told, len(snapshot.partnerships), filtered=bool(understood.filters)),
        tuple(Placed(each.place, made(each.match)) for each in kept),
        why_not,
        left_out,
        understood,
        Model(shipped().version, snapshot.space),
        as_of.isoformat(),
        snapshot.version,
        credited(registers),
    )
