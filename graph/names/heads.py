"""The plurals that phrases are built on ("local communities", "Universities in Asia"), and the words that go with them.

All are folded. A head in the plural with common words before it names nobody; what stands behind it only says which of
them are meant.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.names.word_list import word_list

# Many of them, nobody in particular. Bodies: "Universities in Asia" names none of them, whatever is said behind.
BODIES = (
    r"(?:communities|comunidades|communautes?|authorities|autoridades|autorites|governments|gobiernos|gouvernements"
    r"|ngos|ongs|csos|cbos|igos|ngo s|organi[sz]ations|organizaci(?:on)?es|associations|asociaci(?:on)?es"
    r"|institut(?:e|ion)s|instituciones|institutos|universities|universidades|universites|schools|escuelas"
    r"|ecoles|colleges|companies|empresas|entreprises|businesses|corporations|firms|enterprises|industries"
    r"|sectors|stakeholders?|actors|actores|acteurs|donors|donantes|bailleurs|agencies|agencias|agences"
    r"|ministries|ministerios|ministeres|departments|departamentos|services|bodies|entities|entidades|groups"
    r"|grupos|groupes|networks|redes|reseaux|societies|cooperatives|co operatives|cooperativas|members|miembros"
    r"|membres|banks|foundations|municipalities|municipios|municipalidades|communes|cities|ciudades|towns"
    r"|villages|districts|provinces|states|countries|paises|pays|islands|regions|parliaments|councils|committees"
    r"|commissions|centres|centers|centros|laboratories|clubs|federations|unions|chambers|boards|trusts|funds"
    r"|fondos|hotels|resorts|ports|museums|aquariums|aquaria|observers|supporters|sponsors|clients|signatories"
    r"|participants|collaborators|panels|initiatives|programmes|programs|projects|platforms|administrations"
    r"|coalitions|alliances|conventions|secretariats|stations|territories|plans|customers?|utilities|regulators"
    r"|counties|chapters|hospitals|clinics|churches|farms|smes|msmes|landholders|entrepreneurs|juntas|comites"
    r"|secretarias|cofradias|gremios|sindicatos|camaras|delegations|embassies|missions|offices|sector|secteur"
    r"|academia|media|press|depts|units|unidades|faculties|branches|ministers|treaty bodies|chairs)"
)
# People: behind "of" or "for" they make names ("Women for Water", "Friends of the Earth").
PEOPLE = (
    r"(?:partners|socios|partenaires|partnerships|winners|grantees|recipients|politicians|volunteers|voluntarios"
    r"|fishermen|fishers|fisherfolk|pescadores|pecheurs|farmers|agricultores|agriculteurs|leaders|experts"
    r"|scientists|researchers|academics|public|publico|population\w*|citizens|people|peoples|pueblos|youths?"
    r"|jovenes|jeunes|women|mujeres|femmes|children|students|estudiantes|etudiants|teachers|families|households"
    r"|individuals|consumers|users|owners|operators|operadores|providers|suppliers|producers|productores"
    r"|investors|parliamentarians|consultants|professionals|practitioners|tourists|beneficiaries|representatives"
    r"|representantes|officials|officers|rangers|chiefs|mayors|landowners|divers|surfers|sailors|seafarers"
    r"|traders|vendors|prestadores|contractors|employees|employers|workers|installers|retailers|developers"
    r"|managers|facilitators|innovators|manufacturers|processors|familias|vecinos)"
)
HEAD = re.compile(rf"\b(?:{BODIES}|(?P<people>{PEOPLE}))\b")
"""A plural of bodies or of people (group `people`)."""
_WHICH = (
    r"(?:in|of|from|at|with|within|across|around|for|on|to|working|active|involved|concerned|including|such|like|de"
    r"|del|des|en|du|dans|para|pour|que|who|that|which|throughout|based|and|y|et|living|interested|engaged"
    r"|belonging|specialized|associated|dealing|composed|operating|participating|representing|having|related|sur"
    r"|as|under|through|along|w|responsible|outside|by|worldwide|involucrad\w*|locales)"
)
OF_WHICH = re.compile(rf" {_WHICH} ")
"""What goes on behind a head and only says which of them are meant ("… in Asia", "… working on health")."""


@lru_cache(maxsize=1 << 14)
def is_head(word: str) -> bool:
    """Whether one word is such a plural; asked for every word, as the words return and the expression is long."""
    return HEAD.fullmatch(word) is not None


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The words that may stand before a head without making a name of it."""
    return word_list("common-words") | trades()


@lru_cache(maxsize=1)
def trades() -> frozenset[str]:
    """What companies and schools do: "recycling", "banking"."""
    return word_list("trades")
