"""World organisations: bodies that registers of many countries name, with their names in many languages.

They are facts, not partners: an organisation listed here becomes a partner when a register names it. What the list
tells is which written names are one body, and of which larger body it is formally a part. Chapters and members of a
network in one country are organisations of their own and are not listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.model.vocabularies.tables import table
from graph.text.fold import fold


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """One way in which an organisation is called.

    Attributes:
        name: as it is written, case and accents included.
        language: ISO 639-1. A form that several languages share stands under each language in which it is known to
            be used.
        kind: `name` (official, or a full variant in use), `acronym`, `short` (a shorter or public name) or `former`
            (an earlier name of the same body).
    """

    name: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation, known beyond one country.

    Attributes:
        code: goal17's own, in kebab case.
        type: code of the vocabulary `types`.
        parent: code of the organisation of which it is formally a part; empty for a body of its own, specialised
            agencies of the United Nations included.
        country: alpha-3, for the bodies of one country's government only; empty for all others.
        identifiers: `PREFIX-NUMBER` as IATI and org-id.guide write them. None where no identifier was sure.
        names: the official English name first.
    """

    code: str
    type: str
    parent: str
    country: str
    identifiers: tuple[str, ...]
    names: tuple[OrganisationName, ...]

    def name(self, language: str = "en") -> str:
        """The official name in a language, in English where there is none.

        >>> organisations()["undp"].name("fr")
        'Programme des Nations Unies pour le développement'
        """
        return next(
            (each.name for each in self.names if each.language == language and each.kind == "name"), self.names[0].name
        )


@lru_cache(maxsize=1)
def organisations() -> Mapping[str, Organisation]:
    """All listed organisations by code, in the order of the file: the United Nations first."""
    names: dict[str, list[OrganisationName]] = {}
    for row in table("organisation-names"):
        names.setdefault(row["code"], []).append(OrganisationName(row["name"], row["language"], row["kind"]))
    return {
        row["code"]: Organisation(
            code=row["code"],
            type=row["type"],
            parent=row["parent"],
            country=row["country"],
            identifiers=tuple(row["identifiers"].split()),
            names=tuple(names[row["code"]]),
        )
        for row in table("organisations")
    }


def organisations_named(folded: str) -> tuple[str, ...]:
    """The codes of the organisations that bear a name, in any language: official, short or former, or an acronym.

    Nothing is guessed: a name matches whole or not at all, and an acronym of several gives all of them. Folding takes
    the capitals away, so that "who" and "care" are found as WHO and CARE are; whether a written word is meant as an
    acronym, the caller has to tell before.

    Args:
        folded: the name as `graph.text.fold.fold` gives it.

    Returns:
        Codes in the order of the file; empty for a name that no listed organisation bears.

    >>> organisations_named(fold("PNUD")), organisations_named(fold("ПРООН"))
    (('undp',), ('undp',))
    >>> organisations_named(fold("Ministry of Silly Walks"))
    ()
    """
    return _bearers().get(folded, ())


@lru_cache(maxsize=1)
def _bearers() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for each in organisations().values():
        for written in each.names:
            found.setdefault(fold(written.name), {})[each.code] = None
    return {folded: tuple(codes) for folded, codes in found.items()}
