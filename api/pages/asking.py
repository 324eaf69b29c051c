"""Forms that ask what the API is asked too: read by its own rules, and what is wrong with them told field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Any, ClassVar, Protocol, TypeVar

from fastapi import Depends
from fastapi.exceptions import HTTPException
from pydantic import ValidationError

from api.pages.links import Query
from api.pages.page import AskedPage, Page
from api.problems import ONE_WAY, EnglishPart, ProblemPart, plainly
from api.routes.body import Body
from api.routes.days import Day
from api.service import today
from graph.errors import Goal17Error, InputError, NotFoundError

Asked = TypeVar("Asked", bound=Body)


class Asking(Protocol):
    """A page with a form: a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def problems(self) -> tuple[ProblemPart, ...]:
        """What is wrong with the question, for the top of the page."""


P = TypeVar("P", bound=Asking)


class WrongFieldsError(InputError):
    """Fields of a form that can't be what they are.

    Args:
        parts: what is wrong, each at its field.
    """

    def __init__(self, parts: Sequence[ProblemPart]) -> None:
        super().__init__(" ".join(f"{part.place}: {part.message}" if part.place else part.message for part in parts))
        self.parts = tuple(parts)


def read(kind: type[Asked], written: Mapping[str, object], fields: Mapping[str, str] | None = None) -> Asked:
    """A request, as a form writes it.

    Args:
        kind: the request.
        written: what stands in it; texts are read as what they should be, and empty ones say nothing.
        fields: name of a part, or all names on the way to it with dots between them, to the field of the form, where
            that is called otherwise.

    Raises:
        WrongFieldsError: something in it can't be.
    """
    try:
        return kind.model_validate(_said(written))
    except ValidationError as error:
        parts = []
        for each in error.errors(include_url=False):
            if isinstance(each["input"], list) and _ONE.match(str(each["loc"][-1])):
                continue  # A form sends lists, where one value alone could stand too: what is wrong is told of those.
            steps = [step for step in each["loc"] if isinstance(step, str) and not _SHAPE.match(step)]
            name = steps[-1] if steps else ""
            called = {name: name, **(fields or {})}
            message = plainly(each["msg"], each["type"], each.get("input"), each.get("ctx"))
            parts.append(EnglishPart(place=called.get(".".join(steps), called[name]), message=message))
        raise WrongFieldsError(parts) from error


_ONE = re.compile(r"(constrained-|literal\[)")
_SHAPE = re.compile(rf"{_ONE.pattern}|list\[|{re.escape(ONE_WAY)}")
"""How Pydantic calls the ways in which a part could have been written, which are no steps on the path to it."""


class _Dated(Body):
    as_of: Day | None = None


def asking_day(query: Query) -> date:
    """The day as of which a page is asked: today where none is said.

    Raises:
        WrongFieldsError: it is no day.
    """
    return read(_Dated, {"as_of": query.first("as_of")}).as_of or today()


def _said(written: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty, which a form always sends."""
    made: dict[str, object] = {}
    for name, value in written.items():
        if isinstance(value, Mapping):
            made[name] = _said(value)
        elif isinstance(value, list):
            made[name] = [each for each in value if each != ""]
        else:
            made[name] = value
    return {name: value for name, value in made.items() if value not in ("", [], None, {})}


def _tidy(page: AskedPage) -> None:
    """Lead a form's query, with every field that was left empty, to the address that says the same without them.

    Raises:
        HTTPException: 303 to that address.
    """
    said = Query(tuple(pair for pair in page.query if pair[1].strip()))
    if said != page.query:
        raise HTTPException(HTTPStatus.SEE_OTHER, headers={"Location": page.elsewhere(page.bare, said)})


TIDY = Depends(_tidy)
"""Asked before a page with a form: what was left empty isn't part of the question, nor of an address that is shared."""


def asked(page: Page, begun: P, make: Callable[[P], P]) -> tuple[P, HTTPStatus]:
    """A page with its answer, or with what is wrong with the question beside its form; and the page's status.

    Args:
        page: the page.
        begun: what it says before anything is asked.
        make: the same with the answer.

    Raises:
        InputError: something in the question can't be, and data was asked for.
        NotFoundError: likewise, of an id.
    """
    try:
        return make(begun), HTTPStatus.OK
    except (InputError, NotFoundError) as error:
        return refused(page, begun, error)


def refused(page: Page, begun: P, error: Goal17Error) -> tuple[P, HTTPStatus]:
    """A page with what is wrong with the question beside its form, and its status.

    Raises:
        Goal17Error: the error, where data was asked for.
    """
    if page.form != "html":
        raise error
    status = HTTPStatus.NOT_FOUND if isinstance(error, NotFoundError) else HTTPStatus.UNPROCESSABLE_ENTITY
    return replace(begun, problems=wrong(error)), status


def wrong(error: Goal17Error) -> tuple[ProblemPart, ...]:
    """What is wrong with a question, for the top of its page."""
    return error.parts if isinstance(error, WrongFieldsError) else (EnglishPart(place="", message=str(error)),)
