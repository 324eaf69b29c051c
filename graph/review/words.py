"""What persons have said of two names: the word that stands, a new one, and taking one back.

Nothing that was said is lost. A word that is replaced or undone stays in the history; of several words on one pair that
stand, the last one counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime, timedelta

from graph.errors import InputError, NotFoundError
from graph.model.judgements import Judgement, Name, Verdict
from graph.resolve.judged import standing
from graph.store.interface import Store

Pair = tuple[Name, Name]
"""Two names, the lesser first."""

_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"

NOTE = "Note: "
"""How the reason begins that is the person's own."""


def pair_of(a: Name, b: Name) -> Pair:
    """Two names in the order in which judgements have them."""
    return (a, b) if a < b else (b, a)


def pair_id(a: Name, b: Name) -> str:
    """The id of the question whether two names are one: made of the names alone, so that it outlasts every reading.

    >>> pair_id(Name("blue fund"), Name("fonds bleu")) == pair_id(Name("fonds bleu"), Name("blue fund"))
    True
    """
    text = "\x1f".join(part for name in pair_of(a, b) for part in astuple(name))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def note_of(judgement: Judgement) -> str:
    """What the person noted beside a word, or ""."""
    return next((said.removeprefix(NOTE) for said in judgement.reasons if said.startswith(NOTE)), "")


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a word.

    Attributes:
        judgement: the word that stands now: the new one, or the other person's that keeps it from being stored.
        before: the word that stood before, or None.
        stored: whether the new one was stored. It wasn't where another person had decided the pair (then `judgement` is
            theirs), nor where the same person had said the same (then it is the one from before).
    """

    judgement: Judgement
    before: Judgement | None
    stored: bool

    def taken(self, by: str) -> bool:
        """Whether another person than this one had decided the pair, so that nothing was stored."""
        return not self.stored and self.judgement.by != " ".join(by.split())


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an undo.

    Attributes:
        judgement: the word, with the time at which it was undone.
        already: it had been undone before, and nothing was changed.
    """

    judgement: Judgement
    already: bool


class _StandsError(Exception):
    """Ends a batch in which nothing is to be written."""

    def __init__(self, word: Judgement) -> None:
        super().__init__()
        self.word = word


def _check_free(before: Judgement, verdict: Verdict, by: str, *, noted: bool, replacing: bool) -> None:
    """Whether a person may say something new of a pair on which there is a word."""
    if before.by == by:
        if before.verdict == verdict and not noted:
            raise _StandsError(before)
    elif not replacing:
        raise _StandsError(before)


def _standing_word(store: Store, id: str) -> Judgement:
    found = next((each for each in store.view().judgements() if each.id == id and each.judge == "person"), None)
    if found is None:
        raise NotFoundError("judgement", id)
    if found.undone_at:
        raise _StandsError(found)
    return found


def say(
    store: Store,
    pair: Pair,
    verdict: Verdict,
    by: str,
    *,
    note: str = "",
    reasons: tuple[str, ...] = (),
    score: float | None = None,
    replacing: bool = False,
) -> Said:
    """Store what a person says of two names.

    A person may change the own word at any time, and an "unsure" keeps nobody from deciding. That another has decided
    the pair is looked up in the batch that writes, so on SQLite two persons can't pass each other; on Neo4j two writers
    of the same moment can, and the later word counts.

    Args:
        store: where it is kept. Its graph has to be derived afterwards.
        pair: the two names.
        verdict: what was decided.
        by: the person's name.
        note: why, in the person's own words.
        reasons: what spoke for and against it when it was decided.
        score: how sure a scorer was.
        replacing: store it also where another person has decided otherwise, or the same.

    Raises:
        InputError: the name of the person is empty, or the two names are one.
    """
    by = " ".join(by.split())
    if not by:
        raise InputError("A judgement needs the name of the person who makes it.")
    if pair[0] == pair[1]:
        raise InputError("A name can't be judged against itself.")
    noted = (f"{NOTE}{' '.join(note.split())}",) if note.strip() else ()
    try:
        with store.writer() as writer:
            judgements = store.view().judgements()
            before = standing(judgements).get(pair)
            if before is not None and before.verdict != "unsure":
                _check_free(before, verdict, by, noted=bool(noted), replacing=replacing)
            at = _after(judgement.at for judgement in judgements if (judgement.a, judgement.b) == pair)
            made = Judgement(*pair, verdict, "person", by, at, (*noted, *reasons), score)
            writer.put_judgements([made])
    except _StandsError as stands:
        return Said(stands.word, stands.word, stored=False)
    return Said(made, before, stored=True)


def undo(store: Store, id: str, by: str) -> Undone:
    """Take back what a person said; the word of before, if there is one, counts again.

    Args:
        store: where it is kept. Its graph has to be derived afterwards.
        id: the judgement's.
        by: who undoes it; it is kept.

    Raises:
        NotFoundError: there is no such judgement of a person.
        InputError: the name of the person is empty.
    """
    by = " ".join(by.split())
    if not by:
        raise InputError("An undo needs the name of the person who does it.")
    try:
        with store.writer() as writer:
            found = _standing_word(store, id)
            reasons = found.reasons if by == found.by else (*found.reasons, f"Undone by {by}.")
            undone = Undone(replace(found, undone_at=_after([found.at]), reasons=reasons), already=False)
            writer.put_judgements([undone.judgement])
    except _StandsError as stands:
        return Undone(stands.word, already=True)
    return undone


def last_of(judgements: Iterable[Judgement], by: str) -> Judgement:
    """The last word of a person that wasn't undone.

    Raises:
        NotFoundError: the person has none.
    """
    own = [each for each in judgements if each.judge == "person" and each.by == by and not each.undone_at]
    if not own:
        error = NotFoundError("judgement", by)
        error.args = (f"{by} has no judgement that could be undone; `goal17 review history` lists those there are.",)
        raise error
    return max(own, key=lambda judgement: judgement.at)


def history(judgements: Iterable[Judgement], by: str = "") -> list[Judgement]:
    """What persons have said, the last first, with what was undone; of all of them, or of one."""
    said = [each for each in judgements if each.judge == "person" and by in {"", each.by}]
    return sorted(said, key=lambda judgement: (judgement.at, judgement.id), reverse=True)


def _after(times: Iterable[str]) -> str:
    """Now; where a clock was turned back, later than some times all the same: the last word has the latest time.

    Times are compared as texts, and one of whole seconds comes after its fractions.
    """
    now = datetime.now(UTC).strftime(_TIME)
    last = max(times, default="")
    return now if now > last else (datetime.fromisoformat(last) + timedelta(seconds=1)).strftime(_TIME)
