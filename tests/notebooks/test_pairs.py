"""Each script has its notebook, and the two don't drift apart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import jupytext
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(file.stem for file in NOTEBOOKS.glob("*.ipynb"))


def test_there_are_six() -> None:
    assert NAMES == [
        "change_between_registers",
        "first_look",
        "how_good_are_the_matches",
        "north_and_south",
        "report_of_2010",
        "structure_and_brokers",
    ]


def test_every_script_has_a_notebook_and_every_notebook_a_script(beside: Callable[[str], ModuleType]) -> None:
    assert [script.stem for script in beside("pair").scripts()] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_what_its_script_makes(name: str, beside: Callable[[str], ModuleType]) -> None:
    """Where it fails: `python notebooks/pair.py`."""
    made = beside("pair").notebook(NOTEBOOKS / f"{name}.py")
    assert (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8") == made


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_gives_its_script_back(name: str) -> None:
    """What is changed in Jupyter can be taken over, and nothing else changes with it."""
    notebook = jupytext.read(NOTEBOOKS / f"{name}.ipynb")
    assert jupytext.writes(notebook, fmt="py:percent") == (NOTEBOOKS / f"{name}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_holds_no_outputs_and_short_cells(name: str) -> None:
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in cells] == [[]] * len(cells)
    assert [cell["execution_count"] for cell in cells] == [None] * len(cells)
    # Captions are long; what is done in a cell isn't.
    assert max(len(cell["source"]) for cell in cells) <= 30
    assert notebook["cells"][0]["cell_type"] == "markdown"


@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_contents_names_it(name: str) -> None:
    assert f"[{name}]({name}.ipynb)" in (NOTEBOOKS / "README.md").read_text(encoding="utf-8")


def test_links_lead_somewhere() -> None:
    for page in (*NOTEBOOKS.glob("*.md"), *NOTEBOOKS.glob("*.py")):
        links = re.findall(r"\]\((?!https?:)([^)#\s]+)\)", page.read_text(encoding="utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == [], page.name
