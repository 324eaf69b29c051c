"""Tells the language of a text, for the seven that goal17 has words for; says `und` rather than guess.

First the script decides (Arabic, Cyrillic, Chinese). In Latin script common words and endings are counted, each
weighing the more the fewer languages share it. Other languages that stand in registers (German, Italian, Dutch,
Catalan, Indonesian …) are counted too, so that a text of theirs isn't taken for a neighbour.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from math import lcm

UNDETERMINED = "und"
"""The code of ISO 639-2 for a language that can't be told."""

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh", "pt")
"""The codes (ISO 639-1) that `language` can answer, besides `und`."""

_MOST_CHARACTERS = 4000
# The best language needs this much evidence, this many times that of the next of ours, and more than any other's.
_ENOUGH = 1
_MARGIN = 1.35

_COMMON: dict[str, str] = {
    "en": "the of and to in for a is on with by are at from this that be as it its will has have was were or an our "
    "their through which all these into between other development sustainable marine sea fisheries fishing islands "
    "action areas area management research protected support building capacity project programme program partnership "
    "initiative reduce reducing improve ensure protect protecting promoting promote community communities coastal "
    "pollution plastic waste training knowledge women youth water health education climate change energy clean school "
    "network university government ministry foundation states united nations small national conservation good quality "
    "poverty growth work cities responsible life below land peace strong per total global year direct public financial "
    "index list rate number proportion loss reduced equality inequalities hunger",
    "fr": "le la les de des du et en un une dans pour par sur au aux est que qui ce cette ces avec sont ou plus d l "
    "leur leurs nous notre afin entre ainsi développement durable mer pêche pêches îles île renforcement gestion lutte "
    "contre mise œuvre protégées aires protection projet initiative réseau université gouvernement ministère fondation "
    "nationale nationales pays santé éducation climat climatique eau énergie femmes jeunes changement déchets pauvreté "
    "croissance travail villes paix propre vie qualité égalité faim inégalités nombre taux indice proportion politique",
    "es": "el la los las de del y en un una para por con se que su sus es al lo como más son este esta estos entre "
    "a o desarrollo sostenible mar pesca pesquero islas isla fortalecimiento gestión lucha contra protegidas áreas "
    "protección proyecto programa iniciativa red universidad gobierno ministerio fundación nacional nacionales países "
    "salud educación clima climático agua energía mujeres jóvenes cambio residuos playas limpieza pobreza crecimiento "
    "trabajo ciudades paz limpia vida calidad igualdad hambre basura manejo conservación costera marina marino marinos "
    "aquí año años ao hasta menos cada sobre través recursos personas pescadores ecosistemas reducir número proporción "
    "tasa índice política fin restauración restaurar implementar especies",
    "pt": "o os a as de do da dos das e em no na nos nas um uma para por com se que seu sua são ao à pelo pela mais "
    "não desenvolvimento sustentável pesca ilhas ilha fortalecimento gestão luta contra protegidas áreas proteção "
    "projeto programa iniciativa rede universidade governo ministério fundação nacional nacionais países saúde "
    "educação clima água energia mulheres jovens mudança resíduos pobreza crescimento trabalho cidades paz vida "
    "qualidade oceano lixo conservação marinha marinho",
    "it": "il lo la i gli le di del della dei delle e in un una per con che è sono non nel nella al alla da dal dalla "
    "sviluppo sostenibile mare pesca isole gestione progetto anche tra",
    "de": "der die das und in den von zu mit für auf ist im eine ein des dem nicht sich als auch werden wird über zur "
    "zum entwicklung nachhaltige meer schutz durch bei",
    "nl": "de het een en van in voor op met te is zijn aan door bij naar wordt worden ook niet ontwikkeling zee",
    "ca": "el la els les de del dels i en un una per amb que és al són desenvolupament pesca projecte aquest aquesta",
    "ro": "și în de la cu pentru din pe un o care este sunt prin mai dezvoltare",
    "id": "dan yang di untuk dengan dari pada ini itu dalam adalah akan laut ke oleh pembangunan perikanan",
    "sv": "och i att det som en på är av för med den till inte ett om har utveckling hav",
    "pl": "i w na z do się nie to jest że o dla od przez oraz rozwoju",
    "hr": "i u na je za se da od su s o koji ne kao razvoj zaštita more mora",
    "tl": "ang ng sa mga at na ay para",
}
_SIGNS: dict[str, str] = {
    "en": r"ing\b|wh|\w{4}ness\b|sh\b|th|ight|\w{3}ly\b|'s\b|’s\b",
    "fr": r"\b[ldnsqcj]['’]|[èêùœîû]|eux\b|eau|ée?s?\b|oi[rst]|\w{3}tion\b|aux\b|ique",
    "es": r"ñ|ci[oó]n\b|ciones\b|idad\b|¿|¡|ll|miento|cin\b|\w{3}dor\b",
    "pt": r"[ãõ]|ç[ãõ]|[ln]h|dade\b|mento\b|ê",
    "it": r"zion[ei]\b|gli|\w{3}tà\b|ll[ao]\b",
    "de": r"[äöüß]|sch|ung\b|keit\b|ei|lich",
    "nl": r"ij|aa|ee|oo|uu",
    "ca": r"l·l|ció\b|ny\b|[àò]",
    "ro": r"[ăâșțţ]|ului\b",
    "sv": r"[åäö]",
    "pl": r"[łśżźćńąę]|cz|rz|sz",
    "hr": r"[čšžćđ]|ije",
}
_CODES = tuple(_COMMON)
# Evidence is counted in whole numbers, so that no sum depends on its order: every share of a word and every sign is a
# whole part of what a word of one language alone is worth. The evidence for all languages is one integer, forty bits
# for each, so that one sum over a text adds them all up.
_WORD_WEIGHT = lcm(*range(1, len(_CODES) + 1), 4)
_BITS = 40
# An ending or letter is weaker evidence than a word.
_SIGN_WEIGHT = _WORD_WEIGHT // 4
_LONGEST_KEPT = 100

