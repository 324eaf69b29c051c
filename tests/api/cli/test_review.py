"""The review desk at the command line: by lines, by keys on a real terminal, by single commands."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import sqlite3
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from graph.build.rebuild import rebuild
from graph.review.words import standing
from graph.store import open_store
from graph.store.sqlite import connections
from tests.desk import derived, exported

Goal17 = Callable[..., Result]

SEAGRASS = "Seagrass Restoration Group"
SEAGRASS_TOO = "Seagrass Restoration Working Group"


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> str:
    """URL of a store of the test's own with the world of `tests.desk`."""
    shutil.copy(filled, tmp_path / "desk.db")
    return f"sqlite:///{tmp_path / 'desk.db'}"


def words(url: str) -> list[tuple[str, str]]:
    with open_store(url) as store:
        return [(word.by, word.verdict) for word in standing(store.view().judgements()).values()]


def graph(url: str) -> bytes:
    with open_store(url) as store:
        return exported(store)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_questions_are_listed_what_matters_most_first(run: Goal17, desk: str) -> None:
    shown = run("review", "list", "--store", desk).stdout
    assert shown.startswith("4 open questions; 0 decided")
    assert shown.index(SEAGRASS) < shown.index("Lagoon Keepers")
    listed = json.loads(run("review", "list", "--json", "--limit", "1", "--store", desk).stdout)
    assert {listed["questions"][0]["a"]["name"], listed["questions"][0]["b"]["name"]} == {SEAGRASS, SEAGRASS_TOO}
    rest = run("review", "list", "--cursor", listed["next"], "--store", desk).stdout
    assert SEAGRASS not in rest
    assert "Lagoon Keepers" in rest
    only = run("review", "list", "--kind", "partner", "--country", "Fiji", "--store", desk).stdout
    assert only.startswith("1 open question;")
    assert "No open question passes these filters" in run("review", "list", "--text", "zzz", "--store", desk).stdout
    refused = run("review", "list", "--register", "nowhere", "--store", desk)
    assert (refused.exit_code, "no register" in refused.stderr) == (2, True)


def test_a_question_is_shown_whole(run: Goal17, desk: str) -> None:
    listed = json.loads(run("review", "list", "--json", "--store", desk).stdout)
    by_id = run("review", "show", listed["questions"][0]["id"], "--store", desk).stdout
    by_names = run("review", "show", SEAGRASS, SEAGRASS_TOO, "--store", desk).stdout
    assert by_id == by_names
    for part in (
        "2× Seagrass Restoration Group",
        "coast:1 “Partners”",
        "2 partnerships, 1 of both",
        "= Seagrass meadows",
        "- Fish for schools",
        "if same",
        "with 3 partnerships and 2 names.",
        "redirects to",
    ):
        assert part in by_id, part
    assert all(len(line) <= 80 for line in by_id.splitlines() if "redirects" not in line)


def test_lines_are_answers_where_there_is_no_terminal(run: Goal17, desk: str) -> None:
    told = run("review", "--by", "Ama", "--store", desk, stdin="s the same people\n?\nx\nd\no\nn\nu\nq\n")
    assert told.exit_code == 0
    assert "Are these one organisation? 1 of 4" in told.stdout
    assert "There is no key 'x' here" in told.stdout
    assert "different: they never become one" in flat(told.stdout)
    assert "3 decisions: 1 same, 1 different, 1 unsure." in told.stdout
    assert re.search(r"In the graph \d+ entr\w+ written and 1 removed", told.stdout)
    assert "8 organisations now, 9 before." in told.stdout
    assert sorted(words(desk)) == [("Ama", "different"), ("Ama", "same"), ("Ama", "unsure")]
    history = run("review", "history", "--store", desk).stdout
    assert "the same people" in history
    assert "2 open questions, 1 of them called unsure; 2 decided" in run("review", "list", "--store", desk).stdout


def test_going_back_and_undoing(run: Goal17, desk: str) -> None:
    before = graph(desk)
    told = run("review", "--by", "Ama", "--store", desk, stdin="s\nd\nz\nz\nz\nb\nb\n \nq\n")
    assert "Nothing was decided in this session" in told.stdout
    assert "Nothing was decided." in told.stdout
    assert words(desk) == []
    assert graph(desk) == before


