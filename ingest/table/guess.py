"""A mapping guessed from a table's header and its first rows, written out so that a person can correct it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib.resources import files

from graph.errors import InputError, Place
from graph.model.codec import Json
from graph.model.identifiers import slug
from graph.model.vocabularies import vocabulary
from graph.text.dates import read_date
from graph.text.fold import fold
from graph.text.money import read_money
from ingest.files.rows import Rows
from ingest.reader import Table
from ingest.table import titles
from ingest.table.cells import pieces, read_countries, read_goals, read_target, written
from ingest.table.joining import KINDS, read_yes_or_no
from ingest.table.mapping import Mapping as TableMapping
from ingest.table.mapping import MoneyColumn, PartnerColumn, RegisterAbout, TextColumn
from ingest.table.units import unit_of_heading
from ingest.table.words import read_word

LOOKED_AT = 200
"""Rows by which it is told what the columns of a table mean."""

_MOSTLY = 0.8
_ENOUGH = 10
_URL = re.compile(r"https?://\S+|www\.\S+\.\S+", re.IGNORECASE)
_CURRENCY_IN_NAME = re.compile(r"\b[kKmM]?(USD|EUR|GBP|CHF|JPY|CNY|CAD|AUD|BRL|INR|ZAR)(?:k|m|mn|bn)?\b|(US\$)|(€)")


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping, and how it came about.

    Attributes:
        mapping: the mapping; its columns are those of the table.
        why: column to the reason in words, for each that was understood.
        unknown: columns that were not understood, with an example of what stands in them.
    """

    mapping: TableMapping
    why: Mapping[str, str]
    unknown: Mapping[str, str]


@dataclass(slots=True)
class _Taken:
    """Columns given to fields so far."""

    by_field: dict[str, list[str]] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    def give(self, name: str, column: str, why: str) -> None:
        self.by_field.setdefault(name, []).append(column)
        self.why[column] = why

    def first(self, name: str) -> str:
        return next(iter(self.by_field.get(name, [])), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self.by_field.get(name, []))


_SEVERAL = frozenset({"description", "partners", "funders", "implementers", "countries", "sdgs", "targets", "themes",
                      "financing", "eligible_types", "contribution_asked", "mechanisms", "goal_types", "business_types",
                      "funding_types", "non_cash"})  # fmt: skip

_OF_JOINING = ("eligible_types", "contribution_asked", "mechanisms", "goal_types", "business_types", "funding_types",
               "non_cash")  # fmt: skip
"""Fields of a partnership's kind, and of joining it, that take several columns."""

_BY_WORD = frozenset({"description", "partners", "lead", "countries", "sdgs", "targets", "themes", "start", "end",
                      "financing", "url"})  # fmt: skip


def guess(table: Table) -> Guess:
    """Guess what the columns of a table mean.

    A column counts by its name first (English, French, Spanish, Portuguese, Arabic, Russian or Chinese; the list is
    `headers.csv`), then by its values: mostly goals, targets, countries, web addresses, dates, or long texts. A name
    that promises a country or a date and holds something else doesn't count. What the title may be is told in
    `titles`. The first rows are looked at and stay to be read.

    Args:
        table: an opened table.

    Raises:
        InputError: no column can be the title, so that there is nothing to call a partnership by.
    """
    seen = table.rows.peek(LOOKED_AT) if isinstance(table.rows, Rows) else []
    rows = [row for row in seen if not any(problem.set_aside for problem in row.problems)]
    values = {
        column: [text for row in rows if (text := written(row.fields.get(column)).strip())] for column in table.columns
    }
    taken = _Taken()
    called = [column for column in table.columns if _meaning(column) == "title"]
    for column in table.columns:
        if column not in called:
            _by_name(column, values[column], taken)
    # Before anything is taken for a description or for links by its values: those may stand in a title too.
    free = [column for column in table.columns if column not in taken.why]
    if (title := titles.choose(free, values, len(rows), called, by_values=False)) is not None:
        taken.give("title", *title)
    nested = {column for row in rows for column, value in row.fields.items() if _is_nested(value)}
    for look in (_by_word_in_name, _by_values):
        for column in table.columns:
            if column not in taken.why and column not in nested:
                look(column, values[column], taken)
    free = [column for column in table.columns if column not in taken.why]
    if not taken.first("title") and (title := titles.choose(free, values, len(rows), called)) is not None:
        taken.give("title", *title)
    if not taken.first("title"):
        columns = ", ".join(f"“{column}”" for column in table.columns[:12])
        message = f"No column looks like the name of a partnership ({columns}); say which it is in a mapping file."
        raise InputError(message, Place(table.name))
    _check_id(values, len(rows), taken)
    if not taken.first("id"):
        _unique_codes(table.columns, values, len(rows), taken)
    unknown = {
        column: next(iter(values[column]), "")[:60].replace("\n", " ")
        for column in table.columns
        if column not in taken.why
    }
    return Guess(_mapping(table, values, taken), dict(taken.why), unknown)


