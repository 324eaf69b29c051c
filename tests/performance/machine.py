"""What the figures were measured on, and what processes take of it; read from /proc, so on Linux only."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path


def machine() -> dict[str, str]:
    """The machine, the day, and how busy it is with other things."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": f"{_field('/proc/cpuinfo', 'model name') or platform.processor()}, {cores()} cores",
        "memory": f"{_kilobytes('/proc/meminfo', 'MemTotal') / 1024:,.0f} MB",
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}",
        "load": f"{load():.1f} at the start (of {cores()})",
    }


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def load() -> float:
    """Processes that wanted to run, on average over the last minute."""
    return os.getloadavg()[0]


def resident(process: int) -> float:
    """Memory that a process holds now, in MB; 0 where it can't be told."""
    return _kilobytes(f"/proc/{process}/status", "VmRSS") / 1024


def most_resident(process: int | str = "self") -> float:
    """The most memory that a process ever held, in MB; 0 where it can't be told."""
    return _kilobytes(f"/proc/{process}/status", "VmHWM") / 1024


def cpu_seconds(process: int) -> float:
    """Processor time that a process has taken, in seconds, to the hundredth; 0 where it can't be told."""
    try:
        after_name = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def cpu_of_threads(process: int) -> float:
    """The same of the threads that live now, to the nanosecond: fine enough for a single answer."""
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
        return sum(int((thread / "schedstat").read_text(encoding="utf-8").split()[0]) for thread in threads) / 1e9
    except OSError:
        return 0.0


def child_of(process: int, name: str) -> int | None:
    """The child of a process that runs a program of this name."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()
    except OSError:
        return None
    for child in children:
        if Path(f"/proc/{child}/comm").read_text(encoding="utf-8").strip() == name:
            return int(child)
    return None


def _kilobytes(file: str, field: str) -> float:
    return float(_field(file, field).partition(" ")[0] or 0)


def _field(file: str, field: str) -> str:
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(field)), "")
