"""What the values of a facet are called."""

from __future__ import annotations

from graph.model.vocabularies import country, vocabulary

_VOCABULARIES = {
    "kind": "kinds",
    "status": "statuses",
    "sdg": "goals",
    "theme": "themes",
    "type": "types",
    "portfolio": "portfolios",
}


def facet_vocabulary(field: str) -> str | None:
    """Name of the vocabulary that has the values of a facet; None for countries and registers."""
    return _VOCABULARIES.get(field)


def facet_label(field: str, value: str, language: str = "en") -> str:
    """The label of a facet's value; the value itself where no vocabulary knows it.

    Args:
        field: a facet field.
        value: one of its values; empty stands for "not stated", as a status for what is no partnership.
        language: of the label.
    """
    if not value:
        return "no partnership" if field == "status" else "not stated"
    if field == "country":
        known = country(value)
        return known.name(language) if known else value
    term = vocabulary(_VOCABULARIES[field]).get(value) if field in _VOCABULARIES else None
    return term.label(language) if term else value