def test_the_end_of_the_input_is_the_end(run: Goal17, desk: str) -> None:
    told = run("review", "--by", "Ama", "--store", desk, stdin="d\n")
    assert told.exit_code == 0
    assert "1 decision: 1 different." in told.stdout
    whole = run("review", "--by", "Ama", "--store", desk, stdin="n\nn\nn\nn\n")
    assert "That was the last open question." in whole.stdout


def test_an_empty_queue_says_how_questions_come_about(run: Goal17, store: str) -> None:
    for told in (run("review", "--store", store), run("review", "list", "--store", store)):
        assert told.exit_code == 0
        assert told.stdout.startswith("No question is open. Questions come about when registers are read")


def test_any_two_names_are_merged_and_parted_again(run: Goal17, desk: str) -> None:
    before = graph(desk)
    told = run("review", "same", "Harbour Bank", SEAGRASS, "--by", "Ama", "--note", "a merger", "--store", desk)
    assert told.exit_code == 0
    assert "a merger" in told.stdout
    assert "In the graph" in told.stdout
    again = run("review", "same", "Harbour Bank", SEAGRASS, "--by", "Ama", "--store", desk)
    assert "You had said so already; nothing was changed." in again.stdout
    undone = run("review", "undo", "--by", "Ama", "--store", desk)
    assert undone.exit_code == 0
    assert "undone" in undone.stdout
    assert graph(desk) == before
    id = json.loads(run("review", "history", "--json", "--store", desk).stdout)["judgements"][0]["id"]
    twice = run("review", "undo", id, "--by", "Ama", "--store", desk)
    assert (twice.exit_code, "That was undone already" in twice.stdout) == (0, True)
    nothing = run("review", "undo", "--by", "Ama", "--store", desk)
    assert (nothing.exit_code, "has no judgement that could be undone" in nothing.stderr) == (2, True)


def test_another_persons_decision_is_not_overwritten_by_a_slip(run: Goal17, desk: str) -> None:
    names = ("Harbour Bank", "The Harbour Bank")
    assert run("review", "different", *names, "--by", "Ama", "--store", desk).exit_code == 0
    refused = run("review", "same", *names, "--by", "Ben", "--store", desk)
    assert refused.exit_code == 2
    assert "Ama has decided that already (different" in refused.stderr
    assert words(desk) == [("Ama", "different")]
    told = run("review", "same", *names, "--by", "Ben", "--replace", "--json", "--store", desk)
    answer = json.loads(told.stdout)
    assert (answer["stored"], answer["before"]["by"], answer["pending"]) == (True, "Ama", False)
    assert words(desk) == [("Ben", "same")]
    undone = run("review", "undo", "--by", "Ben", "--store", desk).stdout
    assert "On the same names this counts now" in flat(undone)
    assert words(desk) == [("Ama", "different")]


def test_a_decision_made_meanwhile_is_told_in_a_session(run: Goal17, desk: str) -> None:
    """As if Ben had decided between the question and Ama's key."""
    from api.cli import asking

    with open_store(desk) as store:
        from graph.review.desk import Desk
        from graph.review.queue import Wanted

        table = Desk(store)
        session = asking.Asking(table, "Ama", Wanted())
        first = table.open()[0]
        answers = iter([("s", ""), ("s", "")])
        session._read = lambda: (  # type: ignore[method-assign]
            table.decide(first.pair, "different", "Ben") if not table.history() else None,
            next(answers, ("q", "")),
        )[1]
        done = session.run()
    assert [each.judgement.verdict for each in done.decided] == ["same"]
    assert done.decided[0].before is not None
    assert done.decided[0].before.by == "Ben"


