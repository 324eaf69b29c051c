"""One address, several forms: a page, the same answer as JSON, a list also as a table.

A place is registered with `Pages.page`, which adds `.json` (and `.csv`) beside it; `Page.show` then writes the answer
in the form that was asked for, by the ending of the address or by what the client accepts.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import chain
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.params import Depends as Dependency
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams

from api.pages import saved as saving
from api.pages.languages import COOKIE, Language, chosen, languages
from api.pages.links import Query
from api.pages.rendering import templates
from graph.errors import InputError, NotReadyError
from graph.text.fold import fold

Handler = Callable[..., Any]

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
"""What a page may load (Content-Security-Policy): its own files, nothing inline, nothing of another site."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # A browser may show a page again when going back, and asks whether it is still so otherwise.
    "Cache-Control": "private, no-cache",
    "Vary": "Accept, Accept-Language, Cookie",
}
_SAVED = "goal17.saved"
"""Where a request says by which id which query was saved that it names."""
_LONGEST_FILE = 80
"""Characters of a file's name before its ending."""
_NOT_ASKED = frozenset({"lang", "page", "cursor", "limit", "order", "sort"})
"""What of an address tells how a list is shown, and not what is on it."""
_A_YEAR = 31_536_000
_MEDIA = {"application/json": "json", "text/csv": "csv", "text/html": "html"}


class _PageRoute(APIRoute):
    """A route whose query may be a saved one, and that sends a browser on from a too long one (`api.pages.saved`)."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of the route, asked with the whole query."""
        answer = super().get_route_handler()

        async def handler(request: Request) -> Response:
            if request.method in {"GET", "HEAD"}:
                if id := request.query_params.get(saving.NAME):
                    return await answer(await run_in_threadpool(_whole, request, id))
                if len(request.url.query) > saving.LONGEST and (short := await run_in_threadpool(_short, request)):
                    return short
            return await answer(request)

        return handler


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _whole(request: Request, id: str) -> Request:
    """The request as if the saved query stood in its address; what is said beside the id counts before it."""
    kept = saving.saved(request.app.state.service.store, id, _now())
    said = Query.read(request.query_params).without(saving.NAME)
    query = Query.of([*kept.without(*(name for name, _ in said)), *said])
    scope = {**request.scope, "query_string": str(query).removeprefix("?").encode(), _SAVED: (id, kept)}
    return Request(scope, request.receive)


def _short(request: Request) -> Response | None:
    """To the same page at a shorter address; None for a program, and for a query that can't be kept."""
    page = Page(request)
    if page.form != "html":
        return None
    id = saving.save(request.app.state.service.store, page.query.without("lang"), _now())
    said = Query.of([(saving.NAME, id), *(("lang", value) for value in page.query.values("lang"))])
    return page.moved(page.at(said)) if id else None


def _stood(request: Request) -> tuple[str, Query] | None:
    """Path and query of the page of this site from which a form was sent; None where the browser doesn't say."""
    said = urlsplit(request.headers.get("referer", ""))
    if not said.netloc or said.netloc != request.headers.get("host") or not said.path.startswith("/"):
        return None
    return "/" + unquote(said.path).lstrip("/\\"), Query.read(QueryParams(said.query))


class Pages(APIRouter):
    """Routes of pages; they stand in no OpenAPI document.

    Args:
        dependencies: what is asked before any of them.
    """

    def __init__(self, dependencies: Sequence[Dependency] = ()) -> None:
        super().__init__(include_in_schema=False, dependencies=dependencies, route_class=_PageRoute)

    def page(self, path: str, *, csv: bool = False) -> Callable[[Handler], Handler]:
        """Register a place, its JSON beside it, and where it is a list its table.

        Args:
            path: its address.
            csv: whether there is a table.
        """

        def register(handler: Handler) -> Handler:
            for ending in (".json", *([".csv"] if csv else [])):
                # The ending first: an id could hold a dot.
                self.add_api_route(written(path, ending), handler, methods=["GET", "HEAD"], response_model=None)
            self.add_api_route(path, handler, methods=["GET", "HEAD"], response_model=None)
            return handler

        return register


def written(path: str, ending: str) -> str:
    """The address of another form of a page.

    >>> written("/search", ".csv"), written("/", ".json")
    ('/search.csv', '/index.json')
    """
    return f"{path if path != '/' else '/index'}{ending}"


