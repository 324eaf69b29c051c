"""How long matches take over HTTP at 5,000 and at 100,000 partnerships, whatever is asked and on either engine."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from graph.snapshot.snapshot import Snapshot
from tests.performance.figures import Budget, Figure, number
from tests.performance.filling import ON, TEXTS, drawn_partners, drawn_partnerships
from tests.performance.grown import Grown
from tests.performance.machine import load
from tests.performance.service import Call, ask, connected, get, latency, post, running
from tests.performance.shell import ENTRY

T = TypeVar("T")

SIZES: Mapping[int, float] = {5_000: 100, 100_000: 150}
"""Partnerships to the milliseconds within which nineteen of twenty answers are asked to be there."""

REPORT = 60
"""Seconds for the report of all overlaps of the real registers."""

_FIRST = 10
"""Questions of each kind that are asked before any is measured."""

_COUNTRIES = ("KEN", "FJI", "SEN", "PER")


def overlap_report(url: str, engine: str, models: Path, cache: Path) -> Figure:
    """The report of all overlaps in a store, as the whole command that tells it; the snapshot is there."""
    environment = {
        **os.environ,
        "GOAL17_STORE": url,
        "GOAL17_MODELS": str(models.resolve()),
        "GOAL17_CACHE": str(cache.resolve()),
        "GOAL17_LOG": "warning",
    }
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*ENTRY, "match", "overlaps", "--all", "--json"]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figure(
        "report of all overlaps", engine, took, "s", budget=Budget("≤", REPORT), by_cpu=cpu, cpu=f"{number(cpu)} s"
    )


def matching(made: Grown, url: str, engine: str, models: Path, cache: Path, asked: int) -> Iterator[Figure]:
    """The figures of one store: see `fill`.

    Args:
        made: what the store was filled with.
        url: of the store.
        engine: what it is called in the table.
        models: folder of the models.
        cache: folder for snapshots.
        asked: how many questions of each kind.
    """
    size, links = made.snapshot.links.shape[1], made.snapshot.links.nnz
    budget = Budget("≤", SIZES.get(size, max(SIZES.values())))
    every = _calls(made.snapshot, asked)
    with running(url, models, cache) as service:
        # What is loaded in the background, and what a server far away has to learn, isn't part of an answer.
        connection = connected(service)
        for calls in every.values():
            for call in calls[:: max(1, len(calls) // _FIRST)]:
                ask(connection, call)
        connection.close()
        yield latency(f"  baseline: GET /health at {size:,}, p95", engine, service, [get("/api/v1/health")] * asked)
        for kind, calls in every.items():
            note = f"{size:,} partnerships, {links:,} ties, {len(calls)} asked, load {load():.1f}"
            yield latency(f"match {kind} at {size:,}, p95", engine, service, calls, budget, note)


def _calls(snapshot: Snapshot, asked: int) -> dict[str, list[Call]]:
    """What is asked, by its kind: of stored entries, and a fifth as many descriptions."""
    partnerships, partners = drawn_partnerships(snapshot, asked), drawn_partners(snapshot, asked)
    needs = list(snapshot.exchange.needs.ids)[:asked] if snapshot.exchange is not None else []
    said = list(islice(_repeated(list(zip(TEXTS, _COUNTRIES, strict=True))), max(asked // 5, 1)))
    entries = [{"title": title, "text": text} for (title, text), _ in said]
    wanted = [{"country": country, "text": text} for (_, text), country in said]
    asks: dict[str, tuple[str, Sequence[object]]] = {
        "partners": ("partnership", [*partnerships, *entries]),
        "partnerships": ("partner", [*partners, *({"name": name, "text": text} for (name, text), _ in said)]),
        "overlaps": ("partnership", [*partnerships, *entries]),
        "offers": ("need", [*needs, *wanted]),
        "needs": ("offer", [*partnerships, *({"text": text} for (_, text), _ in said)]),
    }
    dated = {kind: {} if kind == "partners" else {"as_of": ON} for kind in asks}
    calls = {
        kind: [post(f"/api/v1/match/{kind}", {what: each, **dated[kind]}) for each in every]
        for kind, (what, every) in asks.items()
    }
    stated = [{"need": id} for id in needs]
    doing = [{"country": "KEN", "partnership": id} for id in partnerships[: asked // 2]]
    calls["triples"] = [post("/api/v1/match/triples", {**each, "as_of": ON}) for each in [*stated, *wanted]]
    calls["replication"] = [
        post("/api/v1/match/replication", {**each, "as_of": ON}) for each in [*stated[: asked // 2], *doing, *wanted]
    ]
    return calls


def _repeated(values: Sequence[T]) -> Iterator[T]:
    while True:
        yield from values
