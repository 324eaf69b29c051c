"""The words by which names, subjects and phrases are told apart: in the languages that registers are written in.

All are compared with folded words (`graph.text.fold`). Stems stand for their endings, and forgive letters that were
lost with their accents ("asociacin", "fundacin").
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.names.word_list import word_list
from graph.text.fold import fold

_ORGANISATION = re.compile(
    r"\b(?:universi\w*|universidad\w*|college|school|escuela|escola|ecole|faculty|facultad|institu(?!tional"
    r"|cional)\w*|academ\w*"
    r"|foundation|fundaci\w*|fondation|fundac\w*|stiftung|ministr\w*|ministeri\w*|ministere|departa?e?ment\w*|dept"
    r"|agency|agenci\w*|agence|authority|autori\w*|council|consejo|conseil|conselho|commission\w*|comisi\w*"
    r"|commissariat"
    r"|committee|comit\w*|associa\w*|asoc\w*|organi[sz]a\w*|organismo|federa[tc]i\w*|confedera\w*|union|society"
    r"|socie[dt]a?\w*|company|corpora\w*|bank|banco|banque|fund|fondo|fonds|trust|network|netzwerk|reseau|alliance"
    r"|alianza|cent(?:er|re|ro)|program(?:me|a)?|secretar\w*|office|oficina|bureau|government|gobierno|governo"
    r"|gouvernement|municipal\w*|ayuntamiento|alcald\w*|embass\w*|embajada|museum|museo|musee|aquarium|acuario"
    r"|laborator\w*|group|grupo|groupe|initiative|iniciativa|partnership|platform|plataforma|forum|foro|coalition"
    r"|consortium|consorcio|board|services?|servicio|direct(?:orate|ion)|direcci\w*|division|chamber|camara|chambre"
    r"|club|parliament|administration|administracion|observator\w*|convention|confederation|cooperativ\w*|commune"
    r"|command|navy|armada|marina|police|systems?|sistema|task force|working group|facility|mechanism|international"
    r"|inc|ltd|llc|gmbh|corp|limited|ngo|ong|pty|plc|industries|consultants?|consulting|enterprises?|technologies"
    r"|hotel|resort|park|project|proyecto|projet|campaign|movement|movimiento|collaborative|congress|assembly"
    r"|министерство|университет|институт|агентство|фонд|центр|организация)\b"
    r"|大学|部$|局$|协会|基金会|研究所|研究院|中心|公司|委员会|组织|银行|وزارة|جامعة|منظمة|معهد|مركز"
)
_VOWELS = re.compile(r"[aeiou]|s$")
_SHORTEST_SKELETON = 4
_BETWEEN_SUBJECTS = """
    a across al and as at by con d da das de del der des die do dos du e el en et for from fur im in into its l
    la las le les los of on or ou our para por pour se sobre sur the their throughout to und van von with within
    y zu
"""
_BEHIND_HEAD = re.compile(
    r"\s(?:of|for|in|at|on|to|with|from|under|by|and|&|y|et|e|und|de|del|des|du|da|do|dos|das|para|pour|sur|sobre|en"
    r"|di|der|von|zur?|f[uü]r|the)\s|\sd['’]|[(,:;/\[]|\s[-–—]|[-–—]\s"
)
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
    "a c",
    "ac",
    "r l",
    "s a",
    "s c",
    "s l",
    "et al",
}
# What is a part of what: a department of an institute, an institute of a university.
_RANKS = (
    re.compile(
        r"\b(?:departa?e?ment\w*|dept|faculty|facultad|faculte|school|escuela|ecole|division|unit|unidad"
        r"|laborator\w*|lab"
        r"|chair|directorate|direcci?\w*n|direction|section|branch|campus|team|cent(?:er|re|ro))\b"
    ),
    re.compile(r"\b(?:institut\w*|college)\b"),
    re.compile(r"\b(?:universi\w*|univ|ministr\w*|ministeri\w*|ministere|academy|academia)\b"),
)
_MINISTRY = re.compile(
    r"^(?:the )?(?:(?:\w+ ){0,3}(?:ministr\w*|ministeri\w*|ministere|departa?e?ment\w*|dept|(?:sub)?secret\w*|direct\w*"
    r"|direcci\w*|division|unit|bureau|services?|commissari\w*|inspect\w*|fps|spf|dg|bundesminist\w*|agency"
    r"|office|authority|commission\w*|council|institut\w*|faculty|school|college|chair|catedra|chaire|cent(?:er|re|ro)"
    r"|universit\w*|committee|association|society|academy|under|sub\w*|vice\w*))\b"
)
_BODIES_OF_THE_UN = """
    CEPAL DESA ECA ECE ECLAC ESCAP ESCWA FAO FIDA IAEA ICAO IFAD ILO IMF IMO IOM ITC ITU OACI OCHA OHCHR OIT
    OMI OMM OMS ONU ONUDI PNUD PNUE PNUMA UN UNAIDS UNCCD UNCTAD UNDESA UNDP UNDRR UNECA UNECE UNEP UNESCAP
    UNESCO UNFCCC UNFPA UNHCR UNICEF UNIDO UNODC UNOPS UNRWA UNU UNWTO UPU WFP WHO WIPO WMO WTO
