"""The words by which names, subjects and phrases are told apart: in the languages that registers are written in.

All are compared with folded words (`graph.text.fold`). Stems stand for their endings, and forgive letters that were
lost with their accents ("asociacin", "fundacin").
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.text.fold import fold

_ORGANISATION = re.compile(
    r"\b(?:universi\w*|universidad\w*|college|school|escuela|escola|ecole|faculty|facultad|institu\w*|academ\w*"
    r"|foundation|fundaci\w*|fondation|fundac\w*|stiftung|ministr\w*|ministeri\w*|ministere|departa?e?ment\w*|dept"
    r"|agency|agenci\w*|agence|authority|autori\w*|council|consejo|conseil|conselho|commission\w*|comisi\w*|commissariat"
    r"|committee|comit\w*|associa\w*|asoc\w*|organi[sz]a\w*|organismo|federa[tc]i\w*|confedera\w*|union|society"
    r"|socie[dt]a?\w*|company|corpora\w*|bank|banco|banque|fund|fondo|fonds|trust|network|netzwerk|reseau|alliance"
    r"|alianza|cent(?:er|re|ro)|programme?|programa|secretar\w*|office|oficina|bureau|government|gobierno|governo"
    r"|gouvernement|municipal\w*|ayuntamiento|alcald\w*|embass\w*|embajada|museum|museo|musee|aquarium|acuario"
    r"|laborator\w*|group|grupo|groupe|initiative|iniciativa|partnership|platform|plataforma|forum|foro|coalition"
    r"|consortium|consorcio|board|services?|servicio|direct(?:orate|ion)|direcci\w*|division|chamber|camara|chambre"
    r"|club|parliament|administration|administracion|observator\w*|convention|confederation|cooperativ\w*|commune"
    r"|command|navy|armada|marina|police|systems?|sistema|task force|working group|facility|mechanism|international"
    r"|inc|ltd|llc|gmbh|corp|limited|ngo|ong|pty|plc|industries|consultants?|consulting|enterprises?|technologies"
    r"|hotel|resort|parks?|project|proyecto|projet|campaign|movement|movimiento|collaborative|congress|assembly"
    r"|министерство|университет|институт|агентство|фонд|центр|организация)\b"
    r"|大学|部$|局$|协会|基金会|研究所|研究院|中心|公司|委员会|组织|银行|وزارة|جامعة|منظمة|معهد|مركز"
)
_WHAT_MINISTRIES_ARE_FOR = """
    abastecimento acuicultura affairs agrarian agricultura agricultural agriculture agro agroindustry agua aguas
    air alimentation ambiental ambiente animal aquaculture architecture arts asuntos atmosphere biodiversity
    biotechnology budget building buildings business cambio change child children ciencia ciencias civil climat
    climate climatico climatique coast coastal coasts comercio commerce communication communications community
    conservation construction consumer cooperacion cooperation crops cultura culture culturel customs defence
    defense deporte desarrollo desertification development developpement disabilities disaster disasters durable
    eau ecologica ecological ecologie ecology economia economic economie economy ecosystems educacion education
    efficiency elderly electricity emergency emploi employment energia energie energies energy enterprise
    entrepreneurship environment environmental environnement equality estrategia exterior external family
    farming finance finances finanzas fisheries fishery fishing fomento food foreign forest forestry forests
    foret forets future ganaderia gas gender genero hacienda health higher home housing human humanitarian
    hydraulics hydrology immigration income indigenous industria industrial industrie industries industry
    information infraestructura infrastructure infrastructures innovacion innovation innovations integration
    interior international investment irrigation islands justice justicia juventud labor labour land lands
    landscape law legal livestock local logistics management manejo manpower mar marina marine maritime
    maritimes maritimos medio meio meteorology migration minas mineral minerals mineras mines mining mobility
    mountain mujer municipal narional national native natural naturales nature natures nuclear nutrition ocean
    oceanography oceanos oceans oil parks participation pastoral pastoralism peace peche peches pecuaria people
    pesca pescas pesqueria pesquero petroleum physical planeamiento planificacion planning policies policy
    political politique ports power prevention production productive productivity promotion property protection
    provincial public publiques pupils quality quarantine reconciliation reconstruction recreation recursos
    reform regional relaciones relations religious renewable renovables research resettlement resource resources
    responsibility ressources rights risk risks road roads rural safety salud sanitation sante science sciences
    sciencia scientific sea sector sectors security senior services settlement settlements shipping social
    sociale soil solidaridad solidarity sostenible space spatial sport sports statistics stocks strategy
    supplies supply surveillance survey sustainability sustainable sustentable technical technological
    technologies technology tecnico tecnologia territorial territories territory tourism tourisme trade training
    transport transportation transporte transportes transports treasury turismo urban urbanism urbano verde
    veterinary vivienda vocational waste water waters watershed weather welfare wetlands wild wildlife women
    works world youth
