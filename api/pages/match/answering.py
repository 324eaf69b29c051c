"""From a question in an address to its answer and what stands beside that; what can't be is told beside the form."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from http import HTTPStatus
from typing import TypeVar

from api.pages.asking import WrongFieldsError, asked
from api.pages.match.answers import Beside
from api.pages.match.asked import Asked
from api.pages.match.choosing import chosen, example, named
from api.pages.page import Page
from api.routes.match import MatchRequest
from api.service import Service
from graph.model.entities import Kind

A = TypeVar("A")
R = TypeVar("R", bound=MatchRequest)


def answered(
    page: Page,
    service: Service,
    question: Asked[R],
    kinds: tuple[Kind, Kind],
    ask: Callable[[R], tuple[A, Collection[str]]],
) -> tuple[A | None, Beside, HTTPStatus]:
    """The answer to a question, what stands beside it, and the status of the page.

    Args:
        page: the page; its query is from now on that of the question.
        service: the service.
        question: what was read of the address.
        kinds: of what is asked about, and of what is answered.
        ask: gives the answer, and the ids of the shortlist that it has places for.

    Raises:
        InputError: something in the question can't be, and data was asked for: a page tells it beside its form.
        NotFoundError: likewise, of an id.
    """
    page.query = question.query
    asking, answering = kinds
    if question.request is None and not question.problems:
        return None, _examples(page, service), HTTPStatus.OK
    answer: A | None = None

    def make(begun: Beside) -> Beside:
        nonlocal answer
        if question.request is None:
            raise WrongFieldsError(question.problems)
        wanted = page.query.first("why_not")
        id, may_mean = chosen(service, wanted, (answering,)) if wanted else ("", ())
        request = question.request.model_copy(update={"why_not": id})
        answer, placed = ask(request)
        return replace(
            begun,
            hidden=named(service, request.exclude, (answering,)),
            unplaced=named(service, [each for each in request.keep if each not in placed], (answering,)),
            may_mean=() if id else may_mean,
            not_found=bool(wanted) and not id and not may_mean,
        )

    about = named(service, page.query.values("id"), (asking,))
    beside, status = asked(page, Beside(about=about[0] if about else None), make)
    return answer, beside, status


def _examples(page: Page, service: Service) -> Beside:
    snapshot = service.snapshot()
    partner, partnership, sentence = example(service, snapshot, page.language.code)
    return Beside(examples=tuple(each for each in (partner, partnership) if each is not None), sentence=sentence)
