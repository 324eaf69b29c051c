from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result

from api.cli.program import COMMANDS, goal17
from graph.embed.folder import FILES
from graph.store.sqlite import connections

Goal17 = Callable[..., Result]

DOCS = Path(__file__).parents[3] / "docs" / "commands.md"


def every_command() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    def below(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
        yield path, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                assert child is not None
                yield from below((*path, name), child)

    context = click.Context(goal17)
    for name in goal17.list_commands(context):
        command = goal17.get_command(context, name)
        assert command is not None
        yield from below((name,), command)


LEAVES = [(path, command) for path, command in every_command() if not isinstance(command, click.Group)]


def section(path: tuple[str, ...]) -> str:
    found = re.search(
        rf"^## {path[0]}\n(.*?)(?=^## |\Z)", DOCS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE | re.IGNORECASE
    )
    assert found, f"docs/commands.md has no section on {path[0]}"
    return found[1]


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=[" ".join(path) for path, _ in LEAVES])
def test_every_command_and_option_is_documented(path: tuple[str, ...], command: click.Command) -> None:
    said = section(path) + DOCS.read_text(encoding="utf-8").partition("\n## ")[0]
    if "(#the-options-of-a-slice)" in said:
        said += section(("the options of a slice",))
    assert path[-1] in said
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(f"{option}" in said for option in parameter.opts), f"{parameter.opts} of goal17 {' '.join(path)}"


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=[" ".join(path) for path, _ in LEAVES])
def test_every_command_has_help_with_an_example(run: Goal17, path: tuple[str, ...], command: click.Command) -> None:
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert re.search(rf"Examples?: goal17 {' '.join(path)}", " ".join(result.stdout.split()))
    assert "--store" in result.stdout


def test_the_list_of_commands_says_what_the_commands_say(run: Goal17) -> None:
    shown = run("--help").stdout
    for name, (_, summary) in COMMANDS.items():
        assert name in shown
        assert summary in shown


def test_help_imports_nothing_that_is_slow() -> None:
    looked = "import sys; from api.cli import main\ntry: main()\nfinally: print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", looked, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    for slow in ("numpy", "pydantic", "rich", "onnxruntime", "fastapi", "graph.store"):
        assert f"'{slow}'" not in done.stderr


def test_the_version(run: Goal17) -> None:
    assert re.fullmatch(r"goal17 \d+\.\d+\.\d+\S*\n", run("--version").stdout)


def test_a_command_that_is_none(run: Goal17) -> None:
    result = run("serach", "water")
    assert result.exit_code == 2
    assert "serach" in result.stderr


def test_a_store_that_is_not_there_is_not_made(run: Goal17, tmp_path: Path) -> None:
    result = run("search", "water")
    assert result.exit_code == 2
    assert "no store at sqlite:///goal17.db yet" in result.stderr
    assert "goal17 ingest FILE" in result.stderr
    assert not (tmp_path / "goal17.db").exists()


def test_a_url_that_is_none(run: Goal17) -> None:
    result = run("search", "water", "--store", "postgres://x")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "sqlite://" in result.stderr


def test_the_store_of_the_environment(run: Goal17, store: str) -> None:
    assert run("store", "status", GOAL17_STORE=store).stdout.startswith(store)


def test_a_setting_that_can_not_be(run: Goal17, store: str) -> None:
    result = run("store", "status", "--store", store, GOAL17_PORT="many")
    assert result.exit_code == 2
    assert "GOAL17_PORT" in result.stderr


