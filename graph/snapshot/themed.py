"""The themes that partnerships speak of: inferred, and apart from those that their registers declare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.infer.tagging.document import document_of
from graph.infer.tagging.themes import theme_suggestions
from graph.model.entities import Entity


def _none() -> csr_array:
    return csr_array((0, 0), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Themed:
    """The themes that the texts of m partnerships are read to speak of.

    Attributes:
        themes: codes of the vocabulary `themes`; length k.
        scores: (m, k), how surely a text speaks of a theme, 0 to 1 (`graph.infer.tagging.themes`).
    """

    themes: Sequence[str] = ()
    scores: csr_array = field(default_factory=_none)

    def only(self, rows: NDArray[np.intp]) -> Themed:
        """The same of some partnerships alone, in the order of their rows."""
        return Themed(self.themes, csr_array(self.scores[rows, :]) if self.themes else _none())


def themed(partnerships: Sequence[Entity]) -> Themed:
    """The themes that some partnerships speak of."""
    read = [{each.code: each.score for each in theme_suggestions(document_of(entity))} for entity in partnerships]
    themes = sorted({code for each in read for code in each})
    column = {code: at for at, code in enumerate(themes)}
    cells = [(row, column[code], score) for row, each in enumerate(read) for code, score in each.items()]
    rows, columns, scores = (list(part) for part in zip(*cells, strict=True)) if cells else ([], [], [])
    shape = (len(partnerships), len(themes))
    return Themed(themes, csr_array((np.array(scores, np.float32), (rows, columns)), shape=shape, dtype=np.float32))
