"""The shapes of answers about the network, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from api.wire import Credit, credited
from graph.analytics.network.brokerage import Loss
from graph.analytics.network.description import NetworkDescription
from graph.analytics.network.health import Health, Measure
from graph.analytics.network.method import Method
from graph.analytics.network.parts import Parts
from graph.analytics.network.table import COLUMNS, PARTNERSHIP_COLUMNS, Column, PartnershipTable, PartnerTable
from graph.analytics.network.two_mode import Population
from graph.analytics.network.words import of_all, of_nothing
from graph.analytics.slices import Cut
from graph.errors import InputError
from graph.model.records import Register

Values = Mapping[str, tuple[float | None, ...]]


@dataclass(frozen=True, slots=True)
class NetworkAnswer:
    """A network described, with the slice that it is of; its sentences can be quoted."""

    network: NetworkDescription
    slice: str
    notes: tuple[str, ...]
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class MeasuredPartner:
    """A partner with its measures; None where one isn't defined for it."""

    id: str
    name: str
    type: str
    country: str
    measures: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class MeasuredPartnership:
    """A partnership with its measures, and its status on the asking date."""

    id: str
    title: str
    status: str
    measures: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a measure is, and whose it is."""

    says: str
    source: str


@dataclass(frozen=True, slots=True)
class PartnersAnswer:
    """A page of partners, greatest first by one measure; `total` is how many there are."""

    partners: tuple[MeasuredPartner, ...]
    total: int
    by: str
    measures: Mapping[str, Explained]
    population: Population
    method: Method
    slice: str
    notes: tuple[str, ...]
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class PartnershipsAnswer:
    """A page of partnerships, greatest first by one measure; `total` is how many there are."""

    partnerships: tuple[MeasuredPartnership, ...]
    total: int
    by: str
    measures: Mapping[str, Explained]
    population: Population
    method: Method
    slice: str
    notes: tuple[str, ...]
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class LossAnswer:
    """What would fall apart without one partner, by the lists, in numbers and in a sentence."""

    loss: Loss
    sentence: str
    population: Population
    slice: str
    notes: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """A part of a network: see `graph.analytics.network.parts.Part`."""

    name: str
    population: Population
    partners_each: float | None
    in_largest: float | None
    newcomers: int | None
    in_others: int | None


@dataclass(frozen=True, slots=True)
class PartsAnswer:
    """Parts of a network side by side, and how many partnerships stand in none."""

    by: str
    parts: tuple[PartAnswer, ...]
    in_several: int | None
    in_no_part: int
    why: str
    sentence: str
    slice: str
    notes: tuple[str, ...]
    version: int

    @classmethod
    def of(cls, found: Parts, sentence: str, cut: Cut) -> Self:
        """Parts as they are sent."""
        parts = tuple(
            PartAnswer(each.name, each.population, each.partners_each, each.in_largest, each.newcomers, each.in_others)
            for each in found.parts
        )
        said = (sentence, cut.said, cut.notes, cut.snapshot.version)
        return cls(found.by, parts, found.in_several, len(found.in_no_part), found.why, *said)


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """What is known of one partnership's health, with what each measure says and doesn't say."""

    health: Health
    measures: Mapping[str, Measure]
    as_of: date
    version: int


def partners_answer(
    table: PartnerTable, cut: Cut, by: str, limit: int, offset: int, registers: Iterable[Register]
) -> PartnersAnswer:
    """A page of a table of partners as it is sent.

    Raises:
        InputError: the table has no such column.
    """
    return PartnersAnswer(
        partners=tuple(
            MeasuredPartner(
                table.ids[row], table.names[row], table.types[row], table.countries[row], _of(table.columns, row)
            )
            for row in _page(table.columns, table.ids, by, limit, offset)
        ),
        total=len(table.ids),
        by=by,
        measures=_explained(table.columns, COLUMNS),
        population=table.population,
        method=table.method,
        slice=cut.said,
        notes=_told(cut, table.population),
        version=cut.snapshot.version,
        registers=credited(registers),
    )


def partnerships_answer(
    table: PartnershipTable, cut: Cut, by: str, limit: int, offset: int, registers: Iterable[Register]
) -> PartnershipsAnswer:
    """A page of a table of partnerships as it is sent.

    Raises:
        InputError: the table has no such column.
    """
    return PartnershipsAnswer(
        partnerships=tuple(
            MeasuredPartnership(table.ids[row], table.titles[row], table.statuses[row], _of(table.columns, row))
            for row in _page(table.columns, table.ids, by, limit, offset)
        ),
        total=len(table.ids),
        by=by,
        measures=_explained(table.columns, PARTNERSHIP_COLUMNS),
        population=table.population,
        method=table.method,
        slice=cut.said,
        notes=_told(cut, table.population),
        version=cut.snapshot.version,
        registers=credited(registers),
    )


def _told(cut: Cut, population: Population) -> tuple[str, ...]:
    """How the slice was cut, and what measures of it leave out; where there is nothing to measure, that and why."""
    return (*cut.notes, of_nothing(population) or of_all(population))


def _page(columns: Values, ids: Sequence[str], by: str, limit: int, offset: int) -> list[int]:
    """Rows, greatest first by a column, those without a value last, of the same value by id."""
    if by not in columns:
        raise InputError(f"{by!r} is none of the measures that were taken: {', '.join(columns)}.")
    values = columns[by]

    def place(row: int) -> tuple[bool, float, str]:
        value = values[row]
        return value is None, -(value or 0.0), ids[row]

    return sorted(range(len(ids)), key=place)[offset : offset + limit]


def _of(columns: Values, row: int) -> dict[str, float | None]:
    return {name: column[row] for name, column in columns.items()}


def _explained(columns: Values, known: Mapping[str, Column]) -> dict[str, Explained]:
    return {name: Explained(known[name].says, known[name].source) for name in columns}
