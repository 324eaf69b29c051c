"""Phrases that name nobody, words around names, running text, persons: what a partner list holds beside names."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.names.lexicon import folded, has_organisation_word, is_legal_form, is_subject, opens_as_organisation
from graph.text.plain_words import any_of

_NOT_NAMES = re.compile(
    r"^(?:open to (?:all |any |other |additional |new |more )*(?:partners?|partnerships?|collaborat\w*|organi\w*)?.*"
    r"|(?:partners?|partnerships?|details|more|others?|additional partners?|list)?\s?(?:is |are )?(?:yet )?(?:still )?"
    r"(?:to be|being|will be|under) (?:determined|confirmed|defined|identified|announced|added|discuss\w*|decided"
    r"|developed|negotiat\w*|completed).*"
    r"|tbd|tbc|tba|n a|na|none|nil|no|not? applicable|not available|not specified|unspecified|null|various|several"
    r"|varios|divers|etc\w*|and others?|others?|otros|autres|others? tbd|many others|and many more|and more|all"
    r"|among(?:st)? others|entre otr[oa]s|see (?:above|below|website|attach\w*|list|http).*|multi ?stakeholders?"
    r"|a determinar|por definir|por determinar|ninguno|ninguna|sin socios|no aplica|aucun|neant|нет|无"
    r"|please (?:contact|see|visit|refer).*|(?:for )?(?:more|further) information.*|no partners?(?: yet)?"
    r"|(?:to be )?(?:included|expected|welcome|invited|involved|sought|selected|added)"
    r"|(?:(?:and )?(?:many |some |several )?others?|(?:\w+ ){1,4}(?:organi[sz]ations|partners|countries)) (?:to|will)"
    r" (?:come|join|follow).*"
    r"|(?:the |this |our )?(?:project|programme|resolution|website|event|declaration)"
    r"|currently none|see|same as above|as above|idem|partners?|socios|partenaires)$"
)
# Many of them, nobody in particular. Bodies: "Universities in Asia" names none of them, whatever is said behind.
_BODIES = (
    r"(?:communities|comunidades|communautes?|authorities|autoridades|autorites|governments|gobiernos|gouvernements"
    r"|ngos|ongs|csos|cbos|igos|ngo s|organi[sz]ations|organizaci(?:on)?es|associations|asociaci(?:on)?es"
    r"|institut(?:e|ion)s"
    r"|instituciones|institutos|universities|universidades|universites|schools|escuelas|ecoles|colleges|companies"
    r"|empresas|entreprises|businesses|corporations|firms|enterprises|industries|sectors|stakeholders?|actors|actores"
    r"|acteurs|donors|donantes|bailleurs|agencies|agencias|agences|ministries|ministerios"
    r"|ministeres|departments|departamentos|services|bodies|entities|entidades|groups|grupos|groupes|networks|redes"
    r"|reseaux|societies|cooperatives|co operatives|cooperativas|members|miembros|membres|banks|foundations"
    r"|municipalities|municipios|municipalidades|communes|cities|ciudades|towns|villages|districts|provinces|states"
    r"|countries|paises|pays|islands|regions|parliaments|councils|committees|commissions|centres|centers|centros"
    r"|laboratories|clubs|federations|unions|chambers|boards|trusts|funds|fondos|hotels|resorts|ports|museums|aquariums"
    r"|aquaria|observers|supporters|sponsors|clients|signatories|participants|collaborators|panels|initiatives"
    r"|programmes|programs|projects|platforms|administrations|coalitions|alliances|conventions|secretariats|stations"
    r"|territories|plans|customers?|clients|utilities|regulators|counties|chapters|hospitals|clinics|churches|farms|smes|msmes|landholders|entrepreneurs"
    r"|juntas|comites|secretarias|cofradias|gremios|sindicatos|camaras|delegations|embassies|missions|offices|sector"
    r"|secteur|academia|media|press|depts|ministers|treaty bodies|chairs)"
)
# People: behind "of" or "for" they make names ("Women for Water", "Friends of the Earth").
_PEOPLE = (
    r"(?:partners|socios|partenaires|partnerships|winners|grantees|recipients|politicians|volunteers|voluntarios|fishermen|fishers|fisherfolk|pescadores|pecheurs|farmers|agricultores|agriculteurs"
    r"|leaders|experts|scientists|researchers|academics|public|publico|population\w*|citizens|people|peoples|pueblos"
    r"|youths?|jovenes|jeunes|women|mujeres|femmes|children|students|estudiantes|etudiants|teachers|families|households"
    r"|individuals|consumers|users|owners|operators|operadores|providers|suppliers|producers|productores|investors"
    r"|parliamentarians|consultants|professionals|practitioners|tourists|beneficiaries|representatives|representantes"
    r"|officials|officers|rangers|chiefs|mayors|landowners|divers|surfers|sailors|seafarers|traders|vendors"
    r"|prestadores|contractors|employees|employers|workers|installers|retailers|developers|managers|facilitators|innovators|manufacturers|processors|familias|vecinos)"
)
_ONE_OF_MANY = re.compile(
    r"^(?:the |our |a |any )?(?:local|regional|national|state|municipal|provincial|scientific|international|business"
    r"|academic|donor|civil|fishing|tourism|private|coastal|host|indigenous|research|diplomatic|global|maritime|village"
    r"|whole|broader|wider|central|federal|shipping|mining|oil|hotel|seafood|fisheries|sociedad|comunidad|comunidades|gobierno|secteur|sector)"
    r"(?: (?:and|or|y|et) (?:local|regional|national|private|academic|international))?"
    r"(?: (?:shipping|fishing|maritime|tourism|business|scientific|oil and gas|diving|research)(?= (?:industry|comm|sec)))?"
    r" (?:community|government|authority|society|industry|council|governments?|administration|sector|school|university"
    r"|civil|local|prive|privado|publico|cientifica|academia)$|^(?:town hall|city hall|government|gobierno|gouvernement"
    r"|academia|empresa privada|industry|community|ngo|ong|cso|multistakeholder|multi stakeholder|civil society|sociedad civil)$"
)
_HEAD = re.compile(rf"\b(?:{_BODIES}|(?P<people>{_PEOPLE}))\b")
# Behind a generic head, the rest only says which of them are meant ("… in Asia", "… working on health").
_OF_WHICH = re.compile(
    r" (?:in|of|from|at|with|within|across|around|for|on|to|working|active|involved|concerned|including|such|like|de"
    r"|del|des|en|du|dans|para|pour|que|who|that|which|throughout|based|and|y|et|living|interested|engaged|belonging"
    r"|specialized|associated|dealing|composed|operating|participating|representing|having|related|sur|as|under|through|along|w|responsible|outside|by|worldwide|involucrad\w*|locales) "
)
_COMMON_WORDS = """
    a academic additional african agricultural all american an and any appropriate approximately arab artisanal
    as asian associated at bilateral business by caribbean civic civil climate coastal commercial competent
    concerned conservation corporate cultural current de des developed developing development different diverse
    domestic donor ecological economic educational el environment environmental et european existing field
    financial fish fisheries fishing for foreign from further future general global governmental grassroots
    green hotel in independent indigenous individual industrial industry interested intergovernmental
    international involved key la large las latin leading les line local locales los major many marine maritime
    media member mining more multilateral multiple municipal nation national nationales nationals native
    neighbouring new ngo non not number numerous ocean of on or other others otr otras otros our over
    participating partner people philanthropic policy political potential privadas privados private privees
    action seas int intl l nat natl res resort resorts contracting founding landlocked least professional sister society veterinary
    program project public publicas publicos recreational regional related relevant religious renewable research
    rural scientific seafood sector selected several shipping small social some state statutory sub subnational
    subregional supporting sustainable technical technology the their these tourism trade traditional training
    united various volunteer water well wildlife with women working world y youth
