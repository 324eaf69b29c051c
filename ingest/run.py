"""From files to a store: every row read, accounted for and kept, then the graph derived from it all.

Each file stands for itself: one that can't be read changes nothing and doesn't keep the others from being read. Files
of one call that are kept under one register are one reading of it: together they say what it holds. Rows go into the
store in batches; an ingestion that is killed leaves the last finished batch and is simply run again, as rows that are
there already cost nothing. A file that was read before, byte for byte, isn't read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from graph.build.rebuild import Changes, rebuild
from graph.errors import InputError, Place
from graph.model.records import Account, Problem, Register
from graph.progress import Progress
from graph.resolve.scorer import Weights
from graph.store.interface import Store
from ingest.codes import check_code
from ingest.files import open_tables
from ingest.files.rows import Rows
from ingest.foresight import Foresight
from ingest.intake import Intake, Part
from ingest.reader import Reader, Table
from ingest.sheets import understand
from ingest.table.mapping import read_mapping

_Tables = list[tuple[Table, Reader]]
_Skipped = tuple[Problem, ...]


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
    replacing: bool = False,
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
        replacing: whether most of a register's records may vanish; otherwise such a reading is refused.
        progress: told how far it is.

    Returns:
        One account a file, in order.

    Raises:
        InputError: `register` can't be a register's code, or the mapping file can't be understood; nothing was read.
    """
    opened = (lambda: store) if store is not None else None
    ingestion = Ingestion(
        opened, register=register, format=format, mapping=mapping, replacing=replacing, progress=progress
    )
    ingestion.foresee(files)
    for file in files:
        ingestion.read(file)
    ingestion.finish()
    return ingestion.done


def derive(store: Store, progress: Progress | None = None, weights: Weights | None = None) -> Changes:
    """Derive the graph where records or judgements came after the last derivation; nothing to do costs nothing."""
    return rebuild(store, progress, weights) if store.view().status().pending else Changes()


class Ingestion:
    """Files that are read one after the other, for whoever has to know what was read when the store fails midway.

    Args:
        store: opens the store; called when the first row is at hand, so that files without any need no store. None for
            a dry run.
        register: see `ingest`, as for the others.
        format: name of the format.
        mapping: a mapping file.
        replacing: see `foresee`.
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
        replacing: bool = False,
        progress: Progress | None = None,
    ) -> None:
        if register:
            check_code(register)
        self.done: list[Ingested] = []
        self._store = store
        self._code = register
        self._format = format
        self._mapping = read_mapping(mapping) if mapping is not None else None
        self._replacing = replacing
        self._progress = progress
        self._intakes: dict[str, Intake] = {}
        self._last: dict[str, int] = {}
        self._refused: dict[str, str] = {}

    def foresee(self, files: Sequence[Path]) -> None:
        """Look at the ids of all files before the first is read; opens the store.

        A file of a register most of whose records would vanish then becomes an account with an error, and nothing of it
        is stored: it was probably read under another register's name. `replacing` says that it is meant.

        Args:
            files: all that will be read.
        """
        if self._store is None or self._replacing:
            return
        store = self._store()
        known = {register.code for register in store.view().registers()}
        if not known or (self._code and self._code not in known):
            return
        foresights: dict[str, Foresight] = {}
        complete = True
        for file in files:
            try:
                self._foresee(file, store, known, foresights)
            except InputError:
                # What is wrong with it is told when it is read.
                complete = False
        if self._code in foresights and not complete:
            foresights[self._code].doubt()
        self._refused = {code: said for code, each in foresights.items() if (said := each.refusal())}

    def _foresee(self, file: Path, store: Store, known: Collection[str], foresights: dict[str, Foresight]) -> None:
        began = datetime.now(UTC)
        registers, tables, _ = self._understood(file, began)
        for code in registers.keys() & known:
            intake = Intake(store, registers[code])
            first = code not in foresights
            foresight = foresights.setdefault(code, Foresight(code, intake.known))
            if first and intake.is_last(file, [reader for _, reader in tables[code]]):
                foresight.take_all()
                continue
            try:
                for table, reader in tables[code]:
                    foresight.take(reader, Rows(table.rows), partial(self._report, f"comparing {file.name}"))
            except InputError:
                foresight.doubt()

    def _report(self, what: str, done: int) -> None:
        if self._progress is not None:
            self._progress(what, done, 0)

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
        for code in registers.keys() & self._refused.keys():
            raise InputError(self._refused[code], Place(str(file)))
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
        registers, tables, skipped = self._understood(file, began)
        read_at = _stamp(began)
        parts: dict[str, list[Part]] = {}
        for code, understood in tables.items():
            for table, reader in understood:
                rows = Rows(table.rows)
                readings = reader.read(replace(table, rows=rows), code, read_at)
                first = next(readings, None)
                all_ = chain([first] if first is not None else [], readings)
                parts.setdefault(code, []).append(Part(table.name, reader, rows, all_, first is None, skipped))
                skipped = ()
        return registers, parts

    def _understood(self, file: Path, began: datetime) -> tuple[dict[str, Register], dict[str, _Tables], _Skipped]:
        """The registers of a file's tables, the tables of each with their readers, and what is said of other tables.

        Raises:
            InputError: the file can't be read, or nobody understands it.
        """
        registers: dict[str, Register] = {}
        tables: dict[str, _Tables] = {}
        understood = understand(open_tables(file), str(file), self._format, self._mapping)
        for table, reader in understood.tables:
            known = reader.register()
            code = self._code or known.code
            check_code(code)
            registers.setdefault(code, replace(known, code=code, format=reader.name, read_at=_stamp(began)))
            tables.setdefault(code, []).append((table, reader))
        return registers, tables, understood.skipped


def _stamp(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


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
