"""Which entity answers for a merged id; the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping


def last_heir(id: str, heirs: Mapping[str, str]) -> str | None:
    """The last of the heirs that follow each other from an id, or None where it was never merged.

    >>> last_heir("a", {"a": "b", "b": "c"}), last_heir("c", {"a": "b", "b": "c"})
    ('c', None)
    """
    heir, seen = id, {""}
    # A round of merges leads nowhere; any of its members is as good as another.
    while heir in heirs and heir not in seen:
        seen.add(heir)
        heir = heirs[heir]
    return heir if id in heirs else None
