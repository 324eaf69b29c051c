"""`/match/triples` and `/match/replication`: which three could do it, and who did this in a comparable country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi.responses import Response

from api.dependencies import Asked
from api.missing import missing
from api.needs import NeedsService
from api.pages.asking import TIDY, WrongFieldsError, asked, read
from api.pages.links import Query
from api.pages.match.choosing import called, chosen
from api.pages.match.lacking import in_none, lacking
from api.pages.match.needs import NeedPage, choices, completed, read_whose
from api.pages.page import AskedPage, Page, Pages
from api.pages.triangle import triangle
from api.routes import triples as cooperation
from api.routes.needs import AskedNeeds
from api.routes.triples import AskedTriples, ReplicationRequest, TriplesRequest
from api.service import Service, today
from api.tables import replication_table, triples_table
from api.triples import TriplesService
from api.wire_needs import NeedSummary
from api.wire_triples import ReplicaMatches, TripleMatches
from graph.matching.match import Evidence

router = Pages([TIDY])


@dataclass(frozen=True, slots=True)
class TriplesPage(NeedPage):
    """Which three could do it.

    Attributes:
        pivotal: the pivotal partner that is held.
        facilitator: the facilitating partner that is held.
        possible: `pivotal` or `facilitator` to those whom the name of who is to be held may mean, where that isn't
            certain; nothing is answered then.
        lacking: id of each partnership of the triples to the words of the need that it hasn't.
        lacking_in_all: those of them that none of these partnerships has.
    """

    answer: TripleMatches | None = None
    pivotal: Evidence | None = None
    facilitator: Evidence | None = None
    possible: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacking_in_all: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplicationPage(NeedPage):
    """Who did this in a comparable country.

    Attributes:
        partnership: the partnership that does what is wanted.
        lacking: id of each partnership to the words of the need that it hasn't.
        lacking_in_all: those of them that none of these partnerships has.
    """

    answer: ReplicaMatches | None = None
    partnership: Evidence | None = None
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacking_in_all: tuple[str, ...] = ()


@router.page("/match/triples", csv=True)
def triples(page: AskedPage, service: Asked, needs: AskedNeeds, triples: AskedTriples) -> Response:
    """A country that asks, a partner of the South that did it, and whoever could facilitate."""
    made, status = asked(page, TriplesPage(), lambda _: _triples(page, service, needs, triples))
    made = completed(service, made, lambda: needs.examples(today()))
    found = made.answer
    return page.show(
        "triples.html",
        made,
        csv=(lambda: triples_table(found)) if found else None,
        status=status,
        pictures=[triangle(each) for each in found.matches] if found else [],
        **choices(page),
    )


def _triples(page: Page, service: Service, needs: NeedsService, triples: TriplesService) -> TriplesPage:
    query = page.query
    if not _is_asked(query, ()):
        return TriplesPage()
    if (stated := _stated(page, needs, ())) is not None:
        return TriplesPage(stated=stated)
    alone = query.first("facilitator").strip() == "no"
    sides = {name: _whom(service, query.first(name)) for name in ("pivotal", *(() if alone else ("facilitator",)))}
    if possible := {name: may_mean for name, (_, may_mean) in sides.items() if may_mean}:
        return TriplesPage(possible=possible)
    ids = {name: id for name, (id, _) in sides.items()}
    body = read(TriplesRequest, _written(query) | ids | ({"facilitator": False} if alone else {}), _FIELDS)
    holding = body.facilitator if isinstance(body.facilitator, str) else ""
    answer = cooperation.triples(triples, body)
    read_in = (via.id for each in answer.matches for via in each.via)
    lacks = lacking(service.view, answer.understood.actions, answer.understood.countries.values(), read_in)
    return TriplesPage(
        answer=answer,
        lacking=lacks,
        lacking_in_all=in_none(lacks),
        need=needs.stored(body.need, body.as_of or today()) if body.need else None,
        pivotal=called(service, body.pivotal) if body.pivotal else None,
        facilitator=called(service, holding) if holding else None,
    )


@router.page("/match/replication", csv=True)
def replication(page: AskedPage, service: Asked, needs: AskedNeeds, triples: AskedTriples) -> Response:
    """Partnerships that did what is needed in comparable countries, with what is stated of it."""
    made, status = asked(page, ReplicationPage(), lambda _: _replication(page, service, needs, triples))
    made = completed(service, made, lambda: needs.examples(today()))
    found = made.answer
    return page.show(
        "replication.html",
        made,
        csv=(lambda: replication_table(found)) if found else None,
        status=status,
        **choices(page),
    )


def _replication(page: Page, service: Service, needs: NeedsService, triples: TriplesService) -> ReplicationPage:
    query = page.query
    if not _is_asked(query, ("partnership",)):
        return ReplicationPage()
    if (stated := _stated(page, needs, ("partnership",))) is not None:
        return ReplicationPage(stated=stated)
    body = read(ReplicationRequest, _written(query) | {"partnership": query.first("partnership").strip()}, _FIELDS)
    answer = cooperation.replication(triples, body)
    shown = [each.partnership.id for each in answer.matches]
    lacks = lacking(service.view, answer.understood.actions, answer.understood.countries.values(), shown)
    return ReplicationPage(
        answer=answer,
        lacking=lacks,
        lacking_in_all=in_none(lacks),
        need=needs.stored(body.need, body.as_of or today()) if body.need else None,
        partnership=called(service, body.partnership) if body.partnership else None,
    )


_FIELDS = {"sdgs": "sdg", "themes": "theme"}


def _written(query: Query) -> dict[str, object]:
    """A question as the form writes it."""
    single = {name: query.first(name).strip() for name in ("country", "text", "need", "limit", "as_of")}
    return {**single, "sdgs": query.values("sdg"), "themes": query.values("theme")}


def _whom(service: Service, written: str) -> tuple[str, tuple[Evidence, ...]]:
    """The id of the partner that an id or a name means; "" with those that it may mean where that isn't certain.

    Raises:
        NotFoundError: it means nobody.
    """
    id, possible = chosen(service, written, ("partner",)) if written.strip() else ("", ())
    if written.strip() and not id and not possible:
        raise missing(service.view, written.strip(), "partner")
    return id, possible


def _is_asked(query: Query, others: tuple[str, ...]) -> bool:
    return any(query.first(name).strip() for name in ("country", "text", "need", *others))


def _stated(page: Page, needs: NeedsService, others: tuple[str, ...]) -> tuple[NeedSummary, ...] | None:
    """What stands of a country that is said without a need; None where the question is whole.

    Raises:
        WrongFieldsError: who asks, or what for, isn't said or can't be read.
    """
    query = page.query
    if query.first("need").strip():
        return None
    code, parts = read_whose(page, page.language.words.gettext("Say which country asks."))
    if parts:
        raise WrongFieldsError(parts)
    if any(query.first(name).strip() for name in ("text", *others)):
        return None
    return needs.stated(code, as_of=today())