def test_a_store_that_is_busy_loses_no_decision(
    run: Goal17, desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another process writes for longer than one waits; the key is pressed again when it has ended."""
    from api.cli import asking
    from graph.review.desk import Desk
    from graph.review.queue import Wanted

    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    with open_store(desk) as store, closing(sqlite3.connect(tmp_path / "desk.db", isolation_level=None)) as other:
        session = asking.Asking(Desk(store), "Ama", Wanted())
        other.execute("BEGIN IMMEDIATE")

        def keys() -> Iterator[tuple[str, str]]:
            yield "s", ""
            other.execute("ROLLBACK")
            yield "s", ""
            yield "q", ""

        session._read = keys().__next__  # type: ignore[method-assign]
        done = session.run()
    assert "Nothing was stored; the same key tries it again." in flat(capsys.readouterr().out)
    assert [each.judgement.verdict for each in done.decided] == ["same"]
    assert words(desk) == [("Ama", "same")]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (("nothing",), "There is no question with the id 'nothing'"),
        (("Harbour Bank", "harbour bank"), "one name already"),
        (("Ministry of Forestry", "Harbour Bank"), "Several organisations are written"),
        (("a", "b", "c"), "Name one QUESTION by its id, or two names"),
    ],
)
def test_what_cannot_be_judged_is_said_and_changes_nothing(run: Goal17, desk: str, what: tuple, said: str) -> None:
    refused = run("review", "same", *what, "--by", "Ama", "--store", desk)
    assert refused.exit_code == 2
    assert said in flat(refused.stderr)
    assert words(desk) == []


def test_what_a_killed_session_decided_is_followed_by_the_next(run: Goal17, desk: str) -> None:
    with open_store(desk) as store:
        from graph.review.desk import Desk

        table = Desk(store)
        table.decide(table.open()[0].pair, "same", "Ama")
        assert store.view().status().pending
    told = run("review", "--store", desk, stdin="q\n")
    assert "that comes first" in flat(told.stderr)
    with open_store(desk) as store:
        assert not store.view().status().pending
        assert derived(store) == exported(store)


PROGRAM = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from api.cli import main; main()"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """The program on a pseudo-terminal of 80 columns and 24 lines."""

    def __init__(self, environment: dict[str, str], *arguments: str) -> None:
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.environ.update(environment, TERM="xterm", PYTHONPATH=str(Path(__file__).parents[3]))
            os.execv(sys.executable, [sys.executable, "-c", PROGRAM, *arguments])
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.written = ""

    def until(self, text: str) -> str:
        """What is shown up to a text, after what was read before."""
        deadline = time.monotonic() + 60
        while text not in self.written:
            assert time.monotonic() < deadline, self.written
            if select.select([self.file], [], [], 0.1)[0]:
                try:
                    self.written += os.read(self.file, 65536).decode()
                except OSError:
                    break
        assert text in self.written, self.written
        shown, _, self.written = self.written.partition(text)
        return ESCAPES.sub("", shown.split("\x1b[2J")[-1] + text).replace("\r", "")

    def key(self, key: str) -> None:
        os.write(self.file, key.encode())

    def end(self) -> int:
        while select.select([self.file], [], [], 60)[0]:
            try:
                if not os.read(self.file, 65536):
                    break
            except OSError:
                break
        os.close(self.file)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal(desk: str, _environment: dict[str, str]) -> Terminal:
    return Terminal({**_environment, "GOAL17_STORE": desk}, "review", "--by", "Ama")


def test_keys_on_a_terminal_of_80_by_24(terminal: Terminal, desk: str) -> None:
    first = terminal.until("q quit")
    lines = first.splitlines()
    assert lines[0] == "Are these one organisation? 1 of 4"
    assert len(lines) <= 23
    assert all(len(line) <= 80 for line in lines)
    terminal.key("?")
    terminal.until("takes it back at any time")
    # Only the first counts: the others come before the next question is shown.
    terminal.key("sss")
    second = terminal.until("q quit")
    assert "2 of 4 · 1 decided" in second
    assert f"same: {SEAGRASS} / {SEAGRASS_TOO}" in second
    terminal.key("z")
    assert "undone: same" in terminal.until("q quit")
    terminal.key("D")
    terminal.until("q quit")
    terminal.key("q")
    terminal.until("1 decision: 1 different.")
    assert terminal.end() == 0
    assert words(desk) == [("Ama", "different")]


def test_ctrl_c_loses_nothing(terminal: Terminal, desk: str, run: Goal17) -> None:
    terminal.until("q quit")
    terminal.key("s")
    terminal.until("1 decided")
    terminal.key("\x03")
    terminal.until("the graph follows at the next")
    assert terminal.end() == 130
    assert words(desk) == [("Ama", "same")]
    with open_store(desk) as store:
        assert store.view().status().pending
        assert rebuild(store).any


def test_a_kill_loses_nothing(terminal: Terminal, desk: str) -> None:
    terminal.until("q quit")
    terminal.key("s")
    terminal.until("1 decided")
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    assert words(desk) == [("Ama", "same")]
