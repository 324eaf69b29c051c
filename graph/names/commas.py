"""Where commas, "and" and slashes separate names, and where they stand inside one.

A comma is taken for a separator unless what follows belongs to what came before: a subject of the same ministry, a
legal form, a country or town, a department of the same university, an explanation in small letters. "and" and slashes
are separators only where both sides would stand as names on their own.
"""

from __future__ import annotations

import re

from graph.names.government import country_of, is_government_of
from graph.names.lexicon import (
    ends_in_subject,
    folded,
    governs_subjects,
    has_organisation_word,
    head_of,
    is_acronym,
    is_legal_form,
    is_subject,
    opens_as_organisation,
    rank,
)
from graph.names.lines import Piece, places, sheltered, without_bullet
from graph.names.parenthesis import read_brackets, read_type
from graph.names.phrases import has_plural_head, has_verb, is_position, names_nobody, only_qualifies
from graph.text.fold import acronym_fits
from graph.text.plain_words import any_of

_AND = re.compile(r"\s+(?:and|&|y|et|e|und|и)\s+(?:the\s+)?|和|、|及")
# One of these stands in every text that the expression above finds something in.
_AND_WORDS = frozenset({"and", "&", "y", "et", "e", "und", "и"})
_AND_SIGNS = any_of("和", "、", "及")
_LEADING_AND = re.compile(r"(?:and|&|y|et|e|und|as well as|along with|together with|plus|also|и)\s+", re.IGNORECASE)
_CONNECTING = re.compile(
    r",?\s+(?:(?:working |acting )?in (?:close |full )?(?:partnership|collaboration|cooperation|co-operation"
    r"|coordination|association|alliance|conjunction|consultation|dialogue) with|together with|along with|as well as"
    r"|jointly with|en (?:colaboraci[oó]?n|cooperaci[oó]?n|coordinaci[oó]?n|alianza|conjunto) con|junto con"
    r"|en (?:partenariat|collaboration|coop[eé]ration) avec|ainsi que|as[ií] como)\s+",
    re.IGNORECASE,
)
_CONNECTING_WORDS = any_of("with", "well as", " con", "avec", "ainsi", "como")
# In a sentence these go on with it ("is led by"); between names they part them.
_BY = re.compile(
    r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bbe)(?<!\bbeen)(?<!\bwere)(?<!\bbeing)(?<!ly)(?<!\balso)(?<!,)\s+(?:and )?"
    r"(?:(?:co-?)?(?:hosted|led|implemented|executed|funded|financed|supported|coordinated|managed|sponsored"
    r"|facilitated|convened) by|through(?=\s(?:its|the|their) [A-ZÀ-Þ]))\s+(?:the\s+|its\s+|their\s+)?",
    re.IGNORECASE,
)
_BY_WORDS = any_of("ed by", "through ")
_INCLUDING = re.compile(r",?\s+(?:including|incl\.|namely|such as|e\.g\.,?|including:)\s+", re.IGNORECASE)
_INCLUDING_WORDS = any_of("including", "incl.", "namely", "such as", "e.g.")
_ENDS_IN_BRACKET = re.compile(r"\(([^()]*)\)[\s.]*$")
_INNER_BRACKET = re.compile(r"\(([^()]*)\)[.,]?(?=\s+\w)")
_THE = re.compile(r"the\s+[A-ZÀ-Þ]")
_APPOSITION = re.compile(
    r"(?:an?|una?|une?|which|who|that|where|whose|located|based|formerly|represented|through|via|established|part of"
    r"|supported|led|managed|created|hosted)\s"
)
_IN_COUNTRY = re.compile(r"\b(?:in|of|from|for|to|en|de|du|au)\s+(?:the\s+)?([^,]+)$")
_GOES_ON = re.compile(r"\s+(?:-|–|\(|and\b|of\b|in\b|for\b|de\b|&)")
_PURPOSE = re.compile(r"\s(?:for|against|on|para|pour|contra|contre)\s+(?:the\s+)?[\w-]+$")
_MOST_PURPOSES = 3
_ADJECTIVE = re.compile(r"(?:[nrtu]al|[ft]ic|[^h]ive|ary|able)$")
_JOINTS = frozenset({"and", "y", "et", "e", "und"})
_MINISTRY = re.compile(
    r"(?:(?:federal|national|state|royal|the) )*(?:ministr|ministeri|departa?e?ment|secretari|directorate|direcci)"
)
_PREPOSITION = re.compile(r"(?:des?|del|du|d['’]|of|for|in|do|da|dos|das)\b", re.IGNORECASE)
_BEHIND_SUBJECT = re.compile(r"\s*(?:[(]|\s[-–—]|[-–—]\s)")
_OF_GOVERNMENT = re.compile(r" of the (?:Government|Republic|Kingdom) of (?:the )?")
_BRACKET_ALONE = re.compile(r"[(\[][^()\[\]]*[)\]]\.?")
_ACRONYM_BEHIND = re.compile(r"\(([^()\s]{2,14})\)[\s.]*$")
_OF_PUBLIC = re.compile(r"\b(?:Government|State of|City of|Province of)\b")
_DEPARTMENT = re.compile(r"(?:[\w']+ ){0,2}(?:Department|Division|Directorate|Office|Bureau|Ministry)\b")
_JOINED_HEAD = re.compile(r"[A-ZÀ-Þ][\w'’]* (?:and|&|y|et) ((?:[A-ZÀ-Þ][\w'’]*\s?){2,4})(?=$|[(,]|of\b|for\b|de\b)")
_BEHIND_COUNTRY = re.compile(r"^[\w ]{4,40}\s[-–—]\s")
_LONGEST_ABBREVIATION = 12
# Characters. No name comes near it, nor do names that "and" alone parts; it keeps the work on hostile text linear.
_LONGEST_RUN = 1_000
_HEAD_AND_BRACKET = re.compile(
    r"([^()]{2,80}?)\s*\(((including:?\s|incl\.\s|e\.g\.,?\s|such as\s|i\.e\.,?\s|like\s)?[^()]+)\)[\s.]*"
)
_SCHOOL = re.compile(r"\b(?:school|escuela|ecole|college)\b")
_LONGEST_JOINT = 3
_LONGEST_WORDING = 2
_MOST_TO_JOIN = 4
# Places that have an "and" of their own.
_AND_IN_PLACES = re.compile(
    r"\b(?:(?:trinidad|antigua|(?:st\.?|saint|san) vincent|(?:st\.?|saint|san) kitts|(?:s[aã]o|saint) tom[eé]"
    r"|bosnia|turks|serbia|wallis|newfoundland|jammu)\s+(?:and|&|y|et|e)\s+(?:the\s+)?\w+"
    r"|(?:latin america|asia|africa|europe|middle east|great britain)\s+(?:and|&)\s+(?:the\s+)?"
    r"(?:pacific|caribbean|europe|asia|africa|middle east|north africa|northern ireland))\b",
    re.IGNORECASE,
)
_OF = frozenset(["of", "for", "on", "de", "del", "des", "du", "da", "do", "para", "pour", "di", "der", "fur"])
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
    plain = len(sides) > 1 and all(_is_plain(side) for side in sides)
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
        if said and not _GOES_ON.match(text, found.end()):
            cuts.append((found.end(), found.end()))
    return piece.cut(cuts)


