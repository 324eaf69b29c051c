"""A written partner list split into the organisations that it names.

A first, conservative reading: what can be told apart by rules that hold for any register is told apart, what can't
stays whole and says so. The steps, each in a module of its own:

1. `lines`: lines, semicolons, bullets, numbers; never inside brackets or web addresses.
2. `headers`: headings, which give a type or a role to what stands below them.
3. `connectives`: "in partnership with", "including"; `commas`; `conjunctions`: "and" and slashes. `standing` says what
   could be a name on its own.
4. `mentions`, `parenthesis`, `government`: type, acronym, country, role beside a name; the body of a government.
5. `phrases`: what names nobody, running text, persons and addresses.

**Governments.** "Government of C - Ministry" names one partner, the ministry, under the government as its parent. The
government itself is a partner only where a listing names it alone ("Government of C", or just "C").

**Persons** are never returned, only counted; the list that names them stays in the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from graph.model.drafts import Mention
from graph.names import commas, connectives, headers, lines, phrases
from graph.names.government import after_prefix, country_of
from graph.names.lexicon import has_organisation_word, is_acronym
from graph.names.lines import Piece
from graph.names.mentions import LONGEST_NAME, Context, as_it_stands, mention_of
from graph.names.parenthesis import read_role
from graph.names.persons import has_shape_of_person, is_inverted, is_written_like_person, may_be_person
from graph.names.standing import is_plain
from graph.text.mend import mend

Layout = Literal["auto", "csd", "lines", "semicolons"]
"""How a list is written.

