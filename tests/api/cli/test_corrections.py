"""Reports of errors at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from api.corrections import Corrections
from graph.store import open_store

Goal17 = Callable[..., Result]


def test_reports_are_listed_and_settled(run: Goal17, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'reports.db'}"
    with open_store(url) as store:
        made = Corrections(store).report("", "error", "The year\x1b[31m is wrong.", contact="ann@example.org")
    told = run("corrections", "--store", url)
    assert told.exit_code == 0
    assert "1 report open." in told.stdout
    assert "The year[31m is wrong." in told.stdout
    assert "ann@example.org" in told.stdout
    done = run("corrections", "settle", made.id, "--done", "--note", "mended", "--by", "Ama", "--store", url)
    assert done.exit_code == 0, done.output
    again = run("corrections", "settle", made.id, "--not-done", "--note", "no", "--by", "Ben", "--store", url)
    assert again.exit_code == 2
    assert "Ama has settled that report already" in again.stderr
    listed = json.loads(run("corrections", "list", "--settled", "--json", "--store", url).stdout)
    assert listed["corrections"][0]["report"]["note"] == "mended"
    assert listed["corrections"][0]["contact"] == ""
    assert "0 reports open." in run("corrections", "list", "--store", url).stdout
