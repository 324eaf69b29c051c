"""Do two embedders give the same vectors? Asked before an exported model is installed, and in the tests."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from graph.embed.embedder import Vectors

ENOUGH: Final = 0.98
"""Lowest cosine at which two models' vectors of a text count as one space. Near is not equal: the int8 export of the
default model, at 0.99, keeps about nine of a text's ten nearest."""

_ENGLISH: Final = (
    "Clean water",
    "Solar lamps for schools without electricity",
    "Regional training on coastal monitoring for small island states, 2019-2024",
    "The partnership helps 40 coastal communities to protect mangroves and to sell their fish without harming them.",
    (
        "We bring together ministries of health, two universities and a foundation to train midwives in rural "
        "districts, and publish what we learn under an open licence."
    ),
    (
        "Expected outcomes: (1) a fund of USD 2.5 million for women who start a business; (2) a help desk in "
        "every province; (3) by 2030, half of all waste sorted at source."
    ),
    (
        "The facility lends to municipalities which can't borrow on the market. It pays for buses, drains and "
        "street lights, asks for a co-payment of 20 per cent, and is governed by a board on which cities hold "
        "half of the seats."
    ),
    (
        "Founded in 2008, the network shares data on ocean acidification between research stations in the Pacific "
        "and the Indian Ocean; members calibrate their instruments together once a year and send their readings "
        "to a data centre."
    ),
    (
        "Farmers receive seeds of drought-resistant sorghum, advice by telephone in their own language, and an "
        "insurance that pays when satellites see a dry season."
    ),
    "No description available.",
    (
        "A South-South exchange on social protection: officials spend three months in a sister ministry, return "
        "with a plan of action, and report on it after a year."
    ),
    "Illegal, unreported and unregulated fishing: port inspections, satellite tracking and a common black list.",
)

_OTHER_TONGUES: Final = (
    "Eau potable et assainissement dans les écoles rurales, avec la participation des communes et des parents.",
    "Una alianza de ciudades que comparte autobuses eléctricos y forma a quienes los conducen.",
    "Сеть больниц, которая обучает акушерок и делится данными о здоровье матерей.",
    "شراكة من أجل حماية الشعاب المرجانية وتدريب الصيادين على الصيد المستدام.",
    "为小岛屿国家的学校提供太阳能照明，并培训当地技术人员。",
    "Erneuerbare Energien für Dörfer ohne Stromnetz: Beratung, Kredite und Ausbildung.",
    "Parceria para a proteção das florestas e o rendimento das famílias que vivem nelas.",
    "漁業者と研究者が協力して、沿岸の生態系を守る取り組みです。",
)


def check_texts(*, every_language: bool = False) -> list[str]:
    """Give texts to compare two models on: from two words to a page, the way registers write, all of them made up.

    Args:
        every_language: include texts in other languages and alphabets than English.
    """
    apart = [*_ENGLISH, *_OTHER_TONGUES] if every_language else list(_ENGLISH)
    pairs = [f"{first}\n{second}" for first, second in pairwise(apart)]
    pages = [" ".join(apart[start : start + 6]) for start in range(0, len(apart), 3)]
    return apart + pairs + pages


@dataclass(frozen=True, slots=True)
class Agreement:
    """How near one model's vectors are to another's, over a number of texts.

    Attributes:
        lowest: smallest cosine, −1 to 1.
        mean: mean cosine, −1 to 1.
        texts: number of texts compared.
    """

    lowest: float
    mean: float
    texts: int

    def __str__(self) -> str:
        """The figures in words, for example `cosine 0.9966 on average, 0.9892 at the lowest, over 28 texts`."""
        return f"cosine {self.mean:.4f} on average, {self.lowest:.4f} at the lowest, over {self.texts} texts"


def agreement(ours: Vectors, theirs: Vectors) -> Agreement:
    """Compare two models' vectors of the same texts, row by row.

    Args:
        ours: shape (n, dimension), rows of length 1, n at least 1.
        theirs: the same shape; another shape means that the models have nothing in common: cosine 0.

    >>> agreement(np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32))
    Agreement(lowest=1.0, mean=1.0, texts=2)
    """
    if ours.shape != theirs.shape:
        return Agreement(lowest=0.0, mean=0.0, texts=len(ours))
    cosines = np.einsum("ij,ij->i", ours.astype(np.float64), theirs.astype(np.float64))
    return Agreement(lowest=float(cosines.min()), mean=float(cosines.mean()), texts=len(cosines))