`csd`: under the headings of the CSD's register, one listing a line, nothing else separates. `lines`: free, lines and
semicolons separate for certain, commas and "and" perhaps. `semicolons`: made by a register's desk, one name between two
semicolons. `auto`: `csd` where the headings are there, otherwise `lines`.
"""

_LEAD_IN = re.compile(
    r"(?:(?:the )?(?:[\w-]+ ){0,3}?(?:partners?|members?|organi[sz]ations|institutions|entities|socios)"
    r"(?: (?:in|of|for) (?:this|the) \w+)?(?: \([^()]*\))? (?:are|is|include[sd]?|includes|comprise"
    r"|will be|son|incluyen)"
    r":?|(?:(?:the|this) [\w-]+(?: [\w-]+){0,2} (?:is|was|will be|are) )?(?:being )?(?:co-?|jointly )?"
    r"(?:funded|financed|sponsored|supported|implemented|led|executed|provided|hosted|organi[sz]ed|coordinated|managed"
    r"|developed)(?: also)?(?: mainly| jointly)? (?:by|from)|.{0,25}\b(?:also )?(?:provided|supported|funded) by"
    r"|sponsor(?:ed|ship)? (?:by|from)|(?:with )?(?:the )?(?:financial |technical )?(?:support|assistance"
    r"|participation|authori[sz]ation|sponsorship"
    r"|collaboration|cooperation) (?:of|from|by|with)|(?:working )?in (?:close )?(?:partnership"
    r"|collaboration|cooperation"
    r"|coordination|association) with|together with|along with|with|jointly with|including|such as|namely|originally"
    r"|(?:the |los |les |os )?(?:governments of|gobiernos del?|gouvernements d(?:e|u|es)|governos d[aeo]s?)"
    r"|among (?:them|others)|between|co-?lead(?:s|ers)?|lead (?:entity|agency"
    r"|partner|by)\s?[-–]"
    r"|(?:the )?(?:municipalities|municipios|communes|cities|comunas|towns|provinces)(?: of| de"
    r"| des)?(?=\s+(?-i:[A-ZÀ-Þ]))"
    r"|others?\s?[-–](?=\s)|e\.g\.,?|i\.e\.,?|for example,?|through|via|formerly|currently|thanks to"
    r"|and|also|as well as|plus|en (?:colaboraci[oó]?n|coordinaci[oó]?n|conjunto|alianza) con|junto con|con apoyo de"
    r"|avec (?:le soutien|l'appui|la collaboration) de)\s+(?:the\s+(?=[a-z]))?",
    re.IGNORECASE,
)
# Of the pieces of a sentence: a sentence that is mostly a list is read as one.
_MOST_ARE_NAMES = 0.75
_MANY_PERSONS = 4
# Characters.
_LONGEST_POSITION = 40
_FEWEST_PLACES = 3
# "Monterey, CA, USA".
_MOST_TOWNS = 2
_LONGEST_STATE = 2
_BRACKETED = re.compile(r"\(([^()]*,[^()]*)\)")
# Words that a list goes on with before a name in another language, written small: "y Ministerio …", "la Mairie".
_BEFORE_NAME = re.compile(
    r"(?:(?:y|e|et|ou|o|und|and|и)\s+)?(?:(?:the|el|la|los|las|le|les|os|as|der|die|das)\s+|l['’])?(?=[A-ZÀ-Þ])"
)
# What a lead-in says of those whom it leads to.
_LEAD_IN_ROLES = tuple(
    (re.compile(pattern, re.IGNORECASE), role)
    for pattern, role in (
        (r"\b(?:fund|financ|sponsor)", "funder"),
        (r"\b(?:co-?lead|lead|led|co-?ordinated)\b", "lead"),
        (r"\b(?:implemented|executed)\b", "implementer"),
        (r"\bhosted\b", "host"),
        (r"\btechnical (?:support|assistance)\b", "technical support"),
    )
)
_MEMBERS = re.compile(r"(.{3,80}?)\s*:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class PartnerList:
    """What a written list holds.

    Attributes:
        mentions: the names and phrases, in order.
        persons: how many pieces were left out because they name a person or are a line of an address.
        nothing: how many pieces only say that there is nothing ("TBD", "etc", "Open to additional partners").
        csd: whether it stands under the headings of the CSD's register.
    """

    mentions: tuple[Mention, ...] = ()
    persons: int = 0
    nothing: int = 0
    csd: bool = False


@dataclass(slots=True)
class _Found:
    """What is collected on the way through a list."""

    mentions: list[Mention] = field(default_factory=list)
    persons: int = 0
    nothing: int = 0


def split(text: str, *, column: str = "", layout: Layout = "auto") -> list[Mention]:
    """Split a written partner list into mentions: `read_list` for those who need the mentions alone.

    >>> [mention.name for mention in split("UN agencies: FAO, WHO; Ministry of Land, Water and Forests (Government)")]
    ['FAO', 'WHO', 'Ministry of Land, Water and Forests']
    """
    return list(read_list(text, column=column, layout=layout).mentions)


def read_list(text: str, *, column: str = "", layout: Layout = "auto") -> PartnerList:
    """Read a written partner list.

    Args:
        text: as written; it is mended here. Empty gives an empty list.
        column: the column that it stands in, for the mentions' provenance.
        layout: how it is written.

    Returns:
        The mentions in order; the same name may come twice. `written` of each is a stretch of the mended text.
    """
    mended = mend(text)
    piece = lines.whole(lines.narrow(mended))
    found, context = _Found(), Context(mended, column)
    csd = layout == "csd" or (layout == "auto" and headers.has_csd_headings(piece.source))
    if csd:
        _read_csd(piece, context, found)
    elif layout == "semicolons":
        for chunk in lines.chunks(piece):
            _read_name(chunk, context, found)
    else:
        _read_lines(piece, context, found)
    if layout != "semicolons":
        _set_persons_apart(found)
    return PartnerList(tuple(found.mentions), found.persons, found.nothing, csd)


def _set_persons_apart(found: _Found) -> None:
    """Take out the persons without a title where a list names persons; a lone one is kept and said to be unsure."""
    plain = [_stands_alone(mention) for mention in found.mentions]
    suspects = [alone and may_be_person(mention.name) for alone, mention in zip(plain, found.mentions, strict=True)]
    count = sum(suspects)
    if not count:
        return
    if count >= _MANY_PERSONS:
        # Among so many persons, what is written like one is one, be its given name known or not.
        suspects = [
            alone and has_shape_of_person(mention.name) for alone, mention in zip(plain, found.mentions, strict=True)
        ]
    pairs = list(zip(found.mentions, suspects, strict=True))
    if found.persons or count > 1:
        found.persons += sum(suspects)
        found.mentions = [mention for mention, suspect in pairs if not suspect]
    else:
        found.mentions = [replace(mention, kind="unsplit") if suspect else mention for mention, suspect in pairs]


def _stands_alone(mention: Mention) -> bool:
    """Whether nothing beside a name says that it is an organisation: no type, acronym, parent or country."""
    return mention.kind == "organisation" and not (mention.type or mention.acronym or mention.parent or mention.country)


def _read_csd(piece: Piece, context: Context, found: _Found) -> None:
    for section in headers.csd_sections(piece):
        below = replace(context, type=section.type, listing=True, heading=section.code)
        # Where the section has no line breaks, semicolons stand for them.
        for row in lines.rows(section.body):
            for listing in lines.chunks(row):
                _read_listing(listing, below, found)


def _read_listing(line: Piece, context: Context, found: _Found) -> None:
    """One line of the CSD's register: "name (ACRONYM) (Country)" or "Government of C - Ministry"."""
    prefix = after_prefix(line.text) if context.type == "government" else None
    if prefix is not None:
        rest = line.part(prefix)
        if not country_of(rest.text) and (not has_organisation_word(rest.text) or phrases.has_plural_head(rest.text)):
            found.mentions.append(as_it_stands(line, "generic", context))
            return
        line = rest
    _read_name(line, context, found)


