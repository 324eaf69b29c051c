"""The data dictionary: every column of an export, its type, unit, meaning, and where its values come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

ColumnType = Literal["string", "integer", "number", "boolean", "list"]
"""As Frictionless Data calls them; `list` is a list of strings."""

Value = str | int | float | bool | tuple[str, ...]
"""What stands in a cell. A cell of which nothing is known has no value: it is never 0, false or an empty text."""

Row = Mapping[str, Value]
"""A node or an edge: the names of columns to their values, without those of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of nodes or of edges.

    Attributes:
        name: lower case with underscores; the same in every format.
        type: of its values.
        meaning: what it says.
        source: what its values are taken from.
        unit: unit, code list or notation of its values; empty for plain text.
    """

    name: str
    type: ColumnType
    meaning: str
    source: str
    unit: str = ""

    def value(self, given: Any) -> Value | None:
        """A value as this column holds it; None where it says nothing (None, NaN, infinite).

        >>> Column("closeness", "number", "…", "…").value(float("nan")) is None
        True
        """
        if given is None:
            return None
        match self.type:
            case "string":
                return one_line(str(given))
            case "integer":
                return int(given) if isfinite(given) else None
            case "number":
                return float(given) if isfinite(given) else None
            case "boolean":
                return bool(given)
            case "list":
                return tuple(one_line(str(each)) for each in given)


Measures = Mapping[Column, Mapping[str, Any]]
"""Further columns of nodes, such as centralities: each with its values by id; ids that aren't in it have none."""

NODE_COLUMNS: Sequence[Column] = (
    Column("id", "string", "The id of the node in goal17; it never changes its meaning.", "minted when first read"),
    Column("kind", "string", "What the node is.", "derived", "vocabulary kinds"),
    Column("name", "string", "Its name, on one line.", "the register's title, the name written most often, or a list"),
    Column(
        "code",
        "string",
        "The code of a goal, target, theme, country, region or programme in its own list.",
        "vocabularies",
        "SDG number, UN target code, theme code, ISO 3166-1 alpha-3, region code, portfolio code",
    ),
    Column("uri", "string", "Identifier of a goal or target in the linked data of the UN.", "metadata.un.org", "URI"),
    Column(
        "type",
        "string",
        "What kind of organisation a partner is; the value shown first where sources disagree.",
        "fact type",
        "vocabulary types",
    ),
    Column(
        "type_basis",
        "string",
        "Who says so: declared by a record, by a rule from what records state, or inferred with a score.",
        "fact type",
        "declared, rule or inferred",
    ),
    Column(
        "country",
        "string",
        "Where a partner is based, or whose government it is; where a partnership works is told by edges.",
        "fact country",
        "ISO 3166-1 alpha-3",
    ),
    Column(
        "country_basis",
        "string",
        "Who says so: declared by a record, by a rule from what records state, or inferred with a score.",
        "fact country",
        "declared, rule or inferred",
    ),
    Column("scope", "string", "How far a partnership reaches.", "fact scope", "vocabulary scopes"),
    Column(
        "start",
        "string",
        "When a partnership began, as exactly as its register says.",
        "fact start",
        "ISO 8601 year, month or day",
    ),
    Column(
        "end",
        "string",
        "When a partnership ends or ended, as exactly as its register says.",
        "fact end",
        "ISO 8601 year, month or day",
    ),
    Column("open_ended", "boolean", "Whether its register says that no end is foreseen.", "fact open-ended"),
    Column(
        "links",
        "integer",
        "In how many partnerships a partner takes part, or how many partners a partnership has: in the whole store,"
        " also where the file holds a slice; each role counts.",
        "relations takes-part",
        "relations",
    ),
    Column("registers", "list", "The registers that name it.", "records", "codes of registers"),
    Column("record_count", "integer", "On how many records it rests.", "records", "records"),
    Column(
        "records",
        "list",
        "The records of a partnership; those that name a partner stand on its edges.",
        "records",
        "register:key",
    ),
    Column(
        "identifiers",
        "list",
        "A partner's identifiers in other systems.",
        "facts identifier",
        "scheme:value, such as XM-DAC or ROR",
    ),
    Column("url", "string", "A partnership's page.", "fact url", "URL"),
)
"""The columns of nodes, in their order; those of `Measures` follow them."""

EDGE_COLUMNS: Sequence[Column] = (
    Column("source", "string", "Id of the node that the relation starts from.", "relation"),
    Column("target", "string", "Id of the node that it leads to.", "relation"),
    Column(
        "relation",
        "string",
        "What holds between the two, read from source to target.",
        "relation",
        "a relation of the graph, or co-partners in a network of partners",
    ),
    Column(
        "role",
        "string",
        "The role of a partner, whether a goal is the main one, or the state of a partnership in a portfolio.",
        "relation",
        "vocabularies roles and portfolio-states; primary or secondary for addresses",
    ),
    Column(
        "basis",
        "string",
        "Who says so: declared by a record, by a rule from what records state, or inferred with a score.",
        "relation",
        "declared, rule or inferred",
    ),
    Column("score", "number", "How sure an inferred relation is.", "relation", "0 to 1"),
    Column(
        "weight",
        "number",
        "How strongly two partners are tied; only in networks of partners, the relations of others count as 1.",
        "projection",
        "as the projection counts, by default partnerships that both take part in",
    ),
    Column(
        "start",
        "string",
        "When the partnership at an end of the relation began.",
        "fact start of the partnership",
        "ISO 8601 year, month or day",
    ),
    Column(
        "end",
        "string",
        "When the partnership at an end of the relation ends or ended.",
        "fact end of the partnership",
        "ISO 8601 year, month or day",
    ),
    Column("rule", "string", "By which rule it follows, where no record states it.", "relation"),
    Column("records", "list", "The records that state it.", "relation", "register:key"),
)
"""The columns of edges, in their order."""

_RUNS = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))


def one_line(text: str) -> str:
    r"""Text as every format can hold it: on one line, and of characters that XML 1.0 knows.

    Line breaks and tabs are spaces, runs of spaces one; a control character, half of a surrogate pair and what is no
    character become U+FFFD, so that it is seen that something stood there. Letters of every script, marks of direction
    and quotes stay as they are. (https://www.w3.org/TR/xml/#charsets)

    >>> one_line(' Clean\n  water\x00 "now" ')
    'Clean water\ufffd "now"'
    """
    spaced = text.translate(_RUNS)
    known = spaced if spaced.isprintable() else "".join(each if _in_xml(each) else "\ufffd" for each in spaced)
    return " ".join(part for part in known.split(" ") if part)


def _in_xml(character: str) -> bool:
    point = ord(character)
    return 0x20 <= point < 0x7F or 0xA0 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or point >= 0x10000