def split_commas(piece: Piece) -> list[Piece]:
    """The names that a chunk without semicolons and line ends holds, as its commas and "and" separate them."""
    text = piece.text
    inside = sheltered(text)
    parts = piece.cut((at, at + 1) for at in places(text, ",") if not inside[at] and not _in_number(text, at))
    if len(parts) > 1:
        parts = _put_together(parts)
    listed = len(parts) > 1
    names: list[Piece] = []
    for number, part in enumerate(parts):
        leading = _LEADING_AND.match(part.text)
        bare = without_bullet(part.part(leading.end()) if leading and number else part)
        for one in _split_and(bare, listed=listed, last=number == len(parts) - 1):
            sides = _split_slashes(one)
            if len(sides) > 1:
                sides = [name for side in sides for name in _split_and(side, listed=False, last=False)]
            names.extend(sides)
    # What stands alone now is read as it would be by itself: its neighbours had a say in where it was cut.
    return [
        again
        for name in names
        if name
        for again in (split_commas(name) if "," in name.text and len(name.text) < len(text) else [name])
    ]


def _in_number(text: str, at: int) -> bool:
    """Whether a comma parts the thousands of an amount."""
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit()


def _put_together(parts: list[Piece]) -> list[Piece]:
    """Parts of one name, which its own commas have cut, as one piece again."""
    if _is_one_purpose(parts):
        return [parts[0].to(parts[-1])]
    countries = [_is_country(part.text) for part in parts]
    places = _countries_are_places(countries)
    spelt = _spelt_out(parts)
    names: list[Piece] = []
    continuing = False
    for at, part in enumerate(parts):
        text = part.text
        if not names:
            names.append(part)
            continue
        before = names[-1].text
        continuing = _continues_countries(before) or (continuing and countries[at - 1])
        if len(before) > _LONGEST_RUN:
            names.append(part)
        elif (
            at in spelt
            or _BRACKET_ALONE.fullmatch(text)
            or (only_qualifies(before) and not names_nobody(before) and text[:1].islower())
        ):
            names[-1] = names[-1].to(part)
        elif _APPOSITION.match(text) and not has_organisation_word(text.split()[-1]):
            # "IHC Global, a coalition of …": what it is, behind its name.
            pass
        elif continuing and at + 1 == len(parts) and all(country_of(side) for side in _AND.split(_bare(text))):
            names[-1] = names[-1].to(part)
        elif countries[at]:
            if continuing or ((_is_place(countries, at, before) or places[at]) and not names_nobody(before)):
                names[-1] = names[-1].to(part)
            else:
                names.append(part)
        elif _belongs(names[-1], part, parts, at):
            names[-1] = names[-1].to(part)
        else:
            names.append(part)
    if _is_one_in_another(names):
        return [names[0].to(names[-1])]
    return names


