"""P9: labelled offers are read, found and ranked; weights are learnt with their signs, on other countries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.embed.spaces import Embedders
from graph.errors import InputError
from graph.evaluation.comparing_needs import BASELINES, pairs
from graph.evaluation.figures import Figure
from graph.evaluation.learning_needs import learn
from graph.evaluation.needs import Pair, digest, figures, out_of_fold, read_gold
from graph.matching.needs.features import ACTION, PLACE
from graph.matching.needs.weights import SIGNS, shipped
from graph.snapshot.make import make
from graph.store import open_store
from tests.asked import fill


def line(key: str, label: str, country: str = "TGO", register: str = "fund", **more: object) -> str:
    need = {"iso3": country, "area": "adaptation", "sector": "waste", "actions": "Solid Waste, Recycling"}
    return json.dumps({"label": label, "offer": {"id": key, "register": register}, "need": need, **more})


GOLD = (
    line("10", "meets", certain=True),
    line("11", "wrong place"),
    line("12", "wrong action"),
    line("13", "meets"),
    line("1", "no", register="coast_2024"),
    line("99", "no"),
)


def values(**given: float) -> Mapping[str, float]:
    return dict.fromkeys((*PLACE, *ACTION), 0.0) | {name.replace("_", "-"): value for name, value in given.items()}


def by(found: list[Figure], method: str, metric: str) -> float:
    return next(each.value for each in found if (each.method, each.metric) == (method, metric))


def test_gold_is_read_in_any_order_of_keys_and_with_fewer_of_them() -> None:
    labelled = read_gold([*GOLD, "", "\n"])
    assert len(labelled) == 6
    assert (labelled[0].need.country, labelled[0].key, labelled[0].label) == ("TGO", "10", "meets")
    assert digest(labelled) == digest(list(reversed(labelled)))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{", "gold.jsonl, row 1"),
        ("[]", "no labelled offer"),
        ('{"need": {}, "label": "no"}', "offer"),
        (line("1", "perhaps"), "'perhaps' is none of"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(written: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_gold([written], "gold.jsonl")


def test_labelled_offers_are_found_by_their_keys_and_compared(embedders: Embedders) -> None:
    embedder = embedders.reading(None)[0]
    with open_store("sqlite://") as store:
        view = fill(store, embedders).view()
        found, missing = pairs(read_gold(GOLD), make(view, embedder.space), view, embedder)
    assert (len(found), missing) == (5, 1)
    assert set(found[0].baselines) == set(BASELINES)
    assert set(found[0].values) == {*PLACE, *ACTION}
    assert found[0].baselines["words, country"] > found[1].baselines["words, country"]
    table = list(figures(found, missing))
    assert by(table, "goal17, shipped (1 of 1 countries seen)", "MRR") == 1.0
    assert {each.protocol for each in table} == {"P9"}
    assert all("1 of 6" in each.slice for each in table)
    assert any(each.method.startswith("goal17, shipped (1 of 1 countries seen) − ") for each in table)


def test_what_was_learnt_on_the_only_country_is_no_figure_of_goal17() -> None:
    seen, unseen = shipped().countries[0], "XKX"
    assert unseen not in shipped().countries
    of_one = [
        Pair(0, seen, "meets", values(place_here=1, action_in_title=1), dict.fromkeys(BASELINES, 0.0)),
        Pair(0, seen, "wrong place", values(place_elsewhere=1), dict.fromkeys(BASELINES, 0.0)),
    ]
    methods = {each.method for each in figures(of_one, 0)}
    assert "goal17, shipped (1 of 1 countries seen)" in methods
    assert not any(method == "goal17" or method.startswith("goal17 − ") for method in methods)
    of_another = [Pair(each.need, unseen, each.label, each.values, each.baselines) for each in of_one]
    assert {"goal17", "goal17, shipped"} <= {each.method for each in figures(of_another, 0)}


def test_no_pairs_give_no_figures() -> None:
    assert list(figures([], 3)) == []


def test_weights_have_their_signs_whatever_is_taught() -> None:
    rows = [values(place_here=1, action_in_title=1), values(place_elsewhere=1), values(reports_only=1, goals_served=1)]
    taught = ["wrong place", "meets", "meets"]  # the opposite of what the features mean
    learnt = learn({name: [row[name] for row in rows] for name in rows[0]}, taught, "x/1")
    assert all(learnt.of(name) * SIGNS[name] >= 0 for name in SIGNS)


def test_no_pair_is_asked_with_weights_that_were_learnt_on_its_country() -> None:
    countries = ["KEN", "FJI", "PER"]
    taught = [
        Pair(need, country, label, values(place_here=float(label == "meets"), action_in_title=1.0), {})
        for need, country in enumerate(countries)
        for label in ("meets", "wrong place")
    ]
    own = out_of_fold(taught)
    assert own[0] is own[1]
    for row, pair in enumerate(taught):
        others = [each for each in taught if each.country != pair.country]
        alone = learn(
            {name: [each.values[name] for each in others] for name in others[0].values},
            [each.label for each in others],
            "",
        )
        assert own[row].place == pytest.approx(alone.place)


def test_the_shipped_weights_have_their_signs_and_say_what_they_were_learnt_on() -> None:
    weights = shipped()
    assert set(weights.place) == set(PLACE)
    assert set(weights.action) == set(ACTION)
    assert all(weights.of(name) * sign >= 0 for name, sign in SIGNS.items())
    assert len(weights.learnt_on) == 64
    assert len(weights.countries) == 45


def test_the_shipped_weights_are_those_of_the_gold(shared: Path) -> None:
    lines = (shared / "gold" / "need_offer_pairs.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = read_gold(lines)
    assert (len(labelled), len({each.need for each in labelled})) == (327, 45)
    assert digest(labelled) == shipped().learnt_on
