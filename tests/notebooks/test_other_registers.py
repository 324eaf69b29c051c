"""Every script runs on registers that lack what the sample has, and says what is missing."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(file.stem for file in NOTEBOOKS.glob("*.ipynb"))

FIVE_ROWS = """\
Title,Partners,Countries,Start
Clean rivers,Alpha Institute; Beta Foundation; Gamma University,Kenya,2015
Clean lakes,Alpha Institute; Delta Ltd; Government of Kenya,Kenya,2016
Forest watch,Beta Foundation; Government of France; Gamma University,France,2018
Solar schools,Epsilon Association,India,2019
Sea turtles,Alpha Institute; Government of India; Zeta Trust,India,2019
"""
NO_DATES = """\
Title,Partners
Clean rivers,Alpha Institute; Beta Foundation
Clean lakes,Alpha Institute; Delta Ltd
"""
ONE_COUNTRY = """\
Title,Partners,Countries,Start
Clean rivers,Government of Kenya; Beta Foundation,Kenya,2015
Clean lakes,Government of Kenya; Delta Ltd,Kenya,2015
Clean wells,Government of Kenya,Kenya,2015
"""
NO_PARTNERS = """\
Title,Countries
Clean rivers,Kenya
Clean lakes,India
"""


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    beside: Callable[[str], ModuleType],
) -> Callable[[str, str], str]:
    """Runs a script as `python notebooks/NAME.py` does, on a store and without models, and gives what it prints."""
    monkeypatch.setenv("GOAL17_MODELS", str(tmp_path / "none"))
    monkeypatch.syspath_prepend(NOTEBOOKS)
    monkeypatch.setattr(beside("showing"), "PLOTS", tmp_path)

    def printed(name: str, url: str) -> str:
        monkeypatch.setenv("GOAL17_STORE", url)
        runpy.run_path(str(NOTEBOOKS / f"{name}.py"))["register"].store.close()
        assert any(tmp_path.glob("*.png"))
        return " ".join(capsys.readouterr().out.split())

    return printed


@pytest.fixture(scope="module")
def urls(read: Callable[..., str]) -> dict[str, str]:
    return {
        "five rows": read(five=FIVE_ROWS),
        "no dates": read(undated=NO_DATES),
        "one country": read(kenya=ONE_COUNTRY),
        "no partners": read(alone=NO_PARTNERS),
        "nothing": read(),
    }


@pytest.mark.parametrize("register", ["five rows", "no dates", "one country", "no partners", "nothing"])
@pytest.mark.parametrize("name", NAMES)
def test_it_runs(name: str, register: str, run: Callable[[str, str], str], urls: dict[str, str]) -> None:
    assert "not endorsed" in run(name, urls[register])


def test_without_dates_it_says_so(run: Callable[[str, str], str], urls: dict[str, str]) -> None:
    assert "2 of 2 partnerships are in no period: no start is stated" in run("structure_and_brokers", urls["no dates"])
    told = run("change_between_registers", urls["no dates"])
    assert "none of its entries says when it began: it is held against itself, and all stays." in told
    assert "0 of 2 entries that stand in both name other partners" in told


def test_without_models_it_says_so(run: Callable[[str, str], str], urls: dict[str, str]) -> None:
    told = run("how_good_are_the_matches", urls["five rows"])
    assert "No vectors are at hand, so that meaning doesn't count." in told


def test_a_register_in_which_nobody_meets_hides_nobody(run: Callable[[str, str], str], urls: dict[str, str]) -> None:
    assert "of 0 of them a partner is hidden" in run("how_good_are_the_matches", urls["no partners"])


def test_of_another_register_nothing_was_published(run: Callable[[str, str], str], urls: dict[str, str]) -> None:
    told = run("report_of_2010", urls["five rows"])
    assert "Counted: everything, which is 5 partnerships in 5 records." in told
    assert "Nothing was published of what is counted here" in told


def test_what_stands_in_two_registers_is_one_entry(run: Callable[[str, str], str], read: Callable[..., str]) -> None:
    before = (
        "Title,Partners,Description\n"
        'Clean rivers of the eastern highlands,Alpha Institute; Beta Foundation,"We plant trees along forty rivers and'
        ' measure what they carry, year after year, with schools."\n'
        "Clean lakes,Alpha Institute; Delta Ltd,Boats.\n"
    )
    later = before.replace("; Beta Foundation", "; Zeta Trust").replace(
        "Clean lakes,Alpha Institute; Delta Ltd,Boats.", "Solar schools,Epsilon Association; Alpha Institute,Roofs."
    )
    told = run("change_between_registers", read(before=before, later=later))
    assert "Before: register before: 2 partnerships in 2 records." in told
    assert "After: register later: 2 partnerships in 2 records." in told
    assert "1 of 1 entries that stand in both name other partners" in told
    assert "(register before; register later), 3 together" in told
    assert "3 and 3, 1 of them in both" in told
