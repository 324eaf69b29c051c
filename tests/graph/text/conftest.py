"""The real registers as rows, for the tests that count on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest


@pytest.fixture(scope="session")
def sheet(shared: Path) -> list[dict[str, str]]:
    """The rows of the platform sheet of 2018, every cell a text as written, empty cells empty texts."""
    book = openpyxl.load_workbook(shared / "data" / "un_platform_2018.xlsx", read_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    header = [str(name) for name in next(rows)]
    found = [dict(zip(header, ("" if cell is None else str(cell) for cell in row), strict=True)) for row in rows]
    book.close()
    return found


@pytest.fixture(scope="session")
def ocean(shared: Path) -> list[dict[str, Any]]:
    """The records of the ocean register of 2026."""
    lines = (shared / "data" / "un_ocean_2026.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
