"""How two partners are connected: the shortest ways from one to the other through partnerships that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.resolving import resolve
from api.wire import Credit, Other, WrittenName, credited
from graph.errors import InputError, MovedError, NotFoundError
from graph.search.answer import Candidate

if TYPE_CHECKING:
    from api.service import Service

LONGEST = 6
"""Steps of a path that may be asked for: three partnerships, with two partners between."""

MOST = 20
"""Paths that an answer holds."""

_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class End:
    """Whom one end of a path means.

    Attributes:
        written: what was asked for: a name, or an id.
        taken: the partner that it means; None where that isn't sure.
        possible: whom it could mean, likeliest first, where none is taken.
    """

    written: str
    taken: Other | None
    possible: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class PathsAnswer:
    """The shortest paths between two partners, of the whole store.

    Attributes:
        start: where they begin.
        end: where they end.
        longest: steps that were looked over; from a partner to a partnership, or back, is one.
        steps: of the shortest; None where there is none of so many, or an end isn't known.
        paths: each from start to end, partners and partnerships by turns; by ids.
        more: there are further ones of the same length.
        version: of the store.
        registers: of the store.
    """

    start: End
    end: End
    longest: int
    steps: int | None
    paths: tuple[tuple[Other, ...], ...]
    more: bool
    version: int
    registers: tuple[Credit, ...]


def paths(service: Service, start: str, end: str, longest: int = 4) -> PathsAnswer:
    """Shortest paths between two partners: see `graph.store.interface.View.paths`.

    Args:
        service: over the store.
        start: a name or an id; "" for nobody yet.
        end: likewise.
        longest: steps at most, an even number to `LONGEST`.

    Raises:
        InputError: so long a path can't be asked for.
    """
    if not (2 <= longest <= LONGEST and longest % 2 == 0):
        raise InputError(f"Paths of {longest} steps can't be asked for; it can be 2 to {LONGEST}, an even number.")
    view = service.view
    one, other = _end(service, start), _end(service, end)
    found: list[tuple[str, ...]] = []
    if one.taken is not None and other.taken is not None:
        found = view.paths(one.taken.id, other.taken.id, longest, MOST + 1)
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


def _end(service: Service, written: str) -> End:
    if not written.strip():
        return End(written, None, ())
    try:
        found = service.view.entity(written.strip())
    except MovedError as moved:
        found = service.view.entity(moved.heir)
    except NotFoundError:
        # Waiting for names that are alike in a reference register would take seconds the first time.
        (read,) = resolve(service, [WrittenName(written)], _CANDIDATES, thorough=False).results
        sure = next((each for each in read.candidates if each.same), None)
        if sure is None:
            return End(written, None, read.candidates)
        return End(written, Other("partner", sure.id, sure.name), ())
    return End(written, Other(found.kind, found.id, found.name) if found.kind == "partner" else None, ())