"""
_TRADES = frozenset(
    """
    banking consulting diving engineering farming financing fishing funding housing manufacturing marketing mining
    packaging printing processing publishing recycling shipbuilding shipping teaching tour trading training travel
    """.split()
)
_GENERIC = frozenset(_COMMON_WORDS.split()) | _TRADES | {"territorial", "permanent"}
# Adjectives that stand behind their noun in Spanish, French and Portuguese.
# Acronyms of kinds ("NGOs", "SIDS"), and many bodies of one ("UN Agencies", "WTO Members").
_PLURAL_ACRONYM = re.compile(
    r"[A-Z]{2,6}s|NGO['’`]?[sS]|SIDS|LDC|LLDC|SME|MSME"
    r"|[A-Z]{2,7} (?:Members?|(?:Contracting )?Parties|Agencies|Signatories|Observers|Member States|States|Countries)"
    r"|(?:U\.?S\.?A?\.?|UK|EU) (?:Federal |Government |National |State )*(?:Agencies|Departments)"
)
_OF_MANY = re.compile(r"(?:all|other|several|various|many) (?:the )?\d+ ")
_OFFICERS = re.compile(
    r"(?:(?<!of )\b(?:officers|directors|coordinators|commis{1,2}ion{1,2}ers|coun[cs]el{1,2}ors|coun[cs]il{1,2}ors"
    r"|secretaries|managers|inspectors|lecturers|ministers|mayors|governors)$"
    r"|^(?:(?:deputy|assistant|chief|regional|executive) )*(?:directors|ministers|secretaries|mayors|heads) of\b)"
)
_SOCIETY = re.compile(r"\b(?:associa|society|union|federation|institut|network|forum|council|guild|college|chamber)")
_COUNTED_NAME = re.compile(r"\d+ ([A-Z][a-z]+) [A-Z][a-z]+")
_OF_A_PLACE = re.compile(r"(?:an|ish|ese|ch|ern|East|West|North|South)$")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# Words.
_LONGEST_WORDING = 22
_SHORTEST_SENTENCE = 5
# "BlueNGOs - network of communities in Asia": what stands before the dash is a name.
_NAME_AND_DASH = re.compile(r"[A-Z]\S*[A-Z]\S* [-–—]+ ")
_LONGEST_PHRASE = 400
_ONLY_POSITION = re.compile(
    r"(?:(?:former|ex|vice|deputy|assistant|general|executive|managing|principal|honorary|senior|chief|acting|co|founding"
    r"|project|programme|program|national|regional|scientific|technical|and|the) )*"
    r"(?:president|chair|chair(?:man|woman|person)|director|coordinator|secretary|ceo|founder|manager|officer|advis[eo]r"
    r"|mentor|administrator|professor|lecturer|researcher|focal point|contact person|leader|president[ea]|directora?"
    r"|coordinadora?|secretari[oa]|gerente|directeur|directrice|coordinateur)(?: (?:general|emeritus))?"
)
_PERSONS_TITLES = frozenset(["lady", "lord", "sir", "dame", "capt", "captain", "hon", "minister", "miss", "ambassador"])
_MOST_SIDES = 4
# "Ionian Islands" are a place, "Health Partners" and "African Women" names.
_PLACES_AND_PEOPLE = frozenset(["islands", "regions", *_PEOPLE.strip("(?:)").split("|")])
_ANY_OF_THEM = re.compile(
    r"(?:an?|all|any|each|every|other|our|its|their|multiple|several|various|many|some|different|individual|relevant|non"
    r"|worldwide|selected|certain|more|local|private)\b"
)
_JOINT = re.compile(r"\s(?:and|&)\s")
_POSTPOSITIVE = re.compile(
    r"^(?: (?:y |et |e |o |ou )?(?:afines|locales|locaux|nacionales|nationa(?:les|ux)|internaciona(?:les|is)|regionales"
    r"|regionaux|privad[ao]s|estatales|comunales|comunitari[ao]s|municipales|prive(?:e)?s|public[ao]s|publiques|academic[ao]s|gubernamentales"
    r"|governamentais|pesquer[ao]s"
    r"|artesanales|involucrad[ao]s|interesad[ao]s|relacionad[ao]s|competent[e]?s|relevantes|cientific[ao]s|coster[ao]s"
    r"|ambientales|sociales|riverain[e]?s|concern[e]+s|in general|at large|responsible|worldwide))+$"
)
_MEMBER_STATES = re.compile(
    r"\b(?:member|partner|participating) (?:states|countries|governments|organi[sz]ations|companies|institutions"
    r"|agencies|cities|parties|committees|universities|associations)"
    r"(?: (?:of|in|from|and|to)\b.*)?$"
)
_PARTIES = re.compile(r"^(?:all |the )*(?:(?:\d+ )?contracting parties|representatives (?:of|from))\b")
# However the rest is written: "Various Austrian Authorities", "Some University members of the Reef Network".
_QUANTIFIED = re.compile(
    r"^(?:the )?(?:several|various|many|some|numerous|others?|different|multiple|diverse|selected|further|few|certain"
    r"|varios|varias|diversos|diversas|otr[ao]s|divers|diverses|plusieurs|autres|certains) "
)
# A name in capitals never ends in these.
_ALWAYS_MANY = re.compile(r"^(?!.* and )(?:\w+ ){1,6}(?:stakeholders|beneficiaries|signatories)$")
_MEMBERS_OF = re.compile(r"(?!.*\b(?:and|its|their)\b)(?:[\w'’.-]+ ){1,7}members")
_KINDS_AT_THE_END = re.compile(
    r"(?!.*(?:\b(?:and|of|for|y|et|to|from)\b|[&,+]))(?:\S+ ){0,3}\S+(?<! of)(?<! for)(?<! de)(?<! des) (?:SIDS|LDCs?|LLDCs|NGOs|INGOs|CSOs|CBOs|IGOs|SMEs)"
)
_ALL_COUNTRIES = re.compile(r"^(?!.*\b(?:of|for|and)\b)(?:\w+ ){1,6}countries$")
_IN_REGIONS = re.compile(
    rf"^(?!.*\b(?:of|for)\b.*{_BODIES})(?:\w+ ){{0,3}}{_BODIES} (?:in|within|across|throughout|from|of) (?:\w+ ){{1,4}}"
    r"(?:countries|regions?|areas)$"
)
_LEADING = re.compile(r"^(?:major|leading|key) ")
_ONE_OF_A_KIND = re.compile(
    r"^\d+ (?:\w+ )?(?:body|institution|organi[sz]ation|company|ngo|university|ministry|agency|partner|hotel|school)$"
)
_OPENS_PHRASE = re.compile(
    r"(?:in|from|those|having|working|during|because|where|when|while|representatives? of|members of|an?) "
)
_JOINS = re.compile(r"\s+(?:and|&|y|et|e|or)\s+|\s*/\s*")
# Adjectives of countries and parts of the world, folded.
_FROM_A_PLACE = re.compile(
    r"(?:\w{2,}(?:ian|ean|ish|ese|erican|frican|erman)|french|dutch|swiss|greek|thai|iraqi|arab|pacific|mediterranean"
    r"|baltic|nordic|central|latin|southern|northern|eastern|western|south|north|east|west)"
)
_PARTICIPLE = re.compile(r"^(?:related|concerned|involved|interested|responsible|relevant) (?:to|with|in|for|by)\b")
_COUNTED = re.compile(
    r"^(?:the |an? )?(?:total of |approximately |about |over |more than |around |up to |at least |almost |nearly |some )?"
    r"(?:\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundreds|thousands)\s?\w* "
)
_VERBS = re.compile(
    r"(?<!\bof )(?<!\bfor )(?<!\bpublic )\b(?:is|are|was|were|will|has|have|had|been|provides?|works?|aims?|contribut\w+|contains?|consists?|comprises?|includes?"
    r"|supports|seeks?|expects?|intends?|plans to|can be|may be|must|should|would|could|shall|do not|does|did|helps?"
    r"|participates?|participated|gave|gives|brings|allows?|enables?|ensures?|invites?|took|takes|became|becomes"
    r"|es|son|sera|seran|esta|estan|tiene|tienen|fue|fueron|busca|trabaja|participan|cuenta|est|sont|etait|ont|sera"
    r"|seront|collaborates?|serves?|represents?|develops?|delivers?|leads|focuses|operates|promotes|coordinates|we|it"
    r"|they|which|who|whose|это|является|están)\b"
)
_FILLER = re.compile(
    r"(?:,?\s*(?:\(?etc\.?\)?|et al\.?|and (?:many )?(?:others?|more)|among(?:st)? others?|entre otr[oa]s|y otr[oa]s"
    r"|et autres|and so on|\.\.\.|…|u\.a\.|among many others?|& others|and other partners|and now expanded))+[\s.,;]*$",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:(?:h\.?e\.?|the )?\s*)?(?:mr|mrs|ms|miss|dr|drs|prof|professor|sir|dame|lady|lord|rev|shri|smt"
    r"|sra?|eng|ing|lic"
    r"|h\.?r\.?h|madame|mme|dra|ambassador|capt|captain|hon|minister)\b\.?\s+(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
# "Dr. Ana Example: …" tells of a person whatever follows.
_INTRODUCED = re.compile(r"(?:[^\W\d_][\w.'’-]*\s){0,3}[^\W\d_][\w.'’-]*\s*:\s")
_FILLER_WORDS = any_of(
    *("etc", "et al", "other", "more", "otras", "otros", "autres", "so on", "...", "…", "u.a.", "now expanded")
)
_DEGREE = re.compile(r"[,\s]\s*(?:ph\.?\s?d\.?|m\.?sc\.?|mba|m\.?d\.?|esq\.?|jr\.?)(?:\W|$)", re.IGNORECASE)
_POSITION = re.compile(
    r"\b(?:executive secretary|executive director|director general|secretary general|coordinator|co ordinator|director"
    r"|president|vice president|chair(?:man|woman|person)?|ceo|founder|co founder|project leader|project manager"
    r"|manager|artist|photographer|explorer|professor|focal point|contact person|team leader|head of|principal"
    r"|investigator|author|attorney|filmmaker|ambassador|directora|coordinador\w?|directeur|directrice|responsable"
    r"|presidente|gerente|research fellow|lecturer|senior \w+|officer|advisor|adviser|consultant|commissioner)\b"
)
_EMAIL = re.compile(r"<email>|\b[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_OPENS_ADDRESS = re.compile(
    r"\W*(?:e-?mail|tel|telephone|phone|fax|mobile|address|direcci[oó]?n|adresse"
    r"|skype|website|web|url|contact(?: person| details)?)\s*[:.#]|(?:p\.?\s?o\.? ?box|apartado|casilla"
    r"|b\.?p\.?\s\d)\b|\w[\w ]* (?:floor|suite)\b[\s\d]*$|\w[\w ]* (?:house|building|tower)\b\s*\d[\s\d]*$",
    re.IGNORECASE,
)
_NUMBERED_ADDRESS = re.compile(
    r"^\+?\d[\d\s()./-]{6,}$"
    r"|^\d{1,5}[-\d]*\s+[\w .'-]+\b(?:street|st|road|rd|avenue|ave|row|lane|drive|boulevard|blvd|way"
    r"|square|place|plaza)\b"
    r"|\b(?:street|road|avenue|boulevard|rue|calle|avenida|carrera|strasse|straße)\b.*\d"
    r"|^(?:rue|calle|avenida|av|via|carrera)\b.*\d|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\b\d{5}(?:-\d{4})?\s*$",
    re.IGNORECASE,
)
# Above a street; alone, an organisation may be called so: "Chatham House".
_BUILDING = re.compile(r"\w[\w ]* (?:house|building|tower)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_PLAIN_END = re.compile(r"[(:]")
_WRITTEN_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@lru_cache(maxsize=1 << 14)
def names_nobody(text: str) -> bool:
    """Whether it is a phrase such as "local communities", "Open to additional partners" or "6 cities in Asia".

    A head in the plural ("organizations", "communities") with common words before it, and anything behind that says
    which of them are meant, is generic; so are fixed phrases, and several words that are all written small. A capital
    inside ("Coral Triangle Communities") speaks for a name, unless the capitals are those of a heading.

    >>> [names_nobody(text) for text in ("Local NGOs", "TBD", "Many marine institutions", "Blue Ventures")]
    [True, True, True, False]
    """
    return is_phrase(text) or _is_small(text)


@lru_cache(maxsize=1 << 14)
def is_phrase(text: str) -> bool:
    """Whether its words say that it names nobody, however they are written."""
    return says_nothing(text) or _is_generic(text)


@lru_cache(maxsize=1 << 14)
def says_nothing(text: str) -> bool:
    """Whether it doesn't even describe anybody: "etc", "TBD", "Open to additional partners"."""
    return not folded(text) or _NOT_NAMES.match(folded(text)) is not None


