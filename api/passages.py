"""Where the passage stands by which something was inferred: in the cell that a register wrote, else in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.infer.roles.where import locate

if TYPE_CHECKING:
    from graph.model.codec import Json
    from graph.model.entities import Entity, Relation
    from graph.model.records import Record


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """The words that say so.

    Attributes:
        record: id of the record that they stand in.
        field: column of the record, with the place inside it where it holds several values (`resources[1].details`);
            or field of the entry's text.
        start: offset of the first character, in code points; None where only the words are known.
        end: offset after the last one.
        of: `record` where the offsets count in the cell as the register wrote it, `text` in the entry's text, ""
            where there are none.
        text: the words.
    """

    record: str
    field: str
    start: int | None
    end: int | None
    of: str
    text: str


def passage_of(relation: Relation, entity: Entity, records: Mapping[str, Record]) -> PassageAnswer | None:
    """The passage of an inferred relation; None for any other.

    Args:
        relation: the relation.
        entity: the entity that is shown.
        records: its records by id, as far as they are at hand.
    """
    source = next((each for each in relation.sources if each.written), None)
    if relation.basis != "inferred" or source is None:
        return None
    record = records.get(source.record)
    if record is not None and source.column not in record.redacted:
        for field, cell in _cells(source.column, record.fields.get(source.column)):
            if found := locate(cell, source.written):
                return PassageAnswer(source.record, field, *found, "record", source.written)
    for text in entity.texts:
        if text.source and text.source.record == source.record and (at := text.text.find(source.written)) >= 0:
            return PassageAnswer(source.record, text.field, at, at + len(source.written), "text", source.written)
    return PassageAnswer(source.record, source.column, None, None, "", source.written)


def _cells(path: str, value: Json) -> Iterator[tuple[str, str]]:
    """The strings in a cell, each with where it stands: `resources[1].details`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _cells(f"{path}[{at}]", each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _cells(f"{path}.{key}", each)
