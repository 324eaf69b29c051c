"""What was decided about who is who: by a rule, by a score, by a person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "different", "unsure"]
Judge = Literal["person", "rule", "score"]


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name that a judgement is about: never a position in a file, so that it survives re-reading.

    Attributes:
        folded: the folded name.
        kind: `organisation`, `government`, `identifier` (of an organisation that has no other name), or `partnership`
            (then `folded` is the record's id).
        country: ISO 3166 alpha-3 where the country tells homonyms apart; empty otherwise.
        record: id of the record, where only that tells a homonym apart; empty otherwise.
    """

    folded: str
    kind: str = "organisation"
    country: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two names are the same organisation (or two records the same partnership), are different, or it is unsure.

    A person's word outranks a rule and survives re-reading; an undone judgement is kept and counts for nothing.

    Attributes:
        a: the one name; `a < b`.
        b: the other.
        verdict: what was decided.
        judge: who decided: a person, a rule, a score.
        by: which person, which rule, which version of the scorer.
        at: when, ISO 8601 in UTC.
        reasons: why, in words.
        score: between 0 and 1 where a scorer decided.
        undone_at: when it was undone, or empty.
    """

    a: Name
    b: Name
    verdict: Verdict
    judge: Judge
    by: str
    at: str
    reasons: tuple[str, ...] = ()
    score: float | None = None
    undone_at: str = ""

    @property
    def id(self) -> str:
        """A short stable id made of the pair, the judge and the time."""
        text = "\x1f".join([repr(self.a), repr(self.b), self.judge, self.by, self.at])
        return hashlib.sha256(text.encode()).hexdigest()[:16]
