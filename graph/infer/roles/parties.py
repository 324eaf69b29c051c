"""The partners of an initiative as its text may call them: whole names, acronyms, short forms, "the Ministry"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.infer.roles.tokens import tokens
from graph.infer.roles.wording import words_of
from graph.model.vocabularies import country, read_country
from graph.names.lexicon import is_acronym
from graph.names.word_list import word_list

_BRACKET = re.compile(r"\(([^()]*)\)")
_BEHIND = re.compile(r"\s[-–—]\s|[-–—]\s|:\s|[(\[]")
_CUT = re.compile(r"[,;:/]")
_ACCENTED = re.compile(r"[^\x00-\x7f]")
_ARTICLES = frozenset(["the", "la", "el", "le", "les", "los", "las", "l", "o", "a", "das", "der", "die", "das"])
_HEADS = {
    "academy": "academy academia academie",
    "agency": "agency agencia agence",
    "association": "association asociacion asociacin associacao",
    "bank": "bank banco banque",
    "centre": "centre center centro",
    "college": "college colegio",
    "commission": "commission comision comisin",
    "company": "company compania compagnie empresa",
    "council": "council consejo conseil",
    "department": "department departamento departement",
    "foundation": "foundation fundacion fundacin fondation fundacao",
    "fund": "fund fondo fonds",
    "institute": "institute instituto institut",
    "ministry": "ministry ministerio ministere",
    "laboratory": "laboratory laboratorio laboratoire",
    "municipality": "municipality municipalidad municipalite",
    "museum": "museum museo musee",
    "school": "school escuela ecole",
    "secretariat": "secretariat secretaria secretaria",
    "society": "society sociedad societe",
    "trust": "trust",
    "university": "university universidad universite universidade",
}
_HEAD_OF = {word: head for head, words in _HEADS.items() for word in words.split()}
_GOVERNMENT = ("government", "gobierno", "gouvernement")
_OFS = frozenset(["of", "for", "de", "des", "del", "du"])
_FEWEST_TURNED, _MOST_TURNED = 2, 6
_FEWEST_INITIALS = 3
_SHORTEST_WORD = 4
_SPOKEN = 5
"""Letters from which an acronym is also written as a word: "Unesco"."""


@dataclass(frozen=True, slots=True)
class Party:
    """A partner of an initiative, as far as reading its text needs it.

    Attributes:
        key: by which answers name it.
        names: every full name it is written by, anywhere.
        acronyms: every acronym.
        country: alpha-3 code of the country whose government it is; "" for all others.
        adjectives: how that country's people are called, folded ("swedish").
        kind: code of the vocabulary `types`; "" where unknown.
    """

    key: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    country: str = ""
    adjectives: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a text may call a party.

    Attributes:
        words: its folded words.
        capitals: it is meant only where it is written with capitals throughout: an acronym.
        capitalised: it is meant only where its first word begins with a capital.
        short: it is no more than the beginning of a name, so that another name may go on behind it.
        rest: words that may go on behind a short form: those of the name itself.
        article: it is meant only behind an article: "the Ministry".
        place: it is also the name of a place, so that "in Kenya" is not about the government of Kenya.
    """

    words: tuple[str, ...]
    capitals: bool = False
    capitalised: bool = False
    short: bool = False
    rest: frozenset[str] = frozenset()
    article: bool = False
    place: bool = False


def forms_of(parties: Sequence[Party], ordinary: Container[str] = ()) -> dict[str, list[tuple[Form, str]]]:
    """First word to the forms that begin with it and whom each means.

    What is a short form of two parties means neither; a whole name that two bear means both.

    A form that is somebody's whole name is never somebody else's short form.

    Args:
        parties: the partners of one initiative.
        ordinary: folded words that its texts write with a small letter too, so that they are no name by themselves.
    """
    sure: dict[Form, set[str]] = {}
    short: dict[Form, set[str]] = {}
    for party in parties:
        for form in _whole(party):
            sure.setdefault(form, set()).add(party.key)
        for form in _short(party, ordinary):
            short.setdefault(form, set()).add(party.key)
    made: dict[str, list[tuple[Form, str]]] = {}
    taken = {form.words for form in sure}
    for forms, others in ((sure, frozenset[tuple[str, ...]]()), (short, frozenset(taken))):
        for form, keys in forms.items():
            if form.words not in others and (len(keys) == 1 or forms is sure):
                made.setdefault(form.words[0], []).extend((form, key) for key in sorted(keys))
    return {first: sorted(found, key=lambda each: -len(each[0].words)) for first, found in made.items()}


