"""What is read: the real registers where they are at hand, else the sample register many times over."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.sample_register import joined

REAL = ("un_platform_2018.xlsx", "un_ocean_2026.jsonl")
ROWS = 4520
"""Rows of the real registers, and of what is generated in their place."""


@dataclass(frozen=True)
class Sources:
    """Files to read, and what to call them in the table."""

    files: tuple[Path, ...]
    title: str


def sources(folder: Path, *, quick: bool) -> Sources:
    """The files to measure with.

    Args:
        folder: where generated files go.
        quick: the sample register once.
    """
    named = os.environ.get("GOAL17_SHARED")
    if named and not quick:
        files = tuple(Path(named).resolve() / "data" / name for name in REAL)
        return Sources(files, " and ".join(REAL))
    rows = list(joined(Path(__file__).parents[2] / "sample"))
    wanted = len(rows) if quick else ROWS
    file = folder / f"sample-{wanted}.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as stream:
        for place in range(wanted):
            row = rows[place % len(rows)] if place < len(rows) else _another(rows, place)
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    times = f", {wanted / len(rows):.1f} times over" if wanted > len(rows) else ""
    return Sources((file,), f"the sample register{times}")


def _another(rows: list[dict[str, Any]], place: int) -> dict[str, Any]:
    """A partnership that isn't in the sample: pieces of several, and partners of whom half are new.

    The summaries of the sample are one sentence each and those of registers are pages, so each gets twenty.
    """
    row = dict(rows[place % len(rows)])
    others = [rows[(place * step + step) % len(rows)] for step in range(3, 23)]
    copy = place // len(rows)
    row["id"] = f"{row['id']}-{copy}"
    row["title"] = f"{row['title']} and {others[0]['title']}"
    row["partners"] = [
        {**partner, "name": f"{partner['name']} {_syllables(place + number)}"} if number % 2 else partner
        for number, partner in enumerate(row["partners"])
    ]
    row["summary"] = " ".join(str(other["summary"]) for other in others)
    return row


def _syllables(number: int) -> str:
    """A made-up word for a number.

    >>> _syllables(1), _syllables(4321)
    ('Da', 'Dinoda')
    """
    made = ""
    while number or not made:
        number, rest = divmod(number, 50)
        made += "bdfglmnrst"[rest % 10] + "aeiou"[rest // 10]
    return made.capitalize()
