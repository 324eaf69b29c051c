"""The roles of the partners of one initiative, read from what its texts say beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from math import prod

from graph.infer.roles.naming import Group, groups, is_where, named
from graph.infer.roles.parties import Form, Party, forms_of
from graph.infer.roles.phrases import Hit, said_beside
from graph.infer.roles.tokens import Tokens, sentences, tokens
from graph.infer.roles.topics import topic_of

LEAST = 0.3
"""Score from which a role is said at all: perhaps."""

SURE = 0.5
"""Score from which it counts: some wording says it, and not only what a sentence is about."""

_REACH = 26
"""Words in front of a name and behind it that are read."""

_MORE = 0.3
"""What further wordings of the same role count beside the surest."""

_ALL = "*"
_ROLES_OF_ALL = frozenset({"funder", "technical", "implementer", "advocate"})
_OPENING = 2
_OF_ALL = 0.6
"""What a wording counts that is said of "all partners" and of nobody by name."""

_EVERYBODY = [
    Form(words)
    for words in (
        ("all", "partners"), ("the", "partners"), ("partners",), ("members",), ("all", "members"),
        ("all", "partner", "organizations"), ("partner", "organizations"), ("los", "socios"), ("les", "partenaires"),
        ("todos", "los", "socios"), ("tous", "les", "partenaires"),
    )
]  # fmt: skip

TITLE = "title"
_SECRETARIAT = re.compile("secretar")
_LITTLE = 3
_ITS_OWN = 0.9
"""How surely one that is listed as the secretariat of the title's own initiative is its secretariat."""

LIST = "partners"
"""Field of the written list of partners, an item a line."""

_LISTS = frozenset({LIST, "staff", "in-kind", "title"})
_FEW = 4
"""Fields that aren't told in sentences; how many are named in one breath at most where a sentence may be about them."""

_LONGEST_ITEM = 30
_LONGEST_HEADING = 8
_BULLET = 3
"""Words of a list's item, of a heading in a list, in front of an item's name."""

Forms = Mapping[str, Sequence[tuple[Form, str]]]

_FIELDS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "staff": (("technical", 0.5),),
    "in-kind": (("technical", 0.25),),
}
"""Fields whose heading says a role of whoever is named there, and how surely."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text of an initiative.

    Attributes:
        field: what it is: `description`, `governance`, `staff`, `partners` (the written list, an item a line) …
        text: the text.
    """

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class RoleRead:
    """A role that a text says a party plays.

    Attributes:
        party: its key.
        role: code of the vocabulary `roles`; never `not-stated`.
        score: how surely it is said, 0 to 1.
        stretch: number of the text among those given.
        start: where the passage begins in it, in code points.
        end: where it ends.
        like: a made-up example of the wording by which it was read; empty where only the sentence is about it.
    """

    party: str
    role: str
    score: float
    stretch: int
    start: int
    end: int
    like: str


def read_roles(
    parties: Sequence[Party], stretches: Sequence[Stretch], ordinary: AbstractSet[str] = frozenset()
) -> dict[str, list[RoleRead]]:
    """What texts say about the roles of parties.

    Evidence of one role from several places adds up as 1 - (1 - a)(1 - 0.3 b) with the surest a: two weak wordings
    don't outdo a clear one. The passage is that of the surest.

    Args:
        parties: the partners of one initiative.
        stretches: its texts.
        ordinary: folded words that many names begin with, so that none is meant by them alone: "swedish".

    Returns:
        Party to its roles, the surest first; a party of which nothing is said is missing.

    >>> made = read_roles([Party("a", ("Reef Trust",)), Party("b", ("Nordic Fund",))],
    ...                   [Stretch("description", "The nursery is run by the Reef Trust and funded by Nordic Fund.")])
    >>> {key: [(each.role, each.score) for each in roles] for key, roles in sorted(made.items())}
    {'a': [('implementer', 0.9)], 'b': [('funder', 0.9)]}
    """
    read = [tokens(stretch.text) for stretch in stretches]
    forms = forms_of(parties, ordinary | _small(read))
    for form in _EVERYBODY:
        forms.setdefault(form.words[0], []).append((form, _ALL))
    kinds = {party.key: party.kind for party in parties}
    said_of: dict[tuple[str, str], list[RoleRead]] = {}
    for number, (stretch, made) in enumerate(zip(stretches, read, strict=True)):
        if forms.keys().isdisjoint(made.words):
            continue
        heading: Sequence[str] = ()
        for first, last in sentences(made):
            if _is_heading(made, first, last, forms, stretch.field):
                heading = [word for word in made.words[first:last] if word != ":"] + [":"]
                continue
            said = list(_of_sentence(made, first, last, forms, stretch.field, heading))
            if last - first > _LONGEST_ITEM:
                heading = ()
            for group, hit, start, end in said:
                keys = [party.key for party in parties] if group.parties == (_ALL,) else group.parties
                for key in keys:
                    if key == _ALL or (hit.kinds and kinds.get(key) not in hit.kinds):
                        continue
                    weight = hit.weight * (_OF_ALL if group.parties == (_ALL,) else 1.0)
                    said_of.setdefault((key, hit.role), []).append(
                        RoleRead(key, hit.role, weight, number, start, end, hit.example)
                    )
    for found in _own_secretariats(parties, stretches):
        said_of.setdefault((found.party, found.role), []).append(found)
    roles: dict[str, list[RoleRead]] = {}
    for (key, _), evidence in said_of.items():
        best = max(evidence, key=lambda each: each.score)
        doubt = prod(1 - _MORE * each.score for each in evidence if each is not best)
        score = round(1 - (1 - best.score) * doubt, 3)
        if score >= LEAST:
            roles.setdefault(key, []).append(replace(best, score=score))
    return {key: sorted(found, key=lambda each: (-each.score, each.role)) for key, found in roles.items()}