def _read_lines(piece: Piece, context: Context, found: _Found) -> None:
    rows = lines.rows(piece)
    chunks = [(number, chunk) for row in rows for number, chunk in enumerate(lines.chunks(row))]
    chunks = _without_address_blocks(chunks, found)
    bare = headers.without_countries(lines.without_count([chunk for _, chunk in chunks]))
    placed = _is_placed(bare)
    below = here = context
    for (number, _), chunk in zip(chunks, bare, strict=True):
        if number == 0:
            here = below
        heading = headers.free_heading(chunk)
        if heading and not heading.body and number == 0:
            # A heading on a line of its own holds until the next one.
            below = here = replace(context, type=heading.type, role=heading.role)
        elif heading:
            below, here = context, replace(context, type=heading.type, role=heading.role)
        elif number and len(rows) == 1:
            # On one line a heading holds for its own chunk: what a desk appended stands behind the same sign.
            here = context
        if placed and not heading and _is_at_place(chunk.text):
            _read_name(chunk, here, found)
        else:
            _read_chunk(heading.body if heading else chunk, here, found)


def _is_placed(chunks: list[Piece]) -> bool:
    """Whether most pieces of a list end in a country, as addresses do."""
    if len(chunks) < _FEWEST_PLACES:
        return False
    tails = (chunk.text.rpartition(",")[1:] for chunk in chunks)
    ends = sum(bool(comma and country_of(tail)) for comma, tail in tails)
    return ends >= _FEWEST_PLACES and 2 * ends > len(chunks)


def _is_at_place(text: str) -> bool:
    """Whether plain words stand between a name and its country: "RRC, Lima, Peru", where all others have a place."""
    sides = [side.strip() for side in text.split(",")]
    towns, country = sides[1:-1], sides[-1]
    plain = all(is_plain(town) and not has_organisation_word(town) for town in towns)
    acronyms = any(is_acronym(town) and len(town) > _LONGEST_STATE for town in towns)
    return 1 <= len(towns) <= _MOST_TOWNS and plain and not acronyms and bool(country_of(country))


