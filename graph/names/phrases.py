"""Phrases that name nobody, words around names, running text, persons: what a partner list holds beside names."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.names.heads import HEAD, OF_WHICH, common_words, is_head
from graph.names.lexicon import folded, has_organisation_word, is_legal_form, is_subject, opens_as_organisation
from graph.names.many import are_many
from graph.names.word_list import word_list
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
    r"|(?:the |this |our )?(?:project|programme|resolution|website|event|declaration)"
    r"|currently none|see|same as above|as above|idem|partners?|socios|partenaires)$"
)
_STILL_TO_COME = re.compile(
    r"^(?:(?:and )?(?:many |some |several )?others?|(?:\w+ ){1,4}(?:organi[sz]ations|partners|countries)) (?:to|will)"
    r" (?:come|join|follow)"
)
_ONE_OF_MANY = re.compile(
    r"^(?:the |our |a |any )?(?:local|regional|national|state|municipal|provincial|scientific|international|business"
    r"|academic|donor|civil|fishing|tourism|private|coastal|host|indigenous|research|diplomatic|global|maritime|village"
    r"|whole|broader|wider|central|federal|shipping|mining|oil|hotel|seafood|fisheries|sociedad|comunidad"
    r"|comunidades|gobierno|secteur|sector)"
    r"(?: (?:and|or|y|et) (?:local|regional|national|private|academic|international))?"
    r"(?: (?:shipping|fishing|maritime|tourism|business|scientific|oil and gas|diving|research)(?= (?:industry"
    r"|comm|sec)))?"
    r" (?:community|government|authority|society|industry|council|governments?|administration|sector|school|university"
    r"|civil|local|prive|privado|publico|cientifica|academia|ngo|ong)$|^(?:town hall|city hall|government"
    r"|gobierno|gouvernement"
    r"|academia|empresa privada|industry|community|ngo|ong|cso|multistakeholder|multi stakeholder|civil society"
    r"|sociedad civil)$"
)
# Adjectives that stand behind their noun in Spanish, French and Portuguese.
# Acronyms of kinds ("NGOs", "SIDS"), and many bodies of one ("UN Agencies", "WTO Members").
_PLURAL_ACRONYM = re.compile(
    r"[A-Z]{2,6}s|NGO['’`]?[sS]|SIDS|LDC|LLDC|SME|MSME"
    r"|[A-Z]{2,7} (?:Members?|(?:Contracting )?Parties|Agencies|Signatories|Observers|Member States|States|Countries)"
    r"|(?:U\.?S\.?A?\.?|UK|EU) (?:[Ff]ederal |[Gg]overnment |[Nn]ational |[Ss]tate )*(?:[Aa]gencies|[Dd]epartments)"
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
_WEB_ADDRESS = re.compile(r"https?://\S*")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# Words.
_LONGEST_WORDING = 22
_SHORTEST_SENTENCE = 5
_NAME_AND_DASH = re.compile(r"[A-Z]\S*[A-Z]\S* [-–—]+ ")
_LONGEST_PHRASE = 400
_PLAIN_NAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,2}")
_ONLY_POSITION = re.compile(
    r"(?:(?:former|ex|vice|deputy|assistant|general|executive|managing|principal|honorary|senior|chief|acting"
    r"|co|founding"
    r"|project|programme|program|national|regional|scientific|technical|and|the) )*"
    r"(?:president|chair|chair(?:man|woman|person)|director|coordinator|secretary|ceo|founder|manager|officer"
    r"|advis[eo]r"
    r"|trustee|senator|senador|mayor|governor|minister|delegate|mentor|administrator|professor|lecturer|researcher"
    r"|focal point|contact person|leader|president[ea]|directora?"
    r"|coordinadora?|secretari[oa]|gerente|directeur|directrice|coordinateur)(?: (?:general|emeritus))?"
)
_PERSONS_TITLES = frozenset(
    [
        "lady",
        "lord",
        "sir",
        "ms",
        "mr",
        "eng",
        "ing",
        "dame",
        "capt",
        "captain",
        "hon",
        "minister",
        "miss",
        "ambassador",
    ]
)
_ANY_OF_THEM = re.compile(
    r"(?:an?|all|any|each|every|other|our|its|their|multiple|several|various|many|some|different|individual"
    r"|relevant|non"
    r"|worldwide|selected|certain|more|local|private)\b"
)
_JOINT = re.compile(r"\s(?:and|&)\s")
_POSTPOSITIVE = re.compile(
    r"^(?: (?:y |et |e |o |ou )?(?:afines|locales|locaux|nacionales|nationa(?:les|ux)|internaciona(?:les|is)|regionales"
    r"|regionaux|privad[ao]s|estatales|comunales|comunitari[ao]s|municipales|prive(?:e)?s|public[ao]s|publiques"
    r"|academic[ao]s|gubernamentales"
    r"|governamentais|pesquer[ao]s"
    r"|artesanales|involucrad[ao]s|interesad[ao]s|relacionad[ao]s|competent[e]?s|relevantes|cientific[ao]s|coster[ao]s"
    r"|ambientales|sociales|riverain[e]?s|concern[e]+s|in general|at large|responsible|worldwide))+$"
)
_MEMBER_WORDS = any_of("member ", "partner ", "participating ")
_MEMBER_STATES = re.compile(
    r"\b(?:member|partner|participating) (?:states|countries|governments|organi[sz]ations|companies|institutions"
    r"|agencies|cities|parties|committees|universities|associations)"
    r"(?: (?:of|in|from|and|to)\b.*)?$"
)
_OPENS_PHRASE = re.compile(
    r"(?:in|from|those|having|working|during|because|where|when|while|representatives? of|members of|an?) "
)
_MOST_SIDES = 4
_ENDS_OF_PHRASES = ("s", "tbc", "tbd", "community", "sector", "society", "academia", "public", "industry", "media")
_JOINS = re.compile(r"\s+(?:and|&|y|et|e|or)\s+|\s*/\s*")
_PARTICIPLE = re.compile(r"^(?:related|concerned|involved|interested|responsible|relevant) (?:to|with|in|for|by)\b")
_COUNTED = re.compile(
    r"^(?:the |an? )?(?:total of |approximately |about |over |more than |around |up to |at least |almost "
    r"|nearly |some )?"
    r"(?:\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundreds|thousands)\s?\w* "
)
_VERBS = re.compile(
    r"\b(?<!of )(?<!for )(?<!public )(?:is|are|was|were|will|has|have|had|been|provides?|works?|aims?"
    r"|contribut\w+|contains?|consists?|comprises?|includes?"
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
    r"|h\.?r\.?h|madame|mme|dra|ambassador|capt|captain|hon|minister)\b\.?\s+(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
# "Dr. Ana Example: …" tells of a person whatever follows.
_INTRODUCED = re.compile(r"(?:[^\W\d_][\w.'’-]*\s){0,3}[^\W\d_][\w.'’-]*\s*:\s")
_FILLER_WORDS = any_of(
    *("etc", "et al", "other", "more", "otras", "otros", "autres", "so on", "...", "…", "u.a.", "now expanded")
)
_LONGEST_WITH_DEGREE = 8
_DEGREE = re.compile(r"[,\s]\s*(?:ph\.?\s?d\.?|m\.?sc\.?|mba|m\.?d\.?|esq\.?|jr\.?)(?:\W|$)", re.IGNORECASE)
_POSITION = re.compile(
    r"\b(?:executive secretary|executive director|director general|secretary general|coordinator|co ordinator|director"
    r"|president|vice president|chair(?:man|woman|person)?|ceo|founder|co founder|project leader|project manager"
    r"|manager|artist|photographer|explorer|professor|focal point|contact person|team leader|head of|principal"
    r"|investigator|author|attorney|filmmaker|ambassador|directora|coordinador\w?|directeur|directrice|responsable"
    r"|presidente|gerente|senator|senador\w?|mayor|governor|research fellow|lecturer|senior \w+|officer|advisor"
    r"|adviser|consultant|commissioner)\b"
)
_EMAIL = re.compile(r"<email>|\b[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_OPENS_ADDRESS = re.compile(
    r"\W*(?:e-?mail|tel|telephone|phone|fax|mobile|address|direcci[oó]?n|adresse"
    r"|skype|website|web|url|contact(?: person| details)?)\s*[:.#]|(?:p\.?\s?o\.? ?box|apartado|casilla"
    r"|b\.?p\.?\s\d)\b",
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
_IN_BUILDING = re.compile(
    r"\w[\w ]* (?:(?:floor|suite)\b[\s\d]*|(?:house|building|tower)\b\s*\d[\s\d]*)$", re.IGNORECASE
)
_BUILDINGS = any_of("loor", "uite", "ouse", "uilding", "ower")
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
    words = folded(text)
    if not words or _NOT_NAMES.match(words):
        return True
    return (" to " in words or " will " in words) and _STILL_TO_COME.match(words) is not None


@lru_cache(maxsize=1 << 14)
def is_running_text(text: str) -> bool:
    """Whether it is a sentence rather than a name: it has a verb and more words than a name would need.

    >>> is_running_text("The project is run by its members in all countries"), is_running_text("Who Cares Trust")
    (True, False)
    """
    if not _is_long_or_has_verb(text):
        return False
    # What brackets say beside a name makes no sentence of it, nor does a web address.
    bare = _IN_BRACKETS.sub("", _IN_BRACKETS.sub("", text)).strip(" .") if "(" in text else ""
    if "://" in text:
        bare = _WEB_ADDRESS.sub("", bare or text).strip()
    return not bare or _is_long_or_has_verb(bare)


def _is_long_or_has_verb(text: str) -> bool:
    words = folded(text).count(" ") + 1
    return words > _LONGEST_WORDING or (words >= _SHORTEST_SENTENCE and has_verb(text))


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
    if (
        is_address(text)
        or (text.endswith(")") and _has_position_beside(text))
        or text.startswith(("Ambassador of ", "ambassador of "))
    ):
        return True
    if text.count(" ") < _LONGEST_WITH_DEGREE and _DEGREE.search(text):
        return True
    name, comma, position = text.partition(",")
    return bool(
        comma
        and _POSITION.search(folded(position))
        and 2 <= len(name.split()) <= 4
        and all(word[:1].isupper() for word in name.split())
        and not HEAD.search(folded(name))
        and len(position.split()) <= 8
    )


def _has_position_beside(text: str) -> bool:
    """Whether a person's position stands in brackets beside two or three plain words: "Ana Example (chair)"."""
    name, _, position = text[:-1].partition(" (")
    return _PLAIN_NAME.fullmatch(name) is not None and is_only_position(position) and not has_organisation_word(name)


