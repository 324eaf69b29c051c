"""Which known partner a written name is: the one look-up behind every box that takes a name.

Names that are the same but for spelling come first, then other names of the same world organisation, then names that
the scorer finds alike (`graph.resolve.scorer`), each as likely as that says. A partner is called the same where it
alone bears the name, whoever else is called so in another spelling or tongue, or where it alone is so like that its
names would be joined with this one if a register held it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.model.identifiers import partner_id
from graph.model.vocabularies.world_organisations import organisations
from graph.names.key import comparison_key
from graph.resolve.family import kin
from graph.resolve.features import pair_of
from graph.resolve.naming import government, needs_country
from graph.resolve.read import ReadName, codes_of, one_mention, read_mention, read_name
from graph.resolve.scorer import Score, Weights, score, shipped
from graph.search.answer import Candidate
from graph.snapshot.snapshot import Snapshot
from graph.text.fold import fold

ALIKE = 0.01
"""Probability that it is the same under which a partner isn't offered."""

ANOTHER_COUNTRY = 0.05
"""That of another country's ministry of the same name."""

PART = 0.1
"""That of what the name says to be a part of it: not the same, and worth being named before what is merely alike."""

NO_COUNTRY = 0.5
"""That of a ministry of the same name of which no record says the country."""

_SAME_BUT_FOR_SPELLING = 0.99
_COMPARED = 20
"""Names that are compared in full: the nearest by their words and letters (`graph.resolve.candidates`)."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A written name, read as a list of partners reads it.

    Attributes:
        forms: folded forms by which it may be known: as it stands, then without what stands beside it.
        others: folded names that the vocabulary has for the same world organisation, to what that is called.
        read: the name as the scorer takes it.
        type: code of its type, asked for or written beside it; "" where neither says it.
        country: likewise, its alpha-3 code.
        government: id of the partner that is the government it names; "" where it names none.
    """

    forms: tuple[str, ...]
    others: Mapping[str, str]
    read: ReadName
    type: str
    country: str
    government: str


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How likely a partner is meant, 0 to 1, and why: a sentence, or the comparison with one of its names."""

    value: float
    why: str = ""
    compared: tuple[str, Score] | None = None

    def reason(self) -> str:
        """Why, in a sentence."""
        if self.compared is None:
            return self.why
        alias, found = self.compared
        return f"Compared with “{alias}”: {'; '.join(found.reasons) or 'little speaks for or against it'}."


def look_up(
    snapshot: Snapshot, name: str, type: str = "", country: str = "", limit: int = 5, weights: Weights | None = None
) -> list[Candidate]:
    """The partners that a written name may mean, the one that is the same first, then the likeliest.

    Nobody alike gives an empty list.

    Args:
        snapshot: the store's arrays.
        name: as written, perhaps with its acronym, country or type in brackets: "Ministry of Health (Kenya)".
        type: code of its type, if known; a partner known to be of another type is not taken for the same.
        country: alpha-3 code of its country, if known; likewise.
        limit: candidates at most.
        weights: of the score, with its thresholds; by default those shipped.
    """
    weights = weights or shipped()
    written = _read(name, type, country)
    if not written.forms:
        return []
    found = _bearers(snapshot, written)
    for row, likeness in _alike(snapshot, written, weights):
        if row not in found or likeness.value > found[row].value:
            found[row] = likeness
    found = {row: _by_country(snapshot, row, written, each) for row, each in found.items()}
    # Of the bearers of one name or acronym none is taken for the same, unless its country or type tells them apart.
    sure = _SAME_BUT_FOR_SPELLING if any(each.value >= _SAME_BUT_FOR_SPELLING for each in found.values()) else 0.0
    bearers = [row for row, each in found.items() if each.value >= (sure or weights.merge)]
    agreeing = [row for row in bearers if not _disagreement(snapshot, row, written)]
    # One of whom it is known that they agree goes before those of whom nothing is known.
    agreeing = [row for row in agreeing if _agreements(snapshot, row, written)] or agreeing
    called = next((rows for form in written.forms if (rows := snapshot.rows_by_name.get(form))), ())
    alone = [row for row in agreeing if row in called]
    agreeing = alone if len(alone) == 1 else agreeing
    degrees = snapshot.links.indptr
    ordered = sorted(
        (row for row, each in found.items() if each.value >= ALIKE),
        key=lambda row: (
            agreeing != [row],
            -found[row].value,
            row not in agreeing,
            int(degrees[row] - degrees[row + 1]),
            snapshot.partners[row],
        ),
    )
    return [
        _candidate(snapshot, row, written, found[row], bearers, weights, only=agreeing == [row])
        for row in ordered[:limit]
    ]


def _read(name: str, type: str, country: str) -> _Written:
    """A name apart from what stands beside it; an acronym beside a name never speaks for it."""
    alone = one_mention(name)
    country = country or alone.country
    codes = codes_of(alone)
    known = organisations()[min(codes)] if len(codes) == 1 else None
    its_government = ""
    if alone.kind == "government" and alone.country:
        named = government(alone.country)
        its_government = partner_id(named.folded, named.kind, named.country)
    return _Written(
        forms=tuple(dict.fromkeys(form for form in (fold(name), fold(alone.name)) if form)),
        others={fold(other.name): known.name() for other in known.names} if known else {},
        read=read_mention(replace(alone, country=country)),
        type=type or alone.type,
        country=country,
        government=its_government,
    )


def _bearers(snapshot: Snapshot, written: _Written) -> dict[int, _Likeness]:
    """The partners that bear the name itself, or another name of the world organisation that it names."""
    found: dict[int, _Likeness] = {}
    if written.government in snapshot.partner_row:
        found[snapshot.partner_row[written.government]] = _Likeness(1.0, "It is the government that is named.")
    for form in written.forms:
        for row in snapshot.rows_by_name.get(form, ()):
            alias = next(name for name in snapshot.partner_aliases[row] if fold(name) == form)
            what = "its acronym" if alias in snapshot.partner_acronyms[row] else "one of its names"
            found.setdefault(row, _Likeness(1.0, f"“{alias}” is {what}."))
    for other, called in written.others.items():
        for row in snapshot.rows_by_name.get(other, ()):
            acronyms = {fold(acronym) for acronym in snapshot.partner_acronyms[row]}
            # What a partner calls itself by for short may be somebody else's name for short too.
            if " " in other or other not in acronyms:
                alias = next(name for name in snapshot.partner_aliases[row] if fold(name) == other)
                why = f"“{alias}” and this are names of {called} (vocabulary of organisations)."
                found.setdefault(row, _Likeness(_SAME_BUT_FOR_SPELLING, why))
    return found


def _by_country(snapshot: Snapshot, row: int, written: _Written, likeness: _Likeness) -> _Likeness:
    """How likely a bearer of a name is meant: of a ministry's, hardly where it is known to be another country's."""
    known = snapshot.partner_countries[row]
    if not written.country or known == written.country or not needs_country(written.read.name):
        return likeness
    if known:
        return _Likeness(min(ANOTHER_COUNTRY, likeness.value), likeness.reason())
    return _Likeness(min(NO_COUNTRY, likeness.value), f"{likeness.reason()} Its country isn't known.")


def _alike(snapshot: Snapshot, written: _Written, weights: Weights) -> Iterable[tuple[int, _Likeness]]:
    """The partners of the nearest names, each name compared in full."""
    keys = {comparison_key(form) for form in written.forms}
    for place, _ in next(snapshot.names.nearest([written.read], _COMPARED)):
        row = int(snapshot.name_rows[place])
        alias = snapshot.partner_aliases[row][place - int(snapshot.name_rows.searchsorted(row))]
        if alias in snapshot.partner_acronyms[row]:
            # It is compared beside the full name; by itself it may be anybody's, or say whose part is meant.
            related = kin(pair_of(written.read, read_name(alias)))
            if related is not None and related.a_is_part:
                yield row, _Likeness(PART, f"What is asked for may be a part of it: {related.rule}.")
            continue
        if comparison_key(alias) in keys:
            yield row, _Likeness(_SAME_BUT_FOR_SPELLING, "The name is the same name but for spelling.")
            continue
        place_ = snapshot.partner_countries[row]
        compared = score(
            written.read, read_name(alias, snapshot.partner_acronyms[row], [place_] if place_ else ()), weights
        )
        if compared.pair.met.met or compared.pair.a.acronyms & compared.pair.b.acronyms:
            yield row, _Likeness(min(compared.probability, _SAME_BUT_FOR_SPELLING - 0.01), compared=(alias, compared))


def _disagreement(snapshot: Snapshot, row: int, written: _Written) -> str:
    """What is known of a partner against what is asked for, in words; "" where nothing is."""
    for field, asked, known in _said(snapshot, row, written):
        if asked and known and asked != known:
            return f"Its {field} is known as {known}, not {asked}."
    return ""


def _agreements(snapshot: Snapshot, row: int, written: _Written) -> list[str]:
    """The fields in which what is known of a partner is what is asked for."""
    return [field for field, asked, known in _said(snapshot, row, written) if asked and asked == known]


def _said(snapshot: Snapshot, row: int, written: _Written) -> tuple[tuple[str, str, str], ...]:
    """Type and country: what each is called, what is asked for, what is known."""
    return (
        ("type", written.type, snapshot.partner_types[row]),
        ("country", written.country, snapshot.partner_countries[row]),
    )


def _candidate(
    snapshot: Snapshot,
    row: int,
    written: _Written,
    likeness: _Likeness,
    bearers: list[int],
    weights: Weights,
    *,
    only: bool,
) -> Candidate:
    reasons = [likeness.reason()]
    same: bool | None = None if likeness.value >= weights.queue else False
    disagreement = _disagreement(snapshot, row, written)
    if row in bearers:
        same = True if only else None
        if len(bearers) > 1:
            how = "bear this name" if likeness.value >= _SAME_BUT_FOR_SPELLING else "are as like this name"
            reasons.append(f"{len(bearers)} partners {how}.")
    if disagreement:
        reasons.append(disagreement)
    reasons += [f"Its {field} agrees." for field in _agreements(snapshot, row, written)]
    return Candidate(
        id=snapshot.partners[row],
        name=snapshot.partner_names[row],
        score=round(likeness.value, 4),
        same=same,
        reasons=tuple(reasons),
        type=snapshot.partner_types[row],
        country=snapshot.partner_countries[row],
        degree=int(snapshot.links.indptr[row + 1] - snapshot.links.indptr[row]),
    )