def _whole(party: Party) -> Iterator[Form]:
    if party.country:
        yield from _of_government(party.country, party.adjectives)
    for name in party.names:
        for variant in _variants(name):
            words = _words(variant)
            if party.country and (len(words) < 2 or words in _names_of(party.country)):
                continue
            for turned in _turned(words):
                yield Form(turned, capitalised=True)
            if is_acronym(variant.strip()):
                yield Form(words, capitals=True)
            elif len(words) > 1 or (
                words and len(words[0]) >= _SHORTEST_WORD and words[0] not in words_of("first-words")
            ):
                yield Form(words, capitalised=True)
    for acronym in _acronyms(party):
        if words := _words(acronym):
            yield Form(words, capitals=True)
            if len(words) == 1 and len(words[0]) >= _SPOKEN and not _is_ordinary(words[0]):
                yield Form(words, capitalised=True)


def _variants(name: str) -> Iterator[str]:
    """A name without what a list says behind it, up to its first comma, and with its accented letters lost."""
    bare = _BEHIND.split(_BRACKET.sub(" ", name), maxsplit=1)[0]
    yield bare
    yield _CUT.split(bare, maxsplit=1)[0]
    if not bare.isascii():
        yield _ACCENTED.sub("", bare)


def _turned(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A name with its head on the other side: "University of Mons", "Mons University"; without a people's adjective."""
    if len(words) > _MOST_TURNED or len(words) < _FEWEST_TURNED:
        return
    if words[0] in _HEAD_OF and words[1] in _OFS:
        rest = words[2:]
        yield (*(rest[1:] if rest[0] == "the" else rest), words[0])
    elif words[-1] in _HEAD_OF and words[0] not in _HEAD_OF and not set(words) & _OFS:
        yield (words[-1], "of", *words[:-1])
        yield (words[-1], "of", "the", *words[:-1])


def _of_government(code: str, adjectives: Iterable[str]) -> Iterator[Form]:
    known = country(code)
    if known is None:
        return
    for name in _names_of(code):
        words = tuple(name)
        yield Form(words, capitalised=True, place=True)
        for of in (("government", "of"), ("government", "of", "the"), ("gobierno", "de"), ("gouvernement", "de")):
            yield Form((*of, *words))
        for behind in ("government", "govt"):
            yield Form((*words, behind))
    for adjective in adjectives:
        for form in ((adjective, "government"), ("gobierno", adjective), ("gouvernement", adjective)):
            yield Form(form)


@lru_cache(maxsize=512)
def _names_of(code: str) -> tuple[tuple[str, ...], ...]:
    known = country(code)
    if known is None:
        return ()
    named = {_words(_BRACKET.sub(" ", known.name(language)).split(",")[0]) for language in ("en", "fr", "es")}
    return tuple(sorted(words for words in named if words))


def _short(party: Party, ordinary: Container[str]) -> Iterator[Form]:
    """Shorter ways to call it: without what stands behind its head, by its first word, by its head alone."""
    if party.country:
        for word in _GOVERNMENT:
            yield Form((word,), capitalised=True, article=True)
        return
    for name in party.names:
        words = _words(_BRACKET.sub(" ", name))
        if len(words) < 2:
            continue
        bare = tuple(word for word in words if word not in words_of("legal-forms"))
        if 1 < len(bare) < len(words):
            yield Form(bare, capitalised=True)
        first = bare[0] if bare else ""
        if len(first) >= _SHORTEST_WORD and not first.isdigit() and not _is_ordinary(first) and first not in ordinary:
            yield Form((first,), capitalised=True, short=True, rest=frozenset(words))
        for part in (bare, _words(_CUT.split(name, maxsplit=1)[0])):
            initials = "".join(word[0] for word in part if word not in words_of("little-words"))
            if len(initials) >= _FEWEST_INITIALS:
                yield Form((initials,), capitals=True)
        for head in {_HEAD_OF[word] for word in bare if word in _HEAD_OF}:
            for word in _HEADS[head].split():
                yield Form((word,), capitalised=True, article=True)


def _acronyms(party: Party) -> Iterator[str]:
    yield from party.acronyms
    for name in party.names:
        for found in _BRACKET.finditer(name):
            if is_acronym(found.group(1).strip().split(" ")[0]):
                yield found.group(1)
        last = _BEHIND.split(_BRACKET.sub(" ", name))[-1].strip()
        if last != name and is_acronym(last):
            yield last


@lru_cache(maxsize=1 << 15)
def _words(name: str) -> tuple[str, ...]:
    words = [word for word in tokens(name).words if word[:1].isalnum()]
    while words and words[0] in _ARTICLES and len(words) > 1:
        words = words[1:]
    return tuple(words)


@lru_cache(maxsize=1 << 13)
def _is_ordinary(word: str) -> bool:
    """Whether a word begins too many names to stand for one: of the language, or of a place."""
    return (
        word in words_of("first-words")
        or word in _ordinary()
        or word in words_of("seas")
        or read_country(word, codes=False) is not None
    )


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    return frozenset(word_list("common-words"))


HEADS: Mapping[str, str] = _HEAD_OF
"""Words that say what an organisation is, by which a text calls it once it is known ("the Academy")."""
