"""`make demo` as a newcomer sees it, run as make runs it, without serving."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# One worker runs them all: loading the sample is what takes its time.
pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def models() -> Path:
    """The exported models; a clone where `make model` never ran skips these tests and says why."""
    named = os.environ.get("GOAL17_MODELS")
    folder = Path(named) if named else ROOT / "build" / "models"
    if not named and not any(folder.glob("*/space.json")):
        pytest.skip("there are no embedding models here: `make model` makes them")
    return folder.resolve()


def run(folder: Path, models: Path) -> str:
    ended = subprocess.run(
        [sys.executable, "scripts/demo.py", "--folder", folder, "--models", models, "--no-serve"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def shown(folder: Path, models: Path) -> str:
    return run(folder, models)


def answer(shown: str, number: int) -> str:
    """What stands under the heading of one of the three questions."""
    after = shown.split(f"\n{number}. ", 1)[1]
    return after.split("\n───", 1)[0]


def test_it_loads_every_partnership_of_the_sample(shown: str) -> None:
    assert "414 rows, 414 read, 0 set aside" in " ".join(shown.split())
    assert "414  partnerships" in shown


def test_the_search_finds_what_warns_of_floods(shown: str) -> None:
    found = answer(shown, 1)
    assert "Integrating early warning and disaster risk management" in found
    assert "International Flood Network" in found


def test_the_research_alliance_is_offered_universities_of_its_ocean(shown: str) -> None:
    found = answer(shown, 2)
    assert "University of the South Pacific" in found
    assert "National University of Samoa" in found
    assert "Pacific Islands Universities Research Network" in found


def test_the_newcomer_is_offered_what_still_runs_and_is_like_it(shown: str) -> None:
    found = answer(shown, 3)
    assert "nobody of this name is known" in found
    assert "Beach clean-ups" in found
    assert "Micro-plastics" in found
    assert "has ended" not in found


def test_every_answer_says_where_it_comes_from_and_that_nobody_endorses_it(shown: str) -> None:
    for number in (1, 2, 3):
        assert "Sources" in answer(shown, number)
        assert "Listed as submitted to the registers named, not endorsed." in answer(shown, number)


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_answers_in_the_documentation_are_answers_of_the_demo(shown: str, page: str) -> None:
    """The command, and the entries in their order; not the scores, which every better model changes."""
    text = (ROOT / page).read_text(encoding="utf-8")
    pasted = [line.strip() for line in text.splitlines() if line.strip().startswith("$ goal17 ")]
    entries = [line.strip() for line in text.splitlines() if re.match(r" +\d\. \S", line)]
    assert pasted
    assert entries
    lines = {line.strip() for line in shown.splitlines()}
    assert [line for line in (*pasted, *entries) if line not in lines] == []


def test_a_second_time_there_is_nothing_to_load(shown: str, folder: Path, models: Path) -> None:
    again = run(folder, models)
    assert "414 unchanged" in " ".join(again.split())
    for number in (1, 2, 3):
        assert answer(again, number) == answer(shown, number)
