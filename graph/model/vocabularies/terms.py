"""A vocabulary: codes with labels, each with the standard or paragraph it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph.errors import NotFoundError
from graph.model.vocabularies.tables import has_table, labels_of, table
from graph.text.fold import fold


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary.

    Attributes:
        code: what goal17 stores and sends.
        labels: language to label; English always, the other languages of the United Nations where they exist.
        definition: what the code means, in goal17's own words; empty where the label says it all.
        source: the standard, or the paper and paragraph, that it comes from; "ours" where goal17 chose it.
        note: what a reader should know about it.
        parent: code of the broader term in the same vocabulary; empty at the top.
        maps: name of another vocabulary to the codes there that mean the same or contain this one; nearest first.
    """

    code: str
    labels: Mapping[str, str] = field(hash=False)
    definition: str = ""
    source: str = ""
    note: str = ""
    parent: str = ""
    maps: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def label(self, language: str = "en") -> str:
        """The label in a language, in English where there is none."""
        return self.labels.get(language) or self.labels["en"]


@dataclass(frozen=True)
class Vocabulary:
    """A list of terms that has a name, a source and a date.

    Attributes:
        name: by which it is asked for.
        title: what it is, in English.
        source: where the list as a whole comes from.
        date: the day, month or year (ISO 8601) as of which it holds.
        url: where to look for a newer one; empty where the source is a paper.
        note: what a reader should know about it.
        terms: code to term, in the order of the source.
        reader: how written forms are read, for a list that has rules of its own (countries).
    """

    name: str
    title: str
    source: str
    date: str
    url: str
    note: str
    terms: Mapping[str, Term] = field(hash=False)
    reader: Callable[[str], str | None] | None = field(default=None, repr=False)

    def get(self, code: str) -> Term | None:
        """The term of a code; None for an unknown one."""
        return self.terms.get(code)

    def label(self, code: str, language: str = "en") -> str:
        """The label of a code in a language, in English where there is none.

        Raises:
            NotFoundError: the vocabulary has no such code.
        """
        if code not in self.terms:
            raise NotFoundError(f"code in the vocabulary {self.name!r}", code)
        return self.terms[code].label(language)

    def read(self, written: str) -> str | None:
        """The code that a word or label in any language stands for, letter case, accents and punctuation forgiven.

        Codes, labels and the aliases of `data/aliases/<name>.csv` are understood. Where codes start with a scheme
        (`gef:biodiversity`), a label may too (`gef:Biodiversity`). None for what is unknown, and for a word that could
        mean two codes.
        """
        if written in self.terms:
            return written
        if self.reader:
            return self.reader(written)
        return self._readings.get(fold(written)) or None

    def below(self, code: str) -> tuple[Term, ...]:
        """The terms directly below a code, in order; none for a code without narrower ones."""
        return tuple(term for term in self.terms.values() if term.parent == code)

    @cached_property
    def _readings(self) -> dict[str, str]:
        written = [(term.code, term.code) for term in self.terms.values()]
        for term in self.terms.values():
            scheme, colon, _ = term.code.partition(":")
            for label in term.labels.values():
                written.append((label, term.code))
                if colon:
                    written.append((f"{scheme}: {label}", term.code))
        aliases = table(f"aliases/{self.name}") if has_table(f"aliases/{self.name}") else []
        return readings(written, ((row["written"], row["code"]) for row in aliases))


def readings(names: Iterable[tuple[str, str]], aliases: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Folded spelling to code; empty where a spelling means two codes, so that it is never read.

    Args:
        names: (spelling, code) of names and labels. Two codes of one spelling make it ambiguous.
        aliases: (spelling, code), kept by hand; they win over names. No code says "ambiguous on purpose".
    """
    found: dict[str, str] = {}
    for spelling, code in names:
        key = fold(spelling)
        found[key] = code if found.get(key, code) == code else ""
    found |= {fold(spelling): code for spelling, code in aliases}
    found.pop("", None)
    return found


def term_of(row: Mapping[str, str], source: str = "") -> Term:
    """A term out of a row of a data file; a column `=name` holds codes of the vocabulary `name`, spaces between."""
    return Term(
        code=row["code"],
        labels=labels_of(dict(row)),
        definition=row.get("definition", ""),
        source=row.get("source", "") or source,
        note=row.get("note", ""),
        parent=row.get("parent", ""),
        maps={column[1:]: tuple(cell.split()) for column, cell in row.items() if column.startswith("=") and cell},
    )