def _without_address_blocks(chunks: list[tuple[int, Piece]], found: _Found) -> list[tuple[int, Piece]]:
    """The chunks without those that end an address: its town or country, behind a street; each with its number."""
    kept, in_address = [], False
    for number, chunk in chunks:
        text = chunk.text
        if in_address and _ends_address(text):
            found.persons += 1
        else:
            kept.append((number, chunk))
        in_address = phrases.is_address(text)
        if in_address and len(kept) > 1 and phrases.may_be_building(kept[-2][1].text):
            del kept[-2]
    return kept


def _ends_address(text: str) -> bool:
    """Whether a line is a country, or a town and its country."""
    town, comma, country = text.rpartition(",")
    return bool(country_of(country)) and (not comma or not (has_organisation_word(town) or "," in town))


def _read_chunk(chunk: Piece, context: Context, found: _Found) -> None:
    chunk = chunk.part(0, phrases.without_filler(chunk.text))
    bracketed = _BRACKETED.fullmatch(chunk.text) if chunk.text.startswith("(") else None
    if bracketed:
        chunk = chunk.part(bracketed.start(1), bracketed.end(1))
    if not chunk:
        return
    text = chunk.text
    if phrases.says_nothing(text):
        _read_name(chunk, context, found)
        return
    is_person = is_inverted(text) or phrases.is_person_or_address(text)
    employer = _before_address(chunk) if is_person else None
    if employer:
        found.persons += 1
        _read_name(employer, context, found)
        return
    if is_person and (text.count(",") < 2 or len(text.split()) <= 8 or phrases.introduces_person(text)):
        found.persons += 1
        return
    sentences = headers.cut_at_headings(chunk)
    for number, sentence in enumerate(sentences):
        heading = headers.free_heading(sentence) if number else None
        here = replace(context, type=heading.type, role=heading.role) if heading else context
        if number and _says_where(sentences, number):
            found.mentions[-1:] = [_in_country(mention, country_of(sentence.text)) for mention in found.mentions[-1:]]
            continue
        for part in connectives.connected(heading.body if heading else sentence):
            _read_part(part, here, found)


def _before_address(chunk: Piece) -> Piece | None:
    """The organisation before the one comma of a line that ends in a person's e-mail address."""
    text = chunk.text
    if text.count(",") != 1 or not ("@" in text or "<" in text):
        return None
    first = chunk.part(0, text.find(","))
    if not first or phrases.is_person_or_address(first.text):
        return None
    return first if has_organisation_word(first.text) or is_acronym(first.text.split()[0]) else None


def _says_where(sentences: list[Piece], number: int) -> bool:
    """Whether a sentence is only the country of the name before it: "Reef Forum. Uruguay. Blue Trust. Chile."."""
    countries = [bool(country_of(sentence.text)) for sentence in sentences[max(0, number - 1) : number + 2]]
    return countries[:2] == [False, True] and not any(countries[2:])


def _in_country(mention: Mention, country: str) -> Mention:
    known = mention.kind != "organisation" or mention.country
    return mention if known else replace(mention, country=country)


