"""Ids that never change their meaning, for whatever is made of several names: partners and partnerships."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graph.model.judgements import Name
from graph.resolve.joined import Cluster


@dataclass(frozen=True, slots=True)
class Identified:
    """The ids of clusters.

    Attributes:
        ids: name to the id of its bearer.
        heirs: ids that are, or once were, one name's own and now belong to another's bearer, with that one's id.
    """

    ids: Mapping[Name, str]
    heirs: Mapping[str, str]


def identify(
    clusters: Sequence[Cluster], own: Callable[[Name], str], standing: AbstractSet[str], known: AbstractSet[str]
) -> Identified:
    """Give every cluster its id.

    Every name has one possible id, made of itself alone. A cluster bears the first of its names' ids under which the
    store has an entity, else the first that is known otherwise (one that was merged before: an undone merge gives it
    back), else that of its earliest name. The other known ids in it redirect.

    Args:
        clusters: the clusters, each with its earliest name first.
        own: the id that a name has by itself.
        standing: ids of the entities in the store.
        known: ids besides these that somebody may ask for, and that have to be answered with a redirect.
    """
    ids: dict[Name, str] = {}
    heirs: dict[str, str] = {}
    for cluster in clusters:
        possible = [own(name) for name in cluster.names]
        asked = [id for id in possible if id in standing] + [id for id in possible if id in known]
        chosen = asked[0] if asked else possible[0]
        ids.update(dict.fromkeys(cluster.names, chosen))
        heirs.update({id: chosen for id in asked if id != chosen})
    return Identified(ids, heirs)
