"""The features by which an entry meets a need, each of n needs against c candidates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.matching.needs.place import ELSEWHERE, HERE, NEAR, SPOKEN, Places
from graph.matching.needs.questions import Questions
from graph.snapshot.exchange import Bools, Candidates, Floats
from graph.snapshot.rows import dense_row, product
from graph.text.fold import fold

FEATURES: Mapping[str, str] = {
    "action-in-title": "Share of one of the need's actions that stands in the title: of its words, those that few"
    " entries have count more (inverse document frequency); the best of the actions counts. Unit: 0 to 1. Example: 1"
    " for “Solid waste management in Togo” and the action “Solid Waste”.",
    "action-in-text": "The same of title and text together. Unit: 0 to 1.",
    "field-in-title": "Words of the need's field in the title: none, one, two or more (the table of fields says which)."
    " Unit: 0, 0.5, 1. Example: 0.5 for “landfill” and a need in the field of waste.",
    "field-in-text": "Different words of the field in title and text, of five. Unit: 0 to 1.",
    "action-in-meaning": "Cosine between one of the need's actions and the entry in the multilingual space; the best"
    " of the actions counts. Unit: 0 to 1. Example: 0.6 for “Early Warning System” and a title on flood alerts.",
    "goals-served": "Whether the entry serves a goal that the need's field serves: as it states itself, or as its"
    " themes do. Unit: 0 or 1.",
    "reports-only": "Whether its title says that it makes a report, an inventory, an assessment or a plan, which"
    " serves no need but those for capacity and plans. Unit: 0 or 1. Example: 1 for a “National Communication”.",
    "place-here": "Whether it states the country, or its title names it. Unit: 0 or 1.",
    "place-near": "Whether it states a part of the world in which the country lies, or its title does (1), or only its"
    " text speaks of the country or of such a part (0.5). Unit: 0, 0.5, 1.",
    "place-elsewhere": "Whether it states or names other places and not the country. Unit: 0 or 1.",
}
"""Feature to what it measures, its unit and an example: shown to users as it stands."""

MEANING = "action-in-meaning"

ACTION = (
    "action-in-title",
    "action-in-text",
    "field-in-title",
    "field-in-text",
    MEANING,
    "goals-served",
    "reports-only",
)
"""The features that tell whether it is the right action."""

PLACE = ("place-here", "place-near", "place-elsewhere")
"""The features that tell whether it is the right place; of `open` nothing is told."""

_TWO, _FIVE = 2, 5

_REPORT = re.compile(
    r"\b(?:national communications?|communications? nationales?|comunicacion(?:es)? nacional(?:es)?"
    r"|biennial (?:update|transparency)|update reports?|national reports?|national reporting|reporting process"
    r"|(?:second|third|fourth|fifth|sixth|first|initial) (?:national )?report|national action plan|action programmes?"
    r"|adaptation programmes? of action|adaptation plan of action|plan of action|strategy and action plan|nbsaps?"
    r"|napas?"
    r"|self assessments?|needs assessments?|initial assessments?|assessment of capacity|enabling activit\w+"
    r"|national implementation plans?|implementation plan|clearing house|inventor(?:y|ies)|ncsa|biosafety framework"
    r"|ratification|alignment of|transparency framework)\b"
)


@dataclass(frozen=True, eq=False)
class Compared:
    """Candidates with what is told of them once for all needs.

    Attributes:
        candidates: c of them.
        places: where they work.
        reports: (c,), whether the title says that it makes a report, an inventory, an assessment or a plan.
    """

    candidates: Candidates
    places: Places
    reports: Bools

    @classmethod
    def of(cls, candidates: Candidates) -> Compared:
        """What is told of some candidates."""
        reports = [_REPORT.search(fold(title)) is not None for title in candidates.titles]
        return cls(candidates, Places(candidates), np.array(reports, dtype=bool))

    def row(self, row: int) -> Compared:
        """One of them alone."""
        alone = self.candidates.row(row)
        return Compared(alone, Places(alone), self.reports[[row]])

    def classes(self, questions: Questions) -> NDArray[np.int8]:
        """The class of place of every candidate for every need: (n, c)."""
        found = [self.places.of(country) for country in questions.countries]
        return np.stack(found) if found else np.zeros((0, len(self.candidates)), np.int8)


def features(questions: Questions, compared: Compared, meaning: Floats | None) -> dict[str, Floats]:
    """Every feature of `FEATURES`, each (n, c).

    Args:
        questions: n needs.
        compared: c candidates, in whose terms the questions are.
        meaning: (p, c), cosine of every action with every entry; None: zero for all.
    """
    candidates = compared.candidates
    classes = compared.classes(questions)
    in_title = _products(questions.words, candidates.in_title, candidates.title_postings)
    in_text = _products(questions.words, candidates.in_text, candidates.text_postings)
    made: dict[str, Floats] = {
        "action-in-title": _best(_products(questions.terms, candidates.in_title, candidates.title_postings), questions),
        "action-in-text": _best(_products(questions.terms, candidates.in_text, candidates.text_postings), questions),
        "field-in-title": _share(in_title, _TWO),
        "field-in-text": _share(in_text, _FIVE),
        MEANING: np.zeros(classes.shape, np.float32) if meaning is None else _best(np.maximum(meaning, 0), questions),
        "goals-served": (questions.goals.astype(np.float32) @ candidates.goals.T.astype(np.float32) > 0).astype(
            np.float32
        ),
        "reports-only": (~questions.about_capacity[:, None] & compared.reports[None, :]).astype(np.float32),
    }
    for name, place in zip(PLACE, (HERE, NEAR, ELSEWHERE), strict=True):
        made[name] = (classes == place).astype(np.float32)
    made["place-near"] += np.float32(0.5) * (classes == SPOKEN)
    return made


def _share(found: Floats, most: int) -> Floats:
    return np.asarray(np.minimum(found, most) / most, dtype=np.float32)


def _best(of_actions: Floats, questions: Questions) -> Floats:
    """The best of each need's actions: from (p, c) to (n, c)."""
    if not len(questions):
        return np.zeros((0, of_actions.shape[1]), dtype=np.float32)
    return np.asarray(np.maximum.reduceat(of_actions, questions.starts[:-1], axis=0), dtype=np.float32)


_ONE_BY_ONE = 32
"""Rows up to which each is multiplied by itself: the product of two matrices pays for many rows only."""


def _products(asked: csr_array, has: csr_array, postings: csr_array) -> Floats:
    """Rows (a, w) by the terms that candidates (c, w) have: (a, c).

    Args:
        asked: the rows.
        has: which candidate has which term.
        postings: the same the other way round.
    """
    if not 0 < asked.shape[0] <= _ONE_BY_ONE:
        return np.asarray((asked @ postings).toarray(), dtype=np.float32)
    return np.stack([product(has, postings, dense_row(asked, row)) for row in range(asked.shape[0])])
