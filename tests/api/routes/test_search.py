"""GET /search."""

from __future__ import annotations

import pytest

from tests.api.conftest import Client


def test_an_empty_question_lists_everything(client: Client) -> None:
    reply = client.ask("/search", kind="partnership", limit=5)
    assert reply.status == 200
    assert reply.body["total"] == 12
    assert len(reply.body["hits"]) == 5
    assert {"kind", "id", "name", "score"} <= set(reply.body["hits"][0])
    assert all(set(each) == {"value", "label", "count"} for values in reply.body["facets"].values() for each in values)
    following = client.ask("/search", kind="partnership", limit=5, cursor=reply.body["next"])
    assert not {hit["id"] for hit in following.body["hits"]} & {hit["id"] for hit in reply.body["hits"]}


def test_a_question_finds_and_says_how_it_was_read(client: Client) -> None:
    reply = client.ask("/search", q="who restores the mangroves on the coast of Kenya")
    assert "coast-1" in [hit["id"] for hit in reply.body["hits"][:3]]
    understood = reply.body["understood"]
    assert understood["language"] == "en"
    assert ["KEN", "Kenya"] in understood["names"]
    assert len(understood["spaces"]) == 2


def test_parameters_of_one_name_are_any_of_and_countries_are_read_as_written(client: Client) -> None:
    reply = client.ask("/search", kind="partnership", country=["kenya", "TZ"])
    assert {hit["id"] for hit in reply.body["hits"]} == {"coast-1", "coast-2", "clinic-3"}
    reply = client.ask("/search", kind="partnership", country=["kenya", "TZ"], sdg=14, register="coast")
    assert {hit["id"] for hit in reply.body["hits"]} == {"coast-1", "coast-2"}


def test_the_registers_of_a_page_are_credited(client: Client) -> None:
    (credit,) = client.ask("/search", kind="partnership", register="coast").body["registers"]
    assert credit["title"] == "Register of the coast"
    assert credit["licence"] == "CC BY 4.0"
    assert credit["attribution"] == "The desk of the coast"


def test_a_partnership_says_whether_it_runs_on_the_asking_date(client: Client) -> None:
    def told(**query: str) -> dict[str, str]:
        reply = client.ask("/search", q="mangroves", **query)
        return {hit["id"]: hit["status"] for hit in reply.body["hits"]}

    assert told(as_of="2017-01-01")["coast-2"] == "running"
    assert told(as_of="2025-01-01")["coast-2"] == "ended"
    assert told()["coast-2"] == "ended", "today"
    assert client.ask("/search", as_of="2025-01-01").body["as_of"] == "2025-01-01"


def test_the_ended_can_be_left_out_and_are_counted(client: Client) -> None:
    day = {"as_of": "2025-01-01", "q": "mangroves"}
    every, left = client.ask("/search", **day).body, client.ask("/search", status="not-ended", **day).body
    assert every["facets"]["status"] == left["facets"]["status"]
    (ended,) = (each["count"] for each in left["facets"]["status"] if each["value"] == "ended")
    assert left["total"] == every["total"] - ended
    assert client.ask("/search", status="ended", **day).body["total"] == ended
    assert "coast-2" in [hit["id"] for hit in every["hits"]]
    assert "coast-2" not in [hit["id"] for hit in left["hits"]]


def test_nonsense_is_like_nothing(client: Client) -> None:
    reply = client.ask("/search", q="zzzxqy")
    assert reply.body["total"] == 0
    assert reply.body["understood"]["like_nothing"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"sdg": "99"}, "'99' is no sdg"),
        ({"country": "Atlantis"}, "'Atlantis' is no country"),
        ({"kind": "ship"}, "vocabulary `kinds`"),
        ({"theme": "x"}, "vocabulary `themes`"),
        ({"type": "x"}, "vocabulary `types`"),
        ({"portfolio": "x"}, "vocabulary `portfolios`"),
        ({"status": "cancelled"}, "'cancelled' is no status to filter by; there are planned"),
        ({"register": "none-such"}, "no register of this store"),
        ({"limit": "0"}, "query.limit"),
        ({"limit": "101"}, "query.limit"),
        ({"limit": "many"}, "query.limit"),
        ({"cursor": "nonsense"}, "no cursor"),
        ({"as_of": "soon"}, "query.as_of"),
        ({"colour": "blue"}, "'colour' is no parameter"),
    ],
)
def test_what_cannot_be_asked_is_a_problem_that_says_so(client: Client, query: dict[str, str], says: str) -> None:
    reply = client.ask("/search", q="a", **query)
    assert reply.status == 422
    assert says in reply.problem["detail"]


@pytest.mark.parametrize("question", ["%00", "%ff%fe", "%F0%9F%8C%8A", "%22", "*", "("])
def test_strange_bytes_are_answered(client: Client, question: str) -> None:
    assert client.ask(f"/search?q={question}").status == 200