@lru_cache(maxsize=1 << 14)
def is_running_text(text: str) -> bool:
    """Whether it is a sentence rather than a name: it has a verb and more words than a name would need.

    >>> is_running_text("The project is run by its members in all countries"), is_running_text("Who Cares Trust")
    (True, False)
    """
    bare = (_IN_BRACKETS.sub("", _IN_BRACKETS.sub("", text)).strip(" .") or text) if "(" in text else text
    words = folded(bare).split()
    if len(words) > _LONGEST_WORDING:
        return True
    return len(words) >= _SHORTEST_SENTENCE and has_verb(bare)


@lru_cache(maxsize=1 << 14)
def has_verb(text: str) -> bool:
    """Whether a verb stands in it, behind its first word and in small letters."""
    found = _VERBS.search(folded(text).partition(" ")[2])
    return found is not None and bool(re.search(rf"\b{re.escape(found.group())}\b", text))


def without_filler(text: str) -> int:
    """Where a text ends when "etc.", "among others" and the like are left off."""
    found = _FILLER.search(text) if _FILLER_WORDS.search(text.lower()) else None
    return found.start() if found else len(text)


@lru_cache(maxsize=1 << 14)
def is_person_or_address(text: str) -> bool:
    """Whether a whole piece names a person (by title, degree or position) or is a line of an address.

    >>> [is_person_or_address(text) for text in ("Dr. Ana Example, Director", "12 High Street", "Institute of Arts")]
    [True, True, False]
    """
    title = _TITLES.match(text)
    # "Captain Cook Society" bears a title in its name; who is a doctor is a person.
    if title and not (folded(title.group()) in _PERSONS_TITLES and opens_as_organisation(text)):
        return True
    if is_address(text):
        return True
    if _DEGREE.search(text) and len(text.split()) <= 8:
        return True
    name, comma, position = text.partition(",")
    return bool(
        comma
        and _POSITION.search(folded(position))
        and 2 <= len(name.split()) <= 4
        and all(word[:1].isupper() for word in name.split())
        and not _HEAD.search(folded(name))
        and len(position.split()) <= 8
    )


