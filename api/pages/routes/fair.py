"""`/match/fair`: who should meet whom, when, at which table and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus

from fastapi.responses import Response

from api.dependencies import Asked
from api.pages.asking import TIDY, WrongFieldsError, read, wrong
from api.pages.links import Query
from api.pages.page import AskedPage, Page, Pages
from api.pages.working import AskedWorking, Working
from api.problems import ProblemPart
from api.resolving import resolve
from api.routes.fair import FairRequest
from api.service import Service, today
from api.wire import WrittenName, credited
from api.wire_fair import FairAnswer, fair_answer
from graph.errors import InputError
from graph.matching.fair.files import as_calendar, as_csv
from graph.matching.fair.programme import SLOTS, TABLES, Possible, Programme, Room
from graph.progress import Progress
from graph.text.signs import plain_signs

router = Pages([TIDY])

MOST_ASKED_BACK = 50
"""Names that aren't known and are looked up at most."""

_POSSIBLE = 5


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A name that isn't known for certain: why, and who may be meant, the likeliest first."""

    written: str
    why: str
    possible: tuple[Possible, ...]


@dataclass(frozen=True, slots=True)
class FairPage:
    """A fair's programme.

    Attributes:
        answer: the programme; None where nothing was asked, or it can't be planned.
        asked_back: names that aren't known for certain, with who may be meant.
        examples: some of the store that could come, by their ids.
        held: kind of entry to how many the store has.
        problems: what is wrong with the question.
    """

    answer: FairAnswer | None = None
    asked_back: tuple[AskedBack, ...] = ()
    examples: tuple[Possible, ...] = ()
    held: Mapping[str, int] | None = None
    problems: tuple[ProblemPart, ...] = ()


@dataclass(frozen=True, slots=True)
class _Planned:
    """The programme of a fair on its day, and the version of the store that it rests on."""

    programme: Programme
    day: str
    version: int


@router.get("/match/fair.ics")
def calendar(page: AskedPage, working: AskedWorking, service: Asked) -> Response:
    """The programme as a calendar (iCalendar, RFC 5545)."""
    page.form = "ics"

    def shown(planned: _Planned) -> Response:
        headers = {"Content-Disposition": 'attachment; filename="match-fair.ics"', "X-Content-Type-Options": "nosniff"}
        written = as_calendar(planned.programme, datetime.now(UTC))
        return Response(written, media_type="text/calendar", headers=headers)

    return _programme(page, working, service, shown)


@router.page("/match/fair", csv=True)
def fair(page: AskedPage, working: AskedWorking, service: Asked) -> Response:
    """The programme by slot and by attendee; who isn't known is asked back."""
    query = page.query
    begun = FairPage(held=service.status().entities)
    if not query.first("attendees").strip():
        made = replace(begun, examples=_examples(service))
        return page.show("fair.html", made, rooms=(SLOTS, TABLES), instead=_instead, by_attendee=())

    def shown(planned: _Planned) -> Response:
        answer = fair_answer(planned.programme, planned.day, planned.version, credited(service.registers()))
        bearers = {each.written: each for each in answer.unknown}
        unknown = _asked_back(service, [name for name, each in bearers.items() if not each.possible])
        looked_up = {each.written: each for each in unknown}
        asked_back = tuple(
            AskedBack(name, each.why, each.possible or looked_up[name].possible if name in looked_up else each.possible)
            for name, each in bearers.items()
        )
        return page.show(
            "fair.html",
            replace(begun, answer=answer, asked_back=asked_back),
            csv=lambda: as_csv(planned.programme),
            rooms=(SLOTS, TABLES),
            instead=_instead,
            by_attendee=_by_attendee(answer),
        )

    try:
        return _programme(page, working, service, shown)
    except InputError as error:
        if page.form != "html":
            raise
        written = [name for name in query.first("attendees").splitlines() if name.strip()]
        made = replace(
            begun,
            problems=wrong(error),
            asked_back=tuple(each for each in _asked_back(service, written) if each.possible or len(written) == 1),
        )
        return page.show(
            "fair.html",
            made,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            rooms=(SLOTS, TABLES),
            instead=_instead,
            by_attendee=(),
        )


_NUMBERS = ("slots", "tables", "most", "minutes", "pause")