def introduces_person(text: str) -> bool:
    """Whether it opens with a person's title and name and a colon: all of it tells of that person."""
    title = _TITLES.match(text)
    return title is not None and _INTRODUCED.match(text, title.end()) is not None


@lru_cache(maxsize=1 << 14)
def is_address(text: str) -> bool:
    """Whether a line is one of a postal address or tells how to reach somebody."""
    return bool(
        _OPENS_ADDRESS.match(text)
        or (_BUILDINGS.search(text) and _IN_BUILDING.match(text))
        or (_DIGIT.search(text) and _NUMBERED_ADDRESS.search(text))
        or (("@" in text or "<" in text) and _EMAIL.search(text))
    )


def is_only_position(text: str) -> bool:
    """Whether it is a person's position and no more, as it stands where a full stop parts it from the person's name."""
    words = folded(text)
    return words.rpartition(" ")[2] in _ends_of_positions() and _ONLY_POSITION.fullmatch(words) is not None


@lru_cache(maxsize=1)
def _ends_of_positions() -> frozenset[str]:
    return word_list("positions")


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
    return 0 < len(words) <= 3 and all(word in common_words() for word in words) and not HEAD.search(folded(text))


def has_plural_head(text: str) -> bool:
    """Whether the words that it is built on are a plural: "Member States of …", "National Committees"."""
    found = HEAD.search(folded(text))
    return found is not None and not found.group("people")


