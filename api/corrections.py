"""Reports of errors: anybody makes one, the desk settles it. Routes, pages and commands ask here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graph.errors import InputError, MovedError, NotFoundError, StoreFullError
from graph.model.corrections import Asked, Correction, Outcome
from graph.store.interface import Store

MOST_OPEN = 500
"""Reports that wait at once. Who fills them up keeps others from reporting, and doesn't fill the disk."""

LONGEST = {"wrong": 2000, "right": 2000, "source": 500, "contact": 200, "about": 500}
"""Characters of what can be written."""


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about.

    Attributes:
        id: of the entry or record; "" where it is about none.
        kind: `record`, or the kind of the entry; "" where it is about none, or isn't there any more.
        name: what it is called; its id where it has no name.
    """

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class CorrectionAnswer:
    """A report as who made it sees it: without how to reach them.

    Attributes:
        id: of the report; who knows it can look at the report.
        at: when it came.
        about: what it is about.
        asked: `error`, `redaction` (data of a person) or `site`.
        wrong: what is wrong.
        right: what would be right; "" where nothing was said.
        source: where that can be seen; "" where nothing was said.
        state: `open`, `done` or `not-done`.
        settled_at: when it was settled; "" while it is open.
        note: what the desk says of it; "" while it is open.
    """

    id: str
    at: str
    about: About
    asked: str
    wrong: str
    right: str
    source: str
    state: str
    settled_at: str
    note: str


@dataclass(frozen=True, slots=True)
class DeskCorrection:
    """A report as the desk sees it.

    Attributes:
        report: what was said.
        contact: how to reach who made it; "" where nothing was said, and as soon as it is settled.
        by: who settled it; "" while it is open.
        records: records of the entry that it is about: where a redaction would be made.
    """

    report: CorrectionAnswer
    contact: str
    by: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsAnswer:
    """Reports for the desk.

    Attributes:
        corrections: the open ones oldest first, or the settled ones latest first.
        total: how many there are of this state.
        open: how many are open.
        settled: how many are settled.
    """

    corrections: tuple[DeskCorrection, ...]
    total: int
    open: int
    settled: int


class Corrections:
    """Reports of errors over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def about(self, id: str) -> About:
        """What an id means.

        Raises:
            NotFoundError: no entry and no record has it.
        """
        if not id:
            return About("", "", "")
        view = self._store.view()
        try:
            entity = view.entity(id)
        except MovedError as moved:
            entity = view.entity(moved.heir)
        except NotFoundError as unknown:
            if ":" not in id:
                raise NotFoundError("entry or record", id) from unknown
            return About(view.record(id).id, "record", id)
        return About(entity.id, entity.kind, entity.name)

    def report(
        self, about: str, asked: Asked, wrong: str, right: str = "", source: str = "", contact: str = ""
    ) -> CorrectionAnswer:
        """Take a report.

        Raises:
            InputError: nothing is said to be wrong, or it is said at more length than fits.
            NotFoundError: it is about nothing that is here.
            StoreFullError: too many reports wait already.
        """
        wrong, right, source, contact = (text.strip() for text in (wrong, right, source, contact))
        made = Correction(secrets.token_hex(8), _now(), about.strip(), asked, wrong, right, source, contact)
        if not made.wrong:
            raise InputError("A report needs what is wrong.")
        for name, most in LONGEST.items():
            if len(getattr(made, name)) > most:
                raise InputError(f"`{name}` can have {most:,} characters; this has {len(getattr(made, name)):,}.")
        made = replace(made, about=self.about(made.about).id)
        # Of each kind apart: errors that nobody looks at don't keep a person from asking to be taken out.
        if sum(each.state == "open" and each.asked == asked for each in self._store.view().corrections()) >= MOST_OPEN:
            raise StoreFullError(
                f"{MOST_OPEN} such reports wait for the desk already, and no more are taken. Try again in some days."
            )
        self._store.put_corrections([made])
        return self._answer(made)

    def show(self, id: str) -> CorrectionAnswer:
        """A report as who made it sees it. Raises NotFoundError."""
        return self._answer(self._store.view().correction(id))

    def listed(self, *, settled: bool = False) -> CorrectionsAnswer:
        """The reports for the desk: the open ones oldest first, or the settled ones latest first."""
        all_ = self._store.view().corrections()
        done = sorted((each for each in all_ if each.state != "open"), key=lambda each: each.settled_at, reverse=True)
        waiting = [each for each in all_ if each.state == "open"]
        shown = done if settled else waiting
        return CorrectionsAnswer(
            tuple(DeskCorrection(self._answer(each), each.contact, each.by, self._records(each)) for each in shown),
            len(shown),
            len(waiting),
            len(done),
        )

    def open(self) -> int:
        """How many are open."""
        return sum(each.state == "open" for each in self._store.view().corrections())

    def settle(self, id: str, outcome: Outcome, by: str, note: str) -> CorrectionAnswer:
        """Settle a report; how to reach its author is erased.

        Raises:
            NotFoundError: there is no such report.
            InputError: it is settled already, or nothing is said of who settles it and why.
        """
        found = self._store.view().correction(id)
        by, note = " ".join(by.split()), note.strip()
        if not by:
            raise InputError("Say who settles it.")
        if not note:
            raise InputError("Say what was done, or why nothing was: who reported it reads that.")
        if found.state != "open":
            raise InputError(f"{found.by} has settled that report already, on {found.settled_at[:10]}.")
        settled = found.settled(outcome, by, _now(), note)
        self._store.put_corrections([settled])
        return self._answer(settled)

    def _answer(self, correction: Correction) -> CorrectionAnswer:
        try:
            about = self.about(correction.about)
        except NotFoundError:
            # It has gone since; what was said of it stays.
            about = About(correction.about, "", correction.about)
        return CorrectionAnswer(
            correction.id,
            correction.at,
            about,
            correction.asked,
            correction.wrong,
            correction.right,
            correction.source,
            correction.state,
            correction.settled_at,
            correction.note,
        )

    def _records(self, correction: Correction) -> tuple[str, ...]:
        if ":" in correction.about:
            return (correction.about,)
        found = self._store.view().get([correction.about]) if correction.about else []
        return found[0].records if found else ()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
