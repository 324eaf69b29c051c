"""Cursors: where a page ended, as an opaque text that a link can carry."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from graph.errors import InputError


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended.

    Attributes:
        start: how many entries were shown before.
        after: degree and id of the last listed entry, once the ranked ones were all shown.
        asked: digest of the question and its filters: a cursor only continues the search that it comes from.
    """

    start: int = 0
    after: tuple[int, str] | None = None
    asked: str = ""

    def __str__(self) -> str:
        """The opaque text."""
        document = json.dumps([self.start, self.after, self.asked], separators=(",", ":"))
        return base64.urlsafe_b64encode(document.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, asked: str) -> Cursor:
        """Read a cursor back.

        Raises:
            InputError: it is not one of ours, or belongs to another search.
        """
        try:
            start, after, of = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            made = cls(int(start), (int(after[0]), str(after[1])) if after else None, str(of))
        except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
            raise InputError(f"{text!r} is no cursor of a search; leave it out to begin at the first page.") from error
        if made.asked != asked:
            raise InputError("This cursor belongs to another search; leave it out to begin at the first page.")
        if made.start < 0:
            raise InputError(f"{text!r} is no cursor of a search; leave it out to begin at the first page.")
        return made
