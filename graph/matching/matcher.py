"""The two questions of the first model: whom should a partnership invite, and what should a partner join."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.embed.embedder import Embedder
from graph.errors import NotFoundError
from graph.matching.invitations import Invitations
from graph.matching.joining import Asker
from graph.matching.limit import check_limit
from graph.matching.match import PartnerMatch, PartnershipMatch, Understood
from graph.matching.model import Model, shipped
from graph.matching.openings import Openings
from graph.matching.subject import (
    PartnerDescription,
    PartnershipDescription,
    described_partner,
    described_partnership,
    in_codes,
    stored_partner,
    stored_partnership,
)
from graph.matching.terrain import Terrain
from graph.resolve.scorer import Weights
from graph.snapshot.snapshot import Snapshot


class Matcher:
    """Answers on one version of a store; make it once, ask it often.

    Args:
        snapshot: the store's arrays.
        embedder: of the snapshot's vector space, for descriptions; None, or one of another space: meaning is left
            out for them.
        model: the weights; by default those shipped.
        names: the weights by which names are compared; by default those shipped.
    """

    def __init__(
        self, snapshot: Snapshot, embedder: Embedder | None, model: Model | None = None, names: Weights | None = None
    ) -> None:
        self.snapshot = snapshot
        self.model = model or shipped()
        self.names = names
        self._embedder = embedder
        self._terrain = Terrain(snapshot)

    def partners(
        self,
        asked: str | PartnershipDescription,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        spread: float | None = None,
    ) -> tuple[list[PartnerMatch], Understood]:
        """Partners to invite into a partnership, best first.

        Args:
            asked: id of a stored partnership, or a description of one.
            limit: 1 to 100.
            exclude: ids of partners not to be offered; those on the list never are.
            where: a filter (`graph.matching.filters.OF_PARTNERS`) to the values of which a partner needs any.
            spread: how much less readily those are offered who take part in much already, 0 to 2; by default as the
                model has it.

        Raises:
            NotFoundError: no partnership has this id.
            InputError: the description, the limit or a filter can't be.
        """
        check_limit(limit)
        invitations = self.invitations(asked, where=where, spread=spread)
        found = invitations.first(limit, exclude)
        return found, replace(invitations.understood, ranked=invitations.number(exclude))

    def invitations(
        self,
        asked: str | PartnershipDescription,
        *,
        where: Mapping[str, Sequence[str]] | None = None,
        spread: float | None = None,
    ) -> Invitations:
        """The same question with all of its candidates: parameters and errors as of `partners`."""
        snapshot = self.snapshot
        if isinstance(asked, str):
            if asked not in snapshot.partnership_row:
                raise NotFoundError("partnership", asked)
            subject, understood = stored_partnership(snapshot, asked)
        else:
            subject, understood = described_partnership(snapshot, asked, self._embedder, self.names)
        return Invitations(self._terrain, self.model, subject, understood, where or {}, spread)

    def partnerships(
        self,
        asked: str | PartnerDescription,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
        ended: bool = False,
        joinable: bool = False,
    ) -> tuple[list[PartnershipMatch], Understood]:
        """Partnerships for a partner to join, best first.

        Args:
            asked: id of a stored partner, or a description of one.
            limit: 1 to 100.
            exclude: ids of partnerships not to be offered; those it takes part in never are.
            where: a filter (`graph.matching.filters.OF_PARTNERSHIPS`) to the values of which a partnership needs any.
            as_of: the asking date.
            ended: offer ended ones too, marked `learn-from`.
            joinable: leave out those of which a source says that they can't be joined.

        Raises:
            NotFoundError: no partner has this id.
            InputError: the description, the limit or a filter can't be.
        """
        check_limit(limit)
        openings = self.openings(asked, where=where, as_of=as_of, ended=ended, joinable=joinable)
        found = openings.first(limit, exclude)
        return found, replace(openings.understood, ranked=openings.number(exclude))

    def openings(
        self,
        asked: str | PartnerDescription,
        *,
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
        ended: bool = False,
        joinable: bool = False,
    ) -> Openings:
        """The same question with all of its candidates: parameters and errors as of `partnerships`."""
        snapshot = self.snapshot
        if isinstance(asked, str):
            if asked not in snapshot.partner_row:
                raise NotFoundError("partner", asked)
            subject, understood = stored_partner(snapshot, asked)
            asker = Asker.of(subject)
        else:
            subject, understood = described_partner(snapshot, asked, self._embedder, self.names)
            described = in_codes(asked)
            asker = Asker.of(subject, described.brings, described.type)
        return Openings(
            self._terrain, self.model, subject, understood, asker, where or {}, as_of, ended=ended, joinable=joinable
        )
