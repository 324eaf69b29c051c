"""What an organisation is, read from its name alone: rules that answer seldom and are then nearly always right.

A heading or a declaration comes first; a name that no rule reads stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model.vocabularies.world_organisations import organisations
from graph.resolve.read import codes_of, one_mention
from graph.text.fold import fold


@dataclass(frozen=True, slots=True)
class TypeRead:
    """A type read from a name.

    Attributes:
        type: code of the vocabulary `types`.
        why: the word that says so, in a sentence.
    """

    type: str
    why: str


_RULES: tuple[tuple[str, str], ...] = (
    # The order matters: a student union of a university is youth, a university of the United Nations is the UN's.
    ("un-system", r"united nations|naciones unidas|nations unies|nacoes unidas|unicef|unesco|undp|unep|unhcr|unfpa"),
    ("youth", r"youth|jeunes|jeunesse|juventud|jovenes|juventude|student union|scouts?|young"),
    ("women", r"wom[ae]ns?|femmes|mujeres|mulheres"),
    ("indigenous", r"indigenous|indigenas?|autochtones?|tribal council"),
    ("workers", r"trade unions?|labou?r union|workers union|sindicatos?|syndicats?|confederation of labou?r"),
    ("farmers", r"farmers|agriculteurs|agricultores|campesin[oa]s|growers association"),
    ("academic", r"universit\w+|universidad\w*|college|faculty|facultad|faculte|school of|escuela|ecole|hochschule"),
    ("government", r"ministry|ministries|ministerio\w*|ministere\w*|government of|gobierno de|gouvernement d\w+"),
    ("government", r"embassy|ambassade|embajada|parliament|national assembly|environment(?:al)? protection agency"),
    ("local-authority", r"municipality|municipalidad|municipio|mairie|city of|ville de|county council|city council"),
    ("local-authority", r"alcaldia|prefeitura|gobernacion|provincial government|state government"),
    ("scientific", r"research (?:institute|centre|center|council)|institute of (?:oceanography|marine|science)\w*"),
    (
        "scientific",
        r"academy of sciences?|institut de recherche|instituto de investigacion\w*|laborator\w+|observatory",
    ),
    ("business", r"ltd|limited|inc|llc|gmbh|plc|corp|corporation|company|pty|pte|sarl|ltda|chamber of commerce"),
    ("business", r"holdings?|enterprises?|consulting|consultants|s\.?a\.? de c\.?v\.?"),
    ("foundation", r"foundation|fundacion|fondation|fundacao|stiftung|stichting"),
    ("ngo", r"ngo|ong|association|asociacion|associacao|verein|friends of|society for|trust|charity|volunteers?"),
)

_COMPILED = tuple((type_, re.compile(rf"\b(?:{words})\b")) for type_, words in _RULES)


def type_by_name(name: str) -> TypeRead | None:
    """The type that a name says by itself, or None.

    >>> type_by_name("Ministerio de Ambiente")
    TypeRead(type='government', why='its name says “ministerio”')
    >>> type_by_name("Blue Horizon") is None
    True
    """
    folded = fold(name)
    for type_, words in _COMPILED:
        found = words.search(folded)
        if found:
            return TypeRead(type_, f"its name says “{found.group()}”")
    return None


def type_of(written: str) -> str:
    """The type of what a written name names: as stated beside it, of a world organisation, by its words; "" if unknown.

    >>> type_of("Blue Horizon (NGO)"), type_of("PNUD"), type_of("Universidad de Chile"), type_of("Blue Horizon")
    ('ngo', 'un-system', 'academic', '')
    """
    mention = one_mention(written)
    if mention.type:
        return mention.type
    codes = codes_of(mention)
    if len(codes) == 1:
        return organisations()[min(codes)].type
    found = type_by_name(mention.name)
    return found.type if found else ""
