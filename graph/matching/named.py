"""Whom a written name means among the partners of a snapshot, and who else it could mean.

The one look-up of names (`graph.search.lookup`) says so, for every question alike. Where that is sure of nobody, a name
is still taken for the partner that alone bears it, or alone among its bearers isn't known to be of another type or
country. Of several that are equally likely none is taken: to guess would answer for someone else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.matching.match import Bearer, ReadName
from graph.names.split import split
from graph.resolve.scorer import Weights
from graph.search.lookup import look_up
from graph.snapshot.snapshot import Snapshot
from graph.text.fold import fold

SHOWN = 10
"""Others that are told at most."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a written name means, as rows of a snapshot.

    Attributes:
        taken: the partner that was taken to be meant; None where nobody is for certain.
        others: those that bear the name too, the best connected first; where nobody does and nobody was taken, those of
            whom it can't be told, the likeliest first.
        why: why the one that was taken is meant, in sentences.
    """

    taken: int | None = None
    others: Sequence[int] = ()
    why: tuple[str, ...] = ()

    def rows(self) -> set[int]:
        """All that may be meant."""
        return {*self.others, *(() if self.taken is None else (self.taken,))}

    def told(self, snapshot: Snapshot, written: str) -> ReadName:
        """The same in names."""
        return ReadName(
            written=written,
            taken=None if self.taken is None else _bearer(snapshot, self.taken),
            possible=tuple(_bearer(snapshot, row) for row in self.others[:SHOWN]),
            others=len(self.others),
            why=self.why,
        )


def meant_by(
    snapshot: Snapshot, written: str, type: str = "", country: str = "", weights: Weights | None = None
) -> Meant:
    """Read a name as someone wrote it, perhaps with its country in brackets: "Ministry of Health (Kenya)".

    Args:
        snapshot: the store's arrays.
        written: the name or acronym, or the id of a partner that was chosen among several; a blank one is nobody's.
        type: code of its type, where it is known; a partner known to be of another type isn't taken.
        country: alpha-3 code of its country, where it is known; likewise.
        weights: by which names are compared; by default those shipped.
    """
    if not written.strip():
        return Meant()
    if (chosen := snapshot.partner_row.get(written.strip())) is not None:
        return Meant(chosen, (), ("It is its id.",))
    # Of all that it may mean none is cut off: a partner that is the same may be one of many of its name.
    found = look_up(snapshot, written, type, country, len(snapshot.partners), weights)
    rows, type_, country_ = _rows(snapshot, written)
    sure = next((snapshot.partner_row[each.id] for each in found if each.same), None)
    taken = sure if sure is not None else _alone(snapshot, rows, type or type_, country or country_)
    if taken is None and not rows:
        rows = [snapshot.partner_row[each.id] for each in found if each.same is None]
    why = next((each.reasons for each in found if taken is not None and each.id == snapshot.partners[taken]), ())
    return Meant(taken, [row for row in rows if row != taken], why)


def read_name(
    snapshot: Snapshot, written: str, type: str = "", country: str = "", weights: Weights | None = None
) -> ReadName:
    """The same in names: see `meant_by`."""
    return meant_by(snapshot, written, type, country, weights).told(snapshot, written)


def _alone(snapshot: Snapshot, rows: Sequence[int], type: str, country: str) -> int | None:
    """The one bearer of a name that isn't known to be of another type or country."""
    wanted = ((type, snapshot.partner_types), (country, snapshot.partner_countries))
    agreeing = [row for row in rows if not any(asked and known[row] and known[row] != asked for asked, known in wanted)]
    return agreeing[0] if len(agreeing) == 1 else None


def _rows(snapshot: Snapshot, written: str) -> tuple[list[int], str, str]:
    """Rows of the bearers, and the type and country that stand beside the name; an acronym beside it doesn't speak."""
    mentions = split(written)
    alone = mentions[0] if len(mentions) == 1 and mentions[0].kind == "organisation" else None
    forms = [fold(written)] if alone is None else [fold(written), fold(alone.name)]
    for form in forms:
        if rows := list(snapshot.rows_by_name.get(form, ())):
            return rows, alone.type if alone else "", alone.country if alone else ""
    return [], "", ""


def _bearer(snapshot: Snapshot, row: int) -> Bearer:
    return Bearer(
        id=snapshot.partners[row],
        name=snapshot.partner_names[row],
        type=snapshot.partner_types[row],
        country=snapshot.partner_countries[row],
        partnerships=len(snapshot.partnerships_of(row)),
    )
