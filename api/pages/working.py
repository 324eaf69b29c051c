"""Answers that may take longer than a second: made in a thread, and asked for again at the same address.

A route says how its answer is made and how it is shown:

    return working.show(page, ("network", slice, method),
                        lambda progress: service.describe(slice, method, progress),
                        lambda answer: page.show("network.html", answer))

What is ready within a second is shown at once. Otherwise the address answers 202 with what is being done and how far it
is, until the answer stands there; whoever asks for the same meanwhile, in whatever form, and for whatever page of it,
waits for the same. It can be stopped, which ends it at its next step. What lasts is shown as it was last, while it is
made anew for the next version of the store.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Literal, Protocol, TypeVar

from fastapi import Depends, Request
from fastapi.responses import Response

from api.pages.page import Page
from api.service import Service, today
from graph.errors import NotFoundError, NotReadyError
from graph.progress import Progress


class Versioned(Protocol):
    """An answer that says on which version of the store it rests."""

    @property
    def version(self) -> int:
        """Of the store."""


T = TypeVar("T", bound=Versioned)

_log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds after which a visitor is told how far an answer is instead of waiting for it."""

AGAIN = 2
"""Seconds after which a program may ask again (Retry-After)."""

_KEPT = 16
"""Works that are remembered when they are over: answers that somebody was told to come again for, and stopped ones."""

CARE = "what needs care"
NAMES = "names for the review"
"""What several pages ask alike, and what lasts: each is gone through the whole store for."""

_MOST = 32
"""Works that go on at once; nearly all of them wait at a gate."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is being done.

    Attributes:
        name: `waiting` (for who came before), `figures`, `parts`, `measures`, `communities`, `betweenness`, `chance`
            (networks of chance) and the like: see `step_name` of the templates.
        done: how many are done.
        total: how many there are; 0 where that isn't known.
    """

    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class WorkingAnswer:
    """How far an answer is that takes longer than a second.

    Attributes:
        state: `working`, `ready` to be asked for, or `stopped`.
        address: where the answer will be.
        work: id of the work; `/working/{id}` tells of it, and a POST to `/working/{id}/stop` stops it.
        steps: what is being done, the coarsest first; what is finished is left out.
        seconds: since it was asked for.
    """

    state: Literal["working", "ready", "stopped"]
    address: str
    work: str
    steps: tuple[Step, ...]
    seconds: int


class _StoppedError(Exception):
    """Ends a work from within; it never leaves this module."""


class Work:
    """An answer that is being made."""

    def __init__(self, what: Hashable, address: str, day: date) -> None:
        self.id = secrets.token_urlsafe(12)
        self.what = what
        self.address = address
        self.day = day
        self.over = threading.Event()
        self.told_to_wait = False
        self.shown = False
        self.stopped = False
        self.answer: Any = None
        self.error: BaseException | None = None
        self._began = time.monotonic()
        self._steps: dict[str, Step] = {}

    def run(self, make: Callable[[Progress], object]) -> None:
        """Make the answer; what goes wrong is kept for who asks."""
        try:
            self.answer = make(self._progress)
        except _StoppedError:
            pass
        except BaseException as error:  # noqa: BLE001 - it is raised where the answer is asked for
            self.error = error

    def _progress(self, what: str, done: int, total: int) -> None:
        if self.stopped:
            raise _StoppedError
        steps = {name: step for name, step in self._steps.items() if name != "waiting" or what == "waiting"}
        steps[what] = Step(what, done, total)
        # Replaced as a whole, since others read it.
        self._steps = {name: step for name, step in steps.items() if not step.total or step.done < step.total}

    def fits(self, what: Hashable, day: date, version: int) -> bool:
        """Whether it is for who asks now: not over, not yet seen, or still true."""
        if self.stopped or (what, day) != (self.what, self.day):
            return False
        # What was made while the store was written to is given to who waits for it: it says of which version it is.
        return not self.over.is_set() or not self.shown or self.answer.version == version

    def told(self, address: str) -> WorkingAnswer:
        """How far it is, for who finds the answer at an address."""
        state: Literal["working", "ready", "stopped"] = (
            "stopped" if self.stopped else "ready" if self.over.is_set() else "working"
        )
        seconds = int(time.monotonic() - self._began)
        return WorkingAnswer(state, address, self.id, tuple(self._steps.values()), seconds)


