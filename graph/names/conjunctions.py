"""Where "and" and slashes separate names: only where both sides would stand as names on their own."""

from __future__ import annotations

import re

from graph.names.government import country_of
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
from graph.names.phrases import has_plural_head, is_phrase, names_nobody, speaks_of_many
from graph.names.standing import (
    acronym_behind,
    acronym_within,
    ends_in_adjective,
    is_opening,
    is_plain,
    says_country,
    says_type,
    stands,
    wants_a_noun,
    without_bracket,
)
from graph.text.fold import acronym_fits
from graph.text.plain_words import any_of

AND = re.compile(r"\s+(?:and|&|y|et|e|und|и)\s+(?:the\s+)?|和|、|及")
# One of these stands in every text that the expression above finds something in.
_AND_WORDS = frozenset({"and", "&", "y", "et", "e", "und", "и"})
_AND_SIGNS = any_of("和", "、", "及")
_PREPOSITION = re.compile(r"(?:des?|del|du|d['’]|of|for|in|do|da|dos|das)\b", re.IGNORECASE)
_JOINED_HEAD = re.compile(r"[A-ZÀ-Þ][\w'’]* (?:and|&|y|et) ((?:[A-ZÀ-Þ][\w'’]*\s?){2,4})(?=$|[(,]|of\b|for\b|de\b)")
# Characters. No name comes near it, nor do names that "and" alone parts; it keeps the work on hostile text linear.
LONGEST_RUN = 1_000
_LONGEST_WORDING = 2
_QUOTES = ('"', "“", "”", "«", "»")
# Words.
_MOST_SHARING = 3
_FEWEST_WORDS = 3
_SHORTEST_NAME = 4
_BEARS_NAMES = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+(?: [A-Z]\.)?(?: [A-ZÀ-Þ][\w'’-]+){1,2} (?:Foundation|Trust|Fund|Fondation|Stiftung)"
)
_COMPLETES = re.compile(r" (?:company|corporation|foundation|university|ltd|inc|limited|group|alliance|society)$")
_AND_OTHER = re.compile(r"[^,] (?:and|&|y|et) (?:other|all|several|otr[oa]s|autres) ")
_COMPANY = re.compile(r"(?:co|cie|sons|bros)\b", re.IGNORECASE)
_BODIES = re.compile(
    r"\b(?:ministeri|ministri|agenc|ngos|universi|associations|asociaciones|companies|partners|socios)"
)
# Places that have an "and" of their own.
_AND_IN_PLACES = re.compile(
    r"\b(?:(?:trinidad|antigua|(?:st\.?|saint|san) vincent|(?:st\.?|saint|san) kitts|(?:s[aã]o|saint) tom[eé]"
    r"|bosnia|turks|serbia|wallis|newfoundland|jammu)\s+(?:and|&|y|et|e)\s+(?:the\s+)?\w+"
    r"|(?:latin america|asia|africa|europe|middle east|great britain)\s+(?:and|&)\s+(?:the\s+)?"
    r"(?:pacific|caribbean|europe|asia|africa|middle east|north africa|northern ireland))\b",
    re.IGNORECASE,
)
_OF = frozenset(["of", "for", "on", "de", "del", "des", "du", "da", "do", "para", "pour", "di", "der", "fur"])


def split_and(part: Piece, *, listed: bool, last: bool) -> list[Piece]:
    """A part cut at its "and", where both sides would stand.

    Args:
        part: what stands between two commas, or a whole chunk.
        listed: it is one of several.
        last: the last of them: a list ends in "and".
    """
    text = part.text
    if _AND_WORDS.isdisjoint(text.split()) and not _AND_SIGNS.search(text):
        return [part]
    if (
        len(text) > LONGEST_RUN
        or (names_nobody(text) and not _AND_OTHER.search(text))
        or country_of(without_bracket(text))
    ):
        return [part]
    inside = sheltered(text)
    names = [found.span() for found in _AND_IN_PLACES.finditer(text)]
    for found in AND.finditer(text):
        if inside[found.start()] or any(start < found.start() < end for start, end in names):
            continue
        left, right = part.part(0, found.start()), without_bullet(part.part(found.end()))
        if "&" in found.group() and _COMPANY.match(right.text):
            continue
        apart = found.group().endswith(("the ", "the\n"))
        if left and right and _both_stand(left.text, right.text, listed=listed and last, apart=apart):
            return [*split_and(left, listed=listed, last=False), *split_and(right, listed=listed, last=last)]
    return [part]


def _both_stand(left: str, right: str, *, listed: bool, apart: bool) -> bool:
    """Whether both sides of an "and" would stand as names on their own.

    Args:
        left: what stands before it.
        right: what stands behind it, without its article.
        listed: whether this is the last "and" of a list with commas.
        apart: whether the right side had an article: "and the Reef Trust".
    """
    bare_left, bare_right, head = without_bracket(left), without_bracket(right), head_of(right)
    if is_subject(bare_right) or is_legal_form(bare_right) or (is_subject(bare_left) and not is_acronym(bare_left)):
        return False
    if _spells_both(left, right):
        return False
    complete = _is_spelt_out(left)
    if right[:1].islower():
        named = stands(left) or listed or _is_proper(left)
        return named and names_nobody(right) and _are_many(right) and not _PREPOSITION.match(right)
    if country_of(bare_right):
        return bool(country_of(bare_left)) or is_acronym(bare_left) or says_type(left) or complete
    if complete and (_is_proper(bare_right) or is_plain(bare_right)):
        return True
    if _bear_one_name(left, bare_right):
        return False
    if is_acronym(bare_left) and not is_subject(bare_left) and _is_name_behind(bare_right):
        return True
    if (
        _are_quoted(left, right)
        or _are_names_by_their_last_words(bare_left, bare_right)
        or _share_first_word(left, right)
    ):
        return True
    if names_nobody(right) and not is_acronym(bare_right):
        apart_from_subjects = is_phrase(right) and _BODIES.search(folded(bare_right)) is not None
        named = not governs_subjects(left) or apart_from_subjects
        return stands(left) and named and not (_governs(bare_left) and wants_a_noun(bare_left))
    if _governs(bare_left) and not left.rstrip(" .").endswith(")"):
        # What follows "Institute of Water and" is a name where it opens as one.
        return _opens(right) and not _goes_on_in_plural(bare_left, bare_right) and (stands(right) or apart)
    if stands(right):
        if stands(left):
            return not (is_subject(head) and _governs(bare_left))
        if rank(right) == rank("university") and _governs(right) and _is_written_as_name(left):
            return True
        if not left[:1].isupper() or ends_in_adjective(bare_left) or ends_in_subject(bare_left):
            return False
        return listed or _is_certainly_a_name(bare_left, right, apart=apart)
    if not listed:
        return False
    # "…, Bar and Ulcinj": plain names at the end of a list.
    return is_plain(bare_left) and is_plain(bare_right)


def _is_spelt_out(text: str) -> bool:
    """Whether a name ends in its acronym, type or country in brackets: nothing of it can follow."""
    behind = acronym_behind(text)
    spelt = behind is not None and acronym_fits(behind[0], text[: behind[1]])
    return spelt or says_country(text) or says_type(text)


def _are_many(text: str) -> bool:
    """Whether a phrase in small letters is about several: "its members", not "area of influence"."""
    return is_phrase(text) or speaks_of_many(text) or head_of(text).endswith("s")


def _opens(text: str) -> bool:
    """Whether a text opens as a name: "Reef Institute", "Institute of Arts", "UNDP"; not "Institute, …"."""
    head = head_of(text)
    if is_acronym(head) or is_acronym(without_bracket(text)):
        return True
    # "Food and Agriculture Organization": the body may stand behind an "and" of its own.
    joined = _JOINED_HEAD.match(text)
    if joined and has_organisation_word(joined.group(1)) and not has_plural_head(joined.group(1)):
        return True
    goes_on = " " in head or _PREPOSITION.match(text[len(head) :].lstrip()) is not None
    return goes_on and has_organisation_word(head) and not is_subject(head)


def _spells_both(left: str, right: str) -> bool:
    """Whether the acronym behind the right side spells both sides and not the right one alone."""
    behind = acronym_within(right)
    if not behind:
        return _spells_across(left, right)
    acronym, last = behind[0], right[: behind[1]]
    if acronym_fits(acronym, last):
        return False
    # A phrase has no acronym, but what it ends may have one: "Office for Least Developed and Island States (OLDIS)".
    return acronym_fits(acronym, f"{left} and {last}") or (names_nobody(last) and opens_as_organisation(left))


def _spells_across(left: str, right: str) -> bool:
    """Whether the acronym before a dash on the left spells both sides: "REA - Reef Engineers & Architects"."""
    acronym, dash, rest = left.partition(" - ")
    acronym = acronym.partition(" ")[0]
    if not dash or not is_acronym(acronym):
        return False
    return not acronym_fits(acronym, rest) and acronym_fits(acronym, f"{rest} and {right}")


def _governs(text: str) -> bool:
    """Whether it opens with an organisation that a preposition goes on with: "Institute of Arts"."""
    head = head_of(text)
    return head != text and has_organisation_word(head) and not _OF.isdisjoint(folded(text).split())


def _goes_on_in_plural(left: str, right: str) -> bool:
    """Whether the right side is one more kind of members: "Federation of Red Cross" and "Red Crescent Societies"."""
    return has_plural_head(head_of(right)) and not opens_as_organisation(left.removeprefix(head_of(left)).lstrip(" "))


def _is_certainly_a_name(left: str, right: str, *, apart: bool) -> bool:
    """Whether two sides are names although neither a comma nor an organisation's word on the left says so."""
    if not all(word[:1].isupper() or word[:1].isdigit() for word in left.split()) or is_opening(left):
        return False
    behind = acronym_behind(right)
    if behind:
        return acronym_fits(behind[0], right[: behind[1]]) and len(left.split()) > 1
    if is_acronym(without_bracket(right)):
        return True
    several = len(left.split()) > 1
    return several and (_governs(right) or (apart and len(head_of(right).split()) > _LONGEST_WORDING))


def _bear_one_name(left: str, right: str) -> bool:
    """Whether a foundation bears the names of a couple: "Ana & Juan Example Foundation"."""
    return " " not in left.strip(".") and not is_acronym(left) and _BEARS_NAMES.fullmatch(right) is not None


def _is_name_behind(text: str) -> bool:
    """Whether a name stands behind an acronym and "and": "Reef Action Plan", "Oceana"; not "GENDER", "Development"."""
    if text.isupper():
        return False
    single = text.isalpha() and is_plain(text) and len(text) >= _SHORTEST_NAME and not is_opening(text)
    return single or _is_proper(text.partition(",")[0])


def _are_names_by_their_last_words(left: str, right: str) -> bool:
    """Whether an organisation's word ends the left side, and the right one is a name: "Reef Company & Kelp for All"."""
    if len(left.split()) < _FEWEST_WORDS or not _COMPLETES.search(folded(left)) or _governs(left):
        return False
    words = [word for word in right.split() if folded(word) not in _OF]
    return (
        " " in right and all(word[:1].isupper() for word in words) and not (is_subject(right) or ends_in_subject(right))
    )


def _are_quoted(left: str, right: str) -> bool:
    """Whether both sides stand in quotes of their own."""
    return left.endswith(_QUOTES) and right.startswith(_QUOTES)


def _share_first_word(left: str, right: str) -> bool:
    """Whether both sides open with the same name: "Acme Electric and Acme Group"."""
    one, other = left.split(), right.split()
    same = one[0] == other[0] and one[0][:1].isupper() and not is_opening(one[0])
    return same and 1 < len(one) <= _MOST_SHARING and 1 < len(other) <= _MOST_SHARING


def _is_written_as_name(text: str) -> bool:
    """Whether it is several words with capitals, the first of which is no subject: "Uni Research"."""
    words = text.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words) and not is_opening(words[0])


def _is_proper(text: str) -> bool:
    """Whether it is written like a name: several words, all with capitals, that are no subject."""
    words = text.split()
    return (
        len(words) > 1
        and all(word[:1].isupper() for word in words)
        and not is_opening(text)
        and not ends_in_subject(text)
    )


def split_slashes(part: Piece) -> list[Piece]:
    """A part cut at its slashes; acronyms side by side (HIV/AIDS) are one name as often as two, and stay whole."""
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
        return sides if any(stands(side.text) for side in sides) else [part]
    several = len(first.split()) > 1 and has_organisation_word(first)
    others = all(stands(side.text) for side in sides[1:])
    # HIV/AIDS, BMZ/KfW: acronyms side by side are one name as often as two.
    return sides if several and others and not is_acronym(first.split()[-1]) else [part]


def _could_stand(text: str) -> bool:
    return len(text) >= 2 and (names_nobody(text) or (text[0].isupper() and not is_subject(without_bracket(text))))
