"""Whose ministry a record means."""

from __future__ import annotations

import pytest

from graph.model.drafts import Draft, Link, Mention, Text
from graph.resolve.home import home_country
from graph.resolve.naming import gather


def record(title: str = "A title", *names: str, text: str = "", countries: tuple[str, ...] = ()) -> Draft:
    return Draft(
        "demo", "1", "partnership", title, "test/1",
        mentions=tuple(Mention(name, name) for name in names),
        links=tuple(Link("operates-in", "country", code) for code in countries),
        texts=(Text("description", text, "en"),) if text else (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "country"),
    [
        (record(), ""),
        (record(countries=("FJI",), text="As they do in Japan."), "FJI"),
        (record(countries=("FJI", "TON"), text="In Fiji."), ""),
        (record("Fisheries of Fiji"), "FJI"),
        (record("Fisheries", "Ministry of Fisheries", "Fiji Reef Trust"), "FJI"),
        (record("Fisheries", "Ministry of Fisheries", text="On the coasts of Fiji and its islands."), "FJI"),
        (record("Fisheries", "Fiji Reef Trust", text="With help from Japan."), ""),
        (record("Fisheries", "Fiji Reef Trust", text="With help from the UK."), ""),
        (record("Fisheries", text="Seas of the U.S. and of Alaska."), "USA"),
        (record("Fisheries", text="For US$ 5,000, or US dollars"), ""),
        (record("LET US FISH IN THE SEAS OF FIJI"), "FJI"),
        (record("Fisheries of New South Wales"), ""),
        (record("Small islands of the Indian Ocean", text="turkey and polish"), ""),
    ],
)
def test_the_one_country_that_is_named(draft: Draft, country: str) -> None:
    assert home_country(draft) == country


def test_a_ministry_of_a_record_about_one_country_is_that_country_s() -> None:
    named = gather([record("Reefs of Fiji", "Ministry of Fisheries"), record("Reefs", "Ministry of Fisheries")])
    assert {(name.country, name.record) for name in named} == {("FJI", ""), ("", "demo:1")}


def test_a_ministry_may_say_whose_it_is_itself() -> None:
    named = gather([record("Reefs of Samoa and Tonga", "Ministry of Fisheries of the Republic of Fiji")])
    assert [(name.country, name.record) for name in named] == [("FJI", "")]


@pytest.mark.parametrize("name", ["Secretariat of the Pacific Community", "Secretariat of the Basel Convention"])
def test_the_secretariat_of_a_convention_is_no_ministry(name: str) -> None:
    (named,) = gather([record("Reefs", name)])
    assert (named.country, named.record) == ("", "")
    (ministry,) = gather([record("Reefs", "Secretariat of Environment and Fisheries")])
    assert ministry.record == "demo:1"


@pytest.mark.parametrize("little", ["de", "de ", "d", "d ", "d'", "of ", "e", "de d'"])
def test_a_long_row_of_little_words_is_read_like_any_other_text(little: str) -> None:
    assert home_country(record("Fisheries", text=f"A {little * 400}x, on the coasts of Fiji")) == "FJI"


@pytest.mark.parametrize("written", ["Côte d'Ivoire", "Côte D’Ivoire", "the Republic of Côte d’Ivoire"])
def test_a_country_with_a_little_word_in_its_name(written: str) -> None:
    assert home_country(record("Fisheries", text=f"On the coasts of {written}.")) == "CIV"
