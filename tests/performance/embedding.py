"""Embedding: passages a second on a fixed sample, in each space."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from graph.embed.embedder import Embedder
from graph.embed.spaces import load
from graph.store import open_store
from tests.performance.figures import Budget, Figure, Run, apart, median, number, spread, timed
from tests.performance.machine import cores

PASSAGES = 512
_WARM = 16


def embedding(url: str, models: Path, repeats: int, passages: int = PASSAGES) -> Iterator[Figure]:
    """The figures of embedding, one for each space.

    Args:
        url: of the store whose passages are taken: those of texts, not names, in the order of their hashes.
        models: folder of the models.
        repeats: how often.
        passages: how many are embedded.
    """
    for space in [each.space for each in load(models).all]:
        runs = [apart(_embedded, url, models, space, passages) for _ in range(repeats)]
        count, characters = runs[0].result
        rates = [count / run.wall for run in runs]
        cpu = median([run.cpu for run in runs])
        yield Figure(
            f"embed into {space}",
            "",
            median(rates),
            "passages/s",
            spread(rates),
            Budget("≥", 60),
            # Every core works: what they would do with nobody else on the machine.
            by_cpu=count / (cpu / cores()),
            cpu=f"{number(cpu * 1000 / count)} ms each",
            memory=max(run.memory for run in runs),
            note=f"{count} passages of {characters / count:,.0f} characters on average",
        )


def _embedded(url: str, models: Path, space: str, passages: int) -> Run[tuple[int, int]]:
    embedder = load(models).of_space(space)
    texts = _sample(url, embedder, passages)
    embedder.embed(texts[:_WARM])
    run = timed(embedder.embed, texts)
    return Run((len(texts), sum(map(len, texts))), run.wall, run.cpu, run.memory)


def _sample(url: str, embedder: Embedder, passages: int) -> list[str]:
    with open_store(url) as store:
        texts = {
            passage.hash: passage.text
            for passage in store.view().all_passages("partnership")
            if passage.field != "name" and (embedder.languages is None or passage.language in embedder.languages)
        }
    return [texts[hash] for hash in islice(sorted(texts), passages)]
