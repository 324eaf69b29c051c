"""Where a text names the partners of an initiative, one by one and in lists: "A, B and the C"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.infer.roles.parties import Form
from graph.infer.roles.tokens import Tokens, is_mark
from graph.infer.roles.wording import words_of

_BEFORE_HEAD = frozenset(["the", "la", "el", "le", "l", "o", "a", "our", "la", "der", "die", "das"])
_JOINS = re.compile(
    r"(?>[\s,;/&+()\-–]|\b(?:and|y|e|et|und|or|the|la|el|le|les|los|las|of|for|de|del|du|des|as well as|along with"
    r"|together with|así como|ainsi que|in|on|its|both)\b|['’]s?\b|\b[A-ZÀ-Þ0-9][\w.'’-]*|\b[ld]['’])*+"
)
"""What may stand between two names of a list; possessive, as each piece is what it is."""
_WHERE = frozenset(["in", "en", "au", "across", "throughout", "northern", "southern", "central", "eastern", "western"])
"""Words in front of what only begins like a name that tell of a place: "Northern California"."""

_ITS = (["'", "s"], ["’", "s"])
_INSIDE = frozenset(
    [
        "of",
        "for",
        "the",
        "de",
        "del",
        "la",
        "el",
        "los",
        "las",
        "des",
        "du",
        "d",
        "l",
        "da",
        "do",
        "dos",
        "in",
        "en",
        "on",
    ]
)
_LONGEST_LIST = 40
_ARTICLES = frozenset(["the", "la", "el", "le", "les", "los", "las"])
_OF = frozenset(["of", "for", "de", "des", "del", "du", "da", "do"])
_LONG = 8
"""Letters of a word from which one may be wrong."""
_GOVERNMENTS = frozenset(["governments", "government", "gobiernos", "gobierno", "gouvernements", "gouvernement"])
"""In front of countries that are named as those who do something: "the Governments of Mali and Niger"."""
_LISTING = frozenset([",", "and", "y", "et", "the", "&"])
_LONGEST_INSIDE = 3
_LONGEST_BRACKET = 8
_HAS_JOIN = re.compile(r"[,;/&+]|\b(?:and|y|e|et|und|or|with|como|que)\b|\n")
_LONGEST_JOIN = 90


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a party is named.

    Attributes:
        party: its key.
        first: its first token.
        last: the token after its last one.
        place: the words are also the name of a place.
    """

    party: str
    first: int
    last: int
    place: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Parties that are named in one breath, so that what is said of one is said of all.

    Attributes:
        parties: their keys, in order.
        first: the first token of the first.
        last: the token after the last one's last.
        place: all of them may be places.
    """

    parties: tuple[str, ...]
    first: int
    last: int
    place: bool = False


def named(made: Tokens, forms: Mapping[str, Sequence[tuple[Form, str]]]) -> Iterator[Named]:
    """Every place where a party is named, in order; of forms that begin together the longest that fits."""
    words, size, at = made.words, len(made.words), 0
    while at < size:
        step, meant = 1, None
        for form, party in forms.get(words[at], ()):
            if meant is not None:
                if form == meant:
                    yield Named(party, at, at + step, form.place)
                continue
            length = len(form.words)
            if length > size - at or (length > 1 and not _fits(words, at, form.words)):
                continue
            last = at + length if length == 1 else _end(words, at, form.words)
            if _is_meant(made, at, form):
                if form.short and _goes_on(made, last, form.rest):
                    continue
                last = last if form.place else _with_rest(made, last, forms)
                yield Named(party, at, last, form.place)
                step, meant = last - at, form
        at += step


def _fits(words: Sequence[str], at: int, wanted: Sequence[str]) -> bool:
    return _end(words, at, wanted) > 0


def _end(words: Sequence[str], at: int, wanted: Sequence[str]) -> int:
    """The token after a form that begins here; 0 where it doesn't stand here.

    Marks between its words don't count, nor do articles; one of, for and de is as good as another, and a long word may
    have one letter more, fewer or other.
    """
    place = at
    for number, word in enumerate(wanted):
        if number and word in _ARTICLES and (place >= len(words) or words[place] != word):
            continue
        if place > at and words[place : place + 1] == ["("] and words[place + 2 : place + 3] == [")"]:
            place += 3
        while place < len(words) and place > at and is_mark(words[place]) and words[place] not in ";:.":
            place += 1
        if number and word not in _ARTICLES and place < len(words) and words[place] in _ARTICLES:
            place += 1
        if place >= len(words) or not _is_same(words[place], word):
            return 0
        place += 1
    return place


def _is_same(one: str, other: str) -> bool:
    return (
        one == other
        or (one in _OF and other in _OF)
        or (min(len(one), len(other)) >= _LONG and one[0] == other[0] and _differs_little(one, other))
    )


def _differs_little(one: str, other: str) -> bool:
    """Whether two words differ by one letter at most: one more, one fewer or another."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[same + 1 :] == other[same + 1 :] or one[same:] == other[same + 1 :] or one[same + 1 :] == other[same:]


