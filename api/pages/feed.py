"""What is new as an Atom feed (RFC 4287), for readers that ask by themselves."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from api.pages.links import path_of, record_path
from api.pages.news import NewAnswer, NewRecord

TYPE = "application/atom+xml; charset=utf-8"

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was last changed: an element that has to be there."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(answer: NewAnswer, base: str, query: str, title: str) -> str:
    """The feed of a page of what is new.

    Args:
        answer: the page.
        base: address of the service, without a slash at its end.
        query: what was asked, with its question mark.
        title: of the feed.
    """
    feed = ET.Element("feed", xmlns=_ATOM)
    _text(feed, "id", f"{base}/new{query}")
    _text(feed, "title", title)
    _text(feed, "updated", _time(answer.records[0].at) if answer.records else _NEVER)
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{base}/new.atom{query}")
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=f"{base}/new{query}")
    titles = {each.register: each.title or each.register for each in answer.registers}
    for each in answer.records:
        _entry(feed, each, base, titles.get(each.register, each.register))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, "unicode")


def _entry(feed: ET.Element, record: NewRecord, base: str, register: str) -> None:
    """An entry of the feed; who says it is its register."""
    entry = ET.SubElement(feed, "entry")
    # The record's own page: an entry that becomes part of another stays one entry of the feed.
    _text(entry, "id", base + record_path(record.record))
    _text(entry, "title", record.name or record.record)
    _text(entry, "updated", _time(record.at))
    _text(ET.SubElement(entry, "author"), "name", register)
    page = path_of(record.kind, record.id) if record.id else record_path(record.record)
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=base + page)
    _text(entry, "summary", f"{register}: {record.record}")


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_XML.sub("", text)


def _time(at: str) -> str:
    """A time as RFC 3339 has it; a day begins at midnight."""
    if not at:
        return _NEVER
    return at if "T" in at else f"{at[:10]}T00:00:00Z"
