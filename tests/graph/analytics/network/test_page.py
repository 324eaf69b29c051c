"""The page on the network tells every measure, and its example runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from graph.analytics.network import health
from graph.analytics.network.describe import MEASURES
from graph.analytics.network.projection import Weights
from graph.analytics.network.table import COLUMNS, PARTNERSHIP_COLUMNS
from graph.snapshot.make import make
from graph.store.interface import Store

PAGE = Path(__file__).parents[4] / "docs" / "network.md"


def documented(header: str) -> list[str]:
    """The codes in the first cells of the table that begins with a header."""
    rows = PAGE.read_text(encoding="utf-8").split(f"\n| {header} |", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `(\w+)`", rows, re.MULTILINE)


def test_every_measure_is_documented_in_its_order() -> None:
    assert documented("part") == list(MEASURES)
    assert documented("column") == list(COLUMNS)
    assert set(PARTNERSHIP_COLUMNS) - set(COLUMNS) == {"partners"}
    assert "`partners`" in PAGE.read_text(encoding="utf-8")
    assert documented("measure") == list(health.MEASURES)
    assert documented("weight") == list(get_args(Weights))


def test_the_example_runs(world: Store, capsys: pytest.CaptureFixture[str]) -> None:
    code = PAGE.read_text(encoding="utf-8").split("```python\n", 1)[1].split("```", 1)[0]
    exec(compile(code, str(PAGE), "exec"), {"snapshot": make(world.view())})  # our own page
    printed = capsys.readouterr().out
    assert "The network has" in printed
    assert "E-I index" in printed
