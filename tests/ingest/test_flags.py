"""Every flag that a reading can raise stands in the documentation: whoever meets one can look it up."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
KIND = re.compile(r"[a-z]+(?:-[a-z]+)+")
RAISED_BY = {"Problem", "flag", "set_aside"}


def raised(file: Path) -> Iterator[str]:
    """The kinds that a module passes to what notes a problem, written out as texts."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in RAISED_BY:
            for argument in node.args[:3]:
                if isinstance(argument, ast.Constant) and KIND.fullmatch(str(argument.value)):
                    yield str(argument.value)


def test_every_flag_is_documented() -> None:
    pages = "".join((ROOT / "docs" / page).read_text(encoding="utf-8") for page in ("reading.md", "tables.md"))
    kinds = {kind for file in (ROOT / "ingest").rglob("*.py") for kind in raised(file)}
    assert {"url-unreadable", "id-twice", "partner-generic", "sheet-skipped"} <= kinds
    assert sorted(kind for kind in kinds if f"`{kind}`" not in pages) == []
