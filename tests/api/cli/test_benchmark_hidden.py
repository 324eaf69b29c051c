"""`goal17 benchmark` P1 to P4: what is hidden in a small register is looked for again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from graph.embed import spaces
from graph.embed.spaces import Embedders
from graph.evaluation.hidden.figures import METRICS
from graph.evaluation.hidden.ranking import LEARNT, SHIPPED
from graph.evaluation.hidden.simple import METHODS

Goal17 = Callable[..., Result]
BODIES = (
    "Zephyr Foundation", "Universidad de Corvo", "Quill Trust", "Brume Energy Ltd",
    "Ministry of Tides", "Lumen Network", "Ochre Institute", "Vela Bank",
)  # fmt: skip
WORDS = ("mangroves", "wells", "stoves", "clinics", "storms", "libraries")
TITLES = {
    "P1": "a partner for an initiative",
    "P2": "an initiative for a partner",
    "P3": "a partner for a later initiative",
    "P4": "an initiative for a newcomer",
}


def rows(number: int, start: int = 0) -> Iterator[str]:
    """Rows of a register: a title, a text that names one of its partners, three partners, a country, a goal."""
    lists = list(combinations(BODIES, 3))
    for at, words in list(enumerate(list(combinations(WORDS, 3))))[start : start + number]:
        named = lists[at * 17 % len(lists)]
        country = ("Kenya", "Fiji", "Tanzania")[at % 3]
        text, partners = f"{' '.join(words)} with {named[2]}", "; ".join(named)
        yield f"{at + 1},{words[0]} and {words[1]} {at},{text},{partners},{country},{at % 17 + 1}"


@pytest.fixture(autouse=True)
def _loaded_once(embedders: Embedders, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real models as all runs have them: a command line is a process of its own, and loads them and embeds anew."""
    real = spaces.load
    monkeypatch.setattr(spaces, "load", lambda folder: embedders if folder == models else real(folder))


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str, Sequence[str]], Path]:
    """Writes a register of some rows."""

    def written(name: str, lines: Sequence[str]) -> Path:
        file = tmp_path / f"{name}.csv"
        file.write_text("\n".join(["Id,Title,Description,Partners,Countries,SDGs", *lines, ""]), encoding="utf-8")
        return file

    return written


@pytest.fixture
def measured(run: Goal17, models: Path) -> Callable[..., list[dict[str, Any]]]:
    """The figures of a benchmark, with the real models."""

    def told(*arguments: str | Path) -> list[dict[str, Any]]:
        result = run("benchmark", *arguments, "--json", GOAL17_MODELS=str(models))
        assert result.exit_code == 0, result.output
        found: list[dict[str, Any]] = json.loads(result.stdout)
        return found

    return told


def test_what_is_hidden_is_looked_for_by_every_method(
    table: Callable[..., Path], measured: Callable[..., list[dict[str, Any]]]
) -> None:
    found = measured("P1", "P2", "P3", "P4", "--register", table("coast", [*rows(18)]))
    assert [*dict.fromkeys(each["protocol"] for each in found)] == ["P1", "P2", "P3", "P4"]
    for protocol, title in TITLES.items():
        whole = {(each["method"], each["metric"]): each for each in found if each["slice"] == title}
        assert {each["protocol"] for each in whole.values()} == {protocol}
        for method in (*METHODS, LEARNT, SHIPPED):
            for metric in METRICS:
                figure = whole[method, metric]
                assert 0 <= figure["low"] <= figure["value"] <= figure["high"] <= 1
                assert figure["n"] > 5
            for metric in ("hit@10", "MRR"):
                if method in {LEARNT, SHIPPED}:
                    paired = whole[method, f"{metric} less fusion's"]
                    assert paired["value"] == pytest.approx(
                        whole[method, metric]["value"] - whole["fusion", metric]["value"]
                    )
        assert 0 < whole["what was hidden", "slots of its top 20"]["value"] <= 1
    slices = {each["slice"] for each in found if each["protocol"] == "P1"}
    assert {"a partner for an initiative, repeat", "a partner for an initiative, incumbent"} <= slices
    sizes = {each["slice"]: each["n"] for each in found}
    assert sizes["a partner for an initiative"] <= 18


def test_a_later_register_is_tested_by_what_was_known_before(
    run: Goal17, table: Callable[..., Path], measured: Callable[..., list[dict[str, Any]]], models: Path
) -> None:
    before, later = table("before", [*rows(12)]), table("later", [*rows(5, 12)])
    found = measured("P1", "P2", "P3", "P4", "--register", before, "--test-on", later)
    tested = {each["slice"]: each["n"] for each in found}
    both = {each["slice"]: each["n"] for each in measured("P1", "P2", "P4", "--register", before, later)}
    assert 6 <= tested[TITLES["P3"]] <= 15, "five entries of three partners, every known one hidden in turn"
    for protocol in ("P1", "P2", "P4"):
        assert 0 < tested[TITLES[protocol]] < both[TITLES[protocol]]
    assert tested[TITLES["P1"]] <= 5
    twins = table("twins", [*rows(12)])
    again = run("benchmark", "P3", "--register", before, "--test-on", twins, GOAL17_MODELS=str(models))
    assert again.exit_code == 2, "there is nothing in it that is not known"
    assert again.stderr.startswith("P3: ")


@pytest.mark.parametrize("number", [1, 4])
def test_too_few_entries_are_said(number: int, run: Goal17, table: Callable[..., Path], models: Path) -> None:
    file = table("coast", [*rows(number)])
    for protocol in TITLES:
        result = run("benchmark", protocol, "--register", file, GOAL17_MODELS=str(models))
        if result.exit_code:
            assert result.exit_code == 2
            assert result.stderr.startswith(f"{protocol}: ")
            assert "too few" in result.stderr
            assert "Traceback" not in result.output
        else:
            assert "goal17, as shipped" in result.stdout, "what can be asked is asked"
    if number == 1:
        assert result.exit_code == 2


def test_without_models_or_registers_it_says_what_is_missing(run: Goal17, table: Callable[..., Path]) -> None:
    result = run("benchmark", "P1", "--register", table("coast", [*rows(4)]))
    assert result.exit_code == 2
    assert "no embedding model" in result.stderr
    result = run("benchmark", "P2")
    assert result.exit_code == 2
    assert "--register" in result.stderr


def test_own_weights_are_measured_as_those_shipped_are(
    table: Callable[..., Path], run: Goal17, models: Path, tmp_path: Path
) -> None:
    """With GOAL17_MATCHING the file that it names stands in the place of the shipped weights."""
    file = table("coast", [*rows(18)])
    own = tmp_path / "own.json"

    def of_words(weight: float) -> list[dict[str, Any]]:
        own.write_text(
            json.dumps({"name": "own/1", "weights": {"partnerships": {"known": {"amount": {"words": weight}}}}})
        )
        result = run(
            "benchmark", "P2", "--register", file, "--json", GOAL17_MODELS=str(models), GOAL17_MATCHING=str(own)
        )
        assert result.exit_code == 0, result.output
        return [
            each for each in json.loads(result.stdout) if each["method"] == SHIPPED and each["slice"] == TITLES["P2"]
        ]

    told, nothing = of_words(1.0), of_words(0.0)
    assert [each["metric"] for each in told] == [each["metric"] for each in nothing]
    assert told != nothing
    own.write_text("{}")
    refused = run("benchmark", "P2", "--register", file, GOAL17_MODELS=str(models), GOAL17_MATCHING=str(own))
    assert refused.exit_code == 2
    assert str(own) in refused.stderr
