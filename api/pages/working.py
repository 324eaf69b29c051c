"""Answers that may take longer than a second: made in a thread, and asked for again at the same address.

A route says how its answer is made and how it is shown:

    return working.show(page, lambda progress: service.describe(slice, method, part, progress),
                        lambda answer: page.show("network.html", answer))

What is ready within a second is shown at once. Otherwise the address answers 202 with what is being done and how far it
is, until the answer stands there; whoever asks for the same meanwhile, in whatever form, waits for the same. It can be
stopped, which ends it at its next step.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
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

PATIENCE = 1.0
"""Seconds after which a visitor is told how far an answer is instead of waiting for it."""

AGAIN = 2
"""Seconds after which a program may ask again (Retry-After)."""

_KEPT = 16
"""Works that are remembered when they are over: answers that somebody was told to come again for, and stopped ones."""

_MOST = 32
"""Works that go on at once; nearly all of them wait at a gate."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is being done.

    Attributes:
        name: `waiting` (for who came before), `figures`, `parts`, `measures`, `communities`, `betweenness`, `chance`
            (networks of chance) and the like.
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

    def __init__(self, address: str, day: date) -> None:
        self.id = secrets.token_urlsafe(12)
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
        finally:
            self.over.set()

    def _progress(self, what: str, done: int, total: int) -> None:
        if self.stopped:
            raise _StoppedError
        steps = {name: step for name, step in self._steps.items() if name != "waiting" or what == "waiting"}
        steps[what] = Step(what, done, total)
        # Replaced as a whole, since others read it.
        self._steps = {name: step for name, step in steps.items() if not step.total or step.done < step.total}

    def fits(self, address: str, day: date, version: int) -> bool:
        """Whether it is for who asks now: not over, not yet seen, or still true."""
        if self.stopped or (address, day) != (self.address, self.day):
            return False
        # What was made while the store was written to is given to who waits for it: it says of which version it is.
        return not self.over.is_set() or not self.shown or self.answer.version == version

    def told(self) -> WorkingAnswer:
        """How far it is."""
        state: Literal["working", "ready", "stopped"] = (
            "stopped" if self.stopped else "ready" if self.over.is_set() else "working"
        )
        seconds = int(time.monotonic() - self._began)
        return WorkingAnswer(state, self.address, self.id, tuple(self._steps.values()), seconds)


class Working:
    """The works of one application.

    Args:
        service: of whose store the answers are: one that somebody was told to come again for is kept as long as the
            store stays as it is.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._works: dict[str, Work] = {}

    def show(self, page: Page, make: Callable[[Progress], T], shown: Callable[[T], Response]) -> Response:
        """Show an answer, or how far it is.

        Args:
            page: that was asked for.
            make: makes the answer, and tells how far it is.
            shown: writes it.

        Raises:
            Goal17Error: what `make` raised; NotReadyError: too much is being worked on already.
        """
        work = self._work(page, make)
        if not work.over.wait(PATIENCE):
            work.told_to_wait = True
            return self.told(page, work, HTTPStatus.ACCEPTED)
        if work.stopped:
            # By another who had asked for the same: that ends nothing for who asks now.
            return self.show(page, make, shown)
        if work.error is not None:
            with self._lock:
                self._works.pop(work.id, None)
            raise work.error
        work.shown = True
        return shown(work.answer)

    def told(self, page: Page, work: Work, status: HTTPStatus) -> Response:
        """Tell how far a work is."""
        answer = work.told()
        table = (lambda: _table(answer)) if page.form == "csv" else None
        response = page.show("working.html", answer, csv=table, status=status)
        if status == HTTPStatus.ACCEPTED:
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

    def _work(self, page: Page, make: Callable[[Progress], object]) -> Work:
        """The work for a page: one that goes on, or whose answer is still true; else a new one."""
        address, day, version = page.at(page.query.without("lang")), today(), self._service.view.version()
        with self._lock:
            self._forget()
            for work in self._works.values():
                if work.fits(address, day, version):
                    return work
            if sum(not work.over.is_set() for work in self._works.values()) >= _MOST:
                raise NotReadyError("Much is being worked on for others. Ask again in a minute.")
            work = Work(address, day)
            self._works[work.id] = work
        threading.Thread(target=work.run, args=(make,), name="working", daemon=True).start()
        return work

    def _forget(self) -> None:
        """Forget what was answered at once, and of the rest what has been over for longest."""
        over = [work for work in self._works.values() if work.over.is_set()]
        kept = [work for work in over if work.told_to_wait or work.stopped][-_KEPT:]
        for work in over:
            if work not in kept:
                del self._works[work.id]


def _table(answer: WorkingAnswer) -> str:
    from graph.text.csvtext import csv_text

    return csv_text(("state", "step", "done", "total"), ((answer.state, *_cells(each)) for each in answer.steps))


def _cells(step: Step) -> tuple[object, ...]:
    return step.name, step.done, step.total


def _working(request: Request) -> Working:
    working: Working = request.app.state.working
    return working


AskedWorking = Annotated[Working, Depends(_working)]
"""The works of the application, as a parameter of a route."""
