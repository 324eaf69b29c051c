"""The one small tree of errors that goal17 raises on purpose.

An error is raised at the boundary where it is understood (a reader, a store, a question) and carries a message
that a person can act on. Nothing here knows HTTP or exit codes: `api` maps the tree to both, once.
"""

from __future__ import annotations

from dataclasses import dataclass


class Goal17Error(Exception):
    """Base of everything that goal17 raises on purpose; `str(error)` is fit to be shown to a user."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source something was found: enough for a person to open the file and put a finger on it.

    Attributes:
        file: name of the file as the user gave it.
        row: row as a person sees it in the file (header = 1; the line for JSON lines); None for the whole file.
        column: column or field by its written name; None for the whole row.
    """

    file: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """The place in words, for example `register.csv, row 12, column "Start"`."""
        parts = [self.file] if self.file else []
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f'column "{self.column}"')
        return ", ".join(parts)


class InputError(Goal17Error):
    """What was given can't be understood: a file of the wrong kind, a filter that doesn't exist, an empty question.

    Args:
        message: what is wrong and what would be right.
        place: where it stands, if it stands in a file or a request.
    """

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(f"{place}: {message}" if place and str(place) else message)
        self.message = message
        self.place = place or Place()


class UnreadableFileError(InputError):
    """A file as a whole can't be read (wrong kind, truncated, a bomb); nothing of it was stored."""


class NotFoundError(Goal17Error):
    """No entity, register or judgement has this id."""

    def __init__(self, kind: str, wanted: str) -> None:
        super().__init__(f"There is no {kind} with the id {wanted!r}.")
        self.kind = kind
        self.wanted = wanted


class StoreError(Goal17Error):
    """The store could not do what was asked; what was in it stays as it was."""


class StoreUnavailableError(StoreError):
    """The store is away, refuses the credentials, or is locked by another process; asking again may help."""


class StoreFullError(StoreError):
    """The disk (or the quota) under the store is full."""


class StoreVersionError(StoreError):
    """The store was written by a newer goal17, or isn't one of its stores at all."""


class UnsupportedError(StoreError):
    """This engine can't do what was asked; the message names the engine and what it lacks."""


class NotReadyError(Goal17Error):
    """Something that has to be built first isn't there: an embedding model, an index, a snapshot."""


class MovedError(Goal17Error):
    """The entity with this id was merged into another; ids never change their meaning, so the heir is named."""

    def __init__(self, wanted: str, heir: str) -> None:
        super().__init__(f"{wanted!r} is now part of {heir!r}.")
        self.wanted = wanted
        self.heir = heir
