"""Goals, targets and themes that texts speak of."""

from __future__ import annotations

import numpy as np
import pytest

from graph.infer.tagging.document import Document, described, document_of
from graph.infer.tagging.goals import goal_suggestions, named_goals
from graph.infer.tagging.model import GOALS, MOST, shipped
from graph.infer.tagging.targets import target_suggestions
from graph.infer.tagging.themes import theme_suggestions
from graph.model.entities import Entity, EntityText, Fact
from graph.model.records import Source
from graph.names.persons import may_be_person

WATER = (
    "The partnership builds wells and latrines, so that villages drink safe water and pupils wash their hands."
    " Committees learn to keep pumps running, to test water quality and to treat wastewater, and women lead them."
)


def test_the_passage_that_says_so_is_one_of_the_entry_with_its_source():
    source = Source("demo:1", "Description")
    entity = Entity(
        "demo-1",
        "partnership",
        "Wells for villages",
        facts=(Fact("coverage", "Rural districts"),),
        texts=(EntityText("description", f"We are an association of engineers.\n\n{WATER}", "en", source),),
    )
    main = goal_suggestions(document_of(entity))[0]
    assert (main.code, main.role, main.basis) == ("6", "primary", "inferred")
    assert main.passage is not None
    assert "wells and latrines" in main.passage.text
    assert main.passage.source == source
    assert "water" in main.words
    assert shipped().version in main.rule


def test_a_main_goal_and_five_others_at_most():
    numbers = ", ".join(map(str, range(1, 18)))
    made = goal_suggestions(described("", f"It serves SDGs {numbers}."))
    assert len(made) == MOST
    assert [each.role for each in made] == ["primary", *["secondary"] * 5]


def test_what_says_nothing_is_told_no_goal():
    assert goal_suggestions(Document(())) == ()
    assert goal_suggestions(described("", "Zxqv wvut.")) == ()


def test_a_goal_named_by_number_is_suggested_with_the_passage():
    made = goal_suggestions(described("", "A bakery. It serves SDG 9."))
    assert [each.rule for each in made if each.code == "9"] == ["named by its number"]


def test_a_habit_of_a_register_is_told_as_one_and_quotes_nothing():
    made = next(each for each in goal_suggestions(described("", "A bakery."), habits={14: 0.99}) if each.code == "14")
    assert made.rule == "declared by 99% of the entries of its register"
    assert made.passage is None


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("SDG 14", {14}),
        ("ODS 5 y 13", {5, 13}),
        ("Sustainable Development Goals (SDGs) 1, 2 and 6.3", {1, 2, 6}),
        ("Objectifs de développement durable n° 4", {4}),
        ("Our goal 3 is a jetty; MDG 7; SDG 18; 14 SDGs", set()),
    ],
)
def test_goals_named_by_number(text, goals):
    assert named_goals(text) == goals


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("保护海洋和渔业", "14"),
        ("مياه الشرب النظيفة للجميع", "6"),
        ("Защита морских экосистем и коралловых рифов", "14"),
        ("Vacunar a los niños contra la malaria", "3"),
    ],
)
def test_texts_in_other_languages_are_read_by_their_meaning(embedders, text, goal):
    model = shipped()
    vector = embedders.of_space(model.space).embed([text])[0]
    made = goal_suggestions(described("", text), vector)
    assert made[0].code == goal
    assert made[0].rule.startswith("meaning")


def test_what_words_add_sums_to_the_log_odds():
    model = shipped()
    tfidf = model.tfidf(described("", WATER).terms)
    parts = [weight * model.weights[model.terms[term]] for term, weight in tfidf.items()]
    np.testing.assert_allclose(model.by_words(tfidf), model.bias + np.sum(parts, axis=0), rtol=1e-4, atol=1e-4)
    assert np.sqrt(sum(weight**2 for weight in tfidf.values())) == pytest.approx(1)


def test_the_weights_hold_no_digits_and_no_given_names():
    model = shipped()
    assert model.weights.shape == (len(model.terms), GOALS)
    assert [term for term in model.terms if any(sign.isdigit() for sign in term)] == []
    assert [term for term in model.terms if may_be_person(f"{term.capitalize()} Example")] == []


def test_targets_by_number_and_in_their_own_words():
    made = target_suggestions(described("", "It serves target 6.2. Fishers get: prevent and reduce marine pollution."))
    assert [(each.code, each.score) for each in made] == [("6.2", 1.0), ("14.1", 1.0)]
    assert made[1].passage is not None
    assert "marine pollution" in made[1].passage.text
    assert target_suggestions(described("", "Marine pollution is bad.")) == ()


@pytest.mark.parametrize(
    ("title", "text", "themes"),
    [
        ("Solar lamps", "Solar energy for villages without electricity.", {"csd:energy"}),
        ("Manglares", "Los manglares protegen la costa.", {"csd:oceans"}),
        ("Gestion des déchets", "Nous ramassons les déchets.", {"csd:waste-management"}),
        ("A choir", "It sings.", set()),
    ],
)
def test_themes_by_phrases(title, text, themes):
    made = theme_suggestions(described(title, text))
    assert {each.code for each in made} >= themes
    assert bool(made) == bool(themes)
    assert all(each.passage is not None and each.words for each in made)
