"""The API as it is served: a real server on a port of its own, asked over HTTP."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from api.app import PREFIX, create_app
from api.settings import Settings
from api.slicing import LONGEST_QUERY
from graph.build.rebuild import rebuild
from graph.model.judgements import Judgement, Name
from graph.store import open_store
from graph.store.interface import Store


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def problem(self) -> dict[str, Any]:
        """The problem document; anything else is a failure."""
        assert self.headers["content-type"] == "application/problem+json"
        assert self.body["status"] == self.status
        assert self.body["title"]
        assert self.body["detail"]
        assert self.body["type"] == "about:blank"
        found: dict[str, Any] = self.body
        return found


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Redirects are answers here."""


_OPENER = urllib.request.build_opener(_Stay)


@dataclass(frozen=True)
class Client:
    """Asks a server; paths stand below `/api/v1` unless they begin with `//`."""

    url: str

    def ask(self, path: str, body: object = None, method: str | None = None, **query: object) -> Reply:
        """GET, or POST where there is a body (bytes are sent as they are); what isn't JSON comes back as text."""
        where = path[1:] if path.startswith("//") else PREFIX + path
        pairs = [(k, v) for k, vs in query.items() for v in (vs if isinstance(vs, list) else [vs])]
        if pairs:
            where += "?" + urllib.parse.urlencode(pairs)
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + where, data, {"content-type": "application/json"}, method=method)
        try:
            answer = _OPENER.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            raw = answer.read()
            headers = {name.lower(): value for name, value in answer.headers.items()}
            if raw and "json" not in headers.get("content-type", ""):
                return Reply(answer.status, headers, raw.decode())
            return Reply(answer.status, headers, json.loads(raw) if raw else None)


@contextmanager
def serving(store: Store, models: Path, cache: Path, *, listening: str = "", **settings: Any) -> Iterator[Client]:
    """A server over a store, for the block; with `listening` at a loopback address whoever asks is the desk."""
    app = create_app(Settings(models=models, cache=cache, **settings), store, listening)
    # A machine that runs all tests at once may take longer for anything, and what is asked here is answered in the end.
    app.state.working.patience = 60
    with served(app) as client:
        yield client


@contextmanager
def served(app: FastAPI) -> Iterator[Client]:
    """A server of an application, for the block."""
    config = uvicorn.Config(app, port=0, log_level="error", h11_max_incomplete_event_size=LONGEST_QUERY)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="server")
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Client(f"http://127.0.0.1:{port}")
    finally:
        server.should_exit = True
        thread.join()


Serve = Callable[[Store], Client]


@pytest.fixture
def serve(models: Path, tmp_path: Path) -> Iterator[Serve]:
    """Serve a store of the test's own until the test ends."""
    from contextlib import ExitStack

    with ExitStack() as held:
        yield lambda store: held.enter_context(serving(store, models, tmp_path / "cache"))


@pytest.fixture(scope="session")
def reviewed(world: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The world after a review: a person said that two of its foundations are the same."""
    file = tmp_path_factory.mktemp("reviewed") / "reviewed.db"
    world.backup(file)
    with open_store(f"sqlite:///{file}") as store:
        with store.writer() as writer:
            names = Name("blue flame foundation"), Name("fondation mer bleue")
            writer.put_judgements([Judgement(*names, "same", "person", "Ama", "2026-01-01T00:00:00Z")])
        rebuild(store)
        yield store


@pytest.fixture(scope="session")
def client(reviewed: Store, models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The reviewed world, served."""
    with serving(reviewed, models, tmp_path_factory.mktemp("cache")) as client:
        yield client
