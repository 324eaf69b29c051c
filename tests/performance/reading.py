"""Reading and storing, deriving, and reading again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.store import open_store
from ingest.files import open_tables
from ingest.run import derive, ingest
from tests.performance.figures import Budget, Figure, Run, apart, median, number, spread, timed
from tests.performance.shell import ENTRY, command
from tests.performance.sources import Sources


def reading(sources: Sources, folder: Path, urls: dict[str, str], repeats: int) -> Iterator[Figure]:
    """The figures of reading on the engines.

    Args:
        sources: what is read.
        folder: for stores that are thrown away.
        urls: engine to the URL of an empty store of it; SQLite's are made here, one for each repeat.
        repeats: how often SQLite is measured; Neo4j is once.
    """
    opened = [apart(_rows_only, sources.files) for _ in range(repeats)]
    rows = opened[0].result
    yield _rate("  baseline: rows opened only", "", rows, opened)
    workbooks = [file for file in sources.files if file.suffix == ".xlsx"]
    if workbooks:
        alone = [apart(_openpyxl_only, workbooks) for _ in range(repeats)]
        yield _rate("  baseline: openpyxl, workbook only", "", alone[0].result, alone)
    dry = [apart(_understood, sources.files) for _ in range(repeats)]
    yield _rate("  of which reading (dry run)", "", rows, dry)
    for engine, url in urls.items():
        runs: list[Run[int]] = []
        derived: list[Run[int]] = []
        for _ in range(repeats if engine == "sqlite" else 1):
            with tempfile.TemporaryDirectory(dir=folder) as thrown:
                where = f"sqlite:///{thrown}/store.db" if engine == "sqlite" else url
                runs.append(apart(_stored, where, sources.files))
                derived.append(apart(_derived, where))
        yield _rate("read and store", engine, rows, runs, Budget("≥", 1000) if engine == "sqlite" else None)
        yield Figure(
            "derive the graph (resolution)",
            engine,
            median([run.wall for run in derived]),
            "s",
            spread([run.wall for run in derived]),
            cpu=f"{number(median([run.cpu for run in derived]))} s",
            memory=max(run.memory for run in derived),
            note=f"{derived[0].result:,} entities and relations written",
        )


def again(sources: Sources, url: str, repeats: int) -> Figure:
    """Reading unchanged registers again into a store that has them, as typed in a shell."""
    return command(
        "read the unchanged registers again",
        [*ENTRY, "ingest", "--no-embed", *map(str, sources.files)],
        {**os.environ, "GOAL17_STORE": url},
        repeats,
        Budget("≤", 2),
        url.partition(":")[0],
    )


def _rate(
    what: str, engine: str, rows: int, runs: Sequence[Run[int]], budget: Budget | None = None, note: str = ""
) -> Figure:
    rates = [rows / run.wall for run in runs]
    cpu = median([run.cpu for run in runs])
    return Figure(
        what,
        engine,
        median(rates),
        "rows/s",
        spread(rates),
        budget,
        by_cpu=rows / cpu,
        cpu=f"{number(cpu)} s, {rows / cpu:,.0f} rows/s",
        memory=max(run.memory for run in runs),
        note=note,
    )


def _rows_only(files: Sequence[Path]) -> Run[int]:
    return timed(lambda: sum(1 for file in files for table in open_tables(file) for _ in table.rows))


def _openpyxl_only(files: Sequence[Path]) -> Run[int]:
    def rows() -> int:
        from openpyxl import load_workbook

        return sum(
            1 for file in files for sheet in load_workbook(file, read_only=True) for _ in sheet.iter_rows(min_row=2)
        )

    return timed(rows)


def _understood(files: Sequence[Path]) -> Run[int]:
    return timed(lambda: sum(ingested.account.rows for ingested in ingest(None, files)))


def _stored(url: str, files: Sequence[Path]) -> Run[int]:
    with open_store(url) as store:
        return timed(lambda: sum(ingested.account.rows for ingested in ingest(store, files)))


def _derived(url: str) -> Run[int]:
    with open_store(url) as store:

        def written() -> int:
            changes = derive(store)
            return changes.put + changes.related

        return timed(written)
