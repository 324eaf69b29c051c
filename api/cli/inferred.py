"""How what was read from a text is shown: apart from what is declared, with its score and the passage that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.output import name, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.cli.output import Page
    from api.wire_inferred import DimensionAnswer, Inferred, PassageAnswer, SuggestionAnswer

_SHOWN = 160
"""Characters of a passage that are shown."""

_CALLED = {
    "mechanism": "Mechanisms",
    "goal-type": "Goals that it pursues",
    "business-type": "Type of partnership with business",
    "target": "Targets",
    "funding-type": "Funding",
    "non-cash": "Contributions that aren't money",
}
_STATES = {"not-stated": "not stated", "not-applicable": "no partner is known to be a business"}


def print_inferred(page: Page, inferred: Inferred) -> None:
    """Suggested goals, targets and themes."""
    page.heading(f"Read from its text by {inferred.read_by}, not declared unless it says so")
    if not (inferred.goals or inferred.targets or inferred.themes):
        page.line("No goal, target or theme is told with confidence.", indent=2)
    for said, suggestions in (("SDG ", inferred.goals), ("Target ", inferred.targets), ("Theme ", inferred.themes)):
        for each in suggestions:
            _print_suggestion(page, said, each)


def _print_suggestion(page: Page, said: str, each: SuggestionAnswer) -> None:
    notes = ["main" if each.role == "primary" else "", "declared too" if each.declared else ""]
    shown = f"{said}{each.code} {each.label}" if said != "Theme " else f"{said}{each.label}"
    noted = ", ".join(note for note in notes if note)
    page.line(f"{each.score:.2f}  {shown}{f' ({noted})' if noted else ''}", indent=2)
    page.line("; ".join(part for part in (plain(each.rule), ", ".join(map(plain, each.words))) if part), indent=8)
    if each.passage is not None:
        page.line(_quoted(each.passage), indent=8, style="dim")


def print_typology(page: Page, typology: Sequence[DimensionAnswer]) -> None:
    """What kind of partnership it is, with the rule and the passage of each code."""
    page.heading("What kind of partnership, by rules over its text")
    for dimension in typology:
        called = _CALLED[dimension.dimension]
        if not dimension.readings:
            page.line(f"{called}: {_STATES[dimension.state]}", indent=2)
            continue
        page.line(f"{called}:", indent=2)
        for each in dimension.readings:
            page.line(f"{name(each.label)}: {plain(each.rule)}", indent=4)
            page.line(_quoted(each.passage), indent=8, style="dim")


def _quoted(passage: PassageAnswer) -> str:
    text = plain(passage.text)
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
    where = passage.source.record if passage.source else ""
    return f"“{cut}” ({', '.join(part for part in (passage.field.replace('-', ' '), where) if part)})"
