"""The shapes of the answers, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from api.passages import PassageAnswer, passage_of
from api.wire_inferred import DimensionAnswer, Inferred
from graph.build.differences import Difference, differences
from graph.matching.match import (
    Chosen,
    Evidence,
    Gate,
    LeftOut,
    Mended,
    PartnerMatch,
    PartnershipMatch,
    Placed,
    Reason,
    Role,
    Understood,
)
from graph.matching.why_not import WhyNot
from graph.model.entities import Alias, Entity, EntityText, Fact
from graph.model.records import Record, Register, Source
from graph.model.status import status_of
from graph.search.answer import Answer, Candidate, Elsewhere, FacetValue, Hit
from graph.search.answer import Understood as QuestionUnderstood
from graph.store.interface import Profile

if TYPE_CHECKING:
    from graph.matching.overlaps.compared import OverlapMatch


@dataclass(frozen=True, slots=True)
class Credit:
    """A register that an answer draws on, and what has to be said of it."""

    register: str
    title: str
    licence: str
    attribution: str
    as_of: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of a search; see `graph.search.answer` for its parts. `as_of` is the day on which statuses are told."""

    total: int
    start: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    next: str | None
    understood: QuestionUnderstood
    as_of: str
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """The entity at the other end of a relation."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class RelationAnswer:
    """A relation as seen from the entity that was asked for.

    Attributes:
        relation: its name (vocabulary of relations in `docs/concepts.md`).
        direction: `out` where the entity is its source, `in` where it is its target.
        role: role of the partner, or primary or secondary.
        other: the entity at the other end.
        basis: declared, by rule, or inferred.
        score: between 0 and 1 where it is inferred.
        rule: the rule that derived it, where it isn't declared.
        sources: the records that state it.
        passage: the words by which it was inferred, and where they stand; None where it is stated.
    """

    relation: str
    direction: str
    role: str
    other: Other
    basis: str
    score: float | None
    rule: str
    sources: tuple[Source, ...]
    passage: PassageAnswer | None


@dataclass(frozen=True, slots=True)
class RelationTotal:
    """How many relations of one name and direction there are; the answer shows the first of them."""

    relation: str
    direction: str
    total: int


@dataclass(frozen=True, slots=True)
class Registration:
    """One place where a partnership is registered.

    Attributes:
        record: id of the record.
        register: code of its register.
        key: the register's own id for it.
        url: its page, "" where none is stated.
        as_of: the day, month or year for which the register holds; "" where not stated.
    """

    record: str
    register: str
    key: str
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class EntityAnswer:
    """One entity: what is known of it, who said so, and what it is tied to.

    `status` is that of a partnership on the day `as_of` (vocabulary `statuses`); both are empty for another kind.

    A partnership that stands in several records names them as `registrations`, and says as `differences` where they
    differ; another kind of entity has none of either.

    Of a partnership, `inferred` has the goals, targets and themes that its text speaks of, whether or not they are
    declared, and `typology` what kind of partnership it is; neither is counted in facets. Other kinds have null and
    none.

    Where it is tied to very many, the first relations of each name and direction are shown, and `relations_by` says how
    many there are.
    """

    id: str
    kind: str
    name: str
    status: str
    as_of: str
    aliases: tuple[Alias, ...]
    facts: tuple[Fact, ...]
    texts: tuple[EntityText, ...]
    facets: Mapping[str, tuple[str, ...]]
    relations: tuple[RelationAnswer, ...]
    relations_total: int
    relations_by: tuple[RelationTotal, ...]
    records: tuple[str, ...]
    registrations: tuple[Registration, ...]
    differences: tuple[Difference, ...]
    inferred: Inferred | None
    typology: tuple[DimensionAnswer, ...]
    degree: int
    groups: tuple[str, ...]
    notice: str
    version: int
    registers: tuple[Credit, ...]


NOTICE = "Listed as submitted to the registers named, not endorsed."


@dataclass(frozen=True, slots=True)
class Named:
    """What a written name may mean, likeliest first; or why it could not be looked up.

    `elsewhere` are entries of reference registers that are no partners, where no partner is for certain meant.
    """

    name: str
    candidates: tuple[Candidate, ...]
    problem: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name to look up, with what is known of its bearer: a type code, a country by code or name; "" if unknown."""

    name: str
    type: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class ResolveAnswer:
    """One result a name, in the order asked."""

    results: tuple[Named, ...]
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class PartnerSummary:
    """A partner, in short."""

    id: str
    name: str
    aliases: tuple[str, ...]
    type: str
    country: str