"""
UN_SYSTEM = frozenset(_BODIES_OF_THE_UN.split()) | {"UN Women", "UN DESA", "UN Environment", "UN-Habitat"}
"""Bodies of the United Nations system that have parts of their own (unsceb.org/directory, the UN's commissions)."""
_BODIES_BESIDE_IT = "ADB AFD AU BID CARICOM CE EC EU EBRD FMAM GCF GEF GIZ IDB IPCC IUCN NGO OECD UE UICN WB WWF"
INDEPENDENT = frozenset(_BODIES_BESIDE_IT.split())
"""Bodies that stand beside those of the United Nations system in lists, and are no parts of one."""
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
    # "Conservation International" is a name.
    return (
        bool(pieces)
        and pieces[-1] != "international"
        and all(word in _FUNCTION or _is_subject_word(word) for word in pieces)
    )


@lru_cache(maxsize=1 << 14)
def ends_in_subject(text: str) -> bool:
    """Whether its last word is one of those that ministries and institutes are for: "Fiji Revenue"."""
    pieces = folded(text).split()
    return bool(pieces) and _is_subject_word(pieces[-1])


def head_of(text: str) -> str:
    """What a name opens with, up to its first preposition, conjunction, bracket, comma or dash.

    >>> head_of("Ministry of Land and Water"), head_of("Coastal Research Centre (CRC), Mombasa")
    ('Ministry', 'Coastal Research Centre')
    """
    found = _BEHIND_HEAD.search(text)
    return text[: found.start()].rstrip() if found else text


def opens_as_organisation(text: str) -> bool:
    """Whether a name's head is an organisation: "Ministry of Water", "Reef Trust", not "Friends of the Museum"."""
    return has_organisation_word(head_of(text))


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
def rank(text: str) -> int:
    """How high a body stands among those that are parts of each other; 0 for one that is neither part nor whole.

    >>> rank("Department of Biology"), rank("Institute of Arts"), rank("University of Fiji"), rank("Rare")
    (1, 2, 3, 0)
    """
    head = folded(head_of(text.removeprefix("the ").removeprefix("The ")))
    ranks = (number for number, words in enumerate(reversed(_RANKS)) if words.search(head))
    return next((len(_RANKS) - number for number in ranks), 0)


@lru_cache(maxsize=1 << 14)
def governs_subjects(text: str) -> bool:
    """Whether subjects may follow it after a comma: "Ministry of Land" in "Ministry of Land, Water and Forests"."""
    pieces = folded(text).split()
    if not _MINISTRY.match(folded(text)):
        return False
    return len(pieces) > 1 and (pieces[-1] in _FUNCTION or _is_subject_word(pieces[-1]))


@lru_cache(maxsize=1 << 14)
def _is_subject_word(word: str) -> bool:
    subjects, skeletons = _subjects()
    return word in subjects or _VOWELS.sub("", word) in skeletons


@lru_cache(maxsize=1)
def _subjects() -> tuple[frozenset[str], frozenset[str]]:
    """The words that ministries are for, and their consonants alone.

    Those are what is left of a word whatever letters its accents have taken along ("tecnologa", "innovacin").
    """
    subjects = word_list("subjects")
    skeletons = (_VOWELS.sub("", word) for word in subjects)
    return subjects, frozenset(skeleton for skeleton in skeletons if len(skeleton) >= _SHORTEST_SKELETON)
