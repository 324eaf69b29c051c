"""From files to a store: every row read, accounted for and kept, then the graph derived from it all.

Each file stands for itself: one that can't be read changes nothing and doesn't keep the others from being read. Rows
go into the store in batches; an ingestion that is killed leaves the last finished batch and is simply run again, as
rows that are there already cost nothing. A file that was read before, byte for byte, isn't read again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from graph.build.rebuild import Changes, rebuild
from graph.errors import InputError
from graph.model.records import Account, Problem, Register
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A table of a file with the reader that understands it."""

    table: Table
    reader: Reader


def _ingest_file(
    store: Store | None,
    file: Path,
    code: str,
    format: str | None,
    mapping: Path | None,
    progress: Progress | None,
) -> Ingested:
    began = datetime.now(UTC)
    registers: dict[str, Register] = {}
    parts: dict[str, list[_Part]] = {}
    try:
        for table in open_tables(file):
            reader = reader_for(table, format, mapping)
            known = reader.register()
            known = replace(known, code=code or known.code, format=reader.name)
            registers.setdefault(known.code, known)
            parts.setdefault(known.code, []).append(_Part(table, reader))
        accounts = [
            _ingest_register(store, register, parts[register.code], file, began, progress)
            for register in registers.values()
        ]
    except InputError as error:
        return Ingested(Account(str(file), code), error)
    return Ingested(_together(accounts, str(file)), None, (datetime.now(UTC) - began).total_seconds())


def _ingest_register(
    store: Store | None,
    register: Register,
    parts: Sequence[_Part],
    file: Path,
    began: datetime,
    progress: Progress | None,
) -> Account:
    read_at = began.strftime("%Y-%m-%dT%H:%M:%SZ")
    content = _content(file, parts)
    known = store.view().hashes(register.code) if store is not None else {}
    if store is not None and (account := _account_before(store, register, _digest(content, known), file, len(known))):
        if progress is not None:
            progress(f"reading {file.name}", account.rows, account.rows)
        return account
    hidden = _hidden(store)
    seen: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    tally: Counter[str] = Counter()
    for batch in _batches(_readings(parts, register.code, read_at)):
        changed: list[Reading] = []
        for reading in (_without(each, hidden) for each in batch):
            problems.extend(reading.problems)
            tally["rows"] += 1
            tally["set aside" if reading.draft is None else "read"] += 1
            if reading.record is None:
                continue
            key, before = reading.record.key, known.get(reading.record.key)
            state = (reading.record.content_hash, reading.draft.reader if reading.draft else "")
            # Equal states are kept once: of a large register they take more room than anything else here.
            seen[key] = before if before == state else state
            if before == state:
                tally["unchanged"] += 1
            else:
                changed.append(reading)
        if store is not None and changed:
            with store.writer() as writer:
                writer.put_records(reading.record for reading in changed if reading.record is not None)
                writer.drop_drafts(
                    reading.record.id for reading in changed if reading.record is not None and reading.draft is None
                )
                writer.put_drafts(reading.draft for reading in changed if reading.draft is not None)
        if progress is not None:
            progress(f"reading {file.name}", tally["rows"], 0)
    account = Account(
        str(file), register.code, tally["rows"], tally["read"], tally["set aside"], tally["unchanged"], tuple(problems)
    )
    if store is not None:
        made = replace(register, read_at=read_at, digest=_digest(content, seen))
        _finish(store, made, account, [key for key in known if key not in seen])
    return account


def _readings(parts: Sequence[_Part], register: str, read_at: str) -> Iterator[Reading]:
    """The readings of all tables of a register; an id that an earlier table had is set aside, as within one table."""
    earlier: dict[str, str] = {}
    for part in parts:
        own: list[str] = []
        for reading in part.reader.read(part.table, register, read_at):
            record = reading.record
            if record is not None and record.key in earlier:
                message = f"The id “{record.key}” stands in {earlier[record.key]} already; that one counts."
                twice = Problem(record.row, "", "id-twice", message, set_aside=True)
                yield Reading(None, None, (*reading.problems, twice))
                continue
            if record is not None and len(parts) > 1:
                own.append(record.key)
            yield reading
        earlier.update(dict.fromkeys(own, part.table.name))


def _hidden(store: Store | None) -> dict[str, set[str]]:
    """Id of a record to the columns that a redaction has emptied."""
    hidden: dict[str, set[str]] = {}
    for redaction in store.view().redactions() if store is not None else ():
        hidden.setdefault(redaction.record, set()).update(redaction.columns)
    return hidden


def _without(reading: Reading, hidden: Mapping[str, set[str]]) -> Reading:
    """A reading that says nothing of redacted columns, neither in its draft nor in what it quotes."""
    if reading.record is None or reading.record.id not in hidden:
        return reading
    columns = hidden[reading.record.id]
    return replace(
        reading,
        draft=reading.draft.without(columns) if reading.draft is not None else None,
        problems=tuple(
            replace(problem, message="") if problem.column in columns else problem for problem in reading.problems
        ),
    )


def _content(file: Path, parts: Sequence[_Part]) -> str:
    """What a reading rests on: the file's bytes, and which versions of which readers understand its tables."""
    with file.open("rb") as stream:
        bytes_ = hashlib.file_digest(stream, "sha256").hexdigest()
    return " ".join([bytes_, *(f"{part.reader.name}/{part.reader.version}" for part in parts)])


def _digest(content: str, state: Mapping[str, tuple[str, str]]) -> str:
    """The digest of what a reading rests on and of what it leaves in the store, as `View.hashes` gives that."""
    lines = [content, *(" ".join([key, *hashes]) for key, hashes in sorted(state.items()))]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _account_before(store: Store, register: Register, digest: str, file: Path, records: int) -> Account | None:
    """The account of the last reading, where this one would be the same.

    That is so where the bytes are those of last time, the same readers understand them, and every record and draft
    that came of them is still there. A large register that didn't change then costs no more than its digest.
    """
    before = next((known for known in store.view().registers() if known.code == register.code), None)
    if before is None or before != replace(
        register,
        digest=digest,
        read_at=before.read_at,
        rows=before.rows,
        read=before.read,
        set_aside=before.set_aside,
    ):
        return None
    problems = tuple(store.view().problems(register.code))
    return Account(str(file), register.code, before.rows, before.read, before.set_aside, records, problems)


def _finish(store: Store, register: Register, account: Account, vanished: Sequence[str]) -> None:
    """Write what is only known at the end, unless the same rows gave the same account before."""
    made = replace(register, rows=account.rows, read=account.read, set_aside=account.set_aside)
    before = next((known for known in store.view().registers() if known.code == register.code), None)
    unchanged = account.unchanged == account.rows and not vanished
    if unchanged and before is not None and replace(made, read_at=before.read_at) == before:
        return
    with store.writer() as writer:
        writer.put_register(made)
        writer.put_problems(register.code, account.problems)
        writer.vanish_records(register.code, vanished)


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
