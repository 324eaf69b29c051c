"""One entry that stands in several records: which, why they are taken for one, and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.output import Page, name, plain
from graph.text.sentence import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.wire import EntityAnswer

_VALUE_SHOWN = 120
"""Characters of a value that are shown where records differ."""

_VALUES_SHOWN = 12
"""Values of a field that one record states and others don't that are shown."""


def print_registrations(page: Page, entity: EntityAnswer) -> None:
    """Tell the records of one entry, why they were taken for one, and what they say differently."""
    page.heading(f"One entry, {number(len(entity.registrations), 'record')}")
    titles = {credit.register: credit.title for credit in entity.registers}
    for each in entity.registrations:
        register = plain(titles.get(each.register) or each.register)
        page.item("-", f"{each.record}  ({register}{f', {each.as_of}' if each.as_of else ''})", indent=2)
        if each.url:
            page.exact(plain(each.url), indent=4)
    for rule in dict.fromkeys(alias.rule for alias in entity.aliases if alias.rule):
        page.line(plain(rule), indent=2)
    disagreeing = [each for each in entity.differences if each.way == "disagree"]
    if disagreeing:
        page.heading("Where they differ")
        page.rows(
            (each.field if not place else "", f"{said.record}: {_cited(said.values)}")
            for each in disagreeing
            for place, said in enumerate(each.said)
        )
    for record in entity.records:
        fields = [
            each.field
            for each in entity.differences
            if each.way == "only" and any(said.record == record and said.values for said in each.said)
        ]
        if fields:
            page.item("-", f"only {record} states: {', '.join(fields)}", indent=2)


def _cited(values: Sequence[str]) -> str:
    """What one record says that others don't, the first few values of it."""
    shown = [
        name(value if len(value) <= _VALUE_SHOWN else f"{value[:_VALUE_SHOWN].rsplit(' ', 1)[0]} …")
        for value in values[:_VALUES_SHOWN]
    ]
    if len(values) > _VALUES_SHOWN:
        shown.append(f"{len(values) - _VALUES_SHOWN:,} more")
    return "; ".join(shown) or "–"