def introduces_person(text: str) -> bool:
    """Whether it opens with a person's title and name and a colon: all of it tells of that person."""
    title = _TITLES.match(text)
    return title is not None and _INTRODUCED.match(text, title.end()) is not None


def is_address(text: str) -> bool:
    """Whether a line is one of a postal address or tells how to reach somebody."""
    return bool(
        _OPENS_ADDRESS.match(text)
        or (_DIGIT.search(text) and _NUMBERED_ADDRESS.search(text))
        or (("@" in text or "<" in text) and _EMAIL.search(text))
    )


def is_only_position(text: str) -> bool:
    """Whether it is a person's position and no more, as it stands where a full stop parts it from the person's name."""
    return _ONLY_POSITION.fullmatch(folded(text)) is not None


def may_be_building(text: str) -> bool:
    """Whether it may be the first line of an address: "Reef House", where a street follows."""
    return _BUILDING.fullmatch(text) is not None


def is_position(text: str) -> bool:
    """Whether it is a person's position: "Project Leader", "artist"."""
    words = folded(text).split()
    return 0 < len(words) <= 4 and _POSITION.search(" ".join(words)) is not None


@lru_cache(maxsize=1 << 14)
def only_qualifies(text: str) -> bool:
    """Whether it is an adjective left alone by a comma, as "Global" in "Global, regional and national partners"."""
    words = folded(text).split()
    return 0 < len(words) <= 3 and all(word in _GENERIC for word in words) and not _HEAD.search(folded(text))


