"""A fair's programme over HTTP: as JSON, as a table, as a calendar; and what is refused."""

from __future__ import annotations

import csv
import io
import json
from urllib.request import Request, urlopen

import pytest

from api.app import PREFIX
from graph.store.interface import Store
from tests.api.conftest import Client

ROOM = {"slots": 3, "tables": 4, "start": "2020-05-03T09:00:00", "as_of": "2020-05-03"}


def everyone(store: Store) -> list[str]:
    return [entity.id for kind in ("partner", "partnership") for entity in store.view().entities(kind)]


def as_text(client: Client, body: object, format: str) -> tuple[str, str]:
    """The type and the text of an answer that is no JSON."""
    where = f"{client.url}{PREFIX}/match/fair?format={format}"
    request = Request(where, json.dumps(body).encode(), {"content-type": "application/json"})
    with urlopen(request, timeout=60) as answer:
        return answer.headers["content-type"], answer.read().decode()


def test_a_programme_tells_who_meets_whom_when_where_and_why(client: Client, reviewed: Store) -> None:
    reply = client.ask("/match/fair", {"attendees": everyone(reviewed), **ROOM})
    assert reply.status == 200
    assert [each["start"] for each in reply.body["slots"]] == [
        "2020-05-03T09:00:00",
        "2020-05-03T09:20:00",
        "2020-05-03T09:40:00",
    ]
    busy = [(each["slot"], each[side]["id"]) for each in reply.body["meetings"] for side in ("one", "other")]
    assert busy
    assert len(busy) == len(set(busy)), "nobody is in two places at once"
    for each in reply.body["meetings"]:
        assert 1 <= each["table"] <= 4
        assert each["why"][0]["text"]
        assert each["why"][0]["evidence"][0]["id"]
    assert reply.body["notice"]


def test_the_same_as_a_table_and_as_a_calendar(client: Client, reviewed: Store) -> None:
    body = {"attendees": everyone(reviewed), **ROOM}
    meetings = client.ask("/match/fair", body).body["meetings"]
    kind, table = as_text(client, body, "csv")
    assert kind.startswith("text/csv")
    assert [row["one_id"] for row in csv.DictReader(io.StringIO(table))] == [each["one"]["id"] for each in meetings]
    kind, calendar = as_text(client, body, "ical")
    assert kind.startswith("text/calendar")
    assert calendar.count("BEGIN:VEVENT\r\n") == len(meetings)


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"attendees": [], "slots": 1, "tables": 1}, 422, "A fair needs two who come"),
        ({"attendees": ["Nobody", "Nobody else"], "slots": 1, "tables": 1}, 422, "Nobody is known as 'Nobody'"),
        (
            {"attendees": ["coast-1", "coast-2"], "slots": 1, "tables": 1, "away": {"coast-9": [1]}},
            422,
            "is said to be away",
        ),
        ({"attendees": ["coast-1", "coast-2"], "slots": 0, "tables": 1}, 422, "slots"),
        ({"attendees": ["coast-1"], "slots": 1, "tables": 1, "chairs": 3}, 422, "chairs"),
    ],
)
def test_what_can_not_be_planned_is_said(client: Client, body: dict[str, object], status: int, said: str) -> None:
    reply = client.ask("/match/fair", body)
    assert reply.status == status
    assert said in json.dumps(reply.problem, ensure_ascii=False)


@pytest.mark.parametrize("start", ["9999-12-31T23:50", "0001-01-01T00:00:00+14:00"])
@pytest.mark.parametrize("format", ["json", "ical"])
def test_times_that_no_calendar_can_tell_are_refused(client: Client, start: str, format: str) -> None:
    body = {"attendees": ["coast-1", "clinic-12"], "slots": 1, "tables": 1, "start": start}
    reply = client.ask("/match/fair", body, format=format)
    assert reply.status == 422
    assert "it can be 1900 to 9998" in reply.problem["detail"]


def test_slots_and_tables_may_be_left_out(client: Client) -> None:
    reply = client.ask("/match/fair", {"attendees": ["coast-1", "clinic-12", "Nobody"]})
    assert (reply.status, len(reply.body["slots"])) == (200, 6)
    assert reply.body["unknown"] == [{"written": "Nobody", "why": "Nobody is known as 'Nobody'.", "possible": []}]


def test_a_calendar_needs_times(client: Client) -> None:
    reply = client.ask("/match/fair", {"attendees": ["coast-1", "clinic-12"], "slots": 1, "tables": 1}, format="ical")
    assert "needs times" in reply.problem["detail"]
