"""Who comes to a fair, by ids or names as somebody wrote them down."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import InputError
from graph.matching.fair.programme import MOST_ATTENDEES, Attendee, Possible, Unknown
from graph.matching.match import Bearer
from graph.matching.named import read_name
from graph.model.vocabularies import country as country_of
from graph.resolve.scorer import Weights
from graph.snapshot.snapshot import Snapshot
from graph.text.fold import fold

_FEWEST = 2
_SHOWN = 10


def read_attendees(
    snapshot: Snapshot, written: Sequence[str], names: Weights | None = None
) -> tuple[dict[str, Attendee], tuple[Unknown, ...], tuple[str, ...]]:
    """Whom ids and names mean.

    An id is taken as it is, of a partner or a partnership; else a name that means one partner for certain
    (`graph.matching.named`), or a title that one partnership alone has. What isn't understood is left out and said.

    Args:
        snapshot: the store's arrays.
        written: ids, names, titles; blank ones count for nothing.
        names: the weights by which names are compared; by default those shipped.

    Returns:
        What was written to who is meant (several spellings may mean the same), who isn't known, and remarks.

    Raises:
        InputError: nobody to speak of comes, or more than a fair holds.
    """
    titles: dict[str, list[int]] = {}
    read: dict[str, Attendee] = {}
    unknown: list[Unknown] = []
    remarks: list[str] = []
    for each in dict.fromkeys(name.strip() for name in written if name.strip()):
        found: Attendee | Unknown | None = _by_id(snapshot, each)
        if found is None:
            titles = titles or _titles(snapshot)
            found = _by_name(snapshot, each, titles, names)
        if isinstance(found, Unknown):
            unknown.append(found)
        elif found is not None:
            read[each] = found
            remarks += _read_as(snapshot, each, found, names)
    known = set(read.values())
    if len(known) > MOST_ATTENDEES:
        raise InputError(f"{len(known)} attendees; a programme is made for {MOST_ATTENDEES} at most.")
    if len(known) < _FEWEST:
        said = " ".join(each.why for each in unknown) or "Give their ids, or their names as registers write them."
        raise InputError(
            f"A fair needs two who come; {len(known)} of those named {'is' if known else 'are'} known. {said}"
        )
    if len(known) < len(read):
        remarks.append("Some are named twice; they come once.")
    return read, tuple(unknown), tuple(remarks)


def _read_as(snapshot: Snapshot, written: str, who: Attendee, names: Weights | None) -> list[str]:
    """That a name was taken for a partner by which no record calls it, and why."""
    if who.kind != "partner" or written == who.id or fold(written) in map(fold, snapshot.partner_aliases[who.row]):
        return []
    why = " ".join(read_name(snapshot, written, weights=names).why)
    return [f"“{written}” was read as {who.name}: {why}"]


def _by_id(snapshot: Snapshot, id: str) -> Attendee | None:
    if (row := snapshot.partner_row.get(id)) is not None:
        return Attendee("partner", id, snapshot.partner_names[row], row)
    if (row := snapshot.partnership_row.get(id)) is not None:
        return Attendee("partnership", id, snapshot.titles[row], row)
    return None


def _by_name(
    snapshot: Snapshot, name: str, titles: dict[str, list[int]], names: Weights | None
) -> Attendee | Unknown | None:
    read = read_name(snapshot, name, weights=names)
    if read.taken is not None:
        return _by_id(snapshot, read.taken.id)
    rows = titles.get(fold(name), [])
    if len(rows) == 1:
        return _by_id(snapshot, snapshot.partnerships[rows[0]])
    if read.possible:
        bearers = [_told(each) for each in read.possible]
        if read.others > len(bearers):
            bearers.append(f"and {read.others - len(bearers)} more")
        several = f"{name!r} could mean {read.others} partner{'' if read.others == 1 else 's'}"
        possible = tuple(Possible("partner", each.id, each.name, each.country) for each in read.possible)
        return Unknown(name, f"{several}; give the id of the one that comes: {'; '.join(bearers)}.", possible)
    if rows:
        ids = ", ".join(snapshot.partnerships[row] for row in rows)
        why = f"{len(rows)} partnerships are called {name!r}; give the id of the one that comes: {ids}."
        called = [Possible("partnership", snapshot.partnerships[row], snapshot.titles[row]) for row in rows[:_SHOWN]]
        return Unknown(name, why, tuple(called))
    return Unknown(name, f"Nobody is known as {name!r}.")


def _told(bearer: Bearer) -> str:
    known = country_of(bearer.country)
    return f"{bearer.name}, {known.name() if known else 'of unknown country'} ({bearer.id})"


def _titles(snapshot: Snapshot) -> dict[str, list[int]]:
    made: dict[str, list[int]] = {}
    for row, title in enumerate(snapshot.titles):
        made.setdefault(fold(title), []).append(row)
    return made
