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
    assert reef[0]["same"] is None
    assert all({"id", "name", "score", "same", "reasons"} <= set(each) for each in (*undp, *reef))


def test_type_and_country_are_read(client: Client) -> None:
    reply = client.ask("/resolve", {"names": [{"name": "CT", "country": "Indonesia", "type": "ngo"}]})
    assert [each["same"] for each in reply.body["results"][0]["candidates"][:2]] == [True, None]


def test_no_names_give_no_results(client: Client) -> None:
    assert client.ask("/resolve", {"names": []}).body["results"] == []


@pytest.mark.parametrize(
    "body",
    [{"names": "x"}, {}, [], {"names": [{}]}, {"names": [{"name": 3}]}, {"names": [{"name": "x", "colour": "blue"}]},
     {"names": [{"name": "x", "type": "nonsense"}]}, {"names": [{"name": "x", "country": "Atlantis"}]},
     {"names": [{"name": "x" * 2001}]}, {"names": [{"name": "x"}] * 1001}, b"{",
     b'{"names": [{"name": "\\ud800"}]}'],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem(client: Client, body: object) -> None:
    reply = client.ask("/resolve", body)
    assert reply.status == 422
    assert reply.problem


def test_bytes_that_are_no_text_are_a_problem(client: Client) -> None:
    reply = client.ask("/resolve", b"\xff")
    assert reply.status == 400
    assert reply.problem
