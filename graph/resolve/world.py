"""Names of world organisations: what the vocabulary has for one of them, in whatever language, and slips of that.

The United Nations' bodies and others that are known everywhere are written in more ways than any organisation else;
`graph.model.vocabularies.world_organisations` knows their names in many languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from graph.model.judgements import Judgement, Name
from graph.model.vocabularies.world_organisations import organisations, organisations_named
from graph.resolve.candidates import NameIndex
from graph.resolve.joined import Joined
from graph.resolve.naming import Written
from graph.resolve.pairs import by_score
from graph.resolve.read import ReadName, read_name
from graph.resolve.scorer import Score, Weights, score
from graph.text.fold import fold

CANDIDATES = 6
"""Names of the vocabulary that a name is compared with at most."""

NEAR = 0.35
"""Cosine from which on they are compared: a slip leaves most words as they are."""


def join_world_organisations(known: Mapping[Name, Written], joined: Joined) -> dict[Name, str]:
    """Join the names that the vocabulary of world organisations has for one of them, in whatever language.

    A name of one word counts in capitals or just as the vocabulary writes it (Greenpeace; WHO, and no who), where the
    vocabulary knows one bearer of it, and where the registers don't explain it by another name.

    Returns:
        The code of every name that the vocabulary knows for certain.
    """
    codes: dict[Name, str] = {}
    first: dict[str, Name] = {}
    # Full names before acronyms, which follow the names that the registers explain them by.
    for name in sorted(known, key=lambda name: (" " not in name.folded, known[name].first)):
        found = organisations_named(name.folded) if name.kind == "organisation" and not name.record else ()
        if len(found) != 1:
            continue
        (code,) = found
        if name.country not in {"", organisations()[code].country}:
            continue
        if " " not in name.folded:
            explained_by = [other for other in joined.members(name) if other != name]
            if not _is_written_so(code, known[name].spellings):
                continue
            if explained_by and code not in {codes.get(other) for other in explained_by}:
                continue
        codes[name] = code
        joined.join(first.setdefault(code, name), name, _names_of(code))
    return codes


def join_misspelt(
    read: Mapping[Name, ReadName],
    joined: Joined,
    codes: dict[Name, str],
    weights: Weights,
) -> list[Judgement]:
    """Join the names that are only like one of the vocabulary's, in whatever language: a slip, a word of courtesy.

    Args:
        read: names of organisations, as they are compared.
        joined: what is joined already; more is joined here.
        codes: the names whose organisation is known; those that are found are added.
        weights: of the score, with the probability from which on a name is taken for one.

    Returns:
        What was joined, as judgements by score; a name whose organisation no other name has needs none.
    """
    first = {code: name for name, code in reversed(codes.items())}
    asked = [name for name in read if name not in codes and len(read[name].words) > 1]
    index, listed = _vocabulary()
    made: list[Judgement] = []
    for name, near in zip(asked, index.nearest([read[name] for name in asked], CANDIDATES), strict=True):
        compared = [(score(read[name], listed[at][1], weights), listed[at][0]) for at, cosine in near if cosine >= NEAR]
        found = max(compared, key=lambda one: one[0].probability, default=None)
        if found is None or found[0].probability < weights.merge:
            continue
        code = found[1]
        others = {other for alike, other in compared if other != code and alike.probability >= weights.merge}
        own = {codes[other] for other in joined.members(name) if other in codes}
        if others or own - {code} or not _fits(name, found[0], code):
            continue
        codes[name] = code
        tie = first.setdefault(code, name)
        if joined.root(tie) != joined.root(name) and joined.join(tie, name, _like(found[0], code, weights)):
            compared_with = (f"compared with “{found[0].pair.b.name}”",)
            made.append(by_score(tie, name, "same", found[0], weights, compared_with))
    return made


def _is_written_so(code: str, spellings: Iterable[str]) -> bool:
    """Whether one spelling of a word is an organisation's: "Who" may be anybody, WHO isn't, nor is 联合国环境署."""
    names = {each.name for each in organisations()[code].names}
    return any(spelling.isupper() or spelling in names for spelling in spellings)


def _fits(name: Name, found: Score, code: str) -> bool:
    """Whether it may be this one: of the country whose agency it is, and of nobody else by the acronym in it.

    Of a national agency something has to say so: an International Agency may be any country's.
    """
    country = organisations()[code].country
    owners = _owners(found.pair.a)
    if name.country not in {"", country} or (owners and owners.isdisjoint(_its_owners(code))):
        return False
    acronyms = {fold(each.name) for each in organisations()[code].names if each.kind == "acronym"}
    read = found.pair.a
    return not country or country in read.countries or bool(read.acronyms & acronyms) or "generic" not in found.parts


def _owners(name: ReadName) -> set[str]:
    """Codes of the organisations whose acronyms stand in a name."""
    return {code for word in name.words if word.role == "owner" for code in organisations_named(word.written)}


@lru_cache(maxsize=1024)
def _its_owners(code: str) -> frozenset[str]:
    """Whose acronyms may stand in an organisation's name: its own, its parent's, and those in its other names."""
    organisation = organisations()[code]
    written = [owner for each in organisation.names for owner in _owners(read_name(each.name))]
    return frozenset({code, organisation.parent, "united-nations", *written})


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[NameIndex, Sequence[tuple[str, ReadName]]]:
    """The full names of all world organisations, each with its code, and the index of them."""
    listed = []
    for code, organisation in organisations().items():
        acronyms = {each.name for each in organisation.names if each.kind == "acronym"}
        full = dict.fromkeys(each.name for each in organisation.names if " " in each.name)
        listed += [(code, read_name(name, acronyms)) for name in full]
    return NameIndex.of([name for _, name in listed]), listed


def _like(found: Score, code: str, weights: Weights) -> str:
    name = organisations()[code].name()
    return f"like “{found.pair.b.name}”, a name of {name}, {found.probability:.2f} of 1 by {weights.version}"


def _names_of(code: str) -> str:
    return f"both are names of {organisations()[code].name()} (vocabulary of organisations)"
