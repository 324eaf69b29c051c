"""How two partners are connected: the shortest ways from one to the other through partnerships that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.named import NamedPartner, named_partner
from api.wire import Credit, Other, credited
from graph.errors import InputError
from graph.progress import Progress, silent, told_of

if TYPE_CHECKING:
    from api.service import Service

LONGEST = 6
"""Steps of a path that may be asked for: three partnerships, with two partners between."""

MOST = 20
"""Paths that an answer holds."""


@dataclass(frozen=True, slots=True)
class PathsAnswer:
    """The shortest paths between two partners, of the whole store.

    Attributes:
        start: whom the name or id means at which they begin.
        end: likewise, at which they end.
        longest: steps that were looked over; from a partner to a partnership, or back, is one.
        steps: of the shortest; None where there is none of so many, or it isn't known who is meant.
        paths: each from start to end, partners and partnerships by turns; by ids.
        more: there are further ones of the same length.
        version: of the store.
        registers: of the store.
    """

    start: NamedPartner
    end: NamedPartner
    longest: int
    steps: int | None
    paths: tuple[tuple[Other, ...], ...]
    more: bool
    version: int
    registers: tuple[Credit, ...]


def paths(service: Service, start: str, end: str, longest: int = 4, progress: Progress = silent) -> PathsAnswer:
    """Shortest paths between two partners: see `graph.store.interface.View.paths`.

    Args:
        service: over the store.
        start: a name or an id; "" for nobody yet.
        end: likewise.
        longest: steps at most, an even number to `LONGEST`.
        progress: told who waits before, and how many lengths of paths are searched.

    Raises:
        InputError: so long a path can't be asked for.
        NotReadyError: too many wait already.
    """
    if not (2 <= longest <= LONGEST and longest % 2 == 0):
        raise InputError(f"Paths of {longest} steps can't be asked for; it can be 2 to {LONGEST}, an even number.")
    view = service.view
    one, other = named_partner(service, start), named_partner(service, end)
    found: list[tuple[str, ...]] = []
    if one.taken is not None and other.taken is not None:
        with service.counting.one(progress):
            # Only the shortest are asked for, and there are the fewer the shorter they are.
            lengths = range(2, longest + 1, 2)
            for length in told_of(lengths, "lengths", len(lengths), progress):
                if found := view.paths(one.taken.id, other.taken.id, length, MOST + 1):
                    break
    shown = found[:MOST]
    entries = {each.id: each for each in view.get(sorted({id for path in shown for id in path}))}
    return PathsAnswer(
        one,
        other,
        longest,
        len(shown[0]) - 1 if shown else None,
        tuple(tuple(Other(entries[id].kind, id, entries[id].name) for id in path if id in entries) for path in shown),
        len(found) > MOST,
        view.version(),
        credited(service.registers()),
    )
