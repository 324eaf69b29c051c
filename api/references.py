"""Entries of reference registers that are asked for by their records: what they are, and whose partner they are."""

from __future__ import annotations

from graph.errors import NotFoundError
from graph.model.entities import Entity
from graph.model.vocabularies import country, vocabulary
from graph.resolve.reference.organisations import KIND, ReferenceOrganisation, organisations
from graph.store.interface import View


def is_reference(view: View, register: str) -> bool:
    """Whether a register is a reference register, whose entries are no partners; an empty one is none."""
    first = next(view.drafts(register), None)
    return first is not None and first.kind == KIND


def reference_entry(view: View, record: str) -> ReferenceOrganisation | None:
    """The entry that a record is; None where it is none, or isn't there."""
    register = record.partition(":")[0]
    if register == record or not is_reference(view, register):
        return None
    try:
        view.record(record)
    except NotFoundError:
        return None
    return next((each for each in organisations(view.drafts(register)) if each.record == record), None)


def linked_partners(view: View, record: str) -> list[Entity]:
    """The partners that are linked with an entry, the best connected first."""
    linked = [entity for entity in view.entities("partner") if record in entity.records]
    return sorted(linked, key=lambda entity: -entity.degree)


def linked_number(view: View, register: str) -> int:
    """How many partners are linked with an entry of a register."""
    start = f"{register}:"
    return sum(any(record.startswith(start) for record in entity.records) for entity in view.entities("partner"))


def described(view: View, entry: ReferenceOrganisation) -> str:
    """What an entry is, and that it is no partner, or which partner is linked with it."""
    type_ = vocabulary("types").get(entry.type)
    countries = [known.name() for code in sorted(entry.countries) if (known := country(code)) is not None]
    about = ", ".join([*([type_.label()] if type_ else []), *countries])
    said = f"{entry.record} is the entry of {entry.name}{f' ({about})' if about else ''} in a reference register"
    if entry.state == "withdrawn":
        heirs = ", ".join(f"{name} ({entry.register}:{key})" for key, name in entry.successors)
        return f"{said}, which has withdrawn it{f'; its successor is {heirs}' if heirs else ''}."
    linked = "; ".join(f"{each.name} ({each.id})" for each in linked_partners(view, entry.record))
    if linked:
        return f"{said}; linked with it: {linked}."
    return (
        f"{said}; it is no partner here, as nobody is linked with it. `goal17 show {entry.record} --record` shows what"
        " its register says."
    )
