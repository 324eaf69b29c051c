"""From files to a store: every row read, accounted for and kept, then the graph derived from it all.

Each file stands for itself: one that can't be read changes nothing and doesn't keep the others from being read. Files
of one call that are kept under one register are one reading of it: together they say what it holds. Rows go into the
store in batches; an ingestion that is killed leaves the last finished batch and is simply run again, as rows that are
there already cost nothing. A file that was read before, byte for byte, isn't read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from graph.build.rebuild import Changes, rebuild
from graph.errors import InputError
from graph.model.records import Account, Problem, Register
from graph.store.interface import Store
from ingest.codes import check_code
from ingest.files import open_tables
from ingest.files.rows import Rows
from ingest.intake import Intake, Part, Progress
from ingest.sheets import understand
from ingest.table.mapping import read_mapping


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

    Raises:
        InputError: `register` can't be a register's code, or the mapping file can't be understood; nothing was read.
    """
    opened = (lambda: store) if store is not None else None
    ingestion = Ingestion(opened, register=register, format=format, mapping=mapping, progress=progress)
    for file in files:
        ingestion.read(file)
    ingestion.finish()
    return ingestion.done


def derive(store: Store, progress: Progress | None = None) -> Changes:
    """Derive the graph where records or judgements came after the last derivation; nothing to do costs nothing."""
    return rebuild(store, progress) if store.view().status().pending else Changes()


class Ingestion:
    """Files that are read one after the other, for whoever has to know what was read when the store fails midway.

    Args:
        store: opens the store; called when the first row is at hand, so that files without any need no store. None for
            a dry run.
        register: see `ingest`, as for the others.
        format: name of the format.
        mapping: a mapping file.
        progress: told how far it is.

    Attributes:
        done: one account a file, of those that were reached.

    Raises:
        InputError: `register` can't be a register's code, or the mapping file can't be understood.
    """

    def __init__(
        self,
        store: Callable[[], Store] | None,
        *,
        register: str = "",
        format: str | None = None,
        mapping: Path | None = None,
        progress: Progress | None = None,
    ) -> None:
        if register:
            check_code(register)
        self.done: list[Ingested] = []
        self._store = store
        self._code = register
        self._format = format
        self._mapping = read_mapping(mapping) if mapping is not None else None
        self._progress = progress
        self._intakes: dict[str, Intake] = {}
        self._last: dict[str, int] = {}

    def read(self, file: Path) -> None:
        """Read one file; one that can't be read is an account with an error."""
        began = datetime.now(UTC)
        try:
            accounts = self._read(file, began)
        except InputError as error:
            self.done.append(Ingested(Account(str(file), self._code), error))
            return
        seconds = (datetime.now(UTC) - began).total_seconds()
        self._last.update(dict.fromkeys((account.register for account in accounts), len(self.done)))
        self.done.append(Ingested(_together(accounts, str(file)), None, seconds))

    def finish(self) -> None:
        """After the last file: let the records vanish that no file had any more, and say so in the accounts."""
        # A file that can't be opened doesn't say of which register it is, unless that was said beforehand.
        complete = not self._code or all(each.error is None for each in self.done)
        for code, intake in self._intakes.items():
            vanished, problems = intake.finish(complete=complete)
            if code in self._last:
                done = self.done[self._last[code]]
                account = replace(
                    done.account,
                    vanished=done.account.vanished + vanished,
                    problems=(*done.account.problems, *problems),
                )
                self.done[self._last[code]] = replace(done, account=account)

    def _read(self, file: Path, began: datetime) -> list[Account]:
        registers, parts = self._open(file, began)
        store = self._store() if self._store is not None else None
        intakes = {
            code: self._intakes[code] if code in self._intakes else Intake(store, register)
            for code, register in registers.items()
        }
        for code, intake in intakes.items():
            intake.check(file, parts[code])
        # A file counts as one of a register's only from here on: it has passed what it can be refused for.
        self._intakes.update(intakes)
        return [intake.take(file, parts[code], self._progress) for code, intake in intakes.items()]

    def _open(self, file: Path, began: datetime) -> tuple[dict[str, Register], dict[str, list[Part]]]:
        """The registers of a file's tables, and the tables of each with their first rows read.

        Raises:
            InputError: the file can't be read, or nobody understands it.
        """
        read_at = began.strftime("%Y-%m-%dT%H:%M:%SZ")
        registers: dict[str, Register] = {}
        parts: dict[str, list[Part]] = {}
        understood = understand(open_tables(file), str(file), self._format, self._mapping)
        skipped = understood.skipped
        for table, reader in understood.tables:
            known = reader.register()
            code = self._code or known.code
            check_code(code)
            registers.setdefault(code, replace(known, code=code, format=reader.name, read_at=read_at))
            rows = Rows(table.rows)
            readings = reader.read(replace(table, rows=rows), code, read_at)
            first = next(readings, None)
            all_ = chain([first] if first is not None else [], readings)
            parts.setdefault(code, []).append(Part(table.name, reader, rows, all_, first is None, skipped))
            skipped = ()
        return registers, parts


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
