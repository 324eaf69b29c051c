"""Files into a store: what is read, what is kept, and what a second reading costs and says."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.model.records import Account
from graph.store import open_store
from graph.store.interface import Store
from ingest.run import derive, ingest

COLUMNS = ("id", "title", "partners", "countries", "start date")
ROWS = (
    ("1", "Reefs for tomorrow", "Acme Water; Reef Institute", "Kenya", "2016-01-01"),
    ("2", "Wells in dry lands", "Acme Water", "Kenya", "31 February 2017"),
    ("3", "Mangrove nurseries", "Reef Institute", "Fiji", "2018-05-01"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/run.db") as opened:
        yield opened


def _table(folder: Path, rows: Sequence[Sequence[str]], name: str = "register.csv") -> Path:
    file = folder / name
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([COLUMNS, *rows])
    return file


def _read(store: Store | None, file: Path) -> Account:
    (ingested,) = ingest(store, [file], register="wells")
    assert ingested.error is None
    return ingested.account


def test_the_same_file_gives_the_same_account_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    file = _table(tmp_path, [*ROWS, ("1", "The same id again", "", "", "")])
    first = _read(store, file)
    assert (first.rows, first.read, first.set_aside, first.unchanged) == (4, 3, 1, 0)
    version = store.view().version()
    again = _read(store, file)
    assert again == replace(first, unchanged=3, problems=again.problems)
    assert sorted(map(repr, again.problems)) == sorted(map(repr, first.problems))
    assert store.view().version() == version


def test_a_file_with_the_same_rows_in_another_form_changes_nothing(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, ROWS))
    file = tmp_path / "register.jsonl"
    file.write_text("\n".join(json.dumps(dict(zip(COLUMNS, row, strict=True))) for row in ROWS), encoding="utf-8")
    again = _read(store, file)
    assert (again.rows, again.unchanged) == (3, 3)


def test_a_changed_row_is_read_again_and_a_vanished_one_marked(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, ROWS))
    file = _table(tmp_path, [(*ROWS[0][:1], "Reefs for the day after", *ROWS[0][2:]), ROWS[1]])
    account = _read(store, file)
    assert (account.rows, account.unchanged) == (2, 1)
    assert store.view().record("wells:1").fields["title"] == "Reefs for the day after"
    assert store.view().record("wells:3").state == "vanished"
    assert _read(store, file).unchanged == 2


def test_going_back_to_the_older_file_brings_its_rows_back(store: Store, tmp_path: Path) -> None:
    older, newer = _table(tmp_path, ROWS), _table(tmp_path, ROWS[:2], "newer.csv")
    for file in (older, newer, older):
        _read(store, file)
    assert store.view().record("wells:3").state == "current"
    assert len(list(store.view().drafts())) == 3


def test_a_redaction_survives_the_same_file(store: Store, tmp_path: Path) -> None:
    file = _table(tmp_path, ROWS)
    first = _read(store, file)
    assert any("31 February" in problem.message for problem in first.problems)
    with store.writer() as writer:
        writer.redact("wells:2", ["start date", "partners"], "asked for", "desk", "2026-01-01T00:00:00Z")
    for _ in range(2):
        account = _read(store, file)
        assert not any("31 February" in problem.message for problem in account.problems)
        assert not any("31 February" in problem.message for problem in store.view().problems("wells"))
        draft = next(draft for draft in store.view().drafts() if draft.record == "wells:2")
        assert not draft.mentions
    assert account.unchanged == 3


def test_two_sheets_of_one_register_are_one_reading(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    for place, rows in enumerate((ROWS[:2], (ROWS[2], ROWS[0]))):
        sheet = book.active if place == 0 else book.create_sheet()
        assert sheet is not None
        for row in (COLUMNS, *rows):
            sheet.append(row)
    file = tmp_path / "register.xlsx"
    book.save(file)
    account = _read(store, file)
    assert (account.rows, account.read, account.set_aside) == (4, 3, 1)
    assert [problem.kind for problem in account.problems if problem.set_aside] == ["id-twice"]
    assert {store.view().record(f"wells:{key}").state for key in "123"} == {"current"}
    assert _read(store, file).unchanged == 3


def test_a_dry_run_reads_everything_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    file = _table(tmp_path, ROWS)
    dry = _read(None, file)
    assert (dry.rows, dry.read) == (3, 3)
    assert store.view().registers() == []
    assert _read(store, file) == dry


def test_an_unchanged_file_leaves_nothing_to_derive(store: Store, tmp_path: Path) -> None:
    file = _table(tmp_path, ROWS)
    _read(store, file)
    assert derive(store).any
    _read(store, file)
    assert not derive(store).any


def test_a_deleted_register_is_read_again(store: Store, tmp_path: Path) -> None:
    file = _table(tmp_path, ROWS)
    _read(store, file)
    with store.writer() as writer:
        writer.delete_register("wells")
    account = _read(store, file)
    assert (account.rows, account.unchanged) == (3, 0)
    assert len(list(store.view().drafts())) == 3


def test_a_file_that_is_not_there_keeps_no_other_from_being_read(store: Store, tmp_path: Path) -> None:
    missing, read = ingest(store, [tmp_path / "nowhere.csv", _table(tmp_path, ROWS)], register="wells")
    assert missing.error is not None
    assert missing.account.rows == 0
    assert read.account.rows == 3
