"""`goal17 show`: one entry with its facts, who said them, and its relations; or the records behind it."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from api.cli.inferred import print_inferred, print_typology
from api.cli.opened import asking
from api.cli.options import answers
from api.cli.output import Page, label, name, plain, print_json, status
from api.cli.registrations import print_registrations
from graph.errors import MovedError, NotFoundError
from graph.infer.roles.read import SURE
from graph.text.sentence import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.service import Service
    from api.wire import EntityAnswer, RelationAnswer
    from graph.model.entities import Fact
    from graph.model.records import Record, Source

_RELATIONS_SHOWN = 20
"""Relations of one name and role that are listed."""

_TEXT_SHOWN = 600
"""Characters of a text that are shown."""


@click.command(epilog="Example: goal17 show KEN; goal17 show un-platform-7471; goal17 show un-platform:7471 --record")
@click.argument("id")
@click.option("--record", "records", is_flag=True, help="Show the records behind it as their registers wrote them.")
@answers
def show(id: str, records: bool, url: str | None, as_json: bool) -> None:
    """Show one entry: names, facts with their sources, relations.

    ID is the id that `goal17 search` gives: of a partner, a partnership, a country (KEN), a goal (sdg-14), a target
    (target-14.2) or a theme (theme-csd:water); or a record's own id (register:key), which leads to its entry.
    """
    with asking(url) as service:
        if records:
            found = _records(service, id)
        else:
            answer = _entity(service, id)
    if as_json:
        print_json({"records": found} if records else answer)
    elif records:
        for record in found:
            _print_record(Page(), record)
    else:
        _print_entity(Page(), answer)


def _entity(service: Service, id: str) -> EntityAnswer:
    """The answer for an id; one that was merged into another is followed, and that is said."""
    try:
        return service.show(id)
    except MovedError as moved:
        click.echo(str(moved), err=True)
        return service.show(moved.heir)


def _records(service: Service, id: str) -> list[Record]:
    try:
        ids: Sequence[str] = _entity(service, id).records
    except NotFoundError:
        if ":" not in id:
            raise
        ids = (id,)
    return [service.view.record(each) for each in ids]


def _print_record(page: Page, record: Record) -> None:
    page.line(f"{record.id}, row {record.row}, read {record.read_at}", style="bold")
    if record.state == "vanished":
        page.line("The last reading of its register did not have it any more.", indent=2)
    if record.url:
        page.exact(plain(record.url), indent=2)
    written = {
        column: value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
        for column, value in record.fields.items()
    }
    page.rows(
        (plain(column)[:28], "(redacted)" if column in record.redacted else plain(value))
        for column, value in written.items()
        if value or column in record.redacted
    )
    page.line()


def _print_entity(page: Page, entity: EntityAnswer) -> None:
    page.line(f"{label('kind', entity.kind)}: {name(entity.name)}", style="bold")
    page.exact(entity.id, indent=2, style="dim")
    if entity.status:
        page.line(f"Status on {entity.as_of}: {status(entity.status).removeprefix('status ')}", indent=2)
    if len(entity.registrations) > 1:
        page.line(f"Registered in {number(len(entity.records), 'record')}; see below where they differ", indent=2)
    others = [alias for alias in entity.aliases if alias.name != entity.name]
    if others:
        page.heading("Also written")
        page.rows(
            (
                (
                    f"{alias.count:,}×" if alias.count else "",
                    f"{name(alias.name)}{f'  ({alias.rule})' if alias.rule else ''}",
                )
                for alias in others
            ),
            right=True,
        )
    if entity.groups:
        page.heading("Listed in")
        for group in entity.groups:
            page.line(plain(group), indent=2)
    if entity.facts:
        page.heading("Facts")
        page.rows((field, line) for field, facts in _by_field(entity.facts) for field, line in _said(field, facts))
    if entity.inferred is not None:
        print_inferred(page, entity.inferred)
        print_typology(page, entity.typology)
    for text in entity.texts:
        page.heading(text.field.replace("-", " ").capitalize())
        shown = plain(text.text)
        page.line(shown if len(shown) <= _TEXT_SHOWN else f"{shown[:_TEXT_SHOWN].rsplit(' ', 1)[0]} …", indent=2)
    told = [each for each in entity.relations if each.relation != "plays"]
    for key, group_ in groupby(told, key=lambda each: (each.relation, each.direction, each.role)):
        _relations(page, entity, *key, list(group_))
    _roles_read(page, [each for each in entity.relations if each.relation == "plays"])
    if entity.relations_total > len(entity.relations):
        page.line()
        page.line(f"{len(entity.relations):,} of {entity.relations_total:,} relations are shown.")
    if len(entity.registrations) > 1:
        print_registrations(page, entity)
    elif entity.records:
        page.heading("Records")
        page.line(", ".join(entity.records[:10]) + (" …" if len(entity.records) > 10 else ""), indent=2)
    if entity.records:
        page.exact(f"goal17 show {entity.id} --record", indent=2, style="dim")
    page.sources(entity.registers)


def _by_field(facts: Sequence[Fact]) -> list[tuple[str, list[Fact]]]:
    """Facts of each field, the chosen ones first."""
    fields: dict[str, list[Fact]] = {}
    for fact in facts:
        fields.setdefault(fact.field, []).append(fact)
    return [(field, sorted(group, key=lambda fact: not fact.chosen)) for field, group in fields.items()]


def _said(field: str, facts: Sequence[Fact]) -> list[tuple[str, str]]:
    """The lines of a field: each value with who says so, those that were not chosen marked."""
    lines = []
    for place, fact in enumerate(facts):
        notes = [
            "" if fact.chosen else "not chosen",
            "" if fact.basis == "declared" else f"by {fact.basis}" if fact.basis == "rule" else "inferred",
            f"score {fact.score:.2f}" if fact.score is not None else "",
            plain(fact.rule),
            plain(fact.note),
            _sources(fact.sources),
        ]
        said = "; ".join(note for note in notes if note)
        lines.append((field if not place else "", f"{name(_value(field, fact))}{f'  ({said})' if said else ''}"))
    return lines


def _value(field: str, fact: Fact) -> str:
    value = fact.value
    if value is None:
        written = next((source.written for source in fact.sources if source.written), "")
        return f"can't be read: “{plain(written)}”" if written else "can't be read"
    if isinstance(value, dict):
        return ", ".join(f"{key} {part}" for key, part in value.items() if part not in (None, ""))
    return f"{label(field, value)} [{value}]" if field in {"type", "country"} and isinstance(value, str) else str(value)


def _sources(sources: Sequence[Source]) -> str:
    """Who says so, in short."""
    said = [f"{each.record}{f' “{plain(each.column)}”' if each.column else ''}" for each in sources[:2]]
    return ", ".join(said) + (f" +{len(sources) - 2}" if len(sources) > 2 else "")


def _relations(
    page: Page, entity: EntityAnswer, relation: str, direction: str, role: str, group: Sequence[RelationAnswer]
) -> None:
    said = label("role", role).lower() if relation == "takes-part" else role
    said = "role not stated" if role == "not-stated" else said
    page.heading(f"{_phrase(relation, direction, entity.kind)}{f', {said}' if said else ''}: {len(group):,}")
    for each in group[:_RELATIONS_SHOWN]:
        basis = "" if each.basis == "declared" else f", {'by rule' if each.basis == 'rule' else 'inferred'}"
        score = f" {each.score:.2f}" if each.score is not None else ""
        page.item("-", f"{name(each.other.name)}  ({each.other.id}{basis}{score})", indent=2)
    if len(group) > _RELATIONS_SHOWN:
        page.line(f"and {number(len(group) - _RELATIONS_SHOWN, 'other')}; --json lists them", indent=4)


def _roles_read(page: Page, read: Sequence[RelationAnswer]) -> None:
    """The roles that texts are read to say, with the words that say so: apart from what records declare."""
    if not read:
        return
    page.heading(f"Roles read from the texts, not declared: {len(read):,}")
    ordered = sorted(read, key=lambda each: -(each.score or 0.0))
    for each in ordered[:_RELATIONS_SHOWN]:
        score = f" {each.score:.2f}" if each.score is not None else ""
        words = f": “{plain(each.passage.text)}”" if each.passage else ""
        perhaps = "perhaps " if (each.score or 0.0) < SURE else ""
        said = f"{perhaps}{label('role', each.role).lower()}{score}"
        page.item("-", f"{name(each.other.name)}  ({each.other.id}): {said}{words}", indent=2)
    if len(read) > _RELATIONS_SHOWN:
        page.line(f"and {number(len(read) - _RELATIONS_SHOWN, 'other')}; --json lists them", indent=4)


_PHRASES = {
    ("takes-part", "in"): "Partners",
    ("takes-part", "out"): "Takes part in",
    ("addresses", "in"): "Addressed by",
    ("operates-in", "in"): "Works here",
    ("based-in", "in"): "Based here",
    ("part-of", "in"): "Its parts",
}
"""What a relation is called as seen from one end, where turning hyphens into blanks doesn't say it."""


def _phrase(relation: str, direction: str, kind: str) -> str:
    known = _PHRASES.get((relation, direction))
    if known:
        return known
    said = relation.replace("-", " ").capitalize()
    return said if direction == "out" else f"{said} (this {label('kind', kind).lower()})"
