"""What has a date in the life of a partnership, as its records say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from api.wire import EntityAnswer
from api.wire_profiles import Moment
from graph.errors import InputError
from graph.model.entities import Entity, Fact
from graph.model.records import Source
from graph.text.dates import PartialDate


def moments(answer: EntityAnswer, reports: Mapping[str, Entity]) -> tuple[Moment, ...]:
    """Start, end, promised results, reports, and the days for which its registers hold, the earliest first.

    Args:
        answer: the partnership.
        reports: the reports on it, by id.
    """
    found = [*_of_facts(answer.facts), *_of_reports(answer, reports), *_of_registers(answer)]
    return tuple(sorted((each for each in found if _is_date(each.when)), key=_place))


def _of_facts(facts: tuple[Fact, ...]) -> Iterator[Moment]:
    for fact in facts:
        if fact.field in {"start", "end"} and fact.chosen and isinstance(fact.value, str):
            yield Moment(fact.field, fact.value, "", fact.sources)
        elif fact.field == "deliverable" and isinstance(fact.value, Mapping) and isinstance(fact.value["date"], str):
            yield Moment("deliverable", fact.value["date"], str(fact.value["title"]), fact.sources)


def _of_reports(answer: EntityAnswer, reports: Mapping[str, Entity]) -> Iterator[Moment]:
    for each in answer.relations:
        report = reports.get(each.other.id)
        if each.relation == "reports-on" and report is not None:
            when = report.fact("end") or report.fact("start")
            if isinstance(when, str):
                yield Moment("report", when, report.name, each.sources)


def _of_registers(answer: EntityAnswer) -> Iterator[Moment]:
    for each in answer.registrations:
        if each.as_of:
            yield Moment("register", each.as_of, each.register, (Source(each.record),))


def _is_date(written: str) -> bool:
    try:
        PartialDate.from_iso(written)
    except InputError:
        return False
    return True


def _place(moment: Moment) -> tuple[str, str, str]:
    return PartialDate.from_iso(moment.when).earliest.isoformat(), moment.kind, moment.text
