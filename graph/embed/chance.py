"""How near a text comes to what entries say by mere chance: below that, nearness means nothing.

Every question has a nearest entry, a question of nonsense too. A space's floor is the 99th percentile of what 400
made-up strings reach: one to five words of four to ten random letters, half of them with vowels in between, each with
the cosine of the nearest partnership of the sample register. In the multilingual space that is 0.188 (median 0.101).
14 questions on bread, guitars and used cars in six languages reach 0.209 at most there (median 0.124), two of them more
than the floor; 29 on sustainable development in six languages, many on what no entry of the sample does, reach 0.353 in
the median, and one of them (0.185) less than the floor.

Only running text is measured. Names alone are no ground: they are short, and to a model a string of nonsense is a name
among names (the same strings reach 0.478 in the median beside the nearest of 5,000 names of partners).

A larger register has more that is near by chance, so that its floor would be a little higher: these let more through
then, and leave out nothing that is meant.
"""

from __future__ import annotations

from collections.abc import Mapping

FLOORS: Mapping[str, float] = {
    "all-MiniLM-L6-v2/int8/1": 0.355,
    "universal-sentence-encoder-multilingual-3/float32/1": 0.19,
}
"""Space to the cosine under which the nearest running text is no nearer than nonsense would be."""


def floor(space: str) -> float:
    """The floor of a space; 0 for one that wasn't measured, whose nearest then always counts.

    >>> floor("universal-sentence-encoder-multilingual-3/float32/1"), floor("another/1")
    (0.19, 0.0)
    """
    return FLOORS.get(space, 0.0)
