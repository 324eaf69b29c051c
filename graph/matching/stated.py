"""What an entry says of what a filter asks for, in words: told of one that a filter keeps out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.infer.joining.read import WITH_BUSINESS
from graph.infer.typology.read import DIMENSIONS
from graph.matching.filters import BUSINESS, OF_KIND, Filter
from graph.matching.why_not import KeptOut
from graph.model.vocabularies import country_name, vocabulary
from graph.snapshot.rows import row_of
from graph.snapshot.snapshot import Snapshot
from graph.text.sentence import listed

SHOWN = 6
"""Values of an entry that are told at most."""

_ANSWERS: Final[Mapping[bool, str]] = {True: "that it is willing to work with business", False: "that it is not"}


def of_partner(snapshot: Snapshot, field: str, row: int) -> list[str]:
    """What is known of a partner that a filter (`graph.matching.filters.OF_PARTNERS`) asks for."""
    if field == "type":
        type_ = snapshot.partner_types[row]
        return [] if type_ in {"", "unknown"} else [vocabulary("types").label(type_)]
    if field == "country":
        code = snapshot.partner_countries[row]
        return [country_name(code)] if code else []
    return []


def of_partnership(snapshot: Snapshot, field: str, row: int) -> list[str]:
    """What a partnership says of what a filter (`graph.matching.filters.OF_PARTNERSHIPS`) asks for."""
    if field in OF_KIND:
        kinds = [snapshot.says.kinds[column] for column in row_of(snapshot.says.of_kind, row)[0].tolist()]
        labels = vocabulary(DIMENSIONS[field])
        return [labels.label(code) for dimension, code in kinds if dimension == field]
    if field == BUSINESS:
        said = [each.value for each in snapshot.says.joining.get(row, ()) if each.field == WITH_BUSINESS]
        return [_ANSWERS[value] for value in said if isinstance(value, bool)]
    codes = [code for kind, code in snapshot.tags_of(row) if kind == field]
    if field == "country":
        return [country_name(code) for code in codes]
    return [f"SDG {code}" for code in codes] if field == "sdg" else [vocabulary("themes").label(code) for code in codes]


def kept_out(field: str, one: Filter, row: int, says: list[str]) -> KeptOut:
    """That a filter keeps an entry out, and what that says instead.

    Args:
        field: the filter's name.
        one: the filter.
        row: of the entry.
        says: of `of_partner` or `of_partnership`.
    """
    if says:
        more = f" and {len(says) - SHOWN} more" if len(says) > SHOWN else ""
        told = f"{', '.join(says[:SHOWN])}{more}" if more else listed(says)
        why = f"The filter {field} keeps it out: it says {told}."
    elif one.stated[row] or one.read[row]:
        why = f"The filter {field} keeps it out: it says something else."
    else:
        why = f"The filter {field} keeps it out: it says nothing of that."
    return KeptOut("filter", field, why)
