"""What entities have chosen in the facet fields, as it is written; `choices` reads it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from graph.model.entities import Entity
from graph.store.documents import key
from graph.store.query import KEPT_FACETS
from graph.store.sqlite.connections import Batch


class Facets:
    """The facets of entities that one batch puts and drops."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._choices: dict[tuple[str, str], int] = {}

    def put(self, entities: Mapping[int, Entity]) -> None:
        """Keep the choices of new entities, by their numbers."""
        chosen = {n: self._chosen(entity) for n, entity in entities.items()}
        self._batch.run_many(
            "INSERT INTO chosen VALUES (?, ?)",
            [(n, np.array(choices, "<i4").tobytes()) for n, choices in chosen.items()],
        )
        self._add(Counter(choice for choices in chosen.values() for choice in choices))

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget the choices of entities, by their numbers."""
        gone = self._batch.run(
            "DELETE FROM chosen WHERE entity IN (SELECT value FROM json_each(?)) RETURNING choices",
            [json.dumps(list(numbers))],
        ).fetchall()
        freed = Counter(choice for (choices,) in gone for choice in np.frombuffer(choices, "<i4").tolist())
        self._add({choice: -number for choice, number in freed.items()})

    def _chosen(self, entity: Entity) -> list[int]:
        chosen = {self._choice("kind", entity.kind)}
        for field in KEPT_FACETS:
            if field != "kind":
                values = [value for value in entity.facets.get(field, ()) if value]
                chosen.update(self._choice(field, value) for value in values or [""])
        return sorted(chosen)

    def _choice(self, field: str, value: str) -> int:
        known = self._choices.get((field, value))
        if known is None:
            self._batch.run(
                "INSERT OR IGNORE INTO choice (field, value, entities) VALUES (?, ?, 0)", [field, key(value)]
            )
            (known,) = self._batch.run("SELECT n FROM choice WHERE field = ? AND value = ?", [field, value]).fetchone()
            self._choices[field, value] = int(known)
        return int(known)

    def _add(self, numbers: Mapping[int, int]) -> None:
        self._batch.run_many(
            "UPDATE choice SET entities = entities + ? WHERE n = ?",
            [(number, choice) for choice, number in numbers.items()],
        )