def speaks_of_many(text: str) -> bool:
    """Whether a plural of bodies or people stands anywhere in it: "and its members (Rare, Oceana)"."""
    return HEAD.search(folded(text)) is not None


def _is_generic(text: str) -> bool:
    if not _is_built_on_plural(text):
        return False
    # "BlueNGOs - network of communities in Asia", "Five Seas Services LLC".
    return not (_NAME_AND_DASH.match(text) or is_legal_form(text.rpartition(" ")[2]))


def _is_built_on_plural(text: str) -> bool:
    plain = (_PLAIN_END.split(text, maxsplit=1)[0].strip() or text) if "(" in text or ":" in text else text
    words = folded(plain)
    if not words or not text[0].isalnum() or len(text) > _LONGEST_PHRASE:
        return False
    if len(plain) < len(text) and _NOT_NAMES.match(words):
        return True
    if (plain[1:2].isupper() or "." in plain[:2]) and _PLURAL_ACRONYM.fullmatch(plain):
        return True
    if (words[0] in "aosvm" and _OF_MANY.match(words)) or (
        "s" in (words[-1], words[-2:-1], words.partition(" ")[0][-1]) and _are_officers(words)
    ):
        return True
    if _ends_in_small_plural(plain, words) or are_many(plain, words) or _are_phrases(plain, words):
        return True
    if _ONE_OF_MANY.match(words) or (words[0] in "cir" and _PARTICIPLE.match(words)):
        return True
    if _MEMBER_WORDS.search(words) and _MEMBER_STATES.search(words):
        return True
    if "/" in plain and words.partition(" ")[0] in common_words() and _has_heads(words):
        return True
    if _COUNTED.match(words) and HEAD.search(words):
        return not _is_counted_name(plain)
    if not any(map(is_head, words.split())) and "ngo s" not in words and "co operatives" not in words:
        return False
    for found in HEAD.finditer(words):
        behind = _POSTPOSITIVE.sub("", words[found.end() :])
        if not behind or OF_WHICH.match(behind + " "):
            break
    else:
        return False
    before = words[: found.start()].split()
    if found.group("people") and behind and not plain[-len(behind) :].islower() and not text[0].islower():
        return False
    if all(word in common_words() or HEAD.fullmatch(word) for word in before):
        name = (plain.isupper() and len(plain) <= 5) or (words.startswith("united ") and "nations" not in before)
        return not name
    return _lower_before_head(plain, len(before)) or (not behind and _mostly_lower(plain))