def _goes_on(made: Tokens, last: int, rest: Container[str]) -> bool:
    """Whether another capitalised word follows at once, as in the name of something else: "Blue" of "Blue Fin Cup"."""
    if last >= len(made.words) or made.text[made.ends[last - 1] : made.starts[last]] != " ":
        return False
    written = made.written(last)
    return written[:1].isupper() and not written.isupper() and made.words[last] not in rest


def _with_rest(made: Tokens, last: int, forms: Mapping[str, Sequence[tuple[Form, str]]]) -> int:
    """Where a name really ends: behind "(ABC)", "School of Medicine", "in Nairobi", "Division of Coasts"."""
    words = made.words
    while last < len(words):
        if words[last] == "(":
            closed = next(
                (at for at in range(last + 1, min(last + _LONGEST_BRACKET, len(words))) if words[at] == ")"), 0
            )
            if not closed or not _is_capital(made.written(last + 1)):
                return last
            last = closed + 1
            continue
        at = last
        while at < len(words) and words[at] in _INSIDE and at - last < _LONGEST_INSIDE:
            at += 1
        if (
            at >= len(words)
            or not made.written(at)[:1].isupper()
            or any(_fits(words, at, form.words) for form, _ in forms.get(words[at], ()) if not form.place)
        ):
            return last
        last = at + 1
    return last


def _is_capital(written: str) -> bool:
    """Whether a word is written in capitals, two or more, as acronyms are."""
    return sum(letter.isupper() for letter in written) > 1


def _is_meant(made: Tokens, at: int, form: Form) -> bool:
    written = made.written(at)
    before = made.words[at - 1] if at else ""
    if form.capitals:
        return sum(letter.isupper() for letter in written) >= min(2, len(written))
    if form.short and before in _WHERE:
        return False
    if form.article and before not in _BEFORE_HEAD:
        return False
    if form.place and made.words[at + len(form.words) : at + len(form.words) + 2] in _ITS:
        return False
    if form.article and at + 1 < len(made.words) and made.words[at + 1] in {"of", "de", "del", "du", "for", "des"}:
        return False
    return not form.capitalised or not written[:1].islower()


def groups(made: Tokens, found: Sequence[Named]) -> list[Group]:
    """What is named in one breath: between two names of a list stand commas, "and", and names of others at most."""
    made_groups: list[Group] = []
    open_: list[Named] = []
    for each in found:
        if open_ and not _joined(made, open_[-1], each):
            made_groups.append(_group(open_))
            open_ = []
        open_.append(each)
    if open_:
        made_groups.append(_group(open_))
    return made_groups


def _joined(made: Tokens, one: Named, other: Named) -> bool:
    start, end = made.ends[one.last - 1], made.starts[other.first]
    if end - start > _LONGEST_JOIN:
        return False
    between = made.text[start:end]
    if one.party == other.party:
        return bool(re.fullmatch(r"[\s(,]*", between))
    return bool(_HAS_JOIN.search(between) or not between.strip(" (")) and bool(_JOINS.fullmatch(between))


def _group(named_: Sequence[Named]) -> Group:
    parties = tuple(dict.fromkeys(each.party for each in named_))
    return Group(parties, named_[0].first, named_[-1].last, all(each.place for each in named_))


def is_where(made: Tokens, group: Group) -> bool:
    """Whether a group of countries tells where something is and not who does it."""
    if not group.place:
        return False
    at = group.first - 1
    # "In Mali, Niger and Chad": what stands in front of the first of them counts.
    farthest = max(at - _LONGEST_LIST, 0)
    while at > farthest and (made.words[at] in _LISTING or made.written(at)[:1].isupper()):
        at -= 1
    if at > 0 and made.words[at] in _OF and made.words[at - 1] in _GOVERNMENTS:
        return False
    return at >= 0 and made.words[at] in words_of("in-a-place")
