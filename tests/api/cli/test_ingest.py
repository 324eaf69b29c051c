from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from openpyxl import Workbook

from graph.embed.folder import FILES, SpaceDescription, write_description
from graph.store import open_store

Goal17 = Callable[..., Result]


def test_an_ingestion_accounts_for_every_row(run: Goal17, coast: Path) -> None:
    result = run("ingest", coast, "--map", coast.with_suffix(".yml"))
    assert result.exit_code == 1
    shown = " ".join(result.stdout.split())
    assert "→ coast: 5 rows, 4 read, 1 set aside, 0 unchanged" in shown
    assert "id-twice, set aside; first at row 5" in shown
    assert "country-unknown; first at row 4, “Countries”" in shown
    assert "Set aside: row 5" in shown
    assert "4 partnerships (+4)" in shown
    assert "5 organisations (+5)" in shown
    assert "Search by meaning is off" in shown
    assert result.stderr == ""


def test_reading_again_changes_nothing(run: Goal17, coast: Path, store: str) -> None:
    before = run("store", "--json", "--store", store).stdout
    result = run("ingest", coast, "--map", coast.with_suffix(".yml"), "--store", store)
    assert "4 unchanged" in " ".join(result.stdout.split())
    assert "Nothing changed in the graph." in result.stdout
    assert run("store", "--json", "--store", store).stdout == before


def test_the_report_is_as_promised(run: Goal17, coast: Path, tmp_path: Path) -> None:
    told = ("ingest", coast, tmp_path / "absent.csv", "--map", coast.with_suffix(".yml"), "--register", "other")
    result = run(*told, "--report", tmp_path / "account.json", "--json")
    assert result.exit_code == 1
    account = json.loads((tmp_path / "account.json").read_text(encoding="utf-8"))
    assert list(account) == ["files"]
    table, absent = account["files"]
    assert list(table) == ["file", "register", "rows", "read", "set_aside", "vanished", "problems"]
    assert (table["register"], table["rows"], table["read"], table["set_aside"]) == ("other", 5, 4, 1)
    assert all(list(problem) == ["row", "column", "kind", "message"] for problem in table["problems"])
    assert (absent["rows"], absent["read"], absent["set_aside"]) == (0, 0, 0)
    assert [problem["kind"] for problem in absent["problems"]] == ["file-unreadable"]
    answer = json.loads(result.stdout)
    assert answer["files"] == account["files"]
    assert answer["graph"]["put"] > 0
    assert answer["vectors"] == 0


def test_all_read_is_exit_0(run: Goal17, tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("Id,Title,Partners\n1,Wells,River Watch\n2,Pumps,River Watch\n")
    assert run("ingest", "two.csv").exit_code == 0


def test_nothing_read_is_exit_2_and_nothing_changed(run: Goal17, tmp_path: Path, store: str) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 500)
    before = run("store", "--json", "--store", store).stdout
    result = run("ingest", "letter.pdf", "absent.csv", "--store", store)
    assert result.exit_code == 2
    assert "letter.pdf: not read." in result.stdout
    assert "absent.csv: not read." in result.stdout
    assert run("store", "--json", "--store", store).stdout == before


def test_a_report_that_can_not_be_written_is_known_before_the_work(run: Goal17, coast: Path, tmp_path: Path) -> None:
    result = run("ingest", coast, "--report", tmp_path / "absent" / "account.json")
    assert result.exit_code == 2
    assert "account.json" in result.stderr
    assert not list(tmp_path.glob("*.db"))


def test_a_format_that_is_none_is_exit_2(run: Goal17, coast: Path) -> None:
    result = run("ingest", coast, "--format", "iati-9")
    assert result.exit_code == 2
    assert "iati-9" in result.stdout


def test_a_dry_run_stores_nothing(run: Goal17, coast: Path, tmp_path: Path) -> None:
    result = run("ingest", coast, "--map", coast.with_suffix(".yml"), "--dry-run")
    assert result.exit_code == 1
    assert "5 rows, 4 read, 1 set aside" in " ".join(result.stdout.split())
    assert "Dry run: nothing was stored." in result.stdout
    assert not list(tmp_path.glob("*.db"))