class Working:
    """The works of one application.

    Args:
        service: of whose store the answers are: one that somebody was told to come again for is kept as long as the
            store stays as it is.

    Attributes:
        patience: seconds after which a visitor is told how far an answer is.
    """

    def __init__(self, service: Service) -> None:
        self.patience = PATIENCE
        self._service = service
        self._lock = threading.Lock()
        self._works: dict[str, Work] = {}
        self._latest: dict[Hashable, Work] = {}

    def show(
        self,
        page: Page,
        what: Hashable,
        make: Callable[[Progress], T],
        shown: Callable[[T], Response],
        *,
        lasting: bool = False,
    ) -> Response:
        """Show an answer, or how far it is.

        Args:
            page: that was asked for.
            what: is asked; who asks the same of the same day and version of the store gets the same answer. Which page
                of it is shown, in which form and language, is no part of it.
            make: makes the answer, and tells how far it is.
            shown: writes it.
            lasting: the last answer is shown while the next one is made, for as long as the service runs.

        Raises:
            Goal17Error: what `make` raised; NotReadyError: too much is being worked on already, or a table is asked for
                that isn't ready.
        """
        work, answer = self._answer(what, page.at(page.query.without("lang")), make, lasting, self.patience)
        return self.told(page, work, HTTPStatus.ACCEPTED) if answer is None else shown(answer)

    def latest(
        self, what: Hashable, address: str, make: Callable[[Progress], T], patience: float | None = None
    ) -> T | None:
        """A lasting answer for a page that can do without it: the last one while the next is made; None: there is none.

        Args:
            what: is asked, as for `show`.
            address: of a page that tells how far it is.
            make: makes the answer, and tells how far it is.
            patience: seconds to wait for it; as long as for a page where not said.

        Raises:
            Goal17Error: as `show`.
        """
        waits = self.patience if patience is None else patience
        return self._answer(what, address, make, lasting=True, patience=waits)[1]

    def told(self, page: Page, work: Work, status: HTTPStatus) -> Response:
        """Tell how far a work is.

        Raises:
            NotReadyError: the page is no page but a file.
        """
        waits = status == HTTPStatus.ACCEPTED
        answer = work.told(page.at(page.query.without("lang")) if waits else work.address)
        if page.form not in {"html", "json"}:
            raise NotReadyError("This is still being worked out. Ask again in some seconds.")
        response = page.show("working.html", answer, status=status)
        if waits:
            response.headers["Retry-After"] = str(AGAIN)
        return response

    def work(self, id: str) -> Work:
        """A work by its id.

        Raises:
            NotFoundError: there is none, or it has been forgotten.
        """
        with self._lock:
            if id not in self._works:
                raise NotFoundError("work in progress", id)
            return self._works[id]

    def stop(self, id: str) -> Work:
        """Stop a work at its next step; one that is over stays as it is. Raises as `work`."""
        work = self.work(id)
        if not work.over.is_set():
            work.stopped = True
        return work

    def _answer(
        self, what: Hashable, address: str, make: Callable[[Progress], T], lasting: bool, patience: float
    ) -> tuple[Work, T | None]:
        """The answer for who asks now, with the work that it comes of; None where it takes longer.

        Raises:
            Goal17Error: as `show`.
        """
        work = self._work(what, address, make, lasting)
        is_over, last = work.over.wait(patience), self._latest.get(what)
        if not is_over:
            work.told_to_wait = True
            return work, last.answer if last is not None else None
        if work.stopped:
            # By another who had asked for the same: that ends nothing for who asks now.
            return self._answer(what, address, make, lasting, patience)
        if work.error is not None:
            with self._lock:
                self._works.pop(work.id, None)
            if last is None:
                raise work.error
            _log.warning("%s could not be made anew: %s", what, work.error)
            return work, last.answer
        work.shown = True
        return work, work.answer

    def _work(self, what: Hashable, address: str, make: Callable[[Progress], object], lasting: bool) -> Work:
        """The work for what is asked: one that goes on, or whose answer is still true; else a new one."""
        day, version = today(), self._service.view.version()
        with self._lock:
            self._forget()
            for work in self._works.values():
                if work.fits(what, day, version):
                    return work
            if sum(not work.over.is_set() for work in self._works.values()) >= _MOST:
                raise NotReadyError("Much is being worked on for others. Ask again in a minute.")
            work = Work(what, address, day)
            self._works[work.id] = work
        threading.Thread(target=self._run, args=(work, make, lasting), name="working", daemon=True).start()
        return work

    def _run(self, work: Work, make: Callable[[Progress], object], lasting: bool) -> None:
        work.run(make)
        if lasting and work.answer is not None:
            self._latest[work.what] = work
        work.over.set()

    def _forget(self) -> None:
        """Forget what was answered at once, and of the rest what has been over for longest; what lasts is kept."""
        over = [work for work in self._works.values() if work.over.is_set() and work is not self._latest.get(work.what)]
        kept = [work for work in over if work.told_to_wait or work.stopped][-_KEPT:]
        for work in over:
            if work not in kept:
                del self._works[work.id]


def _working(request: Request) -> Working:
    working: Working = request.app.state.working
    return working


AskedWorking = Annotated[Working, Depends(_working)]
"""The works of the application, as a parameter of a route."""
