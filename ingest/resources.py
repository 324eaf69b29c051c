"""Resources as both United Nations registers state them: a label of four, and a value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from graph.model.drafts import DraftFact
from graph.names.phrases import says_nothing
from graph.text.mend import mend, squash
from graph.text.money import read_money
from ingest.notes import Notes, shown
from ingest.prose import clean, note_cut

LABELS = {
    "Financing (in USD)": "financing",
    "Staff / Technical expertise": "staff",
    "In-kind contribution": "in-kind",
    "Other, please specify": "other-resources",
}
"""Label to the field of the fact."""

_SMALL, _LARGE = Decimal(100), Decimal(10) ** 9


def resource_facts(label: str, value: str, column: str, notes: Notes) -> Iterator[DraftFact]:
    """The facts that one labelled resource states: one, or none where the value says nothing.

    Args:
        label: as written.
        value: as written.
        column: where it stands.
        notes: of the row.
    """
    field = LABELS.get(label)
    if field is None:
        notes.flag(column, "resource-unlabelled", f"The label {shown(label)} is unknown; kept as another resource.")
        field = "other-resources"
    if not value.strip():
        notes.flag(column, "resource-empty", f"{label} is named without a value.")
        return
    note_cut(value, column, notes, f"The value of {label}")
    if field == "financing":
        yield from _financing(value, column, notes)
        return
    words = clean(value, column, notes)
    if words and not says_nothing(words):
        yield DraftFact(field, words, words, column)


def _financing(value: str, column: str, notes: Notes) -> Iterator[DraftFact]:
    written = squash(mend(value))
    read = read_money(written, currency="USD")
    if read.money is None:
        kind = "amount-missing" if read.state == "empty" else "amount-unreadable"
        notes.flag(column, kind, f"Financing says {shown(written)}: {read.note or 'no amount'}.")
        if read.state != "empty":
            yield DraftFact("financing", None, written, column, read.note)
        return
    if read.state != "amount":
        notes.flag(column, f"amount-{read.state}", f"{shown(written)} was read as {read.money.amount}: {read.note}.")
    if read.money.amount < _SMALL:
        notes.flag(column, "amount-small", f"{shown(written)} is under 100; kept as written.")
    elif read.money.amount > _LARGE:
        notes.flag(column, "amount-large", f"{shown(written)} is over a thousand million; kept as written.")
    amount = {"amount": str(read.money.amount), "currency": read.money.currency}
    yield DraftFact("financing", amount, written, column, read.note)