# A word with what signs have inside or beside it.
_TOKEN = re.compile(r"[\w'’·¿¡]+")
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = [(_SIGN_WEIGHT << _BITS * _CODES.index(code), re.compile(pattern)) for code, pattern in _SIGNS.items()]
_FOREIGN_CYRILLIC = re.compile("[іїєґўјљњћђџќѓѕәғқңөұүһ]")
_FOREIGN_ARABIC = re.compile("[پچژگکیےٹڈڑںہھ]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")


def _weights() -> dict[str, int]:
    """The evidence that each common word is."""
    shared = Counter(word for words in _COMMON.values() for word in set(words.split()))
    weights: Counter[str] = Counter()
    for place, words in enumerate(_COMMON.values()):
        for word in set(words.split()):
            weights[word] += _WORD_WEIGHT // shared[word] << _BITS * place
    return dict(weights)


_WEIGHTS = _weights()


def language(text: str) -> str:
    """Tell the language of a text.

    Args:
        text: mended, of any length; the first 4,000 characters are looked at.

    Returns:
        One of `LANGUAGES`, or `und` where the text is too short, in another language, or in none.

    >>> language("Protecting the reefs of small islands"), language("Protección de los arrecifes")
    ('en', 'es')
    >>> language("保护海洋"), language("UNDP"), language("Schutz der Meere und der Küsten")
    ('zh', 'und', 'und')
    """
    text = unicodedata.normalize("NFC", text[:_MOST_CHARACTERS])
    script = _script(text)
    if script != "Latin":
        return _of_script(text, script)
    scores = _scores(text.lower())
    best, second = sorted((score for code, score in scores.items() if code in LANGUAGES), reverse=True)[:2]
    found = max(scores, key=lambda code: scores[code])
    if found not in LANGUAGES or best < _ENOUGH * _WORD_WEIGHT or best < _MARGIN * second:
        return UNDETERMINED
    return found


def _scores(lowered: str) -> dict[str, int]:
    tokens = _TOKEN.findall(lowered)
    read = _kept_evidence if max(map(len, tokens), default=0) <= _LONGEST_KEPT else _evidence
    evidence = sum(map(read, tokens))
    return {code: evidence >> _BITS * place & (1 << _BITS) - 1 for place, code in enumerate(_CODES)}


def _evidence(token: str) -> int:
    """The evidence in one token; no word and no sign reaches beyond, so tokens add up."""
    words = sum(_WEIGHTS.get(word, 0) for word in _WORD.findall(token))
    return words + sum(weight * len(pattern.findall(token)) for weight, pattern in _SIGN)


# The same few thousand words make up most of every text.
_kept_evidence = lru_cache(maxsize=1 << 15)(_evidence)


def _script(text: str) -> str:
    """Name the script of most letters; a Chinese character says as much as three letters."""
    if text.isascii():
        return "Latin" if any(map(str.isalpha, text)) else "none"
    counts = Counter({"Latin": 0})
    for letter in text:
        if letter.isascii():
            counts["Latin"] += letter.isalpha()
        elif letter.isalpha():
            code = ord(letter)
            if code < 0x250 or 0x1E00 <= code < 0x1F00:
                counts["Latin"] += 1
            elif 0x400 <= code < 0x530:
                counts["Cyrillic"] += 1
            elif 0x600 <= code < 0x780 or 0xFB50 <= code < 0xFF00:
                counts["Arabic"] += 1
            elif 0x3040 <= code < 0xA000 or 0xAC00 <= code < 0xD7B0 or 0x20000 <= code < 0x40000:
                counts["Han"] += 3
            else:
                counts["other"] += 1
    return counts.most_common(1)[0][0] if counts.total() else "none"


def _of_script(text: str, script: str) -> str:
    lowered = text.lower()
    letters = sum(letter.isalpha() for letter in text)
    if script == "Cyrillic":
        return "ru" if len(_FOREIGN_CYRILLIC.findall(lowered)) * 100 <= letters else UNDETERMINED
    if script == "Arabic":
        return "ar" if len(_FOREIGN_ARABIC.findall(text)) * 50 <= letters else UNDETERMINED
    if script == "Han":
        return "zh" if len(_KANA_OR_HANGUL.findall(text)) * 20 <= letters else UNDETERMINED
    return UNDETERMINED
