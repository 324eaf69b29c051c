"""Where commas separate names, and where they stand inside one.

A comma is taken for a separator unless what follows belongs to what came before: a subject of the same ministry, a
legal form, a country or town, a department of the same university, an explanation in small letters.
"""

from __future__ import annotations

import re

from graph.model.vocabularies.region_names import regions_in
from graph.names.conjunctions import AND, LONGEST_RUN, split_and, split_slashes
from graph.names.government import country_of, is_government_of, opens_as_body_of_state, opens_as_ministry
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
from graph.names.parenthesis import read_type
from graph.names.phrases import is_position, names_nobody, only_qualifies
from graph.names.standing import (
    acronym_within,
    ends_in_adjective,
    is_plain,
    says_other_sector,
    says_type,
    stands,
    without_bracket,
)
from graph.text.fold import acronym_fits, initials

_LEADING_AND = re.compile(r"(?:and|&|y|et|e|und|as well as|along with|together with|plus|also|и)\s+", re.IGNORECASE)
_THE = re.compile(r"the\s+[A-ZÀ-Þ]")
_APPOSITION = re.compile(
    r"(?:an?|una?|une?|which|who|that|where|whose|located|based|formerly|represented|through|via|established|part of"
    r"|supported|led|managed|created|hosted|(?:co-?)?chaired|headquartered|initiated)\s"
)
_IN_COUNTRY = re.compile(r"\b(?:in|of|from|for|to|en|de|du|au)\s+(?:the\s+)?([^,]+)$")
_PURPOSE = re.compile(r"\s(?:for|against|on|to\s+\w+|para|por|pour|contra|contre)\s+(?:the\s+)?[\w-]+$")
_MOST_PURPOSES = 3
_JOINTS = frozenset({"and", "y", "et", "e", "und"})
_MINISTRY = re.compile(
    r"(?:(?:federal|national|state|royal|the) )*(?:ministr|ministeri|departa?e?ment|secretari|directorate|direcci)"
)
_BEHIND_SUBJECT = re.compile(r"\s*(?:[(]|\s[-–—]|[-–—]\s)")
_OF_GOVERNMENT = re.compile(r" of the (?:Government|Republic|Kingdom) of (?:the )?")
_BRACKET_ALONE = re.compile(r"[(\[][^()\[\]]*[)\]]\.?")
_OF_PUBLIC = re.compile(r"\b(?:Government|State of|City of|Province of)\b")
_DEPARTMENT = re.compile(r"(?:[\w']+ ){0,2}(?:Department|Division|Directorate|Office|Bureau|Ministry)\b")
_BEHIND_COUNTRY = re.compile(r"^[\w ]{4,40}\s[-–—]\s")
_SCHOOL = re.compile(r"\b(?:school|escuela|ecole|college)\b")
_LONGEST_JOINT = 3
_MOST_TO_JOIN = 4
_SHORTEST_ACRONYM = 3
_FEWEST_BEFORE_FORM = 2
_WITH_MIDDLE = 3
_LONGEST_TOWN = 2
_PROVINCE = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]*\s){1,2}(?:Province|State|District|County|Region|Prefecture|Island)")
_LONG_ACRONYM = 5
# Names that are written small with a capital or a number in them: "iReef", "reef/2030".
_CODED = re.compile(r"[a-z]+\S*[\dA-Z]\S*(?:\s|$)")


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
        for one in split_and(bare, listed=listed, last=number == len(parts) - 1):
            sides = split_slashes(one)
            if len(sides) > 1:
                sides = [name for side in sides for name in split_and(side, listed=False, last=False)]
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
    joined = _spelt_out(parts) | _campuses(parts)
    names: list[Piece] = []
    continuing = False
    for at, part in enumerate(parts):
        text = part.text
        if not names:
            names.append(part)
            continue
        before = names[-1].text
        continuing = _continues_countries(before) or (continuing and countries[at - 1])
        if len(before) > LONGEST_RUN:
            names.append(part)
        elif at in joined or _is_no_start(text, before):
            names[-1] = names[-1].to(part)
        elif _APPOSITION.match(text) and not has_organisation_word(text.split()[-1]):
            # "IHC Global, a coalition of …": what it is, behind its name.
            pass
        elif (
            (continuing and at + 1 == len(parts) and all(country_of(side) for side in AND.split(without_bracket(text))))
            or _is_acronym_of(text, before)
            or (len(names) == 1 and at == 1 and _is_acronym_of(before, text))
        ):
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
    if _is_company(parts) or _is_one_in_another(names) or _is_ministry_of_country(names):
        return [names[0].to(names[-1])]
    return names


