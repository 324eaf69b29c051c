from __future__ import annotations

import numpy as np

from graph.embed.agreement import agreement, check_texts


def test_the_lowest_cosine_counts() -> None:
    ours = np.array([[1, 0], [1, 0]], dtype=np.float32)
    theirs = np.array([[1, 0], [0.6, 0.8]], dtype=np.float32)
    found = agreement(ours, theirs)
    assert str(found) == "cosine 0.8000 on average, 0.6000 at the lowest, over 2 texts"


def test_vectors_of_other_dimensions_do_not_agree() -> None:
    assert agreement(np.eye(2, dtype=np.float32), np.eye(3, dtype=np.float32)[:2]).lowest == 0


def test_check_texts_are_short_and_long_and_in_many_alphabets() -> None:
    texts = check_texts(every_language=True)
    assert len(texts) == len(set(texts))
    assert min(map(len, texts)) < 20
    assert max(map(len, texts)) > 800
    assert {"ш", "ش", "岛", "ラ", "é"} & set("".join(texts)) >= {"ش", "岛", "é"}
    assert "".join(check_texts()).isascii()
