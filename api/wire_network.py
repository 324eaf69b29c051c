"""The shapes of answers about the network, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from api.wire import Credit, credited
from graph.analytics.network.brokerage import Loss
from graph.analytics.network.description import NetworkDescription
from graph.analytics.network.health import Health, Measure
from graph.analytics.network.method import Method
from graph.analytics.network.parts import Parts
from graph.analytics.network.table import COLUMNS, PartnerTable
from graph.analytics.network.two_mode import Population
from graph.analytics.slices import Cut
from graph.errors import InputError
from graph.model.records import Register


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
    newcomers: int


@dataclass(frozen=True, slots=True)
class PartsAnswer:
    """Parts of a network side by side, and how many partnerships stand in none."""

    by: str
    parts: tuple[PartAnswer, ...]
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
            PartAnswer(each.name, each.population, each.ties, each.in_largest, each.newcomers) for each in found.parts
        )
        said = (sentence, cut.said, cut.notes, cut.snapshot.version)
        return cls(found.by, parts, len(found.in_no_part), found.why, *said)


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
    if by not in table.columns:
        raise InputError(f"{by!r} is no measure of partners; there are {', '.join(COLUMNS)}.")
    values = table.columns[by]

    def place(row: int) -> tuple[bool, float, str]:
        value = values[row]
        return value is None, -(value or 0.0), table.ids[row]

    order = sorted(range(len(table.ids)), key=place)[offset : offset + limit]
    return PartnersAnswer(
        partners=tuple(
            MeasuredPartner(
                table.ids[row],
                table.names[row],
                table.types[row],
                table.countries[row],
                {name: column[row] for name, column in table.columns.items()},
            )
            for row in order
        ),
        total=len(table.ids),
        by=by,
        measures={name: Explained(COLUMNS[name].says, COLUMNS[name].source) for name in table.columns},
        population=table.population,
        method=table.method,
        slice=cut.said,
        notes=cut.notes,
        version=cut.snapshot.version,
        registers=credited(registers),
    )
