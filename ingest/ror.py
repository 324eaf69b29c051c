"""Reads the Research Organization Registry (https://ror.org): names and identifiers of research organisations, CC0.

Both of its forms are read: its own dump (schema 2: JSON, places under `locations`, identifiers under `external_ids`),
and the flat one with a list of countries. Its entries are no partners; they tell who is who among those that registers
name (`graph.resolve.reference`).

What is known of the format, and no other place says:

* A company's national office is told from the others by its country in brackets: "Acme (Kenya)". The bracket is no
  part of the name.
* Of the kinds of name, `ror_display` is the one that is shown; a name may be of several kinds. One that is an acronym
  among others is one.
* Its type "funder" says what an organisation does, "other" and "archive" are no type of ours, and a hospital
  ("healthcare") may be anybody's.
* A withdrawn entry was a mistake or a twin, and must not be used; its successor is the entry to use instead. An
  inactive one stands for an organisation that is no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.model.codec import Json
from graph.model.drafts import Draft, DraftFact
from graph.model.records import Record, Register
from graph.model.vocabularies import country, read_country
from ingest.notes import Notes, shown
from ingest.reader import RawRow, Reading, Table
from ingest.rows import key_of, read_rows

_COLUMNS = frozenset({"id", "names", "types", "status", "relationships", "links"})

TYPES = {
    "education": "academic",
    "facility": "scientific",
    "company": "business",
    "government": "government",
    "nonprofit": "ngo",
}
"""Type of the registry to code of the vocabulary `types`, the surest first; those that aren't here say nothing."""

_SAY_NOTHING = frozenset({"archive", "funder", "healthcare", "other"})

_KINDS = ("acronym", "ror_display", "label", "alias")
"""Kinds of name, the one first that decides where a name is of several."""

_KIND = {"ror_display": "display"}

_RELATIONS = {
    "parent": "parent",
    "child": "child",
    "successor": "successor",
    "predecessor": "predecessor",
    "related": "related",
}

_SCHEMES = {"grid": "GRID", "isni": "ISNI", "wikidata": "Wikidata", "fundref": "FundRef"}

_BRACKET = re.compile(r"(?P<name>.*\S)\s*\((?P<country>[^()]+)\)")