def _read_part(part: Piece, context: Context, found: _Found) -> None:
    part, context = _after_lead_in(part, context)
    members = _MEMBERS.match(part.text)
    if members and lines.sheltered(part.text)[members.end(1)]:
        members = None
    before = part.part(0, members.end(1)).text.rpartition(",")[0] if members else ""
    if before.count(",") and headers.free_heading(part.part(len(before))):
        # Names, and behind the last comma a heading: "Rare, FAO, Reef Council members: …".
        _read_names(part.part(0, len(before)), context, found)
        _read_chunk(part.part(len(before)), context, found)
        return
    if members and part.text.count(",") >= 2 and not context.parent:
        head = part.part(0, members.end(1))
        is_name = has_organisation_word(head.text) and not (
            phrases.names_nobody(head.text) or phrases.has_verb(head.text)
        )
        if is_name:
            _read_name(head, context, found)
        _read_part(part.part(members.end()), replace(context, parent=head.text if is_name else ""), found)
        return
    listed = connectives.members(part)
    if listed:
        head, names, type_ = listed
        if not type_:
            _read_name(head, context, found)
        _read_names(names, replace(context, type=context.type or type_), found)
        return
    main, inner = connectives.branches(part)
    if main and inner and not phrases.is_running_text(main.text):
        _read_names(main, context, found)
        parent = found.mentions[-1] if found.mentions else None
        is_one = parent is not None and parent.kind == "organisation" and not phrases.has_plural_head(parent.name)
        under = parent.name if parent and is_one else ""
        _read_names(inner, replace(context, parent=under), found)
        return
    _read_names(part, context, found)


def _after_lead_in(part: Piece, context: Context) -> tuple[Piece, Context]:
    """What follows "in partnership with", "The partners are", "Funded by" and the like."""
    for _ in range(3):
        end = _lead_in_end(part.text)
        if not end or not part.part(end):
            break
        if not context.role:
            said = (role for pattern, role in _LEAD_IN_ROLES if pattern.search(part.text[:end]))
            context = replace(context, role=read_role(next(said, "")))
        part = part.part(end)
    before = _BEFORE_NAME.match(part.text) if part.source[part.start : part.start + 1].islower() else None
    return part.part(before.end()) if before and before.end() else part, context


@lru_cache(maxsize=1 << 14)
def _lead_in_end(text: str) -> int:
    """Where a lead-in ends that a text opens with; 0 where there is none."""
    found = _LEAD_IN.match(text)
    return found.end() if found else 0


def _read_names(part: Piece, context: Context, found: _Found) -> None:
    names = [name for run in connectives.after_types(part) for name in commas.split_commas(run)]
    if phrases.is_running_text(part.text):
        says_nobody = phrases.is_phrase if phrases.has_verb(part.text) else phrases.names_nobody
        are_names = sum(_is_name(name.text) or _is_piece(name.text, says_nobody) for name in names)
        if are_names < _MOST_ARE_NAMES * max(3, len(names)):
            found.mentions.append(as_it_stands(part, "unsplit", context))
            return
    for name in names:
        piece, here = _after_lead_in(name, context)
        heading = headers.free_heading(piece) if ":" in piece.text else None
        if heading and heading.body:
            piece, here = heading.body, replace(here, type=heading.type, role=heading.role)
        _read_name(piece, here, found)


def _read_name(piece: Piece, context: Context, found: _Found) -> None:
    """One piece that is one name, or none."""
    text = piece.text.strip(" .")
    if text.startswith("(") and text.endswith(")") and country_of(text.strip("()")):
        # Where the name on the line before is.
        return
    if phrases.is_person_or_address(text) and not country_of(text):
        found.persons += 1
        return
    if found.persons and phrases.is_position(text) and not has_organisation_word(text):
        return
    if not context.listing and len(text) < _LONGEST_POSITION and phrases.is_only_position(text):
        found.persons += 1
        if found.mentions and _stands_alone(found.mentions[-1]) and is_written_like_person(found.mentions[-1].name):
            # "Reef Society. Ana Example. President."
            del found.mentions[-1]
        return
    mention = mention_of(piece, context)
    if mention:
        found.nothing += phrases.says_nothing(mention.name)
        found.mentions.append(mention)


def _is_piece(text: str, says_nobody: Callable[[str], bool]) -> bool:
    return says_nobody(text) and len(text.split()) <= LONGEST_NAME and not phrases.is_running_text(text)


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        len(words) <= LONGEST_NAME
        and not phrases.is_running_text(text)
        and (text[:1].isupper() or text[:1].isdigit() or text.startswith("the "))
    )
