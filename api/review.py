"""The review desk as routes and commands ask it: its answers as they are sent, and the graph that follows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from api.wire_review import (
    DecisionAnswer,
    InquiryAnswer,
    JudgementsAnswer,
    QueueAnswer,
    UndoAnswer,
    decision_answer,
    inquiry_answer,
    judgement_answers,
    queue_answer,
    undo_answer,
)
from graph.build.rebuild import Changes
from graph.errors import InputError
from graph.model.judgements import Judgement, Verdict
from graph.model.vocabularies import read_country
from graph.resolve.scorer import Weights
from graph.review.desk import Desk
from graph.review.queue import Wanted
from graph.review.words import Pair, Said, last_of
from graph.store.interface import Store


class Review:
    """The desk over one store.

    Args:
        store: the store.
        follow: called after something was decided: gives how the graph changed, or None where it follows later.
        weights: by which names are compared; by default those that come with goal17.
    """

    def __init__(self, store: Store, follow: Callable[[], Changes | None], weights: Weights | None = None) -> None:
        self.store = store
        self.desk = Desk(store, weights)
        self._follow = follow

    def queue(self, wanted: Wanted, limit: int = 20, cursor: str | None = None) -> QueueAnswer:
        """The open questions; a country may be said by its name, too.

        Raises:
            InputError: there is no such country or register, or the cursor is another queue's.
        """
        view = self.store.view()
        registers = view.registers()
        found = self.desk.queue(checked(wanted, {each.code for each in registers}), limit, cursor)
        return queue_answer(found, pending=view.status().pending, version=view.version(), registers=registers)

    def inquire(self, pair: Pair) -> InquiryAnswer:
        """One question, both sides, and what each answer would do."""
        view = self.store.view()
        return inquiry_answer(self.desk.inquire(pair), view.version(), view.registers())

    def decide(
        self, pair: Pair, verdict: Verdict, by: str, *, note: str = "", replacing: bool = False
    ) -> tuple[Said, DecisionAnswer]:
        """Store a decision, and let the graph follow; where another person decided before, nothing is stored."""
        said = self.desk.decide(pair, verdict, by, note=note, replacing=replacing)
        graph = self._follow() if said.stored else None
        return said, decision_answer(said, pending=self.store.view().status().pending, graph=graph)

    def undo(self, id: str, by: str) -> UndoAnswer:
        """Take a decision back, and let the graph follow.

        Raises:
            NotFoundError: there is no such decision.
        """
        undone = self.desk.undo(id, by)
        graph = None if undone.already else self._follow()
        view = self.store.view()
        return undo_answer(undone, view.judgements(), pending=view.status().pending, graph=graph)

    def last_of(self, by: str) -> Judgement:
        """The person's last decision that wasn't undone. Raises NotFoundError."""
        return last_of(self.store.view().judgements(), by)

    def history(self, by: str = "", limit: int = 20, cursor: str | None = None) -> JudgementsAnswer:
        """What persons have said, the last first.

        Raises:
            InputError: the cursor is none of this list.
        """
        said = self.desk.history(by)
        all_ = said if not by else self.desk.history()
        start = 0
        if cursor:
            start = next((place for place, each in enumerate(said, 1) if each.id == cursor), 0)
            if not start:
                raise InputError(f"{cursor!r} is no cursor of this history; leave it out to begin at the first page.")
        page = said[start : start + limit]
        more = len(said) > start + limit
        return JudgementsAnswer(judgement_answers(page, all_), len(said), page[-1].id if more else None)


def checked(wanted: Wanted, registers: set[str]) -> Wanted:
    """A filter whose country is a code and whose register is there.

    Raises:
        InputError: there is no such country or register.
    """
    if wanted.register and wanted.register not in registers:
        raise InputError(
            f"{wanted.register!r} is no register of this store; `goal17 registers list` lists those there are."
        )
    if not wanted.country:
        return wanted
    country = read_country(wanted.country)
    if country is None:
        raise InputError(f"{wanted.country!r} is no country known by name or ISO 3166 code.")
    return replace(wanted, country=country)