def _is_country(text: str) -> bool:
    """Whether a part is a country and no more: "Fiji (Ministry of Health)" is the ministry."""
    bare = _bare(text)
    return bool(country_of(bare)) and not has_organisation_word(text[len(bare) :])


def _is_one_in_another(names: list[Piece]) -> bool:
    """Whether two names are a department and its university or ministry, perhaps with their country."""
    if len(names) == 3 and country_of(names[2].text):
        names = names[:2]
    if len(names) != 2 or _says_type(names[0].text):
        return False
    one, other = (_BEHIND_COUNTRY.sub("", name.text) for name in names)
    return _is_part_of(one, other) or _is_part_of(other, one, outer_first=True)


def _spelt_out(parts: list[Piece]) -> set[int]:
    """Which parts go on with the one before them, as the acronym behind a later one spells them all.

    "Centre on Migration, Citizenship and Development (COMCAD)": the acronym doesn't fit its last part alone.
    """
    joined: set[int] = set()
    for at, part in enumerate(parts):
        acronym = _ACRONYM_BEHIND.search(part.text) if at else None
        if not acronym or not is_acronym(acronym.group(1)):
            continue
        last = part.part(0, acronym.start())
        if acronym_fits(acronym.group(1), last.text):
            continue
        for first in range(at - 1, max(-1, at - 1 - _MOST_TO_JOIN), -1):
            if parts[first].text.endswith(")"):
                break
            if acronym_fits(acronym.group(1), parts[first].to(last).text):
                joined.update(range(first + 1, at + 1))
                break
    return joined


def _is_place(countries: list[bool], at: int, before: str) -> bool:
    """Whether a country between names is that of the ministry before it."""
    alone = not (at + 1 < len(countries) and countries[at + 1])
    return alone and _MINISTRY.match(folded(before)) is not None and not country_of(before.rpartition(",")[2])


def _continues_countries(text: str) -> bool:
    """Whether a name ends in a country that it works in: "Embassy in Fiji", to which more countries belong."""
    found = _IN_COUNTRY.search(text) if not country_of(text) else None
    return found is not None and not is_government_of(text) and bool(country_of(found.group(1)))


