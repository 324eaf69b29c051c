"""GET /gaps, /countries/{country}/niches and /countries/{country}/view."""

from __future__ import annotations

import urllib.request

import pytest

from tests.api.conftest import Client


def test_every_cell_has_its_rows_and_what_is_expected(client: Client) -> None:
    reply = client.ask("/gaps", by="m49", as_of="2026-01-01")
    assert reply.status == 200
    made = reply.body["coverage"]
    assert made["population"]["entries"] == 12
    seas = next(cell for cell in made["cells"] if (cell["line"], cell["area"]) == ("14", "009"))
    assert (seas["count"], seas["partnerships"]) == (1, ["coast-10"])
    assert seas["low"] <= seas["expected"] <= seas["high"]
    assert "hypergeometric" in made["baseline"]["interval"]
    assert "in this register, not in the world" in made["notice"]
    assert {each["register"] for each in reply.body["registers"]} == {"coast", "clinic"}


def test_a_slice_is_counted_alone(client: Client) -> None:
    reply = client.ask("/gaps", register="clinic", of="themes")
    assert reply.body["slice"] == "register clinic"
    assert reply.body["coverage"]["population"]["entries"] == 6
    assert reply.body["registers"][0]["register"] == "clinic"


def test_cells_can_be_had_as_a_table(client: Client) -> None:
    with urllib.request.urlopen(f"{client.url}/api/v1/gaps?format=csv") as answer:
        assert answer.headers["content-type"].startswith("text/csv")
        assert answer.read().decode().startswith("line,label,area,area_name,count,read,compared,expected")


def test_niches_name_who_works_in_comparable_countries(client: Client) -> None:
    reply = client.ask("/countries/TZ/niches")
    assert (reply.status, reply.body["niches"]["country"]) == (200, "TZA")
    lines = [niche["line"] for niche in reply.body["niches"]["niches"]]
    assert lines == ["3", "5", "7", "12", "13", "14"]
    assert [niche["ended_here"] for niche in reply.body["niches"]["niches"]] == [[], [], [], [], [], ["coast-2"]]
    clinics = reply.body["niches"]["niches"][0]
    assert "WHO" in str(clinics) or "World Health Organization" in str(clinics)


def test_a_country_sees_what_is_active_in_it(client: Client) -> None:
    reply = client.ask("/countries/KEN/view", as_of="2026-01-01", window=3650)
    view = reply.body["view"]
    assert [each["id"] for each in view["active"]["national"]["shown"]] == ["coast-1"]
    assert [each["id"] for each in view["active"]["regional"]["shown"]] == ["clinic-3"]
    assert [each["id"] for each in view["ending"]["shown"]] == ["coast-1"]
    assert view["not_stated"]["no_place"] >= 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/gaps?by=the-west", 422),
        ("/gaps?baseline=population", 422),
        ("/gaps?register=nobody", 422),
        ("/gaps?ids=-1", 422),
        ("/gaps?as_of=0", 422),
        ("/gaps?as_of=2026-02-30", 422),
        ("/countries/Atlantis/view", 404),
        ("/countries/Atlantis/niches", 404),
        ("/countries/KEN/view?window=-1", 422),
        ("/countries/KEN/view?sdg=18", 422),
    ],
)
def test_what_can_not_be_asked_is_a_problem(client: Client, path: str, status: int) -> None:
    reply = client.ask(path)
    assert reply.status == status
    assert reply.problem
