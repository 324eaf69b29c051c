"""What needs care, and where the data comes from, as pages ask it: gone through once for a version of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from api.service import Service, today
from api.wire import credited
from api.wire_care import (
    DataAnswer,
    DeskAnswer,
    KindOfProblem,
    ListAnswer,
    RowsAnswer,
    SourceAnswer,
    Unread,
    WorklistAnswer,
)
from graph.care.care import TARGET, Care, Found, gather
from graph.care.cases import cases
from graph.care.worklists import CORE, WORKLISTS
from graph.errors import NotFoundError
from graph.model.records import Problem
from graph.progress import Progress, silent
from graph.resolve.scorer import shipped
from graph.text.personal import without_personal

PAGE = 50
"""Entries on a page of a list."""


class CareService:
    """What needs care in one store.

    Args:
        service: the service over the store.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    def gather(self, progress: Progress = silent) -> Care:
        """What needs care today: see `graph.care.care.gather`."""
        return gather(self._service.view, today(), progress)

    def desk(self, care: Care, questions: int | None, corrections: int) -> DeskAnswer:
        """What needs care, in numbers.

        Args:
            care: what was gathered.
            questions: how many questions of the review are open; None where the names aren't gathered yet.
            corrections: how many reports of errors are open.
        """
        view, registers = self._service.view, self._service.registers()
        return DeskAnswer(
            care.version,
            view.version(),
            care.day.isoformat(),
            tuple(_list(code, found) for code, found in care.found.items()),
            TARGET,
            care.reports,
            care.reporting,
            tuple(
                Unread(
                    each.code,
                    each.title,
                    each.rows,
                    each.set_aside,
                    sum(not problem.set_aside for problem in view.problems(each.code)),
                )
                for each in registers
            ),
            questions,
            corrections,
            tuple(each for each in credited(registers) if each.register in care.unaged),
            credited(registers),
        )

    def worklist(self, care: Care, code: str, start: int = 0, limit: int | None = PAGE) -> WorklistAnswer:
        """A page of a worklist.

        Raises:
            NotFoundError: there is no such list.
        """
        found = cases(self._service.view, care, code, start, limit)
        return WorklistAnswer(
            _list(code, care.found[code]),
            tuple(found),
            start,
            care.version,
            care.day.isoformat(),
            credited(self._service.registers()),
        )

    def data(self, care: Care | None) -> DataAnswer:
        """Where everything comes from, and what is missing.

        Args:
            care: what was gathered; None where it isn't yet, and left out.
        """
        view = self._service.view
        status = self._service.status()
        return DataAnswer(
            tuple(
                SourceAnswer(
                    each,
                    _kinds(view.problems(each.code)),
                    care.columns.get(each.code, ()) if care is not None else None,
                )
                for each in self._service.registers()
            ),
            tuple(_list(code, care.found[code]) for code in CORE.values()) if care is not None else None,
            self._service.matching_name,
            (self._service.weights or shipped()).version,
            status.spaces,
            status.version,
            care.version if care is not None else None,
        )

    def rows(
        self, register: str, kind: str = "", aside: str = "", start: int = 0, limit: int | None = PAGE
    ) -> RowsAnswer:
        """What the last reading of a register noted.

        Args:
            register: its code.
            kind: only this kind of trouble; "" for all.
            aside: `yes` for what set rows aside, `no` for flags on rows that were read; "" for both.
            start: how many to leave out at the beginning.
            limit: at most so many; None: all.

        Raises:
            NotFoundError: there is no such register.
        """
        found = next((each for each in self._service.registers() if each.code == register), None)
        if found is None:
            raise NotFoundError("register", register)
        noted = self._service.view.problems(register)
        wanted = [
            each for each in noted if kind in {"", each.kind} and aside in {"", "yes" if each.set_aside else "no"}
        ]
        # Messages quote cells, and what stands in a cell may name persons.
        page = (
            replace(each, message=without_personal(each.message))
            for each in wanted[start : None if limit is None else start + limit]
        )
        return RowsAnswer(found, kind, aside, _kinds(noted), tuple(page), len(wanted), start)


def _list(code: str, found: Found) -> ListAnswer:
    about = WORKLISTS[code]
    return ListAnswer(code, about.group, len(found.keys), about.of, found.of, about.says, about.limit, about.is_private)


def _kinds(problems: Iterable[Problem]) -> tuple[KindOfProblem, ...]:
    counted = Counter((each.set_aside, each.kind) for each in problems)
    in_order = sorted(counted.items(), key=lambda each: (not each[0][0], -each[1], each[0][1]))
    return tuple(KindOfProblem(kind, aside, number) for (aside, kind), number in in_order)
