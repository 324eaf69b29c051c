"""What an organisation is, read from its name alone; a heading or a declaration always comes first.

A country stands for its government, and a world organisation is what the vocabulary says that it is. Any other name is
read by its words (`graph.resolve.type_model`); where they say too little, it stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.drafts import Mention
from graph.model.vocabularies.world_organisations import organisations, organisations_named
from graph.names.government import country_of, read_government
from graph.names.split import split
from graph.resolve import type_model
from graph.resolve.read import codes_of, one_mention
from graph.resolve.type_words import LITTLE
from graph.text.fold import fold

_QUOTED = 2
"""Words that a reason quotes at the most."""

_OF_A_GROUP = 0.8
"""A phrase that names nobody ("8 local governments", "various") has a type only if its words are so sure of it."""


@dataclass(frozen=True, slots=True)
class TypeRead:
    """A type read from a name.

    Attributes:
        type: code of the vocabulary `types`.
        why: what says so, in words that follow upon "because".
        share: how often names read so surely were declared so, 0 to 1; 1 for what is known and not read.
    """

    type: str
    why: str
    share: float = 1.0


def type_by_name(name: str) -> TypeRead | None:
    """The type that a name says by itself, or None.

    Args:
        name: as written, without type, country and acronym beside it; any text will do.

    >>> found = type_by_name("Ministerio de Ambiente")
    >>> found.type, found.why.partition(";")[0]
    ('government', 'its name says “ministerio”')
    >>> type_by_name("PNUD")
    TypeRead(type='un-system', why='it is the United Nations Development Programme', share=1.0)
    >>> type_by_name("") is None
    True
    """
    return _known(name) or _by_words(name, type_model.shipped().least)


def type_of(written: str) -> str:
    """The type of what a written name names: as stated beside it, of a world organisation, by its words; "" if unknown.

    >>> type_of("Blue Horizon (NGO)"), type_of("PNUD"), type_of("Universidad de Chile"), type_of("various")
    ('ngo', 'un-system', 'academic', '')
    """
    mentions = split(written)
    if mentions and mentions[0].kind == "generic":
        group = _by_words(mentions[0].name, _OF_A_GROUP)
        return group.type if group else ""
    mention = one_mention(written)
    if mention.type:
        return mention.type
    found = _listed(mention) or type_by_name(mention.name)
    return found.type if found else ""


def _known(name: str) -> TypeRead | None:
    government = read_government(name)
    if country_of(name) or (government and government.country and government.body is None):
        return TypeRead("government", "a country stands for its government")
    # "Care" and "CARE" may be meant; "care" is a word.
    return None if name.islower() else _world(organisations_named(fold(name)))


def _listed(mention: Mention) -> TypeRead | None:
    if mention.kind == "government":
        return TypeRead("government", "a government")
    return _world(sorted(codes_of(mention)))


def _world(codes: list[str] | tuple[str, ...]) -> TypeRead | None:
    """What all the world organisations are that a name may mean."""
    types = {organisations()[code].type for code in codes}
    if len(types) != 1:
        return None
    return TypeRead(types.pop(), "it is the " + organisations()[codes[0]].name().removeprefix("The "))


def _by_words(name: str, least: float) -> TypeRead | None:
    model = type_model.shipped()
    read = type_model.read(name, model)
    if read is None or read.probability < least:
        return None
    share = model.share(read.probability)
    says = " and ".join(f"“{written}”" for written in _quotable(read.words))
    why = f"its name says {says}" if says else "names made like it mostly are"
    return TypeRead(read.type, f"{why}; {100 * share:.0f} % of names read so surely were right", share)


def _quotable(words: tuple[str, ...]) -> list[str]:
    """The words to quote, the weightiest first; none that another contains, none that ends in "of"."""
    quoted: list[str] = []
    for phrase in words:
        head, _, last = phrase.rpartition(" ")
        written = head if head and last in LITTLE else phrase
        if not any(f" {written} " in f" {other} " for other in quoted):
            quoted = [other for other in quoted if f" {other} " not in f" {written} "] + [written]
        if len(quoted) == _QUOTED:
            break
    return quoted
