"""What brings programs to this machine says what is missing, and takes nothing for what was asked that isn't."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from scripts import browser
from scripts.jars import Artefact, Jars, NotFetchedError


def jars(folder: Path, version: str) -> Jars:
    return Jars("A program", "1 MB", (Artefact("org.example", "program", version),), folder / "list", "make program")


def test_jars_that_were_brought_are_found_in_their_order(tmp_path: Path) -> None:
    wanted = jars(tmp_path, "2.0")
    with pytest.raises(NotFetchedError, match="make program"):
        wanted.class_path()
    brought = [tmp_path / name for name in ("needed-1.0.jar", "program-2.0.jar")]
    for jar in brought:
        jar.touch()
    wanted.record.write_text("".join(f"{jar}\n" for jar in brought), encoding="utf-8")
    assert wanted.class_path() == brought
    assert wanted.fetch() == brought, "with no network"


def test_jars_of_another_version_and_those_gone_since_have_to_be_brought(tmp_path: Path) -> None:
    jar = tmp_path / "program-2.0.jar"
    jar.touch()
    (tmp_path / "list").write_text(f"{jar}\n", encoding="utf-8")
    with pytest.raises(NotFetchedError):
        jars(tmp_path, "2.1").class_path()
    jar.unlink()
    with pytest.raises(NotFetchedError):
        jars(tmp_path, "2.0").class_path()


@pytest.mark.parametrize("named", ["/nowhere/chromium", "/bin/false"])
def test_a_browser_that_does_not_run_is_named(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOAL17_BROWSER", named)
    with pytest.raises(browser.BrowserError, match=named):
        browser.find()


@pytest.mark.parametrize("script", ["crawl", "jars"])
def test_examples_in_scripts_are_so(script: str) -> None:
    tried = doctest.testmod(importlib.import_module(f"scripts.{script}"))
    assert tried.attempted
    assert not tried.failed
