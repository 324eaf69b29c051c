"""What the values of a facet are called."""

from __future__ import annotations

from graph.model.vocabularies import country, vocabulary

_VOCABULARIES = {"sdg": "goals", "theme": "themes", "type": "types", "portfolio": "portfolios", "kind": "kinds"}


def facet_label(field: str, value: str, language: str = "en") -> str:
    """The label of a facet's value; the value itself where no vocabulary knows it.

    Args:
        field: a facet field.
        value: one of its values; empty stands for "not stated".
        language: of the label.
    """
    if not value:
        return "not stated"
    if field == "country":
        known = country(value)
        return known.name(language) if known else value
    term = vocabulary(_VOCABULARIES[field]).get(value) if field in _VOCABULARIES else None
    return term.label(language) if term else value
