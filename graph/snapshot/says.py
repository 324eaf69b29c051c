"""What partnerships say of their kind and of joining them: what a question chooses by, and gates are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.infer.joining.read import joining
from graph.infer.typology.read import kinds
from graph.model.codec import Json
from graph.model.entities import Entity

STATED, READ = 2, 1
"""In `Says.of_kind`: a field of the register says so, or only the running text."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing that a partnership says of joining it: see `graph.infer.joining.read.Stated`."""

    field: str
    value: Json
    basis: str


def _none() -> csr_array:
    return csr_array((0, 0), dtype=np.int8)


@dataclass(frozen=True, eq=False)
class Says:
    """What m partnerships say, by their rows.

    Attributes:
        kinds: the codes of the typology that any of them says: (dimension, code); length k.
        of_kind: (m, k), STATED or READ where a partnership says a code.
        joining: row to what it says of joining; a missing row says nothing, as most do.
    """

    kinds: Sequence[tuple[str, str]] = ()
    of_kind: csr_array = field(default_factory=_none)
    joining: Mapping[int, Sequence[Saying]] = field(default_factory=dict)

    def only(self, rows: NDArray[np.intp]) -> Says:
        """The same of some partnerships alone, in the order of their rows."""
        told = {at: self.joining[row] for at, row in enumerate(rows.tolist()) if row in self.joining}
        return Says(self.kinds, csr_array(self.of_kind[rows, :]) if self.kinds else _none(), told)


def says(partnerships: Sequence[Entity]) -> Says:
    """What some partnerships say."""
    said = [
        {(each.dimension, each.code): STATED if each.stated else READ for each in kinds(entity)}
        for entity in partnerships
    ]
    columns = {kind: column for column, kind in enumerate(sorted({kind for each in said for kind in each}))}
    cells = [(row, columns[kind], basis) for row, each in enumerate(said) for kind, basis in each.items()]
    rows, at, basis = (list(part) for part in zip(*cells, strict=True)) if cells else ([], [], [])
    of_kind = csr_array((np.array(basis, np.int8), (rows, at)), shape=(len(partnerships), len(columns)), dtype=np.int8)
    told = {row: _joining(entity) for row, entity in enumerate(partnerships)}
    return Says(list(columns), of_kind, {row: each for row, each in told.items() if each})


def _joining(entity: Entity) -> tuple[Saying, ...]:
    """Once each, whoever of its records says it."""
    made: list[Saying] = []
    for each in joining(entity):
        saying = Saying(each.field, each.value, each.basis)
        if saying not in made:
            made.append(saying)
    return tuple(made)
