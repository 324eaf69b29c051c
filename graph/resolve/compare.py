"""Whether two written names are one organisation, taken by themselves: without a store, without other names."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.drafts import Mention
from graph.model.judgements import Judge, Verdict
from graph.model.vocabularies.world_organisations import organisations
from graph.names.key import comparison_key
from graph.resolve.read import codes_of, one_mention, read_mention
from graph.resolve.scorer import Weights, score, shipped

_SURE = 0.99


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it.

    Attributes:
        verdict: same, different, or unsure: what a person should look at.
        probability: that they are one organisation, 0 to 1; of a rule, as sure as its kind mostly is.
        judge: a rule, or the score.
        reasons: why, in words.
    """

    verdict: Verdict
    probability: float
    judge: Judge
    reasons: tuple[str, ...]


def compare(a: str, b: str, weights: Weights | None = None) -> Compared:
    """Compare two names as they stand in partner lists.

    Args:
        a: the one name, with what is written beside it (type, country, acronym, government).
        b: the other.
        weights: of the score, with its thresholds; by default those shipped.

    >>> compare("PNUD", "United Nations Development Programme (UNDP)").verdict
    'same'
    >>> compare("Government of Chile", "Government of Peru").verdict
    'different'
    """
    weights = weights or shipped()
    one, other = one_mention(a), one_mention(b)
    by_rule = _by_rule(one, other)
    if by_rule is not None:
        return by_rule
    found = score(read_mention(one), read_mention(other), weights)
    p = found.probability
    verdict: Verdict = "same" if p >= weights.merge else "unsure" if p >= weights.queue else "different"
    return Compared(verdict, p, "score", found.reasons)


def _by_rule(a: Mention, b: Mention) -> Compared | None:
    if (a.kind == "government") != (b.kind == "government"):
        return _ruled(False, "only one of them is a government")
    if a.kind == "government":
        return _ruled(a.country == b.country, "they are the governments of one country, or of two")
    apart = bool(a.country and b.country and a.country != b.country)
    codes = codes_of(a), codes_of(b)
    if len(codes[0]) == len(codes[1]) == 1:
        same = codes[0] == codes[1]
        names = " and ".join(organisations()[min(code)].name() for code in (codes if not same else codes[:1]))
        return _ruled(same, f"they are names of {names} (vocabulary of organisations)")
    if comparison_key(a.name) == comparison_key(b.name) and not apart:
        return _ruled(True, "same name but for article, legal form or spelling")
    return None


def _ruled(same: bool, why: str) -> Compared:
    return Compared("same" if same else "different", _SURE if same else 1 - _SURE, "rule", (why,))
