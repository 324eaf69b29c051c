"""The service as a process of its own: how soon it is ready, what it holds, how long answers take."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import numpy as np

from graph.embed.spaces import load
from graph.store import open_store
from tests.performance.figures import Budget, Figure, median, number, percentile, spread
from tests.performance.machine import cpu_seconds, most_resident, resident
from tests.performance.questions import Question, ids, questions
from tests.performance.service import Call, Service, ask, connected, get, latency, post, running, tail

_DESCRIPTIONS = (
    ("Tidewatch Youth", "We teach school children about plastic litter and take them to count it on beaches."),
    ("Pumps for Villages", "We install and repair pumps that run on solar power, and train technicians for them."),
    ("Institute of Coastal Data", "We measure tides, acidity and temperature along the coast and publish the data."),
    ("Fisherwomen's Savings Union", "Savings groups and small loans for women who smoke, dry and sell fish."),
)
_SEARCH_BUDGET = {"sqlite": 25, "neo4j": 80}


def serving(url: str, engine: str, models: Path, cache: Path, *, asked: int, repeats: int) -> Iterator[Figure]:
    """The figures of the service over one store.

    Args:
        url: of the store.
        engine: what it is called in the table.
        models: folder of the models.
        cache: folder for snapshots.
        asked: how many questions.
        repeats: how often the service is started.
    """
    with open_store(url) as store:
        view = store.view()
        asking = questions(view, asked)
        matching = _matches(ids(view, "partnership", asked // 3), ids(view, "partner", asked // 3))
        size = view.status().entities.get("partnership", 0)
    first: list[float] = []
    starts: list[Service] = []
    for _ in range(repeats):
        with running(url, models, cache) as service:
            starts.append(service)
            first.append(settled(service))
            held = resident(service.process)
    yield _start(engine, starts, held)
    yield Figure(
        "  first match after ready",
        engine,
        median(first),
        "s",
        spread(first),
        note="the first start may make the snapshot",
    )
    with running(url, models, cache) as service:
        settled(service)
        for question in asking[::10]:
            _search(connected(service), question)
        note = f"{size:,} partnerships, {len(asking)} questions"
        yield latency("  baseline: GET /health", engine, service, [get("/api/v1/health")] * len(asking))
        yield latency(
            "search over HTTP, p95", engine, service, [_asked(each) for each in asking],
            Budget("≤", _SEARCH_BUDGET[engine]), note,
        )  # fmt: skip
        yield _together("search, 4 clients at once, p95", engine, service, [_asked(each) for each in asking])
        for what, calls in matching.items():
            yield latency(
                f"match {what} over HTTP, p95", engine, service, calls, Budget("≤", 100), f"{len(calls)} asked"
            )
        most = most_resident(service.process)
        yield Figure(
            "service with models, most memory", engine, most, "MB", budget=Budget("≤", 700),
            note=f"{resident(service.process):,.0f} MB after all questions",
        )  # fmt: skip


def baselines(url: str, models: Path, asked: int) -> Iterator[Figure]:
    """What the pieces of a search take by themselves, in one process, without filters, facets or HTTP."""
    with open_store(url) as store:
        view = store.view()
        asking = [question.text for question in questions(view, asked)]
        texts = [(entity.name, " ".join(text.text for text in entity.texts)) for entity in view.entities()]
        embedder = load(models).all[0]
        hashes = list(dict.fromkeys(passage.hash for passage in view.all_passages()))
        _, vectors = view.vectors(embedder.space, hashes)
    memory = sqlite3.connect(":memory:")
    memory.execute("CREATE VIRTUAL TABLE plain USING fts5 (name, text)")
    memory.executemany("INSERT INTO plain VALUES (?, ?)", texts)

    def words(text: str) -> None:
        any_word = " OR ".join(f'"{word}"' for word in text.replace('"', " ").split())
        memory.execute(
            "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain) LIMIT 20", [any_word]
        ).fetchall()

    def brute(text: str) -> None:
        scores = vectors @ vectors[len(text)]
        np.argpartition(scores, -20)[-20:]

    yield _here("  baseline: plain FTS5 query (any word, best 20), p95", words, asking, f"{len(texts):,} entities")
    yield _here("  baseline: numpy brute force (best 20), p95", brute, asking, f"{len(vectors):,} vectors")
    yield _here("  baseline: embed the question, p95", lambda text: embedder.embed([text]), asking, embedder.space)
    memory.close()


def _here(what: str, function: Callable[[str], object], texts: Sequence[str], note: str) -> Figure:
    function(texts[0])
    cpu = time.process_time()
    took = []
    for text in texts:
        began = time.perf_counter()
        function(text)
        took.append((time.perf_counter() - began) * 1000)
    each = (time.process_time() - cpu) * 1000 / len(texts)
    return Figure(what, "", percentile(took, 0.95), "ms", tail(took), cpu=f"{number(each)} ms each", note=note)


def _asked(question: Question) -> Call:
    return get(f"/api/v1/search?{urlencode({'q': question.text, **question.where})}")


def settled(service: Service) -> float:
    """Ask one match, which needs everything that is loaded in the background; returns the seconds that it took."""
    began = time.perf_counter()
    ask(connected(service), _described_partner(*_DESCRIPTIONS[0]))
    return time.perf_counter() - began


def _search(connection: HTTPConnection, question: Question) -> None:
    ask(connection, _asked(question))
    connection.close()


def _described_partner(name: str, text: str) -> Call:
    return post("/api/v1/match/partnerships", {"partner": {"name": name, "text": text}})


def _matches(partnerships: Sequence[str], partners: Sequence[str]) -> dict[str, list[Call]]:
    described = [_described_partner(name, text) for name, text in _DESCRIPTIONS] * 5
    invited = [
        post("/api/v1/match/partners", {"partnership": {"title": name, "text": text}}) for name, text in _DESCRIPTIONS
    ] * 5
    return {
        "partners": [post("/api/v1/match/partners", {"partnership": id}) for id in partnerships] + invited,
        "partnerships": [post("/api/v1/match/partnerships", {"partner": id}) for id in partners] + described,
    }


def _together(what: str, engine: str, service: Service, calls: Sequence[Call], clients: int = 4) -> Figure:
    """Several clients, each with its share of the calls on its own connection."""

    def client(number: int) -> list[float]:
        connection = connected(service)
        took = [ask(connection, call) for call in calls[number::clients]]
        connection.close()
        return took

    before = cpu_seconds(service.process)
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        took = [each for part in pool.map(client, range(clients)) for each in part]
    wall = time.perf_counter() - began
    each = (cpu_seconds(service.process) - before) * 1000 / len(calls)
    return Figure(
        what, engine, percentile(took, 0.95), "ms", tail(took),
        cpu=f"{number(each)} ms each", note=f"{len(calls) / wall:,.0f} answers/s",
    )  # fmt: skip


def _start(engine: str, starts: Sequence[Service], held: float) -> Figure:
    ready = [each.ready for each in starts]
    cpu = median([each.cpu for each in starts])
    return Figure(
        "service ready after start", engine, median(ready), "s", spread(ready), Budget("≤", 2),
        by_cpu=cpu, cpu=f"{number(cpu)} s", memory=held,
    )  # fmt: skip
