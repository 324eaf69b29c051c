"""Labels and relationship types: the model's kinds and relations, written as Neo4j's users write them."""

from __future__ import annotations

import hashlib
from typing import get_args

from graph.model.entities import RELATIONS, Kind

KIND_LABELS: dict[str, str] = {kind: kind.capitalize() for kind in get_args(Kind)}
"""`partnership` is `:Partnership`, `sdg` is `:Sdg`."""

RELATION_TYPES: dict[str, str] = {relation: relation.upper().replace("-", "_") for relation in RELATIONS}
"""`takes-part` is `TAKES_PART`."""

RELATIONS_BY_TYPE: dict[str, str] = {type: relation for relation, type in RELATION_TYPES.items()}

ANY_RELATION = "|".join(RELATION_TYPES.values())
"""For patterns that mean relations of the model, and neither names nor passages."""

TERMS_INDEX = "goal17_terms"
"""The full-text index over terms and facets."""


def vector_label(space: str, dimension: int) -> str:
    """The label of a space's vectors; names of spaces hold characters that labels and index names had better not.

    >>> vector_label("minilm/int8/1", 384)
    'Vector_c8bcc013'
    """
    return f"Vector_{hashlib.sha256(f'{space} {dimension}'.encode()).hexdigest()[:8]}"


def vector_index(space: str, dimension: int) -> str:
    """The name of a space's vector index."""
    return f"goal17_{vector_label(space, dimension).lower()}"
