"""What the service reads from a text: of a stored partnership, and of one that somebody describes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from api.held import Held
from api.wire_inferred import DimensionAnswer, Inferred, SuggestAnswer, dimensions, inferred
from graph.errors import InputError
from graph.infer.tagging.document import document_of
from graph.infer.tagging.goals import goal_suggestions
from graph.infer.tagging.model import HABIT, LEAST_HABIT, Floats, shipped
from graph.infer.tagging.targets import target_suggestions
from graph.infer.tagging.themes import theme_suggestions
from graph.infer.typology.read import typology
from graph.model.entities import Entity, EntityText
from graph.store.query import Query
from graph.text.language import language
from graph.text.passages import passages

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from graph.embed.spaces import Embedders
    from graph.store.interface import View


class Habits:
    """What nearly all entries of a register declare, counted once for a version of the store.

    Counting goes over all entries of a register, which is far more than a profile may cost.
    """

    def __init__(self) -> None:
        self._held: Held[dict[str, Mapping[int, float]]] = Held()

    def of(self, view: View, register: str) -> Mapping[int, float]:
        """Goals that nearly all entries of a register declare, with the share of them that do."""
        known = self._held.of(view.version(), dict)
        if register not in known:
            known[register] = _habits(view, register)
        return known[register]


def inferred_of(view: View, entity: Entity, declared: Collection[str], habits: Habits | None = None) -> Inferred:
    """What a stored partnership's text speaks of.

    Args:
        view: the store.
        entity: the partnership.
        declared: ids of the goals, targets and themes that its records declare.
        habits: of the store's registers, for who asks more than once.
    """
    vector = _stored_vector(view, entity.id)
    habits = habits or Habits()
    usual: dict[int, float] = {}
    for register in entity.facets.get("register", ()):
        usual |= habits.of(view, register)
    return _read(entity, vector, usual, declared)


def typology_of(entity: Entity) -> tuple[DimensionAnswer, ...]:
    """What kind of partnership a stored one is."""
    return tuple(dimensions(typology(entity), with_business="business" in entity.facets.get("type", ())))


def suggest(title: str, text: str, embedders: Embedders | None) -> SuggestAnswer:
    """What a described partnership could be registered under.

    Raises:
        InputError: nothing was said.
    """
    if not (title.strip() or text.strip()):
        raise InputError("Say what the partnership does: a title, and best a sentence or a page.")
    texts = (EntityText("description", text, language(text)),) if text.strip() else ()
    described = Entity(id="", kind="partnership", name=title.strip(), texts=texts)
    read = _read(described, _vector(f"{title}\n{text}".strip(), embedders), {}, ())
    note = (
        ""
        if read.goals
        else "It isn't told which goals this serves: say in a few sentences what is done, and for whom."
    )
    return SuggestAnswer(read, typology_of(described), note)


def _read(entity: Entity, vector: Floats | None, habits: Mapping[int, float], declared: Collection[str]) -> Inferred:
    document = document_of(entity)
    return inferred(
        goal_suggestions(document, vector, habits),
        target_suggestions(document),
        theme_suggestions(document),
        declared,
        shipped().version,
        shipped().read(document.terms, vector).by,
    )


def _stored_vector(view: View, id: str) -> Floats | None:
    """Mean of the vectors of an entry's passages, of length 1; None where there are none in the model's space."""
    hashes = list(dict.fromkeys(passage.hash for passage in view.passages([id]).get(id, ())))
    _, vectors = view.vectors(shipped().space, hashes)
    return _mean(vectors)


def _vector(text: str, embedders: Embedders | None) -> Floats | None:
    space = shipped().space
    embedder = next((each for each in embedders.all if each.space == space), None) if embedders else None
    if embedder is None:
        return None
    return _mean(embedder.embed([passage.text for passage in passages(text)]))


def _mean(vectors: Sequence[Floats] | Floats) -> Floats | None:
    if not len(vectors):
        return None
    mean = np.mean(vectors, axis=0)
    length = float(np.linalg.norm(mean))
    return np.asarray(mean / length, dtype=np.float32) if length else None


def _habits(view: View, register: str) -> Mapping[int, float]:
    query = Query({"kind": ("partnership",), "register": (register,)})
    size = view.count(query)
    if size < LEAST_HABIT:
        return {}
    counts = view.facets(query, ["sdg"])["sdg"]
    return {int(each.value): each.count / size for each in counts if each.value and each.count >= HABIT * size}
