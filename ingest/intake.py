"""What the files of one call bring for one register, and what they take away from it.

Rows are stored in batches as they are read. What the register says as a whole (its figures, the account of its last
reading, which of its records are gone) is only known after its last file, and written then.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from graph.errors import InputError, Place
from graph.model.drafts import Draft
from graph.model.records import Account, Problem, Record, Register
from graph.progress import Progress
from graph.store.documents import chunks
from graph.store.interface import Store
from ingest.files.rows import Rows
from ingest.reader import Reader, Reading

BATCH = 500
"""Rows in one batch."""

VANISHING = 5000
"""Records that vanish in one batch: a server takes only so many in one transaction."""

_REDACTED = "This column was redacted, so what is noted of it isn't told."


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a file, being read.

    Attributes:
        name: the table's name.
        reader: who understands it.
        rows: its rows; they know whether all of them could be opened.
        readings: what the reader makes of them.
        empty: it has no rows.
        notices: what there is to say that is about none of its rows.
    """

    name: str
    reader: Reader
    rows: Rows
    readings: Iterator[Reading]
    empty: bool
    notices: tuple[Problem, ...] = ()


class Intake:
    """One register while files of one call are read into it.

    Args:
        store: where to; None for a dry run, which reads everything and writes nothing.
        register: what is known of the register before its rows are read.
    """

    def __init__(self, store: Store | None, register: Register) -> None:
        self._store = store
        self._known: dict[str, tuple[str, str]] = store.view().hashes(register.code) if store is not None else {}
        self._before = _registered(store, register.code)
        self._register = register if self._before is None else _as_before(register, self._before)
        self._listed = self._before is not None
        self._hidden = _hidden(store)
        self._contents: list[str] = []
        self._seen: dict[str, tuple[str, str]] = {}
        self._tables = _Tables()
        self._tally: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._changed = False
        self._unsure: Problem | None = None

    @property
    def known(self) -> Collection[str]:
        """The keys of the records that the register had before this call."""
        return self._known.keys()

    def is_last(self, file: Path, readers: Sequence[Reader]) -> bool:
        """Whether the last reading of the register was of just this file, by the same readers.

        That is so where the bytes are those of last time, the same readers understand them, and every record and draft
        that came of them is still there. A large register that didn't change then costs no more than its digest.
        """
        return self._before_by(_content(file, readers)) is not None

    def check(self, file: Path, parts: Sequence[Part]) -> None:
        """Refuse a file that would take everything from a register and bring nothing.

        Raises:
            InputError: the file holds no row, and the register has records.
        """
        if self._known and all(part.empty for part in parts):
            raise InputError(
                f"There is no row in it, and the register {self._register.code} has {len(self._known):,} records; they"
                f" were left as they are. `goal17 registers delete {self._register.code}` removes a register.",
                Place(str(file)),
            )

    def take(self, file: Path, parts: Sequence[Part], progress: Progress | None) -> Account:
        """Read the tables of one file.

        Returns:
            The account of this file; which records vanished is told by `finish`.

        Raises:
            InputError: a row can't be kept. What was stored before it stays, and nothing vanishes.
        """
        content = _content(file, [part.reader for part in parts])
        if not self._contents and (account := self._account_before(content, file)) is not None:
            if progress is not None:
                progress(f"reading {file.name}", account.rows, account.rows)
            return account
        self._contents.append(content)
        # Holds for every way out of here but the last line: whoever was interrupted hasn't read everything.
        unsure, self._unsure = self._unsure, Problem(1, "", "records-kept", "The file could not be read to its end.")
        tally: Counter[str] = Counter()
        problems = [notice for part in parts for notice in part.notices]
        for batch in _batches(self._readings(parts)):
            changed: list[Reading] = []
            for reading in (_without(each, self._hidden) for each in batch):
                problems.extend(reading.problems)
                tally["rows"] += 1
                tally["set aside" if reading.draft is None else "read"] += 1
                if reading.record is None:
                    continue
                if self._note(reading.record, reading.draft):
                    changed.append(reading)
                else:
                    tally["unchanged"] += 1
            if changed:
                self._put(changed)
            if progress is not None:
                progress(f"reading {file.name}", tally["rows"], 0)
        self._tally += tally
        self._problems += problems
        self._unsure = unsure or _unsure(parts)
        rows, read, aside, unchanged = (tally[each] for each in ("rows", "read", "set aside", "unchanged"))
        return Account(str(file), self._register.code, rows, read, aside, unchanged, tuple(problems))

    def finish(self, *, complete: bool = True) -> tuple[int, tuple[Problem, ...]]:
        """Write what is only known at the end, unless the same rows gave the same account before.

        Records that no file had any more vanish. None does where a part of what was to be read could not be: it may
        have held them.

        Args:
            complete: every file that was meant for this register could be read.

        Returns:
            How many records vanished, and what there is to say about those that were kept.
        """
        if self._store is None or not self._contents:
            return 0, ()
        missing = [key for key in self._known if key not in self._seen]
        unsure = self._unsure
        if unsure is None and not complete:
            unsure = Problem(1, "", "records-kept", "Another file for this register could not be read.")
        if unsure is None and not self._seen:
            unsure = Problem(1, "", "records-kept", "Not one row could be read.")
        kept: tuple[Problem, ...] = ()
        if unsure is not None and missing:
            kept = (replace(unsure, message=f"{unsure.message} {_so_kept(len(missing))}"),)
        vanished = [] if unsure is not None else missing
        made = replace(
            self._register,
            rows=self._tally["rows"],
            read=self._tally["read"],
            set_aside=self._tally["set aside"],
            # What wasn't read as a whole has to be looked at again, whatever it was.
            digest=_digest(self._contents, self._seen) if unsure is None else "",
        )
        same = self._before is not None and replace(made, read_at=self._before.read_at) == self._before
        if not (same and made.digest) or self._changed or vanished:
            for some in chunks(vanished, VANISHING):
                with self._store.writer() as writer:
                    writer.vanish_records(made.code, some)
            with self._store.writer() as writer:
                writer.put_register(made)
                writer.put_problems(made.code, [*self._problems, *kept])
        return len(vanished), kept

    def _readings(self, parts: Sequence[Part]) -> Iterator[Reading]:
        """The readings of all tables; an id that an earlier table had is set aside, as within one table."""
        for part in parts:
            self._tables.begin(part.name)
            for reading in part.readings:
                record = reading.record
                first = self._tables.add(record.key) if record is not None else ""
                if record is not None and first:
                    message = f"The id “{record.key}” stands in {first} already; that one counts."
                    twice = Problem(record.row, "", "id-twice", message, set_aside=True)
                    yield Reading(None, None, (*reading.problems, twice))
                else:
                    yield reading

    def _note(self, record: Record, draft: Draft | None) -> bool:
        """Remember that a record is there; whether it is new or not as it was."""
        before = self._known.get(record.key)
        state = (record.content_hash, draft.reader if draft else "")
        # Equal states are kept once: of a large register they take more room than anything else here.
        self._seen[record.key] = before if before is not None and before == state else state
        return before != state

    def _put(self, changed: Sequence[Reading]) -> None:
        """Store a batch of readings; the register goes before its first record, so that it can be named and deleted."""
        self._changed = True
        if self._store is None:
            return
        records = [reading.record for reading in changed if reading.record is not None]
        with self._store.writer() as writer:
            if not self._listed:
                writer.put_register(self._register)
            writer.put_records(records)
            writer.drop_drafts(
                reading.record.id for reading in changed if reading.record is not None and reading.draft is None
            )
            writer.put_drafts(reading.draft for reading in changed if reading.draft is not None)
        self._listed = True

    def _before_by(self, content: str) -> Register | None:
        """The register as the last reading left it, where that rested on just this content."""
        before = self._before
        if before is None or before != replace(
            self._register,
            digest=_digest([content], self._known),
            read_at=before.read_at,
            rows=before.rows,
            read=before.read,
            set_aside=before.set_aside,
        ):
            return None
        return before

    def _account_before(self, content: str, file: Path) -> Account | None:
        """The account of the last reading, where this one would be the same (`is_last`)."""
        before = self._before_by(content)
        if self._store is None or before is None:
            return None
        self._contents.append(content)
        # What a further file brings comes to both: nothing of what was known is missing any more.
        self._seen = self._known
        self._tables.begin(str(file))
        self._tables.add_all(self._known)
        self._tally += Counter({"rows": before.rows, "read": before.read, "set aside": before.set_aside})
        self._problems += self._store.view().problems(before.code)
        unchanged = len(self._known)
        return Account(
            str(file), before.code, before.rows, before.read, before.set_aside, unchanged, tuple(self._problems)
        )


