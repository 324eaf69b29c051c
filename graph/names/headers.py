"""Headings in partner lists: those of the register of the Commission on Sustainable Development, and free ones.

The CSD's register put every list under five headings, which give the type of what stands below (A/CONF.199/CRP.5 and
E/CN.17/2010/13, §19). Registrants of later lists write headings of their own: "UN agencies: …", "Lead: …".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model.vocabularies import vocabulary
from graph.names.connectives import sentences
from graph.names.government import of_country
from graph.names.lexicon import folded, is_acronym
from graph.names.lines import Piece, sheltered
from graph.names.parenthesis import read_role, read_type
from graph.names.phrases import has_verb, names_nobody

_CSD = re.compile(
    r"(?:^|(?<=[\n;:]))[ \t]*(Governments|Major Groups|UN System|Other intergovernmental organizations|Other)[ \t]*::?"
    r"(?=\s|;|$)",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"[ \t]*((?:\d{1,3} )?[^\W\d_][^:\n;()]{1,70}?(?: ?\((?:[^\W\d_]{2,8}|to date|so far)\)(?=:))?)[ \t]*"
    r"(?:::?(?!//)(?=\s|[^\W\d_]|$)|[–—][ \t](?=[^\W\d_])|(?<=\s)-[ \t](?=[^\n,]*,))"
)
_FEWEST_COUNTRIES = 2
_HEADING_SIGN = re.compile("[:–—]| - ")
_HEADING_WORDS = re.compile(
    r"\b(?:partners?|socios|partenaires|members?|miembros|membres|participants?|governments?|ngos?|ongs?|igos?|csos?"
    r"|ngo s|igo s|agencies|organi[sz]ations?|sector|civil society|society|academi\w*|institutions?"
    r"|sponsors?|supporters?"
    r"|supported by|funded by|financed by|donors?|funders?|stakeholders?|countries|networks?|communit(?:y|ies)|lead"
    r"|lead (?:entity|agency|agencies|partners?)|leadership|collaborators?|associates?|foundations?|corporations?"
    r"|companies|universities|ministries|departments|entities|conven\w*|co organi[sz]ers?|hosts?|others?|others include"
    r"|observers?|initiative \d+|regional|national|international|global|associations|groups?|business\w*|industry"
    r"|public|private|states|bodies|level|to date|so far|currently|at present|include|including|are|with"
    r"|following|friends|commercial|parties|team|consult"
    r"\w*|pacific|caribbean|indian ocean|africa|asia|europe|local|academia|research|support\w*|contributors?)$"
)
_SOME_STATES = re.compile(
    r"(?:\d+ )?(?:\w+ ){0,3}(?:island )?(?:nations|countries|states|entities|agencies|institutions|organi[sz]ations)"
)
_OPENS_AS_MANY = re.compile(r"^(?:partners|members|participants|signatories|supporters) (?:in|of|to|for)\b")
_ONE_KIND = re.compile(
    r"(?:professional|trade|academic|research|scientific|private|public|government|local|national|regional"
    r"|international)"
    r" (?:association|institution|institute|organi[sz]ation|agency|university|foundation|council|body|company)"
)
_OF_MANY = re.compile(r"\b(?:partners|members|donors|sponsors|participants|supporters|observers)$")
_OWN_NAME = re.compile(
    r"\b(?:ministry|university|foundation|institute|agency|council|bank|association|programme?|fund|centre|center"
    r"|ministerio|universidad|fundacion|instituto|government of)\b"
)


# Headings inside a line, behind a full stop or a bracket, or where nothing but a heading reads like this.
_INSIDE = re.compile(
    r"(?:(?<=[.)\]])\s*|(?<=[\s,])(?=(?:[A-Z]\w+ )?(?:NGOs?|IGOs?|CSOs?|ONGs?|UN [Aa]gencies)\b))"
    r"((?:[A-ZÀ-Þ][\w'’]*)(?: [\w'’&]+){0,3})\s*:\s*(?=[^\s/])"
)


# A sentence that announces names: "The network is made up of these organisations: …".
_ANNOUNCED = re.compile(r"([^\W\d_][^:;\n]{20,200}):[-–]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading.

    Attributes:
        heading: the heading as written, or empty where there is none.
        code: code of the vocabulary `csd-headers`, for a heading of the CSD's register; otherwise empty.
        type: code of the vocabulary `types` that it gives, or empty.
        role: code of the vocabulary `roles` that it gives, or empty.
        body: what stands below it; may be an empty piece.
    """

    heading: str
    type: str
    role: str
    body: Piece
    code: str = ""


