"""A record as it was written, as far as something rests on it; and what changed in the records of an entry.

Registers write of organisations; the persons in their forms never asked to be shown. So only such cells are shown as a
fact, name, relation or text rests on, without what identifies persons, as texts are; of a cell that lists names only
those that were read as organisations' are. The other columns are named and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from api.references import is_reference, linked_partners
from api.wire import Credit, Other, credited
from api.wire_records import (
    Cell,
    Change,
    HistoryAnswer,
    RecordAnswer,
    RecordHistory,
    RecordVersion,
    RedactionAnswer,
    Use,
    Word,
)
from graph.errors import MovedError, NotFoundError
from graph.model.entities import Entity
from graph.model.identifiers import partnership_id
from graph.model.records import Record, Source
from graph.review.words import note_of, pair_id
from graph.store.interface import Profile
from graph.text.mend import mend
from graph.text.personal import REMOVED, without_personal

if TYPE_CHECKING:
    from api.service import Service
    from graph.model.codec import Json
    from graph.store.interface import View

PAGE = 50
"""Records on a page of a history."""

_EVERY = 100_000
_LISTS = frozenset({"takes-part", "offers"})
"""Relations that rest on lists of names, beside which persons stand."""

_SAID_IN_LISTS = "open-to-partners"
"""What a list may say that names nobody who was read."""

Rests = Mapping[str, Mapping[Use, Sequence[str]]]
"""Column to what rests on it, with what was written there of it."""


def record_answer(service: Service, id: str) -> RecordAnswer:
    """A record.

    Raises:
        NotFoundError: there is none of this id.
    """
    view = service.view
    record = view.record(id)
    profile = _entry(view, record)
    rests = _rests(profile, id) if profile is not None else {}
    shown = [column for column in record.fields if column in rests]
    redactions = [each for each in view.redactions() if each.record == id]
    register = next(iter(credited(service.registers(), [record.register])), Credit(record.register, *[""] * 5))

    return RecordAnswer(
        record=id,
        key=record.key,
        row=record.row,
        url=record.url,
        read_at=record.read_at,
        state=record.state,
        register=register,
        entry=Other(profile.entity.kind, profile.entity.id, profile.entity.name) if profile is not None else None,
        cells=tuple(_cell(record, column, rests[column]) for column in shown),
        others=tuple(column for column in record.fields if column not in rests and column not in record.redacted),
        redactions=tuple(RedactionAnswer(each.columns, each.at) for each in redactions),
        versions=tuple(_versions(view.history(id), rests)),
        version=view.version(),
    )


def history_answer(service: Service, id: str, offset: int = 0) -> HistoryAnswer:
    """What changed in the records of an entry, and what persons have said of its names.

    Raises:
        NotFoundError, MovedError: there is no such entry.
    """
    view = service.view
    profile = view.profile(id)
    entity = profile.entity
    page = entity.records[offset : offset + PAGE]
    return HistoryAnswer(
        id=id,
        kind=entity.kind,
        name=entity.name,
        total=len(entity.records),
        records=tuple(_histories(view, profile, page)),
        words=tuple(_words(view, entity)),
        next=offset + PAGE if offset + PAGE < len(entity.records) else None,
        version=view.version(),
        registers=credited(service.registers(), {record.partition(":")[0] for record in entity.records}),
    )


def _histories(view: View, profile: Profile, records: Iterable[str]) -> Iterator[RecordHistory]:
    for id in records:
        versions = view.history(id)
        # What rests on a record's cells is only asked where there is something to compare.
        rests = _rests(profile, id) if len(versions) > 1 else {}
        yield RecordHistory(id, versions[0].register, versions[0].state, tuple(_versions(versions, rests)))


def _words(view: View, entity: Entity) -> Iterator[Word]:
    own = {alias.folded for alias in entity.aliases} if entity.kind == "partner" else set(entity.records)
    for each in reversed(view.judgements()):
        if each.judge == "person" and own & {each.a.folded, each.b.folded}:
            yield Word(
                pair_id(each.a, each.b),
                each.a.folded,
                each.b.folded,
                each.verdict,
                each.by,
                each.at,
                note_of(each),
                each.undone_at,
            )


def _entry(view: View, record: Record) -> Profile | None:
    """The entry that was made of a record, with its relations; that of a reference register's the linked partner."""
    try:
        return view.profile(partnership_id(record.register, record.key), _EVERY)
    except MovedError as moved:
        return view.profile(moved.heir, _EVERY)
    except NotFoundError:
        if not is_reference(view, record.register):
            return None
    linked = linked_partners(view, record.id)
    return view.profile(linked[0].id, 1) if len(linked) == 1 else None


