"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real registers, gold files and standards.

    It is other people's material and not part of the repository: a clone without it skips these tests and says why;
    where the variable is set, missing files are a failure.
    """
    named = os.environ.get("GOAL17_SHARED")
    if not named:
        pytest.skip("GOAL17_SHARED is not set: the real registers are not here")
    folder = Path(named).resolve()
    assert folder.is_dir(), f"GOAL17_SHARED names {folder}, which is not a folder"
    return folder
