"""What a reader notes about the row that it is reading."""

from __future__ import annotations

from graph.model.records import Problem
from graph.text.personal import without_personal


class Notes:
    """Collects the problems of one row.

    Args:
        row: the row as a person sees it.
        problems: what was noted when the row was opened.
    """

    __slots__ = ("_problems", "_row")

    def __init__(self, row: int, problems: tuple[Problem, ...] = ()) -> None:
        self._row = row
        self._problems = list(problems)

    def flag(self, column: str, kind: str, message: str) -> None:
        """Note something that was read and is doubted, or that could not be read in a row that otherwise could."""
        self._problems.append(Problem(self._row, column, kind, message))

    def set_aside(self, column: str, kind: str, message: str) -> None:
        """Note why the row as a whole is not read."""
        self._problems.append(Problem(self._row, column, kind, message, set_aside=True))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was noted, in order."""
        return tuple(self._problems)

    @property
    def is_set_aside(self) -> bool:
        """Whether something keeps the row from being read."""
        return any(problem.set_aside for problem in self._problems)


def shown(text: str, most: int = 60) -> str:
    """A written value as a message quotes it: without persons' data, on one line, and not too long.

    >>> shown("The leaders of all the working groups of it, lima@example.org")
    '"The leaders of all the working groups of it, [removed]"'
    """
    # What is cut may no longer look like an address.
    line = " ".join(without_personal(text).split())
    return f'"{line}"' if len(line) <= most else f'"{line[: most - 1]}…"'
