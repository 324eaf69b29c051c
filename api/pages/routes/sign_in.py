"""`/sign-in`: the desk says its token once, and this browser may decide for a day's work."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from fastapi.responses import Response

from api.pages.page import AskedPage, Page, Pages
from api.pages.posted import Posted, local_path
from api.pages.session import refusal, sign_in, sign_out, signed_in
from api.problems import ProblemPart

router = Pages()


@dataclass(frozen=True, slots=True)
class SignInAnswer:
    """Who may decide here.

    Attributes:
        token_set: the service has a token, so that one can sign in; otherwise only this machine is the desk.
        signed_in: this browser has signed in.
        refusal: why this visitor isn't the desk; "" for the desk.
    """

    token_set: bool
    signed_in: bool
    refusal: str


@router.page("/sign-in")
def ask(page: AskedPage) -> Response:
    """The form; or that one is the desk already."""
    return _form(page, page.query.first("next"))


@router.post("/sign-in")
def begin(page: AskedPage, form: Posted) -> Response:
    """Begin a session, and go on to where one wanted to."""
    answer = page.moved(local_path(form.get("next", "")))
    if sign_in(page.request, answer, form.get("token", "")):
        return answer
    return _form(page, form.get("next", ""), wrong=True)


@router.post("/sign-out")
def end(page: AskedPage, _: Posted) -> Response:
    """End the session in this browser."""
    answer = page.moved("/sign-in")
    sign_out(answer)
    return answer


def _form(page: Page, onwards: str, *, wrong: bool = False) -> Response:
    request = page.request
    answer = SignInAnswer(bool(request.app.state.desk_token), signed_in(request), refusal(request))
    parts = (
        [ProblemPart(place="token", message=page.language.words.gettext("This isn't the token of the desk."))]
        if wrong
        else []
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return page.show("sign-in.html", answer, status=status, onwards=local_path(onwards), parts=parts)
