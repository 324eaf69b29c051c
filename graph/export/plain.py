"""Values as the text of a cell or of an XML element."""

from __future__ import annotations

from collections.abc import Iterable

from graph.export.columns import Value

SEPARATOR = "|"
"""Stands between the parts of a list, where a format has no lists."""

_XML = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def joined(parts: Iterable[str]) -> str:
    """The parts of a list in one text; a part that holds a bar has `%7C` for it, and `%25` for a percent sign.

    >>> joined(["demo:1", "demo:50%|2"])
    'demo:1|demo:50%25%7C2'
    """
    return SEPARATOR.join(part.replace("%", "%25").replace(SEPARATOR, "%7C") for part in parts)


def escape(text: str) -> str:
    """Text as it may stand in an XML element or between double quotes, line breaks included.

    Args:
        text: of characters that XML 1.0 knows: see `graph.export.columns.one_line`.

    >>> escape('“Fish & "chips"”')
    '“Fish &amp; &quot;chips&quot;”'
    """
    return text.translate(_XML)


def written(value: Value) -> str:
    """A value as the text of an XML attribute or element.

    >>> written(True), written(0.5), written(("a", "b"))
    ('true', '0.5', 'a|b')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return joined(value) if isinstance(value, tuple) else str(value)
