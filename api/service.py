"""The service behind every surface: commands, routes and pages call these functions and so give the same answers."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from graph.embed.embedder import Embedder
from graph.embed.spaces import Embedders, load
from graph.errors import InputError, NotReadyError
from graph.matching.matcher import Matcher
from graph.model.vocabularies import read_country, vocabulary
from graph.search.answer import Answer
from graph.search.lookup import Candidate, look_up
from graph.search.search import search
from graph.snapshot.keep import Snapshots
from graph.store.interface import Profile, Store, View
from graph.text.language import language

_FILTERS = {"sdg": "goals", "theme": "themes", "type": "types", "kind": "kinds", "portfolio": "portfolios"}


class Service:
    """What goal17 can be asked, over one store.

    Args:
        store: the store; the service doesn't close it.
        models: folder of the exported embedding models; where there are none, words and names still answer.
        cache: folder for snapshots.
    """

    def __init__(self, store: Store, models: Path, cache: Path) -> None:
        self.store = store
        self._models = models
        self._cache = cache
        self._lock = threading.Lock()
        self._matcher: Matcher | None = None

    @property
    def view(self) -> View:
        """The store, for reading."""
        return self.store.view()

    @cached_property
    def embedders(self) -> Embedders | None:
        """The embedding models; None where none were built."""
        try:
            return load(self._models)
        except NotReadyError:
            return None

    def asking(self, text: str) -> tuple[Embedder, ...]:
        """The models that read a question: those of its language, or all where it is too short to tell."""
        if self.embedders is None or not text.strip():
            return ()
        told = language(text)
        return self.embedders.all if told == "und" else self.embedders.reading(told)

    def search(
        self, text: str, where: Mapping[str, Sequence[str]] | None = None, limit: int = 20, cursor: str | None = None
    ) -> Answer:
        """Find entries; filters are codes, countries also names or alpha-2.

        Raises:
            InputError: a filter, the limit or the cursor can't be.
        """
        return search(self.view, text, self.asking(text), self.filters(where or {}), limit, cursor)

    def filters(self, where: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        """Filters as codes that exist.

        Raises:
            InputError: a value is none of its vocabulary's, or no register of the store.
        """
        return {field: tuple(self._code(field, value) for value in values) for field, values in where.items() if values}

    def _code(self, field: str, value: str) -> str:
        if field == "country":
            code = read_country(value)
            if code is None:
                raise InputError(f"{value!r} is no country known by name or ISO 3166 code.")
            return code
        if field in _FILTERS and vocabulary(_FILTERS[field]).get(value) is None:
            raise InputError(f"{value!r} is no {field}; the vocabulary `{_FILTERS[field]}` lists those there are.")
        if field == "register" and value not in {register.code for register in self.view.registers()}:
            raise InputError(f"{value!r} is no register of this store; `goal17 registers list` lists those there are.")
        return value

    def show(self, id: str) -> Profile:
        """One entity with its relations. Raises NotFoundError, MovedError."""
        return self.view.profile(id)

    def resolve(self, name: str, type: str = "", country: str = "", limit: int = 5) -> list[Candidate]:
        """The partners that a written name may mean.

        Raises:
            InputError: the type or country can't be.
        """
        code = self._code("country", country) if country else ""
        return look_up(self.view, name, self._code("type", type) if type else "", code, limit)

    def matcher(self, *, wait: bool = True) -> Matcher:
        """The matcher on the current version of the store.

        Args:
            wait: make the snapshot of this very version if it isn't there; otherwise answer from the last one while
                the new one is made.
        """
        snapshot = self._snapshots.current() if wait else self._snapshots.latest()
        with self._lock:
            if self._matcher is None or self._matcher.snapshot is not snapshot:
                self._matcher = Matcher(snapshot, self._matching_embedder)
            return self._matcher

    @cached_property
    def _snapshots(self) -> Snapshots:
        embedder = self._matching_embedder
        return Snapshots(self.store, self._cache / "snapshots", embedder.space if embedder else "")

    @cached_property
    def _matching_embedder(self) -> Embedder | None:
        return self.embedders.all[0] if self.embedders else None


def asking_date(written: str | None, today: date) -> date:
    """The date on which a question is asked: the one given, or today.

    Raises:
        InputError: it is no ISO date.
    """
    if not written:
        return today
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise InputError(f"as_of is {written!r}; it is a date such as 2026-05-31.") from error
