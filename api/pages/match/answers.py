"""What stands on a page of the matchmaker: the answer, and what leads on from it."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.match.cells import Cells
from api.problems import ProblemPart
from api.wire import PartnerMatches, PartnershipMatches
from api.wire_overlaps import OverlapMatches
from graph.matching.match import Evidence


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an answer.

    Attributes:
        about: the stored entry that is asked about; None for one in words.
        hidden: the entries that aren't shown because the one who asks knows them.
        unplaced: the entries of the shortlist that the question doesn't rank.
        may_mean: where a name that was asked for by "why not" means no one entry for certain, those that it may mean.
        not_found: nothing is called so, nor anything like it.
        examples: entries to ask with, where nothing was asked.
        sentence: a sentence to ask with, out of an entry of the store; "" where something was asked.
        problems: what in the question can't be.
    """

    about: Evidence | None = None
    hidden: tuple[Evidence, ...] = ()
    unplaced: tuple[Evidence, ...] = ()
    may_mean: tuple[Evidence, ...] = ()
    not_found: bool = False
    examples: tuple[Evidence, ...] = ()
    sentence: str = ""
    problems: tuple[ProblemPart, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinPage:
    """`/match/join`: the answer of `POST /api/v1/match/partnerships`; None where nothing was asked, or in vain.

    `silent` are the gates of which no match says anything, `cells` where the words stand on which reasons rest.
    """

    answer: PartnershipMatches | None
    beside: Beside
    silent: tuple[str, ...] = ()
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class InvitePage:
    """`/match/invite`: the answer of `POST /api/v1/match/partners`; None where nothing was asked, or in vain."""

    answer: PartnerMatches | None
    beside: Beside


@dataclass(frozen=True, slots=True)
class OverlapsPage:
    """`/match/overlaps`: the answer of `POST /api/v1/match/overlaps`; None where nothing was asked, or in vain."""

    answer: OverlapMatches | None
    beside: Beside
