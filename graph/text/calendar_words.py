"""The words in which registers write dates: months, and what is said instead of a date.

All are in folded form. Months are those of English, French, Spanish, Portuguese, Russian and Arabic (both series of
names); Chinese dates are written in digits.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = (
    "january janvier enero janeiro января январь يناير جانفي",
    "february fevrier febrero fevereiro февраля февраль فبراير فيفري شباط",
    "march mars marzo marco марта март مارس اذار",
    "april avril abril апреля апрель ابريل افريل نيسان",
    "may mai mayo maio мая май مايو ماي ايار",
    "june juin junio junho июня июнь يونيو جوان حزيران",
    "july juillet julio julho июля июль يوليو جويليه تموز",
    "august aout agosto августа август اغسطس اوت اب",
    "september septembre septiembre setiembre setembro сентября сентябрь سبتمبر ايلول",
    "october octobre octubre outubro октября октябрь اكتوبر",
    "november novembre noviembre novembro ноября ноябрь نوفمبر",
    "december decembre diciembre dezembro декабря декабрь ديسمبر",
)
_SHORTEST_ABBREVIATION = 3
# How alike a misspelt month must be (difflib's ratio): Febuary .93, Setember .94; "member" and September .8 are not.
_ALIKE = 0.82

OPEN = re.compile(
    r"\b(?:on ?going|going on|open|continu\w*|in progress|present|onwards?|permanent\w*|indefini\w+|no end|no fixed|"
    r"without end|unlimited|illimite\w*|multi ?(?:annual|year)\w*|renewable|"
    r"as long as|long term|until further|to date|and beyond|at least|"
    r"en cours|en curso|em curso|en marcha|em andamento|plurianual|pluriannuel|sin fecha limite|sans fin|"
    r"постоянно|бессрочно|постоянный|مستمر|مستمره|مفتوح)\b|持续|长期|进行中"
)
"""What stands for an end that is not set, or a start that is not one day."""

RECURRING = re.compile(r"\b(?:annual(?:ly)?|yearly|each year|every year|monthly|anual(?:mente)?|annuel\w*)\b")
"""What happens again and again, without saying since when or until when."""

_OPEN_WORDS = ("ongoing", "continuous", "continuing", "indefinite", "permanent")

VAGUE = re.compile(
    r"\b(?:tbd|tbc|tba|to be \w+|unknown|undetermined|undefined|"
    r"not (?:known|set|specified|determined|defined|yet)|no (?:date|time) specified|depend\w*|unspecified|"
    r"por definir|a definir|por determinar|a determiner|a confirmer|desconocid\w|inconnu\w*|now|immediate\w*|"
    r"(?:days?|weeks?|months?|years?|meses|anos|mois|ans|semanas|semaines)|не определен\w*)\b|待定|未定"
)
"""What says that there is a date or a duration without saying when."""

ROUGHLY = re.compile(
    r"\b(?:approx\w*|about|around|circa|ca|estimated|est|expected|planned|tentative\w*|late|early|mid|middle|"
    r"(?:end|beginning|start) of|before|after|above|beyond|fin de|finales|principios|debut)\b"
)
"""What makes a date less exact than it looks."""

PART_OF_YEAR = re.compile(
    r"\b(?:winter|spring|summer|autumn|fall|hiver|printemps|ete|automne|invierno|primavera|verano|otono|inverno|verao|"
    r"outono|q[1-4]|[1-4]q|t[1-4]|quarter|trimester|trimestre|semester|semestre|half|h[12]|s[12]|season|biennium)\b"
)
"""A part of a year that is no month; the southern summer and the northern aren't the same months either."""

_NO_ANSWER = "n a|na|none|nil|null|nan|not applicable|not available|no aplica|sans objet|ninguno|ninguna|neant|нет|无"
NOTHING = frozenset(_NO_ANSWER.split("|"))
"""What fills a field that has no answer."""


@lru_cache(maxsize=1)
def _month_names() -> dict[str, int]:
    """Full names and every abbreviation of three letters or more that can be one month only."""
    found: dict[str, set[int]] = {}
    for month, names in enumerate(_MONTHS, start=1):
        for name in names.split():
            for length in range(min(_SHORTEST_ABBREVIATION, len(name)), len(name) + 1):
                found.setdefault(name[:length], set()).add(month)
            found[name] = {month}
    return {name: next(iter(months)) for name, months in found.items() if len(months) == 1}


@lru_cache(maxsize=4096)
def month_of(word: str) -> tuple[int, bool] | None:
    """Read a folded word as a month.

    Args:
        word: a full or shortened name in any of the languages, possibly misspelt by a letter or two.

    Returns:
        (1 to 12, whether it was misspelt), or None if it is no month.

    >>> month_of("sept"), month_of("febuary"), month_of("0ct"), month_of("reef")
    ((9, False), (2, True), (10, True), None)
    """
    names = _month_names()
    if word in names:
        return names[word], False
    if word.startswith("0") and f"o{word[1:]}" in names:
        return names[f"o{word[1:]}"], True
    if len(word) < 5 or len(word) > 12:
        return None
    near = _nearest(word, tuple(name for line in _MONTHS for name in line.split() if len(name) >= 5))
    return (names[near], True) if near else None


def says_open(folded: str) -> bool:
    """Tell whether a folded text says that there is no end, also misspelt ("ongiong").

    >>> says_open("no end date"), says_open("ongiong"), says_open("december")
    (True, True, False)
    """
    if OPEN.search(folded):
        return True
    return any(len(word) >= 6 and _nearest(word, _OPEN_WORDS) for word in folded.split()[:12])


def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=_ALIKE)
    return near[0] if near else None
