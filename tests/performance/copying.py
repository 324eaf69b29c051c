"""Another copy of what a store holds, under ids, names, words and vectors of its own.

What a snapshot keeps as one in all copies (`tests.performance.grown`) stays one here: its ties lead to every copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

import numpy as np

from graph.embed.packing import text_hash
from graph.model.entities import Alias, Entity, Passage, Relation
from graph.store.interface import Store, View
from graph.text.fold import fold
from tests.performance.grown import LEFT_OUT, TURNED

T = TypeVar("T")

_BATCH = 2000
_SHORT = 5
"""Words of a text of which none is left out; it is followed by the number of the copy."""


@dataclass(frozen=True)
class Anew:
    """What a copy has of its own.

    Attributes:
        names: the id of what it was made from to its id and its name.
        number: of the copy, from 2.
        left: ids of partnerships that aren't in it.
    """

    names: Mapping[str, tuple[str, str]]
    number: int
    left: frozenset[str]

    @property
    def rng(self) -> np.random.Generator:
        """What is left to chance in it, each time the same."""
        return np.random.default_rng(self.number)


def put_copy(anew: Anew, source: View, target: Store) -> None:
    """Put one more copy of a store into another one that holds the first."""
    for entities in batches(each for each in source.entities() if each.id in anew.names):
        terms = source.terms([each.id for each in entities])
        with target.writer() as writer:
            writer.put_entities(
                [_entity(each, anew) for each in entities],
                {anew.names[id][0]: _terms(*words, anew) for id, words in terms.items()},
            )
    for relations in batches(each for relation in source.relations() for each in _relation(relation, anew)):
        with target.writer() as writer:
            writer.put_relations(relations)
    for ids in batches(anew.names):
        _put_passages(ids, anew, source, target)


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """These values in lists that fit into one batch of a store."""
    iterator = iter(values)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _entity(entity: Entity, anew: Anew) -> Entity:
    id, name = anew.names[entity.id]
    return replace(entity, id=id, name=name, aliases=(Alias(name, fold(name)),) if entity.aliases else ())


def _relation(relation: Relation, anew: Anew) -> Iterator[Relation]:
    """The same between what the copy has; nothing where both ends are in the first copy already."""
    source, target = (anew.names.get(id, (id, ""))[0] for id in (relation.source, relation.target))
    if (source, target) != (relation.source, relation.target) and not {source, target} & anew.left:
        yield replace(relation, source=source, target=target)


def _terms(names: str, rest: str, anew: Anew) -> tuple[str, str]:
    return f"{names} {anew.number}", _thinned(rest, anew)


def _thinned(text: str, anew: Anew) -> str:
    """A text without some of its words, the same ones each time: equal passages stay equal."""
    words = text.split(" ")
    if len(words) <= _SHORT:
        return f"{text} {anew.number}".strip()
    rng = np.random.default_rng([anew.number, len(words)])
    return " ".join(word for word, stays in zip(words, rng.random(len(words)) >= LEFT_OUT, strict=True) if stays)


def _put_passages(ids: Sequence[str], anew: Anew, source: View, target: Store) -> None:
    """The passages of these, and the vectors of their texts, turned a little."""
    old = source.passages(ids)
    new: dict[str, list[Passage]] = {}
    hashes: dict[str, str] = {}
    for id, passages in old.items():
        own = anew.names[id][0]
        for each in passages:
            text = _thinned(each.text, anew)
            hashes[each.hash] = text_hash(text)
            new.setdefault(own, []).append(replace(each, entity=own, text=text, hash=hashes[each.hash]))
    with target.writer() as writer:
        for own, passages in new.items():
            writer.put_passages(own, passages)
        for space in source.status().spaces:
            held, vectors = source.vectors(space.name, list(hashes))
            turned = vectors + TURNED * anew.rng.standard_normal(vectors.shape, dtype=np.float32)
            lengths = np.linalg.norm(turned, axis=1, keepdims=True)
            writer.put_vectors(space.name, [hashes[each] for each in held], turned / np.where(lengths > 0, lengths, 1))
