"""Types read from names, in many languages, with the words that say so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evaluation.splitting import half
from graph.evaluation.types import read_gold
from graph.model.vocabularies import vocabulary
from graph.resolve import type_model
from graph.resolve.type_words import features, listed_words
from graph.resolve.types import type_by_name, type_of


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Ministère de l’Environnement", "government"),
        ("Ministry of Women, Youth and Family", "government"),
        ("Kementerian Kelautan", "government"),
        ("Министерство природных ресурсов", "government"),
        ("وزارة البيئة", "government"),
        ("Peru", "government"),
        ("Government of Peru", "government"),
        ("Alcaldía de Santa Rosa", "local-authority"),
        ("City of Newhaven", "local-authority"),
        ("Gemeente Oudkerk", "local-authority"),
        ("Universidad Nacional", "academic"),
        ("Hochschule am Meer", "academic"),
        ("青山大学", "academic"),
        ("Acme Water Pty Ltd", "business"),
        ("Brandt und Söhne GmbH", "business"),
        ("Chamber of Commerce of Newhaven", "business"),
        ("United Nations University", "un-system"),
        ("UNDP Office in Newland", "un-system"),
        ("Intergovernmental Panel on Sea Lanes", "intergovernmental"),
        ("Fundación Mar", "foundation"),
        ("Stichting Blauw", "foundation"),
        ("Marine Research Institute", "scientific"),
        ("Institut de recherche sur le climat", "scientific"),
        ("Friends of the Bay", "ngo"),
        ("Asociación Amigos del Río", "ngo"),
        ("Association des femmes du Nord", "women"),
        ("Red de Jóvenes por el Agua", "youth"),
        ("Sindicato de Trabajadores del Puerto", "workers"),
        ("Northern Farmers Union", "farmers"),
        ("Tribal Council of the Valley", "indigenous"),
        ("Newhaven Radio and Television", "media"),
    ],
)
def test_a_name_says_what_it_is(name: str, type_: str) -> None:
    read = type_by_name(name)
    assert read is not None
    assert read.type == type_


@pytest.mark.parametrize("name", ["", " ", "—", "()", "\u0301"])
def test_no_name_has_no_type(name: str) -> None:
    assert type_by_name(name) is None


def test_what_says_so_is_quoted_with_how_often_that_is_right() -> None:
    read = type_by_name("Cooperativa Agrícola Ministerio")
    assert read is not None
    assert "“ministerio”" in read.why or "“cooperativa”" in read.why
    assert f"{100 * read.share:.0f} % of names read so surely were right" in read.why


def test_a_world_organisation_is_what_it_is_known_to_be() -> None:
    assert type_by_name("PNUD") == type_by_name("UNDP")
    read = type_by_name("Greenpeace International")
    assert read is not None
    assert read.why.startswith("it is the")


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("Ministry of Water (NGO)", "ngo"),
        ("University of Newhaven (private sector)", "business"),
        ("20 Peruvian Local Governments (Peru)", "local-authority"),
        ("various", ""),
        ("", ""),
    ],
)
def test_what_stands_beside_a_name_comes_before_its_words(written: str, type_: str) -> None:
    assert type_of(written) == type_


def test_a_listed_word_inside_a_longer_listed_phrase_tells_nothing_by_itself() -> None:
    found = features("West Sea Development Bank")
    assert "development bank" in found
    assert "bank" not in found


@settings(deadline=None)  # the first name read loads the tables
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    read = type_by_name(text)
    assert read is None or (vocabulary("types").get(read.type) is not None and 0 <= read.share <= 1 and read.why)
    assert type_of(text) == "" or vocabulary("types").get(type_of(text)) is not None


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(listed_words())), min_size=1, max_size=6).map(" ".join))
def test_any_listed_words_together_are_read(name: str) -> None:
    read = type_model.read(name)
    assert read is not None
    assert 0 < read.probability <= 1
    assert all(f" {word} " in f" {name.replace('*', '')} " or len(word) < len(name) for word in read.words)


def test_all_types_are_of_the_vocabulary_and_surer_is_not_less_often_right() -> None:
    model = type_model.shipped()
    assert all(vocabulary("types").get(type_) for type_ in model.types)
    assert {type_ for types in listed_words().values() for type_ in types} <= set(model.types)
    shares = [model.share(probability / 100) for probability in range(101)]
    assert shares == sorted(shares)


@pytest.mark.parametrize("part", ["A", "B"])
def test_on_labelled_names_it_is_mostly_right_and_seldom_silent(shared: Path, part: str) -> None:
    file = shared / "gold" / "partner_types.csv"
    rows = [
        row for row in read_gold(file.read_text(encoding="utf-8").splitlines(keepends=True)) if half(row.name) == part
    ]
    read = [(row, type_of(row.name)) for row in rows]
    assert sum(found == row.type or found in row.acceptable for row, found in read) >= 0.85 * len(rows)
    assert sum(not found for row, found in read if row.type) <= 0.1 * len(rows)


def test_on_declared_names_it_mostly_agrees(shared: Path) -> None:
    with (shared / "gold" / "declared_types_silver.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {"other_igo": {"intergovernmental"}, "academia_science": {"academic", "scientific"}}
    agreed = [
        type_of(row["name"]) in codes.get(row["declared_type_mapped"], {row["declared_type_mapped"].replace("_", "-")})
        for row in rows
    ]
    assert sum(agreed) >= 0.7 * len(rows)
