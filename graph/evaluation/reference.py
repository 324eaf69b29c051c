"""Which organisation of a register is a mistyped name? Measured on any reference register, beside simple baselines.

Organisations are told apart by their identifiers into five parts. On three of them the weights of the score were learnt
(`scripts/learn_names.py`), on one the thresholds were chosen, and figures are of the last. A fifth of its organisations
isn't in what is searched: who bears a name that nobody there has must not be taken for another.

Every name that is more than an acronym is asked, disturbed by `graph.evaluation.misspelling`; where more names are
wanted than there are, each is asked several times, disturbed anew. Intervals are over organisations, with all names of
each. The baselines are given the candidates that goal17 finds, and each the threshold that finds most at the precision
asked for: chosen on one half of the organisations and used on the other, in turn.
"""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio, token_set_ratio

from graph.evaluation.figures import DRAWS, Figure
from graph.evaluation.misspelling import RATES, Kind, disturbed
from graph.resolve.read import read_name
from graph.resolve.reference.batch import Wanted, find_all
from graph.resolve.reference.index import Answer, ReferenceIndex
from graph.resolve.reference.organisations import ReferenceOrganisation
from graph.text.fold import fold

PARTS = 5
LEARNT, CHOSEN, UNSEEN = (0, 1, 2), 3, 4
"""Parts of organisations: what weights were learnt on, what thresholds were chosen on, what figures are of."""

NAMES = 100_000
"""Names that are asked by default."""

FEWER = 10_000
"""Names that are asked for what is measured beside the main figure."""

PRECISION = 0.97
"""What a baseline's threshold is chosen for."""

_SEED = 17


@dataclass(frozen=True, slots=True)
class Question:
    """A disturbed name.

    Attributes:
        bearer: place of the organisation that bears it, among all.
        name: as it is asked.
        kind: how it was disturbed.
        known: its bearer is in what is searched.
    """

    bearer: int
    name: str
    kind: Kind
    known: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What a method makes of a question: the place of an organisation among all, and how sure it is, 0 to 1."""

    organisation: int
    sure: float


def part_of(identifier: str) -> int:
    """The part, 0 to 4, of an organisation, by its identifier in its register: its page's address, in the ROR."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % PARTS