@dataclass(frozen=True, slots=True)
class PartnershipSummary:
    """A partnership, in short.

    Attributes:
        id: its id.
        name: its title.
        url: its page in its register, "" where none is stated.
        countries: alpha-3 codes of the countries where it is stated to work.
        leads: the partners that are stated to lead it.
        start: when it begins, as exactly as it is stated: a day, a month or a year; "" where not stated.
        end: when it ends, likewise.
    """

    id: str
    name: str
    url: str
    countries: tuple[str, ...]
    leads: tuple[Evidence, ...]
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Model:
    """What made the scores: the weights, and the vector space (empty: no vectors)."""

    weights: str
    embedding: str


@dataclass(frozen=True, slots=True)
class PartnerMatchAnswer:
    """A partner to invite; the contributions of its reasons sum to its score."""

    partner: PartnerSummary
    score: float
    role: Role
    mends: tuple[Mended, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PartnershipMatchAnswer:
    """A partnership to join, or to learn from; the contributions of its reasons sum to its score."""

    partnership: PartnershipSummary
    score: float
    status: str
    mark: str
    role: Role
    gates: tuple[Gate, ...]
    reasons: tuple[Reason, ...]
    chosen: tuple[Chosen, ...]


@dataclass(frozen=True, slots=True)
class PartnerMatches:
    """Whom to invite.

    `kept` are the matches of the entries that were asked for by name, each with its place, wherever they stand;
    `why_not` says why one isn't among the first, or where it is; `left_out` what the first would be without each thing
    that was said. Both are null where they weren't asked for.
    """

    matches: tuple[PartnerMatchAnswer, ...]
    kept: tuple[Placed[PartnerMatchAnswer], ...]
    why_not: WhyNot | None
    left_out: tuple[LeftOut, ...] | None
    understood: Understood
    model: Model
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class PartnershipMatches:
    """What to join; for `kept`, `why_not` and `left_out` see `PartnerMatches`."""

    matches: tuple[PartnershipMatchAnswer, ...]
    kept: tuple[Placed[PartnershipMatchAnswer], ...]
    why_not: WhyNot | None
    left_out: tuple[LeftOut, ...] | None
    understood: Understood
    model: Model
    as_of: str
    version: int
    registers: tuple[Credit, ...]


def credited(registers: Iterable[Register], codes: Iterable[str] | None = None) -> tuple[Credit, ...]:
    """What has to be said of the registers, all of them or those of some codes."""
    wanted = None if codes is None else set(codes)
    return tuple(
        Credit(each.code, each.title, each.licence, each.attribution, each.as_of, each.url)
        for each in registers
        if wanted is None or each.code in wanted
    )


def search_answer(answer: Answer, as_of: date, registers: Iterable[Register]) -> SearchAnswer:
    """A search as it is sent: with the registers that this page draws on."""
    codes = {code for hit in answer.hits for code in hit.facets.get("register", ())}
    return SearchAnswer(
        answer.total,
        answer.start,
        answer.hits,
        answer.facets,
        answer.next,
        answer.understood,
        as_of.isoformat(),
        answer.version,
        credited(registers, codes),
    )


def entity_answer(
    profile: Profile,
    registers: Iterable[Register],
    version: int,
    as_of: date,
    groups: tuple[str, ...] = (),
    records: Mapping[str, Record] | None = None,
    inferred: Inferred | None = None,
    typology: tuple[DimensionAnswer, ...] = (),
) -> EntityAnswer:
    """An entity as it is sent, with its status on a day.

    Args:
        profile: the entity and its relations.
        registers: those of the store.
        version: of the store.
        as_of: the day.
        groups: groups of countries that it belongs to.
        records: its records by id, in which the passages of what was inferred are looked for.
        inferred: what its text speaks of.
        typology: what kind of partnership it is.
    """
    entity: Entity = profile.entity
    relations = []
    for each in profile.relations:
        outward = each.source == entity.id
        other = each.target if outward else each.source
        name, kind = profile.names.get(other, (other, ""))
        relations.append(
            RelationAnswer(
                relation=each.relation,
                direction="out" if outward else "in",
                role=each.role,
                other=Other(kind, other, name),
                basis=each.basis,
                score=each.score,
                rule=each.rule,
                sources=each.sources,
                passage=passage_of(each, entity, records or {}),
            )
        )
    registers = list(registers)
    codes = {record.partition(":")[0] for record in entity.records}
    status = status_of(entity, as_of)
    registered = entity.kind == "partnership"
    return EntityAnswer(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        status=status,
        as_of=as_of.isoformat() if status else "",
        aliases=entity.aliases,
        facts=entity.facts,
        texts=entity.texts,
        facets=entity.facets,
        relations=tuple(relations),
        relations_total=max(profile.total, len(relations)),
        relations_by=tuple(
            RelationTotal(relation, direction, total) for (relation, direction), total in profile.totals.items()
        ),
        records=entity.records,
        registrations=tuple(_registrations(entity, registers)) if registered else (),
        differences=differences(entity, profile.relations, profile.names) if registered else (),
        inferred=inferred,
        typology=typology,
        degree=entity.degree,
        groups=groups,
        notice=NOTICE if entity.records else "",
        version=version,
        registers=credited(registers, codes),
    )


def _registrations(entity: Entity, registers: Iterable[Register]) -> Iterator[Registration]:
    """Where a partnership is registered, its first record first."""
    as_of = {each.code: each.as_of for each in registers}
    urls = {
        source.record: str(fact.value)
        for fact in entity.facts
        if fact.field == "url" and fact.value
        for source in fact.sources
    }
    for record in entity.records:
        register, _, key = record.partition(":")
        yield Registration(record, register, key, urls.get(record, ""), as_of.get(register, ""))


def partner_matches(
    matches: Iterable[PartnerMatch],
    understood: Understood,
    model: Model,
    version: int,
    registers: Iterable[Register],
    *,
    kept: Iterable[Placed[PartnerMatch]] = (),
    why_not: WhyNot | None = None,
    left_out: tuple[LeftOut, ...] | None = None,
) -> PartnerMatches:
    """Partners to invite, as they are sent."""

    def made(each: PartnerMatch) -> PartnerMatchAnswer:
        summary = PartnerSummary(each.id, each.name, each.aliases, each.type, each.country)
        return PartnerMatchAnswer(summary, each.score, each.role, each.mends, each.reasons)

    return PartnerMatches(
        tuple(map(made, matches)),
        tuple(Placed(each.place, made(each.match)) for each in kept),
        why_not,
        left_out,
        understood,
        model,
        version,
        credited(registers),
    )


def partnership_summary(match: PartnershipMatch | OverlapMatch, entity: Entity | None) -> PartnershipSummary:
    """A match in short, with what its entry states; `entity` is None where the store has it no more."""
    url, start, end = (str(entity.fact(field) or "") if entity else "" for field in ("url", "start", "end"))
    return PartnershipSummary(match.id, match.name, url, match.countries, match.leads, start, end)


def partnership_matches(
    matches: Iterable[PartnershipMatch],
    stored: Mapping[str, Entity],
    understood: Understood,
    model: Model,
    as_of: str,
    version: int,
    registers: Iterable[Register],
    *,
    kept: Iterable[Placed[PartnershipMatch]] = (),
    why_not: WhyNot | None = None,
    left_out: tuple[LeftOut, ...] | None = None,
) -> PartnershipMatches:
    """Partnerships to join, as they are sent; `stored` are their entries."""

    def made(each: PartnershipMatch) -> PartnershipMatchAnswer:
        return PartnershipMatchAnswer(
            partnership_summary(each, stored.get(each.id)),
            each.score,
            each.status,
            each.mark,
            each.role,
            each.gates,
            each.reasons,
            each.chosen,
        )

    return PartnershipMatches(
        tuple(map(made, matches)),
        tuple(Placed(each.place, made(each.match)) for each in kept),
        why_not,
        left_out,
        understood,
        model,
        as_of,
        version,
        credited(registers),
    )
