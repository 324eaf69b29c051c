"""`make bench`: how fast goal17 is on this machine, as one table of figures beside budgets and baselines.

    python -m tests.performance.bench [--engine sqlite|neo4j|both] [--quick] [--json FILE] [--only SECTION]...

With GOAL17_SHARED the real registers are read, else the sample register many times over. Sections don't depend on each
other; what they share (a store with its vectors) is made once and kept under build/bench/.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from graph.snapshot.keep import Snapshots
from graph.store import open_store
from graph.store.copy import copy
from scripts import neo4j_server
from tests.performance.counting import SIZE, counting
from tests.performance.embedding import PASSAGES, embedding
from tests.performance.figures import Figure, number, table, timed
from tests.performance.filling import base_of, fill, fingerprint, grow
from tests.performance.grown import Grown
from tests.performance.machine import child_of, load, machine, most_resident
from tests.performance.matching import SIZES, matching, overlap_report
from tests.performance.network import network
from tests.performance.pages import asked_pages, painted, served
from tests.performance.questions import questions
from tests.performance.reading import again, reading
from tests.performance.service import running
from tests.performance.serving import baselines, serving, settled
from tests.performance.shell import shell
from tests.performance.sources import Sources, sources
from tests.performance.stores import Prepared, prepared

FOLDER = Path("build/bench")
QUICK = FOLDER / "quick"
_QUICK_SIZE = 1000


@dataclass(frozen=True)
class _Copy:
    """The store in one engine.

    Attributes:
        url: where it is.
        copying: how long the copy took, where it was made now.
        server: process of the engine, where it has one.
    """

    url: str
    copying: Figure | None = None
    server: int | None = None


@dataclass(frozen=True)
class _Bench:
    """One run of the benchmark.

    Attributes:
        engines: on which it is run.
        quick: fewer rows, questions and repeats.
        folder: what is kept.
        models: folder of the embedding models.
    """

    engines: tuple[str, ...]
    quick: bool
    folder: Path
    models: Path

    @property
    def repeats(self) -> int:
        return 1 if self.quick else 3

    @cached_property
    def sources(self) -> Sources:
        return sources(self.folder, quick=self.quick)

    @cached_property
    def store(self) -> Prepared:
        """Made when a section first needs it, and the same for all of this run."""
        made = prepared(self.folder, self.sources, self.models)
        print(f"  ({made.note})", file=sys.stderr)
        return made

    def reading(self) -> Iterator[Figure]:
        with self._empty_neo4j() as url:
            urls = {"sqlite": "", "neo4j": url}
            yield from reading(self.sources, self.folder, {each: urls[each] for each in self.engines}, self.repeats)
            if url:
                yield again(self.sources, url, self.repeats)
        if "sqlite" in self.engines:
            with tempfile.TemporaryDirectory(dir=self.folder) as thrown:
                copied = Path(thrown) / "store.db"
                shutil.copyfile(self.store.file, copied)
                yield again(self.sources, f"sqlite:///{copied}", self.repeats)

    def embedding(self) -> Iterator[Figure]:
        yield from embedding(self.store.url, self.models, self.repeats, 64 if self.quick else PASSAGES)

    def serving(self) -> Iterator[Figure]:
        store = self.store
        asked = 40 if self.quick else 200
        yield from baselines(store.url, self.models, asked)
        for engine in self.engines:
            with self._copy(engine, store) as copy_:
                if copy_.copying is not None:
                    yield copy_.copying
                yield from serving(
                    copy_.url, engine, self.models, self.folder / "cache", asked=asked, repeats=self.repeats
                )
                if copy_.server is not None:
                    yield Figure("Neo4j's own process, most memory", engine, most_resident(copy_.server), "MB")

    def matching(self) -> Iterator[Figure]:
        store = self.store
        base = base_of(store.url, self.folder / "cache", self.models)
        for engine in self.engines:
            with self._copy(engine, store) as copy_:
                base_of(copy_.url, self.folder / "cache", self.models)
                yield overlap_report(copy_.url, engine, self.models, self.folder / "cache")
        asked = 5 if self.quick else 60
        for size in (_QUICK_SIZE,) if self.quick else SIZES:
            made = grow(base, size)
            for engine in self.engines:
                with self._grown(engine, made) as (url, cache):
                    yield from matching(made, url, engine, self.models, cache, asked)

    def pages(self) -> Iterator[Figure]:
        store = self.store
        base = base_of(store.url, self.folder / "cache", self.models)
        with open_store(store.url) as opened:
            asking = questions(opened.view(), 40 if self.quick else 200)
        asked = 5 if self.quick else 60
        sizes = (_QUICK_SIZE,) if self.quick else SIZES
        for size in sizes:
            made = grow(base, size)
            for engine in self.engines:
                with self._grown(engine, made) as (url, cache), running(url, self.models, cache) as service:
                    settled(service)
                    every = asked_pages(made.snapshot, asking, asked)
                    yield from served(service, engine, made.snapshot.links.shape[1], every)
                    if engine == "sqlite" and size == min(sizes):
                        yield from painted(service, every, 2 if self.quick else 5)

    def shell(self) -> Iterator[Figure]:
        store = self.store
        for engine in self.engines:
            with self._copy(engine, store) as copy_:
                yield from shell(copy_.url, engine, self.models, self.folder / "cache", 1 if self.quick else 5)

    def counting(self) -> Iterator[Figure]:
        with open_store(self.store.url) as store:
            snapshot = Snapshots(store, self.folder / "cache" / "snapshots", "").current()
        yield from counting(snapshot, self.repeats, 200 if self.quick else SIZE)

    def network(self) -> Iterator[Figure]:
        yield from network(self.repeats, quick=self.quick)

    @contextmanager
    def _empty_neo4j(self) -> Iterator[str]:
        """The URL of a Neo4j with nothing in it; "" where Neo4j isn't asked for."""
        if "neo4j" not in self.engines:
            yield ""
            return
        with neo4j_server.serve() as server:
            yield server.url

    @contextmanager
    def _copy(self, engine: str, store: Prepared) -> Iterator[_Copy]:
        """The store in an engine; the copy in a Neo4j is kept as long as the store is."""
        if engine == "sqlite":
            yield _Copy(store.url)
            return
        home = self.folder / "neo4j"
        copied = home / "copied"
        if not copied.exists() or copied.read_text(encoding="utf-8") != store.fingerprint:
            shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True, exist_ok=True)
        with neo4j_server.serve(home=home.resolve()) as server:
            copying = None
            if not copied.exists():
                run = timed(_copied, store.url, server.url)
                copied.write_text(store.fingerprint, encoding="utf-8")
                cpu = f"{number(run.cpu)} s"
                copying = Figure("copy the store from SQLite, vectors too", engine, run.wall, "s", cpu=cpu)
            yield _Copy(server.url, copying, child_of(server.guard.pid, "java"))

    @contextmanager
    def _grown(self, engine: str, made: Grown) -> Iterator[tuple[str, Path]]:
        """A store that was filled with a grown snapshot, and its folder of snapshots; kept as the store is."""
        size = len(made.snapshot.partnerships)
        home = self.folder / f"grown-{size}-{engine}"
        of = fingerprint(size, self.store.fingerprint)
        filled = home / "filled"
        is_there = filled.exists() and filled.read_text(encoding="utf-8") == of
        if not is_there:
            shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            url = f"sqlite:///{home / 'store.db'}"
            if engine == "neo4j":
                url = stack.enter_context(neo4j_server.serve(home=(home / "server").resolve())).url
            if not is_there:
                print(f"  (filling a store of {size:,} partnerships on {engine})", file=sys.stderr)
                with open_store(self.store.url) as source, open_store(url) as target:
                    fill(made, source, target, home)
                filled.write_text(of, encoding="utf-8")
            yield url, home