def is_held_out(identifier: str) -> bool:
    """Whether an organisation is left out of what is searched where names of its part are asked: a fifth are."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) // PARTS % PARTS == 0


def figures(
    organisations: Sequence[ReferenceOrganisation], names: int = NAMES, processes: int | None = None
) -> Iterator[Figure]:
    """Recall at 1, precision and speed of goal17 and of the baselines.

    Args:
        organisations: the entries of the register; withdrawn ones are passed over.
        names: how many are asked.
        processes: among which the names are shared; by default one for each core.

    Returns:
        Figures; none where no organisation of the part that is asked is in the register.
    """
    entries = [each for each in organisations if each.state != "withdrawn"]
    asked = questions(entries, UNSEEN, names)
    if not asked:
        return
    places = [place for place, each in enumerate(entries) if not _left_out(each, UNSEEN)]
    began = time.perf_counter()
    index = ReferenceIndex(entries[place] for place in places)
    index.prepare()
    read = time.perf_counter() - began
    processes = processes or os.cpu_count() or 1

    began, worked = time.perf_counter(), _worked()
    answers = find_all(index, [Wanted(each.name) for each in asked], processes)
    took, worked = time.perf_counter() - began, _worked() - worked
    given = [_given(answer, places) for answer in answers]
    alone = "disturbed names in a reference register"
    yield from _shares(alone, "goal17", asked, given)
    yield from _by_kind(alone, asked, given)

    fewer = asked[:FEWER]
    beside = [_beside(each, entries[each.bearer]) for each in fewer]
    with_place = [_given(answer, places) for answer in find_all(index, beside, processes)]
    yield from _shares(f"{alone}, country and type beside them", "goal17", fewer, with_place)

    near = [[(places[at], name) for at, name in each] for each in index.near([read_name(each.name) for each in fewer])]
    for method, scorer in {"RapidFuzz token-set ratio": token_set_ratio, "RapidFuzz ratio": ratio}.items():
        yield from _shares(alone, method, fewer, _baseline(fewer, near, scorer))
    speed = f"speed, {processes} process{'es' if processes > 1 else ''}"
    yield _plain(speed, "seconds to read the register", read, len(places))
    yield _plain(speed, "seconds for the names", took, len(asked))
    yield _plain(speed, "CPU seconds for them", worked, len(asked))


def questions(entries: Sequence[ReferenceOrganisation], part: int, names: int) -> list[Question]:
    """The disturbed names of a part's organisations, in a seeded order.

    Args:
        entries: all organisations.
        part: the part that is asked.
        names: how many; a name is asked anew where there are fewer.
    """
    chance = random.Random(_SEED)  # noqa: S311 (a draw, no secret)
    borne = [
        (place, name.name)
        for place, each in enumerate(entries)
        if part_of(_identifier(each)) == part
        for name in each.full_names
    ]
    chance.shuffle(borne)
    made = []
    for number in range(names if borne else 0):
        place, name = borne[number % len(borne)]
        kind, written = disturbed(name, chance)
        made.append(Question(place, written, kind, not _left_out(entries[place], part)))
    return made


def _identifier(entry: ReferenceOrganisation) -> str:
    return entry.identifiers[0][1] if entry.identifiers else entry.record


def _left_out(entry: ReferenceOrganisation, part: int) -> bool:
    identifier = _identifier(entry)
    return part_of(identifier) == part and is_held_out(identifier)


def _beside(question: Question, bearer: ReferenceOrganisation) -> Wanted:
    return Wanted(question.name, bearer.countries, bearer.type)


def _given(answer: Answer, places: Sequence[int]) -> Given | None:
    """The entry that a name was taken for; None where it was asked about, or unknown."""
    if answer.verdict != "same":
        return None
    return Given(places[answer.found[0].place], answer.found[0].probability)


def _shares(slice_: str, method: str, asked: Sequence[Question], given: Sequence[Given | None]) -> Iterator[Figure]:
    """Recall at 1, precision, and the share of strangers that are taken for somebody."""
    known = np.array([each.known for each in asked])
    answered = np.array([each is not None for each in given])
    right = _right(asked, given)
    for metric, of, counted in (
        ("recall@1", known, right),
        ("precision", answered, right),
        ("strangers taken", ~known, answered & ~known),
    ):
        yield _share("P6", slice_, method, metric, asked, of, counted)


def _right(asked: Sequence[Question], given: Sequence[Given | None]) -> NDArray[np.bool_]:
    return np.array(
        [one is not None and one.organisation == each.bearer for each, one in zip(asked, given, strict=True)]
    )


def _by_kind(slice_: str, asked: Sequence[Question], given: Sequence[Given | None]) -> Iterator[Figure]:
    right = _right(asked, given)
    for kind in RATES:
        of = np.array([each.known and each.kind == kind for each in asked])
        if of.any():
            yield _share("P6", slice_, "goal17", f"recall@1, {kind}", asked, of, right & of)


def _share(
    protocol: str, slice_: str, method: str, metric: str, asked: Sequence[Question], of: NDArray[np.bool_],
    counted: NDArray[np.bool_],
) -> Figure:  # fmt: skip
    """A share of names, with an interval over organisations: a draw takes all names of each that it draws."""
    bearers, owner = np.unique([each.bearer for each in asked], return_inverse=True)
    below = np.bincount(owner, of, minlength=len(bearers))
    above = np.bincount(owner, counted & of, minlength=len(bearers))
    chance = np.random.default_rng(_SEED)
    samples = []
    for _ in range(DRAWS):
        times = np.bincount(chance.integers(0, len(bearers), len(bearers)), minlength=len(bearers))
        total = float(times @ below)
        samples.append(float(times @ above) / total if total else 1.0)
    low, high = np.percentile(samples, [2.5, 97.5])
    value = float(above.sum() / below.sum()) if below.sum() else 1.0
    return Figure(protocol, slice_, method, metric, value, float(low), float(high), int(below.sum()))


def _worked() -> float:
    """Seconds that processors have worked for this process and those it started, as far as these have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _plain(slice_: str, metric: str, value: float, n: int) -> Figure:
    return Figure("P6", slice_, "goal17", metric, value, value, value, n)


Likeness = Callable[..., float]


def _baseline(
    asked: Sequence[Question], near: Sequence[Sequence[tuple[int, str]]], scorer: Likeness
) -> list[Given | None]:
    """The candidate with the likest name, where it is like enough by what the other half of the organisations says."""
    likest = []
    for each, candidates in zip(asked, near, strict=True):
        scored = ((scorer(fold(each.name), fold(name)) / 100, place) for place, name in candidates)
        best = max(scored, default=None)
        likest.append(Given(best[1], best[0]) if best else None)
    least = []
    for half in (0, 1):
        other = [(each, one) for each, one in zip(asked, likest, strict=True) if each.bearer % 2 != half]
        least.append(_threshold([each for each, _ in other], [one for _, one in other]))
    return [
        one if one is not None and one.sure >= least[each.bearer % 2] else None
        for each, one in zip(asked, likest, strict=True)
    ]


def _threshold(asked: Sequence[Question], given: Sequence[Given | None]) -> float:
    """The lowest likeness from which on enough answers are right; the highest there is where that is never so."""
    ordered = sorted(
        ((one.sure, one.organisation == each.bearer) for each, one in zip(asked, given, strict=True) if one),
        key=lambda one: -one[0],
    )
    least, right = (ordered[0][0] if ordered else 1.0), 0
    for number, (sure, is_right) in enumerate(ordered, start=1):
        right += is_right
        last_of_its_likeness = number == len(ordered) or ordered[number][0] < sure
        if last_of_its_likeness and right >= PRECISION * number:
            least = sure
    return least
