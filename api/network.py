"""The questions about the network, over the service of all surfaces."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from api.wire_network import (
    HealthAnswer,
    LossAnswer,
    NetworkAnswer,
    PartnersAnswer,
    PartnershipsAnswer,
    PartsAnswer,
    PictureAnswer,
    partners_answer,
    partnerships_answer,
)
from api.wire_slice import Rests, of_slice
from graph.progress import Progress, silent

if TYPE_CHECKING:
    from api.service import Service
    from graph.analytics.network.brokerage import Loss
    from graph.analytics.network.method import Method
    from graph.analytics.network.parts import Reach
    from graph.analytics.network.table import PartnershipTable, PartnerTable
    from graph.analytics.network.two_mode import Population
    from graph.analytics.slices import Cut, Slice

Answer = TypeVar("Answer")
T = TypeVar("T")
Table = TypeVar("Table", "PartnerTable", "PartnershipTable")

_log = logging.getLogger(__name__)

KEPT = 8
"""Answers that are kept: a description of a large network takes a minute."""


@dataclass(frozen=True, slots=True)
class MeasuredTable(Generic[Table, Answer]):
    """A whole table of measures, of which answers hold a page, and what it rests on.

    Attributes:
        table: of partners, or of partnerships.
        rests: on which version of the store, and whose records.
        answer: a page of the table as it is sent: by which measure, how many, after how many.
    """

    table: Table
    rests: Rests
    answer: Callable[[Table, str, int, int, Rests], Answer]

    @property
    def version(self) -> int:
        """Of the store."""
        return self.rests["version"]

    def page(self, by: str, limit: int, offset: int) -> Answer:
        """A page, greatest first by one of its measures; by the first where none is said. Raises InputError."""
        return self.answer(self.table, by or next(iter(self.table.columns)), limit, offset, self.rests)


class NetworkService:
    """What goal17 can be asked about the network of a slice.

    Measures are taken one after another, whoever asks: two at once would take twice the memory and no less time. The
    last ones are kept for who asks the same of the same version of the store. Who gives a `progress` hears how far it
    is, and who waits before.

    Args:
        service: the service, with its store and snapshot.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._kept: OrderedDict[object, object] = OrderedDict()

    def describe(
        self, slice: Slice, method: Method, measures: Sequence[str] = (), progress: Progress = silent
    ) -> NetworkAnswer:
        """The network described: see `graph.analytics.network.describe.describe`."""
        from graph.analytics.network.describe import MEASURES, describe

        part = self._cut(slice)
        wanted = tuple(measures) or tuple(MEASURES)
        made = self._once(
            "describe",
            part,
            slice,
            (method, wanted),
            lambda: describe(part.sliced, method, wanted, progress),
            progress,
        )
        return NetworkAnswer(network=made, **self._rests(part))

    def table(
        self, slice: Slice, method: Method, measures: Sequence[str] = (), progress: Progress = silent
    ) -> tuple[PartnerTable, Cut]:
        """Measures of partners, a row each: see `graph.analytics.network.table.table`."""
        from graph.analytics.network.table import COLUMNS, table

        part = self._cut(slice)
        wanted = tuple(dict.fromkeys(measures)) or tuple(COLUMNS)
        made = self._once(
            "table", part, slice, (method, wanted), lambda: table(part.sliced, method, wanted, progress), progress
        )
        return made, part

    def partnership_table(
        self, slice: Slice, method: Method, measures: Sequence[str] = (), progress: Progress = silent
    ) -> tuple[PartnershipTable, Cut]:
        """Measures of partnerships, a row each: see `graph.analytics.network.table.partnership_table`."""
        from graph.analytics.network.table import PARTNERSHIP_COLUMNS, partnership_table

        part = self._cut(slice)
        wanted = tuple(dict.fromkeys(measures)) or tuple(PARTNERSHIP_COLUMNS)
        made = self._once(
            "partnerships",
            part,
            slice,
            (method, wanted),
            lambda: partnership_table(part.sliced, method, wanted, progress),
            progress,
        )
        return made, part

    def partners(
        self, slice: Slice, method: Method, measures: Sequence[str], by: str, limit: int, offset: int
    ) -> PartnersAnswer:
        """A page of that table, greatest first by one of its measures.

        Raises:
            InputError: there is no such measure.
        """
        return self.measured_partners(slice, method, measures, by).page(by, limit, offset)

    def measured_partners(
        self, slice: Slice, method: Method, measures: Sequence[str], by: str = "", progress: Progress = silent
    ) -> MeasuredTable[PartnerTable, PartnersAnswer]:
        """All of that table, with what it rests on; the measure that it is ordered `by` is taken too."""
        made, part = self.table(slice, method, with_order(measures, by), progress)
        return MeasuredTable(made, self._rests(part), partners_answer)

    def partnerships(
        self, slice: Slice, method: Method, measures: Sequence[str], by: str, limit: int, offset: int
    ) -> PartnershipsAnswer:
        """A page of that of partnerships. Raises as `partners`."""
        return self.measured_partnerships(slice, method, measures, by).page(by, limit, offset)

    def measured_partnerships(
        self, slice: Slice, method: Method, measures: Sequence[str], by: str = "", progress: Progress = silent
    ) -> MeasuredTable[PartnershipTable, PartnershipsAnswer]:
        """All of that of partnerships, as `measured_partners`."""
        made, part = self.partnership_table(slice, method, with_order(measures, by), progress)
        return MeasuredTable(made, self._rests(part), partnerships_answer)

    def without(self, slice: Slice, partner: str, progress: Progress = silent) -> LossAnswer:
        """What would fall apart without a partner: see `graph.analytics.network.describe.loss_of`."""
        from graph.analytics.network.describe import loss_of
        from graph.analytics.network.two_mode import two_mode
        from graph.analytics.network.words import of_loss

        part = self._cut(slice)
        id = self._service.heir(partner, "partner")

        def lose() -> tuple[Loss, Population]:
            snapshot = part.sliced
            return loss_of(snapshot, id, progress), two_mode(snapshot).population

        found, population = self._once("without", part, slice, id, lose, progress)
        sentence = of_loss(found, population)
        return LossAnswer(loss=found, sentence=sentence, population=population, **self._rests(part))

    def periods(self, slice: Slice, reach: Reach, years: int, progress: Progress = silent) -> PartsAnswer:
        """The network over time: see `graph.analytics.network.parts.periods`."""
        from graph.analytics.network.parts import periods
        from graph.analytics.network.words import of_periods

        part = self._cut(slice)
        found = self._once(
            "periods", part, slice, (reach, years), lambda: periods(part.sliced, reach, years, progress), progress
        )
        return PartsAnswer.of(found, of_periods(found), self._rests(part))

    def registers(self, slice: Slice, progress: Progress = silent) -> PartsAnswer:
        """The network by register: see `graph.analytics.network.parts.registers`."""
        from graph.analytics.network.parts import registers
        from graph.analytics.network.words import of_registers

        part = self._cut(slice)
        found = self._once("registers", part, slice, (), lambda: registers(part.sliced, progress), progress)
        return PartsAnswer.of(found, of_registers(found), self._rests(part))

    def picture(self, slice: Slice, method: Method, most: int, progress: Progress = silent) -> PictureAnswer:
        """The network in a picture: see `graph.analytics.network.picture.picture`."""
        from graph.analytics.network.picture import picture

        part = self._cut(slice)
        made = self._once(
            "picture", part, slice, (method, most), lambda: picture(part.sliced, method, most, progress), progress
        )
        return PictureAnswer(picture=made, **self._rests(part))

    def health(self, partnership: str, as_of: date) -> HealthAnswer:
        """One partnership's health, for its focal point and the desk: who asks has to be known."""
        from graph.analytics.network.health import MEASURES, health_of

        snapshot = self._service.snapshot(partnership)
        found = health_of(snapshot, self._service.heir(partnership, "partnership"), as_of)
        return HealthAnswer(found, dict(MEASURES), as_of, snapshot.version)

    def _cut(self, slice: Slice) -> Cut:
        from graph.analytics.slices import cut

        return cut(self._service.snapshot(), slice)

    def _rests(self, part: Cut) -> Rests:
        return of_slice(part, self._service.registers_with(part.snapshot))

    def _once(self, what: str, part: Cut, slice: Slice, asked: object, make: Callable[[], T], progress: Progress) -> T:
        key = (what, part.snapshot.store_id, part.snapshot.version, slice, asked)
        if (kept := self._kept_of(key)) is not None:
            return cast(T, kept)
        with self._service.measuring.one(progress):
            # Whoever was measured before may have asked the same.
            if (kept := self._kept_of(key)) is not None:
                return cast(T, kept)
            _log.info("The network is measured.")
            made = make()
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return made

    def _kept_of(self, key: object) -> object:
        """The answer that is kept for a question, which is the last to go now; None where there is none."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)


def with_order(measures: Sequence[str], by: str) -> tuple[str, ...]:
    """The measures that are wanted, with the one to order by; none: all of them, which hold it."""
    return (*measures, by) if by and measures and by not in measures else tuple(measures)
