"""The engines of the suite, and in what they are allowed to differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Engine:
    """An engine and what it can't do: names of tests with the reason why they fail on it.

    Attributes:
        module: where its store is; without it the engine isn't tested.
        never: it can't, by what it is.
        notyet: it could, and doesn't so far.
    """

    module: str
    never: Mapping[str, str] = field(default_factory=dict)
    notyet: Mapping[str, str] = field(default_factory=dict)

    def excuse(self, test: str) -> str:
        """Why a test fails on this engine; empty if it must pass."""
        if test in self.never:
            return f"never: {self.never[test]}"
        return f"not yet: {self.notyet[test]}" if test in self.notyet else ""


ENGINES: Mapping[str, Engine] = {
    "sqlite": Engine("graph.store.sqlite.store"),
    "neo4j": Engine("graph.store.neo4j.store"),
}