def test_a_guessed_mapping_is_written_and_can_be_given_back(run: Goal17, coast: Path, tmp_path: Path) -> None:
    result = run("ingest", coast, "--guess", "guessed.yml")
    assert result.exit_code == 0, result.output
    assert "--map guessed.yml" in result.stdout
    assert not list(tmp_path.glob("*.db"))
    assert run("ingest", coast, "--map", "guessed.yml").exit_code == 1
    again = run("ingest", coast, "--guess", "guessed.yml")
    assert again.exit_code == 2
    assert "there already" in again.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: Title\nsdg: SDGs\n", "wrong.yml, line 2, sdg: There is no such field; did you mean “sdgs”?"),
        (None, "wrong.yml: The mapping file can't be opened (no such file or directory)."),
    ],
)
def test_a_mapping_that_is_wrong_is_blamed_itself(
    run: Goal17, coast: Path, tmp_path: Path, text: str | None, said: str
) -> None:
    if text is not None:
        (tmp_path / "wrong.yml").write_text(text)
    result = run("ingest", coast, "--map", "wrong.yml")
    assert result.exit_code == 2
    assert result.stderr.strip() == said
    assert not list(tmp_path.glob("*.db"))


def test_the_guess_for_a_workbook_says_which_sheet_it_took(run: Goal17, tmp_path: Path) -> None:
    book = Workbook()
    lists, projects = book.worksheets[0], book.create_sheet("Projects")
    lists.title = "Lists"
    for row in (("Country", "Code"), ("Kenya", "KE")):
        lists.append(row)
    for row in (("Id", "Title", "Partners"), ("1", "Wells", "River Watch")):
        projects.append(row)
    book.save(tmp_path / "desk.xlsx")
    result = run("ingest", "desk.xlsx", "--guess", "desk.yml")
    assert result.exit_code == 0
    assert "Of 2 sheets “Projects” looks most like a register; left out: “Lists”." in result.stdout
    assert "sheet: Projects" in (tmp_path / "desk.yml").read_text(encoding="utf-8")
    assert run("ingest", "desk.xlsx", "--map", "desk.yml").exit_code == 0


def test_what_a_guess_was_and_how_to_correct_it_is_said(run: Goal17, tmp_path: Path) -> None:
    (tmp_path / "my wells.csv").write_text("Title,Partners,Clerk\nWells,River Watch,7\nPumps,River Watch,8\n")
    result = run("ingest", "my wells.csv")
    shown = " ".join(result.stdout.split())
    assert "my wells.csv was read by a guess" in shown
    assert "title = “Title”, partners = “Partners”. Not understood: “Clerk”" in shown
    assert "goal17 ingest 'my wells.csv' --guess 'my wells.yml'" in result.stdout
    assert "goal17 registers delete my-wells" in result.stdout
    for told in (
        ("ingest", "my wells.csv", "--guess", "my wells.yml"),
        ("registers", "delete", "my-wells", "--yes"),
        ("ingest", "my wells.csv", "--map", "my wells.yml"),
    ):
        result = run(*told)
        assert result.exit_code == 0
    assert "by a guess" not in result.stdout


def test_another_register_under_this_ones_name_is_refused(run: Goal17, tmp_path: Path) -> None:
    def table(name: str, prefix: str) -> str:
        rows = "".join(f"{prefix}{n},Wells of {prefix}{n},River Watch\n" for n in range(12))
        (tmp_path / name).write_text(f"Id,Title,Partners\n{rows}", encoding="utf-8")
        return name

    assert run("ingest", table("wells.csv", "a"), "--register", "wells").exit_code == 0
    before = run("store", "--json").stdout
    refused = run("ingest", table("other.csv", "b"), "--register", "wells")
    assert refused.exit_code == 2
    said = " ".join(refused.stdout.split())
    assert "12 of the 12 records of the register wells aren't in what is read now and would vanish" in said
    assert "Nothing was stored." in said or "so nothing of it was stored" in said
    assert run("store", "--json").stdout == before
    partly = run("ingest", "other.csv", table("dams.csv", "c"))
    assert partly.exit_code == 0
    assert run("ingest", table("dams.csv", "d"), table("new.csv", "e")).exit_code == 1
    meant = run("ingest", "other.csv", "--register", "wells", "--replace")
    assert meant.exit_code == 0
    assert "12 vanished" in " ".join(meant.stdout.split())


