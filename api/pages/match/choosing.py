"""Entries that a page of the matchmaker names: the one that a written name means, and examples out of the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

import numpy as np

from api.named import named_partner
from api.needs import OFFERING
from api.reconciliation.prefixes import prefixes
from api.service import Service
from graph.errors import MovedError, NotFoundError
from graph.infer.sentences import sentences
from graph.matching.match import Evidence
from graph.model.entities import Kind
from graph.snapshot.snapshot import Snapshot
from graph.store.redirects import last_heir
from graph.text.fold import fold, words

MOST = 8
"""Entries to choose from at most."""

_BEGUN = 200
"""Entries whose names begin with what was written, beyond which it is no name."""

_SEARCHED = 50
"""Entries of a search among whose names all words of what was written are looked for."""

_FEW_WORDS, _MANY_WORDS = 8, 40
"""A sentence of this many words tells what is done, and can be read at a glance."""

_TRIED = 40
"""Entries that are looked at for an example."""


def chosen(service: Service, written: str, kinds: Sequence[Kind]) -> tuple[str, tuple[Evidence, ...]]:
    """The id of the entry that an id or a name means; "" with those that it may mean where that isn't certain.

    It is the one that is called so; or else the only one whose name begins so, or the only one found whose name has all
    of its words.

    Args:
        service: the service.
        written: an id, perhaps of one that was merged, or a name; a partner's is read as `api.named` reads it.
        kinds: of entries; a partner is chosen by itself.
    """
    if tuple(kinds) == ("partner",):
        meant = named_partner(service, written)
        if meant.taken is not None:
            return meant.taken.id, ()
        return "", tuple(Evidence("partner", each.id, each.name) for each in meant.possible)
    for id in dict.fromkeys((written, written.strip())):
        with suppress(NotFoundError):
            try:
                found = service.view.entity(id)
            except MovedError as moved:
                found = service.view.entity(moved.heir)
            if found.kind in kinds:
                return found.id, ()
    bearers = {id for id, _ in service.view.named([fold(written)]).get(fold(written), ())}
    titled = [entity for entity in service.view.get(sorted(bearers)) if entity.kind in kinds]
    if len(titled) == 1:
        return titled[0].id, ()
    if titled:
        return "", tuple(Evidence(each.kind, each.id, each.name) for each in titled)[:MOST]
    # Needs and offers are known by their names alone: how names begin is kept of partners and partnerships.
    begun = prefixes(service.snapshot()).beginning(written)[:_BEGUN]
    begins = [entity for entity in service.view.get(begun) if entity.kind in kinds]
    if len(begins) == 1 and len(begun) < _BEGUN:
        return begins[0].id, ()
    found_ = service.search(written, {"kind": list(kinds)}, _SEARCHED).hits
    wanted = set(words(written))
    has_all = [each for each in found_ if wanted and wanted <= set(words(each.name))]
    if not begins and len(has_all) == 1:
        return has_all[0].id, ()
    return "", tuple(Evidence(each.kind, each.id, each.name) for each in found_)[:MOST]


def called(service: Service, id: str) -> Evidence:
    """What an entry is called that a question about fitting names by its id. Raises NotFoundError."""
    entity = service.view.entity(service.heir(id, *OFFERING, "need", "partner"))
    return Evidence(entity.kind, entity.id, entity.name)


def named(service: Service, ids: Iterable[str], kinds: Sequence[Kind]) -> tuple[Evidence, ...]:
    """Entries of some kinds with their names, those that the store has, in the order of the ids; merged ones as heirs.

    Each has the id by which it was asked for, so that the address can let go of it.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return ()
    redirects = service.view.redirects()
    heirs = {id: last_heir(id, redirects) or id for id in wanted}
    found = {entity.id: entity for entity in service.view.get(list(dict.fromkeys(heirs.values())))}
    told = ((id, found.get(heir)) for id, heir in heirs.items())
    return tuple(Evidence(each.kind, id, each.name) for id, each in told if each is not None and each.kind in kinds)


def example(service: Service, snapshot: Snapshot, language: str) -> tuple[Evidence | None, Evidence | None, str]:
    """A partner, a partnership of it, and a sentence of that: what anybody could ask with.

    The partnership is the first that has two partners or more, tells in a sentence what it does, and is written in the
    language of the page, if there is one, or else the first that there is; the partner that of its partners that takes
    part in most.
    """
    found: tuple[Evidence | None, Evidence | None, str] = (None, None, "")
    several = np.flatnonzero(np.diff(snapshot.by_partnership.indptr) > 1)
    rows = sorted(several.tolist(), key=lambda row: snapshot.told.languages[row] != language)[:_TRIED]
    stored = {entity.id: entity for entity in service.view.get([snapshot.partnerships[row] for row in rows])}
    for row in rows:
        entity = stored.get(snapshot.partnerships[row])
        if entity is None:
            continue
        told = [each for text in entity.texts for each in sentences(text.text)]
        fit = next((each for each in told if _FEW_WORDS <= len(each.split()) <= _MANY_WORDS), "")
        if fit or found[0] is None:
            who = max(snapshot.partners_of(row).tolist(), key=lambda each: (len(snapshot.partnerships_of(each)), -each))
            partner = Evidence("partner", snapshot.partners[who], snapshot.partner_names[who])
            found = partner, Evidence("partnership", entity.id, entity.name), fit
        if fit:
            break
    return found
