"""`goal17 suggest`, and what `goal17 show` tells of a text."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

Goal17 = Callable[..., Result]

TEXT = (
    "We restore mangroves and coral reefs with fishing communities, protect marine ecosystems and coastal habitats,"
    " monitor fish stocks, and will train 200 fishers in sustainable fisheries by 2028."
)


def test_goals_are_suggested_with_score_and_passage(run: Goal17, store: str) -> None:
    shown = run("suggest", "--title", "Reefs", TEXT, "--store", store).stdout
    assert "Read from its text by words, not declared unless it says so" in shown
    assert "SDG 14 Life below water (main)" in shown
    assert "“We restore mangroves and coral reefs" in shown
    assert "Training: says “will train" in shown
    assert "Funding: not stated" in shown
    assert "promises “by 2028”" in " ".join(shown.split())


def test_the_text_is_read_from_standard_input_and_answered_as_json(run: Goal17, store: str) -> None:
    answer = json.loads(run("suggest", "-", "--json", "--store", store, stdin=TEXT).stdout)
    assert answer["inferred"]["goals"][0]["code"] == "14"
    assert answer["inferred"]["read_by"] == "words"


def test_nothing_said_is_an_error_that_says_what_to_say(run: Goal17, store: str) -> None:
    result = run("suggest", "--store", store)
    assert result.exit_code == 2
    assert "Say what the partnership does" in result.stderr


def test_show_tells_apart_what_is_inferred_and_declared(run: Goal17, store: str) -> None:
    shown = run("show", "coast-1", "--store", store).stdout
    assert "Read from its text by words, not declared unless it says so" in shown
    assert "What kind of partnership, by rules over its text" in shown
    assert "Read from its text" not in run("show", "KEN", "--store", store).stdout


def test_too_few_entries_to_measure_goals_on_are_said_to_be(run: Goal17, store: str) -> None:
    result = run("benchmark", "P7", "--store", store)
    assert result.exit_code == 2