def has_csd_headings(text: str) -> bool:
    r"""Whether a list is written under the headings of the CSD's register: it opens with one of the five.

    One heading alone isn't enough where it is an everyday word ("Other:"), unless listings of that register follow.

    >>> has_csd_headings("Governments: \nGovernment of Mali \nOther: \nRare (Kenya)"), has_csd_headings("Other: Rare")
    (True, False)
    """
    first = _CSD.match(text.lstrip())
    if not first:
        return False
    found = {folded(each.group(1)) for each in _CSD.finditer(text)}
    return len(found) > 1 or bool(re.search(r"[\n;]\s*(?:Government of |[^\n;]+ \([^()\n]*\)\s*(?:[\n;]|$))", text))


def csd_start(text: str) -> int | None:
    """Where a CSD list begins in a text that holds one on lines of its own; None where there is none."""
    found = _CSD.search(text)
    return found.start() if found and has_csd_headings(text[found.start() :]) else None


def csd_sections(piece: Piece) -> list[Section]:
    """A CSD list cut at its headings: two on one line, double colons, empty sections and all.

    What stands before the first heading is a section without one.
    """
    text = piece.text
    found = list(_CSD.finditer(text))
    sections = []
    if not found or (found[0].start() > 0 and text[: found[0].start()].strip()):
        sections.append(Section("", "", "", piece.part(0, found[0].start() if found else None)))
    for heading, following in zip(found, [*found[1:], None], strict=False):
        body = piece.part(heading.end(), following.start() if following else None)
        code = vocabulary("csd-headers").read(heading.group(1)) or ""
        sections.append(Section(heading.group(1), _csd_type(code), "", body, code))
    return sections


def _csd_type(code: str) -> str:
    """The one type that a heading of the CSD's register stands for; empty for those that hold several kinds."""
    types = vocabulary("csd-headers").terms[code].maps["types"]
    return types[0] if len(types) == 1 else ""


def cut_at_headings(piece: Piece) -> list[Piece]:
    """A chunk cut where a sentence ends, and before headings inside it: "Rare (NGO) Partners: FAO"."""
    if ":" not in piece.text:
        return sentences(piece)
    text = piece.text
    inside = sheltered(text)
    cuts = [
        (found.start(1), found.start(1))
        for found in _INSIDE.finditer(text)
        if found.start(1) and not inside[found.start(1)] and free_heading(piece.part(found.start(1)))
    ]
    return [sentence for part in piece.cut(cuts) for sentence in sentences(part)]


def without_countries(pieces: list[Piece]) -> list[Piece]:
    """Pieces without the countries that they are put under: "Fiji - Reef Trust", "Tonga: Rare"; a lone one stays.

    >>> from graph.names.lines import whole
    >>> [piece.text for piece in without_countries([whole("Fiji - Reef Trust"), whole("Tonga: Rare"), whole("FAO")])]
    ['Reef Trust', 'Rare', 'FAO']
    """
    if len(pieces) < _FEWEST_COUNTRIES:
        return pieces
    starts = [of_country(piece.text) for piece in pieces]
    if sum(start is not None for start in starts) < _FEWEST_COUNTRIES:
        return pieces
    return [piece.part(start) if start else piece for piece, start in zip(pieces, starts, strict=True)]


def free_heading(piece: Piece) -> Section | None:
    """The heading that a line or chunk opens with, if it is one: "UN agencies: …", "Lead entity: …".

    A name before a colon ("IWMI: International Water Management Institute") is no heading.
    """
    if piece.text.endswith(":") and not is_acronym(piece.text[:-1]):
        written = piece.text.rstrip(" :")
        return Section(written, read_type(written), read_role(written), piece.part(len(piece.text)))
    found = _FREE.match(piece.text) if _HEADING_SIGN.search(piece.text) else None
    if not found:
        announced = _ANNOUNCED.match(piece.text) if ":" in piece.text else None
        if announced and has_verb(announced.group(1)) and _HEADING_WORDS.search(folded(announced.group(1))):
            return Section(announced.group(1), "", "", piece.part(announced.end()))
        return None
    written = found.group(1).strip()
    text = folded(written)
    if not text or len(text.split()) > 9:
        return None
    dashed = ":" not in found.group()
    if dashed and "," in piece.text and (names_nobody(written) or _SOME_STATES.fullmatch(text)):
        return Section(written, "", "", piece.part(found.end()))
    if dashed and found.group().rstrip().endswith("-"):
        return None
    type_, role = read_type(written), read_role(written)
    if not type_ and not role:
        own = _OWN_NAME.search(text) and not _OF_MANY.search(text)
        many = _OPENS_AS_MANY.match(text) or _ONE_KIND.fullmatch(text)
        if dashed or not (many or (_HEADING_WORDS.search(text) and not own)):
            return None
        last = text.split()[-1]
        type_ = read_type(last) or ""
        role = read_role(text.split()[0]) if text.split()[0] in {"lead", "sponsor", "sponsors", "funded"} else ""
    elif dashed and not role:
        return None
    return Section(written, type_, role, piece.part(found.end()))