class _Tables:
    """Which table had an id first.

    Keys of the table at hand are only listed: a table tells its own ids apart, and most calls have but one.
    """

    def __init__(self) -> None:
        self._earlier: dict[str, str] = {}
        self._name = ""
        self._keys: list[str] = []

    def begin(self, name: str) -> None:
        """From here on ids are those of another table."""
        self._earlier.update(dict.fromkeys(self._keys, self._name))
        self._name, self._keys = name, []

    def add(self, key: str) -> str:
        """The earlier table that has the id; empty where it is new."""
        first = self._earlier.get(key, "")
        if not first:
            self._keys.append(key)
        return first

    def add_all(self, keys: Mapping[str, object]) -> None:
        """All ids of a table that isn't read again."""
        self._keys.extend(keys)


def _registered(store: Store | None, code: str) -> Register | None:
    known = store.view().registers() if store is not None else []
    return next((register for register in known if register.code == code), None)


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
        draft=reading.draft.without(columns, reading.record) if reading.draft is not None else None,
        problems=tuple(
            replace(problem, message=_REDACTED) if problem.column in columns else problem
            for problem in reading.problems
        ),
    )


def _unsure(parts: Sequence[Part]) -> Problem | None:
    """What keeps one from saying that a record isn't in these tables; None where everything could be opened."""
    lost = next((part.rows.lost for part in parts if part.rows.lost is not None), None)
    message = "This row could not be opened, and may be any, or hide those behind it."
    return Problem(lost, "", "records-kept", message) if lost is not None else None