def test_control_characters_of_a_register_do_not_reach_the_terminal(run: Goal17, tmp_path: Path) -> None:
    (tmp_path / "hostile.csv").write_text("Id,Title,Countries\n1,Wells \x1b[2J\x1b]0;owned\x07,Nowhere\x1b[31m\n")
    assert "\x1b" not in run("ingest", "hostile.csv").output
    assert "\x1b" not in run("search", "wells").output


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A register that takes a few seconds to read."""
    table = tmp_path / "long.csv"
    rows = "".join(
        f"{n},Wells of village {n},Digging well {n}.,Trust {n % 97}; Watch {n % 31},Kenya,6\n" for n in range(1600)
    )
    table.write_text(f"Id,Title,Description,Partners,Countries,SDGs\n{rows}", encoding="utf-8")
    return table


def ids(url: str) -> list[str]:
    with open_store(url) as store:
        return [entity.id for entity in store.view().entities() if entity.kind in {"partner", "partnership"}]


def wait_for_records(file: Path, process: subprocess.Popen[str]) -> None:
    """Wait until the first rows are stored, and no longer."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if file.exists():
            with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as sql:
                if (
                    sql.execute("SELECT 1 FROM sqlite_master WHERE name = 'record'").fetchone()
                    and (sql.execute("SELECT count(*) FROM record").fetchone()[0])
                ):
                    return
        time.sleep(0.01)
    raise AssertionError(f"no rows were stored in time: {process.poll()}")


@pytest.mark.parametrize("stopped", [signal.SIGKILL, signal.SIGINT])
def test_an_ingestion_that_is_stopped_is_run_again_and_everything_is_there(
    run: Goal17, start: Callable[..., subprocess.Popen[str]], long: Path, tmp_path: Path, stopped: signal.Signals
) -> None:
    assert run("ingest", long, "--store", f"sqlite:///{tmp_path}/whole.db").exit_code == 0
    url = f"sqlite:///{tmp_path}/stopped.db"
    process = start("ingest", long, "--store", url)
    wait_for_records(tmp_path / "stopped.db", process)
    process.send_signal(stopped)
    _, errors = process.communicate(timeout=120)
    if stopped == signal.SIGINT:
        assert process.returncode == 130
        assert errors == "Stopped. What is stored stays; the same command goes on from there.\n"
    else:
        assert process.returncode == -signal.SIGKILL
    result = run("ingest", long, "--store", url)
    assert result.exit_code == 0
    assert "1,600 read" in " ".join(result.stdout.split())
    assert ids(url) == ids(f"sqlite:///{tmp_path}/whole.db")


def test_what_vanished_is_said(run: Goal17, coast: Path, store: str) -> None:
    whole = coast.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    coast.write_text("".join(lines[:2]), encoding="utf-8")
    told = ("ingest", coast, "--map", coast.with_suffix(".yml"), "--store", store)
    result = run(*told)
    shown = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert "1 unchanged, 3 vanished" in shown
    assert "3 records were in coast before and can't be found any more" in shown
    coast.write_text(whole, encoding="utf-8")
    assert "1 unchanged (" in " ".join(run(*told).stdout.split())
    assert json.loads(run("store", "--json", "--store", store).stdout)["status"]["records"] == 4