def _rests(profile: Profile, record: str) -> Rests:
    """What rests on each column of a record."""
    found: dict[str, dict[Use, list[str]]] = {}

    def note(sources: Iterable[Source], kind: str, what: str) -> None:
        for source in sources:
            if source.record == record and source.column:
                written = found.setdefault(source.column, {}).setdefault(Use(kind, what), [])
                if source.written and source.written not in written:
                    written.append(source.written)

    entity = profile.entity
    for fact in entity.facts:
        note(fact.sources, "fact", fact.field)
    for text in entity.texts:
        note([text.source] if text.source else [], "text", text.field)
    for relation in profile.relations:
        note(relation.sources, "relation", relation.relation)
    if entity.kind == "partner":
        for alias in entity.aliases:
            note(alias.sources, "name", alias.kind)
    return found


def _cell(record: Record, column: str, uses: Mapping[Use, Sequence[str]]) -> Cell:
    if column in record.redacted:
        return Cell(column, "redacted", (), names_only=False, uses=tuple(uses))
    if _only_names(uses):
        names = dict.fromkeys(each for written in uses.values() for each in written)
        return Cell(column, "shown", tuple(names), names_only=True, uses=tuple(uses))
    texts = _public(record.fields[column])
    withheld = any(REMOVED in text for text in texts)
    return Cell(column, "withheld" if withheld else "shown", texts, names_only=False, uses=tuple(uses))


def _only_names(uses: Iterable[Use]) -> bool:
    """Whether a cell is a list of partners, whatever else was read from it: then it may hold persons beside them."""
    whats = {use.what for use in uses}
    return bool(whats & _LISTS) or whats == {_SAID_IN_LISTS}


def _public(value: Json) -> tuple[str, ...]:
    """The texts of a cell without what identifies persons."""
    return tuple(dict.fromkeys(filter(None, (without_personal(mend(text)).strip() for text in _texts(value)))))


def _texts(value: Json, name: str = "") -> Iterator[str]:
    """The texts in a cell, at any depth; those of a nested one with the names that they have there."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, key)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _texts(inner, name)
    elif value is not None:
        yield f"{name}: {value}" if name else str(value)


def _versions(versions: Sequence[Record], rests: Rests) -> Iterator[RecordVersion]:
    """The versions, the newest first, each with what differs from the one before it."""
    for at, each in enumerate(versions):
        before = versions[at + 1] if at + 1 < len(versions) else None
        if before is None:
            yield RecordVersion(each.read_at, (), ())
            continue
        columns = dict.fromkeys([*each.fields, *before.fields])
        differing = [column for column in columns if each.fields.get(column) != before.fields.get(column)]
        changes = tuple(
            Change(column, _told(before, column, rests), _told(each, column, rests))
            for column in differing
            if column in rests
        )
        yield RecordVersion(each.read_at, changes, tuple(column for column in differing if column not in rests))


def _told(record: Record, column: str, rests: Rests) -> tuple[str, ...] | None:
    """What a version says in a cell; None where that can't be shown."""
    if column in record.redacted or _only_names(rests[column]):
        return None
    return _public(record.fields.get(column))
