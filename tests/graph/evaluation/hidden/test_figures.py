"""The figures of hand-made ranks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evaluation.figures import Figure
from graph.evaluation.hidden.figures import METRICS, figures
from graph.evaluation.hidden.questions import Question
from graph.evaluation.hidden.ranking import LEARNT, SHIPPED, Ranks
from graph.evaluation.hidden.simple import METHODS
from graph.matching.subject import partnership_of
from tests.arrays import Body, Entry, arrays

MADE = arrays([Body()], [Entry()])
SUBJECT = partnership_of(
    MADE, row=0, partners=(), tags=(), terms=MADE.terms[[0], :], vector=MADE.vectors[0], about=np.zeros(0, np.float32)
)


def question(group: int, *slices: str, answer: int = 0) -> Question:
    return Question(SUBJECT, np.ones(1, dtype=bool), answer, group, frozenset(slices))


def ranks(questions: list[Question], **of: list[float]) -> Ranks:
    """Ranks by method; a simple method that isn't named finds nothing."""
    made = {method: of.pop(method, [math.inf] * len(questions)) for method in METHODS} | of
    return Ranks(questions, made, {method: [] for method in made})


def table(made: Ranks) -> dict[tuple[str, str, str], Figure]:
    found = list(figures("P1", "a partner", made))
    assert len({(each.slice, each.method, each.metric) for each in found}) == len(found)
    return {(each.slice, each.method, each.metric): each for each in found}


@given(st.lists(st.one_of(st.integers(1, 80).map(float), st.just(math.inf), st.just(2.5)), min_size=1, max_size=20))
def test_metrics_are_those_of_one_right_answer(given_ranks: list[float]) -> None:
    made = np.array(given_ranks)
    assert METRICS["hit@10"](made).tolist() == [float(rank <= 10) for rank in given_ranks]
    assert METRICS["recall@50"](made).tolist() == [float(rank <= 50) for rank in given_ranks]
    assert METRICS["MRR"](made).tolist() == pytest.approx([0 if rank == math.inf else 1 / rank for rank in given_ranks])
    gain = [1 / math.log2(1 + rank) if rank <= 10 else 0 for rank in given_ranks]
    assert METRICS["nDCG@10"](made).tolist() == pytest.approx(gain)


def test_the_figures_of_hand_made_ranks() -> None:
    found = table(ranks([question(at) for at in range(4)], goal17=[1, 2, 11, math.inf], fusion=[1, 1, 1, 100]))
    goal17 = {metric: found["a partner", LEARNT, metric] for metric in METRICS}
    assert goal17["hit@10"].value == 0.5
    assert goal17["recall@50"].value == 0.75
    assert goal17["MRR"].value == pytest.approx((1 + 1 / 2 + 1 / 11) / 4)
    assert goal17["nDCG@10"].value == pytest.approx((1 + 1 / math.log2(3)) / 4)
    assert {each.n for each in goal17.values()} == {4}
    assert all(0 <= each.low <= each.value <= each.high <= 1 for each in goal17.values())
    assert goal17["hit@10"].low < 0.5 < goal17["hit@10"].high


def test_an_initiative_counts_once_however_many_questions_it_has() -> None:
    made = [question(1), question(2), question(2), question(2)]
    found = table(ranks(made, goal17=[1, 100, 100, 1]))
    assert found["a partner", LEARNT, "hit@10"].value == pytest.approx((1 + 1 / 3) / 2)


def test_slices_hold_their_questions_alone() -> None:
    made = [question(1, "repeat"), question(2, "novel", "small"), question(3, "novel")]
    found = table(ranks(made, goal17=[1, 50, 1], fusion=[1, 1, 1]))
    assert found["a partner, repeat", LEARNT, "hit@10"].value == 1
    assert found["a partner, novel", LEARNT, "hit@10"].value == 0.5
    assert found["a partner, small", LEARNT, "hit@10"].value == 0
    assert (found["a partner, novel", LEARNT, "MRR"].n, found["a partner", LEARNT, "MRR"].n) == (2, 3)


def test_differences_are_paired_with_the_fusion_and_with_the_best_of_the_simple_ones() -> None:
    made = [question(at) for at in range(40)]
    goal17 = [1.0] * 30 + [20.0] * 10
    words, popularity, fusion = [20.0] * 10 + [1.0] * 30, [30.0] * 40, [20.0] * 20 + [1.0] * 20
    learnt = ranks(made, goal17=goal17, words=words, popularity=popularity, fusion=fusion)
    learnt.ranks[SHIPPED] = goal17
    found = table(learnt)
    for method in (LEARNT, SHIPPED):
        on_words = found["a partner", method, "hit@10 less words's"]
        assert on_words.value == pytest.approx(0)
        assert on_words.low < 0 < on_words.high
        on_fusion = found["a partner", method, "hit@10 less fusion's"]
        assert on_fusion.value == pytest.approx(0.25)
        assert found["a partner", method, "MRR less fusion's"].value == pytest.approx(
            (30 * 0.95 - 20 * 0.95) / 40 + 0.0
        )
        assert ("a partner", method, "hit@10 less popularity's") not in found
    same = table(ranks(made, goal17=fusion, fusion=fusion, words=words))
    assert same["a partner", LEARNT, "MRR less fusion's"] == Figure(
        "P1", "a partner", LEARNT, "MRR less fusion's", 0.0, 0.0, 0.0, 40
    )


def test_the_slots_of_the_most_recommended_beside_what_was_hidden() -> None:
    made = ranks([question(at, answer=at) for at in range(30)], goal17=[1.0] * 30)
    made.firsts = {LEARNT: [np.array([0, at]) for at in range(1, 31)]}
    found = table(made)
    share = found["a partner", LEARNT, "slots of its top 20"].value
    assert share == pytest.approx((30 + 19) / 60), "the one of all, and nineteen others"
    assert found["a partner", "what was hidden", "slots of its top 20"].value == pytest.approx(20 / 30)


def test_no_questions_have_no_figures() -> None:
    assert list(figures("P1", "a partner", Ranks())) == []