def test_a_file_that_is_cut_off_takes_nothing_away(run: Goal17, tmp_path: Path) -> None:
    rows = [{"Id": str(n), "Title": f"Wells of {n}", "Partners": "River Watch"} for n in range(30)]
    (tmp_path / "wells.yml").write_text("register: {code: wells}\nid: Id\ntitle: Title\npartners: Partners\n")
    file = tmp_path / "wells.json"
    told = ("ingest", file, "--map", "wells.yml")
    file.write_text(json.dumps(rows), encoding="utf-8")
    assert run(*told).exit_code == 0
    file.write_text(json.dumps(rows)[: len(json.dumps(rows)) // 3], encoding="utf-8")
    cut = run(*told)
    assert cut.exit_code == 1
    assert "records of earlier readings that were not found were kept" in " ".join(cut.stdout.split())
    assert "Nothing changed in the graph." in cut.stdout


@pytest.mark.parametrize("link", [False, True])
def test_a_report_never_replaces_what_is_read(run: Goal17, coast: Path, tmp_path: Path, store: str, link: bool) -> None:
    mapping = coast.with_suffix(".yml")
    for file in (coast, mapping, Path(store.removeprefix("sqlite:///"))):
        before = file.read_bytes()
        named = file
        if link:
            named = tmp_path / f"{file.name}.json"
            named.symlink_to(file)
        result = run("ingest", coast, "--map", mapping, "--store", store, "--report", named)
        assert result.exit_code == 2
        assert f"would replace {file}" in result.stderr
        assert file.read_bytes() == before


def test_a_run_that_fails_leaves_the_report_of_the_last_one(run: Goal17, coast: Path, tmp_path: Path) -> None:
    (tmp_path / "account.json").write_text("of last time")
    result = run("ingest", coast, "--store", "postgres://x", "--report", "account.json")
    assert result.exit_code == 2
    assert (tmp_path / "account.json").read_text() == "of last time"
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]
    assert run("ingest", coast, "--map", coast.with_suffix(".yml"), "--report", "account.json").exit_code == 1
    assert json.loads((tmp_path / "account.json").read_text())["files"][0]["rows"] == 5
    to_stdout = run("ingest", coast, "--dry-run", "--map", coast.with_suffix(".yml"), "--report", "-").stdout
    assert to_stdout.startswith('{\n "files"')


def test_nothing_read_leaves_no_store(run: Goal17, coast: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 500)
    (tmp_path / "other.yml").write_text("title: Nowhere\n")
    before = {each.name for each in tmp_path.iterdir()}
    for told in (("letter.pdf", "absent.csv"), (coast, "--map", "other.yml"), (coast, "--register", "Not a code")):
        result = run("ingest", *told)
        assert result.exit_code == 2
        assert "Traceback" not in result.output
        assert {each.name for each in tmp_path.iterdir()} == before
    assert "Nothing was stored." in run("ingest", "letter.pdf").stdout


def test_nothing_read_derives_nothing(run: Goal17, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    with open_store(url) as opened:
        before = opened.view().status()
    assert run("ingest", "absent.csv", "--store", url).exit_code == 2
    with open_store(url) as opened:
        assert opened.view().status() == before


def test_a_file_without_rows_is_not_the_end_of_a_register(run: Goal17, coast: Path, store: str) -> None:
    header = coast.read_text(encoding="utf-8").splitlines(keepends=True)[0]
    before = run("store", "--json", "--store", store).stdout
    coast.write_text(header, encoding="utf-8")
    result = run("ingest", coast, "--map", coast.with_suffix(".yml"), "--store", store)
    assert result.exit_code == 2
    assert "There is no row in it" in result.stdout
    assert run("store", "--json", "--store", store).stdout == before


def test_models_are_not_loaded_where_no_text_waits_for_them(
    run: Goal17, coast: Path, store: str, tmp_path: Path
) -> None:
    folder = tmp_path / "toys" / "toy"
    folder.mkdir(parents=True)
    toy = SpaceDescription("toy", "1", 2, 8, None, (), "made up", "")
    # Whoever loads it finds that it is none.
    for file in FILES:
        (folder / file).write_text("no model")
    write_description(toy, folder)
    told = ("ingest", coast, "--map", coast.with_suffix(".yml"), "--store", store)
    models = {"GOAL17_MODELS": str(tmp_path / "toys")}
    loaded = run(*told, **models)
    assert loaded.exit_code == 1
    assert "can't be loaded" in " ".join(loaded.stdout.split())
    with open_store(store) as opened, opened.writer() as writer:
        hashes = [passage.hash for passage in opened.view().without_vectors(toy.space)]
        writer.put_vectors(toy.space, hashes, np.tile(np.array([1, 0], np.float32), (len(hashes), 1)))
    assert "Search by meaning is off" not in run(*told, **models).stdout
