"""Figure VI and what stands around it: who takes part, how often they are listed, who leads (D1 §§19-22, 43)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graph.analytics.figures.counting import NOWHERE, Bools, Rows, banded, bar, said, series
from graph.analytics.figures.figure import FigureBasis, Series
from graph.analytics.figures.published import published_bars
from graph.analytics.slices import Cut
from graph.model.identifiers import government_id
from graph.model.vocabularies import countries, vocabulary

MOST_LISTED = 10
"""Partners that are shown by name where partners are counted by how many partnerships they are in."""

SIZES = {"1": 1, "2-to-10": 2, "11-to-20": 11, "21-to-30": 21, "over-30": 31}
"""Partners of a partnership, by the fewest of each band."""

_DEEPEST = 8
"""Steps from a part up to its government: an office of an agency of a ministry."""

_TYPE, _BASIS, _HEADING = 1, 2, 3
"""Columns of `Recorded.listings`."""

_AS_STATED = "By the heading under which the record lists a name, or by what stands beside the name."
_AS_KNOWN = "By the type that goal17 knows of each partner: stated somewhere, or concluded from its name by a rule."


def types(cut: Cut) -> Iterator[Series]:
    """Figure VI: partnerships with a partner of each sector, listings with repeats, partners without."""
    sectors = _sectors()
    yield _partnerships(cut, sectors, "sectors", "Partnerships with such a partner, as stated")
    yield _listings(cut, sectors, "listings", "Listings, repeats counted, as stated")
    groups = _major_groups()
    yield _partnerships(cut, groups, "major-groups", "Partnerships with a partner of a major group, as stated")
    yield _listings(cut, groups, "listings-of-major-groups", "Listings of major groups, repeats counted, as stated")
    yield _known(cut, sectors, "known-sectors", "Partnerships with such a partner, as goal17 knows them")
    yield _known(cut, groups, "known-major-groups", "Partnerships with a major group, as goal17 knows them")
    yield _once(cut, sectors, "partners", "Partners, each once")
    yield _most_listed(cut)
    yield _governments(cut)


def leads(cut: Cut) -> Iterator[Series]:
    """Who leads, by sector."""
    recorded = cut.recorded
    links = recorded.partners.tocoo()
    lead = recorded.roles.index("lead") + 1 if "lead" in recorded.roles else -1
    here = links.data == lead
    leading = sorted(set(zip(links.col[here].tolist(), cut.place[links.row[here]].tolist(), strict=True)))
    sectors = _sectors()
    types = cut.snapshot.partner_types
    found = [(at, sectors.of(types[partner])) for partner, at in leading]
    counted = [(at, code) for at, code in found if code]
    yield _counting(
        cut,
        sectors,
        [at for at, _ in counted],
        [code for _, code in counted],
        np.ones(len(counted), dtype=np.int64),
        len(leading),
        code="leads",
        title="Leads by sector",
        unit="leads",
        basis="rule",
        rule=f"Partners that a record states to lead; one that leads two partnerships counts twice. {_AS_KNOWN}",
        types_read=True,
    )


def sizes(cut: Cut) -> Iterator[Series]:
    """How many partners a partnership has."""
    yield series(
        cut,
        banded(_partners_each(cut), SIZES),
        code="partners",
        title="Partners of a partnership",
        basis="rule",
        rule="Organisations that its records name, each once after names of one organisation were joined. Those that"
        " name none, or none that can be told apart, aren't counted.",
        labels={
            "1": "1",
            "2-to-10": "2 to 10",
            "11-to-20": "11 to 20",
            "21-to-30": "21 to 30",
            "over-30": "more than 30",
        },
        order=tuple(SIZES),
    )


class _Classes:
    """A classification of types: codes with labels, in order."""

    def __init__(self, labels: Mapping[str, str], of_type: Mapping[str, str]) -> None:
        self.labels = labels
        self._of_type = of_type

    def of(self, type_: str) -> str:
        """The class of a type; empty where it has none."""
        return self._of_type.get(type_, "")


@lru_cache(maxsize=1)
def _sectors() -> _Classes:
    """The five headings of the register of the Commission on Sustainable Development."""
    return _classes("csd-headers", {"major-groups": "Major groups"})


@lru_cache(maxsize=1)
def _major_groups() -> _Classes:
    return _classes("major-groups", {})


def _classes(name: str, better: Mapping[str, str]) -> _Classes:
    labels = {code: better.get(code, term.label()) for code, term in vocabulary(name).terms.items()}
    of_type = {code: term.maps[name][0] for code, term in vocabulary("types").terms.items() if term.maps.get(name)}
    return _Classes(labels, of_type)


@dataclass(frozen=True, eq=False, slots=True)
class _Stated:
    """What records state of their listings, l of them.

    Attributes:
        codes: of each its class; empty where it is in none, or where that isn't said.
        said: (l,), whether it is said.
        left_open: (l,), whether it stands under a heading that holds several classes, and nothing says which it is of.
    """

    codes: list[str]
    said: Bools
    left_open: Bools


def _stated(cut: Cut, classes: _Classes) -> _Stated:
    """The class of every listing as its record states it.

    A heading of the Commission's register is a class by itself, where sectors are asked for. A heading that holds
    several types doesn't say which of them it is, where they are.
    """
    recorded = cut.recorded
    headings, types, bases = (recorded.listings[:, column] for column in (_HEADING, _TYPE, _BASIS))
    words = recorded.words
    # By the place of a word: one look at each word, and not at each listing.
    as_heading = np.array([word if word in classes.labels else "" for word in words], dtype=object)[headings]
    headed = np.array([word in _sectors().labels for word in words], dtype=bool)[headings]
    says = np.array([word in {"header", "declared"} for word in words], dtype=bool)[bases]
    typed = np.array([bool(word) for word in words], dtype=bool)[types] & says
    as_type = np.array([classes.of(word) for word in words], dtype=object)[types]
    under = as_heading != ""
    made = np.where(under, as_heading, np.where(typed, as_type, ""))
    said_ = np.asarray(under | typed)
    return _Stated(made.tolist(), said_, headed & ~said_)


def _partnerships(cut: Cut, classes: _Classes, code: str, title: str) -> Series:
    stated = _stated(cut, classes)
    places = cut.place[cut.recorded.listed]
    every, telling, left_open = (
        np.bincount(some, minlength=len(cut)) for some in (places, places[stated.said], places[stated.left_open])
    )
    # Where few listings say what they are, who says so is no picture of who is there; and whoever a heading leaves open
    # may be of any class that seems to be missing.
    readable = np.flatnonzero((2 * telling > every) & (left_open == 0))
    told = set(readable.tolist())
    found = [at for at, each in enumerate(stated.codes) if each and int(places[at]) in told]
    return series(
        cut,
        said(places[found], [stated.codes[at] for at in found]),
        code=code,
        title=title,
        basis="stated",
        rule=f"{_AS_STATED} Readable is a partnership of which more than half of the listings say it, and none stands"
        " under a heading that holds several of these classes without saying its own.",
        labels=classes.labels,
        readable=readable,
        order=tuple(classes.labels),
        unread=np.flatnonzero(left_open),
    )


def _listings(cut: Cut, classes: _Classes, code: str, title: str) -> Series:
    stated = _stated(cut, classes)
    times = cut.recorded.times.astype(np.int64)
    places = cut.place[cut.recorded.listed]
    found = [at for at, each in enumerate(stated.codes) if each]
    return _counting(
        cut,
        classes,
        places[found].tolist(),
        [stated.codes[at] for at in found],
        times[found],
        int(times.sum()),
        code=code,
        title=title,
        unit="listings",
        basis="stated",
        rule=f"{_AS_STATED} An organisation in many partnerships counts once for each, and a name that a record lists"
        " twice counts twice. What stands under a heading that holds several of these classes, and doesn't say its own,"
        " can't be read.",
        readable=int(times[stated.said].sum()),
        unread=int(times[stated.left_open].sum()),
    )


def _counting(
    cut: Cut,
    classes: _Classes,
    places: Sequence[int],
    codes: Sequence[str],
    times: NDArray[np.int64],
    population: int,
    *,
    code: str,
    title: str,
    unit: str,
    basis: FigureBasis,
    rule: str,
    readable: int | None = None,
    unread: int = 0,
    types_read: bool = False,
) -> Series:
    """What isn't partnerships, by class; the rows behind a bar are still partnerships."""
    among = int(times.sum()) if readable is None else readable
    numbers: dict[str, int] = {}
    for each, number in zip(codes, times.tolist(), strict=True):
        numbers[each] = numbers.get(each, 0) + number
    behind = said(places, codes)
    bars = tuple(
        bar(cut, each, label, behind.get(each, NOWHERE), among, count=numbers.get(each, 0))
        for each, label in classes.labels.items()
    )
    total = sum(each.count for each in bars)
    return Series(
        code=code,
        title=title,
        unit=unit,
        basis=basis,
        rule=rule,
        population=population,
        readable=among,
        unreadable=unread,
        several=False,
        bars=bars,
        total=total,
        none=among - total,
        types_read=types_read,
    )


