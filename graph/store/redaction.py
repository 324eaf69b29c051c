"""What a redaction does to a record; the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model.records import Record


def redacted(record: Record, columns: Iterable[str]) -> Record:
    """The record with these columns emptied and named as redacted; columns that it doesn't have change nothing.

    The address of the row's page goes too, where one of the columns says it.

    >>> redacted(Record("demo", "1", {"Title": "Clean water", "Contact": "A. Person"}), ["Contact", "Phone"])
    Record(register='demo', key='1', fields={'Title': 'Clean water', 'Contact': ''}, row=0, url='', read_at='',
        state='current', redacted=('Contact',))
    """
    emptied = set(columns) & set(record.fields)
    if not emptied:
        return record
    fields = {column: "" if column in emptied else value for column, value in record.fields.items()}
    url = "" if record.tells_page(emptied) else record.url
    return replace(record, fields=fields, url=url, redacted=tuple(sorted(emptied.union(record.redacted))))
