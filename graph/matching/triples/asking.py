"""What is asked: a country with its need, in words, by a stored need, or as something that a partnership does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.embed.embedder import Embedder
from graph.errors import InputError, NotFoundError
from graph.matching.needs.described import NeedDescription, read_need
from graph.matching.needs.questions import Asked, stored
from graph.matching.triples.answer import Beneficiary, Stated
from graph.matching.triples.south import list_names, standing
from graph.model.needs import standing as need_standing
from graph.model.records import Register
from graph.model.vocabularies import country_name, read_country
from graph.snapshot.exchange import Bools, Exchange, Floats, Needs
from graph.snapshot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Question:
    """A need as it is asked; exactly one of text, need and partnership says what is needed.

    Attributes:
        country: who asks: a code or a name; may be left out beside a stored need.
        text: what is needed, in words.
        need: id of a stored need of that country.
        partnership: id of a partnership that does what is needed.
        sdgs: goals that it serves.
        themes: codes of themes.
    """

    country: str = ""
    text: str = ""
    need: str = ""
    partnership: str = ""
    sdgs: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Read:
    """A question as it was read.

    Attributes:
        beneficiary: who asks, and for what.
        asked: the need, piece by piece.
        vectors: (p, d), of the pieces; zero where there is none.
        partnership: row of the partnership asked about; None: none.
    """

    beneficiary: Beneficiary
    asked: Asked
    vectors: Floats
    partnership: int | None = None


def read(
    snapshot: Snapshot,
    exchange: Exchange,
    question: Question,
    *,
    embedder: Embedder | None,
    registers: Sequence[Register],
    on: date,
) -> Read:
    """Read a question.

    Raises:
        NotFoundError: no need or partnership has this id.
        InputError: the country can't be read, a goal or theme doesn't exist, nothing or too much is said, or the need
            is another country's.
    """
    if sum(bool(each.strip()) for each in (question.text, question.need, question.partnership)) > 1:
        raise InputError("Say what is needed in one way: a text, a stored need, or a partnership.")
    if question.need:
        return _of_need(exchange.needs, question, registers, on)
    if question.country.strip() and not (question.text.strip() or question.partnership):
        raise InputError(_nothing_said(exchange.needs, question.country))
    row = _row(snapshot, question.partnership) if question.partnership else None
    words = question.text if row is None else snapshot.titles[row]
    described = NeedDescription(question.country, words, question.sdgs, question.themes)
    asked = read_need(described)
    if row is not None:
        asked = Asked(asked.country, (words,), asked.themes, asked.goals or _goals(snapshot, row))
        vectors = snapshot.vectors[[row]]
        need = Stated(question.partnership, words, "asked", "whoever asks, by a partnership", on.isoformat())
    else:
        vectors = _embedded(snapshot, embedder, asked.actions)
        need = Stated("", question.text.strip(), "asked", "whoever asks", on.isoformat())
    return Read(_beneficiary(asked.country, need, on), asked, vectors, row)


def stating(snapshot: Snapshot, country: str) -> Bools:
    """Which partnerships state a country (alpha-3): (m,)."""
    made = np.zeros(len(snapshot.partnerships), dtype=bool)
    column = snapshot.tag_row.get(("country", country))
    if column is not None:
        places = np.flatnonzero((snapshot.tagged.indices == column) & (snapshot.tagged.data != 0))
        made[np.searchsorted(snapshot.tagged.indptr, places, side="right") - 1] = True
    return made


def _of_need(needs: Needs, question: Question, registers: Sequence[Register], on: date) -> Read:
    if question.need not in needs.row:
        raise NotFoundError("need", question.need)
    row = needs.row[question.need]
    asked = stored(needs, row)
    if question.country.strip():
        country = read_country(question.country)
        if country is None:
            raise InputError(f"{question.country!r} is no country known by name or ISO 3166 code.")
        if country != asked.country:
            raise InputError(
                f"{question.need!r} is a need of {country_name(asked.country)}, not of {country_name(country)}."
            )
    if not asked.country:
        raise InputError(f"Whose need {question.need!r} is could not be read; say the country and the need in words.")
    # Goals and themes beside a stored need are checked as those of one in words, and add to what it states.
    extra = read_need(NeedDescription(asked.country, needs.names[row] or "need", question.sdgs, question.themes))
    asked = Asked(
        asked.country,
        asked.actions,
        tuple(dict.fromkeys([*asked.themes, *extra.themes])),
        tuple(dict.fromkeys([*asked.goals, *extra.goals])),
    )
    code = needs.records[row].partition(":")[0]
    register = next((each for each in registers if each.code == code), None)
    need = Stated(
        id=needs.ids[row],
        name=needs.names[row],
        standing="priority" if need_standing(needs.facts[row].get("conditionality")) == "priority" else "need",
        by=register.title if register else code,
        on=register.as_of if register else "",
    )
    return Read(_beneficiary(asked.country, need, on), asked, needs.vectors_of(row))


def _nothing_said(needs: Needs, written: str) -> str:
    """What to say, where a country alone was said."""
    country = read_country(written)
    if country is None:
        return f"{written!r} is no country known by name or ISO 3166 code."
    held = [id for id, code in zip(needs.ids, needs.countries, strict=True) if code == country]
    known = f" {len(held)} of its needs are stored, for instance {held[0]!r}." if held else ""
    return f"Say what {country_name(country)} needs: a text, or the id of a stored need.{known}"


def _row(snapshot: Snapshot, id: str) -> int:
    if id not in snapshot.partnership_row:
        raise NotFoundError("partnership", id)
    return snapshot.partnership_row[id]


def _goals(snapshot: Snapshot, row: int) -> tuple[int, ...]:
    return tuple(sorted(int(code) for kind, code in snapshot.tags_of(row) if kind == "sdg"))


def _embedded(snapshot: Snapshot, embedder: Embedder | None, texts: Sequence[str]) -> Floats:
    dimension = snapshot.vectors.shape[1]
    if embedder is None or not dimension or embedder.space != snapshot.space:
        return np.zeros((len(texts), dimension), dtype=np.float32)
    return np.asarray(embedder.embed(list(texts)), dtype=np.float32)


def _beneficiary(country: str, need: Stated, on: date) -> Beneficiary:
    return Beneficiary(country, country_name(country), standing(country, on), list_names(country, on), need)
