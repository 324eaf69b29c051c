"""Make the notebooks from the scripts: `python notebooks/pair.py`.

The scripts (`*.py`, jupytext's percent format) are what is written and reviewed. Each has a notebook of the same name
beside it, made here, without outputs; the same script gives the same bytes, and a test fails where a pair is out of
step. To take over what was changed in Jupyter: `jupytext --to py:percent NAME.ipynb`, then run this again.
"""

from __future__ import annotations

from pathlib import Path

import jupytext
import nbformat

HERE = Path(__file__).resolve().parent

METADATA = {
    "jupytext": {
        "formats": "ipynb,py:percent",
        # What Jupyter adds to a notebook by itself (its kernel, its versions) isn't written into the script.
        "notebook_metadata_filter": "jupytext.formats,jupytext.notebook_metadata_filter,-all",
    },
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
}


def scripts() -> list[Path]:
    """The scripts that are notebooks: those that begin with jupytext's header."""
    return [each for each in sorted(HERE.glob("*.py")) if each.read_text(encoding="utf-8").startswith("# ---\n")]


def notebook(script: Path) -> str:
    """The notebook of a script, as JSON: cells are numbered, since chance would name them anew each time."""
    made = jupytext.read(script, fmt="py:percent")
    for number, cell in enumerate(made.cells, start=1):
        cell["id"] = f"cell-{number}"
    made.metadata = nbformat.from_dict(METADATA)
    return nbformat.writes(made) + "\n"


if __name__ == "__main__":
    for script in scripts():
        script.with_suffix(".ipynb").write_text(notebook(script), encoding="utf-8")
        print(script.with_suffix(".ipynb").name)
