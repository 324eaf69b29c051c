"""What kind of partnership an entry is, by what it says."""

from __future__ import annotations

import pytest

from graph.infer.typology.promises import amounts, dates
from graph.infer.typology.read import DIMENSIONS, codes, kinds, typology
from graph.model.entities import Entity, EntityText, Fact
from graph.model.records import Source
from graph.model.vocabularies import vocabulary


def entry(text: str, language: str = "en", name: str = "An initiative", **more) -> Entity:
    source = Source("demo:1", "Description")
    return Entity("demo-1", "partnership", name, texts=(EntityText("description", text, language, source),), **more)


@pytest.mark.parametrize(
    ("language", "text", "mechanisms"),
    [
        ("en", "We raise awareness of plastic and train fishers in repairing nets.", ("awareness", "training")),
        ("fr", "Nous organisons des ateliers et des campagnes de sensibilisation.", ("awareness", "training")),
        ("es", "Talleres de capacitación y transferencia de tecnología.", ("technology-transfer", "training")),
        ("en", "It strengthens institutions and their legal framework.", ("institutional-capacity",)),
        ("en", "There is a lack of public awareness.", ()),
        ("en", "Formation of a committee.", ()),
        ("en", "A ship sails.", ()),
    ],
)
def test_mechanisms_in_three_languages(language, text, mechanisms):
    assert codes(entry(text, language)).get("mechanism", ()) == mechanisms


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Volunteers plant trees and clean up beaches.", ("task",)),
        ("It informs policies and advises on a national action plan.", ("policy",)),
        ("An innovative sensor.", ("innovation",)),
        ("Certification and transparency of catches.", ("accountability",)),
        ("We restore reefs and improve legislation.", ("policy", "task")),
        ("Funded by the Department of Science and Innovation.", ()),
    ],
)
def test_goal_types_and_mixes_of_them(text, types):
    assert codes(entry(text)).get("goal-type", ()) == types


def test_each_reading_says_its_rule_and_its_passage():
    made = typology(entry("We meet monthly. Partners signed a memorandum of understanding."))
    loose = next(each for each in made if each.dimension == "funding-type")
    assert loose.code == "loose"
    assert loose.rule == "says “memorandum of understanding”"
    assert loose.passage == "Partners signed a memorandum of understanding."
    assert loose.source == Source("demo:1", "Description")
    assert loose.basis == "rule"


def test_types_with_business_only_where_a_partner_is_one():
    text = "A campaign to raise awareness of waste."
    assert "business-type" not in codes(entry(text))
    assert codes(entry(text, facets={"type": ("business", "ngo")}))["business-type"] == ("advocacy",)


def test_tasks_with_business_in_a_few_countries_are_local():
    of_business = {"type": ("business",)}
    text = "We install pumps."
    assert "business-type" not in codes(entry(text, facets=of_business))
    assert codes(entry(text, facets={**of_business, "country": ("KEN",)}))["business-type"] == ("local-implementation",)
    many = {**of_business, "country": ("KEN", "TZA", "UGA", "RWA")}
    assert "business-type" not in codes(entry(text, facets=many))


def test_contributions_as_stated():
    facts = (
        Fact("staff", "Two engineers", (Source("demo:1", "Resources"),)),
        Fact("in-kind", "Office space and computers", (Source("demo:1", "Resources"),)),
        Fact("other-resources", "Something else", (Source("demo:1", "Resources"),)),
    )
    made = typology(entry("", facts=facts))
    assert {each.code for each in made} == {"staff", "premises", "technology", "in-kind"}
    assert all(each.source == Source("demo:1", "Resources") for each in made)


def test_deliverables_bind():
    fact = Fact("deliverable", {"title": "1,000 mangroves planted", "date": "2020-12"}, (Source("demo:1", "d"),))
    made = {each.code: each for each in typology(entry("", facts=(fact,)))}
    assert made["time-bound"].rule == "a deliverable is due by 2020-12"
    assert "1,000 mangroves" in made["measurable"].rule


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We will train 200 fishers.", ["200 fishers"]),
        ("Reducir en 30 % los residuos.", ["30 %"]),
        ("200 women will be trained.", ["200 women"]),
        ("In 2012 it reached 300 schools.", []),
        ("We aim at SDG 14 and its phase 2.", []),
        ("The plan has 3 pillars over 4 years.", []),
    ],
)
def test_amounts_of_promises(text, said):
    assert list(amounts(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("By 2025 no plastic is left.", ["By 2025"]),
        ("Antes de 2020 habrá diez áreas.", ["Antes de 2020"]),
        ("D'ici 2030, zéro déchet.", ["D'ici 2030"]),
        ("It supports the SDGs by 2030.", []),
        ("It has been consolidated by 2015.", []),
        ("We will finish within two years.", ["within two years"]),
    ],
)
def test_dates_of_promises(text, said):
    assert list(dates(text)) == said


def test_an_entry_that_says_nothing_has_no_reading():
    assert typology(Entity("demo-1", "partnership", "An initiative")) == ()


def test_every_code_is_one_of_its_vocabulary():
    text = (
        "Innovative training, awareness raising and technology transfer; institutional reforms, certification, a trust"
        " fund, corporate responsibility, fundraising and a global platform; by 2025 we will plant 10,000 trees."
    )
    for dimension, listed in codes(entry(text, facets={"type": ("business",), "country": ("KEN",)})).items():
        assert set(listed) <= set(vocabulary(DIMENSIONS[dimension]).terms)


def test_what_a_register_calls_it_comes_first_and_needs_no_business_partner():
    declared = Fact("business-type", "advocacy", (Source("demo:1", "Type", "Advocacy campaign"),))
    goal = Fact("goal-type", "task", (Source("demo:1", "Kind"),))
    made = {each.code: each for each in typology(entry("Volunteers plant trees.", facts=(declared, goal)))}
    assert (made["advocacy"].basis, made["advocacy"].passage) == ("declared", "Advocacy campaign")
    assert (made["task"].basis, made["task"].rule, made["task"].passage) == (
        "declared",
        "stated under goal-type",
        "task",
    )
    assert made["advocacy"].stated


def test_questions_choose_by_neither_targets_nor_resources_that_may_be_money():
    facts = (
        Fact("other-resources", "Something else", (Source("demo:1", "Resources"),)),
        Fact("other-resources", "Computers", (Source("demo:1", "Resources"),)),
    )
    said = entry("We will plant 200 trees by 2020.", facts=facts)
    assert {each.dimension for each in typology(said)} == {"goal-type", "non-cash", "target"}
    chosen = {(each.dimension, each.code): each.stated for each in kinds(said)}
    assert chosen == {("goal-type", "task"): False, ("non-cash", "technology"): True}
