"""A name typed into a form, read by the one look-up of names: who is meant, or who could be, and why.

Every page with a field for a partner reads it here, so that the same name gives the same answer in each of them. What
the suggestions of a browser fill in is read like what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.resolving import resolve
from api.wire import WrittenName
from graph.errors import MovedError, NotFoundError
from graph.search.answer import Candidate, Elsewhere

if TYPE_CHECKING:
    from api.service import Service
    from graph.model.entities import Entity

MOST = 8
"""Partners that a page lets choose from."""


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """Whom a written name means.

    Attributes:
        written: what was typed.
        taken: the partner that it means, where one alone bears the name or is sure to be meant; its `reasons` say why.
        possible: the partners that it could mean, likeliest first, where none is taken: to be chosen from. Without any
            nobody here is called so, or anything like it.
        elsewhere: entries of reference registers that it could mean, none of which is a partner here.
        problem: why it couldn't be looked up; empty where it could.
    """

    written: str
    taken: Candidate | None = None
    possible: tuple[Candidate, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    problem: str = ""


def named_partner(service: Service, written: str) -> NamedPartner:
    """Read a field that takes a partner's name, or its id.

    Args:
        service: the service.
        written: what was typed: a name, an acronym, "Ministry of Health (Kenya)", or an id.

    Returns:
        Who is meant. A blank field means nobody and has no problem; an id that was merged means its heir.
    """
    if written.strip() and (found := _partner(service, written.strip())) is not None:
        return NamedPartner(written, _candidate(found, "It is its id."))
    if not written.strip():
        return NamedPartner(written)
    # Waiting for names that are alike in a reference register would take seconds the first time.
    (read,) = resolve(service, [WrittenName(written)], MOST, thorough=False).results
    taken = next((each for each in read.candidates if each.same), None)
    if taken is not None:
        return NamedPartner(written, taken)
    return NamedPartner(written, None, read.candidates, read.elsewhere, read.problem)


def _partner(service: Service, id: str) -> Entity | None:
    try:
        found = service.view.entity(id)
    except MovedError as moved:
        found = service.view.entity(moved.heir)
    except NotFoundError:
        return None
    return found if found.kind == "partner" else None


def _candidate(partner: Entity, why: str) -> Candidate:
    type_, country = (next(iter(partner.facets.get(field, ())), "") for field in ("type", "country"))
    return Candidate(partner.id, partner.name, 1.0, True, (why,), type_, country, partner.degree)
