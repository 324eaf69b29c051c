"""One piece of a list as a mention: the name, and what stands beside it in brackets, behind dashes and commas."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from graph.model.drafts import Mention
from graph.names import lines, phrases
from graph.names.government import OfGovernment, country_of, is_government_of, read_government
from graph.names.lexicon import has_organisation_word, is_acronym, is_subject, rank
from graph.names.lines import Piece
from graph.names.parenthesis import NOTHING, Brackets, read_brackets, read_role, read_type, says_no_type
from graph.names.relatives import read_relatives
from graph.text.fold import acronym_fits
from graph.text.mend import squash

LONGEST_NAME = 16
"""Words. The longest real names of ministries have about fifteen."""

_BRACKET = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)\s*$|\s*\[([^\[\]]*)\]\s*$")
_UNCLOSED = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)?)$")
_PARTS = frozenset({"youth", "women", "workers", "farmers", "indigenous"})
_DASHED = re.compile(
    r"\s+[-–—]\s*((?:non-|inter-|sub-)?[^-–—]{2,60})$|\s*[-–—]\s+((?:non-|inter-|sub-)?[^-–—]{2,60})$", re.IGNORECASE
)
# Behind a dash without spaces only several words are a note: "Reef Trust-civil society", not "Agenda-NGO".
_DASHED_TIGHTLY = re.compile(r"(?<=\w)[-–—]((?:[^\W\d_]+ ){1,6}[^\W\d_]+)$|(?<=\))[-–—]([^\W\d_][^-–—]{2,40})$")
_TIED = re.compile(r"(?:^\S+|\b(?:non|inter|multi|sub|co|para|semi|quasi|pre|self))$", re.IGNORECASE)
_BEHIND_COLON = re.compile(r"(?<=\))\s*:\s*([^:]{2,40})$")
_QUOTED = re.compile(r"\s+[\"“]([^\"“”]{2,40})[\"”]$")
_BEHIND_GAP = re.compile(r"\s{3,}(?!ministr)(\S.{2,60})$", re.IGNORECASE)
# A bracket that was never opened.
_UNOPENED = tuple(re.compile(rf"\s((?:\S+ ){{{words}}}[^\s()]+)\)$") for words in (2, 1, 0))
_LONGEST_CODE = 4
_KIND = re.compile(
    r"(?!.*\b(?:of|for|de)\b).*\b(?:organi[sz]ations?|institut(?:ion|e)s?|instituci[oó]n|sector|communit(?:y"
    r"|ies)|society"
    r"|entit(?:y|ies)|actors?|members?|partners?|no gubernamental(?:es)?)",
    re.IGNORECASE,
)
_KIND_ENDS = (
    *("ation", "ations", "tion", "tions", "ute", "utes", "ión", "ion", "cin", "sector", "ity", "ities", "ety", "tor"),
    *("tors", "ber", "bers", "ner", "ners", "tal", "tales", "ATION", "ATIONS", "SECTOR", "ITY", "ITIES", "ETY"),
)
_NOTE_SIGNS = re.compile('[-–—:"”)]|   ')
_TYPE_ENDS = ("sector", "ation", "itution", "unity", "agency", "Sector", "Agency")
_ROLES = (" partner", " Partner", " partners", " Partners", " support", " sponsor", " donor", " agency")
# A type that lost its sign: "Reef Services Limited private sector".
_AT_THE_END = re.compile(
    r"(?<=\w)\s+((?:private|public) sector|civil society organi[sz]ation|academic institution|scientific community"
    r"|(?:philanthropic|non-?governmental|intergovernmental) organi[sz]ation|government agency)$",
    re.IGNORECASE,
)
_WANTS_MORE = re.compile(r"\b(?:of|for|the|and|&|de|del|du|des|y|et|with|in|from|by|to|a|an)$", re.IGNORECASE)
_NOTES = (
    (_DASHED, re.compile("[-–—]")),
    (_DASHED_TIGHTLY, re.compile("[-–—]")),
    (_BEHIND_COLON, re.compile(":")),
    (_QUOTED, re.compile('["”]$')),
    (_BEHIND_GAP, re.compile("   ")),
    *((pattern, re.compile(r"^[^(]*\)$")) for pattern in _UNOPENED),
)
_RELATIVE = re.compile(
    r",?\s+(?:which|who|that)\s+(?:is|are|was|were|has|have|will)\b|\s*[-–—]+\s+(?:an?|in|based|working"
    r"|active)\s+(?=[a-z\d])"
)
_ABBREVIATED = re.compile(r"\b(?:\w|inc|ltd|co|corp|inst|assoc|dept|univ|int|ass)\.$", re.IGNORECASE)
_JOINT = re.compile(r"\s(?:and|&|y|et|e)\s")
_THE = re.compile(r"\Athe\s+")
_GOVERNMENT = "government"
_IN = re.compile(r"\bin\s+(?:the\s+)?([^,]+)$")
_QUOTES = ("\"“«'", "\"”»'")


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all names at one place of a list.

    Attributes:
        written: the whole list as mended; pieces of its narrow twin have the same positions.
        column: the column that it stands in.
        type: code of the type that a heading gives, or empty.
        role: code of the role that a heading or lead-in gives, or empty.
        parent: name of the organisation that the names are put under, or empty.
        listing: a line of the CSD's register, where the last bracket is a country and a dash parts a government from
            its body.
        heading: code of the heading of the CSD's register that the names stand under, or empty.
    """

    written: str
    column: str = ""
    type: str = ""
    role: str = ""
    parent: str = ""
    listing: bool = False
    heading: str = ""