def _so_kept(count: int) -> str:
    said = "1 record of an earlier reading that wasn't found was" if count == 1 else ""
    return f"So {said or f'{count:,} records of earlier readings that were not found were'} kept."


def _as_before(register: Register, before: Register) -> Register:
    """A register with what it said of itself before, where it says nothing now.

    A file that is read without its mapping knows neither title nor licence, and doesn't deny them. As of when it holds
    is another matter: that was said of the content of that time.
    """
    return replace(
        register,
        title=register.title or before.title,
        licence=register.licence or before.licence,
        attribution=register.attribution or before.attribution,
        url=register.url or before.url,
    )


def _content(file: Path, readers: Sequence[Reader]) -> str:
    """What a reading rests on: the file's bytes, and which versions of which readers understand its tables."""
    with file.open("rb") as stream:
        bytes_ = hashlib.file_digest(stream, "sha256").hexdigest()
    return " ".join([bytes_, *(f"{reader.name}/{reader.version}" for reader in readers)])


def _digest(contents: Sequence[str], state: Mapping[str, tuple[str, str]]) -> str:
    """The digest of what a reading rests on and of what it leaves in the store, as `View.hashes` gives that."""
    lines = [*contents, *(" ".join([key, *hashes]) for key, hashes in sorted(state.items()))]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _batches(readings: Iterator[Reading]) -> Iterator[list[Reading]]:
    while batch := list(islice(readings, BATCH)):
        yield batch
