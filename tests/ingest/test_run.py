"""Files into a store: what is read, what is kept, and what a second reading costs and says."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.errors import InputError
from graph.model.records import Account
from graph.store import open_store
from graph.store.interface import Store
from ingest.intake import BATCH
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


def _read(store: Store | None, file: Path, mapping: Path | None = None) -> Account:
    (ingested,) = ingest(store, [file], register="wells", mapping=mapping)
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
        assert all(problem.message for problem in account.problems)
        assert not any("31 February" in problem.message for problem in store.view().problems("wells"))
        draft = next(draft for draft in store.view().drafts() if draft.record == "wells:2")
        assert not draft.mentions
    assert account.unchanged == 3


def test_a_redacted_address_is_no_longer_the_page_of_the_record(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    with file.open("w", newline="") as target:
        csv.writer(target).writerows([(*COLUMNS, "website"), (*ROWS[0], "www.example.org/a-person")])
    _read(store, file)
    draft = next(store.view().drafts())
    assert (draft.url, store.view().record(draft.record).url) == ("https://www.example.org/a-person",) * 2
    with store.writer() as writer:
        writer.redact(draft.record, ["website"], "asked for", "desk", "2026-01-01T00:00:00Z")
    for _ in range(2):
        _read(store, file)
        assert [each.url for each in store.view().drafts()] == [""]
        assert store.view().record(draft.record).url == ""
        assert "a-person" not in str([*store.view().drafts(), *store.view().history(draft.record)])


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


def _objects(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def _states(store: Store) -> dict[str, str]:
    return {key: store.view().record(f"wells:{key}").state for key in ("1", "2", "3")}


def _mapping(folder: Path) -> Path:
    """A guess goes by what stands in a table; these tests change that."""
    file = folder / "mapping.yml"
    file.write_text("id: id\ntitle: title\npartners: partners\ncountries: countries\n", encoding="utf-8")
    return file


ALL_CURRENT = {"1": "current", "2": "current", "3": "current"}


@pytest.mark.parametrize("cut", ["inside an object", "between two", "before the end"])
def test_an_array_that_is_cut_off_takes_nothing_away(store: Store, tmp_path: Path, cut: str) -> None:
    mapping = _mapping(tmp_path)
    whole = json.dumps(_objects(ROWS))
    file = tmp_path / "register.json"
    file.write_text(whole, encoding="utf-8")
    _read(store, file, mapping)
    at = {"inside an object": len(whole) // 3, "between two": whole.index("},") + 2, "before the end": len(whole) - 1}
    file.write_text(whole[: at[cut]], encoding="utf-8")
    account = _read(store, file, mapping)
    assert account.set_aside == 1
    assert account.vanished == 0
    assert _states(store) == ALL_CURRENT
    kept = [problem for problem in account.problems if problem.kind == "records-kept"]
    assert bool(kept) == (account.read < 3)
    assert kept == [problem for problem in store.view().problems("wells") if problem.kind == "records-kept"]
    again = _read(store, file, mapping)
    assert (again.unchanged, again.vanished) == (account.read, 0)
    file.write_text(json.dumps(_objects(ROWS[:1])), encoding="utf-8")
    assert _read(store, file, mapping).vanished == 2
    assert _states(store) == {"1": "current", "2": "vanished", "3": "vanished"}


@pytest.mark.parametrize(
    "rest", ['2,"Wells in dry', '2,"Wells in dry\nlands, or what a cut\nleft of them', '2,"Wells in dry lands,Ac']
)
def test_a_table_cut_off_inside_a_quoted_text_takes_nothing_away(store: Store, tmp_path: Path, rest: str) -> None:
    file = _table(tmp_path, ROWS)
    _read(store, file)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:2]) + rest, encoding="utf-8")
    account = _read(store, file)
    assert account.vanished == 0
    assert _states(store) == ALL_CURRENT
    assert [problem.row for problem in account.problems if problem.kind == "records-kept"] == [3]


def test_a_damaged_sheet_takes_nothing_away(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (COLUMNS, *ROWS):
        sheet.append(row)
    whole, damaged = tmp_path / "whole.xlsx", tmp_path / "damaged.xlsx"
    book.save(whole)
    _read(store, whole)
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(damaged, "w") as made:
        for member in archive.namelist():
            content = archive.read(member)
            if member.endswith("sheet1.xml"):
                content = content.replace(b'<row r="4"', b'</wrong><row r="4"')
            made.writestr(member, content)
    account = _read(store, damaged)
    assert "sheet-damaged" in {problem.kind for problem in account.problems}
    assert (account.read, account.vanished) == (2, 0)
    assert _states(store) == ALL_CURRENT


def test_a_row_that_can_not_be_opened_may_be_any(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "register.jsonl"
    lines = [json.dumps(each) for each in _objects(ROWS)]
    file.write_text("\n".join(lines), encoding="utf-8")
    _read(store, file)
    file.write_text("\n".join([lines[0], lines[1][:-1], lines[2]]), encoding="utf-8")
    account = _read(store, file)
    assert (account.rows, account.read, account.vanished) == (3, 2, 0)
    assert _states(store) == ALL_CURRENT


def test_rows_of_which_none_can_be_read_take_nothing_away(store: Store, tmp_path: Path) -> None:
    mapping = _mapping(tmp_path)
    _read(store, _table(tmp_path, ROWS), mapping)
    account = _read(store, _table(tmp_path, [("", *row[1:]) for row in ROWS]), mapping)
    assert (account.rows, account.set_aside, account.vanished) == (3, 3, 0)
    assert _states(store) == ALL_CURRENT


def test_a_file_without_rows_is_refused_for_a_register_that_has_some(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, ROWS))
    version = store.view().version()
    (ingested,) = ingest(store, [_table(tmp_path, [], "empty.csv")], register="wells")
    assert ingested.error is not None
    assert "no row" in str(ingested.error)
    assert "registers delete wells" in str(ingested.error)
    assert store.view().version() == version
    (new,) = ingest(store, [_table(tmp_path, [], "empty.csv")], register="other")
    assert new.error is None


def test_what_vanished_is_counted(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, ROWS))
    assert _read(store, _table(tmp_path, ROWS[:1])).vanished == 2
    assert _read(store, _table(tmp_path, ROWS[:1])).vanished == 0


def test_files_of_one_call_are_one_reading_of_their_register(store: Store, tmp_path: Path) -> None:
    files = [_table(tmp_path, ROWS[:2], "a.csv"), _table(tmp_path, ROWS[2:], "b.csv")]
    for unchanged in (0, 1):
        a, b = ingest(store, files, register="wells")
        assert (a.account.rows, b.account.rows) == (2, 1)
        assert (a.account.unchanged, b.account.unchanged) == (2 * unchanged, unchanged)
        assert (a.account.vanished, b.account.vanished) == (0, 0)
        assert _states(store) == ALL_CURRENT
    (register,) = store.view().registers()
    assert (register.rows, register.read, register.set_aside) == (3, 3, 0)
    assert any("31 February" in problem.message for problem in store.view().problems("wells"))
    version = store.view().version()
    ingest(store, files, register="wells")
    assert store.view().version() == version
    assert _read(store, files[0]).vanished == 1


def test_a_file_that_is_known_and_one_that_is_new_are_one_reading_too(store: Store, tmp_path: Path) -> None:
    a, b = _table(tmp_path, ROWS[:2], "a.csv"), _table(tmp_path, (*ROWS[2:], ROWS[0]), "b.csv")
    _read(store, a)
    first, second = ingest(store, [a, b], register="wells")
    assert first.account.unchanged == 2
    assert (second.account.read, second.account.set_aside) == (1, 1)
    (twice,) = [problem for problem in second.account.problems if problem.kind == "id-twice"]
    assert str(a) in twice.message
    assert _states(store) == ALL_CURRENT
    (register,) = store.view().registers()
    assert (register.rows, register.read, register.set_aside) == (4, 3, 1)


def test_an_unreadable_file_for_a_register_takes_nothing_away_from_it(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, ROWS))
    a, missing = ingest(store, [_table(tmp_path, ROWS[:1], "a.csv"), tmp_path / "b.csv"], register="wells")
    assert missing.error is not None
    assert a.account.vanished == 0
    assert [problem.kind for problem in a.account.problems if "kept" in problem.message] == ["records-kept"]
    assert _states(store) == ALL_CURRENT


@pytest.mark.parametrize(
    "code", ["Wells", "wells of", "wells-", "wells:1", "äpfel", "sdg", "target", "theme", "theme-x"]
)
def test_a_code_that_can_not_be_is_refused_before_anything_is_read(store: Store, tmp_path: Path, code: str) -> None:
    with pytest.raises(InputError, match="can't be a register's name"):
        ingest(store, [_table(tmp_path, ROWS)], register=code)
    assert store.view().version() == 0


def test_a_mapping_with_a_reserved_code_is_refused(store: Store, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yml"
    mapping.write_text("register: {code: programme}\ntitle: title\n", encoding="utf-8")
    (ingested,) = ingest(store, [_table(tmp_path, ROWS)], mapping=mapping)
    assert ingested.error is not None
    assert "--register" in str(ingested.error)
    assert store.view().version() == 0


def test_a_first_reading_that_is_interrupted_leaves_a_register_that_can_be_deleted(
    store: Store, tmp_path: Path
) -> None:
    rows = [(str(n), f"Wells of village {n}", "Acme Water", "Kenya", "2016") for n in range(BATCH + 10)]

    def stop(_what: str, done: int, _total: int) -> None:
        if done >= BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(store, [_table(tmp_path, rows)], register="wells", progress=stop)
    (register,) = store.view().registers()
    assert (register.code, register.digest) == ("wells", "")
    assert len(store.view().hashes("wells")) == BATCH
    assert _read(store, _table(tmp_path, rows)).unchanged == BATCH


MANY = [(str(n), f"Wells of village {n}", "Acme Water", "Kenya", "2016") for n in range(15)]
OTHERS = [(f"X{n}", f"Dams of valley {n}", "Reef Institute", "Fiji", "2018") for n in range(12)]


def _refused(store: Store, files: Sequence[Path], register: str = "wells", mapping: Path | None = None) -> str:
    version = store.view().version()
    told = ingest(store, files, register=register, mapping=mapping)
    assert all(each.error is not None and not each.account.rows for each in told)
    assert store.view().version() == version
    return str(told[0].error)


def test_another_register_by_mistake_is_refused_before_anything_is_stored(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, MANY))
    said = _refused(store, [_table(tmp_path, OTHERS, "other.csv")])
    assert "15 of the 15 records of the register wells" in said
    assert "--register" in said
    assert "--replace" in said


def test_what_is_meant_to_replace_a_register_does(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, MANY))
    (told,) = ingest(store, [_table(tmp_path, OTHERS, "other.csv")], register="wells", replacing=True)
    assert (told.error, told.account.read, told.account.vanished) == (None, 12, 15)


def test_half_may_vanish_and_no_more(store: Store, tmp_path: Path) -> None:
    many = [(str(n), *MANY[0][1:]) for n in range(20)]
    _read(store, _table(tmp_path, many))
    assert "11 of the 20 records" in _refused(store, [_table(tmp_path, many[:9], "newer.csv")])
    assert _read(store, _table(tmp_path, many[:10], "newer.csv")).vanished == 10


def test_of_a_small_register_everything_may_change(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, MANY[:9]))
    assert _read(store, _table(tmp_path, OTHERS, "other.csv")).vanished == 9


def test_files_that_together_have_the_records_are_no_mistake(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, MANY))
    files = [_table(tmp_path, MANY[n : n + 5], f"part{n}.csv") for n in (0, 5, 10)]
    told = ingest(store, files, register="wells")
    assert [(each.error, each.account.read, each.account.vanished) for each in told] == [(None, 5, 0)] * 3
    assert "10 of the 15 records" in _refused(store, files[:1])


def test_rows_without_ids_are_known_by_their_content(store: Store, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yml"
    mapping.write_text("title: title\npartners: partners\n", encoding="utf-8")
    _read(store, _table(tmp_path, MANY), mapping)
    assert _read(store, _table(tmp_path, [*MANY[:12], *OTHERS], "newer.csv"), mapping).vanished == 3
    _refused(store, [_table(tmp_path, OTHERS[:5], "other.csv")], mapping=mapping)


def test_a_broken_file_of_another_register_is_not_mixed_in(store: Store, tmp_path: Path) -> None:
    _read(store, _table(tmp_path, MANY))
    file = tmp_path / "other.jsonl"
    file.write_text("\n".join([*map(json.dumps, _objects(OTHERS)), '{"id": "cut']), encoding="utf-8")
    assert "none of the 15 records" in _refused(store, [file]).lower()


def test_a_refused_file_keeps_no_other_register_from_being_read(store: Store, tmp_path: Path) -> None:
    ingest(store, [_table(tmp_path, MANY, "wells.csv")])
    wells, dams = ingest(store, [_table(tmp_path, OTHERS, "wells.csv"), _table(tmp_path, OTHERS, "dams.csv")])
    assert "would vanish" in str(wells.error)
    assert (dams.error, dams.account.register, dams.account.read) == (None, "dams", 12)
    assert {store.view().record(f"wells:{n}").state for n in range(15)} == {"current"}


def test_what_a_register_says_of_itself_stays_where_a_file_says_nothing(store: Store, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yml"
    about = "title: Wells of the world, licence: CC BY 4.0, attribution: The desk, url: https://wells.example"
    mapping.write_text(f"register: {{{about}, as_of: 2024}}\nid: id\ntitle: title\n", encoding="utf-8")
    _read(store, _table(tmp_path, MANY), mapping)
    _read(store, _table(tmp_path, MANY[:14], "newer.csv"))
    (register,) = store.view().registers()
    assert (register.title, register.licence, register.attribution, register.url) == (
        "Wells of the world", "CC BY 4.0", "The desk", "https://wells.example",
    )  # fmt: skip
    mapping.write_text("register: {title: Wells}\nid: id\ntitle: title\n", encoding="utf-8")
    _read(store, _table(tmp_path, MANY), mapping)
    (register,) = store.view().registers()
    assert (register.title, register.licence) == ("Wells", "CC BY 4.0")
