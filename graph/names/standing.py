"""Whether a piece of a list looks as if it could stand as a name on its own."""

from __future__ import annotations

import re

from graph.names.government import country_of
from graph.names.lexicon import has_organisation_word, is_acronym, is_subject
from graph.names.parenthesis import read_brackets, read_type
from graph.names.phrases import only_qualifies

_ENDS_IN_BRACKET = re.compile(r"\(([^()]*)\)[\s.]*$")
# In Spanish and Portuguese an adjective stands behind its noun: "Reserva Nacional".
_ADJECTIVE = re.compile(r"(?:[rtu]al|(?<!acio)nal|[ftp]ic|[^h]ive|ary|able)$")
_ACRONYM_BEHIND = re.compile(r"\(([^()\s]{2,14})\)[\s.]*$|\s[-–—]\s*([^\s()–—-]{3,14})[\s.]*$")

_ACRONYM_WITHIN = re.compile(r"\(([^()\s]{2,14})\)")


def acronym_behind(text: str) -> tuple[str, int] | None:
    """The acronym in brackets or behind a dash that ends a text, and where its sign stands; None where there is none.

    >>> acronym_behind("Reef Trust (RT)"), acronym_behind("Reef Trust (Fiji)")
    (('RT', 11), None)
    """
    if not (")" in text[-3:] or " -" in text or " –" in text or " —" in text):
        return None
    if says_type(text):
        # "Institute of Reefs - IR (Government)", but not "Reef Society (NGO)".
        text = without_bracket(text)
    found = _ACRONYM_BEHIND.search(text)
    acronym = found.group(1) or found.group(2) if found else ""
    return (acronym, found.start()) if found and is_acronym(acronym) else None


def acronym_within(text: str) -> tuple[str, int] | None:
    """The first acronym in brackets of a text, or else the one behind a dash that ends it."""
    found = _ACRONYM_WITHIN.search(text) if "(" in text else None
    if found and is_acronym(found.group(1)) and not says_type(found.group()):
        return found.group(1), found.start()
    return acronym_behind(text)


def is_opening(text: str) -> bool:
    """Whether a text is only the beginning of a name: an adjective, or a word for whom it is for."""
    return only_qualifies(text) or is_subject(text)


def stands(text: str) -> bool:
    """Whether a text looks like a complete name: an acronym, a country, something with a bracket or an "Agency"."""
    bare = without_bracket(text)
    if is_acronym(bare) or country_of(bare):
        return True
    if len(bare.split()) < 2:
        return False
    return has_organisation_word(bare) or _ENDS_IN_BRACKET.search(text) is not None


def ends_in_adjective(text: str) -> bool:
    """Whether a text of two or three words ends in an adjective, which wants a noun behind it."""
    return wants_a_noun(text) and 1 < len(text.split()) < 4


def wants_a_noun(text: str) -> bool:
    """Whether a text ends in an adjective: "Network of Scientific"."""
    return _ADJECTIVE.search(text) is not None


def is_plain(text: str) -> bool:
    """Whether a text is up to three words with capitals and no subject: a name without an organisation's word."""
    words = text.split()
    return 0 < len(words) <= 3 and all(word[:1].isupper() for word in words) and not is_subject(text)


def says_type(text: str) -> bool:
    """Whether the bracket at the end of a text says a type or a role."""
    found = _ENDS_IN_BRACKET.search(text)
    return found is not None and bool(read_brackets(found.group(1)).type or read_brackets(found.group(1)).role)


def says_other_sector(text: str) -> bool:
    """Whether the bracket at the end of a text says a type other than a government."""
    found = _ENDS_IN_BRACKET.search(text)
    return found is not None and read_brackets(found.group(1)).type not in {"", "government", "local-authority"}


def says_country(text: str) -> bool:
    """Whether the bracket at the end of a text is a country."""
    found = _ENDS_IN_BRACKET.search(text)
    return found is not None and bool(country_of(found.group(1)))


def without_bracket(text: str) -> str:
    """A text without the bracket or the type behind a dash that ends it, and without a full stop."""
    found = _ENDS_IN_BRACKET.search(text)
    bare = (text[: found.start()] if found else text).strip(" .*")
    if "-" not in bare:
        return bare
    name, _, note = bare.rpartition("-")
    # "Design and Technology-academic institution".
    return name.rstrip() if " " in note and read_type(note) else bare
