"""The contract's own check, asked of a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from graph.store.interface import Store
from tests.api.conftest import Client

PARTS = ("search", "entity", "resolve", "match", "overlaps", "errors", "reconcile")


def test_the_contract_is_kept(shared: Path, client: Client, reviewed: Store) -> None:
    done = subprocess.run(
        [sys.executable, str(shared / "check" / "contract.py"), client.url, *PARTS],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {line.split()[1].rstrip(":") for line in done.stdout.splitlines()} == set(PARTS)
