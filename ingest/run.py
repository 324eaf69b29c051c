"""From files to a store: every row read, accounted for and kept, then the graph derived from it all.

Each file stands for itself: one that can't be read changes nothing and doesn't keep the others from being read. Rows
go into the store in batches; an ingestion that is killed leaves the last finished batch and is simply run again, as
rows that are there already cost nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from graph.build.rebuild import Changes, rebuild
from graph.errors import InputError
from graph.model.records import Account, Problem, Record, Register
from graph.store.interface import Store
from ingest.files import open_tables
from ingest.formats import reader_for
from ingest.reader import Reader, Reading, Table

BATCH = 500
"""Rows in one batch."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, how many there are (0: not known)."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file.

    Attributes:
        account: every row read or set aside; for a file that couldn't be read at all, no rows.
        error: why the file as a whole was not read; None where it was.
        seconds: time for reading and storing, without deriving.
    """

    account: Account
    error: InputError | None = None
    seconds: float = 0.0


def ingest(
    store: Store | None,
    files: Sequence[Path],
    *,
    register: str = "",
    format: str | None = None,
    mapping: Path | None = None,
    progress: Progress | None = None,
) -> list[Ingested]:
    """Read files into a store.

    The graph is not derived here (`derive` does that), so that several files cost one derivation.

    Args:
        store: where to; None for a dry run, which reads everything and writes nothing.
        files: the files, each of any known format, or of a table that a mapping explains.
        register: code under which the records are kept; by default the one that the format or mapping names.
        format: name of the format; by default found by content.
        mapping: a mapping file, for tables of no known format.
        progress: told how far it is.

    Returns:
        One account a file, in order.
    """
    return [_ingest_file(store, file, register, format, mapping, progress) for file in files]


def derive(store: Store, progress: Progress | None = None) -> Changes:
    """Derive the graph where records or judgements came after the last derivation; nothing to do costs nothing."""
    return rebuild(store, progress) if store.view().status().pending else Changes()


def _ingest_file(
    store: Store | None,
    file: Path,
    code: str,
    format: str | None,
    mapping: Path | None,
    progress: Progress | None,
) -> Ingested:
    began = datetime.now(UTC)
    try:
        tables = open_tables(file)
        accounts = [
            _ingest_table(store, table, *_reader(table, code, format, mapping), str(file), began, progress)
            for table in tables
        ]
    except InputError as error:
        return Ingested(Account(str(file), code), error)
    return Ingested(_together(accounts, str(file)), None, (datetime.now(UTC) - began).total_seconds())


def _reader(table: Table, code: str, format: str | None, mapping: Path | None) -> tuple[Reader, Register]:
    reader = reader_for(table, format, mapping)
    known = reader.register()
    return reader, replace(known, code=code or known.code, format=reader.name)


def _ingest_table(
    store: Store | None,
    table: Table,
    reader: Reader,
    register: Register,
    file: str,
    began: datetime,
    progress: Progress | None,
) -> Account:
    read_at = began.strftime("%Y-%m-%dT%H:%M:%SZ")
    known = store.view().hashes(register.code) if store is not None else {}
    version = f"{reader.name}/{reader.version}"
    readings = reader.read(table, register.code, read_at)
    hidden: dict[str, set[str]] = {}
    for redaction in store.view().redactions() if store is not None else ():
        hidden.setdefault(redaction.record, set()).update(redaction.columns)
    seen: set[str] = set()
    problems: list[Problem] = []
    tally: Counter[str] = Counter()
    for batch in _batches(readings):
        changed: list[Reading] = []
        for reading in batch:
            problems.extend(reading.problems)
            tally["rows"] += 1
            tally["set aside" if reading.draft is None else "read"] += 1
            if reading.record is None:
                continue
            seen.add(reading.record.key)
            if known.get(reading.record.key) == (reading.record.content_hash, version if reading.draft else ""):
                tally["unchanged"] += 1
            elif reading.draft is not None and reading.record.id in hidden:
                changed.append(replace(reading, draft=reading.draft.without(hidden[reading.record.id])))
            else:
                changed.append(reading)
        if store is not None and changed:
            with store.writer() as writer:
                writer.put_records(_record(reading) for reading in changed)
                writer.put_drafts(reading.draft for reading in changed if reading.draft is not None)
        if progress is not None:
            progress(f"reading {Path(file).name}", tally["rows"], 0)
    account = Account(
        file, register.code, tally["rows"], tally["read"], tally["set aside"], tally["unchanged"], tuple(problems)
    )
    if store is not None:
        _finish(store, register, account, [key for key in known if key not in seen], read_at)
    return account


def _finish(store: Store, register: Register, account: Account, vanished: Sequence[str], read_at: str) -> None:
    """Write what is only known at the end, unless the same rows gave the same account before."""
    made = replace(register, read_at=read_at, rows=account.rows, read=account.read, set_aside=account.set_aside)
    before = next((known for known in store.view().registers() if known.code == register.code), None)
    unchanged = account.unchanged == account.rows and not vanished
    if unchanged and before is not None and replace(made, read_at=before.read_at) == before:
        return
    with store.writer() as writer:
        writer.put_register(made)
        writer.put_problems(register.code, account.problems)
        writer.vanish_records(register.code, vanished)


def _record(reading: Reading) -> Record:
    if reading.record is None:
        raise ValueError("a reading without a record can't be kept")
    return reading.record


def _batches(readings: Iterator[Reading]) -> Iterator[list[Reading]]:
    while batch := list(islice(readings, BATCH)):
        yield batch


def _together(accounts: Sequence[Account], file: str) -> Account:
    """One account for a file of several tables."""
    if len(accounts) == 1:
        return accounts[0]
    return Account(
        file,
        ", ".join(dict.fromkeys(account.register for account in accounts)),
        sum(account.rows for account in accounts),
        sum(account.read for account in accounts),
        sum(account.set_aside for account in accounts),
        sum(account.unchanged for account in accounts),
        tuple(problem for account in accounts for problem in account.problems),
    )


def problem_counts(account: Account) -> Mapping[str, tuple[int, Problem]]:
    """Kind of problem to how many there are and the first of them, commonest first."""
    counts = Counter(problem.kind for problem in account.problems)
    first: dict[str, Problem] = {}
    for problem in account.problems:
        first.setdefault(problem.kind, problem)
    return {kind: (count, first[kind]) for kind, count in counts.most_common()}
