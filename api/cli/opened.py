"""The store and the service of one command, opened and closed again."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import Goal17Error, InputError, StoreUnavailableError

if TYPE_CHECKING:
    from api.service import Service
    from api.settings import Settings
    from graph.store.interface import Store

_SQLITE = "sqlite:///"

_DEMO = Path("build/demo/goal17.db")
"""Where `make demo`, run in this folder, has left its store."""


def read_settings(url: str | None = None) -> Settings:
    """The settings of the environment, with the store of `--store` where it was given.

    Raises:
        InputError: a setting can't be what it is.
    """
    from pydantic import ValidationError

    from api.settings import Settings

    try:
        settings = Settings()
    except ValidationError as error:
        wrong = [f"GOAL17_{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors()]
        raise InputError(f"A setting of the environment can't be read. {'; '.join(wrong)}.") from error
    return settings.model_copy(update={"store": url}) if url else settings


@contextmanager
def opened_store(settings: Settings, *, make: bool = False) -> Iterator[Store]:
    """The store, open for the block.

    Args:
        settings: which store.
        make: make it where it isn't there; otherwise a missing file is an error, so that a slip in a URL isn't
            answered by an empty store.

    Raises:
        StoreUnavailableError: it isn't there, is away or locked; and whatever `graph.store.open_store` raises.
    """
    from graph.store import open_store

    file = sqlite_file(settings.store)
    if not make and file is not None and not file.exists():
        demo = f" The one of `make demo` is at sqlite:///{_DEMO} (--store, or GOAL17_STORE)." if _DEMO.exists() else ""
        raise StoreUnavailableError(
            f"There is no store at {settings.store} yet. `goal17 ingest FILE` makes one and reads a register into it."
            f"{demo}"
        )
    with open_store(settings.store) as store:
        yield store


@contextmanager
def asking(url: str | None, *, meaning: bool = False) -> Iterator[Service]:
    """The service over a store that is there.

    Args:
        url: of `--store`.
        meaning: load the embedding models meanwhile; the first question waits for them anyway.
    """
    settings = read_settings(url)
    from api.service import Service

    _tell_of_waiting()
    with opened_store(settings) as store:
        service = Service(store, settings.models, settings.cache, settings.weights, settings.matching)
        if meaning:
            threading.Thread(target=_load_models, args=[service], name="models", daemon=True).start()
        yield service


def _tell_of_waiting() -> None:
    """Say on a terminal what takes a while: silence looks like a fault."""
    for log in map(logging.getLogger, ("graph.snapshot", "api.network")):
        if sys.stderr.isatty() and not log.handlers:
            log.addHandler(logging.StreamHandler(sys.stderr))
            log.setLevel(logging.INFO)


def _load_models(service: Service) -> None:
    # Whoever asks meets the same error, and tells it.
    with suppress(Goal17Error):
        _ = service.embedders


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite store's URL; None for another store, or one that has no file."""
    named = url.removeprefix(_SQLITE)
    return Path(named) if url.startswith(_SQLITE) and named else None
