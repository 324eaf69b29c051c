"""What a reading would take away from a register, known from the ids alone before its first row is stored.

A file read under the wrong name would make every record of that register vanish and leave its own rows in their place.
So the ids are looked at first, and a reading that would take most of a register is refused unless it is said to be
meant.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import islice

from ingest.files.rows import Rows
from ingest.reader import Reader

FEWEST = 10
"""Records that may always vanish: of a small register most may change from one reading to the next."""

_AT_ONCE = 500


class Foresight:
    """The ids that files of one call bring for one register.

    Args:
        register: its code.
        known: the keys of its current records.
    """

    def __init__(self, register: str, known: Collection[str]) -> None:
        self._register = register
        self._known = known
        self._found: set[str] = set()
        self._new = False
        self._unsure = False

    def take_all(self) -> None:
        """A file that has every record that is known, as it was read before."""
        self._found.update(self._known)

    def take(self, reader: Reader, rows: Rows, progress: Callable[[int], None]) -> None:
        """Look at the ids of a table; its rows are gone then.

        Args:
            reader: who knows where a row's id stands.
            rows: the rows.
            progress: told how many rows were looked at.
        """
        done = 0
        while some := list(islice(rows, _AT_ONCE)):
            for row in some:
                if any(problem.set_aside for problem in row.problems):
                    continue
                key = reader.key(row)
                if key in self._known:
                    self._found.add(key)
                else:
                    self._new |= bool(key)
            done += len(some)
            progress(done)
        if rows.lost is not None:
            self.doubt()

    def doubt(self) -> None:
        """A part of what was to be read can't be, so that no record will vanish."""
        self._unsure = True

    def refusal(self) -> str:
        """Why nothing of this may be stored, for a person; empty where it may.

        Refused is what would make at least `FEWEST` records vanish that are more than half of the register, and what
        would mix new records into it without holding a single one of at least so many. Where no row has an id nothing
        is stored and nothing vanishes.
        """
        missing = len(self._known) - len(self._found)
        vanishing = not self._unsure and (self._found or self._new) and missing * 2 > len(self._known)
        if missing < FEWEST or not (vanishing or (self._new and not self._found)):
            return ""
        said = (
            f"{missing:,} of the {len(self._known):,} records of the register {self._register} aren't in what is read"
            " now and would vanish"
            if vanishing
            else f"none of the {len(self._known):,} records of the register {self._register} is in what is read now"
        )
        return (
            f"{said[0].upper()}{said[1:]}, so nothing of it was stored. Is it another register, give it a name of its"
            " own with --register; if it is meant to take the place of the old records, say so with --replace."
        )
