"""What somebody reports: an error in an entry, or data of a person that should be taken out; and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Asked = Literal["error", "redaction", "site"]
"""`error`: something that is said is wrong. `redaction`: data of a person is to be taken out. `site`: it is about this
site, such as a page that can't be used."""

Outcome = Literal["done", "not-done"]

State = Literal["open", "done", "not-done"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One report.

    Attributes:
        id: a random one, that only who reported it and the desk know.
        at: when it came, ISO 8601 in UTC.
        about: id of the entry or record (`register:key`) that it is about; empty where it is about none.
        asked: what is asked for.
        wrong: what is wrong; empty in a settled request to take out data of a person, like `right` and `source`.
        right: what would be right; may be empty.
        source: where that can be seen; may be empty.
        contact: how to reach who reported it; for the desk alone, and empty as soon as it is settled.
        state: whether it is open, was done, or wasn't.
        by: who settled it; empty while it is open.
        settled_at: when; empty while it is open.
        note: what was done, or why nothing was.
    """

    id: str
    at: str
    about: str
    asked: Asked
    wrong: str
    right: str = ""
    source: str = ""
    contact: str = ""
    state: State = "open"
    by: str = ""
    settled_at: str = ""
    note: str = ""

    def settled(self, outcome: Outcome, by: str, at: str, note: str) -> Correction:
        """The same when the desk has settled it: how to reach its author is forgotten, and what was to be taken out.

        >>> one = Correction("1", "2026-01-01T00:00:00Z", "coast:1", "error", "the year", contact="ann@example.org")
        >>> settled = one.settled("done", "Ama", "2026-01-02T00:00:00Z", "mended in the register")
        >>> settled.state, settled.contact
        ('done', '')
        >>> replace(one, asked="redaction").settled("done", "Ama", "2026-01-02T00:00:00Z", "taken out").wrong
        ''
        """
        told = replace(self, contact="", state=outcome, by=by, settled_at=at, note=note)
        # A request to take out a person's data quotes them.
        return replace(told, wrong="", right="", source="") if self.asked == "redaction" else told