def test_a_file_that_is_no_store(run: Goal17, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("This is no database, and long enough to be looked at. " * 20)
    result = run("search", "x", "--store", f"sqlite:///{tmp_path}/notes.db")
    assert result.exit_code == 2
    assert "notes.db" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_model_that_is_damaged_is_said_once(run: Goal17, store: str, tmp_path: Path) -> None:
    (tmp_path / "models" / "english").mkdir(parents=True)
    for file in FILES:
        (tmp_path / "models" / "english" / file).write_text("{")
    result = run("search", "mangroves", "--store", store, GOAL17_MODELS=str(tmp_path / "models"))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "english" in result.stderr


def test_a_store_that_another_process_writes_is_read_and_not_written(
    run: Goal17, store: str, coast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    other = sqlite3.connect(store.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert run("search", "mangroves", "--store", store).exit_code == 0
        result = run("registers", "delete", "coast", "--yes", "--store", store)
        assert result.exit_code == 2
        assert "locked by another process" in result.stderr
    finally:
        other.close()
    assert "coast" in run("registers", "--store", store).stdout


def test_an_unforeseen_error_is_one_line_and_a_traceback_only_where_asked_for(
    run: Goal17, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A command that its module doesn't have: nobody foresees that.
    monkeypatch.setitem(COMMANDS, "broken", ("json", ""))
    result = run("broken")
    assert result.exit_code == 70
    assert result.stderr.count("\n") == 1
    assert "AttributeError" in result.stderr
    assert "GOAL17_LOG=debug" in result.stderr
    assert isinstance(run("broken", GOAL17_LOG="debug").exception, AttributeError)


def test_a_file_that_can_not_be_written_is_one_line(run: Goal17, coast: Path) -> None:
    result = run("ingest", coast, "--guess", "absent/guessed.yml")
    assert result.exit_code == 2
    assert result.stderr == "absent/guessed.yml: No such file or directory.\n"


def test_a_reader_that_closes_early_is_no_error(start: Callable[..., subprocess.Popen[str]]) -> None:
    process = start("vocabulary", "countries", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    process.wait(timeout=60)
    assert process.stderr.read() == ""


def test_a_stop_while_asking_says_so(start: Callable[..., subprocess.Popen[str]], store: str) -> None:
    process = start("serve", "--port", "0", "--store", store)
    assert process.stdout is not None
    assert "answers at http://127.0.0.1:" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_slip_in_the_url_serves_no_empty_store(run: Goal17, tmp_path: Path) -> None:
    result = run("serve", "--port", "0", "--store", f"sqlite:///{tmp_path}/slip.db")
    assert result.exit_code == 2
    assert f"no store at sqlite:///{tmp_path}/slip.db" in result.stderr
    assert "goal17 ingest FILE" in result.stderr
    assert not (tmp_path / "slip.db").exists()


def test_where_the_demo_has_left_its_store_is_said(run: Goal17, tmp_path: Path) -> None:
    assert "make demo" not in run("search", "x").stderr
    (tmp_path / "build" / "demo").mkdir(parents=True)
    (tmp_path / "build" / "demo" / "goal17.db").touch()
    result = run("search", "x")
    assert result.exit_code == 2
    assert "The one of `make demo` is at sqlite:///build/demo/goal17.db" in result.stderr


def test_the_status_says_in_words_whether_the_graph_is_whole(run: Goal17, store: str) -> None:
    assert "The graph is whole" in run("store", "status", "--store", store).stdout


@pytest.mark.parametrize("level", ["info", "warning"])
def test_the_log_of_a_service_is_as_the_settings_say(
    start: Callable[..., subprocess.Popen[str]], store: str, level: str
) -> None:
    process = start("serve", "--port", "0", "--store", store, GOAL17_LOG=level, GOAL17_LOG_FORMAT="json")
    assert process.stdout is not None
    url = re.search(r"http://\S+", process.stdout.readline())
    assert url is not None
    with urllib.request.urlopen(f"{url[0]}/api/v1/health") as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    said = [json.loads(line) for line in errors.splitlines()]
    assert any("GET /api/v1/health" in each["event"] for each in said) == (level == "info")
    for each in said:
        assert {"timestamp", "level", "logger", "event"} <= set(each)
    assert bool(said) == (level == "info")
