"""The shapes of answers about gaps, niches and a country, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire import Credit
from graph.analytics.country.answer import CountryView
from graph.analytics.gaps.answer import Coverage
from graph.analytics.gaps.niches import Niches


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what an answer is, and what it rests on.

    Attributes:
        slice: the records that count, in words.
        notes: what a reader should know of how the slice was cut.
        version: of the store.
        registers: those that the slice draws on.
    """

    slice: str
    notes: tuple[str, ...]
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class GapsAnswer:
    """Goals or themes by region, each cell beside what the baseline expects."""

    coverage: Coverage
    asked: Asked


@dataclass(frozen=True, slots=True)
class NichesAnswer:
    """What has no entry in a country, and has some in comparable ones."""

    niches: Niches
    asked: Asked


@dataclass(frozen=True, slots=True)
class CountryAnswer:
    """Everything that registers hold of a country on a day."""

    view: CountryView
    asked: Asked