def _is_one_purpose(parts: list[Piece]) -> bool:
    """Whether the parts only list what one organisation is for: "Fund for Aids, Tuberculosis and Malaria"."""
    first, rest = parts[0].text, [part.text for part in parts[1:]]
    purpose = _PURPOSE.search(first)
    if not purpose or not has_organisation_word(first) or not 1 <= len(rest) <= _MOST_PURPOSES:
        return False
    words = [word for part in rest for word in folded(part).split()]
    joined = sum(word in _JOINTS for word in words)
    return (
        joined == 1
        and len(words) == len(rest) + 2
        and not any(is_acronym(word) for part in rest for word in part.split())
    )


def _countries_are_places(countries: list[bool]) -> list[bool]:
    """Which countries between commas only say where the organisation before them is.

    A country is a place when it ends a list of two or three, or when every other piece is one; several in a row, or
    one among many names, are listed for themselves.
    """
    count, total = sum(countries), len(countries)
    alone = [
        known and at > 0 and not countries[at - 1] and not (at + 1 < total and countries[at + 1])
        for at, known in enumerate(countries)
    ]
    if total == 2 or (total == 3 and count == 1 and countries[-1]) or (count > 1 and 2 * sum(alone) >= total - 1):
        return alone
    return [False] * total


def _belongs(before: Piece, part: Piece, parts: list[Piece], at: int) -> bool:
    """Whether a part goes on with the name before it."""
    left, text = before.text, part.text
    bare = _bare(_without_leading_and(text))
    if is_legal_form(text) or is_legal_form(bare) or _is_form_in_country(text):
        return True
    if _says_type(left):
        return False
    # "UNEP, Division of Technology, Industry and Economics": what governs stands behind the last comma.
    governor = left.rpartition(",")[2].strip() if "," in left else left
    if (governs_subjects(left) or governs_subjects(governor)) and _goes_on_with_subjects(bare):
        return True
    if names_nobody(bare):
        # "Ministry of Agriculture, Fisheries and Local Communities" is the exception; lists of phrases are the rule.
        return False
    if is_position(bare) and len(parts) > 1 and not has_organisation_word(bare):
        return True
    if _ends_in_adjective(left) and not has_organisation_word(left) and not is_acronym(bare):
        return True
    if text[:1].islower() and not is_acronym(bare) and not _THE.match(text):
        return not _LEADING_AND.match(text) and not names_nobody(_bare(left)) and not left.endswith(")")
    return len(parts) <= 3 and _is_address(left, parts, at)


def _is_form_in_country(text: str) -> bool:
    """Whether it opens with a company's form and a dash: "Inc-USA"."""
    form, dash, country = text.partition("-")
    return bool(dash) and is_legal_form(form) and ((form[:1].isupper() and form != "Co") or bool(country_of(country)))


def _goes_on_with_subjects(text: str) -> bool:
    """Whether it opens with subjects alone: "Water", "Lands and Early Education", "Forests of Mali"."""
    subject = _BEHIND_SUBJECT.split(text, maxsplit=1)[0]
    if is_subject(subject):
        return True
    subject, of, place = _OF_GOVERNMENT.sub(" of ", text).rpartition(" of ")
    if of and is_subject(subject) and country_of(place):
        return True
    sides = _AND.split(subject if of and country_of(place) else text)
    return len(sides) > 1 and all(
        ends_in_subject(side) and len(side.split()) <= _MOST_PURPOSES and not opens_as_organisation(side)
        for side in sides
    )


def _is_part_of(inner: str, outer: str, *, outer_first: bool = False) -> bool:
    """Whether one piece is a department, faculty or office of the other."""
    if is_government_of(outer) and has_organisation_word(inner) and not is_government_of(inner):
        return not names_nobody(inner)
    if _OF_PUBLIC.search(outer) and _DEPARTMENT.match(inner):
        return True
    level, above = rank(inner), rank(outer)
    if not 0 < level < above or names_nobody(inner) or names_nobody(outer):
        return False
    if above == rank("institute") and (outer_first or "(" in inner or _SCHOOL.search(folded(inner))):
        return False
    # A department behind a ministry is another body as often as one of it, unless they are for the same.
    return not outer_first or not _MINISTRY.search(folded(head_of(outer))) or _share_a_subject(inner, outer)


def _share_a_subject(one: str, other: str) -> bool:
    shared = {*folded(one).split()} & {*folded(other).split()}
    return any(is_subject(word) and len(word) > _LONGEST_JOINT for word in shared)


