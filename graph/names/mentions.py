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
from graph.names.parenthesis import NOTHING, Brackets, read_brackets, read_role, read_type
from graph.text.mend import squash

LONGEST_NAME = 16
"""Words. The longest real names of ministries have about fifteen."""

_BRACKET = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)\s*$|\s*\[([^\[\]]*)\]\s*$")
_UNCLOSED = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)?)$")
_DASHED = re.compile(r"\s+[-–—]\s*([^-–—]{2,60})$|\s*[-–—]\s+([^-–—]{2,60})$")
_DASH = re.compile("[-–—]")
_COLON = re.compile(r"([^:]{2,20}):\s*(.{4,})$")
_RELATIVE = re.compile(r",?\s+(?:which|who|that)\s+(?:is|are|was|were|has|have|will)\b")
_ABBREVIATED = re.compile(r"\b(?:\w|inc|ltd|co|corp|inst|assoc|dept|univ|int|ass)\.$", re.IGNORECASE)
_JOINT = re.compile(r"\s(?:and|&|y|et|e)\s")
_THE = re.compile(r"\Athe\s+")
_GOVERNMENT = "government"
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
    """

    written: str
    column: str = ""
    type: str = ""
    role: str = ""
    parent: str = ""
    listing: bool = False


def mention_of(piece: Piece, context: Context) -> Mention | None:
    """The mention of a piece that is one name or one phrase; None where nothing is left of it.

    Web addresses, relative clauses, types, roles, countries and acronyms beside the name are read and taken off.
    """
    piece = _without_address(piece)
    text = piece.text
    clause = _RELATIVE.search(text) if "wh" in text or "that" in text else None
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
    if phrases.names_nobody(bare):
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
    )


def _closing_bracket(text: str) -> re.Match[str] | None:
    """The bracket that a text ends in."""
    return _BRACKET.search(text) if text.rstrip().endswith((")", "]")) else None


def _is_no_name(bare: str, *, torn: bool) -> bool:
    """Whether it is a sentence, or a subject torn off a ministry that can't be found again: "Trade and Services"."""
    bracket = _closing_bracket(bare)
    bare = bare[: bracket.start()] if bracket else bare
    if torn and is_subject(bare) and (" " not in bare or _JOINT.search(bare)) and not is_acronym(bare):
        return not has_organisation_word(bare)
    return len(bare) == 1 or len(bare.split()) > LONGEST_NAME or phrases.is_running_text(bare)


def _is_torn(piece: Piece) -> bool:
    """Whether a comma or conjunction stands beside a piece, which may have torn it off a name."""
    before, behind = piece.source[: piece.start].rstrip(" "), piece.source[piece.end : piece.end + 5].lstrip(" ")
    return before.endswith((",", "&", " and", " y", " et", " e")) or behind.startswith((",", "&", "and ", "y ", "et "))


def _government_of(bare: str, context: Context) -> OfGovernment | None:
    """The government that a name is, or opens with; its body may stand in brackets behind it."""
    government = read_government(bare, listing=context.listing)
    bracket = _closing_bracket(bare)
    if government and not government.country and bracket and has_organisation_word(bracket.group(1) or ""):
        owner = read_government(bare[: bracket.start()])
        if owner and owner.country:
            return OfGovernment(owner.government, owner.country, bracket.start(1))
    return government


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
            dashed = None if listing or not _DASH.search(text) else _DASHED.search(text)
            if not dashed:
                break
            behind, says = dashed, _dashed_type(dashed.group(1) or dashed.group(2))
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


def _dashed_type(written: str) -> Brackets:
    type_, role = read_type(written), read_role(written)
    return Brackets(type=type_, role=role, says=bool(type_ or role))


def _under_government(made: Mention, name: Piece, government: OfGovernment, context: Context) -> Mention:
    """The government itself, or the body of it that a listing names."""
    made = replace(made, type=_GOVERNMENT, type_basis=made.type_basis if made.type == _GOVERNMENT else "rule")
    if government.body is None:
        if not government.country:
            return made
        return replace(made, kind="government", country=government.country, name=_name(government.government))
    inner, says = _undress(name.part(government.body), listing=False)
    return replace(
        made,
        name=_written(inner, context),
        acronym=says.acronym or made.acronym,
        country=government.country,
        parent=_name(government.government),
        parent_kind="government",
    )


def _with_parent(made: Mention, name: Piece, context: Context) -> Mention:
    """A department that is written with its university or ministry, a name that is written with its country."""
    text = name.text
    head, comma, tail = text.rpartition(",")
    if comma and not made.country and (country := country_of(tail)):
        inner, says = _undress(name.part(0, len(head)), listing=False)
        acronym = says.acronym or made.acronym
        stated = replace(made, type=says.type, type_basis="declared") if says.type and not made.type else made
        return replace(stated, name=_written(inner, context), country=country, acronym=acronym)
    colon = _COLON.match(text)
    if colon and is_acronym(colon.group(1)):
        return replace(made, name=_name(colon.group(2)), acronym=made.acronym or colon.group(1))
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
    text = _THE.sub("", squash(text).strip(" ,;*-–&"), count=1)
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
