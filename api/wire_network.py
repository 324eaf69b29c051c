"""The shapes of answers about the network, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from api.wire_slice import OfSlice, Rests
from graph.analytics.network.brokerage import Loss
from graph.analytics.network.description import NetworkDescription
from graph.analytics.network.health import Health, Measure
from graph.analytics.network.method import Method
from graph.analytics.network.parts import Parts
from graph.analytics.network.picture import Picture
from graph.analytics.network.table import COLUMNS, PARTNERSHIP_COLUMNS, Column, PartnershipTable, PartnerTable
from graph.analytics.network.two_mode import Population
from graph.analytics.network.words import of_all, of_nothing
from graph.errors import InputError

Values = Mapping[str, tuple[int | float | None, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkAnswer(OfSlice):
    """A network described; its sentences can be quoted."""

    network: NetworkDescription


@dataclass(frozen=True, slots=True)
class MeasuredPartner:
    """A partner with its measures; None where one isn't defined for it."""

    id: str
    name: str
    type: str
    country: str
    measures: Mapping[str, int | float | None]


@dataclass(frozen=True, slots=True)
class MeasuredPartnership:
    """A partnership with its measures, and its status on the asking date."""

    id: str
    title: str
    status: str
    measures: Mapping[str, int | float | None]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a measure is, and whose it is."""

    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAnswer(OfSlice):
    """A page of a table of measures, greatest first by one of them.

    Attributes:
        total: rows that the whole table has.
        by: the measure that orders it.
        measures: what each column is.
        population: of what the network is made.
        method: how it was measured.
    """

    total: int
    by: str
    measures: Mapping[str, Explained]
    population: Population
    method: Method


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersAnswer(TableAnswer):
    """A page of partners with their measures."""

    partners: tuple[MeasuredPartner, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipsAnswer(TableAnswer):
    """A page of partnerships with their measures."""

    partnerships: tuple[MeasuredPartnership, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LossAnswer(OfSlice):
    """What would fall apart without one partner, by the lists, in numbers and in a sentence."""

    loss: Loss
    sentence: str
    population: Population


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAnswer(OfSlice):
    """The partners in most partnerships, and where they stand in a picture."""

    picture: Picture


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """A part of a network: see `graph.analytics.network.parts.Part`."""

    name: str
    population: Population
    partners_each: float | None
    in_largest: float | None
    newcomers: int | None
    in_others: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsAnswer(OfSlice):
    """Parts of a network side by side, and how many partnerships stand in none."""

    by: str
    population: Population
    parts: tuple[PartAnswer, ...]
    in_several: int | None
    in_no_part: int
    why: str
    sentence: str

    @classmethod
    def of(cls, found: Parts, sentence: str, rests: Rests) -> Self:
        """Parts as they are sent."""
        return cls(
            by=found.by,
            population=found.population,
            parts=tuple(
                PartAnswer(
                    each.name, each.population, each.partners_each, each.in_largest, each.newcomers, each.in_others
                )
                for each in found.parts
            ),
            in_several=found.in_several,
            in_no_part=len(found.in_no_part),
            why=found.why,
            sentence=sentence,
            **rests,
        )


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """What is known of one partnership's health, with what each measure says and doesn't say."""

    health: Health
    measures: Mapping[str, Measure]
    as_of: date
    version: int


def partners_answer(table: PartnerTable, by: str, limit: int, offset: int, rests: Rests) -> PartnersAnswer:
    """A page of a table of partners as it is sent.

    Raises:
        InputError: the table has no such column.
    """
    page = _page(table.columns, table.ids, by, limit, offset)
    return PartnersAnswer(
        partners=tuple(
            MeasuredPartner(
                table.ids[row], table.names[row], table.types[row], table.countries[row], _of(table.columns, row)
            )
            for row in page
        ),
        total=len(table.ids),
        by=by,
        measures=_explained(table.columns, COLUMNS),
        population=table.population,
        method=table.method,
        **_noted(rests, table.population),
    )


def partnerships_answer(table: PartnershipTable, by: str, limit: int, offset: int, rests: Rests) -> PartnershipsAnswer:
    """A page of a table of partnerships as it is sent. Raises as `partners_answer`."""
    page = _page(table.columns, table.ids, by, limit, offset)
    return PartnershipsAnswer(
        partnerships=tuple(
            MeasuredPartnership(table.ids[row], table.titles[row], table.statuses[row], _of(table.columns, row))
            for row in page
        ),
        total=len(table.ids),
        by=by,
        measures=_explained(table.columns, PARTNERSHIP_COLUMNS),
        population=table.population,
        method=table.method,
        **_noted(rests, table.population),
    )


def _noted(rests: Rests, population: Population) -> Rests:
    """The same, with what the measures leave out; where there is nothing to measure, with that and why."""
    return {**rests, "notes": (*rests["notes"], of_nothing(population) or of_all(population))}


def _page(columns: Values, ids: Sequence[str], by: str, limit: int, offset: int) -> list[int]:
    """Rows, greatest first by a column, those without a value last, of the same value by id."""
    if by not in columns:
        raise InputError(f"{by!r} is none of the measures that were taken: {', '.join(columns)}.")
    values = columns[by]

    def place(row: int) -> tuple[bool, float, str]:
        value = values[row]
        return value is None, -(value or 0.0), ids[row]

    return sorted(range(len(ids)), key=place)[offset : offset + limit]


def _of(columns: Values, row: int) -> dict[str, int | float | None]:
    return {name: column[row] for name, column in columns.items()}


def _explained(columns: Values, known: Mapping[str, Column]) -> dict[str, Explained]:
    return {name: Explained(known[name].says, known[name].source) for name in columns}
