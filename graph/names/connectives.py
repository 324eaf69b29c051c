"""Where words part names: the end of a sentence, "in partnership with", "including", a phrase with its members."""

from __future__ import annotations

import re

from graph.names.government import country_of
from graph.names.lexicon import is_acronym, opens_as_organisation
from graph.names.lines import Piece, sheltered
from graph.names.parenthesis import read_brackets, read_type
from graph.names.phrases import has_verb, names_nobody
from graph.names.standing import is_plain
from graph.text.fold import acronym_fits
from graph.text.plain_words import any_of

_CONNECTING = re.compile(
    r",?\s+(?:(?:working |acting )?in (?:close |full )?(?:partnership|collaboration|cooperation|co-operation"
    r"|coordination|association|alliance|conjunction|consultation|dialogue) with|together with|along with|as well as"
    r"|jointly with|on behalf of|en nombre de|au nom de|en (?:colaboraci[oó]?n|cooperaci[oó]?n|coordinaci[oó]?n"
    r"|alianza|conjunto) con|junto con"
    r"|en (?:partenariat|collaboration|coop[eé]ration) avec|ainsi que|as[ií] como)\s+",
    re.IGNORECASE,
)
_CONNECTING_WORDS = any_of("with", "behalf", " nom", "well as", " con", "avec", "ainsi", "como")
# In a sentence these go on with it ("is led by"); between names they part them.
_BY = re.compile(
    r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bbe)(?<!\bbeen)(?<!\bwere)(?<!\bbeing)(?<!ly)(?<!\balso)(?<!,)\s+(?:and )?"
    r"(?:(?:co-?)?(?:hosted|led|implemented|executed|funded|financed|supported|coordinated|managed|sponsored"
    r"|facilitated|convened) by|(?:through|via)(?=\s(?:its|the|their) [A-ZÀ-Þ]))\s+(?:the\s+|its\s+|their\s+)?",
    re.IGNORECASE,
)
_BY_WORDS = any_of("ed by", "through ", " via ")
_INCLUDING = re.compile(r",?\s+(?:including|incl\.|namely|such as|e\.g\.,?|including:)\s+", re.IGNORECASE)
_INCLUDING_WORDS = any_of("including", "incl.", "namely", "such as", "e.g.")
_INNER_BRACKET = re.compile(r"\(([^()]*)\)[.,]?(?=\s+(?:\+\s+)?\w)")
_PLUS = re.compile(r"\s+\+\s+")
_NEXT_WITH_ARTICLE = re.compile(r"\s+The\s+[A-ZÀ-Þ]")
_FEWEST_EXPLAINING = 4
_NEXT_NAME = re.compile(r"\s+[A-ZÀ-Þ][\w'’.-]*\s+[A-ZÀ-Þ]")
_GOES_ON = re.compile(r"\s+(?:-|–|\(|and\b|of\b|in\b|for\b|de\b|&)")
_LONGEST_ABBREVIATION = 12
_HEAD_AND_BRACKET = re.compile(
    r"([^()]{2,80}?)\s*\(((including:?\s|incl\.\s|e\.g\.,?\s|such as\s|i\.e\.,?\s|like\s)?[^()]+)\)[\s.]*"
)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4})[.]\s+(?=[A-ZÀ-Þ])|(?<=\))\.\s+(?=[A-ZÀ-Þ])")
_ABBREVIATED = re.compile(
    r"(?:inst|dept|assoc|univ|intl|nat|corp|intern|sust|devel|tech|prof|mgmt|prog|serv|educ|agric|dev|gov|govt|natl"
    r"|cient|orga|dist|prov|fund|environ|scient|fish|asoc|cons)$",
    re.IGNORECASE,
)


def sentences(piece: Piece) -> list[Piece]:
    """A chunk cut where a sentence ends, not at abbreviations."""
    text = piece.text
    if ". " not in text:
        return [piece]
    inside = sheltered(text)
    cuts = [
        found.span()
        for found in _SENTENCE.finditer(text)
        if not inside[found.start() - 1] or text[found.start() - 1] == ")"
        if not _ABBREVIATED.search(text[max(0, found.start() - _LONGEST_ABBREVIATION) : found.start()])
    ]
    return piece.cut(cuts)


def connected(piece: Piece) -> list[Piece]:
    """A chunk cut at "in partnership with", "together with", "implemented by" and the like."""
    text = piece.text
    low = text.lower()
    cuts = [found.span() for found in _CONNECTING.finditer(text)] if _CONNECTING_WORDS.search(low) else []
    if _BY_WORDS.search(low) and not has_verb(text):
        cuts += [found.span() for found in _BY.finditer(text)]
    if not cuts:
        return [piece]
    inside = sheltered(text)
    return piece.cut(sorted(cut for cut in cuts if not inside[cut[0]]))


def branches(piece: Piece) -> tuple[Piece, Piece | None]:
    """A name and, behind "including", the branches or members that are listed with it."""
    text = piece.text
    if not _INCLUDING_WORDS.search(text.lower()):
        return piece, None
    inside = sheltered(text)
    for found in _INCLUDING.finditer(text):
        if not inside[found.start()] and found.start() > 0:
            return piece.part(0, found.start()), piece.part(found.end())
    return piece, None


def members(piece: Piece) -> tuple[Piece, Piece, str] | None:
    """A phrase or type and the names that stand in brackets behind it: "Donors (GIZ, SIDA)", "IGO (OSPAR)".

    Returns:
        The phrase, the names, and the type that the phrase is a wording of (empty for a phrase that is more than
        that); None where it is no such thing.
    """
    found = _HEAD_AND_BRACKET.fullmatch(piece.text) if piece.text.rstrip(" .").endswith(")") else None
    if not found or read_brackets(found.group(2)).type:
        return None
    head, inner = piece.part(0, found.end(1)), piece.part(found.start(2), found.end(2))
    inner = inner.part(found.end(3) - found.start(2)) if found.group(3) else inner
    type_ = read_type(head.text)
    if not type_ and not names_nobody(head.text):
        return None
    sides = [side.strip() for side in re.split(",|;| and | y | et ", inner.text)]
    named = [side for side in sides if is_acronym(side) or country_of(side) or opens_as_organisation(side)]
    if len(sides) == 1 and is_acronym(inner.text) and acronym_fits(inner.text, head.text):
        return None
    plain = len(sides) > 1 and all(is_plain(side) for side in sides)
    if any(names_nobody(side) or read_type(side) for side in sides) or not (named or plain or found.group(3)):
        return None
    return head, inner, type_


def after_types(piece: Piece) -> list[Piece]:
    """A chunk cut behind every bracket that says a type: "Water Fund (NGO) Acme (private sector)"."""
    text = piece.text
    if text.count("(") < 2:
        return [piece]
    cuts = []
    for found in _INNER_BRACKET.finditer(text):
        says = read_brackets(found.group(1))
        said = says.type or (says.says and not says.acronym and not says.country and found.group(1).strip())
        explained = len(found.group(1).split()) >= _FEWEST_EXPLAINING and _NEXT_NAME.match(text, found.end())
        article = _NEXT_WITH_ARTICLE.match(text, found.end())
        if (said or explained or article) and not _GOES_ON.match(text, found.end()):
            plus = _PLUS.match(text, found.end())
            cuts.append((found.end(), plus.end() if plus else found.end()))
    return piece.cut(cuts)
