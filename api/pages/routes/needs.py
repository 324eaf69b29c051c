"""`/match/offers` and `/match/needs`: what could meet a need, and whose need an offer could meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi.responses import Response

from api.dependencies import Asked
from api.needs import OFFERING, NeedsService
from api.pages.asking import TIDY, WrongFieldsError, asked, read
from api.pages.links import Query
from api.pages.match.cells import Cells, cells_of
from api.pages.match.choosing import called
from api.pages.match.lacking import in_none, lacking
from api.pages.match.needs import AskingPage, NeedPage, asked_besides, choices, completed, read_whose
from api.pages.page import AskedPage, Page, Pages
from api.problems import ProblemPart
from api.routes import needs as exchange
from api.routes.needs import AskedNeeds, NeedFilter, NeedsRequest, OfferFilter, OffersRequest
from api.service import Service, today
from api.tables import needs_table, offers_table
from api.wire_needs import NeedMatchAnswer, NeedMatches, OfferMatchAnswer, OfferMatches
from graph.matching.match import Evidence
from graph.matching.needs.questions import pieces
from graph.model.vocabularies import groups
from graph.text.signs import plain_signs

router = Pages([TIDY])


@dataclass(frozen=True, slots=True)
class OffersPage(NeedPage):
    """What could meet a need.

    Attributes:
        alone: the one offer that was asked about besides, whatever its place.
        possible: what a name may mean that was asked about besides.
        cells: where the words stand on which reasons rest.
        lacking: words of the need that stand in none of what is shown.
    """

    answer: OfferMatches | None = None
    alone: OfferMatchAnswer | None = None
    possible: tuple[Evidence, ...] = ()
    cells: Cells | None = None
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedsPage(AskingPage):
    """Whose need an offer could meet; its examples are offers.

    Attributes:
        offer: the stored offer or partnership that is asked about.
        alone: the one need that was asked about besides, whatever its place.
        possible: what a name may mean that was asked about besides.
    """

    answer: NeedMatches | None = None
    examples: tuple[Evidence, ...] = ()
    offer: Evidence | None = None
    alone: NeedMatchAnswer | None = None
    possible: tuple[Evidence, ...] = ()


@router.page("/match/offers", csv=True)
def offers(page: AskedPage, service: Asked, needs: AskedNeeds) -> Response:
    """Whose offer meets this need."""
    made, status = asked(page, OffersPage(), lambda _: _offers(page, service, needs))
    made = completed(service, made, lambda: needs.examples(today()))
    found = made.answer
    return page.show(
        "offers.html",
        made,
        csv=(lambda: offers_table(found)) if found else None,
        status=status,
        without=_without(page.query, found.understood.actions if found else ()),
        in_a_line=in_a_line(page.query.first("text")),
        **choices(page),
    )


def _offers(page: Page, service: Service, needs: NeedsService) -> OffersPage:
    query, gettext = page.query, page.language.words.gettext
    id, country, text = (query.first(name).strip() for name in ("need", "country", "text"))
    if not id and not country and not text:
        return OffersPage()
    if not id:
        code, parts = read_whose(page, gettext("Say whose need it is."))
        if not text and parts:
            parts.append(ProblemPart(place="text", message=gettext("Say what is needed, in a few words.")))
        if parts:
            raise WrongFieldsError(parts)
        if not text:
            return OffersPage(stated=needs.stated(code, as_of=today()))
    described = {"country": country, "text": text, "sdgs": query.values("sdg"), "themes": query.values("theme")}
    body = read(
        OffersRequest,
        {
            "need": id or described,
            "limit": query.first("limit"),
            "filter": {name: query.values(name) for name in ("kind", "standing", "fit")},
            "as_of": query.first("as_of"),
        },
        {"sdgs": "sdg", "themes": "theme"},
    )

    def ask(one: str) -> Sequence[OfferMatchAnswer]:
        alone = body.model_copy(update={"limit": 1, "only": [one], "filter": OfferFilter()})
        return exchange.offers(needs, alone).matches

    answer = exchange.offers(needs, body)
    need = needs.stored(id, body.as_of or today()) if id else None
    alone, possible = asked_besides(page, service, OFFERING, ask)
    shown = [each.offer.id for each in answer.matches]
    asks = [need.country] if need else [code for code in answer.understood.countries.values() if code]
    return OffersPage(
        answer=answer,
        need=need,
        alone=alone,
        possible=possible,
        cells=cells_of(service.view, [*shown, alone.offer.id] if alone else shown),
        lacking=in_none(lacking(service.view, answer.understood.actions, asks, shown)),
    )


@router.page("/match/needs", csv=True)
def needs(page: AskedPage, service: Asked, needs: AskedNeeds) -> Response:
    """Who needs this offer."""
    made, status = asked(page, NeedsPage(), lambda _: _needs(page, service, needs))
    made = completed(service, made, needs.offers_to_try)
    found = made.answer
    return page.show(
        "needs.html",
        made,
        csv=(lambda: needs_table(found)) if found else None,
        status=status,
        groups=[code for code, each in groups().items() if each.kind == "category"],
        in_a_line=in_a_line(page.query.first("text")),
        **choices(page),
    )


_OF_OFFER = ("text", "programme", "partner", "until", "asks", "through", "capacity")


def _needs(page: Page, service: Service, needs: NeedsService) -> NeedsPage:
    query = page.query
    id = query.first("offer").strip()
    written: dict[str, object] = {name: query.first(name).strip() for name in _OF_OFFER}
    written |= {
        "sdgs": query.values("sdg"),
        "themes": query.values("theme"),
        "regions": places(query.first("regions")),
        "eligible": query.values("eligible"),
    }
    if not id and not any(written.values()):
        return NeedsPage()
    if not id and not written["text"]:
        said = page.language.words.gettext("Say what is offered, in a sentence or two.")
        raise WrongFieldsError([ProblemPart(place="text", message=said)])
    body = read(
        NeedsRequest,
        {
            "offer": id or {name: value for name, value in written.items() if value},
            "limit": query.first("limit"),
            "filter": {name: query.values(name) for name in ("country", "group", "standing", "fit", "sector")},
            "as_of": query.first("as_of"),
        },
        {"sdgs": "sdg", "themes": "theme"},
    )

    def ask(one: str) -> Sequence[NeedMatchAnswer]:
        alone = body.model_copy(update={"limit": 1, "only": [one], "filter": NeedFilter()})
        return exchange.needs(needs, alone).matches

    answer = exchange.needs(needs, body)
    offer = called(service, id) if id else None
    alone, possible = asked_besides(page, service, ("need",), ask)
    return NeedsPage(answer=answer, offer=offer, alone=alone, possible=possible)


def places(written: str) -> list[str]:
    """Places as one writes them in a line, apart by semicolons of any script.

    >>> places("Kenya; West Africa;")
    ['Kenya', 'West Africa']
    """
    return [each.strip() for each in plain_signs(written).split(";") if each.strip()]


def in_a_line(text: str) -> str:
    r"""What is needed or offered as a line of a plan has it: its pieces, without the equals sign that means a number.

    >>> in_a_line("clean water\nsolar pumps = 3")
    'clean water; solar pumps – 3'
    """
    return "; ".join(pieces(text.replace("=", "–")))


def _without(query: Query, actions: Sequence[str]) -> Sequence[tuple[str, Query | None]]:
    """Each piece of what is needed, with the question without it; the last one can't be taken away."""
    own = pieces(query.first("text"))
    if len(own) < 2:
        return [(each, None) for each in actions]
    return [(each, query.setting("text", "; ".join(other for other in own if other != each))) for each in own]
