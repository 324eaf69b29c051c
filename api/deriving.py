"""The graph follows what was decided: at once for a command, in the background for a service."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import structlog

from graph.build.rebuild import Changes, rebuild
from graph.embed.spaces import Embedders
from graph.errors import Goal17Error, InputError, NotReadyError
from graph.progress import Progress
from graph.resolve.scorer import Weights
from graph.store.interface import Store

RETRY = 30.0
"""Seconds: long enough for a store to come back, or for another process to end its own derivation."""

PAUSE = 0.5
"""Seconds between a decision and the derivation: whoever decides several in a row waits for one."""

_CLOSING = 2.0
"""Seconds that a derivation under way is given when the service ends; what it leaves is finished at the next start."""

Models = Callable[[], Embedders | None]
"""Gives the embedding models; None where there are none."""


def follow(
    store: Store,
    models: Path,
    load: Models | None = None,
    progress: Progress | None = None,
    weights: Weights | None = None,
) -> Changes:
    """Derive the graph, and make the vectors of the names that it shows newly.

    Args:
        store: the store.
        models: folder of the embedding models; without any, and in a store without vectors, none are made.
        load: gives the models where they are loaded already.
        progress: told how far it is.
        weights: by which names are compared; by default those that come with goal17.

    Returns:
        How the graph changed.
    """
    changes = rebuild(store, progress, weights)
    if not changes.any:
        return changes
    # Loading models takes longer than looking whether one is needed.
    from graph.build.vectors import embed_missing, waiting
    from graph.embed import spaces

    held = {space.name for space in store.view().status().spaces if space.vectors}
    with suppress(NotReadyError, InputError):
        known = [model for model in spaces.described(models) if model.space in held]
        if any(next(waiting(store, model), None) is not None for model in known):
            loaded = load() if load is not None else spaces.load(models)
            embed_missing(store, [model for model in loaded.all if model.space in held] if loaded else [], progress)
    return changes


class Following:
    """A thread that derives the graph after decisions; those made while it works are the next derivation's, together.

    Args:
        store: the store.
        derive: derives it once.
        retry: seconds after which one that failed, or that another process crossed, is tried again.
    """

    def __init__(self, store: Store, derive: Callable[[], Changes], retry: float = RETRY) -> None:
        self._store = store
        self._derive = derive
        self._retry = retry
        self._asked = threading.Event()
        self._ended = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._log = structlog.get_logger("goal17.deriving")

    def ask(self) -> None:
        """Derive soon, once for all who ask until then."""
        self._asked.set()
        with self._starting:
            if self._thread is None and not self._ended.is_set():
                self._thread = threading.Thread(target=self._run, name="deriving", daemon=True)
                self._thread.start()

    def catch_up(self) -> None:
        """Derive if the last process left that to do: it was ended before the graph had followed."""
        with suppress(Goal17Error):
            status = self._store.view().status()
            if status.pending and status.drafts:
                self.ask()

    def end(self) -> None:
        """Stop; a derivation that is cut short leaves the store saying that one is pending."""
        self._ended.set()
        self._asked.set()
        if self._thread is not None:
            self._thread.join(_CLOSING)

    def _run(self) -> None:
        wait: float | None = None
        while True:
            self._asked.wait(wait)
            if self._ended.wait(PAUSE):
                return
            self._asked.clear()
            try:
                if not self._store.view().status().pending:
                    wait = None
                    continue
                changes = self._derive()
                # What another process stored meanwhile, or a derivation of its own that crossed this one.
                wait = self._retry if self._store.view().status().pending else None
                self._log.info("derived", put=changes.put, dropped=changes.dropped)
            except Goal17Error as error:
                if self._ended.is_set():
                    return
                wait = self._retry
                self._log.warning("not derived", error=str(error))
            except Exception:  # noqa: BLE001 (a thread that ended here would leave every later decision without effect)
                wait = None
                self._log.exception("not derived")
