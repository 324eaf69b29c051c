"""Cuts the sample register out of the real ones: facts only, so that a clone has something true to show.

    python scripts/sample_register.py --platform FILE.xlsx --ocean FILE.jsonl --to sample

Anyone who has the two registers of the United Nations can run it again; the same files give the same bytes. What a
row is made of is told in `sample/README.md`. Summaries are written by hand into `sample/summaries.csv` and joined to
the facts when the demo is made (`joined`); they are no part of this cut.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from graph.model.drafts import Draft, Mention
from graph.text.fold import fold
from ingest.files import open_tables
from ingest.reader import Reader
from ingest.sample import COLUMNS
from ingest.un_ocean import UnOcean
from ingest.un_platform import UnPlatform

PARTNERSHIPS = "partnerships.jsonl"
SUMMARIES = "summaries.csv"

PLATFORM_BANDS = ((1478, 1675), (7000, 7999))
"""Ids (`#SDGActionN`) of the register of the Commission on Sustainable Development, and of small island states'."""

RUNNING_AFTER = "2026-11"
"""Of the ocean commitments, those that run beyond this month by their own word."""

ENOUGH_PARTNERS = 3
"""… and name at least as many organisations or governments, their lead included."""

LEFT_OUT = frozenset({"#OceanAction42063"})
"""Entries that are left out: the title of this one is a person's name."""

PERSONS = frozenset(
    {
        "03137e78d71d",
        "0f46ea7c1781",
        "0f85d2446648",
        "14c46ef76ca7",
        "1883ef00f40f",
        "2286f6b1e299",
        "2448cdda2fe6",
        "246096030ffa",
        "5984107494ff",
        "804be8d7e542",
        "86476045997e",
        "8916587ed2a7",
        "a16759a5a063",
        "af7ad46217fd",
        "b30ef4d9906c",
        "c8471a61959a",
        "c9f4c6ab7e86",
        "d14aa30ea201",
        "e739a0d56bf7",
    }
)
"""Digests of folded names in partner lists that are persons'. Persons are no data, so their names don't stand here."""

_STATED = ("header", "declared")
"""How a type is known where the register states it; what a rule makes of a name is left to the rule."""


def joined(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows of the sample, each with its summary where there is one.

    Args:
        folder: holds `partnerships.jsonl` and `summaries.csv`.
    """
    with (folder / SUMMARIES).open(encoding="utf-8", newline="") as file:
        summaries = {(row["register"], row["id"]): row["summary"] for row in csv.DictReader(file)}
    with (folder / PARTNERSHIPS).open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield {**row, "summary": summaries.get((row["register"], row["id"]), "")}


def write(rows: Iterable[dict[str, Any]], to: Path) -> int:
    """Write rows as JSON lines, and say how many there were."""
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows]
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def cut(platform: Path, ocean: Path) -> list[dict[str, Any]]:
    """The rows of the sample, those of the platform first, each register's by number."""
    first = [draft for draft in _drafts(platform, UnPlatform()) if _in_bands(draft)]
    second = [draft for draft in _drafts(ocean, UnOcean()) if _is_running(draft)]
    chosen = [draft for draft in (*_ordered(first), *_ordered(second)) if draft.key not in LEFT_OUT]
    return [_row(draft) for draft in chosen]


def _drafts(file: Path, reader: Reader) -> Iterator[Draft]:
    code = reader.register().code
    for table in open_tables(file):
        for reading in reader.read(table, code, ""):
            if reading.draft is not None:
                yield reading.draft


def _number(draft: Draft) -> int:
    return int(re.sub(r"\D", "", draft.key) or 0)


def _ordered(drafts: Iterable[Draft]) -> list[Draft]:
    return sorted(drafts, key=_number)


def _in_bands(draft: Draft) -> bool:
    in_a_band = any(first <= _number(draft) <= last for first, last in PLATFORM_BANDS)
    return draft.key.startswith("#SDGAction") and in_a_band


def _is_running(draft: Draft) -> bool:
    end = _value(draft, "end")
    running = end[:7] > RUNNING_AFTER if end else _value(draft, "open-ended") is True
    return running and len(_named(draft)) >= ENOUGH_PARTNERS


def _named(draft: Draft) -> list[Mention]:
    """Organisations and governments; phrases that name nobody, and persons, are left out."""
    return [
        mention
        for mention in draft.mentions
        if mention.kind in {"organisation", "government"} and _digest(mention.name) not in PERSONS
    ]


def _digest(name: str) -> str:
    return hashlib.sha256(fold(name).encode()).hexdigest()[:12]


def _value(draft: Draft, field: str) -> Any:
    return next((fact.value for fact in draft.facts if fact.field == field and fact.value is not None), None)


def _codes(draft: Draft, kind: str) -> list[str]:
    return [link.code for link in draft.links if link.kind == kind]


def _row(draft: Draft) -> dict[str, Any]:
    made = {
        "register": draft.register,
        "id": draft.key,
        "title": _value(draft, "title") or "",
        "portfolio": draft.portfolio,
        "url": draft.url,
        "start": _value(draft, "start") or "",
        "end": _value(draft, "end") or "",
        "open_ended": _value(draft, "open-ended") is True,
        "countries": _codes(draft, "country"),
        "goals": [int(code) for code in _codes(draft, "sdg")],
        "targets": _codes(draft, "target"),
        "financing": [fact.value for fact in draft.facts if fact.field == "financing" and fact.value is not None],
        "partners": [_partner(mention) for mention in _named(draft)],
    }
    return {column: made[column] for column in COLUMNS}


def _partner(mention: Mention) -> dict[str, str]:
    """What is stated of a partner; what isn't takes no room."""
    said = {
        "name": mention.name,
        "acronym": mention.acronym,
        "kind": mention.kind if mention.kind != "organisation" else "",
        "type": mention.type if mention.type_basis in _STATED else "",
        "country": mention.country,
        "role": mention.role if mention.role != "not-stated" else "",
        "headings": " ".join(filter(None, mention.headings)),
        "parent": mention.parent,
        "parent_kind": mention.parent_kind if mention.parent_kind != "organisation" else "",
    }
    return {key: value for key, value in said.items() if value}


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--platform", required=True, type=_FILE, help="The platform's workbook of 2018.")
@click.option("--ocean", required=True, type=_FILE, help="The ocean commitments of 2026, as JSON lines.")
@click.option("--to", "folder", default="sample", type=click.Path(file_okay=False, path_type=Path), show_default=True)
def main(platform: Path, ocean: Path, folder: Path) -> None:
    """Cut the sample register out of the two registers."""
    rows = cut(platform, ocean)
    click.echo(f"{write(rows, folder / PARTNERSHIPS)} partnerships in {folder / PARTNERSHIPS}")


if __name__ == "__main__":
    main()
