"""What is new: the records that were first read in a time, with the entries that they are."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.wire import Credit, credited
from graph.errors import InputError
from graph.model.identifiers import partnership_id
from graph.store.interface import DayOfReading, FirstRead
from graph.store.redirects import last_heir

if TYPE_CHECKING:
    from api.service import Service

SIZE = 25
"""Records on a page."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that was first read, and the entry that it is.

    Attributes:
        record: its id.
        register: code of its register.
        at: time of the reading, ISO 8601 in UTC; empty where it isn't known.
        kind: of the entry; empty where the record gave none.
        id: of the entry, likewise.
        name: of the entry, likewise.
    """

    record: str
    register: str
    at: str
    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What is new.

    Attributes:
        since: first day that was asked for; empty: from the beginning.
        until: last day; empty: until now.
        register: codes of the registers that were asked for; none: all but reference registers.
        days: how many records of which register were first read on which day, the latest first, within what was asked.
        total: how many records that is.
        records: this page of them, the latest first.
        next: cursor of the next page; None on the last.
        version: of the store.
        registers: those that the answer draws on.
    """

    since: str
    until: str
    register: tuple[str, ...]
    days: tuple[DayOfReading, ...]
    total: int
    records: tuple[NewRecord, ...]
    next: str | None
    version: int
    registers: tuple[Credit, ...]


def news(
    service: Service,
    since: str = "",
    until: str = "",
    register: Sequence[str] = (),
    cursor: str = "",
    limit: int = SIZE,
) -> NewAnswer:
    """The records that were first read in a time.

    Args:
        service: the service.
        since: the first day, ISO 8601.
        until: the last day.
        register: codes of registers; none: all but reference registers, whose records are no entries.
        cursor: `next` of the page before.
        limit: records on a page.

    Raises:
        InputError: there is no such register, or the cursor is none.
    """
    known = service.days_of_reading()
    for code in register:
        service.code("register", code)
    codes = list(register) or sorted({each.register for each in known})
    days = [each for each in known if each.register in codes and each.day >= since and (not until or each.day <= until)]
    view = service.view
    found = view.first_read(codes, since, until, limit + 1, _read(cursor))
    redirects = view.redirects() if found else {}
    ids = {each.record: partnership_id(*each.record.split(":", 1)) for each in found[:limit]}
    ids = {record: last_heir(id, redirects) or id for record, id in ids.items()}
    entities = {entity.id: entity for entity in view.get(list(dict.fromkeys(ids.values())))}
    records = []
    for each in found[:limit]:
        entity = entities.get(ids[each.record])
        kind, id, name = (entity.kind, entity.id, entity.name) if entity else ("", "", "")
        records.append(NewRecord(each.record, each.record.partition(":")[0], each.at, kind, id, name))
    return NewAnswer(
        since=since,
        until=until,
        register=tuple(register),
        days=tuple(days),
        total=sum(each.records for each in days),
        records=tuple(records),
        next=_cursor(found[limit - 1]) if len(found) > limit else None,
        version=view.version(),
        registers=credited(service.registers(), codes),
    )


def _cursor(last: FirstRead) -> str:
    return base64.urlsafe_b64encode(json.dumps([last.record, last.at]).encode()).decode().rstrip("=")


def _read(cursor: str) -> FirstRead | None:
    if not cursor:
        return None
    try:
        record, at = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError("This is no cursor of what is new; leave it out to begin at the first page.") from error
    if not isinstance(record, str) or not isinstance(at, str):
        raise InputError("This is no cursor of what is new; leave it out to begin at the first page.")
    return FirstRead(record, at)
