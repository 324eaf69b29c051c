"""One pass over a store: which entries need care, and of how many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from graph.build.differences import differences
from graph.care.worklists import WORKLISTS
from graph.errors import InputError
from graph.model.drafts import Draft
from graph.model.entities import Entity
from graph.model.records import Record, Register
from graph.model.status import period_of, status_of
from graph.progress import Progress, silent, told_of
from graph.store.interface import Status, View
from graph.text.dates import PartialDate

TARGET = 0.75
"""The share of a programme's partnerships that should have reported (S11 of the service's list)."""

OLD = timedelta(days=365)
"""A register that holds for a day before this is old: registers ask once a year."""

_OFTEN = 500
"""Entries or records after which it is told how many are done."""

Key = tuple[str, ...]
"""What a worklist keeps of an entry: its id, or of a role that was read partner, partnership and role."""

_RESOURCES = ("financing", "grant", "cofinancing", "in-kind", "staff", "other-resources", "non-cash")


@dataclass(frozen=True, slots=True)
class Found:
    """What a worklist holds.

    Attributes:
        keys: of its entries, in the order of the list.
        of: what it was counted over: how many of these there are.
    """

    keys: tuple[Key, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Reported:
    """Of some partnerships, on how many there is a report.

    Attributes:
        portfolio: code of the portfolio; "" for all partnerships.
        partnerships: those that have begun: their stated start, or their stated end, has passed.
        reported: those of them on which a report is known.
        undated: those of which nothing stated tells whether they have begun; they are in neither number.
    """

    portfolio: str
    partnerships: int
    reported: int
    undated: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register.

    Attributes:
        name: as the register writes it.
        filled: current records that write something there.
        taken: those of them of which something was taken from it: a fact, a name, a tie, a text, their key or address.
    """

    name: str
    filled: int
    taken: int


@dataclass(frozen=True, slots=True)
class Care:
    """What needs care in one version of a store, on one day.

    Attributes:
        version: of the store.
        day: on which it holds: what has ended depends on it.
        found: code of a worklist to what it holds.
        reports: how many reports the store holds.
        reporting: all partnerships, then those of each portfolio.
        columns: code of a register to its columns, in the order of its records.
        unaged: codes of registers of which it can't be told whether they are old: they state no time for which they
            hold, or several years of which some are long ago. They count as not old.
    """

    version: int
    day: date
    found: Mapping[str, Found]
    reports: int
    reporting: tuple[Reported, ...]
    columns: Mapping[str, tuple[Column, ...]]
    unaged: tuple[str, ...] = ()


def gather(view: View, day: date, progress: Progress = silent) -> Care:
    """Go through a store once: some seconds for 5,000 records.

    Args:
        view: the store.
        day: on which it shall hold.
        progress: told how many partnerships, partners, drafts and records are gone through.

    Returns:
        What needs care; of an empty store lists that hold nothing, of nothing.
    """
    store = view.status()
    held = store.entities
    keys: dict[str, list[Key]] = {code: [] for code in WORKLISTS}
    of: Counter[str] = Counter()
    ages = {each.code: _is_old(each, day) for each in view.registers()}
    old = {code for code, age in ages.items() if age}
    reports = [each.target for each in view.relations("reports-on")]
    reported = set(reports)
    led = {each.target for each in view.relations("takes-part") if each.role == "lead"}
    begun: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    undated: Counter[str] = Counter()
    partnerships = view.entities("partnership")
    for entity in told_of(partnerships, "partnerships", held.get("partnership", 0), progress, _OFTEN):
        status = status_of(entity, day)
        of["partnerships"] += 1
        of["ended"] += status == "ended"
        of["several"] += len(entity.records) > 1
        registers = set(entity.facets.get("register", ()))
        is_old = bool(registers) and registers <= old
        of["old"] += is_old
        for code in _lists_of(
            entity, status, is_old=is_old, has_lead=entity.id in led, has_report=entity.id in reported
        ):
            keys[code].append((entity.id,))
        has_begun = _has_begun(entity, day)
        for portfolio in ("", *entity.facets.get("portfolio", ())):
            begun[portfolio] += has_begun is True
            answered[portfolio] += has_begun is True and entity.id in reported
            undated[portfolio] += has_begun is None
    for entity in told_of(view.entities("partner"), "partners", held.get("partner", 0), progress, _OFTEN):
        of["partners"] += 1
        of["typed"] += entity.fact("type") is not None
        if any(not fact.chosen for fact in entity.facts if fact.field in {"type", "country"}):
            keys["values-conflict"].append((entity.id,))
        if any(fact.field == "type" and fact.chosen and fact.basis != "declared" for fact in entity.facts):
            keys["types-read"].append((entity.id,))
    keys["roles-read"] = [(each.source, each.target, each.role) for each in view.relations("plays")]
    of["plays"] = len(keys["roles-read"])
    columns, vanished, of["records"] = _columns(view, store, progress)
    keys["vanished"] = [(record,) for record in vanished]
    return Care(
        store.version,
        day,
        {code: Found(tuple(keys[code]), of[each.of]) for code, each in WORKLISTS.items()},
        len(reports),
        tuple(
            Reported(portfolio, begun[portfolio], answered[portfolio], undated[portfolio])
            for portfolio in sorted(begun)
        ),
        columns,
        tuple(code for code, age in ages.items() if age is None),
    )