def _by_name(column: str, values: Sequence[str], taken: _Taken) -> None:
    meant = _meaning(column)
    if meant is None or (meant not in _SEVERAL and meant in taken.by_field):
        return
    check = _CHECKS.get(meant)
    if check is not None and values and _share(values, check) < 1 - _MOSTLY:
        return
    taken.give(meant, column, "by its name")


def _meaning(column: str) -> str | None:
    """The field that a column is called by in `headers.csv`, with what stands in parentheses behind its name or not."""
    names = _names()
    return names.get(fold(column)) or names.get(fold(_without_unit(column)))


def _by_word_in_name(column: str, values: Sequence[str], taken: _Taken) -> None:
    """A longer name that holds one of the known names: “partners_raw”, “List of partners (2019)”."""
    words = f" {fold(_without_unit(column))} "
    held = [name for name, meant in _names().items() if meant in _BY_WORD and len(name) > 4 and f" {name} " in words]
    if held and values:
        longest = max(held, key=len)
        meant = _names()[longest]
        if meant not in taken.by_field and _share(values, _CHECKS.get(meant, titles.has_letters)) >= _MOSTLY:
            taken.give(meant, column, f"by “{longest}” in its name")


def _by_values(column: str, values: Sequence[str], taken: _Taken) -> None:
    if not values:
        return
    for meant, check, reason in (
        ("url", lambda text: _URL.fullmatch(text) is not None, "web addresses"),
        ("targets", _CHECKS["targets"], "targets of goals"),
        ("sdgs", lambda text: not text.isdigit() and _CHECKS["sdgs"](text), "goals"),
        ("countries", lambda text: not text.islower() and _CHECKS["countries"](text), "countries"),
    ):
        if meant not in taken.by_field and _share(values, check) >= _MOSTLY:
            taken.give(meant, column, f"its values are {reason}")
            return
    if sum(map(len, values)) / len(values) >= titles.LONG:
        taken.give("description", column, "it holds long texts")


def _check_id(values: Mapping[str, Sequence[str]], rows: int, taken: _Taken) -> None:
    """An id that is missing in a row, or stands in rows apart, is none; one in rows that follow groups them."""
    column = taken.first("id")
    if not column or not rows:
        return
    ids = values[column]
    runs = [each for place, each in enumerate(ids) if place == 0 or ids[place - 1] != each]
    if len(ids) < rows * _MOSTLY or len(set(runs)) * 2 < len(runs):
        taken.by_field.pop("id")
        taken.why.pop(column)
    elif len(runs) < len(ids) * _MOSTLY and taken.all("partners"):
        taken.give("group", column, "by its name; rows that follow each other share it, so they are one partnership")


def _unique_codes(columns: Sequence[str], values: Mapping[str, Sequence[str]], rows: int, taken: _Taken) -> None:
    """Short codes without a space, in every row another one, are ids; a few rows are too few to tell."""
    for column in columns:
        texts = values[column]
        if (
            column not in taken.why
            and len(texts) == len(set(texts)) == rows >= _ENOUGH
            and all(len(text) <= 40 and not re.search(r"\s", text) for text in texts)
        ):
            taken.give("id", column, "its values are short codes, another in every row")
            return


