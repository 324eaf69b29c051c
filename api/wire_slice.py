"""What every answer about a slice says first: of which records it is, and on which store and registers it rests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from api.wire import Credit, credited
from graph.analytics.slices import Cut
from graph.model.records import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class OfSlice:
    """Of what an answer is, and what it rests on.

    Attributes:
        slice: the records that count, in words; "everything" for the whole store.
        notes: what a reader should know of how the slice was cut.
        version: of the store.
        registers: those whose records the slice holds.
    """

    slice: str
    notes: tuple[str, ...]
    version: int
    registers: tuple[Credit, ...]


class Rests(TypedDict):
    """The fields of `OfSlice`, by name."""

    slice: str
    notes: tuple[str, ...]
    version: int
    registers: tuple[Credit, ...]


def of_slice(cut: Cut, registers: Iterable[Register]) -> Rests:
    """What an answer about a slice says of it.

    Args:
        cut: the slice, of one version of the store.
        registers: of the store; those that the slice draws on are credited.
    """
    return Rests(
        slice=cut.said,
        notes=cut.notes,
        version=cut.snapshot.version,
        registers=credited(registers, cut.registers),
    )