class Ror:
    """The reader of the registry's rows."""

    name = "ror"
    version = 1

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether the fields of the registry are there."""
        return _COLUMNS.issubset(columns)

    def register(self) -> Register:
        """The registry; which release it is, its rows don't say as a whole."""
        return Register(
            code="ror",
            title="Research Organization Registry",
            format=self.name,
            licence="CC0-1.0",
            attribution="Research Organization Registry (https://ror.org)",
            url="https://ror.org",
        )

    def key(self, row: RawRow) -> str:
        """The id of a row, which is the address of its page."""
        return key_of(row, "id")

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The rows of the table, one reading each, in order."""
        return read_rows(table, register, read_at, key_column="id", url_column="id", understand=self._understand)

    def _understand(self, record: Record, notes: Notes) -> Draft:
        names = list(_names(record, notes))
        shown_first = next((fact for fact in names if fact.value["kind"] == "display"), None)
        title = (shown_first or names[0]).value["name"] if names else record.key
        if not names:
            notes.flag("names", "name-missing", f"There is no name; the entry is called {record.key}.")
        relations = list(_relations(record, notes))
        return Draft(
            register=record.register,
            key=record.key,
            kind="organisation",
            name=title,
            reader=f"{self.name}/{self.version}",
            facts=(
                *names,
                *_state(record, relations, notes),
                *_type(record, notes),
                *_countries(record, notes),
                *_identifiers(record, notes),
                *_links(record, notes),
                *relations,
            ),
            url=record.url,
        )


def bare_name(name: str) -> str:
    """A name without the country in brackets that tells it from namesakes.

    >>> bare_name("Acme (United States)"), bare_name("Institute of Rivers (CNRS)")
    ('Acme', 'Institute of Rivers (CNRS)')
    """
    found = _BRACKET.fullmatch(name)
    return found["name"] if found and read_country(found["country"], codes=False) else name


def _names(record: Record, notes: Notes) -> Iterator[DraftFact]:
    for item in _objects(record.fields, "names", notes):
        written = item.get("value")
        if not isinstance(written, str) or not written.strip():
            notes.flag("names", "name-missing", "A name is empty; not read.")
            continue
        kinds = item.get("types")
        kind = next((kind for kind in _KINDS if isinstance(kinds, list) and kind in kinds), "alias")
        language = item.get("lang")
        name = bare_name(" ".join(written.split()))
        value = {"name": name, "kind": _KIND.get(kind, kind)}
        if isinstance(language, str) and language:
            value["language"] = language
        yield DraftFact("name", value, written if written != name else "", "names")


def _state(record: Record, relations: list[DraftFact], notes: Notes) -> Iterator[DraftFact]:
    state = record.fields.get("status")
    if state not in {"active", "inactive", "withdrawn"}:
        notes.flag("status", "value-kind", f"{shown(str(state))} is no status of the registry; taken for active.")
        return
    if state != "active":
        yield DraftFact("state", state, column="status")
    if state == "withdrawn":
        heirs = [f"{fact.value['name']} ({fact.value['id']})" for fact in relations if fact.field == "successor"]
        instead = f" Its successor is {', '.join(heirs)}." if heirs else ""
        notes.flag("status", "entry-withdrawn", f"The registry has withdrawn it; it is kept and not used.{instead}")


def _type(record: Record, notes: Notes) -> Iterator[DraftFact]:
    written = [each for each in _items(record.fields, "types", notes) if isinstance(each, str)]
    for each in written:
        if each not in TYPES and each not in _SAY_NOTHING:
            notes.flag("types", "type-unknown", f"{shown(each)} is none of the known types.")
    code = next((TYPES[each] for each in TYPES if each in written), "")
    if code:
        yield DraftFact("type", code, ", ".join(written), "types")


def _countries(record: Record, notes: Notes) -> Iterator[DraftFact]:
    """The flat form has a list of codes; the registry's own has them in its places."""
    column = "country" if "country" in record.fields else "locations"
    written: list[Json] = []
    if column == "country":
        written = _items(record.fields, column, notes)
    else:
        for place in _objects(record.fields, column, notes):
            details = place.get("geonames_details")
            written.append(details.get("country_code") if isinstance(details, Mapping) else None)
    for code in dict.fromkeys(each for each in written if isinstance(each, str)):
        known = country(code)
        if known is None:
            notes.flag(column, "country-unknown", f"{shown(code)} is no country's code.")
        else:
            yield DraftFact("country", known.iso3, code, column)


def _identifiers(record: Record, notes: Notes) -> Iterator[DraftFact]:
    yield DraftFact("identifier", {"scheme": "ROR", "value": record.key}, column="id")
    if "external_ids" not in record.fields:
        return
    for item in _objects(record.fields, "external_ids", notes):
        scheme = _SCHEMES.get(str(item.get("type")).casefold(), "")
        values = item.get("all")
        preferred = item.get("preferred") or (values[0] if isinstance(values, list) and values else None)
        if scheme and isinstance(preferred, str):
            yield DraftFact("identifier", {"scheme": scheme, "value": preferred}, column="external_ids")


def _links(record: Record, notes: Notes) -> Iterator[DraftFact]:
    for item in _items(record.fields, "links", notes):
        address = item.get("value") if isinstance(item, Mapping) and item.get("type") != "wikipedia" else item
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            yield DraftFact("url", address, column="links")


def _relations(record: Record, notes: Notes) -> Iterator[DraftFact]:
    for item in _objects(record.fields, "relationships", notes):
        field = _RELATIONS.get(str(item.get("type")).casefold())
        other = item.get("id")
        if field is None or not isinstance(other, str):
            notes.flag("relationships", "value-kind", f"{shown(str(dict(item)))} is no relation of the registry.")
            continue
        yield DraftFact(field, {"id": other, "name": str(item.get("label") or other)}, column="relationships")


def _items(fields: Mapping[str, Json], column: str, notes: Notes) -> list[Json]:
    value = fields.get(column)
    if value is None:
        return []
    if isinstance(value, list):
        return value
    notes.flag(column, "value-kind", f"Expected a list, found {type(value).__name__}; not read.")
    return []


def _objects(fields: Mapping[str, Json], column: str, notes: Notes) -> Iterator[Mapping[str, Json]]:
    for item in _items(fields, column, notes):
        if isinstance(item, Mapping):
            yield item
        else:
            notes.flag(column, "value-kind", f"{shown(str(item))} is no object; not read.")
