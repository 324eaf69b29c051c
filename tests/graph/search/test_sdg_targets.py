"""Questions in five languages find what is written in English: the official texts of the 169 targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.build.vectors import embed_missing
from graph.embed.spaces import Embedders
from graph.model.vocabularies import load_official_texts
from graph.search.search import search
from graph.store import open_store
from graph.store.interface import Store
from graph.text.language import language
from tests.world import draft, read

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-Hans")

Texts = Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
def texts(shared: Path) -> Texts:
    """Target to language to official text."""
    with ExitStack() as opened:
        streams = [
            (
                code,
                opened.enter_context((shared / f"data/sdg_targets/{code}_global_targets.yml").open(encoding="utf-8")),
            )
            for code in LANGUAGES
        ]
        found = load_official_texts(streams)
    return {code: by for code, by in found.items() if "." in code}


@pytest.fixture(scope="module")
def targets(texts: Texts, embedders: Embedders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with an entry for every target, in English; its title doesn't help."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('targets') / 'targets.db'}") as store:
        read(store, [draft("un", code, f"Entry {code}", by["en"]) for code, by in texts.items()])
        embed_missing(store, embedders.all)
        yield store


def found_first(store: Store, embedders: Embedders, texts: Texts, code: str, kind: str, title: str) -> float:
    """Share of the targets that are the first entry found by their text in a language."""
    hits = 0
    for target, by in texts.items():
        told = language(by[code])
        spaces = embedders.all if told == "und" else embedders.reading(told)
        answer = search(store.view(), by[code], spaces, {"kind": [kind]}, 1)
        hits += answer.hits[0].name.startswith(title.format(target))
    return hits / len(texts)


@pytest.mark.parametrize("code", ["fr", "es", "ar", "ru", "zh"])
def test_an_official_text_finds_its_english_one(targets: Store, embedders: Embedders, texts: Texts, code: str) -> None:
    assert len(texts) == 169
    share = found_first(targets, embedders, texts, code, "partnership", "Entry {}")
    assert share >= 0.95


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar", "ru", "zh"])
def test_an_official_text_finds_the_short_label(targets: Store, embedders: Embedders, texts: Texts, code: str) -> None:
    """A label of a few words says less than the text: the target is first more often than not."""
    share = found_first(targets, embedders, texts, code, "target", "Target {}:")
    assert share >= 0.50
