"""What the pages of the review desk show beside the API's own answers."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire import Credit
from api.wire_review import InquiryAnswer, JudgementAnswer, QuestionAnswer
from graph.review.comparison import Compared
from graph.review.queue import Bearer


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question, and where it stands in the queue that it was opened from.

    Attributes:
        inquiry: the question as the API gives it.
        compared: both sides field by field.
        place: its place in the queue with these filters, from 1; null where it isn't open, or doesn't pass them.
        left: open questions that pass the filters.
        before: id of the question before it; "" for none.
        after: id of the next question; "" for none.
        beside: other open questions about one of its entries, in the order of the queue.
        receipt: what was said, or taken back, just before; null where nothing was.
    """

    inquiry: InquiryAnswer
    compared: tuple[Compared, ...]
    place: int | None
    left: int
    before: str
    after: str
    beside: tuple[QuestionAnswer, ...]
    receipt: JudgementAnswer | None


@dataclass(frozen=True, slots=True)
class ClusterPage:
    """All open questions about one entry.

    Attributes:
        entry: the entry, by the name that the first question asks about.
        questions: the questions; the entry is one side of each.
        receipt: what was said, or taken back, just before; null where nothing was.
        pending: the graph doesn't show all that was decided yet.
        version: of the store.
        registers: what the answer draws on.
    """

    entry: Bearer
    questions: tuple[QuestionAnswer, ...]
    receipt: JudgementAnswer | None
    pending: bool
    version: int
    registers: tuple[Credit, ...]

    @property
    def sides(self) -> tuple[Bearer, ...]:
        """The entry, and the other side of each question."""
        return (self.entry, *(self.other(each) for each in self.questions))

    def other(self, question: QuestionAnswer) -> Bearer:
        """The side of a question that isn't the entry."""
        return question.b if question.a.id == self.entry.id else question.a
