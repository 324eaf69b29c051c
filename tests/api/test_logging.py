"""What a service logs, in both forms; each in a process of its own, as logging belongs to the whole process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, structlog
from api.logging import set_up_logging
logging.basicConfig(level="DEBUG")
ours = structlog.get_logger("goal17.api")
set_up_logging({level!r}, {format!r})
ours.info("asked", path="/école")
logging.getLogger("graph.snapshot").warning("can't be kept: %s", "disk")
snapshot = "an array of a million numbers"
try:
    1 / 0
except ZeroDivisionError as error:
    ours.error("unforeseen error", exc_info=error)
"""


def _logged(level: str, format: str) -> list[str]:
    program = PROGRAM.format(level=level, format=format)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_json_is_an_object_a_line() -> None:
    asked, kept, failed = (json.loads(line) for line in _logged("info", "json"))
    assert (asked["event"], asked["path"], asked["level"], asked["logger"]) == ("asked", "/école", "info", "goal17.api")
    assert (kept["event"], kept["level"], kept["logger"]) == ("can't be kept: disk", "warning", "graph.snapshot")
    assert "ZeroDivisionError" in failed["exception"]
    assert asked["timestamp"].endswith("Z")


def test_the_console_shows_the_same_in_words() -> None:
    lines = _logged("info", "console")
    assert "asked" in lines[0]
    assert "path=/école" in lines[0]
    assert "can't be kept: disk" in lines[1]
    assert any("ZeroDivisionError" in line for line in lines)
    assert "\x1b" not in "".join(lines)
    assert not any("an array of" in line for line in lines), "a traceback without the variables of its frames"


@pytest.mark.parametrize(("level", "count"), [("debug", 3), ("info", 3), ("warning", 2), ("error", 1)])
def test_what_is_less_grave_is_left_out(level: str, count: int) -> None:
    assert len(_logged(level, "json")) == count
