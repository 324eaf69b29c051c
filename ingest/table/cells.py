"""What stands in one cell: as one text, as several values, as countries, goals and targets."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from graph.model.codec import Json
from graph.model.vocabularies import read_country, vocabulary
from graph.text.fold import fold
from graph.text.mend import mend, squash

_BETWEEN = re.compile(r"[;|\n•]+")
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
    {
        "",
        "n a",
        "na",
        "none",
        "null",
        "nil",
        "tbd",
        "tbc",
        "not applicable",
        "not available",
        "n c",
        "n d",
        "aucun",
        "aucune",
    }
    | {"ninguno", "ninguna", "no aplica", "nenhum", "nao se aplica"}
)
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

    >>> says_nothing(" n/a "), says_nothing("–"), says_nothing("None of us alone")
    (True, True, False)
    """
    return len(text) <= 20 and fold(text) in _NOTHING


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
    parts = (part for run in _BETWEEN.split(text) for part in (run.split(",") if commas else [run]))
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
    """Each goal of a cell as written, with its number or None. Names of goals hold commas, so these are tried first.

    >>> read_goals("7, 13"), read_goals("Peace, justice and strong institutions; 4")
    ([('7', '7'), ('13', '13')], [('Peace, justice and strong institutions', '16'), ('4', '4')])
    """
    found: list[tuple[str, str | None]] = []
    for piece in pieces(value, commas=False):
        whole = read_goal(piece)
        several = [] if whole and "," not in piece else [part.strip() for part in piece.split(",") if part.strip()]
        read = [(part, read_goal(part)) for part in several]
        if whole and not (len(read) > 1 and all(code for _, code in read)):
            found.append((piece, whole))
        else:
            found += read
    return found


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
    """
    found: list[tuple[str, str | None]] = []
    for run in pieces(text, commas=False):
        parts = [part for each in run.split(",") if (part := each.strip())]
        at = 0
        while at < len(parts):
            for length in range(min(_MOST_PIECES, len(parts) - at), 0, -1):
                name = ", ".join(parts[at : at + length])
                code = read_country(name)
                if code or length == 1:
                    found.append((name, code))
                    at += length
                    break
    return tuple(found)
