"""What is an organisation? Its type read from its name and what stands beside it, against labelled types."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import InputError, Place
from graph.evaluation.figures import Figure, measured
from graph.model.vocabularies import vocabulary
from graph.resolve.types import type_of
from graph.text.fold import fold

_COLUMNS = ("name", "type", "also_acceptable", "certain")
_LABELS = {
    "science": "scientific",
    "academia": "academic",
    "other_igo": "intergovernmental",
    "un_system": "un-system",
    "local_authority": "local-authority",
    "unknown": "",
    "not_an_org": "",
}
"""Labels that aren't the vocabulary's own codes; of what is no organisation nothing should be said."""


@dataclass(frozen=True, slots=True)
class LabelledType:
    """A written name with its type, and the types that will do as well; codes of the vocabulary `types`."""

    name: str
    type: str
    acceptable: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Read:
    label: LabelledType
    read: str


def read_gold(lines: Iterable[str], file: str = "") -> list[LabelledType]:
    """Read labelled types from the lines of a CSV; names that are no name are left out.

    Raises:
        InputError: a column is missing, or a type is none of the vocabulary.
    """
    rows = csv.DictReader(lines)
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"There is no column {missing[0]!r}.", Place(file or None, 1))
    labelled = []
    for number, row in enumerate(rows, start=2):
        if row.get("flag") == "malformed":
            continue
        acceptable = [
            _code(each, Place(file or None, number, "also_acceptable"))
            for each in row["also_acceptable"].split("|")
            if each
        ]
        labelled.append(
            LabelledType(row["name"], _code(row["type"], Place(file or None, number, "type")), frozenset(acceptable))
        )
    return labelled


def _code(written: str, place: Place) -> str:
    code = _LABELS.get(written, written)
    if code and vocabulary("types").get(code) is None:
        raise InputError(f"{written!r} is no type.", place)
    return code


def figures(labelled: Sequence[LabelledType]) -> Iterator[Figure]:
    """Right by the label or what will do as well; strictly right; and, of those that have a type, how many get none.

    Two simple rules are measured beside goal17: the commonest type of all, and three words that say a type.
    """
    commonest = Counter(each.type for each in labelled if each.type).most_common(1)
    methods: Mapping[str, Callable[[str], str]] = {
        "goal17": type_of,
        "always the commonest type": lambda _: commonest[0][0] if commonest else "",
        "three words": by_three_words,
    }
    measures = {
        "right": lambda rows: _mean([row.read == row.label.type or row.read in row.label.acceptable for row in rows]),
        "strictly right": lambda rows: _mean([row.read == row.label.type for row in rows]),
        "unknown": lambda rows: _mean([not row.read for row in rows if row.label.type]),
    }
    for method, reads in methods.items():
        read = [_Read(each, reads(each.name)) for each in labelled]
        for metric, measure in measures.items():
            yield from measured("P6", "types by name", method, metric, read, measure)


def by_three_words(name: str) -> str:
    """Baseline: a ministry is of a government, a university academic, a foundation a foundation; nothing else is read.

    >>> by_three_words("Ministerio de Ambiente"), by_three_words("Blue Horizon Ltd")
    ('government', '')
    """
    beginnings = {"minist": "government", "universi": "academic", "foundation": "foundation"}
    return next(
        (type_ for word in fold(name).split() for begins, type_ in beginnings.items() if word.startswith(begins)), ""
    )


def _mean(rows: Sequence[bool]) -> float:
    return sum(rows) / len(rows) if rows else 1.0
