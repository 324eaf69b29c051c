"""What somebody who says a sentence is about to do: ask for something, offer something, say who they are.

Told by phrases of a list (`data/intents.csv`), in seven languages; no phrase, no intent. It is a way to order readings
that are all shown, and decides nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from graph.text.fold import fold

Intent = Literal["need", "offer", "self"]


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase that tells an intent.

    Attributes:
        intent: which.
        phrase: as the list has it.
    """

    intent: Intent
    phrase: str


def intents(text: str) -> list[Said]:
    """The intents that a text tells, each once, by its longest phrase.

    >>> intents("We need clean water; we offer boats."), intents("Water in Kenya")
    ([Said(intent='need', phrase='we need'), Said(intent='offer', phrase='we offer')], [])
    """
    folded = f" {fold(text[:2000])} "
    found: dict[Intent, Said] = {}
    for said, written in _phrases():
        spaced = f" {written} " if written.isascii() or " " in written else written
        if said.intent not in found and spaced in folded:
            found[said.intent] = said
    return list(found.values())


def without_self(text: str) -> str:
    """A text without the words by which it says who speaks: what may be a name is left.

    >>> without_self("We are Green Shore Trust."), without_self("Green Shore Trust")
    ('Green Shore Trust', 'Green Shore Trust')
    """
    words = re.sub(r"^\W+|[\s.!;,]+$", "", text)
    for said, _ in _phrases():
        if said.intent == "self":
            spaced = r"\s+".join(re.escape(word).replace("'", "['’]") for word in said.phrase.split())
            if begun := re.match(rf"{spaced}\s+(?:the\s+)?", words, re.IGNORECASE):
                return words[begun.end() :]
    return words


@cache
def _phrases() -> Sequence[tuple[Said, str]]:
    """The phrases with their folded forms, the longest first."""
    table = (files("api.pages") / "data" / "intents.csv").read_text("utf-8").splitlines()
    rows = [(Said(cast("Intent", row["intent"]), row["phrase"]), fold(row["phrase"])) for row in csv.DictReader(table)]
    return sorted(rows, key=lambda row: (["need", "offer", "self"].index(row[0].intent), -len(row[1])))
