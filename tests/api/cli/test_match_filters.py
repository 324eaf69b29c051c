"""`goal17 match partnerships` with filters by kind and `--joinable`, as a person reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.doors import make_doors

Goal17 = Callable[..., Result]


@pytest.fixture
def ask(run: Goal17, tmp_path: Path) -> Callable[..., str]:
    """Ask what an NGO in Kenya should join; the answer on one line."""
    with make_doors(tmp_path / "doors.db"):
        pass

    def told(*more: str) -> str:
        who = ("--name", "Coast Club", "--text", "We clean harbours.", "--type", "ngo", "--country", "KEN")
        result = run(
            "match", "partnerships", *who, "--as-of", "2026-11-22", *more, "--store", f"sqlite:///{tmp_path}/doors.db"
        )
        assert result.exit_code == 0, result.output
        return " ".join(result.stdout.split())

    return told


def test_how_many_say_anything_of_a_filter_is_told_with_the_answer(ask: Callable[..., str]) -> None:
    said = ask("--goal-type", "task")
    counted = "goal-type: 2 of 6 partnerships to choose from state anything of it"
    assert f"{counted}, and the text of 1 more says it; 2 pass." in said
    assert "Kept by goal-type: Task-oriented: stated under goal-type." in said
    assert "Kept by goal-type: Task-oriented: says “clean up” (read from the text)." in said
    assert "Closed harbours" not in said


def test_where_nobody_states_it_that_is_said(ask: Callable[..., str]) -> None:
    said = ask("--non-cash", "data")
    assert "non-cash: 1 of 6 partnerships to choose from state anything of it; 0 pass." in said
    assert "Nothing passes all filters; leave out --non-cash." in said


def test_filters_to_leave_out_together_are_named_together(ask: Callable[..., str]) -> None:
    said = ask("--funding-type", "loose", "--non-cash", "data")
    assert "Nothing passes all filters; leave out --funding-type and --non-cash." in said
    said = ask("--goal-type", "policy", "--with-business", "yes")
    assert "Nothing passes all filters; leave out --goal-type or --with-business." in said


def test_gates_are_told_and_only_what_can_be_joined_is_answered(ask: Callable[..., str]) -> None:
    every, kept = ask(), ask("--joinable")
    assert "Closed harbours" in every
    assert "Open to new partners: no. Its record says that it takes no further partners." in every
    assert "Contribution: for you to judge. It asks for: 500 EUR a year;" in every
    assert "Closed harbours" not in kept
    assert "Quiet harbours" in kept
    assert "Open to new partners: 2 yes, 2 no and left out, 2 not stated and kept." in kept
    assert "How to apply: yes. Its record says how to ask: https://doors.example/join; until 2030-06-30." in kept


def test_explain_shows_the_words_of_the_source(ask: Callable[..., str]) -> None:
    said = ask("--explain")
    assert "“The alliance is open to new members.” (doors:5, Description)" in said
    assert "“500 EUR a year” (doors:2, Fee)" in said
