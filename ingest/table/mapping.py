"""The mapping file: which column of a table means what. `docs/tables.md` explains it with a full example."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, TypeAdapter, ValidationError

from graph.model.codec import encode
from graph.names.split import Layout
from ingest.table.units import read_unit
from ingest.table.words import Kind, read_word
from ingest.table.yamltext import MappingFileError, parse

TextField = Literal["description", "methods", "capacity-building", "governance", "deliverables", "resources"]
"""What a stretch of running text is about; `graph.model.drafts.Text.field`."""

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KINDS: dict[Kind, str] = {
    "type": "kind of organisation", "role": "role", "country": "country", "scope": "scope", "theme": "theme",
    "sdg": "goal",
}  # fmt: skip
_STRICT = ConfigDict(extra="forbid")


def _listed(value: Any) -> Any:
    """One column stands for a list of one."""
    return [value] if isinstance(value, str | dict) else ([] if value is None else value)


def _as_columns(value: Any) -> Any:
    """A plain name stands for a column with nothing beside it."""
    return [{"column": each} if isinstance(each, str) else each for each in _listed(value)]


def _as_column(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


def _text(value: Any) -> Any:
    """An empty value is an empty text."""
    return "" if value is None else value


Name = Annotated[str, BeforeValidator(_text)]
Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]

Values = Annotated[dict[Kind, dict[str, Name]], BeforeValidator(lambda value: {} if value is None else value)]


@dataclass(frozen=True, slots=True)
class RegisterAbout:
    """What is known of the register as a whole; see `graph.model.records.Register`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    code: Name = ""
    title: Name = ""
    licence: Name = ""
    attribution: Name = ""
    url: Name = ""
    as_of: Name = ""


