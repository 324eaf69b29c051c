"""Every notebook runs on the sample register, and shows what it promises."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import pytest
from matplotlib.image import imread
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

# One worker runs them all: reading the sample is what takes its time.
pytestmark = pytest.mark.xdist_group("notebooks")

SHOWN = {
    "first_look": (
        "of 414 partnerships are like it or have its words",
        "The registers of this store.",
        "Its relations",
    ),
    "report_of_2010": (
        "Counted: portfolio csd, which is 189 partnerships in 189 records.",
        "83 % of 348",
        "The five shares sum to 101. (E/CN.17/2010/13, §14)",
        "are here for a primary theme that is read from a text",
    ),
    "structure_and_brokers": (
        "networks of chance with the same degrees",
        "the twelve of",
        "292 of 414 partnerships are in no period: no start is stated",
    ),
    "north_and_south": (
        "Group of 77 and China",
        "economy in transition",
        "on no list of the South",
        "A gap in this register, not in the world",
    ),
    "how_good_are_the_matches": (
        "popularity",
        "goal17, as shipped",
        "hit@10 less fusion's",
        "what was hidden",
    ),
    "change_between_registers": (
        "292 of 414 partnerships are left out because they state no readable start.",
        "partners in both",
        "share in the largest component",
    ),
}
PLOTS = {
    "first_look": 2,
    "report_of_2010": 2,
    "structure_and_brokers": 4,
    "north_and_south": 3,
    "how_good_are_the_matches": 2,
    "change_between_registers": 2,
}


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_it_runs_on_the_sample(name: str, sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOAL17_STORE", sample)
    # What a kernel and matplotlib keep isn't kept at home.
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    place = {"metadata": {"path": str(NOTEBOOKS)}}
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources=place).execute()
    told = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [each for each in told if each.output_type == "stream" and each.name == "stderr"] == []
    text = " ".join(" ".join(map(words, told)).split())
    assert [sentence for sentence in SHOWN[name] if sentence.casefold() not in text.casefold()] == []
    pictures = [each for each in told if "image/png" in each.get("data", {})]
    assert len(pictures) == PLOTS[name]
    for picture in pictures:
        assert len(picture.metadata["image/png"]["alt"]) > 60, "a caption that says of whom"
        assert is_grey(picture.data["image/png"])


def is_grey(png: str) -> bool:
    """Whether a picture can be printed without colour and lose nothing."""
    pixels = imread(BytesIO(b64decode(png)))
    return bool((pixels[:, :, 0] == pixels[:, :, 1]).all() and (pixels[:, :, 1] == pixels[:, :, 2]).all())


def words(output: Any) -> str:
    """What stands in an output for a reader."""
    return str(output.get("text") or output.get("data", {}).get("text/html", ""))