def mention_of(piece: Piece, context: Context) -> Mention | None:
    """The mention of a piece that is one name or one phrase; None where nothing is left of it.

    Web addresses, relative clauses, types, roles, countries and acronyms beside the name are read and taken off.
    """
    made = _read(piece, context)
    return made if made and made.name else None


def _read(piece: Piece, context: Context) -> Mention | None:
    piece = _without_address(piece)
    text = piece.text
    clause = _RELATIVE.search(text) if "wh" in text or "that" in text or "- " in text or "– " in text else None
    if clause and not context.listing:
        piece = piece.part(0, clause.start())
    name, says = _undress(piece, listing=context.listing)
    bare = name.text.strip(" .*")
    if not any(map(str.isalnum, bare)):
        return None
    made = _mention(name, says, piece, "organisation", context)
    if country := country_of(bare):
        basis = made.type_basis if made.type == _GOVERNMENT else "rule"
        return replace(made, name=_name(bare), kind="government", country=country, type=_GOVERNMENT, type_basis=basis)
    nobody = phrases.names_nobody(bare) or _is_kind(bare) or (bare[0].islower() and _opens_as_kind(bare))
    if nobody and not _is_spelt_out(bare, made.acronym):
        return replace(made, kind="generic")
    if government := _government_of(bare, context):
        return _under_government(made, name, government, context)
    if not context.listing and not made.acronym and _is_no_name(bare, torn=_is_torn(name)):
        return replace(made, kind="unsplit")
    return _with_parent(made, name, context)


def as_it_stands(piece: Piece, kind: Literal["organisation", "generic", "unsplit"], context: Context) -> Mention:
    """The mention of a whole piece, nothing taken off."""
    return _mention(piece, NOTHING, piece, kind, context)


def _mention(
    name: Piece,
    says: Brackets,
    piece: Piece,
    kind: Literal["organisation", "generic", "unsplit"],
    context: Context,
) -> Mention:
    """The mention of a name, with what stands beside it in its piece; a heading's type goes before a bracket's."""
    stated: Literal["header", "declared", ""] = "header" if context.type else "declared" if says.type else ""
    return Mention(
        name=_written(name, context),
        written=context.written[piece.start : piece.end],
        column=context.column,
        kind=kind,
        role=says.role or context.role or "not-stated",
        type=context.type or says.type,
        type_basis=stated,
        country=says.country,
        acronym=says.acronym,
        parent=_name(context.parent),
        parent_kind="organisation" if context.parent else "",
        headings=(context.heading,),
    )


@lru_cache(maxsize=1 << 14)
def _closing_bracket(text: str) -> re.Match[str] | None:
    """The bracket that a text ends in."""
    return _BRACKET.search(text) if text.rstrip().endswith((")", "]")) else None


@lru_cache(maxsize=1 << 14)
def _is_kind(bare: str) -> bool:
    """Whether it is only a kind of organisation or a role: "Academic institution", "Implementing partner"."""
    is_kind = bare.endswith(_KIND_ENDS) and _KIND.fullmatch(bare) is not None and bool(read_type(bare))
    return is_kind or (bare.endswith(_ROLES) and bool(read_role(bare)))