@dataclass(frozen=True, slots=True)
class PartnerColumn:
    """A column that names partners.

    Attributes:
        column: its name.
        separator: what stands between the names; empty: names are found as `graph.names.split` finds them.
        layout: how the list is written, where no separator is given.
        type: the column beside it that says what kind of organisation each is, or one kind for all (`government`).
        country: the column beside it with the country of each, or one country for all.
        role: the column beside it with the role of each, or one role for all (`funder`).
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    column: str
    separator: Name = ""
    layout: Layout = "auto"
    type: Name = ""
    country: Name = ""
    role: Name = ""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of running text, and what it is about."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    column: str
    about: TextField = "description"


@dataclass(frozen=True, slots=True)
class MoneyColumn:
    """A column with an amount of money.

    Attributes:
        column: its name.
        currency: the column beside it that says the currency of each, or one code for all (`USD`).
        unit: what a written 1 stands for: `thousand`, `million`, `1000`, or `one` where the heading says something else
            and is wrong; empty: what the heading says (“Budget (k€)”).
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    column: str
    currency: Name = ""
    unit: Name = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column of a table means what. All columns are called by their names in the header.

    Attributes:
        kind: what a row is: a partnership, a need or an offer.
        register: what is known of the register.
        sheet: the sheets of a workbook that are read; empty: those that have every column named here.
        id: the register's own id of a row; empty: a row is called by a digest of its content.
        group: rows that follow each other and have the same id are one partnership, with one partner a row.
        title: the columns that make the name, joined by a colon.
        description: running text.
        partners: who takes part.
        lead: who leads.
        countries: where it works.
        sdgs: goals.
        targets: targets of goals.
        themes: themes, in the words or codes of the vocabulary `themes`.
        start: when it began.
        end: when it ends.
        day_first: order of day and month in dates like 03/04/2016; None leaves these ambiguous.
        financing: money.
        url: its page.
        scope: global, regional, subregional, national or local.
        values: words of this table in those of the vocabularies, by what they say: `{type: {Collectivité:
            local-authority}}`.
        ignore: columns that are known and mean nothing here; they stay in the record.
        sector: of a need or offer, the sector that it belongs to.
        actions: of a need, lists of what is needed.
        conditionality: of a need, whether it depends on support.
        until: until when an offer is open, or a partnership to new partners.
        asks: who must ask for an offer, or to join a partnership.
        through: through whom, or how: a form, an address.
        capacity: of an offer, how many needs it can serve.
        eligible: the groups of countries that an offer or a partnership is for.
        open: of a partnership, whether it takes further partners: yes or no.
        eligible_types: of a partnership, the kinds of organisations that may join.
        contribution_asked: of a partnership, what a new partner has to bring.
        works_with_business: of a partnership, whether it is willing to work with business: yes or no.
        mechanisms: of a partnership, how it works, in the words or codes of the vocabulary `mechanisms`.
        goal_types: of a partnership, what drives it (vocabulary `goal-types`).
        business_types: of a partnership, its types of the UN Guidelines (vocabulary `business-types`).
        funding_types: of a partnership, how its money flows (vocabulary `funding-types`).
        non_cash: of a partnership, contributions that aren't money (vocabulary `contributions`).
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    kind: Literal["partnership", "need", "offer"] = "partnership"
    register: Annotated[RegisterAbout, BeforeValidator(lambda value: {} if value is None else value)] = field(
        default_factory=RegisterAbout
    )
    sheet: Names = ()
    id: Name = ""
    group: bool = False
    title: Names = ()
    description: Annotated[tuple[TextColumn, ...], BeforeValidator(_as_columns)] = ()
    partners: Annotated[tuple[PartnerColumn, ...], BeforeValidator(_as_columns)] = ()
    lead: Annotated[PartnerColumn | None, BeforeValidator(_as_column)] = None
    countries: Names = ()
    sdgs: Names = ()
    targets: Names = ()
    themes: Names = ()
    start: Name = ""
    end: Name = ""
    day_first: bool | None = None
    financing: Annotated[tuple[MoneyColumn, ...], BeforeValidator(_as_columns)] = ()
    url: Name = ""
    scope: Name = ""
    values: Values = field(default_factory=dict)
    ignore: Names = ()
    sector: Name = ""
    actions: Names = ()
    conditionality: Name = ""
    until: Name = ""
    asks: Name = ""
    through: Name = ""
    capacity: Name = ""
    eligible: Names = ()
    open: Name = ""
    eligible_types: Names = ()
    contribution_asked: Names = ()
    works_with_business: Name = ""
    mechanisms: Names = ()
    goal_types: Names = ()
    business_types: Names = ()
    funding_types: Names = ()
    non_cash: Names = ()

    def columns(self) -> Iterator[tuple[str, str]]:
        """Every column that has to be there, with the field that names it."""
        single = (("id", self.id), ("start", self.start), ("end", self.end), ("url", self.url), ("scope", self.scope))
        yield from ((key, column) for key, column in single if column)
        several = (
            ("title", self.title), ("countries", self.countries), ("sdgs", self.sdgs), ("targets", self.targets),
            ("themes", self.themes),
        )  # fmt: skip
        yield from ((key, column) for key, columns in several for column in columns)
        yield from (("description", text.column) for text in self.description)
        yield from (("financing", money.column) for money in self.financing)
        yield from (("partners", partners.column) for partners in self.partners)
        if self.lead is not None:
            yield "lead", self.lead.column
        for key in OF_KINDS:
            named: str | tuple[str, ...] = getattr(self, key)
            yield from ((key, column) for column in ((named,) if isinstance(named, str) else named) if column)

    @property
    def digest(self) -> int:
        """A number of eight hexadecimal digits that changes with anything in the mapping."""
        said = json.loads(encode(self))
        # What came later doesn't change the number of a mapping that doesn't use it.
        kept = {key: value for key, value in said.items() if value or key not in OF_KINDS}
        return int(hashlib.sha256(encode(kept).encode()).hexdigest()[:8], 16)


OF_KINDS: dict[str, tuple[str, ...]] = {
    "sector": ("need", "offer"), "actions": ("need",), "conditionality": ("need",), "capacity": ("offer",),
    "until": ("offer", "partnership"), "asks": ("offer", "partnership"), "through": ("offer", "partnership"),
    "eligible": ("offer", "partnership"), "open": ("partnership",), "eligible_types": ("partnership",),
    "contribution_asked": ("partnership",), "works_with_business": ("partnership",), "mechanisms": ("partnership",),
    "goal_types": ("partnership",), "business_types": ("partnership",), "funding_types": ("partnership",),
    "non_cash": ("partnership",),
}  # fmt: skip
"""Fields that only rows of some kinds have."""


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Args:
        path: the file, YAML in UTF-8.

    Raises:
        MappingFileError: it can't be opened, is no valid YAML, or doesn't say what a mapping says; the message names
            line and field.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MappingFileError(f"The mapping file can't be opened ({reason}).", str(path)) from error
    except UnicodeDecodeError as error:
        raise MappingFileError("The mapping file has to be text in UTF-8.", str(path)) from error
    return parse_mapping(text, str(path))


