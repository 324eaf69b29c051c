"""`/match/offers` and `/match/needs`: what could meet a need, and whose need an offer could meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi.responses import Response

from api.dependencies import Asked
from api.needs import OFFERING, NeedsService
from api.pages.asking import TIDY, WrongFieldsError, asked, read
from api.pages.links import Query
from api.pages.match.cells import Cells, cells_of
from api.pages.match.choosing import called, chosen
from api.pages.match.lacking import in_none, lacking
from api.pages.page import AskedPage, Page, Pages
from api.problems import EnglishPart, ProblemPart
from api.routes.needs import AskedNeeds, NeedsRequest, OffersRequest
from api.service import Service, today
from api.tables import needs_table, offers_table
from api.wire_needs import NeedMatchAnswer, NeedMatches, NeedSummary, OfferMatchAnswer, OfferMatches
from graph.matching.codes import no_country
from graph.matching.match import Evidence
from graph.matching.needs.questions import pieces
from graph.model.vocabularies import countries, groups, read_country, vocabulary
from graph.text.signs import plain_signs

router = Pages([TIDY])


@dataclass(frozen=True, slots=True)
class OffersPage:
    """What could meet a need.

    Attributes:
        answer: the matches; None where nothing was asked, or not enough.
        need: the stored need that is asked about.
        stated: where a country is said and no need: what stands of it in the store.
        alone: the one offer that was asked about besides, whatever its place.
        possible: what a name may mean that was asked about besides.
        examples: needs of the store to begin with.
        held: kind of entry to how many the store has.
        meaning: why nothing is found by meaning; empty where it is.
        cells: where the words stand on which reasons rest.
        lacking: words of the need that stand in none of what is shown.
        problems: what is wrong with the question.
    """

    answer: OfferMatches | None = None
    need: NeedSummary | None = None
    stated: tuple[NeedSummary, ...] = ()
    alone: OfferMatchAnswer | None = None
    possible: tuple[Evidence, ...] = ()
    examples: tuple[NeedSummary, ...] = ()
    held: Mapping[str, int] | None = None
    meaning: str = ""
    cells: Cells | None = None
    lacking: tuple[str, ...] = ()
    problems: tuple[ProblemPart, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """Whose need an offer could meet.

    Attributes:
        answer: the matches; None where nothing was asked, or not enough.
        offer: the stored offer or partnership that is asked about.
        alone: the one need that was asked about besides, whatever its place.
        possible: what a name may mean that was asked about besides.
        examples: offers of the store to begin with.
        held: kind of entry to how many the store has.
        meaning: why nothing is found by meaning; empty where it is.
        problems: what is wrong with the question.
    """

    answer: NeedMatches | None = None
    offer: Evidence | None = None
    alone: NeedMatchAnswer | None = None
    possible: tuple[Evidence, ...] = ()
    examples: tuple[Evidence, ...] = ()
    held: Mapping[str, int] | None = None
    meaning: str = ""
    problems: tuple[ProblemPart, ...] = ()


@router.page("/match/offers", csv=True)
def offers(page: AskedPage, service: Asked, needs: AskedNeeds) -> Response:
    """Whose offer meets this need."""
    begun = OffersPage(held=service.view.status().entities, meaning=service.why_no_meaning(to_operator=False))
    made, status = asked(page, begun, lambda begun: _offers(page, service, needs, begun))
    if made.answer is None and not made.stated:
        made = replace(made, examples=needs.examples(today()))
    found = made.answer
    return page.show(
        "offers.html",
        made,
        csv=(lambda: offers_table(found)) if found else None,
        status=status,
        without=_without(page.query, made.answer.understood.actions if made.answer else ()),
        in_a_line=in_a_line(page.query.first("text")),
        **choices(page),
    )


def _offers(page: Page, service: Service, needs: NeedsService, begun: OffersPage) -> OffersPage:
    query, gettext = page.query, page.language.words.gettext
    id, country, text = (query.first(name).strip() for name in ("need", "country", "text"))
    if not id and not country and not text:
        return begun
    if not id:
        parts = [] if country else [ProblemPart(place="country", message=gettext("Say whose need it is."))]
        if country and read_country(country) is None:
            parts.append(EnglishPart(place="country", message=no_country(country)))
        if not text and parts:
            parts.append(ProblemPart(place="text", message=gettext("Say what is needed, in a few words.")))
        if parts:
            raise WrongFieldsError(parts)
        if not text:
            return replace(begun, stated=needs.stated(read_country(country) or "", as_of=today()))
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
    asked = body.need if isinstance(body.need, str) else body.need.described()
    day = body.as_of or today()
    answer = needs.offers(asked, limit=body.limit, where=body.filter.where(), as_of=day)
    stored = needs.stored(id, day) if id else None
    shown = [each.offer.id for each in answer.matches]
    asks = [stored.country] if stored else [code for code in answer.understood.countries.values() if code]
    made = replace(
        begun,
        answer=answer,
        need=stored,
        cells=cells_of(service.view, shown),
        lacking=in_none(lacking(service.view, answer.understood.actions, asks, shown)),
    )
    why = query.first("why").strip()
    if not why:
        return made
    one, possible = chosen(service, why, OFFERING)
    if not one:
        return replace(made, possible=possible)
    alone = needs.offers(asked, limit=1, only=[one], as_of=day).matches
    return replace(made, alone=alone[0] if alone else None, cells=cells_of(service.view, [*shown, one]))


@router.page("/match/needs", csv=True)
def needs(page: AskedPage, service: Asked, needs: AskedNeeds) -> Response:
    """Who needs this offer."""
    begun = NeedsPage(held=service.view.status().entities, meaning=service.why_no_meaning(to_operator=False))
    made, status = asked(page, begun, lambda begun: _needs(page, service, needs, begun))
    if made.answer is None:
        made = replace(made, examples=needs.offers_to_try())
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


def _needs(page: Page, service: Service, needs: NeedsService, begun: NeedsPage) -> NeedsPage:
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
        return begun
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
    asked = body.offer if isinstance(body.offer, str) else body.offer.described()
    day = body.as_of or today()
    answer = needs.needs(asked, limit=body.limit, where=body.filter.where(), as_of=day)
    made = replace(begun, answer=answer, offer=called(service, id) if id else None)
    why = query.first("why").strip()
    if not why:
        return made
    one, possible = chosen(service, why, ("need",))
    if not one:
        return replace(made, possible=possible)
    alone = needs.needs(asked, limit=1, only=[one], as_of=day).matches
    return replace(made, alone=alone[0] if alone else None)


def choices(page: Page) -> dict[str, object]:
    """What the forms of needs and offers let one choose from: themes, and countries by their names."""
    names = sorted(each.name(page.language.code) for each in countries().values())
    return {"themes": list(vocabulary("themes").terms), "country_names": names}


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