def _opens_as_kind(bare: str) -> bool:
    """Whether it opens with a kind that is written small: "private sector waste management"."""
    first = bare.split()[:2]
    return first[-1] not in {"of", "de", "del", "for"} and bool(read_type(" ".join(first)))


def _is_spelt_out(bare: str, acronym: str) -> bool:
    """Whether a phrase has an acronym of its own, which makes a name of it; "(NGOs)" and "(SMEs)" make none."""
    return bool(acronym) and not phrases.names_nobody(acronym) and acronym_fits(acronym, bare)


def _is_no_name(bare: str, *, torn: bool) -> bool:
    """Whether it is a sentence, or a subject torn off a ministry that can't be found again: "Trade and Services"."""
    bracket = _closing_bracket(bare)
    bare = bare[: bracket.start()] if bracket else bare
    if torn and is_subject(bare) and (" " not in bare or _JOINT.search(bare)) and not is_acronym(bare):
        return not has_organisation_word(bare)
    return len(bare) == 1 or len(bare.split()) > LONGEST_NAME or phrases.is_running_text(bare)


def _is_torn(piece: Piece) -> bool:
    """Whether a comma or conjunction stands beside a piece, which may have torn it off a name."""
    before, behind = (
        piece.source[max(0, piece.start - 8) : piece.start].rstrip(" "),
        piece.source[piece.end : piece.end + 5].lstrip(" "),
    )
    return before.endswith((",", "&", " and", " y", " et", " e")) or behind.startswith((",", "&", "and ", "y ", "et "))


def _government_of(bare: str, context: Context) -> OfGovernment | None:
    """The government that a name is, or opens with; its body may stand in brackets behind it."""
    government = read_government(bare, listing=context.listing)
    bracket = _closing_bracket(bare)
    if bracket and not (government and government.country):
        head = bare[: bracket.start()]
        owner = read_government(head) if government else OfGovernment(head, country_of(head), None)
        if owner and owner.country and (body := _is_body(bracket)) is not None:
            return OfGovernment(owner.government, owner.country, bracket.start(1) if body else None)
    return government


def _is_body(bracket: re.Match[str]) -> bool | None:
    """Whether a bracket behind a country names a body of it: "Fiji (Ministry of Fisheries)"; None where it may."""
    inside = bracket.group(1) or ""
    first = inside.partition(",")[0]
    if phrases.is_person_or_address(inside) or phrases.names_nobody(first) or read_type(first):
        return False
    if has_organisation_word(inside):
        return True
    return None if inside[:1].isupper() else False


def _undress(piece: Piece, *, listing: bool) -> tuple[Piece, Brackets]:
    """A name without what stands behind it, and all that this says."""
    name, all_says = piece, NOTHING
    first = True
    for _ in range(4):
        text = name.text
        bare = text.rstrip(" .")
        behind = _closing_bracket(bare) or (_UNCLOSED.search(bare) if bare.count("(") > bare.count(")") else None)
        if behind:
            inside = next((group for group in behind.groups() if group is not None), "")
            says = read_brackets(inside, country_first=listing and first)
        else:
            noted = None if listing else _noted(text)
            if not noted:
                break
            behind, says = noted
        if not says.says or (says.acronym and all_says.acronym) or not name.part(0, behind.start()):
            break
        first = False
        name = name.part(0, behind.start())
        all_says = Brackets(
            type=all_says.type or says.type,
            role=all_says.role or says.role,
            country=all_says.country or says.country,
            acronym=all_says.acronym or says.acronym,
        )
    return name, all_says


@lru_cache(maxsize=1 << 14)
def _noted(text: str) -> tuple[re.Match[str], Brackets] | None:
    """A type, role or country behind a dash, a colon or a gap, or in quotes, and what it says; None without one."""
    found = _AT_THE_END.search(text) if text.endswith(_TYPE_ENDS) else None
    if found and " " in text[: found.start()].strip() and not _WANTS_MORE.search(text[: found.start()]):
        return found, Brackets(type=read_type(found.group(1)))
    if not _NOTE_SIGNS.search(text):
        return None
    for pattern, signs in _NOTES:
        found = pattern.search(text) if signs.search(text) else None
        written = next((group for group in found.groups() if group is not None), "") if found else ""
        if not found or not written or (pattern is _DASHED_TIGHTLY and _TIED.search(text[: found.start()])):
            continue
        if pattern in _UNOPENED and " " in written and has_organisation_word(written.partition(" ")[0]):
            # "Reef Foundation Philanthropic organization)".
            continue
        type_, role = read_type(written), read_role(written)
        # "Network - Youth" is the network's youth, not a network that is one.
        if type_ in _PARTS and pattern is _DASHED and " " not in written.strip():
            type_ = ""
        country = country_of(written) if pattern is _DASHED and _has_country(text[: found.start()], written) else ""
        if type_ or role or country or says_no_type(written):
            return found, Brackets(type=type_, role=role, country=country)
    return None


