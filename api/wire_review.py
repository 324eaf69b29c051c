"""The shapes of the review desk's answers, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.wire import Credit, credited
from graph.build.rebuild import Changes
from graph.model.judgements import Judgement, Name
from graph.model.records import Register
from graph.resolve.judged import standing
from graph.review.desk import Inquiry
from graph.review.effect import Effect
from graph.review.queue import Bearer, Question, Queue
from graph.review.sides import Side
from graph.review.words import NOTE, Said, Undone, note_of, pair_id


@dataclass(frozen=True, slots=True)
class JudgedName:
    """A name that a judgement is about.

    Attributes:
        name: the name, folded (small letters, no accents); of a partnership, the id of its record.
        kind: `organisation`, `government` or `partnership`.
        country: alpha-3 code, where the country tells homonyms apart.
        record: id of the record, where only that does.
    """

    name: str
    kind: str
    country: str
    record: str


@dataclass(frozen=True, slots=True)
class JudgementAnswer:
    """What a person said of two names.

    Attributes:
        id: of the judgement.
        question: id of the question, which is that of its pair of names.
        a: the one name.
        b: the other.
        verdict: `same`, `different` or `unsure`.
        by: who said so.
        at: when, in UTC.
        note: why, in the person's own words.
        reasons: what spoke for and against it when it was decided.
        score: 0 to 1, what a scorer thought; null where none was asked.
        undone_at: when it was undone; "" where it stands.
        counts: it stands, and nobody said something else of the pair since.
    """

    id: str
    question: str
    a: JudgedName
    b: JudgedName
    verdict: str
    by: str
    at: str
    note: str
    reasons: tuple[str, ...]
    score: float | None
    undone_at: str
    counts: bool


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """Whether two names are one organisation, or two records one partnership; see `graph.review.queue.Question`."""

    id: str
    kind: str
    a: Bearer
    b: Bearer
    score: float | None
    reasons: tuple[str, ...]
    weight: float
    unsure: JudgementAnswer | None


@dataclass(frozen=True, slots=True)
class QueueAnswer:
    """A page of the open questions.

    Attributes:
        questions: the page, what matters most first; what a person called unsure last.
        total: open questions that pass the filters.
        unsure: how many of these a person has called unsure.
        decided: pairs of names that persons have decided so far.
        next: cursor of the next page; null on the last.
        pending: the graph doesn't show all that was decided yet.
        version: of the store.
        registers: what the answer draws on.
    """

    questions: tuple[QuestionAnswer, ...]
    total: int
    unsure: int
    decided: int
    next: str | None
    pending: bool
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class InquiryAnswer:
    """One question: both sides, what speaks for and against it, what each answer would do, what was said before."""

    question: QuestionAnswer
    a: Side
    b: Side
    same: Effect
    different: Effect
    words: tuple[JudgementAnswer, ...]
    pending: bool
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class DecisionAnswer:
    """What became of a decision.

    Attributes:
        judgement: the word that stands now.
        before: the word that stood before it, or null.
        stored: false where the same person had said the same already.
        pending: the graph follows in a moment; false where it shows the decision.
        graph: how the graph changed, where it followed at once; null where it is pending.
    """

    judgement: JudgementAnswer
    before: JudgementAnswer | None
    stored: bool
    pending: bool
    graph: Changes | None = None


@dataclass(frozen=True, slots=True)
class UndoAnswer:
    """What became of an undo.

    Attributes:
        judgement: what was undone.
        already: it had been undone before, and nothing changed.
        stands: the word that counts now on its pair; null where there is none, so that rules and scores decide.
        pending: the graph follows in a moment.
        graph: how the graph changed, where it followed at once; null where it is pending.
    """

    judgement: JudgementAnswer
    already: bool
    stands: JudgementAnswer | None
    pending: bool
    graph: Changes | None = None


@dataclass(frozen=True, slots=True)
class JudgementsAnswer:
    """What persons have said, the last first.

    Attributes:
        judgements: the page.
        total: how many there are, with what was undone.
        next: cursor of the next page; null on the last.
    """

    judgements: tuple[JudgementAnswer, ...]
    total: int
    next: str | None


def judgement_answer(judgement: Judgement, *, counts: bool) -> JudgementAnswer:
    """A judgement as it is sent."""
    return JudgementAnswer(
        judgement.id,
        pair_id(judgement.a, judgement.b),
        _name(judgement.a),
        _name(judgement.b),
        judgement.verdict,
        judgement.by,
        judgement.at,
        note_of(judgement),
        tuple(reason for reason in judgement.reasons if not reason.startswith(NOTE)),
        judgement.score,
        judgement.undone_at,
        counts,
    )


def judgement_answers(judgements: Iterable[Judgement], of: Iterable[Judgement]) -> tuple[JudgementAnswer, ...]:
    """Judgements as they are sent; `of` are all that there are, which tell those that count."""
    last = {word.id for word in standing(of).values()}
    return tuple(judgement_answer(each, counts=each.id in last) for each in judgements)


def queue_answer(queue: Queue, *, pending: bool, version: int, registers: Iterable[Register]) -> QueueAnswer:
    """A page of the queue as it is sent."""
    codes = {code for each in queue.questions for side in (each.a, each.b) for code in side.registers}
    return QueueAnswer(
        tuple(question_answer(each) for each in queue.questions),
        queue.total,
        queue.unsure,
        queue.decided,
        queue.next,
        pending,
        version,
        credited(registers, codes),
    )


def inquiry_answer(inquiry: Inquiry, version: int, registers: Iterable[Register]) -> InquiryAnswer:
    """One question as it is sent."""
    codes = {record.partition(":")[0] for side in (inquiry.a, inquiry.b) for record in side.records}
    return InquiryAnswer(
        question_answer(inquiry.question),
        inquiry.a,
        inquiry.b,
        inquiry.same,
        inquiry.different,
        judgement_answers(inquiry.words, inquiry.words),
        inquiry.pending,
        version,
        credited(registers, codes),
    )


def decision_answer(said: Said, *, pending: bool, graph: Changes | None = None) -> DecisionAnswer:
    """A decision as it is sent."""
    before = judgement_answer(said.before, counts=not said.stored) if said.before is not None else None
    return DecisionAnswer(judgement_answer(said.judgement, counts=True), before, said.stored, pending, graph)


def undo_answer(
    undone: Undone, judgements: Iterable[Judgement], *, pending: bool, graph: Changes | None = None
) -> UndoAnswer:
    """An undo as it is sent; `judgements` are all that there are after it."""
    word = standing(judgements).get((undone.judgement.a, undone.judgement.b))
    return UndoAnswer(
        judgement_answer(undone.judgement, counts=False),
        undone.already,
        judgement_answer(word, counts=True) if word is not None else None,
        pending,
        graph,
    )


def question_answer(question: Question) -> QuestionAnswer:
    """A question as it is sent."""
    unsure = judgement_answer(question.unsure, counts=True) if question.unsure is not None else None
    return QuestionAnswer(
        question.id,
        question.kind,
        question.a,
        question.b,
        question.score,
        question.reasons,
        question.weight,
        unsure,
    )


def _name(name: Name) -> JudgedName:
    return JudgedName(name.folded, name.kind, name.country, name.record)
