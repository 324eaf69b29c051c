"""What sources say of the gates between a need and an offer, in their own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.matching.match import Gate, Statement
from graph.model.entities import Entity, Fact

_OF_OFFER: Mapping[str, frozenset[str]] = {
    "place": frozenset({"coverage"}),
    "window": frozenset({"window", "status", "end", "open-ended"}),
    "eligible": frozenset({"eligible"}),
    "route": frozenset({"route"}),
}
"""A gate, and the facts of the offer that it rests on."""

_OF_NEED: Mapping[str, frozenset[str]] = {"priority-sectors": frozenset({"sector"})}
"""A gate, and the facts of the need that it rests on."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Quotes the records that gates rest on.

    Attributes:
        as_of: code of a register to the day, month or year for which it holds.
    """

    as_of: Mapping[str, str]

    def of(self, gates: Sequence[Gate], offer: Entity | None, need: Entity | None) -> tuple[Gate, ...]:
        """Gates with what the entries of both say, word for word.

        Args:
            gates: of one match.
            offer: the entry of the offer; None for one in words.
            need: the entry of the need; None for one in words.
        """
        return tuple(
            replace(
                gate,
                evidence=tuple(
                    dict.fromkeys(
                        (
                            *self._quoted(offer, _OF_OFFER.get(gate.code, frozenset())),
                            *self._quoted(need, _OF_NEED.get(gate.code, frozenset())),
                        )
                    )
                ),
            )
            for gate in gates
        )

    def _quoted(self, entity: Entity | None, fields: frozenset[str]) -> Iterator[Statement]:
        for fact in entity.facts if entity else ():
            if fact.field in fields and fact.chosen:
                yield from self._sources(fact)

    def _sources(self, fact: Fact) -> Iterator[Statement]:
        for source in fact.sources:
            register = source.record.partition(":")[0]
            yield Statement(
                register=register,
                as_of=self.as_of.get(register, ""),
                record=source.record,
                field=fact.field,
                column=source.column,
                passage=source.written or str(fact.value),
                basis=fact.basis,
            )
