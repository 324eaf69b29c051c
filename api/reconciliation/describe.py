"""An entity in one line: what tells it from its namesakes."""

from __future__ import annotations

from graph.model.entities import Entity
from graph.search.labels import facet_label
from graph.text.sentence import number

_SHOWN = 4


def describe(entity: Entity) -> str:
    """What an entity is, in one line of plain text.

    A partner: its type, its country, in how many partnerships it is. A partnership: its years, its number of partners,
    its goals, where it works. A term of a vocabulary: of which, and its code.
    """
    if entity.kind == "partner":
        said = [_labels(entity, "type"), _labels(entity, "country"), number(entity.degree, "partnership")]
    elif entity.kind == "partnership":
        goals = sorted(entity.facets.get("sdg", ()), key=int)
        said = [
            years(entity),
            number(entity.degree, "partner"),
            f"SDG {', '.join(goals)}" if goals else "",
            _labels(entity, "country"),
        ]
    else:
        said = [facet_label("kind", entity.kind), code_of(entity)]
    return "; ".join(each for each in said if each)


def years(entity: Entity) -> str:
    """From when to when it goes, as far as that is stated."""
    start, end = str(entity.fact("start") or ""), str(entity.fact("end") or "")
    if entity.fact("open-ended"):
        end = "open-ended"
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end and end != "open-ended" else end


def code_of(entity: Entity) -> str:
    """The code of a term that an entity stands for: `KEN`, `14`, `14.2`, `csd:water`."""
    return entity.id.removeprefix(f"{entity.kind}-")


def _labels(entity: Entity, field: str) -> str:
    codes = entity.facets.get(field, ())
    shown = [facet_label(field, code) for code in codes[:_SHOWN]]
    return ", ".join(shown) + (f" and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else "")