def _is_no_start(text: str, before: str) -> bool:
    """Whether no name could start with a part: a number, a bracket, the rest of a phrase or of an inverted country."""
    return bool(
        (text[:1].isdigit() and without_bracket(text).isdigit())
        or _BRACKET_ALONE.fullmatch(text)
        or (only_qualifies(before) and not names_nobody(before) and _is_qualified(text))
        or (text.endswith(" of") and country_of(f"{before}, {text}"))
    )


def _campuses(parts: list[Piece]) -> set[int]:
    """Which parts are only the place of the university before them: alone with it, or one of its many places.

    >>> from graph.names.lines import whole
    >>> [piece.text for piece in split_commas(whole("University of the Coast, Lima, University of the Coast, Cusco"))]
    ['University of the Coast, Lima', 'University of the Coast, Cusco']
    """
    texts = [part.text for part in parts]
    found = set()
    for at, text in enumerate(texts[1:], start=1):
        before = texts[at - 1]
        if (len(texts) == 2 or texts.count(before) > 1) and _is_place_of_university(before, text):
            found.add(at)
    return found


def _is_place_of_university(university: str, text: str) -> bool:
    plain = (
        is_plain(text)
        and len(text.split()) <= _LONGEST_TOWN
        and not is_acronym(text)
        and text.replace(" ", "").isalpha()
    )
    return plain and rank(university) >= rank("institute") and not has_organisation_word(text) and not country_of(text)


def _is_acronym_of(text: str, name: str) -> bool:
    """Whether a part is only the acronym of its neighbour: "Reef and Water Institute, RWI"."""
    if not text[:2].isupper() or text[0] != name.removeprefix("The ").removeprefix("the ")[:1].upper():
        return False
    acronym = without_bracket(text)
    if not len(acronym) >= _SHORTEST_ACRONYM or " " in acronym or not acronym.isupper():
        return False
    known = initials(without_bracket(name))
    if len(known) < _SHORTEST_ACRONYM or known[0] != acronym[0] or country_of(name):
        return False
    # Short ones fit much by chance: all words have to take part, or the first and the last.
    sure = len(acronym) >= min(len(known), _LONG_ACRONYM) or known[-1] == acronym[-1]
    return sure and acronym_fits(acronym, without_bracket(name))


def _is_country(text: str) -> bool:
    """Whether a part is a country and no more: "Fiji (Ministry of Health)" is the ministry."""
    bare = without_bracket(text)
    return bool(country_of(bare)) and (says_type(text) or not has_organisation_word(text[len(bare) :]))


def _is_one_in_another(names: list[Piece]) -> bool:
    """Whether two names are a department and its university or ministry, perhaps with their country."""
    if len(names) == _WITH_MIDDLE and _is_in_steps(*(name.text for name in names)):
        return True
    if len(names) == _WITH_MIDDLE and country_of(names[2].text):
        names = names[:2]
    if len(names) != 2 or says_type(names[0].text):
        return False
    one, other = (_BEHIND_COUNTRY.sub("", name.text) for name in names)
    return _is_part_of(one, other) or _is_part_of(other, one, outer_first=True)


def _is_in_steps(inner: str, middle: str, outer: str) -> bool:
    """Whether three names are a unit, its subject, and their university."""
    if not 0 < rank(inner) < rank(outer) or says_type(inner) or says_type(middle) or _MINISTRY.search(folded(outer)):
        return False
    return is_subject(middle) and not is_acronym(middle)


def _is_company(parts: list[Piece]) -> bool:
    """Whether several parts are one company's name before its form: "Cibernética, Robótica y Electrónica, A.C."."""
    *names, form = (part.text for part in parts)
    if len(names) < _FEWEST_BEFORE_FORM or not is_legal_form(form):
        return False
    return not any(stands(name) or country_of(name) for name in names[1:])


def _is_qualified(text: str) -> bool:
    """Whether an adjective before a comma may belong to it: "State, Local and Territorial Governments"."""
    return text[:1].islower() or (names_nobody(text) and only_qualifies(text.partition(" ")[0]))


def _is_ministry_of_country(names: list[Piece]) -> bool:
    """Whether two names are a country and a ministry of it: "Mali, Ministry of Water and Forests"."""
    return len(names) == 2 and bool(country_of(names[0].text)) and opens_as_ministry(names[1].text)