def has_plural_head(text: str) -> bool:
    """Whether the words that it is built on are a plural: "Member States of …", "National Committees"."""
    found = _HEAD.search(folded(text))
    return found is not None and not found.group("people")


def speaks_of_many(text: str) -> bool:
    """Whether a plural of bodies or people stands anywhere in it: "and its members (Rare, Oceana)"."""
    return _HEAD.search(folded(text)) is not None


def _is_generic(text: str) -> bool:
    plain = _PLAIN_END.split(text, maxsplit=1)[0].strip() or text
    words = folded(plain)
    if not words or not text[0].isalnum() or len(text) > _LONGEST_PHRASE:
        return False
    if len(plain) < len(text) and _NOT_NAMES.match(words):
        return True
    if _NAME_AND_DASH.match(text) or is_legal_form(words.rpartition(" ")[2]):
        return False
    if (plain[1:2].isupper() or "." in plain[:2]) and _PLURAL_ACRONYM.fullmatch(plain):
        return True
    if _OF_MANY.match(words) or (
        "s" in (words[-1], words[-2:-1], words.partition(" ")[0][-1]) and _are_officers(words)
    ):
        return True
    if _ends_in_small_plural(plain, words) or _are_many(plain, words):
        return True
    if _ONE_OF_MANY.match(words) or _PARTICIPLE.match(words):
        return True
    if _MEMBER_STATES.search(words):
        return True
    if _COUNTED.match(words) and _HEAD.search(words):
        return not _is_counted_name(plain)
    if not any(map(_is_head, words.split())) and "ngo s" not in words and "co operatives" not in words:
        return False
    for found in _HEAD.finditer(words):
        behind = _POSTPOSITIVE.sub("", words[found.end() :])
        if not behind or _OF_WHICH.match(behind + " "):
            break
    else:
        return False
    before = words[: found.start()].split()
    if found.group("people") and behind and not plain[-len(behind) :].islower() and not text[0].islower():
        return False
    if all(word in _GENERIC or _HEAD.fullmatch(word) for word in before):
        name = (plain.isupper() and len(plain) <= 5) or (words.startswith("united ") and "nations" not in before)
        return not name
    return _lower_before_head(plain, len(before)) or (not behind and _mostly_lower(plain))