def parse_mapping(text: str, file: str = "mapping") -> Mapping:
    r"""The mapping that a YAML text describes.

    Args:
        text: the document.
        file: its name, for messages.

    Raises:
        MappingFileError: as `read_mapping`.

    >>> parse_mapping("title: Name\npartners: {column: Members, separator: /}").partners[0].separator
    '/'
    >>> parse_mapping("title: Name\npartner: Members")
    Traceback (most recent call last):
    ingest.table.yamltext.MappingFileError: mapping, line 2, partner: There is no such field; did you mean “partners”?
    """
    document, lines = parse(text, file)
    if not isinstance(document, dict):
        raise MappingFileError("A mapping file begins with lines like “title: Name of the column”.", file, 1)
    try:
        made = TypeAdapter(Mapping).validate_python(document)
    except ValidationError as error:
        raise _explained(error, lines, file) from error
    if not made.title:
        raise MappingFileError("“title” is missing: the column with the names of the partnerships.", file)
    if made.register.code and not _CODE.fullmatch(made.register.code):
        message = "A register's code is lower case with hyphens, like “river-basins”."
        raise MappingFileError(message, file, lines.get(("register", "code")), "register.code")
    for place, money in enumerate(made.financing):
        if money.unit and read_unit(money.unit) is None:
            message = f"“{money.unit}” is no unit of money; write one, thousand, million, billion or a number."
            paths = (("financing", place, "unit"), ("financing", "unit"), ("financing",))
            at = next((lines[path] for path in paths if path in lines), None)
            raise MappingFileError(message, file, at, "financing.unit")
    for kind, words in made.values.items():
        for written, meant in words.items():
            if read_word(kind, meant) is None:
                message = f"“{meant}” is no known {_KINDS[kind]}; “{written}” can't stand for it."
                raise MappingFileError(message, file, lines.get(("values", kind, written)), f"values.{kind}")
    for key, kinds in OF_KINDS.items():
        if getattr(made, key) and made.kind not in kinds:
            message = f"Only a row of kind {' or '.join(kinds)} has this; say so with “kind”."
            raise MappingFileError(message, file, lines.get((key,)), key)
    if made.group and not made.id:
        message = "“group” needs an “id” by which rows belong together."
        raise MappingFileError(message, file, lines.get(("group",)), "group")
    return made


def _explained(error: ValidationError, lines: dict[tuple[str | int, ...], int], file: str) -> MappingFileError:
    """The first thing that is wrong, in words, at its line."""
    first = error.errors(include_url=False)[0]
    path = tuple(first["loc"])
    known = [part for part in path if isinstance(part, str) and part != "[key]"]
    at = next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), None)
    if first["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        message = f"There is no such field{_meant(str(path[-1]), path[:-1])}"
    elif first["type"] in {"missing", "missing_argument"}:
        message = f"“{path[-1]}” is missing here."
    elif first["type"] == "literal_error":
        message = f"“{first['input']}” is none of {first['ctx']['expected']}."
    elif first["type"] == "bool_parsing":
        message = f"“{first['input']}” is neither true nor false."
    elif path[:1] == ("values",):
        message = (
            "“values” holds words and what they stand for, as in “values: {type: {Collectivité: local-authority}}”."
        )
    else:
        message = "This is not a column's name, or a list of them, as this field takes it."
    return MappingFileError(message, file, at, ".".join(known))


def _meant(key: str, above: tuple[str | int, ...]) -> str:
    from difflib import get_close_matches

    within = {"register": RegisterAbout, "partners": PartnerColumn, "lead": PartnerColumn, "description": TextColumn,
              "financing": MoneyColumn}  # fmt: skip
    owner: Any = within.get(str(above[0]), Mapping) if above else Mapping
    known = [each.name for each in fields(owner)]
    near = get_close_matches(key, known, 1)
    return f"; did you mean “{near[0]}”?" if near else f"; known here: {', '.join(known)}."
