"""The 17 Sustainable Development Goals and their 169 targets.

Names of goals are the UN's short names in its six languages. Labels of targets are goal17's own, in English; the
official texts are the UN's, and are read from its files where somebody has them (`load_official_texts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TextIO

from graph.errors import Place, UnreadableFileError
from graph.model.vocabularies.tables import labels_of, table

_KEY = re.compile(r"(\d{1,2}(?:-[0-9a-z]{1,2}){0,2})-title")


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the 17 goals.

    Attributes:
        number: 1 to 17.
        labels: language to short name, in the six languages of the United Nations.
        colour: `#RRGGBB`, as the UN's guidelines set it.
    """

    number: int
    labels: Mapping[str, str] = field(hash=False)
    colour: str

    def name(self, language: str = "en") -> str:
        """The short name in a language, in English where there is none."""
        return self.labels.get(language) or self.labels["en"]


@dataclass(frozen=True, slots=True)
class Target:
    """One of the 169 targets.

    Attributes:
        code: as the UN writes it: `14.2`, `17.b`.
        goal: number of its goal.
        label: what it is about, in a few words of goal17's own.
    """

    code: str
    goal: int
    label: str


@lru_cache(maxsize=1)
def goals() -> Mapping[int, Goal]:
    """The goals by number."""
    return {
        int(row["code"]): Goal(number=int(row["code"]), labels=labels_of(row), colour=row["colour"])
        for row in table("goals")
    }


@lru_cache(maxsize=1)
def targets() -> Mapping[str, Target]:
    """The targets by code, in the UN's order: figures before letters."""
    return {row["code"]: Target(row["code"], int(row["parent"]), row["en"]) for row in table("targets")}


def load_official_texts(streams: Iterable[tuple[str, TextIO]]) -> Mapping[str, Mapping[str, str]]:
    """Read the official texts of goals, targets and indicators.

    The files are those of the Open SDG translations: YAML of keys such as `1-title`, `14-2-title`, `17-b-title`,
    `14-2-1-title`, one file a language and level. Other keys (short names) are passed over.

    Args:
        streams: pairs of a language (`zh-Hans` counts as `zh`) and an open text file in it, in any order.

    Returns:
        Code (`1`, `14.2`, `17.b`, `14.2.1`) to language to text, white space made single. No streams give nothing.

    Raises:
        UnreadableFileError: a stream isn't YAML, or isn't a table of keys and texts.

    >>> import io
    >>> load_official_texts([("en", io.StringIO("1-a-title: Mobilize ..."))])
    {'1.a': {'en': 'Mobilize ...'}}
    """
    import yaml  # takes longer to load than all vocabularies together, and few callers need it

    found: dict[str, dict[str, str]] = {}
    for language, stream in streams:
        place = Place(getattr(stream, "name", None) or f"texts in {language}")
        try:
            texts = yaml.safe_load(stream)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise UnreadableFileError("This is no YAML file of official texts.", place) from error
        if not isinstance(texts, dict):
            raise UnreadableFileError("This file has no table of keys such as 14-2-title and texts.", place)
        for key, text in texts.items():
            if isinstance(text, str) and (match := _KEY.fullmatch(str(key))):
                code = match.group(1).replace("-", ".")
                found.setdefault(code, {})[language.split("-")[0]] = " ".join(text.split())
    return found
