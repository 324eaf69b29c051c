"""What stands in brackets behind a name: its type, its acronym, its country, its role; or a part of the name itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.model.vocabularies import read_country, vocabulary
from graph.names.lexicon import folded, is_acronym
from graph.names.phrases import is_running_text

# Wordings that registrants use for a type, the most telling first; each stands for a label that the vocabulary `types`
# reads. Letters lost with their accents are forgiven ("organizacin", "acadmica", "cientfica").
_TYPE_WORDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), label)
    for pattern, label in (
        ((r"\b(?:non|no|nao|not?n) ?gou?[vb]\w*|\bngos?\b|\bongs?\b|\bcivil\b|\bcsos?\b|\bcbos?\b|\bnon ?profit"
         r"|\bnot for profit|\bsociedad? civil|\bsin fines|\bngo s\b|\bcommunity based|\bsociete civile"
         r"|общественн|гражданск|неправительств|非政府|民间|المجتمع المدني|غير حكوم"), "NGO"),
        ((r"\binter ?gou?ver\w*|\bigos?\b|\bregional org|\binternational (?:organi|financ|agency)"
         r"|\bintergubern\w*|\binternacional|\bmultilateral|межправительств|政府间|حكومية دولية"),
         "intergovernmental organization"),
        ((r"\b(?:un|united nations|onu|naciones unidas|nations unies)(?: (?:agenc\w*|entit\w*|system\w*|bod\w*"
         r"|program\w*|organi\w*))?$|\b(?:agencia|organismo|entidad|sistema|organisme|entite|systeme)s?"
         r" (?:de |des )?(?:las? )?(?:naciones unidas|nations unies|naciones|nations|onu)"
         r"|\bu n (?:entity|agency|system)|организация объединенных наций|联合国|الأمم المتحدة"),
         "United Nations entity"),
        ((r"\b(?:local|sub ?national|state|regional|provincial|municipal\w*|city|county|district|tribal"
         r"|gobiernos? local\w*) ?(?:gov\w*|authorit\w*|council|level)?$|\bgobiernos? (?:local|regional|municipal)"
         r"|\bgouvernement (?:local|regional)|\bautoridad\w* local|\bmunicipio|\bmunicipality|\blocal authorit"
         r"|地方政府|местн\w* власт"), "local government"),
        (r"\bphilant?h?r\w*|\bfilantr\w*|\bfoundation\b|\bfundaci\w*|\bfondation\b|\bcharit\w*|慈善|благотворит",
         "foundation"),
        ((r"\b(?:acad\w*|university|universidad|universite|higher education|educational? inst\w*)|学术|научн\w* учрежд"
         r"|академ|أكاديمي"), "academic institution"),
        (r"\b(?:scien\w*|cient\w*|research|investigaci?\w*n|recherche)\b|科学|科研|научн|علمي", "scientific community"),
        ((r"\b(?:privat\w*|privad\w*|priv[ey]\w*|business\w*|empresa\w*|entreprise\w*|compan(?:y|ies)|industry|corporate"
         r"|enterprise|commercial|sector privado|secteur prive)\b|私营|企业|частн|القطاع الخاص"), "private sector"),
        ((r"\b(?:government\w*|govr?e?r?e?n?e?ments?|gov|govt|gobierno\w*|gubernamental\w*|gouvernement\w*|governo|gouv|public"
         r" authority|public institution|ministry|estado|institucion publica|goverment\w*|govern\w*|state agency)\b"
         r"|^政府|^правительств|حكومة"), "government"),
    )
)  # fmt: skip
# What may stand beside such a wording without making it a part of a name.
_BESIDE = re.compile(
    r"\b(?:partner\w*|organi[sz]a\w*|institu\w*|sector|community|comunidad|entit\w*|agenc\w*|bod(?:y|ies)|member\w*"
    r"|society|actors?|actor|other|otr[oa]s?|relevant\w*|based|office|department|research|the|of|and|y|et|de|la|del|du"
    r"|des|a|or|o|sin|fines|lucro|for|not|non|no|na[ct]ional\w*|international|regional|local|global|level"
    r"|technical|owned|public|group|association|company|ltd"
    r"|sociedad|social|civil|publica?|organismo|bank|development|financial|state|federal|autonomous|semi|para|quasi"
    r"|indigenous|autochtones?|indigenas?|body|system\w*|gov\w*|gob\w*|inc|private|business\w*|industry|in|with"
    r"|also|as|network|profit|media|s)\b"
)
_NO_TYPE = re.compile(
    r"^(?:other\w*|otros?|autres?|partner\w*|socio\w*|partenaire\w*|other relevant (?:actor|entity|stakeholder)s?"
    r"|otr[oa]s? (?:actor\w*|entidad\w*) relevantes?|partnership\w*|association|consultant|focal point|unspecified"
    r"|n a|tbc|tbd|tbd\w*|member\w*|network|alliance|various|end users?|beneficiar\w*|media|public|project|consortium"
    r"|active participant|observer\w*|stakeholder\w*|individual\w*|person\w*|independent|platform|initiative|coalition"
    r"|to be confirmed|parastatal|para statal|think tank|statutory body|union|cooperative"
    r"|(?:formerly|previously|aka|also known as|now called)\b.*|see below|and others"
    r"|among others|both|all|volunteer\w*)$"
)
_ROLE_WORDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        ((r"^(?:the )?(?:project |overall |national |principal |main |un )?(?:co )?lead(?:ing|er|ership)?"
          r"(?: (?:entit\w*|agenc\w*|partner\w*|organi\w*"
         r"|institut\w*|country|ministry))?s?$|^(?:entidad|agencia|socio|organismo) lider$|^lider$|^chef de file$"
         r"|^(?:initiator|initiative)s?$"), "lead"),
        ((r"^(?:co ?)?(?:funder|donor|donante|sponsor|financier|donateur|bailleur|funding|finance[dr]?|funded|sponsored"
         r"|financiador|patrocinador)\w*(?: (?:partner\w*|agenc\w*|by|from))*$"), "funder"),
        (r"^(?:implement\w*|execut\w*|ejecut\w*|delivery|implementador)(?: (?:partner\w*|agenc\w*|entit\w*|by))*$",
         "implementer"),
        ((r"^(?:technical|scientific|knowledge|research|tecnico|technique)"
          r"(?: (?:partner\w*|support\w*|adviso\w*|assistance|lead|focal point|expert\w*|cooperation|coordinat\w*))+$"
          r"|^(?:socio|asesor|apoyo|partenaire|appui) (?:tecnic[ao]|technique|cientifico)$"
         r"|^(?:consultant|adviso\w*|consultants)$"), "technical"),
        ((r"^(?:national |regional |main |project |the )?"
          r"(?:host\w*|secretariat|coordinat\w*|focal point|punto focal|coordinador\w*|coordinateur)"
          r"(?: (?:agenc\w*|entit\w*|by|organi\w*|institut\w*))*$"), "host"),
        (r"^(?:conven\w*|co conven\w*|broker\w*|co organi[sz]er\w*)$", "broker"),
        (r"^(?:observ\w*)$", "observer"),
        (r"^(?:beneficiar\w*|end users?|recipient\w*)(?: (?:countr\w*|agenc\w*))?$", "beneficiary"),
    )
)  # fmt: skip
_SO_FAR = re.compile(r" (?:to date|so far|at present|currently|includes?|including|are|is)$")
_SAYS_WHAT_IT_IS = re.compile(
    r"(?:which |that |who )?(?:is|are|was|were|es|son|est|sont) |one of (?:the|its)? ?\w+ |part of "
)
_PARTS = re.compile(r"\s*(?:[,;/:]|\s[-–—]|[-–—]\s|\s(?:&|and|y|et)\s)\s*")


@dataclass(frozen=True, slots=True)
class Brackets:
    """What a bracket says.

    Attributes:
        type: code of the vocabulary `types`, or empty.
        role: code of the vocabulary `roles`, or empty.
        country: ISO 3166 alpha-3, or empty.
        acronym: an acronym, or empty.
        says: whether it was understood; otherwise it is a part of the name.
    """

    type: str = ""
    role: str = ""
    country: str = ""
    acronym: str = ""
    says: bool = True


NOTHING = Brackets()
_PART_OF_NAME = Brackets(says=False)


@lru_cache(maxsize=8192)
def read_brackets(inside: str, *, country_first: bool = False) -> Brackets:
    """What the text between brackets says about the name before it.

    Several things may share a bracket: "lead entity, Government", "ERA, Government".

    Args:
        inside: the text without the brackets; an empty one says nothing, and is no part of the name.
        country_first: in this list the last bracket is a country ("CHINA" is no acronym there).
    """
    inside = inside.strip(" \t\n,;.-")
    if not inside or _SAYS_WHAT_IT_IS.match(inside) or is_running_text(inside):
        return NOTHING
    single = _read_one(inside, country_first)
    if single.says:
        return single
    pieces = [piece for piece in _PARTS.split(inside) if piece]
    if not 2 <= len(pieces) <= 4:
        return _PART_OF_NAME
    read = [_read_one(piece, country_first) for piece in pieces]
    if not any(each.type or each.role for each in read) or (not read[-1].says and not read[0].says):
        return _PART_OF_NAME
    # One piece that isn't understood ("regional office, Government") says nothing, and hides nothing.
    return Brackets(
        type=next((each.type for each in read if each.type), ""),
        role=next((each.role for each in read if each.role), ""),
        country=next((each.country for each in read if each.country), ""),
        acronym=next((each.acronym for each in read if each.acronym), ""),
    )


@lru_cache(maxsize=8192)
def read_type(written: str) -> str:
    """The type that a wording stands for (code of the vocabulary `types`), or empty.

    Only a wording that says a type and nothing else is one: "Government" and "academic institution & government" are,
    "Government of Kenya" is not.
    """
    types = vocabulary("types")
    exact = types.read(written)
    if exact:
        # "(unspecified)" states no type, it is the absence of one.
        return "" if exact == "unknown" else exact
    text = folded(written)
    if len(text) > 60:
        return ""
    for pattern, label in _TYPE_WORDINGS:
        found = pattern.search(text)
        if found and not _rest(text, found):
            return types.read(label) or ""
    return ""


@lru_cache(maxsize=4096)
def read_role(written: str) -> str:
    """The role that a wording stands for (code of the vocabulary `roles`), or empty."""
    roles = vocabulary("roles")
    text = _SO_FAR.sub("", folded(written))
    for pattern, label in _ROLE_WORDINGS:
        if pattern.match(text):
            return roles.read(label) or ""
    return ""


def says_no_type(written: str) -> bool:
    """Whether a wording stands where a type would and says none: "partner", "other relevant actor"."""
    return _NO_TYPE.match(folded(written)) is not None


def _rest(text: str, found: re.Match[str]) -> str:
    rest = text[: found.start()] + " " + text[found.end() :]
    for pattern, _ in _TYPE_WORDINGS:
        rest = pattern.sub(" ", rest)
    return _BESIDE.sub(" ", rest).strip()


def _read_one(written: str, country_first: bool) -> Brackets:
    country = read_country(written, codes=country_first) or ""
    if country and (country_first or not is_acronym(written) or written.upper() in {"USA", "UK", "UAE", "DRC"}):
        return Brackets(country=country)
    role = read_role(written)
    if role:
        return Brackets(role=role)
    type_ = read_type(written)
    if type_:
        return Brackets(type=type_)
    if says_no_type(written):
        return NOTHING
    if is_acronym(written):
        return Brackets(acronym=written)
    return _PART_OF_NAME
