"""Whom a written name means among the partners of a snapshot, and who else it could mean.

A name is taken for a partner where that partner alone bears it, or alone among its bearers agrees with the type and the
country that are known. Of several that are equally likely none is taken: to guess would answer for someone else.
"""

from __future__ import annotations

from graph.matching.match import Bearer, ReadName
from graph.names.split import split
from graph.snapshot.snapshot import Snapshot
from graph.text.fold import fold

SHOWN = 10
"""Bearers of one name that are told at most, the best connected first."""


def read_name(snapshot: Snapshot, written: str, type: str = "", country: str = "") -> ReadName:
    """Read a name as someone wrote it, perhaps with its country in brackets: "Ministry of Health (Kenya)".

    Args:
        snapshot: the store's arrays.
        written: the name or acronym, or the id of a partner that was chosen among several; a blank one is nobody's.
        type: code of its type, where it is known; a partner known to be of another type isn't taken.
        country: alpha-3 code of its country, where it is known; likewise.
    """
    rows, type_, country_ = _rows(snapshot, written)
    if written.strip() in snapshot.partner_row:
        return ReadName(written, _bearer(snapshot, rows[0]))
    wanted = {"type": type or type_, "country": country or country_}
    known = {"type": snapshot.partner_types, "country": snapshot.partner_countries}
    agreeing = [
        row
        for row in rows
        if not any(asked and known[field][row] and known[field][row] != asked for field, asked in wanted.items())
    ]
    taken = agreeing[0] if len(agreeing) == 1 else None
    others = [row for row in rows if row != taken]
    return ReadName(
        written=written,
        taken=None if taken is None else _bearer(snapshot, taken),
        possible=tuple(_bearer(snapshot, row) for row in others[:SHOWN]),
        others=len(others),
    )


def bearers(snapshot: Snapshot, written: str) -> list[int]:
    """Rows of all partners that bear a name, the best connected first."""
    rows, _, _ = _rows(snapshot, written)
    return rows


def _rows(snapshot: Snapshot, written: str) -> tuple[list[int], str, str]:
    """Rows of the bearers, and the type and country that stand beside the name; an acronym beside it doesn't speak."""
    if not written.strip():
        return [], "", ""
    if (chosen := snapshot.partner_row.get(written.strip())) is not None:
        return [chosen], "", ""
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