def _has_heads(words: str) -> bool:
    """Whether two plurals stand in a phrase, one of them at its end: "local councils/schools/institutions"."""
    heads = [is_head(word) for word in words.split()]
    return heads[-1] and sum(heads) > 1


def _are_phrases(text: str, words: str) -> bool:
    """Whether several phrases are joined by "and" or a slash: "UN Members and UN Observers"."""
    if not words.endswith(_ENDS_OF_PHRASES) or not (" " in words or "/" in text):
        return False
    sides = _JOINS.split(text)
    return 1 < len(sides) <= _MOST_SIDES and all(side and is_phrase(side) for side in sides)


def _is_counted_name(text: str) -> bool:
    """Whether a number opens a name: "100 Resilient Cities", not "12 African Countries" or "12 cities"."""
    found = _COUNTED_NAME.fullmatch(text)
    return found is not None and folded(found.group(1)) not in common_words() and not _OF_A_PLACE.search(found.group(1))


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
        word in common_words() or HEAD.fullmatch(word) or has_organisation_word(word) for word in folded(text).split()
    )


def _ends_in_small_plural(text: str, words: str) -> bool:
    """Whether a plural that is written small ends it: "Pacific Island communities"; many of them, whosever they are."""
    last = text.rpartition(" ")[2]
    if not (last.isascii() and last.isalpha() and last.islower()) or not is_head(last) or text.islower():
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