def _own_secretariats(parties: Sequence[Party], stretches: Sequence[Stretch]) -> Iterator[RoleRead]:
    """Who is listed as the secretariat of the initiative itself: "Clean Rivers Initiative Secretariat" of its title."""
    titles = [number for number, stretch in enumerate(stretches) if stretch.field == TITLE]
    for number in titles:
        title = set(tokens(stretches[number].text).words)
        if any(_SECRETARIAT.match(word) for word in title):
            # It names a secretariat, and isn't what that one is the secretariat of.
            continue
        for party in parties:
            for name in party.names:
                words = tokens(name).words
                own = [word for word in words if len(word) > _LITTLE and not _SECRETARIAT.match(word)]
                shared = [word for word in own if word in title]
                if any(_SECRETARIAT.match(word) for word in words) and len(shared) > 1 and 2 * len(shared) >= len(own):
                    length = len(stretches[number].text)
                    yield RoleRead(party.key, "host", _ITS_OWN, number, 0, length, "the secretariat of this initiative")
                    break


def _of_sentence(
    made: Tokens,
    first: int,
    last: int,
    forms: Forms,
    field: str,
    heading: Sequence[str],
) -> Iterator[tuple[Group, Hit, int, int]]:
    part = Tokens(made.text, made.words[first:last], made.starts[first:last], made.ends[first:last])
    found = list(named(part, forms))
    if not found:
        return
    for group in groups(part, found):
        if is_where(part, group):
            continue
        begin = max(group.first - _REACH, 0)
        stop = min(group.last + _REACH, len(part.words))
        before = _back_to_clause(part.words[begin : group.first])
        if heading and group.first <= _BULLET:
            before = [*heading, *before]
        after = _up_to_clause(part.words[group.last : stop])
        found_here = _surest(said_beside(before, after))
        if not found_here and _may_be_about(group, field):
            topic = topic_of(
                _small_words(part, max(begin, group.first - len(before)), group.first),
                _small_words(part, group.last, group.last + len(after)),
            )
            found_here = [topic] if topic else []
        for hit in found_here:
            far = hit.side != "after" or len(before) > _OPENING
            if group.parties == (_ALL,) and (far or hit.role not in _ROLES_OF_ALL):
                continue
            start, end = _span(part, group, hit, len(after))
            yield group, hit, start, end
        if not group.place and group.parties != (_ALL,):
            for role, weight in _FIELDS.get(field, ()):
                here = Hit(role, "beside", weight, 0, f"named under the heading “{field}”")
                yield group, here, part.starts[group.first], part.ends[group.last - 1]


def _small_words(part: Tokens, first: int, last: int) -> list[str]:
    """Words of a stretch, those that begin with a capital left blank: they belong to names."""
    return ["" if part.written(at)[:1].isupper() else part.words[at] for at in range(first, last)]


def _may_be_about(group: Group, field: str) -> bool:
    """Whether the rest of the sentence may tell what somebody does: not in a list, nor of a country or of everybody."""
    return field not in _LISTS and not group.place and group.parties != (_ALL,) and len(group.parties) <= _FEW


def _is_heading(made: Tokens, first: int, last: int, forms: Forms, field: str) -> bool:
    """Whether a line announces those below it: it ends in a colon, or is a short item of a list, and names nobody."""
    if made.words[last - 1] != ":" and (field != LIST or last - first > _LONGEST_HEADING):
        return False
    part = Tokens(made.text, made.words[first:last], made.starts[first:last], made.ends[first:last])
    return last - first <= _LONGEST_ITEM and not any(each.party != _ALL for each in named(part, forms))


def _small(read: Sequence[Tokens]) -> frozenset[str]:
    """Words that are written with a small letter somewhere."""
    return frozenset(
        word for made in read for word, start in zip(made.words, made.starts, strict=True) if made.text[start].islower()
    )


def _surest(found: Iterator[Hit]) -> list[Hit]:
    """One wording for each role: several in one clause say it once."""
    made: dict[tuple[str, bool], Hit] = {}
    for hit in found:
        place = hit.role, bool(hit.kinds)
        if place not in made or made[place].weight < hit.weight:
            made[place] = hit
    return list(made.values())


def _back_to_clause(words: Sequence[str]) -> Sequence[str]:
    """The words from the last semicolon on; of a list with semicolons behind a colon, what stands before the colon."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] == ";":
            colon = next((place for place in range(at, -1, -1) if words[place] == ":"), None)
            return words[at + 1 :] if colon is None else words[: colon + 1]
    return words


def _up_to_clause(words: Sequence[str]) -> Sequence[str]:
    for at, word in enumerate(words):
        if word == ";":
            return words[:at]
    return words


def _span(part: Tokens, group: Group, hit: Hit, following: int) -> tuple[int, int]:
    """From the wording to the names, or from the names to the end of the wording."""
    if hit.side == "before":
        back = max(group.first - hit.words, 0)
        return part.starts[back], part.ends[group.last - 1]
    return part.starts[group.first], part.ends[group.last - 1 + min(hit.words, following)]
