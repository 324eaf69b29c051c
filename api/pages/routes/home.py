"""`/`: where to start."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.responses import Response

from api.dependencies import Asked
from api.pages.news import NewRecord, news
from api.pages.page import AskedPage, Pages
from api.service import Service
from api.wire import Credit, credited
from graph.store.query import Query

router = Pages()

_NEWEST = 5


@dataclass(frozen=True, slots=True)
class HomeAnswer:
    """What is here, and where to go on.

    Attributes:
        name: of the service.
        counts: kind to number of entries.
        partners_of_others: of the partners those that no register lists for themselves: they are only named as what
            another is a part of.
        registers: what was read.
        read_at: time of the last reading, ISO 8601 in UTC; empty where nothing was read.
        newest: the records that were first read last; none where all were first read on one day, and none is newer.
        newest_day: the last day on which any was first read, YYYY-MM-DD; empty where nothing was read.
        newest_total: how many were first read on that day.
        documentation: of the routes for programs.
        search: where they search.
        version: of the store.
    """

    name: str
    counts: dict[str, int]
    partners_of_others: int
    registers: tuple[Credit, ...]
    read_at: str
    newest: tuple[NewRecord, ...]
    newest_day: str
    newest_total: int
    documentation: str
    search: str
    version: int


@router.page("/")
def home(page: AskedPage, service: Asked) -> Response:
    """The one box, the doors, and what is here."""
    registers = service.registers()
    latest = news(service, limit=_NEWEST)
    day = max((each.day for each in latest.days), default="")
    on_it = sum(each.records for each in latest.days if each.day == day)
    answer = HomeAnswer(
        "goal17",
        _counts(service),
        service.view.count(Query({"kind": ("partner",), "register": ("",)})),
        credited(registers),
        max((each.read_at for each in registers), default=""),
        latest.records if on_it < latest.total or latest.total <= _NEWEST else (),
        day,
        on_it,
        str(page.request.url_for("documentation")),
        str(page.request.base_url) + "api/v1/search",
        service.view.version(),
    )
    return page.show("home.html", answer)


@dataclass(frozen=True, slots=True)
class DoorAnswer:
    """A page that leads on.

    Attributes:
        counts: kind to number of entries.
        version: of the store.
    """

    counts: dict[str, int]
    version: int


@router.page("/match")
def match(page: AskedPage, service: Asked) -> Response:
    """The questions about who fits with whom."""
    return page.show("match.html", _door(service))


@router.page("/explore")
def explore(page: AskedPage, service: Asked) -> Response:
    """The ways to look at all of it."""
    return page.show("explore.html", _door(service))


def _door(service: Service) -> DoorAnswer:
    return DoorAnswer(_counts(service), service.view.version())


def _counts(service: Service) -> dict[str, int]:
    """Kind to number of entries; what the store says of itself as a whole takes longer to count."""
    return {each.value: each.count for each in service.view.facets(Query(), ["kind"])["kind"]}