def _are_many(text: str, words: str) -> bool:
    """Whether words with capitals say that it is many of a kind: "Swedish Agencies", "Reef Council member companies"."""
    if _KINDS_AT_THE_END.fullmatch(text) or _ONE_OF_A_KIND.match(words):
        return True
    if words.endswith(("countries", "regions", "region", "areas")) and (
        _ALL_COUNTRIES.match(words) or _IN_REGIONS.match(words)
    ):
        return not text.isupper()
    if (
        _PARTIES.match(words)
        or _ALWAYS_MANY.match(words)
        or (text.endswith(" members") and _MEMBERS_OF.fullmatch(text))
    ):
        return True
    if _LEADING.match(words) and _is_head(words.rpartition(" ")[2]) and text.rpartition(" ")[2].islower():
        return True
    if _QUANTIFIED.match(words):
        found = _HEAD.search(words)
        return found is not None and (found.end() == len(words) or _OF_WHICH.match(words, found.end()) is not None)
    before, _, last = words.rpartition(" ")
    if before and " " not in last and _is_head(last) and last not in _PLACES_AND_PEOPLE:
        kinds = before.split()
        if all(_FROM_A_PLACE.fullmatch(kind) for kind in kinds):
            return True
        if len(kinds) == 1 and (is_subject(before) or before in _TRADES):
            return True
    sides = _JOINS.split(text)
    return 1 < len(sides) <= _MOST_SIDES and all(side and is_phrase(side) for side in sides)