def _is_address(left: str, parts: list[Piece], at: int) -> bool:
    """Whether a part is the town between a name and its country: "Kenyatta University, Nairobi, Kenya"."""
    text = parts[at].text
    follows = at + 1 < len(parts) and at + 2 == len(parts) and bool(country_of(_bare(parts[at + 1].text)))
    if not follows or len(text.split()) > 2 or is_acronym(text):
        return False
    return has_organisation_word(left) and not has_organisation_word(text)


def _split_and(part: Piece, *, listed: bool, last: bool) -> list[Piece]:
    text = part.text
    if _AND_WORDS.isdisjoint(text.split()) and not _AND_SIGNS.search(text):
        return [part]
    if len(text) > _LONGEST_RUN or names_nobody(text) or country_of(_bare(text)):
        return [part]
    inside = sheltered(text)
    names = [found.span() for found in _AND_IN_PLACES.finditer(text)]
    for found in _AND.finditer(text):
        if inside[found.start()] or any(start < found.start() < end for start, end in names):
            continue
        left, right = part.part(0, found.start()), without_bullet(part.part(found.end()))
        apart = found.group().endswith(("the ", "the\n"))
        if left and right and _both_stand(left.text, right.text, listed=listed and last, apart=apart):
            return [*_split_and(left, listed=listed, last=False), *_split_and(right, listed=listed, last=last)]
    return [part]


def _both_stand(left: str, right: str, *, listed: bool, apart: bool) -> bool:
    """Whether both sides of an "and" would stand as names on their own.

    Args:
        left: what stands before it.
        right: what stands behind it, without its article.
        listed: whether this is the last "and" of a list with commas.
        apart: whether the right side had an article: "and the Reef Trust".
    """
    bare_left, bare_right, head = _bare(left), _bare(right), head_of(right)
    if is_subject(bare_right) or is_legal_form(bare_right) or (is_subject(bare_left) and not is_acronym(bare_left)):
        return False
    if right[:1].islower():
        named = _stands(left) or listed or _is_proper(left)
        return named and names_nobody(right) and not _PREPOSITION.match(right)
    if country_of(bare_right):
        return bool(country_of(bare_left)) or is_acronym(bare_left) or _says_type(left)
    if names_nobody(right) and not is_acronym(bare_right):
        return _stands(left) and not governs_subjects(left)
    if _spells_both(left, right):
        return False
    if _governs(bare_left) and not left.rstrip(" .").endswith(")"):
        # What follows "Institute of Water and" is a name where it opens as one.
        return _opens(right) and not _goes_on_in_plural(bare_left, bare_right) and (_stands(right) or apart)
    if _stands(right):
        if _stands(left):
            return not (is_subject(head) and _governs(bare_left))
        if not left[:1].isupper() or _ends_in_adjective(bare_left) or ends_in_subject(bare_left):
            return False
        return listed or _is_certainly_a_name(bare_left, right, apart=apart)
    if not listed:
        return False
    # "…, Bar and Ulcinj": plain names at the end of a list.
    return _is_plain(bare_left) and _is_plain(bare_right)


def _opens(text: str) -> bool:
    """Whether a text opens as a name: "Reef Institute", "Institute of Arts", "UNDP"; not "Institute, …"."""
    head = head_of(text)
    if is_acronym(head) or is_acronym(_bare(text)):
        return True
    # "Food and Agriculture Organization": the body may stand behind an "and" of its own.
    joined = _JOINED_HEAD.match(text)
    if joined and has_organisation_word(joined.group(1)) and not has_plural_head(joined.group(1)):
        return True
    goes_on = " " in head or _PREPOSITION.match(text[len(head) :].lstrip()) is not None
    return goes_on and has_organisation_word(head) and not is_subject(head)


def _spells_both(left: str, right: str) -> bool:
    """Whether the acronym behind the right side spells both sides and not the right one alone."""
    acronym = _ACRONYM_BEHIND.search(right)
    if not acronym or not is_acronym(acronym.group(1)):
        return False
    last = right[: acronym.start()]
    return not acronym_fits(acronym.group(1), last) and acronym_fits(acronym.group(1), f"{left} and {last}")


