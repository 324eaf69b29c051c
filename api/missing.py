"""What to say where an id is nobody's: what it is the id of instead, or whose names are like it."""

from __future__ import annotations

from api.references import described, reference_entry
from graph.errors import NotFoundError
from graph.model.vocabularies import vocabulary
from graph.store.interface import View
from graph.store.query import Query
from graph.text.fold import fold, terms

_SHOWN = 3


def missing(view: View, id: str, kind: str = "") -> NotFoundError:
    """The error for an id that isn't there, with a message that a person can act on.

    Args:
        view: the store.
        id: what was asked for; often a name.
        kind: what it was to be the id of; empty for any entry.
    """
    error = NotFoundError(kind or "entry", id)
    said = str(error).removesuffix(".")
    if other := next((entity.kind for entity in view.get([id]) if entity.kind != kind), ""):
        error.args = (f"{said}; it is the id of a {_label(other)}.",)
        return error
    if (known := reference_entry(view, id)) is not None:
        error.args = (described(view, known),)
        return error
    wanted = tuple(dict.fromkeys(terms(id.replace("-", " "))))
    query = Query(where={"kind": (kind,)} if kind else {}, terms=wanted, every=False)
    # Who bears the name stands before who has one of its words.
    bearing = view.get([each for each, _ in view.named([fold(id)]).get(fold(id), [])])
    ids = [entity.id for entity in bearing if kind in {"", entity.kind}]
    ids += [scored.id for scored in view.rank(query, _SHOWN)]
    like = view.get(list(dict.fromkeys(ids))[:_SHOWN])
    names = "; ".join(f"{entity.name} ({entity.id})" for entity in like)
    error.args = (
        f"{said}. {f'Like it: {names}. ' if names else ''}A search finds entries by name, and gives their ids.",
    )
    return error


def _label(kind: str) -> str:
    term = vocabulary("kinds").get(kind)
    return term.label().lower() if term else kind