def _lists_of(entity: Entity, status: str, *, is_old: bool, has_lead: bool, has_report: bool) -> Iterator[str]:
    """The codes of the worklists that a partnership belongs on."""
    facets = entity.facets
    stated = {fact.field for fact in entity.facts if fact.value is not None}
    if status == "ended" and not has_report:
        yield "ended-unreported"
    if is_old and status == "not-stated":
        yield "end-not-stated"
    if any(each.way == "disagree" for each in differences(entity)):
        yield "records-disagree"
    if not facets.get("sdg"):
        yield "no-goal"
    if not facets.get("country") and not stated & {"coverage", "scope"}:
        yield "no-place"
    if "start" not in stated:
        yield "no-start"
    if "end" not in stated and not entity.fact("open-ended"):
        yield "no-end"
    if not has_lead:
        yield "no-lead"
    if not entity.degree:
        yield "no-partner"
    if not entity.texts:
        yield "no-text"
    if not stated & set(_RESOURCES) and not any(text.field == "resources" for text in entity.texts):
        yield "no-resources"


def _has_begun(partnership: Entity, day: date) -> bool | None:
    """Whether a partnership has begun, by what it states; None where that can't be told."""
    period = period_of(partnership)
    if period is None or (period.start is None and (period.end is None or period.end >= day)):
        return None
    return period.start is None or period.start <= day


def _is_old(register: Register, day: date) -> bool | None:
    """Whether a register holds for a time that ended a year ago or before; None where that can't be told.

    Of several years ("2018/2026", ISO 8601) it can where all are long ago, or none is.
    """
    try:
        held = [PartialDate.from_iso(each).latest < day - OLD for each in register.as_of.split("/")]
    except InputError:
        return None
    return held[0] if len(set(held)) == 1 else None


def _columns(view: View, store: Status, progress: Progress) -> tuple[dict[str, tuple[Column, ...]], list[str], int]:
    """Columns of registers, the records that vanished, and how many records there are."""
    filled: dict[str, Counter[str]] = defaultdict(Counter)
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    drafts = _by_record(told_of(view.drafts(), "drafts-read", store.drafts, progress, _OFTEN))
    vanished, records = [], 0
    current = _current(version.record for version in view.versions())
    for record in told_of(current, "records", store.records, progress, _OFTEN):
        records += 1
        if record.state == "vanished":
            vanished.append(record.id)
            continue
        draft = drafts.get(record.id, frozenset())
        for column, value in record.fields.items():
            if value not in ("", None, [], {}):
                filled[record.register][column] += 1
                # What names the row, or its page, is cited by neither.
                used = column in draft or str(value) in {record.key, record.url, record.key.removeprefix("#")}
                taken[record.register][column] += used
    columns = {
        register: tuple(Column(name, number, taken[register][name]) for name, number in each.items())
        for register, each in filled.items()
    }
    return columns, vanished, records


def _by_record(drafts: Iterable[Draft]) -> dict[str, frozenset[str]]:
    """Record to the columns that something of its draft was read from; equal sets are kept once."""
    sets: dict[frozenset[str], frozenset[str]] = {}
    found = {}
    for draft in drafts:
        columns = frozenset(
            part.column for parts in (draft.facts, draft.mentions, draft.links, draft.texts) for part in parts
        )
        found[draft.record] = sets.setdefault(columns, columns)
    return found


def _current(records: Iterable[Record]) -> Iterator[Record]:
    """The last version of each record, of versions in which those of one record stand together, oldest first."""
    last: Record | None = None
    for record in records:
        if last is not None and record.id != last.id:
            yield last
        last = record
    if last is not None:
        yield last
