"""`goal17 match fair`: what it prints and what it writes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.api.cli.conftest import Goal17

ASKED = ("match", "fair", "coast-2", "Sunrise Energy Ltd", "Nobody at all", "--slots", "2", "--tables", "2")


def test_a_programme_is_printed_and_written(run: Goal17, store: str, tmp_path: Path) -> None:
    table, calendar = tmp_path / "fair.csv", tmp_path / "fair.ics"
    files = ("--start", "2017-05-03T09:00", "--csv", table, "--calendar", calendar)
    shown = run(*ASKED, *files, "--store", store)
    assert shown.exit_code == 0, shown.stderr
    assert "Slot 1, 2017-05-03T09:00:00 to 2017-05-03T09:20:00" in shown.stdout
    page = " ".join(shown.stdout.split())
    assert page.index("Not known - Nobody is known as 'Nobody at all'.") < page.index("Slot 1")
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert rows
    assert calendar.read_bytes().count(b"BEGIN:VEVENT\r\n") == len(rows)
    told = json.loads(run(*ASKED, "--store", store, "--json").stdout)
    assert told["slots"][0] == {"number": 1, "start": None, "end": None}


def test_what_can_not_be_planned_is_said(run: Goal17, store: str, tmp_path: Path) -> None:
    listed = tmp_path / "coming.txt"
    listed.write_text("coast-1\n\n", encoding="utf-8")
    alone = run("match", "fair", "--attendees", listed, "--store", store)
    assert alone.exit_code == 2
    assert "A fair needs two who come; 1 of those named is known." in alone.stderr
    assert "WHO=1,2" in run(*ASKED, "--away", "coast-1", "--store", store).stderr
    assert "needs times" in run(*ASKED, "--calendar", tmp_path / "fair.ics", "--store", store).stderr
