"""What a mapped row of a partnership says of joining it, and of its kind, where the table has columns for that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from graph.model.codec import Json
from graph.model.drafts import DraftFact
from graph.model.vocabularies import vocabulary
from graph.text.fold import fold
from graph.text.mend import mend, squash
from ingest.notes import Notes, shown
from ingest.table.cells import pieces, says_nothing
from ingest.table.mapping import Mapping as TableMapping
from ingest.table.words import Words

_YES = (
    *("yes", "y", "true", "1", "open", "oui", "ouvert", "ouverte", "vrai", "sí", "si", "abierto", "abierta", "sim"),
    *("aberto", "aberta", "да", "открыто", "نعم", "مفتوح", "是", "开放"),
)
_NO = (
    *("no", "n", "false", "0", "closed", "non", "fermé", "fermée", "faux", "cerrado", "cerrada", "não", "fechado"),
    *("fechada", "нет", "закрыто", "لا", "مغلق", "否", "关闭"),
)
_ANY = (
    *("any", "all", "everybody", "anyone", "all organisations", "any organisation", "tous", "toutes", "todos", "todas"),
    *("все", "الجميع", "所有"),
)
_NOTHING_ASKED = (
    *("none", "nothing", "no", "free", "free of charge", "no fee", "0", "gratuit", "aucune", "aucun", "rien", "gratis"),
    *("gratuito", "ninguna", "ninguno", "nada", "нет", "бесплатно", "مجانا", "免费", "无"),
)

KINDS: Mapping[str, tuple[str, str]] = {
    "mechanisms": ("mechanism", "mechanisms"),
    "goal_types": ("goal-type", "goal-types"),
    "business_types": ("business-type", "business-types"),
    "funding_types": ("funding-type", "funding-types"),
    "non_cash": ("non-cash", "contributions"),
}
"""Field of the mapping to the fact that it states, and the vocabulary of its codes."""


def read_yes_or_no(written: str) -> bool | None:
    """Whether a cell says yes or no, in seven languages; None for anything else.

    >>> read_yes_or_no("Yes"), read_yes_or_no("cerrada"), read_yes_or_no("perhaps")
    (True, False, None)
    """
    said = fold(written)
    return True if said in _folded(_YES) else (False if said in _folded(_NO) else None)


@lru_cache(maxsize=8)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))


class JoiningRow:
    """One row of partnerships; of needs and offers it says nothing.

    Args:
        mapping: which column means what.
        written: the text of a column as it was written; "" where there is none.
        notes: of the row.
        words: what words of the table stand for.
    """

    def __init__(self, mapping: TableMapping, written: Callable[[str], str], notes: Notes, words: Words) -> None:
        self._mapping = mapping
        self._written = written
        self._notes = notes
        self._words = words

    def facts(self) -> Iterator[DraftFact]:
        """The facts."""
        mapping = self._mapping
        for field, column in (("open-to-partners", mapping.open), ("works-with-business", mapping.works_with_business)):
            yield from self._yes_or_no(field, column)
        for column in mapping.eligible_types:
            for piece in self._pieces(column):
                code = "any" if fold(piece) in _folded(_ANY) else self._words.read("type", piece)
                yield self._known("eligible-type", code, piece, column, "type-unknown", "no known kind of organisation")
        for column in mapping.contribution_asked:
            yield from self._asked(column)
        for key, (field, name) in KINDS.items():
            for column in getattr(mapping, key):
                for piece in self._pieces(column):
                    code = vocabulary(name).read(piece)
                    yield self._known(field, code, piece, column, "code-unknown", f"no code of the vocabulary {name}")

    def _cell(self, column: str) -> str:
        return squash(mend(self._written(column)))

    def _pieces(self, column: str) -> list[str]:
        """The values of a cell."""
        return [piece for piece in pieces(self._written(column)) if not says_nothing(piece)]

    def _yes_or_no(self, field: str, column: str) -> Iterator[DraftFact]:
        written = self._cell(column)
        value = read_yes_or_no(written)
        # "No" fills no cell with nothing here: it is what the column asks for.
        if not written or (value is None and says_nothing(written)):
            return
        if value is None:
            self._notes.flag(column, "answer-unreadable", f"{shown(written)} is neither yes nor no.")
        yield DraftFact(field, value, written, column)

    def _asked(self, column: str) -> Iterator[DraftFact]:
        written = self._cell(column)
        if not written:
            return
        if fold(written) in _folded(_NOTHING_ASKED):
            yield DraftFact("contribution-asked", {"code": "none", "written": written}, written, column)
            return
        for piece in self._pieces(column):
            # What is asked may be told in any words ("500 EUR a year"): they stand as they are where no code fits.
            value: Json = {"code": vocabulary("contributions").read(piece), "written": piece}
            yield DraftFact("contribution-asked", value, piece, column)

    def _known(self, field: str, code: str | None, piece: str, column: str, problem: str, is_what: str) -> DraftFact:
        if code is None:
            self._notes.flag(column, problem, f"{shown(piece)} is {is_what}.")
        return DraftFact(field, code, piece, column)
