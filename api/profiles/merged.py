"""Why an id leads to another entry now."""

from __future__ import annotations

from collections.abc import Iterator

from api.wire_profiles import Merged
from graph.model.entities import Entity
from graph.model.identifiers import partner_id, partnership_id
from graph.model.judgements import Judgement
from graph.review.words import note_of, pair_id
from graph.store.interface import View
from graph.store.redirects import last_heir

_KINDS = ("organisation", "government", "identifier")
"""Of names of organisations, as ids are made of them."""


def merged(view: View, id: str, entity: Entity) -> Merged | None:
    """What is known of a merge.

    Args:
        view: the store.
        id: the id that is said to have been merged.
        entity: the entry that it is said to have been merged into.

    Returns:
        None where it wasn't.
    """
    if not id or last_heir(id, view.redirects()) != entity.id:
        return None
    folded, name, rule = next(_written(id, entity), ("", "", ""))
    decided = [
        each
        for each in (*view.judgements(), *view.scored())
        if folded and each.verdict == "same" and not each.undone_at and folded in (each.a.folded, each.b.folded)
    ]
    # A person's word outranks a score, and stands first.
    for each in decided:
        question = pair_id(each.a, each.b) if each.judge == "person" else ""
        return Merged(id, name, _why(each), each.judge, each.by, each.at, question)
    return Merged(id, name, rule, "rule" if rule else "", "", "", "")


def _written(id: str, entity: Entity) -> Iterator[tuple[str, str, str]]:
    """The name or record that the id was minted from, as judgements and as readers know it, and the rule."""
    if entity.kind == "partner":
        countries = ("", *entity.facets.get("country", ()))
        for alias in entity.aliases:
            if any(partner_id(alias.folded, kind, each) == id for kind in _KINDS for each in countries):
                yield alias.folded, alias.name, alias.rule
        return
    for record in entity.records:
        register, _, key = record.partition(":")
        if partnership_id(register, key) == id:
            yield record, record, next((alias.rule for alias in entity.aliases if alias.rule), "")


def _why(judgement: Judgement) -> str:
    return note_of(judgement) or "; ".join(judgement.reasons)
