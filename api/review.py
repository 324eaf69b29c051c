"""The review desk as routes and commands ask it: its answers as they are sent, and the graph that follows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from api.wire import credited
from api.wire_review import (
    DecisionAnswer,
    InquiryAnswer,
    JudgementAnswer,
    JudgementsAnswer,
    QueueAnswer,
    UndoAnswer,
    decision_answer,
    inquiry_answer,
    judgement_answers,
    question_answer,
    queue_answer,
    undo_answer,
)
from api.wire_reviewing import ClusterPage, QuestionPage
from graph.build.rebuild import Changes
from graph.errors import InputError, NotFoundError
from graph.model.judgements import Judgement, Verdict
from graph.model.vocabularies import read_country
from graph.progress import Progress, silent
from graph.resolve.scorer import Weights
from graph.review.comparison import compare
from graph.review.desk import Desk
from graph.review.queue import Question, Wanted
from graph.review.words import Pair, Said, last_of
from graph.store.interface import Store


@dataclass(frozen=True, slots=True)
class Gathered:
    """That the names are gathered.

    Attributes:
        version: of the store.
    """

    version: int


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

    def gather(self, progress: Progress = silent) -> Gathered:
        """Gather the names, so that the desk answers at once.

        Of a register of 30,000 it takes a quarter of a minute, once for a process.

        Args:
            progress: told how far it is.
        """
        return Gathered(self.desk.gather(progress))

    def queue(self, wanted: Wanted, limit: int = 20, cursor: str | None = None) -> QueueAnswer:
        """The open questions; a country may be said by its name, too.

        Raises:
            InputError: there is no such country or register, or the cursor is another queue's.
        """
        view = self.store.view()
        registers = view.registers()
        found = self.desk.queue(self.checked(wanted), limit, cursor)
        return queue_answer(found, pending=view.status().pending, version=view.version(), registers=registers)

    def inquire(self, pair: Pair) -> InquiryAnswer:
        """One question, both sides, and what each answer would do."""
        view = self.store.view()
        return inquiry_answer(self.desk.inquire(pair), view.version(), view.registers())

    def questions(self, wanted: Wanted) -> list[Question]:
        """All open questions that pass, in the order in which they are asked.

        Raises:
            InputError: there is no such country or register.
        """
        return self.desk.open(self.checked(wanted))

    def page(self, id: str, wanted: Wanted, receipt: str = "") -> QuestionPage:
        """One question, where it stands in a queue, and what else is asked about its entries.

        Args:
            id: of the question.
            wanted: the filters of the queue that it was opened from.
            receipt: id of a judgement that was just made or taken back; "" for none.

        Raises:
            NotFoundError: there is no such question.
            InputError: there is no such country or register.
        """
        inquiry = self.desk.inquire(self.desk.pair(id))
        view = self.store.view()
        queue = self.questions(wanted)
        ids = [each.id for each in queue]
        place = ids.index(id) if id in ids else None
        ends = {inquiry.a.id, inquiry.b.id}
        beside = [each for each in self.desk.open() if each.id != id and ends & {each.a.id, each.b.id}]
        return QuestionPage(
            inquiry_answer(inquiry, view.version(), view.registers()),
            compare(inquiry.a, inquiry.b),
            place + 1 if place is not None else None,
            len(queue),
            ids[place - 1] if place else "",
            next(iter(ids if place is None else ids[place + 1 :]), ""),
            tuple(question_answer(each) for each in beside),
            self.said(receipt),
        )

    def cluster(self, entry: str, receipt: str = "") -> ClusterPage:
        """All open questions about one entry.

        Raises:
            NotFoundError: nothing is asked about it.
        """
        asked = [each for each in self.desk.open() if entry in {each.a.id, each.b.id}]
        if not asked:
            raise NotFoundError("open question about an entry", entry)
        view = self.store.view()
        sides = [side for each in asked for side in (each.a, each.b)]
        return ClusterPage(
            next(side for side in sides if side.id == entry),
            tuple(question_answer(each) for each in asked),
            self.said(receipt),
            view.status().pending,
            view.version(),
            credited(view.registers(), {code for side in sides for code in side.registers}),
        )

    def said(self, id: str) -> JudgementAnswer | None:
        """A person's judgement by its id; None where there is none."""
        judgements = self.desk.history()
        return next((each for each in judgement_answers(judgements, judgements) if each.id == id), None)

    def after(self, id: str, queue: list[str]) -> str:
        """The question to go on with after one was decided: the next of its queue that is still asked.

        Args:
            id: of the one that was decided.
            queue: ids of the questions in the order of the queue, before it was decided.

        Returns:
            Its id; the first of the queue after the last one; "" where none is left.
        """
        open_ = {each.id for each in self.desk.open()}
        at = queue.index(id) + 1 if id in queue else 0
        return next((each for each in (*queue[at:], *queue[:at]) if each in open_ and each != id), "")

    def checked(self, wanted: Wanted) -> Wanted:
        """A filter whose country is a code and whose register is there; see `checked`."""
        return checked(wanted, {each.code for each in self.store.view().registers()})

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
            f"{wanted.register!r} is no register of this store; it has {', '.join(sorted(registers)) or 'none'}."
        )
    if not wanted.country:
        return wanted
    country = read_country(wanted.country)
    if country is None:
        raise InputError(f"{wanted.country!r} is no country known by name or ISO 3166 code.")
    return replace(wanted, country=country)
