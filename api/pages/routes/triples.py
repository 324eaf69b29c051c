"""`/match/triples` and `/match/replication`: which three could do it, and who did this in a comparable country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fastapi.responses import Response

from api.dependencies import Asked
from api.missing import missing
from api.needs import NeedsService
from api.pages.asking import TIDY, WrongFieldsError, asked, read
from api.pages.links import Query
from api.pages.match.choosing import called, chosen
from api.pages.match.lacking import in_none, lacking
from api.pages.page import AskedPage, Page, Pages
from api.pages.routes.needs import choices
from api.pages.triangle import triangle
from api.problems import EnglishPart, ProblemPart
from api.routes.needs import AskedNeeds
from api.routes.triples import AskedTriples, ReplicationRequest, TriplesRequest
from api.service import Service, today
from api.tables import replication_table, triples_table
from api.triples import TriplesService
from api.wire_needs import NeedSummary
from api.wire_triples import ReplicaMatches, TripleMatches
from graph.matching.codes import no_country
from graph.matching.match import Evidence
from graph.matching.triples.asking import Question
from graph.model.vocabularies import read_country

router = Pages([TIDY])


@dataclass(frozen=True, slots=True)
class TriplesPage:
    """Which three could do it.

    Attributes:
        answer: the triples; None where nothing was asked, or not enough.
        need: the stored need that is asked about.
        pivotal: the pivotal partner that is held.
        facilitator: the facilitating partner that is held.
        possible: `pivotal` or `facilitator` to those whom the name of who is to be held may mean, where that isn't
            certain; nothing is answered then.
        stated: where a country is said and no need: what stands of it in the store.
        examples: needs of the store to begin with.
        held: kind of entry to how many the store has.
        meaning: why nothing is found by meaning; empty where it is.
        lacking: id of each partnership of the triples to the words of the need that it hasn't.
        lacking_in_all: those of them that none of these partnerships has.
        problems: what is wrong with the question.
    """

    answer: TripleMatches | None = None
    need: NeedSummary | None = None
    pivotal: Evidence | None = None
    facilitator: Evidence | None = None
    possible: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    stated: tuple[NeedSummary, ...] = ()
    examples: tuple[NeedSummary, ...] = ()
    held: Mapping[str, int] | None = None
    meaning: str = ""
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacking_in_all: tuple[str, ...] = ()
    problems: tuple[ProblemPart, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplicationPage:
    """Who did this in a comparable country.

    Attributes:
        answer: the partnerships; None where nothing was asked, or not enough.
        need: the stored need that is asked about.
        partnership: the partnership that does what is wanted.
        stated: where a country is said and no need: what stands of it in the store.
        examples: needs of the store to begin with.
        held: kind of entry to how many the store has.
        meaning: why nothing is found by meaning; empty where it is.
        lacking: id of each partnership to the words of the need that it hasn't.
        lacking_in_all: those of them that none of these partnerships has.
        problems: what is wrong with the question.
    """

    answer: ReplicaMatches | None = None
    need: NeedSummary | None = None
    partnership: Evidence | None = None
    stated: tuple[NeedSummary, ...] = ()
    examples: tuple[NeedSummary, ...] = ()
    held: Mapping[str, int] | None = None
    meaning: str = ""
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacking_in_all: tuple[str, ...] = ()
    problems: tuple[ProblemPart, ...] = ()


@router.page("/match/triples", csv=True)
def triples(page: AskedPage, service: Asked, needs: AskedNeeds, triples: AskedTriples) -> Response:
    """A country that asks, a partner of the South that did it, and whoever could facilitate."""
    begun = TriplesPage(held=service.view.status().entities, meaning=service.why_no_meaning(to_operator=False))
    made, status = asked(page, begun, lambda begun: _triples(page, service, needs, triples, begun))
    if made.answer is None and not made.stated:
        made = replace(made, examples=needs.examples(today()))
    found = made.answer
    return page.show(
        "triples.html",
        made,
        csv=(lambda: triples_table(found)) if found else None,
        status=status,
        pictures=[triangle(each) for each in found.matches] if found else [],
        **choices(page),
    )


def _triples(
    page: Page, service: Service, needs: NeedsService, triples: TriplesService, begun: TriplesPage
) -> TriplesPage:
    query = page.query
    if not _is_asked(query, ()):
        return begun
    if (stated := _stated(page, needs, ())) is not None:
        return replace(begun, stated=stated)
    alone = query.first("facilitator").strip() == "no"
    sides = {name: _whom(service, query.first(name)) for name in ("pivotal", *(() if alone else ("facilitator",)))}
    if possible := {name: may_mean for name, (_, may_mean) in sides.items() if may_mean}:
        return replace(begun, possible=possible)
    ids = {name: id for name, (id, _) in sides.items()}
    body = read(TriplesRequest, _written(query) | ids | ({"facilitator": False} if alone else {}), _FIELDS)
    day = body.as_of or today()
    holding = body.facilitator if isinstance(body.facilitator, str) else ""
    answer = triples.triples(
        Question(body.country, body.text, body.need, "", tuple(body.sdgs), tuple(body.themes)),
        limit=body.limit,
        facilitated=body.facilitator is not False,
        pivotal=body.pivotal,
        facilitator=holding,
        as_of=day,
    )
    read_in = (via.id for each in answer.matches for via in each.via)
    lacks = lacking(service.view, answer.understood.actions, answer.understood.countries.values(), read_in)
    return replace(
        begun,
        answer=answer,
        lacking=lacks,
        lacking_in_all=in_none(lacks),
        need=needs.stored(body.need, day) if body.need else None,
        pivotal=called(service, body.pivotal) if body.pivotal else None,
        facilitator=called(service, holding) if holding else None,
    )


@router.page("/match/replication", csv=True)
def replication(page: AskedPage, service: Asked, needs: AskedNeeds, triples: AskedTriples) -> Response:
    """Partnerships that did what is needed in comparable countries, with what is stated of it."""
    begun = ReplicationPage(held=service.view.status().entities, meaning=service.why_no_meaning(to_operator=False))
    made, status = asked(page, begun, lambda begun: _replication(page, service, needs, triples, begun))
    if made.answer is None and not made.stated:
        made = replace(made, examples=needs.examples(today()))
    found = made.answer
    return page.show(
        "replication.html",
        made,
        csv=(lambda: replication_table(found)) if found else None,
        status=status,
        **choices(page),
    )


def _replication(
    page: Page, service: Service, needs: NeedsService, triples: TriplesService, begun: ReplicationPage
) -> ReplicationPage:
    query = page.query
    if not _is_asked(query, ("partnership",)):
        return begun
    if (stated := _stated(page, needs, ("partnership",))) is not None:
        return replace(begun, stated=stated)
    body = read(ReplicationRequest, _written(query) | {"partnership": query.first("partnership").strip()}, _FIELDS)
    day = body.as_of or today()
    answer = triples.replication(
        Question(body.country, body.text, body.need, body.partnership, tuple(body.sdgs), tuple(body.themes)),
        limit=body.limit,
        as_of=day,
    )
    shown = [each.partnership.id for each in answer.matches]
    lacks = lacking(service.view, answer.understood.actions, answer.understood.countries.values(), shown)
    return replace(
        begun,
        answer=answer,
        lacking=lacks,
        lacking_in_all=in_none(lacks),
        need=needs.stored(body.need, day) if body.need else None,
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
    query, gettext = page.query, page.language.words.gettext
    country, text, need = (query.first(name).strip() for name in ("country", "text", "need"))
    if need:
        return None
    parts: list[ProblemPart] = []
    if not country:
        parts.append(ProblemPart(place="country", message=gettext("Say which country asks.")))
    elif (code := read_country(country)) is None:
        parts.append(EnglishPart(place="country", message=no_country(country)))
    elif not text and not any(query.first(name).strip() for name in others):
        return needs.stated(code, as_of=today())
    if parts:
        raise WrongFieldsError(parts)
    return None