def _governs(text: str) -> bool:
    """Whether it opens with an organisation that a preposition goes on with: "Institute of Arts"."""
    head = head_of(text)
    return head != text and has_organisation_word(head) and not _OF.isdisjoint(folded(text).split())


def _goes_on_in_plural(left: str, right: str) -> bool:
    """Whether the right side is one more kind of members: "Federation of Red Cross" and "Red Crescent Societies"."""
    return has_plural_head(head_of(right)) and not opens_as_organisation(left.removeprefix(head_of(left)).lstrip(" "))


def _is_certainly_a_name(left: str, right: str, *, apart: bool) -> bool:
    """Whether two sides are names although neither a comma nor an organisation's word on the left says so."""
    if not all(word[:1].isupper() or word[:1].isdigit() for word in left.split()) or _is_opening(left):
        return False
    acronym = _ACRONYM_BEHIND.search(right)
    if acronym and is_acronym(acronym.group(1)):
        return acronym_fits(acronym.group(1), right[: acronym.start()]) and len(left.split()) > 1
    if is_acronym(_bare(right)):
        return True
    several = len(left.split()) > 1
    return several and (_governs(right) or (apart and len(head_of(right).split()) > _LONGEST_WORDING))


def _is_proper(text: str) -> bool:
    """Whether it is written like a name: several words, all with capitals, that are no subject."""
    words = text.split()
    return (
        len(words) > 1
        and all(word[:1].isupper() for word in words)
        and not _is_opening(text)
        and not ends_in_subject(text)
    )


def _is_opening(text: str) -> bool:
    """Whether a text is only the beginning of a name: an adjective, or a word for whom it is for."""
    return only_qualifies(text) or is_subject(text)


def _stands(text: str) -> bool:
    """Whether a text looks like a complete name: an acronym, a country, something with a bracket or an "Agency"."""
    bare = _bare(text)
    if is_acronym(bare) or country_of(bare):
        return True
    if len(bare.split()) < 2:
        return False
    return has_organisation_word(bare) or _ENDS_IN_BRACKET.search(text) is not None


def _ends_in_adjective(text: str) -> bool:
    return _ADJECTIVE.search(text) is not None and 1 < len(text.split()) < 4


def _is_plain(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 3 and all(word[:1].isupper() for word in words) and not is_subject(text)


def _split_slashes(part: Piece) -> list[Piece]:
    text = part.text
    if "/" not in text or names_nobody(text):
        return [part]
    inside = sheltered(text)
    # Behind a bracket that was never closed, everything may still be inside it.
    unclosed = text.find("(") if text.count("(") > text.count(")") else len(text)
    cuts = [at for at in places(text[:unclosed], "/") if not inside[at]]
    if not cuts:
        return [part]
    sides = part.cut((at, at + 1) for at in cuts)
    if len(sides) != len(cuts) + 1 or not all(_could_stand(side.text) for side in sides):
        return [part]
    spaced = any(text[at - 1 : at + 2].startswith(" ") and text[at - 1 : at + 2].endswith(" ") for at in cuts)
    bracketed = any(text[at - 1 : at] == ")" or text[at - 2 : at] == ") " for at in cuts)
    first = sides[0].text
    if spaced or bracketed:
        return sides if any(_stands(side.text) for side in sides) else [part]
    several = len(first.split()) > 1 and has_organisation_word(first)
    others = all(_stands(side.text) for side in sides[1:])
    # HIV/AIDS, BMZ/KfW: acronyms side by side are one name as often as two.
    return sides if several and others and not is_acronym(first.split()[-1]) else [part]


def _could_stand(text: str) -> bool:
    return len(text) >= 2 and (names_nobody(text) or (text[0].isupper() and not is_subject(text)))


def _says_type(text: str) -> bool:
    found = _ENDS_IN_BRACKET.search(text)
    if not found:
        return False
    says = read_brackets(found.group(1))
    return bool(says.type or says.role)


def _bare(text: str) -> str:
    """A text without the bracket at its end and without a full stop."""
    found = _ENDS_IN_BRACKET.search(text)
    return (text[: found.start()] if found else text).strip(" .*")


def _without_leading_and(text: str) -> str:
    found = _LEADING_AND.match(text)
    return text[found.end() :] if found else text