def _programme(page: Page, working: Working, service: Service, shown: Callable[[_Planned], Response]) -> Response:
    """The programme, or how far it is.

    Raises:
        InputError: fewer than two who come are known, or a field can't be.
    """
    query = page.query
    written: dict[str, object] = {name: query.first(name).strip() for name in (*_NUMBERS, "start", "as_of")}
    written["attendees"] = [name for name in query.first("attendees").splitlines() if name.strip()]
    written["away"] = _away(query.first("away"), page.language.words.gettext)
    body = read(FairRequest, written)
    room = Room(body.slots, body.tables, body.most, body.start, body.minutes, body.pause, body.away)
    day = body.as_of or (body.start.date() if body.start else today())

    def make(progress: Progress) -> _Planned:
        version = service.view.version()
        return _Planned(service.programme(body.attendees, room, day, progress), day.isoformat(), version)

    return working.show(page, ("fair", body.model_dump_json()), make, shown)


def _away(written: str, gettext: Callable[[str], str]) -> dict[str, list[str]]:
    """Who is away in which slots, as it is written: one a line, as `Reef Trust = 1, 2`.

    Raises:
        WrongFieldsError: a line says no slots.
    """
    found: dict[str, list[str]] = {}
    for line in plain_signs(written).splitlines():
        if not line.strip():
            continue
        who, equals, slots = line.rpartition("=")
        numbers = [each.strip() for each in slots.split(",")]
        if not (equals and who.strip() and all(each.isdecimal() for each in numbers)):
            said = gettext(
                "“%(line)s”: write who is away, an equals sign, and the numbers of the slots: Reef Trust = 1, 2."
            )
            raise WrongFieldsError([ProblemPart(place="away", message=said % {"line": line.strip()})])
        found.setdefault(who.strip(), []).extend(numbers)
    return found


def _instead(query: Query, written: str, id: str) -> Query:
    """The same fair with an id in the place of a name."""
    names = [name.strip() for name in query.first("attendees").splitlines() if name.strip()]
    return query.setting("attendees", "\n".join(id if name == written else name for name in names))


def _asked_back(service: Service, written: list[str]) -> list[AskedBack]:
    """Who may be meant by names that nobody bears as they are written."""
    names = [name.strip() for name in written[:MOST_ASKED_BACK]]
    named = resolve(service, [WrittenName(name) for name in names], _POSSIBLE, thorough=False).results if names else ()
    return [
        AskedBack(
            each.name,
            each.problem,
            tuple(
                Possible("partner", candidate.id, candidate.name, candidate.country) for candidate in each.candidates
            ),
        )
        for each in named
    ]


@dataclass(frozen=True, slots=True)
class Diary:
    """The meetings of one who comes: (slot, table, whom it meets, their kind and id, place of the meeting), by slot."""

    kind: str
    id: str
    name: str
    meetings: tuple[tuple[int, int, str, str, str, int], ...]


def _by_attendee(answer: FairAnswer) -> tuple[Diary, ...]:
    """The same meetings by who has them."""
    made: dict[tuple[str, str, str], list[tuple[int, int, str, str, str, int]]] = {}
    for place, each in enumerate(answer.meetings, start=1):
        for who, other in ((each.one, each.other), (each.other, each.one)):
            key = (who.name, who.kind, who.id)
            made.setdefault(key, []).append((each.slot, each.table, other.kind, other.id, other.name, place))
    return tuple(Diary(kind, id, name, tuple(sorted(made[name, kind, id]))) for name, kind, id in sorted(made))


_EXAMPLE = 4


def _examples(service: Service) -> tuple[Possible, ...]:
    """Some partners and partnerships of the store, far from each other in its lists; none where it has none."""
    snapshot = service.snapshot()
    partners = [len(snapshot.partners) * at // _EXAMPLE for at in range(_EXAMPLE)] if len(snapshot.partners) else []
    made = {
        Possible("partner", snapshot.partners[row], snapshot.partner_names[row], snapshot.partner_countries[row])
        for row in partners
    }
    rows = [len(snapshot.partnerships) * at // _EXAMPLE for at in range(_EXAMPLE)] if len(snapshot.partnerships) else []
    made |= {Possible("partnership", snapshot.partnerships[row], snapshot.titles[row]) for row in rows}
    return tuple(sorted(made, key=lambda each: (each.kind, each.name)))
