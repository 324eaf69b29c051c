"""Commands as they are typed in a shell: everything from the start of Python to the last line."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.performance.figures import Budget, Figure, median, number, spread

ENTRY = (str(Path(sys.executable).parent / "goal17"),)
"""The program as it is installed."""

_QUESTIONS = ("mangroves", "early warning of floods in Bangladesh", "energía solar para escuelas", "UNEP", "vessels")


def shell(url: str, engine: str, models: Path, cache: Path, repeats: int) -> Iterator[Figure]:
    """The figures of commands."""
    environment = {
        **os.environ,
        "GOAL17_STORE": url,
        "GOAL17_MODELS": str(models.resolve()),
        "GOAL17_CACHE": str(cache),
        "GOAL17_LOG": "warning",
    }
    yield command("  baseline: python -c pass", [sys.executable, "-c", "pass"], environment, repeats)
    yield command("  baseline: goal17 --version", [*ENTRY, "--version"], environment, repeats)
    for place, question in enumerate(_QUESTIONS if engine == "sqlite" else _QUESTIONS[:2]):
        budget = Budget("≤", 1) if engine == "sqlite" else None
        said = [*ENTRY, "search", question]
        yield command(f"goal17 search, question {place + 1}", said, environment, repeats, budget, engine)


def command(
    what: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    repeats: int,
    budget: Budget | None = None,
    engine: str = "",
) -> Figure:
    """Run a command several times, after once to have its files in the page cache."""
    walls: list[float] = []
    cpus: list[float] = []
    for warm in range(repeats + 1):
        before = _children()
        began = time.perf_counter()
        ended = subprocess.run(arguments, env=dict(environment), capture_output=True, text=True, check=False)
        wall, cpu = time.perf_counter() - began, _children() - before
        # 1 says that rows were set aside, which registers of the world always have.
        if ended.returncode not in {0, 1}:
            raise RuntimeError(f"{' '.join(arguments)} ended with {ended.returncode}: {ended.stderr[-2000:]}")
        if warm:
            walls.append(wall)
            cpus.append(cpu)
    return Figure(
        what,
        engine,
        median(walls),
        "s",
        spread(walls),
        budget,
        by_cpu=median(cpus),
        cpu=f"{number(median(cpus))} s",
    )


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
