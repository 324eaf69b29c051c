"""What docs/gaps.md shows is what the commands print of the sample register, and what it lists is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli.program import goal17
from graph.analytics.gaps.answer import VERDICTS
from graph.analytics.gaps.areas import schemes
from graph.analytics.gaps.baselines import BASELINES
from graph.analytics.gaps.files import CELLS

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "gaps.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ goal17 ([^\n]+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a store that holds the sample register."""
    folder = tmp_path_factory.mktemp("sample")
    environment = {
        "GOAL17_STORE": f"sqlite:///{folder / 'sample.db'}",
        "GOAL17_CACHE": str(folder / "cache"),
        "GOAL17_MODELS": str(folder / "none"),
    }
    file = str(ROOT / "sample" / "partnerships.jsonl")
    read = CliRunner().invoke(goal17, ["ingest", "--no-embed", file], env=environment)
    assert read.exit_code == 0, read.output
    return environment


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_what_is_shown_is_what_is_printed(sample: dict[str, str], command: str, shown: str) -> None:
    printed = CliRunner().invoke(goal17, [*shlex.split(command), "--as-of", "2026-11-22"], env=sample)
    assert printed.exit_code == 0, printed.output
    at = 0
    for part in re.split(r"(?m)^\s*…\n", shown):
        found = printed.stdout.find(part.strip("\n"), at)
        assert found >= 0, part
        at = found + len(part.strip("\n"))


def test_three_commands_are_shown() -> None:
    assert [command.split()[0] for command, _ in SHOWN] == ["gaps", "gaps", "country"]


def test_every_scheme_baseline_verdict_and_column_is_documented() -> None:
    for code in (*schemes(), *BASELINES, *VERDICTS, *CELLS):
        assert f"`{code}`" in PAGE, code
