"""Which partner a written name is, for every surface that takes names: one by one, so that a bad one costs no other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from api.service import Service
from api.wire import Named, ResolveAnswer, WrittenName, credited
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.search.answer import Elsewhere
    from graph.snapshot.snapshot import Snapshot

LONGEST_NAME = 2_000
"""Characters of the longest name that is looked up; no register writes one of this length."""

SHOWN = 60
"""Characters of a longer one that an answer repeats."""


def resolve(service: Service, names: Iterable[WrittenName], limit: int = 5, *, thorough: bool = True) -> ResolveAnswer:
    """The partners that written names may mean, in the order asked.

    A name that can't be looked up says why, and the others are answered. Where no partner is for certain meant, the
    entries of reference registers that may be are named too.

    Args:
        service: the service.
        names: the names, each with what is known of its bearer.
        limit: candidates of each at most.
        thorough: look in reference registers for names that are alike as well as for the same; the first time it takes
            some seconds, in which a command would have ended.
    """
    snapshot = service.snapshot()
    results = tuple(_named(service, snapshot, each, limit, thorough=thorough) for each in names)
    return ResolveAnswer(results, snapshot.version, credited(service.registers()))


def _named(service: Service, snapshot: Snapshot, asked: WrittenName, limit: int, *, thorough: bool) -> Named:
    # scipy, which both need, takes a tenth of a second that a search from the shell needn't wait for.
    from graph.search.lookup import look_up

    if len(asked.name) > LONGEST_NAME:
        problem = f"{len(asked.name):,} characters; a name can have {LONGEST_NAME:,}."
        return Named(f"{asked.name[:SHOWN]}…", (), problem)
    if any("\ud800" <= character <= "\udfff" for character in asked.name):
        return Named("", (), "This is no text: it holds half of a character.")
    if not asked.name.strip():
        return Named(asked.name, (), "There is no name.")
    try:
        type_, country = service.code("type", asked.type), service.code("country", asked.country)
    except InputError as error:
        return Named(asked.name, (), str(error))
    candidates = tuple(look_up(snapshot, asked.name, type_, country, limit, service.weights))
    if any(each.same for each in candidates):
        return Named(asked.name, candidates)
    elsewhere = _elsewhere(service, asked.name, type_, country, thorough=thorough)
    # An entry that is linked with one of the candidates is that partner.
    linked = {record for entity in service.view.get([each.id for each in candidates]) for record in entity.records}
    return Named(asked.name, candidates, elsewhere=tuple(each for each in elsewhere if each.record not in linked))


def _elsewhere(service: Service, name: str, type_: str, country: str, *, thorough: bool) -> list[Elsewhere]:
    from graph.search.elsewhere import known_elsewhere

    references = service.references()
    return known_elsewhere(references, name, type_, country, thorough=thorough) if references else []
