"""GET /figures and /figures/{code}: as data, as tables, as a chart."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.api.conftest import Client


def series(body: Any, figure: str, code: str) -> Any:
    (made,) = [each for each in body["figures"] if each["code"] == figure]
    return next(each for each in made["series"] if each["code"] == code)


def test_every_figure_with_its_denominators(client: Client) -> None:
    reply = client.ask("/figures")
    assert reply.status == 200
    codes = [each["code"] for each in reply.body["figures"]]
    assert codes[:8] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    for figure in reply.body["figures"]:
        assert figure["slice"] == "everything"
        for each in figure["series"]:
            assert each["readable"] <= each["population"]
            assert each["rule"]
    assert {each["register"] for each in reply.body["registers"]} == {"coast", "clinic"}


def test_one_figure_of_a_slice(client: Client) -> None:
    reply = client.ask("/figures/VII?register=coast&sdg=14&until=2019")
    assert reply.status == 200
    years = series(reply.body, "VII", "year")
    assert {bar["code"]: bar["count"] for bar in years["bars"]} == {"2015": 1, "2016": 1, "2019": 1}
    assert years["bars"][0]["rows"] == ["coast-2"]
    assert {each["register"] for each in reply.body["registers"]} == {"coast"}
    assert client.ask("/figures/vii?register=coast").status == 200


def test_a_portfolio_stands_beside_what_was_published(client: Client) -> None:
    (figure,) = client.ask("/figures/VI?portfolio=csd").body["figures"]
    published = {each["code"]: each["value"] for each in figure["published"] if each["series"] == "sectors"}
    assert published["governments"] == 83
    assert figure["contradictions"]


def test_tables(client: Client) -> None:
    bars = client.ask("/figures/VII?format=csv")
    assert bars.headers["content-type"].startswith("text/csv")
    years = {each["code"]: each["count"] for each in csv.DictReader(StringIO(bars.body)) if each["figure"] == "VII"}
    assert years["2015"] == "1"
    rows = list(csv.DictReader(StringIO(client.ask("/figures?format=rows&country=Fiji").body)))
    assert {each["partnership"] for each in rows} == {"coast-9", "coast-10"}


def test_a_bar_holds_as_many_ids_as_are_asked_for(client: Client) -> None:
    for asked, held in (("ids=1", 1), ("ids=0", 0), ("", 9)):
        body = client.ask(f"/figures/size?{asked}").body
        bar = next(each for each in series(body, "size", "partners")["bars"] if each["code"] == "2-to-10")
        assert (bar["count"], len(bar["rows"])) == (9, held)


def test_a_chart_with_its_text(client: Client) -> None:
    chart = client.ask("/figures/VI?format=svg")
    assert chart.headers["content-type"] == "image/svg+xml"
    assert "Partners by type" in "".join(ET.fromstring(chart.body).itertext())
    once = client.ask("/figures/VI?format=svg&series=partners")
    assert "Partners, each once" in once.body


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/figures/VI?register=cost", "No register is called 'cost'"),
        ("/figures/VI?theme=wells", "No theme is called 'wells'"),
        ("/figures/VI?sdg=18", "Goals are 1 to 17"),
        ("/figures/VI?since=0", "since"),
        ("/figures/VI?format=svg&series=no", "has no series 'no'"),
        ("/figures/VI?format=pdf", "format"),
        ("/figures/VI?portofolio=csd", "'portofolio' is no parameter here; there are country, format, ids, portfolio"),
        ("/export?contry=Fiji", "'contry' is no parameter here"),
        ("/network?sdgs=14", "'sdgs' is no parameter here"),
    ],
)
def test_what_cannot_be_asked(client: Client, path: str, told: str) -> None:
    reply = client.ask(path)
    assert reply.status == 422
    assert told in reply.problem["detail"]


def test_a_figure_that_there_is_not(client: Client) -> None:
    reply = client.ask("/figures/IX")
    assert (reply.status, "IX" in reply.problem["detail"]) == (404, True)


def test_a_slice_that_holds_nothing(client: Client) -> None:
    reply = client.ask("/figures/VI?sdg=16")
    assert reply.status == 200
    assert {(each["population"], each["total"]) for each in reply.body["figures"][0]["series"]} == {(0, 0)}
    assert "Nothing could be read." in client.ask("/figures/VI?sdg=16&format=svg").body