def _is_counted_name(text: str) -> bool:
    """Whether a number opens a name: "100 Resilient Cities", not "12 African Countries" or "12 cities"."""
    found = _COUNTED_NAME.fullmatch(text)
    return found is not None and folded(found.group(1)) not in _GENERIC and not _OF_A_PLACE.search(found.group(1))


@lru_cache(maxsize=1 << 14)
def _is_head(word: str) -> bool:
    """Whether one word is a generic head; asked for every word, as the words return and the expression is long."""
    return _HEAD.fullmatch(word) is not None


def _are_officers(words: str) -> bool:
    """Whether it names a rank of persons: "Municipal Chief Officers", "Directors of Ports"."""
    found = _OFFICERS.search(words) if words.endswith("s") or "s of " in words else None
    return found is not None and _SOCIETY.search(words[: found.start()]) is None


def _is_small(text: str) -> bool:
    """Whether several words are all written small, and no body among them has a name: "elected legislators"."""
    if text[:1].islower() and _OPENS_PHRASE.match(text):
        return True
    if not (text.islower() and text.isascii() and " " in text):
        return False
    if not has_organisation_word(text) or _ANY_OF_THEM.match(text):
        return True
    return all(
        word in _GENERIC or _HEAD.fullmatch(word) or has_organisation_word(word) for word in folded(text).split()
    )


def _ends_in_small_plural(text: str, words: str) -> bool:
    """Whether a plural that is written small ends it: "Pacific Island communities"; many of them, whosever they are."""
    last = text.rpartition(" ")[2]
    if not (last.isascii() and last.isalpha() and last.islower()) or not _is_head(last) or text.islower():
        return False
    joint = _JOINT.search(text)
    if joint and " " in text[: joint.start()] and not is_subject(text[: joint.start()]):
        # "Seas At Risk and its members": a name and a phrase.
        return False
    return not has_organisation_word(words[: len(words) - len(last)].replace("international", ""))


def _lower_before_head(text: str, count: int) -> bool:
    """Whether the words before the head are written small, but for the first."""
    words = _WRITTEN_WORD.findall(text)
    small = (word[0].islower() or _PLURAL_ACRONYM.fullmatch(word) for word in words[1 : count + 1])
    return count >= 1 and not text.isupper() and all(small)


def _mostly_lower(text: str) -> bool:
    """Whether a phrase is written small, but for one word at most ("refugee and Yemeni communities")."""
    words = _WRITTEN_WORD.findall(text)
    return text[:1].islower() and sum(word[0].isupper() for word in words) <= 1