def _copied(source: str, target: str) -> None:
    with open_store(source) as from_, open_store(target) as to:
        copy(from_, to)


SECTIONS: dict[str, Callable[[_Bench], Iterator[Figure]]] = {
    "reading": _Bench.reading,
    "embedding": _Bench.embedding,
    "serving": _Bench.serving,
    "matching": _Bench.matching,
    "pages": _Bench.pages,
    "shell": _Bench.shell,
    "counting": _Bench.counting,
    "network": _Bench.network,
}


def main() -> int:
    """Measure and print; returns 0 also where a figure is over its budget: a machine may be busy or slow."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.performance.bench", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--engine", choices=("sqlite", "neo4j", "both"), default="both")
    parser.add_argument("--quick", action="store_true", help="the sample register once, few questions, no repeats")
    parser.add_argument("--only", action="append", choices=SECTIONS, help="only these sections; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    given = parser.parse_args()
    bench = _Bench(
        ("sqlite", "neo4j") if given.engine == "both" else (given.engine,),
        given.quick,
        QUICK if given.quick else FOLDER,
        Path(os.environ.get("GOAL17_MODELS", "build/models")),
    )
    about = machine() | {"sources": bench.sources.title}
    figures: list[Figure] = []
    for name in given.only or SECTIONS:
        print(f"{name} …", file=sys.stderr, flush=True)
        for figure in SECTIONS[name](bench):
            figures.append(figure)
            print(f"  {figure.what.strip()} {figure.engine}: {number(figure.value)} {figure.unit}", file=sys.stderr)
    about["load"] += f", {load():.1f} at the end"
    print("\n".join(f"{key:10} {value}" for key, value in about.items()))
    print()
    print(table(figures))
    over = [figure for figure in figures if figure.verdict.startswith("OVER")]
    print(f"\n{len(over)} of {sum(1 for figure in figures if figure.budget)} figures with a budget are over it.")
    if given.json:
        document = {"machine": about, "figures": [asdict(figure) | {"verdict": figure.verdict} for figure in figures]}
        given.json.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