def _mapping(table: Table, values: Mapping[str, Sequence[str]], taken: _Taken) -> TableMapping:
    type_, country, role = (taken.first(name) for name in ("partner type", "partner country", "role"))
    partners = [PartnerColumn(column, type=type_, country=country, role=role) for column in taken.all("partners")]
    partners += [PartnerColumn(column, role="funder") for column in taken.all("funders")]
    partners += [PartnerColumn(column, role="implementer") for column in taken.all("implementers")]
    lead = taken.first("lead")
    money = [
        MoneyColumn(
            column,
            taken.first("currency") or _currency_of(column),
            unit.word if (unit := unit_of_heading(column)) is not None else "",
        )
        for column in taken.all("financing")
    ]
    code = slug(table.name.replace("\\", "/").rpartition("/")[2].split(".")[0])
    return TableMapping(
        register=RegisterAbout(code=code or "table"),
        id=taken.first("id"),
        group="group" in taken.by_field,
        title=taken.all("title")[:1],
        description=tuple(TextColumn(column) for column in taken.all("description")),
        partners=tuple(partners),
        lead=PartnerColumn(lead, type=taken.first("lead type"), country=taken.first("lead country")) if lead else None,
        countries=taken.all("countries"),
        sdgs=taken.all("sdgs"),
        targets=taken.all("targets"),
        themes=taken.all("themes"),
        start=taken.first("start"),
        end=taken.first("end"),
        day_first=_day_first([*values.get(taken.first("start"), ()), *values.get(taken.first("end"), ())]),
        financing=tuple(money),
        url=taken.first("url"),
        scope=taken.first("scope"),
        open=taken.first("open"),
        eligible_types=taken.all("eligible_types"),
        contribution_asked=taken.all("contribution_asked"),
        through=taken.first("through"),
        until=taken.first("until"),
        works_with_business=taken.first("works_with_business"),
        mechanisms=taken.all("mechanisms"),
        goal_types=taken.all("goal_types"),
        business_types=taken.all("business_types"),
        funding_types=taken.all("funding_types"),
        non_cash=taken.all("non_cash"),
    )


def write(guessed: Guess) -> str:
    """The mapping file of a guess: YAML with a comment for each column on why it was taken for what it is.

    Columns that were not understood stand as comments below `ignore`, to be given to a field or ignored.
    """
    mapping, why = guessed.mapping, guessed.why
    lines = [
        "# How goal17 reads this table. It was guessed: look at each line, correct it, and give it with --map.",
        f"kind: {mapping.kind}",
        "register:",
        f"  code: {_quoted(mapping.register.code)}  # the first part of every record's id",
        "  # title: what people call the register",
        "  # licence: under which terms it may be used",
        "  # attribution: what has to be said where it is shown",
        "  # url: where it is published",
        "  # as_of: the day, month or year for which it holds",
    ]
    if mapping.sheet:
        names = ", ".join(map(_quoted, mapping.sheet))
        lines.append(f"sheet: {names if len(mapping.sheet) == 1 else f'[{names}]'}  # looks most like a register")
    lines.append(_line("id", mapping.id, why) if mapping.id else "# id: none; rows are called by their content")
    if mapping.group:
        lines.append("group: true  # rows that follow each other with the same id are one partnership")
    for name in ("title", "countries", "sdgs", "targets", "themes"):
        lines += _list_lines(name, getattr(mapping, name), why)
    for name in _OF_JOINING:
        lines += _list_lines(name, getattr(mapping, name), why)
    for name in ("start", "end", "url", "scope", "open", "until", "through", "works_with_business"):
        if column := getattr(mapping, name):
            lines.append(_line(name, column, why))
    if mapping.day_first is not None:
        lines.append(f"day_first: {str(mapping.day_first).lower()}  # as some dates can only be read so")
    lines += _list_lines("description", [text.column for text in mapping.description], why)
    lines += _beside_lines("partners", mapping.partners, ("type", "country", "role"), why)
    if mapping.lead is not None:
        beside = [f"{key}: {_quoted(value)}" for key in ("type", "country") if (value := getattr(mapping.lead, key))]
        inner = ", ".join([f"column: {_quoted(mapping.lead.column)}", *beside])
        lines.append(f"lead: {{{inner}}}  # {why[mapping.lead.column]}")
    lines += _beside_lines("financing", mapping.financing, ("currency", "unit"), why)
    if guessed.unknown:
        lines += ["ignore:  # not understood: give each a field above, or take away the # here"]
        lines += [f"#  - {_quoted(column)}{f'  # {example}' if example else ''}" for column, example in
                  ((column, " ".join(example.split())) for column, example in guessed.unknown.items())]  # fmt: skip
    return "\n".join(lines) + "\n"


