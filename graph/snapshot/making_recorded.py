"""Make the arrays of what records state, out of a store's drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.model.codec import Json
from graph.model.drafts import Draft, DraftFact, Mention
from graph.model.entities import Entity, Relation
from graph.model.roles import foremost
from graph.snapshot.recorded import NOT_STATED, READ, UNREADABLE, Recorded
from graph.text.dates import PartialDate
from graph.text.fold import fold

CODED = frozenset(
    {"scope", "mechanism", "goal-type", "business-type", "funding-type", "non-cash", "life-cycle", "status"}
)
"""Fields whose values are codes, or few words that stand for one."""


class _Places(dict[tuple[str, ...], int]):
    """Values to their places, in the order in which they come."""

    def of(self, *value: str) -> int:
        return self.setdefault(value, len(self))

    def listed(self) -> list[list[str]]:
        return [list(value) for value in self]

    def plain(self) -> list[str]:
        return [value[0] for value in self]


def recorded(
    drafts: Iterable[Draft], partnerships: Iterable[Entity], takes_part: Iterable[Relation], partners: Sequence[Entity]
) -> Recorded:
    """What the records of partnerships state.

    Args:
        drafts: of the store.
        partnerships: its partnerships, in the order of their rows.
        takes_part: which partners take part, with the records that state it.
        partners: the partners, in the order of their rows.
    """
    row_of = {record: row for row, entity in enumerate(partnerships) for record in entity.records}
    table = _Table()
    for draft in drafts:
        if draft.kind == "partnership" and draft.record in row_of:
            table.add(draft, row_of[draft.record])
    return table.made(takes_part, partners)


class _Table:
    """The columns, as they grow draft by draft."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.partnership: list[int] = []
        self.registers, self.portfolios, self.words = _Places(), _Places(), _Places()
        self.properties, self.ties, self.sum_kinds = _Places(), _Places(), _Places()
        self.register: list[int] = []
        self.portfolio: list[int] = []
        self.begins: list[tuple[int, int]] = []
        self.ends: list[tuple[int, int]] = []
        self.stated: dict[tuple[int, int], int] = {}
        self.tied: dict[tuple[int, int], int] = {}
        self.sums: list[tuple[float, int, int]] = []
        self.listed: list[int] = []
        self.listings: list[list[int]] = []
        self.times: list[int] = []
        self.playing: dict[int, dict[str, str]] = {}

    def add(self, draft: Draft, partnership: int) -> None:
        row = self.rows.setdefault(draft.record, len(self.rows))
        self.partnership.append(partnership)
        self.register.append(self.registers.of(draft.register))
        self.portfolio.append(self.portfolios.of(draft.portfolio) if draft.portfolio else -1)
        self.begins.append(_first(draft, "start"))
        self.ends.append(_first(draft, "end"))
        for fact in draft.facts:
            column = self.properties.of(fact.field, _value(fact))
            cell = (row, column)
            self.stated[cell] = min(self.stated.get(cell, UNREADABLE), UNREADABLE if fact.value is None else READ)
            if isinstance(fact.value, dict) and (amount := _amount(fact.value)) is not None:
                kind = self.sum_kinds.of(fact.field, str(fact.value.get("currency") or ""))
                self.sums.append((amount, row, kind))
        for text in draft.texts:
            self.stated[row, self.properties.of("text", text.field)] = READ
        for link in draft.links:
            self.tied[row, self.ties.of(link.kind, link.code, link.role)] = 1
        for mention in draft.mentions:
            self._plays(row, mention)
            for heading, times in Counter(mention.headings).items():
                said = (mention.kind, mention.type, mention.type_basis, heading, mention.role)
                self.listed.append(row)
                self.listings.append([self.words.of(word) for word in said])
                self.times.append(times)

    def _plays(self, row: int, mention: Mention) -> None:
        """Remember the role that a record states beside a name."""
        if mention.role == "not-stated":
            return
        names = self.playing.setdefault(row, {})
        for name in filter(None, (mention.name, mention.acronym)):
            names[fold(name)] = foremost((names.get(fold(name), ""), mention.role))

    def made(self, takes_part: Iterable[Relation], partners: Sequence[Entity]) -> Recorded:
        size = len(self.rows)
        roles = _Places({("",): 0})
        named = {
            (row, who): 1 + roles.of(self._role(row, partners[who])) for row, who in self._named(takes_part, partners)
        }
        return Recorded(
            ids=list(self.rows),
            partnership=np.array(self.partnership, dtype=np.int32),
            registers=self.registers.plain(),
            register=np.array(self.register, dtype=np.int16),
            portfolios=self.portfolios.plain(),
            portfolio=np.array(self.portfolio, dtype=np.int16),
            begins=np.array(self.begins, dtype=np.int16).reshape(-1, 2),
            ends=np.array(self.ends, dtype=np.int16).reshape(-1, 2),
            properties=self.properties.listed(),
            stated=_sparse(self.stated, (size, len(self.properties))),
            sums=np.array([amount for amount, _, _ in self.sums], dtype=np.float64),
            sum_of=np.array([row for _, row, _ in self.sums], dtype=np.int32),
            sum_kind=np.array([kind for _, _, kind in self.sums], dtype=np.int16),
            sum_kinds=self.sum_kinds.listed(),
            ties=self.ties.listed(),
            tied=_sparse(self.tied, (size, len(self.ties))),
            partners=_sparse(named, (size, len(partners))),
            roles=roles.plain(),
            words=self.words.plain(),
            listed=np.array(self.listed, dtype=np.int32),
            listings=np.array(self.listings, dtype=np.int16).reshape(-1, 5),
            times=np.array(self.times, dtype=np.int16),
        )

    def _named(self, takes_part: Iterable[Relation], partners: Sequence[Entity]) -> Iterator[tuple[int, int]]:
        row_of = {partner.id: row for row, partner in enumerate(partners)}
        for relation in takes_part:
            if relation.source in row_of:
                for source in relation.sources:
                    if source.record in self.rows:
                        yield self.rows[source.record], row_of[relation.source]

    def _role(self, row: int, partner: Entity) -> str:
        """The role that a record states of a partner, by whichever of its names; empty where it states none."""
        stated = self.playing.get(row)
        return foremost(stated.get(alias.folded, "") for alias in partner.aliases) if stated else ""


def _first(draft: Draft, field: str) -> tuple[int, int]:
    """Year and month of the first date of a field that could be read."""
    for fact in draft.facts:
        if fact.field == field and isinstance(fact.value, str):
            date = PartialDate.from_iso(fact.value)
            return date.year, date.month or 0
    return NOT_STATED


def _amount(money: Mapping[str, Json]) -> float | None:
    """An amount of money, which readers keep as exact digits ("1999415.50"); None where it is no number."""
    written = money.get("amount")
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        return None
    try:
        amount = float(written)
    except ValueError:
        return None
    return amount if isfinite(amount) else None


def _value(fact: DraftFact) -> str:
    value: Json = fact.value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if fact.field in CODED and isinstance(value, str) else ""


def _sparse(cells: Mapping[tuple[int, int], int], shape: tuple[int, int]) -> csr_array:
    places: NDArray[np.int32] = np.array(list(cells), dtype=np.int32).reshape(-1, 2)
    data = np.fromiter(cells.values(), dtype=np.int8, count=len(cells))
    return csr_array((data, (places[:, 0], places[:, 1])), shape=shape, dtype=np.int8)
