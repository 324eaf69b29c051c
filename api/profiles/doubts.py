"""Open questions of the review desk about one entry, found by its own names, without gathering those of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from api.held import Held
from api.wire_profiles import Doubt
from graph.model.entities import Entity
from graph.model.judgements import Judgement, Name
from graph.resolve.judged import standing
from graph.review.words import pair_id
from graph.store.interface import View

MOST = 20
"""Questions that are told of one entry."""


class Doubts:
    """The open questions by the names that they are about, read once for a version of the store."""

    def __init__(self) -> None:
        self._held: Held[Mapping[str, list[Judgement]]] = Held()

    def about(self, view: View, entity: Entity) -> tuple[tuple[Doubt, ...], int]:
        """Whether an entry and another may be one: the likeliest first, at most `MOST`; and how many there are."""
        asked = self._held.of(view.version(), lambda: _asked(view))
        own = {record: record for record in entity.records}
        if entity.kind == "partner":
            own = {alias.folded: alias.name for alias in entity.aliases}
        found = {}
        for name, written in own.items():
            for each in asked.get(name, ()):
                for mine, other in ((each.a, each.b), (each.b, each.a)):
                    if mine.folded == name and other.folded not in own and _may_be(mine, entity):
                        found[pair_id(each.a, each.b)] = (each, written, other)
        first = sorted(found.items(), key=lambda item: (-(item[1][0].score or 0.0), item[0]))[:MOST]
        return tuple(_doubts(view, entity, dict(first))), len(found)


def _asked(view: View) -> Mapping[str, list[Judgement]]:
    words = standing(view.judgements())
    asked: dict[str, list[Judgement]] = {}
    for each in view.scored():
        word = words.get((each.a, each.b))
        if each.verdict == "unsure" and (word is None or word.verdict == "unsure"):
            for name in (each.a.folded, each.b.folded):
                asked.setdefault(name, []).append(each)
    return asked


def _may_be(name: Name, entity: Entity) -> bool:
    """Whether a name with what tells homonyms apart can be this entry's."""
    if name.record and name.record not in entity.records:
        return False
    return not name.country or name.country in entity.facets.get("country", (name.country,))


def _doubts(view: View, entity: Entity, found: Mapping[str, tuple[Judgement, str, Name]]) -> Iterator[Doubt]:
    names = view.named([other.folded for _, _, other in found.values()]) if entity.kind == "partner" else {}
    for question, (judgement, written, other) in found.items():
        bearers = list(dict.fromkeys(id for id, _ in names.get(other.folded, ())))
        said = next((alias.name for _, alias in names.get(other.folded, ())), other.record or other.folded)
        yield Doubt(question, written, said, bearers[0] if len(bearers) == 1 else "", judgement.score)
