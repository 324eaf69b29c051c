"""What a reader understood of one record, before anything is known about who is who.

A draft is kept in the store with the version of the reader that made it, so that a review, an undo or a better scorer
derives the graph again without the file. It holds nothing that names a person: those stay in the record.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from graph.model.codec import Json
from graph.model.records import Record

MentionKind = Literal["organisation", "government", "identifier", "generic", "unsplit"]
"""What a piece of a partner list is.

`organisation`: one organisation. `government`: a country standing for its government, or "Government of C".
`identifier`: one organisation that its register calls by an identifier alone, which no other has however like it looks.
`generic`: a phrase that names nobody ("local communities"); kept, and never a partner. `unsplit`: several
organisations that can't be told apart with confidence; kept whole, flagged, and never a partner.
"""

TypeBasis = Literal["header", "declared", "rule", ""]
"""How a mention's type is known: from the list's header, from what the registrant wrote beside it, by a rule."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One organisation as one place in one record writes it.

    Attributes:
        name: the name without its type, country and acronym: what resolution compares.
        written: the piece of the raw list that it was read from.
        column: the column that it stands in.
        kind: what the piece is.
        role: code of the vocabulary `roles`; `not-stated` unless the record says it.
        type: code of the vocabulary `types`, or empty.
        type_basis: how the type is known.
        country: ISO 3166 alpha-3 of the country written beside it (of the government, for a government), or empty.
        acronym: the acronym written beside the name ("Name (ACRONYM)"), or empty.
        parent: name of the organisation that the list puts it under ("Government of Indonesia" for a ministry),
            or empty.
        parent_kind: what the parent is, if there is one.
        curated: the name stands in a list that the register's own desk has curated.
        headings: for every time that the record lists it, the heading under which it stands: a code of the vocabulary
            `csd-headers`, or empty. A heading such as "Major Groups" holds several types, and so gives none.
    """

    name: str
    written: str
    column: str = ""
    kind: MentionKind = "organisation"
    role: str = "not-stated"
    type: str = ""
    type_basis: TypeBasis = ""
    country: str = ""
    acronym: str = ""
    parent: str = ""
    parent_kind: Literal["organisation", "government", ""] = ""
    curated: bool = False
    headings: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class DraftFact:
    """One stated property.

    Attributes:
        field: name of the property, as in `graph.model.entities.FIELDS`.
        value: what it was read as; None where it was stated and can't be read.
        written: what was written.
        column: where.
        note: what a reader of the fact should know ("day and month could be exchanged").
    """

    field: str
    value: Json
    written: str = ""
    column: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One stated tie to a term of a vocabulary: a goal, a target, a country, a region, a theme.

    Attributes:
        relation: `addresses`, `operates-in`, or `needs`: whose need it is.
        kind: `sdg`, `target`, `country`, `region` or `theme`.
        code: the term's code ("14", "14.2", "KEN", "csd:water").
        role: `primary` or `secondary` where the register says it; otherwise empty.
    """

    relation: str
    kind: str
    code: str
    written: str = ""
    column: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of running text, mended and without persons' data; what words and vectors are made of.

    Attributes:
        field: what it is: `description`, `methods`, `capacity-building`, `governance`, `deliverables`, `resources`,
            `summary` (one sentence in words that are not the register's).
        text: the text, paragraphs separated by a line break.
        language: `en fr es ar ru zh pt`, or `und` where it can't be told.
        column: where it was written.
    """

    field: str
    text: str
    language: str = "und"
    column: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One record as its reader understood it.

    Attributes:
        register: code of the register.
        key: the record's key in it.
        kind: `partnership`; `need`: an action that a country plans, with support or without; `offer`: what somebody
            offers, or did once and could do again; or `organisation`: an entry of a reference register, whose facts
            hold its names, identifiers and relatives (`graph.resolve.reference.organisations`).
        name: the title; never empty (a register's untitled row is called by its key).
        reader: name and version of the reader, "un-platform/1"; another version means: read again.
        portfolio: code of the portfolio or programme it belongs to, or empty.
        url: its page, or empty.
    """

    register: str
    key: str
    kind: str
    name: str
    reader: str
    facts: tuple[DraftFact, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    texts: tuple[Text, ...] = ()
    portfolio: str = ""
    url: str = ""

    @property
    def record(self) -> str:
        """Id of the record that this was read from."""
        return f"{self.register}:{self.key}"

    def without(self, columns: Collection[str], record: Record) -> Draft:
        """The same without anything that was read from some columns, as a redaction of them asks.

        A title from such a column is replaced by the record's key.

        Args:
            columns: the columns, by their written names.
            record: the row that the draft was made of, as it was read: it tells whether its page's address stands in
                one of the columns.

        >>> mention = Mention("A. Person Fund", "A. Person Fund", "Partners")
        >>> draft = Draft("demo", "1", "partnership", "Wells", "x/1", mentions=(mention,))
        >>> draft.without({"Partners"}, Record("demo", "1", {"Partners": "A. Person Fund"})).mentions
        ()
        """
        titles = [fact for fact in self.facts if fact.field == "title"]
        return replace(
            self,
            name=self.key if any(fact.column in columns for fact in titles) else self.name,
            facts=tuple(fact for fact in self.facts if fact.column not in columns),
            mentions=tuple(mention for mention in self.mentions if mention.column not in columns),
            links=tuple(link for link in self.links if link.column not in columns),
            texts=tuple(text for text in self.texts if text.column not in columns),
            url="" if record.tells_page(columns) else self.url,
        )