"""
_SUBJECTS = frozenset(_WHAT_MINISTRIES_ARE_FOR.split())
_VOWELS = re.compile(r"[aeiou]|s$")
_SHORTEST_SKELETON = 4
# Consonants alone: what is left of a word whatever letters its accents have taken along ("tecnologa", "innovacin").
_SKELETONS = frozenset(skeleton for word in _SUBJECTS if len(skeleton := _VOWELS.sub("", word)) >= _SHORTEST_SKELETON)
_BETWEEN_SUBJECTS = """
    a across al and as at by con d da das de del der des die do dos du e el en et for from fur im in into its l
    la las le les los of on or ou our para por pour se sobre sur the their throughout to und van von with within
    y zu
"""
_FUNCTION = frozenset(_BETWEEN_SUBJECTS.split())
_FORMS_OF_COMPANIES = """
    ab ag aps as asbl bv co corp corporation cpa cv ev gmbh inc incorporated kg kk lda limited llc llp lp ltd
    ltda nv oy oyj phd plc pt pte pty pvt sa sac sarl sas spa srl sti ud vzw
"""
_LEGAL_FORMS = frozenset(_FORMS_OF_COMPANIES.split()) | {
    "co ltd",
    "pvt ltd",
    "pty ltd",
    "sa de cv",
    "s a de c v",
    "pte ltd",
    "private limited",
    "et al",
}
_DEPENDENT = re.compile(
    r"^(?:the )?(?:\w+ )?(?:\w+ )?(?:departa?e?ment\w*|dept|faculty|facultad|faculte|school|escuela|ecole|division"
    r"|unit|unidad|laborator\w*|chair|directorate|direcci?\w*n|direction|section|office|bureau|branch|institute"
    r"|instituto|institut|cent(?:er|re|ro)|programme?|secretariat|project|service|group|agency|college|campus|team)\b"
)
_PARENT = re.compile(
    r"\b(?:universi\w*|ministr\w*|ministeri\w*|ministere|government|gobierno|gouvernement|agency|institute|college"
    r"|academy|commission|council|state of|city of)\b"
)
_MINISTRY = re.compile(
    r"^(?:the )?(?:(?:\w+ ){0,3}(?:ministr\w*|ministeri\w*|ministere|departa?e?ment\w*|dept|secretari\w*|direct\w*"
    r"|direcci\w*|division|unit|bureau|agency|office|authority|commission\w*|council|institut\w*|faculty|school|college|cent(?:er|re|ro)"
    r"|universit\w*|committee|association|society|academy|under|sub\w*|vice\w*))\b"
)
_ACRONYM = re.compile(r"[A-ZÀ-Þ0-9][A-Za-zÀ-þ0-9]*(?:[-/&.·+ ][A-ZÀ-Þ0-9a-z]+){0,2}\.?")


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """The folded form of a piece, kept: the same names return in every list of a register."""
    return fold(text)


@lru_cache(maxsize=1 << 14)
def has_organisation_word(text: str) -> bool:
    """Whether a word in it says that this is an organisation: Ministry, Fundación, Ltd."""
    return _ORGANISATION.search(folded(text)) is not None


@lru_cache(maxsize=1 << 14)
def is_subject(text: str) -> bool:
    """Whether it is only what a ministry or department is for: "Fisheries and Water Resources".

    >>> is_subject("Fisheries and Water Resources"), is_subject("Fisheries Department")
    (True, False)
    """
    pieces = folded(text).split()
    return bool(pieces) and all(word in _FUNCTION or _is_subject_word(word) for word in pieces)


def is_legal_form(text: str) -> bool:
    """Whether it is only the legal form of a company, which a comma sets apart from its name."""
    return folded(text) in _LEGAL_FORMS


@lru_cache(maxsize=1 << 14)
def is_acronym(text: str) -> bool:
    """Whether it looks like an acronym: one word (or a few joined) of which most letters are capitals.

    >>> [is_acronym(text) for text in ("UNDP", "UN-Habitat", "KfW", "IOC/UNESCO", "Rare", "Peru")]
    [True, True, True, True, False, False]
    """
    text = text.strip()
    if not 2 <= len(text) <= 20 or not _ACRONYM.fullmatch(text):
        return False
    first = text.split()[0]
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    if " " in text:
        return capitals >= 2 and first.isupper() and len(first) >= 2 and len(text) <= 12
    return capitals >= 2 and (2 * capitals >= len(letters) or text.split("-")[0].isupper())


@lru_cache(maxsize=1 << 14)
def is_dependent(text: str) -> bool:
    """Whether it names a part of something: a faculty, a department, a unit."""
    return _DEPENDENT.match(folded(text)) is not None


@lru_cache(maxsize=1 << 14)
def is_parent(text: str) -> bool:
    """Whether it names what has parts: a university, a ministry, a government."""
    return _PARENT.search(folded(text)) is not None


@lru_cache(maxsize=1 << 14)
def governs_subjects(text: str) -> bool:
    """Whether subjects may follow it after a comma: "Ministry of Land" in "Ministry of Land, Water and Forests"."""
    pieces = folded(text).split()
    if not _MINISTRY.match(folded(text)):
        return False
    return len(pieces) > 1 and (pieces[-1] in _FUNCTION or _is_subject_word(pieces[-1]))


def _is_subject_word(word: str) -> bool:
    return word in _SUBJECTS or _VOWELS.sub("", word) in _SKELETONS