def _known(cut: Cut, classes: _Classes, code: str, title: str) -> Series:
    links = cut.recorded.partners.tocoo()
    types = cut.snapshot.partner_types
    kinds = np.array([classes.of(each) for each in types], dtype=object)
    known = np.array([bool(each) and each != "unknown" for each in types], dtype=bool)
    places = cut.place[links.row]
    codes = kinds[links.col]
    found = np.flatnonzero(codes != "")
    made = series(
        cut,
        said(places[found], codes[found].tolist()),
        code=code,
        title=title,
        basis="rule",
        rule=f"{_AS_KNOWN} Readable is a partnership of which one partner's type is known.",
        labels=classes.labels,
        readable=np.unique(places[known[links.col]]),
        order=tuple(classes.labels),
    )
    return replace(made, types_read=True)


def _once(cut: Cut, classes: _Classes, code: str, title: str) -> Series:
    links = cut.recorded.partners.tocoo()
    partners = np.unique(links.col)
    types = cut.snapshot.partner_types
    kinds = {partner: classes.of(types[partner]) for partner in partners.tolist()}
    where = zip(links.col.tolist(), cut.place[links.row].tolist(), strict=True)
    counted = [(place, partner, kinds[partner]) for partner, place in where if kinds[partner]]
    seen: set[int] = set()
    # Each counts once, and all partnerships that it is in stand behind it.
    times = []
    for _, partner, _ in counted:
        times.append(int(partner not in seen))
        seen.add(partner)
    return _counting(
        cut,
        classes,
        [place for place, _, _ in counted],
        [kind for _, _, kind in counted],
        np.array(times, dtype=np.int64),
        len(partners),
        code=code,
        title=title,
        unit="partners",
        basis="rule",
        rule="Organisations that take part, each once after names of one organisation were joined. Who is only named as"
        f" what another is a part of isn't counted. {_AS_KNOWN}",
        types_read=True,
    )