def _spelt_out(parts: list[Piece]) -> set[int]:
    """Which parts go on with the one before them, as the acronym behind a later one spells them all.

    "Centre on Migration, Citizenship and Development (COMCAD)": the acronym doesn't fit its last part alone.
    """
    joined: set[int] = set()
    for at, part in enumerate(parts):
        behind = acronym_within(part.text) if at else None
        if not behind:
            continue
        acronym, last = behind[0], part.part(0, behind[1])
        if acronym_fits(acronym, last.text):
            continue
        # A phrase has no acronym of its own: "Office for Least Developed Countries and Island States (OLIS)".
        no_name = names_nobody(last.text)
        for first in range(at - 1, max(-1, at - 1 - _MOST_TO_JOIN), -1):
            if parts[first].text.endswith(")") or is_acronym(parts[first].text):
                break
            joined_up = parts[first].to(last).text
            if acronym_fits(acronym, joined_up) or (no_name and opens_as_organisation(joined_up)):
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
        and not any(is_acronym(word) and not is_subject(word) for part in rest for word in part.split())
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
    bare = without_bracket(_without_leading_and(text))
    if is_legal_form(text) or is_legal_form(bare) or _is_form_in_country(text):
        return True
    if says_type(left):
        return False
    # "UNEP, Division of Technology, Industry and Economics": what governs stands behind the last comma.
    governor = left.rpartition(",")[2].strip() if "," in left else AND.split(left)[-1]
    if (governs_subjects(left) or governs_subjects(governor)) and _goes_on_with_subjects(bare):
        # "Ministry of Water, Fishing industry (private sector)".
        return not (says_other_sector(text) and names_nobody(bare))
    if names_nobody(bare):
        # "Ministry of Agriculture, Fisheries and Local Communities" is the exception; lists of phrases are the rule.
        return False
    if is_position(bare) and len(parts) > 1 and not has_organisation_word(bare):
        return True
    if len(parts) <= 3 and _PROVINCE.fullmatch(text) and has_organisation_word(left):
        return True
    if ends_in_adjective(left) and not has_organisation_word(left) and not is_acronym(bare) and not bare[:1].isdigit():
        return True
    if text[:1].islower() and read_type(" ".join(text.split()[:2])):
        # "Reef Trust, private sector waste management".
        return False
    if text[:1].islower() and not is_acronym(bare) and not _THE.match(text) and not _CODED.match(text):
        return not _LEADING_AND.match(text) and not names_nobody(without_bracket(left)) and not left.endswith(")")
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
    plain = _OF_GOVERNMENT.sub(" of ", text)
    subject, of, place = plain.rpartition(" of ")
    if of and is_subject(subject) and (plain != text or country_of(place)):
        return True
    sides = AND.split(subject if of and country_of(place) else text)
    if " and the " in text and all(map(is_subject, sides[:-1])) and stands(sides[-1]) and not country_of(sides[-1]):
        # "…, Science and Technology and the Reef Institute": the "and" between both is cut later.
        return not is_acronym(sides[0])
    return len(sides) > 1 and all(
        ends_in_subject(side) and len(side.split()) <= _MOST_PURPOSES and not opens_as_organisation(side)
        for side in sides
    )


def _is_part_of(inner: str, outer: str, *, outer_first: bool = False) -> bool:
    """Whether one piece is a department, faculty or office of the other."""
    if is_government_of(outer) and opens_as_body_of_state(inner) and not is_government_of(inner):
        # "Government of Japan, Pacific Islands Forum Secretariat": what serves a part of the world is no one state's.
        return not names_nobody(inner) and not regions_in(inner)
    if _OF_PUBLIC.search(outer) and _DEPARTMENT.match(inner):
        return True
    level, above = rank(inner), rank(outer)
    if not 0 < level < above or names_nobody(inner) or names_nobody(outer):
        return False
    if level == rank("institute") and _MINISTRY.search(folded(head_of(outer))) and inner.endswith(")"):
        # "Reef Institute (RI), Ministry of Water": two, as often as not.
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
    follows = at + 1 < len(parts) and at + 2 == len(parts) and bool(country_of(without_bracket(parts[at + 1].text)))
    if not follows or len(text.split()) > 2 or is_acronym(text):
        return False
    return has_organisation_word(left) and not has_organisation_word(text)


def _without_leading_and(text: str) -> str:
    found = _LEADING_AND.match(text)
    return text[found.end() :] if found else text