class Page:
    """The page that was asked for.

    Attributes:
        request: what was asked.
        form: `html`, `json` or `csv`.
        language: of the interface.
        query: what stands behind the question mark, with `lang` where a language was chosen; likewise.
        path: the address without query and ending; of what a form sent, that of the page on which the form stands.
        ending: `.json` or `.csv` where the address ended so.
        saved: the id and the query that its address names; None where all of the query stands there.
    """

    def __init__(self, request: Request, lang: str = "") -> None:  # noqa: ARG002 - a parameter of every page
        self.request = request
        self.language: Language = chosen(request)
        self.query = Query.read(request.query_params)
        self.saved: tuple[str, Query] | None = request.scope.get(_SAVED)
        # Not that of the URL, which reads a "#" in an id (escaped as it was asked for) as the start of a fragment.
        # More than one slash at the beginning would make every link of the page one to another host.
        asked = "/" + str(request.scope["path"]).lstrip("/\\")
        path, dot, ending = asked.rpartition(".")
        suffixed = bool(dot) and getattr(request.scope.get("route"), "path", "").endswith((".json", ".csv"))
        self.path = (path if path != "/index" else "/") if suffixed else asked
        self.ending = f".{ending}" if suffixed else ""
        self.form = ending if suffixed else accepted(request.headers.get("accept", ""))
        if request.method == "POST" and (stood := _stood(request)) is not None:
            self.path, self.query = stood

    @property
    def bare(self) -> str:
        """The address of this page without a query."""
        return quote(self.path, safe="/:")

    def at(self, query: Query) -> str:
        """The address of this page with another query."""
        return f"{self.bare}{self._said(query)}"

    def attachment(self, form: str) -> str:
        """What a file of this page is called, as a header says it: the page and what was asked, so that two differ."""
        asked = " ".join(value for name, value in self.query if name not in _NOT_ASKED)
        parts = ["goal17", *self.path.strip("/").split("/"), *fold(asked).split()]
        name = "-".join(part for part in parts if part)[:_LONGEST_FILE].strip("-")
        return f"attachment; filename*=UTF-8''{quote(name)}.{form}"

    def other(self, form: str) -> str:
        """The address of another form of this page."""
        return f"{written(self.bare, f'.{form}')}{self._said(self.query.without('lang'))}"

    def elsewhere(self, path: str, query: Query) -> str:
        """The address of another page, in the form that this one was asked for in.

        Args:
            path: of that page, escaped.
            query: of that page.
        """
        return f"{written(path, self.ending) if self.ending else path}{self._said(query)}"

    @property
    def address(self) -> str:
        """The whole address, with the host: what stands on paper."""
        return f"{str(self.request.base_url).rstrip('/')}{self.at(self.query)}"

    @property
    def day(self) -> str:
        """The day on which it was asked for, in UTC."""
        return datetime.now(UTC).date().isoformat()

    def _said(self, query: Query) -> Query:
        return saving.beside(*self.saved, query) if self.saved else query

    def show(
        self,
        template: str,
        answer: Any,
        *,
        csv: Callable[[], str | Iterator[str]] | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        **parts: object,
    ) -> Response:
        """Write an answer in the form that was asked for.

        Args:
            template: of the page.
            answer: what the JSON is, and all that the page may tell; a dataclass of the API's shapes.
            csv: makes the table, for a list: as one text, or line by line where it may be long.
            status: of the answer.
            parts: what else the template needs: choices of a form, links; no facts.

        Raises:
            InputError: a table is asked for where there is none.
            NotReadyError: there is none yet.
        """
        if self.form == "json":
            return Response(_shape(type(answer)).dump_json(answer), status, self._headers("application/json"))
        if self.form == "csv" and csv is not None:
            headers = self._headers("text/csv; charset=utf-8")
            headers["Content-Disposition"] = self.attachment("csv")
            table = csv()
            # A byte order mark: without one spreadsheets read UTF-8 as something else.
            return StreamingResponse(chain(["\ufeff"], [table] if isinstance(table, str) else table), status, headers)
        if self.form == "csv":
            if status == HTTPStatus.ACCEPTED:
                raise NotReadyError("This is still being worked out. Ask again in some seconds.")
            raise InputError("Nothing was asked here that a table could answer.")
        made = templates(self.language.code).get_template(template)
        forms = ["json", *(["csv"] if csv is not None else [])]
        content = made.render(answer=answer, page=self, forms=forms, **parts)
        response = Response(content, status, self._headers("text/html; charset=utf-8"))
        if (asked := self.request.query_params.get("lang")) in languages():
            response.set_cookie(COOKIE, str(asked), max_age=_A_YEAR, samesite="lax", httponly=True)
        return response

    def moved(self, path: str, status: HTTPStatus = HTTPStatus.SEE_OTHER) -> Response:
        """Send the browser elsewhere: with 303 after a form, with 308 where an entry was merged into another."""
        return RedirectResponse(path, status, {name: _HEADERS[name] for name in ("Cache-Control", "Vary")})

    @staticmethod
    def _headers(media_type: str) -> dict[str, str]:
        return {**_HEADERS, "Content-Type": media_type}


_SHAPES: dict[Any, TypeAdapter[Any]] = {}
"""How each kind of answer is written; made when one is first asked for."""


def _shape(kind: Any) -> TypeAdapter[Any]:
    if kind not in _SHAPES:
        _SHAPES[kind] = TypeAdapter(kind)
    return _SHAPES[kind]


def accepted(header: str) -> str:
    """The form that a client likes best by its Accept header: a page, unless it says that it would rather have another.

    >>> accepted("text/html,application/xhtml+xml,*/*;q=0.8"), accepted("*/*"), accepted("application/json")
    ('html', 'html', 'json')
    >>> accepted("text/html;q=0.5, application/json")
    'json'
    """
    best, weight = "html", 0.0
    for part in header[:1000].split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        try:
            likes = float(quality)
        except ValueError:
            likes = 0.0
        # Of two that are liked alike a page goes before.
        if media in _MEDIA and (likes > weight or (likes == weight and _MEDIA[media] == "html")):
            best, weight = _MEDIA[media], likes
    return best


AskedPage = Annotated[Page, Depends(Page)]
"""The page that was asked for, as a parameter of a route."""