def _most_listed(cut: Cut) -> Series:
    links = cut.recorded.partners.tocoo()
    return _in_most(
        cut,
        links.col.astype(np.intp),
        cut.place[links.row],
        code="most-listed",
        title=f"The {MOST_LISTED} partners in most partnerships",
        rule="Partnerships whose records name the organisation by any of its names; its parts count for themselves.",
    )


def _governments(cut: Cut) -> Series:
    """As the report counts a government: it takes part where one of its ministries does."""
    links = cut.recorded.partners.tocoo()
    snapshot = cut.snapshot
    known = {government_id(code) for code in countries()}
    governments = np.fromiter((id in known for id in snapshot.partners), bool, len(snapshot.partners))
    whole = links.col.astype(np.intp)
    for _ in range(_DEEPEST):
        up = snapshot.wholes[whole]
        whole = np.where(governments[whole] | (up < 0), whole, up)
    here = governments[whole]
    return _in_most(
        cut,
        whole[here],
        cut.place[links.row][here],
        code="governments",
        title=f"The {MOST_LISTED} governments in most partnerships",
        rule="Partnerships whose records name a country's government or a body that they list under it, such as a"
        " ministry. One of which a number was published stands here in any case.",
        also=published_bars(cut, "VI", "governments"),
    )


def _in_most(
    cut: Cut, who: Rows, places: Rows, *, code: str, title: str, rule: str, also: Sequence[str] = ()
) -> Series:
    """Partners by how many partnerships they are in: those in most, and those whose ids are named."""
    pairs = np.unique(np.stack([who, places]), axis=1)
    partners, numbers = np.unique(pairs[0], return_counts=True)
    ids, names = cut.snapshot.partners, cut.snapshot.partner_names
    order = sorted(zip((-numbers).tolist(), partners.tolist(), strict=True), key=lambda each: (each[0], ids[each[1]]))
    most = [row for _, row in order[:MOST_LISTED]]
    named = [cut.snapshot.partner_row[id] for id in also if id in cut.snapshot.partner_row]
    everyone = np.unique(cut.place[cut.recorded.partners.nonzero()[0]])
    bars = tuple(
        bar(cut, ids[row], names[row], pairs[1][pairs[0] == row], len(everyone)) for row in dict.fromkeys(most + named)
    )
    total = sum(each.count for each in bars)
    behind = len({row for each in bars for row in each.rows})
    return Series(
        code=code,
        title=title,
        unit="partnerships",
        basis="rule",
        rule=rule,
        population=len(cut),
        readable=len(everyone),
        unreadable=0,
        several=total > behind,
        bars=bars,
        total=total,
        none=len(everyone) - behind,
    )


def _partners_each(cut: Cut) -> NDArray[np.int64]:
    links = cut.recorded.partners.tocoo()
    pairs = np.unique(np.stack([links.col, cut.place[links.row]]), axis=1)
    return np.bincount(pairs[1], minlength=len(cut)).astype(np.int64)
