"""Finds what identifies persons in a text: e-mail addresses, telephone numbers, postal addresses, names.

Registers of partnerships are about organisations; the persons in their lists never asked to be in a graph, a search or
an export. The search here rests on marks that people leave beside personal data (a title, "Contact:", an e-mail address
that repeats a name), not on lists of first names, so that it works alike for names of any origin. A name without any
such mark isn't found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.text.fold import fold, is_acronym
from graph.text.plain_words import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PersonalKind = Literal["email", "phone", "address", "person"]
"""What a span holds."""

REMOVED = "[removed]"
"""What stands where something personal was."""

_AT = r"(?:@|\s?[(\[](?:at|arroba)[)\]]\s?)"
_AT_IN_BRACKETS = re.compile(r"[(\[](?:at|arroba)[)\]]", re.IGNORECASE)
_DOT = r"(?:\.|\s?[(\[]dot[)\]]\s?)"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+'%-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}})+", re.IGNORECASE)

_PHONE_LEAD = (
    r"\b(?:tel(?:[eé]fono|[eé]phone|efax)?|tél|phones?|fax|mob(?:ile|il)?|m[oó]vil|cel(?:l|ular)?|whatsapp|hotline|"
    r"тел|هاتف|电话)\b"
)
_PHONE_NUMBER = r"\+?\s?\(?\d[\d\s().\-/]{4,20}\d"
_LED_PHONE = re.compile(
    rf"{_PHONE_LEAD}\.?(?:\s?(?:no|number|n°|/\s?\w+))?\.?\s*[:;.]*\s*({_PHONE_NUMBER})", re.IGNORECASE
)
_BARE_PHONE = re.compile(
    r"(?<![\w.,+])(?:\+\s?\d[\d\s().\-]{7,20}\d|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})(?!\w|,\d)"
)

_STREET = "Street|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Highway|Terrace|Quay|Crescent|St"
# These are ordinary words as well, so a year before them is no number of a house.
_DOUBTFUL_STREET = "Row|Square|Plaza|Way|Court|Place|Drive|Close"
_POSTCODE = r"(?:[A-Z]{1,2}-)?\d{4,6}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
_CAPITAL_WORDS = r"(?:[^\W\d_a-z][\w'’.\-]*\s+){1,3}"
_TOWN = rf"(?:\s*[,;\n]\s*[^\d,;\n]{{0,30}}?\b(?:{_POSTCODE})\b)?"
# The digit stands before what mustn't precede it, since that is what the search can leap to.
_NUMBER = r"\d(?<![\w.,/-]\d)"
_NOT_A_YEAR = r"(?!(?:(?<=1)9|(?<=2)0)\d\d\s)"
_REST_OF_NUMBER = r"\d{0,4}[A-Za-z]?(?:\s?[-–/]\s?\d{1,4})?,?\s+"
_BOX = (
    r"P\.?\s?O\.?\s?Box|Post\s?Box|Private\s(?:Mail\s)?Bag|Apartado(?:\s(?:postal|a[eé]reo))?|Casilla(?:\sde\scorreo)?|"
    r"Caixa\sPostal|Postfach|B\.?P\.?"
)
_DIGIT = re.compile(r"\d")
# Expressions, behind what they can't do without.
_ADDRESSES = (
    (
        any_of(*_STREET.split("|"), *_DOUBTFUL_STREET.split("|")),
        (
            re.compile(rf"{_NUMBER}{_REST_OF_NUMBER}{_CAPITAL_WORDS}(?:{_STREET})\b\.?{_TOWN}"),
            re.compile(rf"{_NUMBER}{_NOT_A_YEAR}{_REST_OF_NUMBER}{_CAPITAL_WORDS}(?:{_DOUBTFUL_STREET})\b{_TOWN}"),
        ),
    ),
    (
        any_of(
            *("Box", "Bag", "Apartado", "Casilla", "Caixa", "Postfach", "BP", "B.P"),
            *("Calle", "Avenida", "Av.", "Carrera", "Rua", "Jalan", "Jl.", "Via"),
            *("Address:", "Adresse:", "Direcci", "Endere"),
        ),
        (
            re.compile(rf"\b(?:{_BOX})\s*(?:No\.?|N°|:)?\s*\d[\d\-]*{_TOWN}"),
            re.compile(
                r"\b(?:Calle|Avenida|Av\.|Carrera|Rua|Jalan|Jl\.|Via|Viale)\s+(?:[\w'’.\-]+\s+){0,4}?[\w'’.\-]+,?\s*"
                rf"(?:No\.?|N°|Nº|#|nro\.?)?\s?\d{{1,5}}\b{_TOWN}"
            ),
            # "Address:" with a number after it, up to the next mark.
            re.compile(
                r"\b(?:Postal\s)?(?:Address|Adresse|Direcci[oó]n|Endere[cç]o):\s*(?=[^;\n]{0,160}\d)[^;\n]{5,200}?"
                r"(?=[;\n]|$|,?\s+(?:Phone|Tel|Fax|E-?mail|Contact)\b)"
            ),
        ),
    ),
    # The words of this one are small and common; the number before them is what few texts have.
    (
        _DIGIT,
        (
            re.compile(
                rf"{_NUMBER}\d{{0,3}},?\s?(?:bis,?\s|ter,?\s)?(?:rue|avenue|boulevard|quai|chemin|place)\s"
                rf"(?:(?:de|du|des|la|le|les)\s|l['’]|d['’])*[^\W\d_a-z][\w'’.\- ]{{1,40}}{_TOWN}"
            ),
        ),
    ),
)
_NUMBER_LIKE = re.compile(r"\d[\d\s().\-/]{4,20}\d")
_DASHED_NUMBER = re.compile(r"\d{3}-\d{4}")
_TITLE_WORDS = any_of(
    *("Mr", "Ms", "Mis", "Mes", "Dr", "Prof", "Mme", "Mll", "Engr", "Doña", "Herr", "Frau", "Sir", "Sr", "Ing."),
    *("Lic.", "Ir.", "Arq.", "Hon.", "Rev.", "Capt.", "E."),
)
# These are looked for in lower case.
_LEAD_WORDS = any_of(
    *("tel", "tél", "phone", "fax", "mob", "movil", "móvil", "cel", "whatsapp", "hotline", "тел", "هاتف", "电话")
)
_CONTACT_WORDS = ("contact", "focal", "c/o")
_WORDS_BEFORE_COLON = ("coordina", "attn", "attention", "represented")

# Titles; a ship may bear one too.
_TITLE = re.compile(
    r"(?<!\w)(?<!R/V )(?<!RV )(?:(?:Mr|Mrs|Ms|Miss|Messrs|Dr|Dra|Drs|Prof|Professor|Profesor|Profesora|Professeur|Mme|"
    r"Mlle|Engr|Doña|Herr|Frau|Sir)\b\.?|(?:Sr|Sra|Srta|Ing|Lic|Ir|Arq|Hon|Rev|Capt|H\.?\s?E)\.)(?=\s*[^\W\d_])"
)
_CONTACT = re.compile(
    r"\b(?:(?:contact(?:\s(?:person|name|point))?s?|contacto|persona de contacto|focal\spoints?|punto focal|"
    r"point focal|c/o)(?:\s?[:\-–]\s*|\.\s|[ ])|(?:coordinators?|coordinadora?|attn|attention|represented by)\s?:\s*)",
    re.IGNORECASE,
)
_DEGREE = re.compile(r",\s*(?:M\.?D|Ph\.?\s?D|M\.?Sc|MBA)\b\.?")
_ROLE_AND_CONTACT = re.compile(
    r",[^\d\n,;:@]{3,50}[;\n\s]\s*(?:tel|phone|fax|mobile|e-?mail)\b\.?\s*[:+(\d]", re.IGNORECASE
)
_NAME_WORD = re.compile(r"[ \t]?((?:[^\W\d_]\.)|[^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_NICKNAME = re.compile(r" \([^\W\d_]{2,12}\)(?= [^\W\d_a-z])")
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:[-'’][^\W\d_]+)*"
_PARTICLE = r"(?:de|del|da|dos|van|von|bin|al|el|la|le)\b"
_NAME_RUN = re.compile(rf"(?<![\w.@-]){_NAME}(?:[ \t]+(?:[^\W\d_a-z]\.|{_PARTICLE}|{_NAME})){{1,3}}")
_PARTICLE_WORDS = "de del da das do dos di du van von der den bin ibn al el la le ben"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
# What a person's name doesn't hold: a name that goes on with one of these is an organisation's.
_ORGANISATIONAL_WORDS = (
    "academy administration africa agency alliance america association authority award bank board bureau caribbean "
    "center centre centro charity church city clinic club coalition college commission committee community company "
    "conference consortium convention corporation council country department district division embassy environment "
    "europe federation fisheries forum foundation fund fundacion fondation global government group hospital house "
    "initiative institute institut instituto institution international island islands laboratory library limited "
    "ltd marine memorial ministerio ministry mission movement museum national nations network ngo ocean office "
    "organisation organization pacific partners partnership platform prize programme program project republic "
    "research reserve school secretariat section service services society state states station strategy system team "
    "technical trust un union unit united universidad universite university water women world youth zoo"
)
_ORGANISATIONAL = frozenset(_ORGANISATIONAL_WORDS.split())
# What may follow a name at once without being part of it.
_ROLE_WORDS = (
    "adviser advisers advisor advisors chair chairperson coordinator director directors fellow fellows founder head "
    "lead manager minister officer president principal scientist secretary vice email e-mail phone tel fax website "
    "us our the and for info you your please more further information"
)
_ROLES = frozenset(_ROLE_WORDS.split())
_LONGEST_NAME = 5
_MOST_TITLES = 3


@dataclass(frozen=True, slots=True)
class Span:
    """Something personal in a text.

    Attributes:
        start: offset of its first character, in code points.
        end: offset after its last character.
        kind: what it is.
    """

    start: int
    end: int
    kind: PersonalKind


def find_personal(text: str) -> list[Span]:
    """Find e-mail addresses, telephone numbers, postal addresses and marked names of persons.

    A name counts as marked by a title ("Dr", "Sra."), a word like "Contact:" or "focal point", a degree, a function
    with a telephone or e-mail address after it, or an e-mail address in the same text that spells it. A name that goes
    on as an organisation's ("Dr Jane Doe Foundation") is none.

    Args:
        text: mended, of any length; empty gives none.

    Returns:
        Spans in order, not overlapping.

    >>> text = "Contact: Ana Lima, Tel. +1 202 555 0100; Dr Jane Doe Foundation"
    >>> [(span.kind, text[span.start : span.end]) for span in find_personal(text)]
    [('person', 'Ana Lima'), ('phone', '+1 202 555 0100')]
    """
    # Most texts hold none of the marks that all of this rests on, and a mark is found far faster than what it marks.
    found: list[Span] = []
    if "@" in text or _AT_IN_BRACKETS.search(text):
        found += _emails(text)
    if _DIGIT.search(text):
        found += [*_phones(text), *_addresses(text)]
    if _TITLE_WORDS.search(text):
        found += _titled(text)
    words = (*_CONTACT_WORDS, *_WORDS_BEFORE_COLON) if ":" in text else _CONTACT_WORDS
    if any(map(text.lower().__contains__, words)):
        found += _contacts(text)
    if "@" in text or _DEGREE.search(text) or _ROLE_AND_CONTACT.search(text):
        found += _marked_behind(text)
    spans: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if spans and span.start < spans[-1].end:
            if span.end > spans[-1].end:
                spans[-1] = Span(spans[-1].start, span.end, spans[-1].kind)
        else:
            spans.append(span)
    return spans


def without_personal(text: str) -> str:
    """Take out what `find_personal` finds; `[removed]` stands in its place, and everything else stays as it is.

    >>> without_personal("Write to Ms Ana Lima (ana@example.org) in Suva.")
    'Write to [removed] ([removed]) in Suva.'
    """
    parts: list[str] = []
    at = 0
    for span in find_personal(text):
        parts += [text[at : span.start], REMOVED]
        at = span.end
    return "".join([*parts, text[at:]])


def _emails(text: str) -> Iterator[Span]:
    for found in _EMAIL.finditer(text):
        yield Span(found.start(), found.end(), "email")


def _phones(text: str) -> Iterator[Span]:
    if not _NUMBER_LIKE.search(text):
        return
    for found in _LED_PHONE.finditer(text) if _LEAD_WORDS.search(text.lower()) else ():
        if _digits(found[1]) >= 6:
            yield Span(found.start(1), found.end(1), "phone")
    for found in _BARE_PHONE.finditer(text) if "+" in text or _DASHED_NUMBER.search(text) else ():
        if 9 <= _digits(found.group()) <= 15:
            yield Span(found.start(), found.end(), "phone")


def _digits(text: str) -> int:
    return sum(sign.isdecimal() for sign in text)


def _addresses(text: str) -> Iterator[Span]:
    for needed, patterns in _ADDRESSES:
        for pattern in patterns if needed.search(text) else ():
            for found in pattern.finditer(text):
                yield Span(found.start(), found.end(), "address")


def _titled(text: str) -> Iterator[Span]:
    for found in _TITLE.finditer(text):
        end = _name_end(text, found.end(), fewest=1)
        if end is not None:
            yield Span(found.start(), end, "person")


def _contacts(text: str) -> Iterator[Span]:
    for found in _CONTACT.finditer(text):
        end = _name_end(text, found.end(), fewest=2)
        if end is not None:
            start = found.end() + len(text[found.end() : end]) - len(text[found.end() : end].lstrip())
            yield Span(start, end, "person")


def _marked_behind(text: str) -> Iterator[Span]:
    """Names with a degree, a function with a number, or an e-mail address that spells them."""
    spelt = _spelt_in_emails(text) if "@" in text else frozenset()
    for found in _NAME_RUN.finditer(text):
        words = fold(found.group()).split()
        if not (_ORGANISATIONAL | _ROLES).isdisjoint(words) or any(map(is_acronym, found.group().split())):
            continue
        marked = (
            _DEGREE.match(text, found.end())
            or _ROLE_AND_CONTACT.match(text, found.end())
            or (len(spelt.intersection(words)) >= 2)
            or (spelt.intersection(words) and _EMAIL.match(text, _after_space(text, found.end())))
        )
        if marked:
            yield Span(found.start(), found.end(), "person")


def _spelt_in_emails(text: str) -> frozenset[str]:
    """The words that the e-mail addresses of a text spell before their @."""
    addresses = (found.group() for found in _EMAIL.finditer(text))
    parts = (part for address in addresses if "@" in address for part in fold(address.partition("@")[0]).split())
    return frozenset(part for part in parts if len(part) >= 2)


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t:,(<":
        at += 1
    return at


def _name_end(text: str, at: int, fewest: int) -> int | None:
    """Follow a name from `at` on; its end, or None if no name of at least `fewest` words stands there."""
    for _ in range(_MOST_TITLES):  # Prof. Dr.
        title = _TITLE.match(text, _after_space(text, at))
        if not title:
            break
        at = title.end()
    words = 0
    end = None
    for _ in range(_LONGEST_NAME + 2):
        nickname = _NICKNAME.match(text, at)
        found = _NAME_WORD.match(text, nickname.end() if nickname else at)
        if not found:
            break
        word = found[1]
        folded = fold(word)
        if word[0].islower():
            if not words or folded not in _PARTICLES:
                break
        elif folded in _ORGANISATIONAL:
            return None
        elif folded in _ROLES or (len(word) > 3 and is_acronym(word) and not text.isupper()):
            break
        else:
            words += len(word.strip(".")) > 1
            end = found.end()
        at = found.end()
    return end if words >= fewest else None