def _line(name: str, column: str, why: Mapping[str, str]) -> str:
    return f"{name}: {_quoted(column)}  # {why[column]}"


def _list_lines(name: str, columns: Sequence[str], why: Mapping[str, str]) -> list[str]:
    if len(columns) <= 1:
        return [_line(name, column, why) for column in columns]
    return [f"{name}:", *(f"  - {_quoted(column)}  # {why[column]}" for column in columns)]


def _beside_lines(name: str, columns: Sequence[object], keys: Sequence[str], why: Mapping[str, str]) -> list[str]:
    lines = [f"{name}:"] if columns else []
    for each in columns:
        column = str(getattr(each, "column"))  # noqa: B009 - partners and money have it alike
        lines.append(f"  - column: {_quoted(column)}  # {why[column]}")
        lines += [f"    {key}: {_quoted(value)}" for key in keys if (value := getattr(each, key))]
    return lines


def _quoted(text: str) -> str:
    """A text as YAML takes it for that text: plain where it is plain, otherwise in double quotes as JSON has them."""
    import json

    plain = re.fullmatch(r"[^\W\d_][\w /().-]*[\w)]|[^\W\d_]", text) and not re.search(r": | #", text)
    return text if plain and text.lower() not in {"null", "true", "false"} else json.dumps(text, ensure_ascii=False)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    text = files("ingest.table").joinpath("headers.csv").read_text("utf-8")
    return {fold(row["name"]): row["field"] for row in csv.DictReader(text.splitlines())}


def _without_unit(column: str) -> str:
    """A column's name without what stands in parentheses behind it: “Budget (USD)”."""
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", column).replace("_", " ")


def _currency_of(column: str) -> str:
    found = _CURRENCY_IN_NAME.search(column)
    return (found.group(1) or ("USD" if found.group(2) else "EUR")) if found else ""


def _day_first(dates: Sequence[str]) -> bool | None:
    """The order of day and month, where some dates have only one reading and none contradicts."""
    orders = set()
    for text in dates:
        found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}", text.strip())
        first, second = (int(found.group(1)), int(found.group(2))) if found else (0, 0)
        if (first > 12) != (second > 12):
            orders.add(first > 12)
    return orders.pop() if len(orders) == 1 else None


def _is_nested(value: Json) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict | list) for each in value))


def _share(values: Sequence[str], check: Callable[[str], bool]) -> float:
    return sum(1 for value in values if check(value)) / len(values)


def _all_of(name: str, text: str) -> bool:
    """Whether all that a cell holds is of a vocabulary."""
    return all(vocabulary(name).read(piece) for piece in pieces(text))


def _all_read(read: Sequence[tuple[str, str | None]]) -> bool:
    return bool(read) and all(code for _, code in read)


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "sdgs": lambda text: len(text) < 1000 and _all_read(read_goals(text)),
    "targets": lambda text: all(read_target(piece) for piece in pieces(text)) and bool(pieces(text)),
    "countries": lambda text: len(text) < 2000 and any(code for _, code in read_countries(text)),
    "start": lambda text: read_date(text).state not in {"unreadable", "empty"},
    "end": lambda text: read_date(text).state not in {"unreadable", "empty"},
    "url": lambda text: _URL.match(text) is not None,
    "financing": lambda text: read_money(text).state in {"amount", "ambiguous", "refused"},
    "until": lambda text: read_date(text).state not in {"unreadable", "empty"},
    "open": lambda text: read_yes_or_no(text) is not None,
    "works_with_business": lambda text: read_yes_or_no(text) is not None,
    "eligible_types": lambda text: any(read_word("type", piece) for piece in pieces(text)),
    **{key: partial(_all_of, name) for key, (_, name) in KINDS.items()},
}
"""What values have to look like for a field, whatever the column is called."""
