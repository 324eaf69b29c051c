"""What stands in one cell: as one text, as several values, as countries, goals and targets."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from graph.model.codec import Json
from graph.model.vocabularies import read_country, vocabulary
from graph.text.fold import fold
from graph.text.mend import mend, squash

_BETWEEN = re.compile(r"[;；؛|\n•]+")
_COMMA = re.compile(r"[,，、،]")
# What joins the last of several values to the others, or all of them, where commas don't.
_JOINED = r"\s*[/&+]\s*|\s+(?:and|et|y|e|und|и)\s+|\s+و\s*|\s*[和及与]\s*"
_AND = re.compile(f"({_JOINED})")
_GOAL_WORD = r"(?:sdgs?|odd|ods|цур|goals?|objectifs?|objetivos?)"
_NUMBERED = r"\s*[-–—:#nNº°.]*\s*\d"
# A blank alone parts goals behind a number, or before what can't go on with a name ("sustainable development goal 7").
_NEXT_GOAL = re.compile(
    rf"(?:{_JOINED}|(?<=\d)\s+)(?={_GOAL_WORD}{_NUMBERED})|\s+(?=(?:sdgs?|odd|ods|цур){_NUMBERED})", re.IGNORECASE
)
_NEXT_TARGET = re.compile(
    rf"(?:{_JOINED}|(?<=\.[0-9a-d])\s+|(?<=\.[0-9][0-9])\s+)"
    r"(?=(?:(?:sdg )?(?:target|cible|meta)s?\s*)?\d{1,2}\.[0-9a-d]{1,2}(?!\w))",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"{_GOAL_WORD}?\s*0?(\d{{1,2}})\s*[-–—]\s*{_GOAL_WORD}?\s*0?(\d{{1,2}})", re.IGNORECASE)
_GOAL = re.compile(
    r"(?:sustainable development goals?|objectifs? de développement durable|objetivos? de desarrollo sostenible|"
    r"objetivos? de desenvolvimento sustentável|goals?|sdgs?|odd|ods|objectifs?|objetivos?)?"
    r"\s*[-–—:#nNº°.]*\s*0?(\d{1,2})"
    r"(?:\s*[-–—:.)].*)?",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"(?:(?:sdg )?(?:target|cible|meta)s?\s*)?(\d{1,2}\.[0-9a-dA-D]{1,2})(?:\s*[-–—:.)\s].*)?", re.IGNORECASE
)
# As `fold` leaves them.
_NOTHING = frozenset(
    {"", "n a", "na", "none", "null", "nil", "tbd", "tbc", "not applicable", "not available", "aucun"}
    | {"aucune", "ninguno", "ninguna", "no aplica", "nenhum", "nao se aplica", "нет", "нет данных", "无", "暂无"}
    | {"لا يوجد"}
)
# "non communiqué", "no disponible"; without their dots they may be a name or a code (NC is New Caledonia).
_NOTHING_DOTTED = frozenset({"n.c.", "n.d.", "s.o."})
_MOST_PIECES = 4
_GOALS = 17


def written(value: Json) -> str:
    """A value as one text, as it was written; lists joined by semicolons, other JSON as JSON.

    >>> written(["Kenya", "Fiji"]), written(12), written(None)
    ('Kenya; Fiji', '12', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(text for each in value if (text := written(each)))
    return json.dumps(value, ensure_ascii=False)


def says_nothing(text: str) -> bool:
    """Whether a cell is filled with nothing but a word or sign for "nothing".

    >>> says_nothing(" n/a "), says_nothing("–"), says_nothing("N.C."), says_nothing("None of us alone")
    (True, True, True, False)
    """
    return len(text) <= 20 and (fold(text) in _NOTHING or text.strip().casefold() in _NOTHING_DOTTED)


def pieces(value: Json, *, commas: bool = True) -> list[str]:
    """The several values of a cell: the elements of a list, or what semicolons, bars, bullets or line ends part.

    Args:
        value: the cell.
        commas: whether commas part values too.

    >>> pieces("Goal 7, Goal 13; Goal 14"), pieces(["Water, sanitation", None])
    (['Goal 7', 'Goal 13', 'Goal 14'], ['Water, sanitation'])
    """
    if isinstance(value, list):
        return [text for each in value if (text := squash(mend(written(each))))]
    text = mend(written(value))
    parts = (part for run in _BETWEEN.split(text) for part in (_COMMA.split(run) if commas else [run]))
    return [piece for part in parts if (piece := squash(part))]


def read_goal(piece: str) -> str | None:
    """The number of a goal, by number or by name; None for what is no goal.

    >>> read_goal("SDG 14 - Life below water"), read_goal("Goal 07"), read_goal("Clean water and sanitation")
    ('14', '7', '6')
    >>> read_goal("Goal 18"), read_goal("2018")
    (None, None)
    """
    found = _GOAL.fullmatch(piece)
    if found is not None:
        return str(int(found.group(1))) if 1 <= int(found.group(1)) <= _GOALS else None
    return vocabulary("goals").read(piece)


def read_goals(value: Json) -> list[tuple[str, str | None]]:
    """Each goal of a cell as written, with its number or None.

    Names of goals hold commas and “and”, so a piece is tried as a whole before it is parted. Of “11-13” both ends are
    taken: whether those between are meant too can't be told (`is_span`).

    >>> read_goals("7, 13"), read_goals("Peace, justice and strong institutions; 4")
    ([('7', '7'), ('13', '13')], [('Peace, justice and strong institutions', '16'), ('4', '4')])
    >>> read_goals("13 et 14"), read_goals("ODD14/ODD17"), read_goals("SDG 13 & 14")
    ([('13', '13'), ('14', '14')], [('ODD14', '14'), ('ODD17', '17')], [('SDG 13', '13'), ('14', '14')])
    """
    found: list[tuple[str, str | None]] = []
    for run in pieces(value, commas=False):
        for piece in filter(None, map(str.strip, _NEXT_GOAL.split(run))):
            whole = None if is_span(piece) else read_goal(piece)
            several = [] if whole and not _COMMA.search(piece) else [part.strip() for part in _COMMA.split(piece)]
            read = [each for part in several if part for each in _goals_joined(part)]
            if whole and not (len(read) > 1 and all(code for _, code in read)):
                found.append((piece, whole))
            else:
                found += read
    return found


def _goals_joined(part: str) -> list[tuple[str, str | None]]:
    """The goals of a stretch without commas: as one, or joined by “and” and the like where they are goals so."""
    if span := _SPAN.fullmatch(part):
        return [(part, read_goal(end)) for end in span.groups()]
    if code := read_goal(part):
        return [(part, code)]
    joined = [each for each in _AND.split(part)[::2] if each]
    read = [(each, read_goal(each)) for each in joined]
    return read if any(code for _, code in read) else [(part, None)]


def is_span(piece: str) -> bool:
    """Whether two goals are written as a span, so that it can't be told whether those between are meant.

    >>> is_span("11-13"), is_span("SDG 11 - Sustainable cities")
    (True, False)
    """
    return _SPAN.fullmatch(piece) is not None


def target_pieces(value: Json) -> list[str]:
    """The pieces of a cell with targets, parted as well where the next target follows “and”, a slash or a blank.

    >>> target_pieces("14.1 et 14.2; Target 6.1 Safe water"), target_pieces("14.1/14.2")
    (['14.1', '14.2', 'Target 6.1 Safe water'], ['14.1', '14.2'])
    """
    return [each for piece in pieces(value) for part in _NEXT_TARGET.split(piece) if (each := part.strip())]


def read_target(piece: str) -> str | None:
    """The code of a target, which it begins with; None for what is none.

    >>> read_target("Target 14.A"), read_target("6.1 Safe water"), read_target("14.99")
    ('14.a', '6.1', None)
    """
    found = _TARGET.fullmatch(piece)
    return vocabulary("targets").read(found.group(1).lower()) if found else None


@lru_cache(maxsize=1 << 14)
def read_countries(text: str) -> tuple[tuple[str, str | None], ...]:
    """Each country of a list as written, with its alpha-3 code or None.

    A name that holds the list's own comma is put together again: the longest run of pieces that is a country counts.

    >>> read_countries("Kenya, Venezuela, Bolivarian Republic of, Atlantis")
    (('Kenya', 'KEN'), ('Venezuela, Bolivarian Republic of', 'VEN'), ('Atlantis', None))
    >>> read_countries("Guinée-Bissau et Guinée"), read_countries("Trinidad and Tobago and Fiji")
    ((('Guinée-Bissau', 'GNB'), ('Guinée', 'GIN')), (('Trinidad and Tobago', 'TTO'), ('Fiji', 'FJI')))
    """
    found: list[tuple[str, str | None]] = []
    for run in pieces(text, commas=False):
        parts = [part for each in _COMMA.split(run) if (part := each.strip())]
        at = 0
        while at < len(parts):
            for length in range(min(_MOST_PIECES, len(parts) - at), 0, -1):
                name = ", ".join(parts[at : at + length])
                code = read_country(name)
                if code or length == 1:
                    found += [(name, code)] if code else _countries_joined(name)
                    at += length
                    break
    return tuple(found)


def _countries_joined(part: str) -> list[tuple[str, str | None]]:
    """The countries that “and” or a slash joins, where at least one is there; names with an “and” stay together."""
    words = _AND.split(part)
    found: list[tuple[str, str | None]] = []
    at = 0
    while at < len(words):
        for end in range(len(words), at, -2):
            name = "".join(words[at:end]).strip()
            code = read_country(name) if name else None
            if code or end == at + 1:
                if name:
                    found.append((name, code))
                at = end + 1
                break
    return found if any(code for _, code in found) else [(part, None)]
