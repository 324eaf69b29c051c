"""A small register of made-up partnerships, a store that holds it, and the command line to ask it with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli.program import goal17

TABLE = """\
Id,Title,Description,Partners,Countries,SDGs,Start,End,Contact
1,Mangroves for the coast,"We restore mangroves on the coast, with the villages.","Blue Coast Trust (BCT); Ministry of Environment; Sunrise Energy Ltd",Kenya,14; 13,2019-01-01,2030-12-31,A. Person
2,Coastal forests,Planting coastal forests with communities.,BCT; River Watch,Tanzania,14; 15,2015,2018,
3,Solar clinics,Solar power for rural clinics.,River Watch; Sunrise Energy Ltd,Kenya; Narnia,7,2020,,B. Person
3,The id of another,A row that can't be told apart.,River Watch,Kenya,7,2020,,
4,شراكة المياه,المياه النظيفة للجميع في القرى,وزارة البيئة,Egypt,6,2021,,
"""  # noqa: E501 (a table has long rows)

MAPPING = """\
register: {code: coast, title: Partnerships of the coast, licence: CC BY 4.0, as_of: 2026}
id: Id
title: Title
description: Description
partners: {column: Partners, separator: ";"}
countries: Countries
sdgs: SDGs
start: Start
end: End
"""

Goal17 = Callable[..., Result]


@pytest.fixture
def coast(tmp_path: Path) -> Path:
    """The register as a CSV file, its mapping beside it."""
    (tmp_path / "coast.yml").write_text(MAPPING, encoding="utf-8")
    table = tmp_path / "coast.csv"
    table.write_text(TABLE, encoding="utf-8")
    return table


@pytest.fixture(scope="session")
def _environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """No models and a cache of its own: tests ask by words and names."""
    folder = tmp_path_factory.mktemp("goal17")
    return {"GOAL17_MODELS": str(folder / "models"), "GOAL17_CACHE": str(folder / "cache")}


@pytest.fixture(scope="session")
def _loaded(tmp_path_factory: pytest.TempPathFactory, _environment: dict[str, str]) -> Path:
    folder = tmp_path_factory.mktemp("loaded")
    (folder / "coast.yml").write_text(MAPPING, encoding="utf-8")
    (folder / "coast.csv").write_text(TABLE, encoding="utf-8")
    file = folder / "coast.db"
    told = ["ingest", str(folder / "coast.csv"), "--map", str(folder / "coast.yml"), "--store", f"sqlite:///{file}"]
    result = CliRunner().invoke(goal17, told, env=_environment)
    assert result.exit_code == 1, result.output
    return file


@pytest.fixture
def store(_loaded: Path, tmp_path: Path) -> str:
    """URL of a store that holds the register; each test has its own."""
    file = tmp_path / "coast.db"
    shutil.copy(_loaded, file)
    return f"sqlite:///{file}"


@pytest.fixture
def run(_environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Goal17:
    """Run a command line in this process, in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)

    def told(*arguments: str | Path, stdin: str = "", **environment: str) -> Result:
        return CliRunner().invoke(
            goal17, [str(each) for each in arguments], input=stdin, env={**_environment, **environment}
        )

    return told


# A shell that runs the tests in the background has Ctrl-C ignored, and so would what they start.
_PROGRAM = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from api.cli import main; main()"


@pytest.fixture
def start(_environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a command line in a process of its own, which is gone after the test."""
    started: list[subprocess.Popen[str]] = []

    def told(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *(str(each) for each in arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]), **_environment, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield told
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
