"""The service as a process of its own, asked over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from scripts.neo4j_server import free_port
from tests.performance.figures import Budget, Figure, number, percentile
from tests.performance.machine import cpu_of_threads, cpu_seconds, resident
from tests.performance.shell import ENTRY

PATIENCE = 300.0
"""Seconds after which a service that isn't ready has failed."""


@dataclass(frozen=True)
class Service:
    """A running service.

    Attributes:
        port: where it listens.
        process: its id.
        ready: seconds from its start until it said that it is ready.
        cpu: processor seconds that it had taken by then.
    """

    port: int
    process: int
    ready: float
    cpu: float


@contextmanager
def running(url: str, models: Path, cache: Path) -> Iterator[Service]:
    """A service, ready; ended with the block."""
    port = free_port()
    environment = {
        **os.environ,
        "GOAL17_STORE": url,
        "GOAL17_MODELS": str(models.resolve()),
        "GOAL17_CACHE": str(cache.resolve()),
        "GOAL17_LOG": "warning",
    }
    began = time.perf_counter()
    with subprocess.Popen(
        [*ENTRY, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        try:
            while not _is_ready(port):
                if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                    process.kill()
                    said = process.stderr.read().decode(errors="replace") if process.stderr else ""
                    raise RuntimeError(f"the service over {url} did not become ready: {said[-2000:]}")
                time.sleep(0.01)
            yield Service(port, process.pid, time.perf_counter() - began, cpu_seconds(process.pid))
        finally:
            process.terminate()


def _is_ready(port: int) -> bool:
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/api/v1/ready")
        status = connection.getresponse().status
        connection.close()
    except OSError:
        return False
    return status == 200


@dataclass(frozen=True)
class Call:
    """A request.

    Attributes:
        method: GET or POST.
        path: with its query.
        body: a document, in JSON.
        compressed: whether the answer is asked for as browsers ask.
    """

    method: str
    path: str
    body: str | None = None
    compressed: bool = False


def get(path: str) -> Call:
    return Call("GET", path)


def post(path: str, document: Mapping[str, object]) -> Call:
    return Call("POST", path, json.dumps(document))


def connected(service: Service) -> HTTPConnection:
    """A connection to a service."""
    return HTTPConnection("127.0.0.1", service.port, timeout=PATIENCE)


def ask(connection: HTTPConnection, call: Call) -> float:
    """Ask and read the whole answer; returns milliseconds."""
    began = time.perf_counter()
    headers = {"Content-Type": "application/json"} if call.body is not None else {}
    if call.compressed:
        headers["Accept-Encoding"] = "gzip"
    connection.request(call.method, call.path, body=call.body, headers=headers)
    answer = connection.getresponse()
    document = answer.read()
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{call.path} answered {answer.status}: {document[:500].decode(errors='replace')}")
    return took


def latency(
    what: str, engine: str, service: Service, calls: Sequence[Call], budget: Budget | None = None, note: str = ""
) -> Figure:
    """One after the other on one connection."""
    connection = connected(service)
    for call in calls[:5]:
        ask(connection, call)
    took, used = [], []
    all_before = cpu_seconds(service.process)
    before = cpu_of_threads(service.process)
    for call in calls:
        took.append(ask(connection, call))
        after = cpu_of_threads(service.process)
        used.append((after - before) * 1000)
        before = after
    connection.close()
    each = (cpu_seconds(service.process) - all_before) * 1000 / len(calls)
    # Where a thread has just ended its time is gone, and the difference below nothing.
    by_cpu = percentile([one for one in used if one >= 0] or [each], 0.95)
    return Figure(
        what, engine, percentile(took, 0.95), "ms", tail(took), budget,
        by_cpu=by_cpu if engine == "sqlite" else None,  # of Neo4j most is done, and waited for, elsewhere
        cpu=f"{number(each)} ms each, p95 {number(by_cpu)}",
        memory=resident(service.process), note=note,
    )  # fmt: skip


def tail(took: Sequence[float]) -> str:
    return f"p50 {number(percentile(took, 0.5))}, max {number(max(took))}"