def _has_country(name: str, written: str) -> bool:
    """Whether what is written beside a name can be the country of an organisation, and isn't its acronym."""
    if len(written) <= _LONGEST_CODE and acronym_fits(written, name):
        return False
    return has_organisation_word(name) and not phrases.names_nobody(name)


def _under_government(made: Mention, name: Piece, government: OfGovernment, context: Context) -> Mention:
    """The government itself, or the body of it that a listing names."""
    made = replace(made, type=_GOVERNMENT, type_basis=made.type_basis if made.type == _GOVERNMENT else "rule")
    if government.body is None:
        if not government.country:
            return made
        return replace(made, kind="government", country=government.country, name=_name(government.government))
    body = name.part(government.body)
    if body.text.count(")") > body.text.count("("):
        # The bracket that the body stands in.
        body = body.part(0, body.text.rindex(")"))
    inner, says = _undress(body, listing=False)
    named = _written(inner, context)
    if not named:
        return replace(made, kind="government", country=government.country, name=_name(government.government))
    return replace(
        made,
        name=named,
        acronym=says.acronym or made.acronym,
        country=government.country,
        parent=_name(government.government),
        parent_kind="government",
    )


def _is_in_another(text: str, country: str) -> bool:
    """Whether a name ends in another country than the one behind it: "Offices in Samoa, Tonga" are in both."""
    found = _IN.search(text)
    return found is not None and country_of(found.group(1)) not in {"", country}


def _with_parent(made: Mention, name: Piece, context: Context) -> Mention:
    """A department that is written with its university or ministry, a name that is written with its country."""
    text = name.text
    head, comma, tail = text.rpartition(",")
    country = country_of(tail) if comma and not made.country else ""
    if country and not country_of(head.rpartition(",")[2]) and not _is_in_another(head, country):
        inner, says = _undress(name.part(0, len(head)), listing=False)
        acronym = says.acronym or made.acronym
        stated = replace(made, type=says.type, type_basis="declared") if says.type and not made.type else made
        return replace(stated, name=_written(inner, context), country=country, acronym=acronym)
    beside = None if made.parent else read_relatives(text)
    named = _written(name.part(beside.start, beside.end), context) if beside else ""
    if beside and named:
        acronym = made.acronym or beside.acronym.rstrip(".")
        kind: Literal["organisation", ""] = "organisation" if beside.parent else ""
        return replace(made, name=named, acronym=acronym, parent=beside.parent, parent_kind=kind)
    if made.parent or text.count(",") != 1:
        return made
    left, right = (side.strip() for side in text.split(","))
    if 0 < rank(left) < rank(right):
        return replace(
            made, parent=_name(right), parent_kind="government" if is_government_of(right) else "organisation"
        )
    return made


def _written(piece: Piece, context: Context) -> str:
    return _name(context.written[piece.start : piece.end])


@lru_cache(maxsize=1 << 15)
def _name(text: str) -> str:
    text = _THE.sub("", squash(text).strip(" ,;:*-–&").lstrip(". "), count=1)
    if text.endswith(".") and not _ABBREVIATED.search(text):
        text = text[:-1]
    if text.count("(") != text.count(")"):
        text = text.strip("( )")
    quoted = len(text) > 2 and text[0] in _QUOTES[0] and text[-1] in _QUOTES[1]
    return text[1:-1] if quoted else text


def _without_address(piece: Piece) -> Piece:
    """A name without the web address that stands beside it."""
    text = piece.text
    spans = list(lines.web_addresses(text))
    if not spans:
        return piece
    start, end = spans[0]
    before, after = piece.part(0, start), piece.part(end)
    kept = before if len(before.text) >= len(after.text) else after
    trimmed = kept.text.rstrip(" (-:–[")
    return kept.part(0, len(trimmed)) if trimmed else kept
