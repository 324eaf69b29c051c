"""POST /resolve."""

from __future__ import annotations

import pytest

from tests.api.conftest import Client


def test_names_are_answered_in_order(client: Client) -> None:
    names = ["zzqx unheard of body", "UNDP", "Reef Watch Networks"]
    reply = client.ask("/resolve", {"names": [{"name": name} for name in names]})
    assert reply.status == 200
    assert [each["name"] for each in reply.body["results"]] == names
    nobody, undp, reef = (each["candidates"] for each in reply.body["results"])
    assert nobody == []
    assert undp[0]["same"] is True
    assert undp[0]["name"] == "United Nations Development Programme"
    assert reef[0]["same"] is True
    assert all({"id", "name", "score", "same", "reasons"} <= set(each) for each in (*undp, *reef))


def test_type_and_country_are_read(client: Client) -> None:
    reply = client.ask("/resolve", {"names": [{"name": "CT", "country": "Indonesia", "type": "ngo"}]})
    assert [each["same"] for each in reply.body["results"][0]["candidates"][:2]] == [True, None]


def test_no_names_give_no_results(client: Client) -> None:
    assert client.ask("/resolve", {"names": []}).body["results"] == []


@pytest.mark.parametrize(
    "body",
    [{"names": "x"}, {}, [], {"names": [], "colour": "blue"},
     {"names": [{"name": "x"}] * 1001}, b"{"],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem(client: Client, body: object) -> None:
    reply = client.ask("/resolve", body)
    assert reply.status == 422
    assert reply.problem


@pytest.mark.parametrize(
    ("entry", "said"),
    [({}, "takes a `name`"), ({"name": 3}, "takes a `name`"), (None, "takes a `name`"), ("UNDP", "takes a `name`"),
     ({"name": "x", "colour": "blue"}, "takes a `name`"), ({"name": "x", "type": "nonsense"}, "is no type"),
     ({"name": "x", "country": "Atlantis"}, "is no country"), ({"name": "x" * 10_000}, "10,000 characters"),
     ({"name": ""}, "There is no name."), ({"name": " \t"}, "There is no name."), ({"name": "\ud800"}, "no text")],
)  # fmt: skip
def test_what_is_no_name_says_so_and_the_others_are_answered(client: Client, entry: object, said: str) -> None:
    reply = client.ask("/resolve", {"names": [{"name": "UNDP"}, entry, {"name": "Green Shore Trust"}]})
    assert reply.status == 200
    undp, bad, green = reply.body["results"]
    assert undp["candidates"][0]["same"] is green["candidates"][0]["same"] is True
    assert said in bad["problem"]
    assert bad["candidates"] == []
    assert undp["problem"] == ""


@pytest.mark.parametrize("written", ["\u202eUNDP", "U\u200bN\u200bD\u200bP", "UNDP\x00", "\x1b[31mUNDP", "UNDP\u200f"])
def test_signs_that_nobody_sees_change_no_name(client: Client, written: str) -> None:
    found = client.ask("/resolve", {"names": [{"name": written}]}).body["results"][0]
    assert found["problem"] == ""
    assert [each["name"] for each in found["candidates"][:1]] in ([], ["United Nations Development Programme"])


def test_too_many_names_are_refused_with_the_limit_named(client: Client) -> None:
    reply = client.ask("/resolve", {"names": [{"name": "UNDP"}] * 100_000})
    assert reply.status == 422
    assert "1000" in str(reply.body)


def test_bytes_that_are_no_text_are_a_problem(client: Client) -> None:
    reply = client.ask("/resolve", b"\xff")
    assert reply.status == 400
    assert reply.problem
