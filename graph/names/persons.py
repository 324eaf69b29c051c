"""Persons without a title: told by the shape of a name, common given names, and who stands beside them.

A company may be called after a person, so shape alone is never enough: a piece that could be either is kept, and said
to be neither (`unsplit`), unless the list names persons anyway.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.names.lexicon import folded, has_organisation_word, is_subject

_COMMON = """
    aaron abdul abdullah abraham adriana agnes ahmad ahmed aisha alain alberto alejandra alejandro alessandro
    alexander alexandra alfonso alfredo alice alicia allan amanda amina amy ana anders andre andrea andreas
    andres andrew angela anita ann anna anne annette antoine anton antonio arjun arnold arthur arturo
    ashok barbara beatrice beatriz benjamin bernard bernardo bertrand bjorn brian bruno camilla carla carlos
    carmen caroline catherine cecilia cesar charles chiara chris christian christina christine christophe
    christopher claire clara claudia claudio colin cristina daniel daniela david deborah denis dennis diana
    didier dieter dimitri dmitri dominique donald dorothy douglas eduardo edward edwin elena elisabeth
    elizabeth ellen emily emma emmanuel enrique eric erik ernesto esther eugene eva fatima felipe felix
    fernanda fernando filip florian francesca francesco francis francisco francois frank frans franz fred
    frederic gabriel gabriela gary geoffrey georg george gerard gerardo gianni giovanni giuseppe gonzalo
    gregory guido guillermo gustavo hans harald hassan heather hector heidi helen helena helene henri henrik
    henry herbert hugo hussein ibrahim igor ines ingrid irene isaac isabel isabelle ismail ivan jacob
    jacqueline jacques jaime james jan jane janet javier jean jeff jeffrey jennifer jens jeremy jessica jim
    joachim joan joao joe johan johannes john jon jonas jonathan jorge jose josef joseph joshua juan juana
    juergen julia julian julie julio jurgen karen karin karl katarina kate katherine kathleen katrin keith
    kenneth kevin klaus kofi kristin kumar kwame lars laura laurence laurent leonardo linda lisa lorenzo
    louise luca lucas lucia luigi luis luisa lukas magnus manuel marc marcel marcelo marco marcos margaret
    margarita maria mariam mariana marie mario marisa mark marta martha martina mary massimo mateo matteo
    matthew matthias maurice mauricio mehmet michael michel michele miguel mikael milan miriam mohamed
    mohammad mohammed monica monika muhammad mustafa nadia nancy natalia natalie nathalie nicholas nicola
    nicolas nicole nikolai nina olga oliver olivia olivier omar oscar osman pablo pamela paolo pascal patricia
    patrick paul paula paulo pedro peter petra philip philippe pierre pietro priya rachel rafael rajesh ralph
    ramon raquel raul rebecca renate rene ricardo richard robert roberto rodolfo rodrigo roger roland rolf
    roman ronald ruben ruth sabine samuel sandra sara sarah sebastian sergei sergio sharon simon simone sofia
    sophie stefan stefano stephan stephen steve steven sunil susan susana susanne sven sylvia tatiana teresa
    theresa thomas timothy tom tomas tony ulrich ursula valentina valeria vanessa vicente victor vincent
    vladimir walter werner wilhelm william wolfgang yusuf yves yvonne
"""
_GIVEN_NAMES = frozenset(_COMMON.split())
_WORD = r"[A-ZÀ-Þ][a-zß-ÿœščžćđşğıłńęąřě'’-]+(?:-?[A-ZÀ-Þ][a-zß-ÿ]+)?"
_PARTICLE = r"(?:de|del|da|dos|do|van|von|der|den|bin|al|el|la|le)"
# What companies, churches and the like go on with behind a person's name.
_NO_PERSON = re.compile(
    r"\b(?:airlines?|architects?|associates|boats?|books|brothers|capital|chapel|church|cathedral|mosque|temple|cruises"
    r"|design|diving|farms?|foods?|house|lines|lodge|pearls?|products|properties|restaurant|shipping|shop"
    r"|solutions|sons"
    r"|stores?|studios?|tech|tours?|travel|ventures|vineyards?|wines?|yachts?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(rf"({_WORD}|[A-Z]\.)(?:\s+(?:[A-Z]\.|{_PARTICLE}|{_WORD})){{0,2}}\s+{_WORD}")
_LONGEST_PARTICLE = 3
_INITIAL = re.compile(r"\b[A-Z]\.(?:\s|$)")
_INVERTED = re.compile(rf"((?:{_PARTICLE}\s)?(?:{_WORD}|[A-ZÀ-Þ-]{{3,}}))\s*,\s*({_WORD})(?:\s+(?:{_WORD}|[A-Z]\.))?")


@lru_cache(maxsize=1 << 13)
def may_be_person(text: str) -> bool:
    """Whether it has the shape of a person's name, opens with a given name or holds an initial, and names no body.

    >>> [may_be_person(text) for text in ("Ana Example", "M. Cristina Example", "Ana Example Trust", "Reef Watch")]
    [True, True, False, False]
    """
    found = _NAME.fullmatch(text) if has_shape_of_person(text) else None
    return found is not None and (folded(found.group(1)) in _GIVEN_NAMES or _INITIAL.search(text) is not None)


@lru_cache(maxsize=1 << 13)
def has_shape_of_person(text: str) -> bool:
    """Whether it is written like a person's name and has no word that speaks for a body: two to four plain words."""
    if " " not in text or _NAME.fullmatch(text) is None or has_organisation_word(text) or _NO_PERSON.search(text):
        return False
    return not any(is_subject(word) and len(word) > _LONGEST_PARTICLE for word in folded(text).split())


def is_written_like_person(text: str) -> bool:
    """Whether capitals and length allow a person's name; only where what stands beside it speaks of a person too."""
    return " " in text and _NAME.fullmatch(text) is not None and not has_organisation_word(text)


def is_inverted(text: str) -> bool:
    """Whether it is a person's name with the family's first: "Example, Ana", "EXAMPLE, Juan M.".

    >>> is_inverted("EXAMPLE, Ana"), is_inverted("Lima, Peru")
    (True, False)
    """
    found = _INVERTED.fullmatch(text) if text.count(",") == 1 else None
    return (
        found is not None
        and folded(found.group(2)) in _GIVEN_NAMES
        and folded(found.group(1)) not in _GIVEN_NAMES
        and not has_organisation_word(text)
    )
