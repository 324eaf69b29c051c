"""Partner lists as drafts carry them: every name once, with all that its places say, and the row's notes about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model.drafts import Mention
from graph.names.phrases import says_nothing
from graph.names.split import PartnerList
from graph.text.fold import fold
from graph.text.mend import mend
from graph.text.personal import find_personal
from ingest.notes import Notes, shown


def public(found: PartnerList, written: str, column: str, notes: Notes) -> list[Mention]:
    """The mentions of a list that hold no person's data; what was left out, or is no partner, is noted.

    Args:
        found: the list as read.
        written: the list as written; persons are looked for in it as a whole, where they are marked best.
        column: where it stands.
        notes: of the row.
    """
    mended = mend(written)
    personal = [mended[span.start : span.end] for span in find_personal(mended)]

    def tells(text: str) -> bool:
        return any(each in text for each in personal)

    # Who is withheld must not come back as the one under whom others are put: "Reef Trust, Dr Jane Doe: A, B".
    kept = [
        replace(mention, parent="", parent_kind="") if tells(mention.parent) else mention
        for mention in found.mentions
        if not (tells(mention.written) or tells(mention.name))
    ]
    persons = found.persons + len(found.mentions) - len(kept)
    for mention in kept:
        if mention.kind == "unsplit":
            notes.flag(column, "partners-unsplit", f"{shown(mention.written)} could not be told apart; kept whole.")
        elif mention.kind == "generic" and not says_nothing(mention.name):
            # Who was misread shouldn't vanish: whoever knows the organisation sees here that it is no partner.
            message = f"{shown(mention.written)} reads like a description, not like a name; no partner was made of it."
            notes.flag(column, "partner-generic", message)
    if persons:
        notes.flag(column, "personal-data", f"{persons} piece{'s' * (persons > 1)} with persons' data left out.")
    return kept


def once_each(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Every name once, in the order of first mention; a later one completes the first.

    Two mentions are of one name when their folded names agree (with kind, parent and country where both have one), or
    when one of them is just the acronym that the other explains: then the explained name is kept.
    """
    kept: list[Mention] = []
    places: dict[tuple[str, str], list[int]] = {}
    acronyms: dict[str, int] = {}
    for mention in mentions:
        name, acronym = fold(mention.name), fold(mention.acronym)
        key = (mention.country, "government") if mention.kind == "government" and mention.country else (name, "")
        at = next((place for place in places.get(key, ()) if _agree(kept[place], mention)), None)
        if at is None and mention.kind == "organisation":
            at = _explained(kept, acronyms, name, acronym)
        if at is None:
            at = len(kept)
            kept.append(mention)
        else:
            kept[at] = _together(kept[at], mention)
        places.setdefault(key, []).append(at)
        if mention.kind == "organisation":
            for form in filter(None, (acronym, name if mention.name.isupper() else "")):
                acronyms.setdefault(form, at)
    return tuple(kept)


def _agree(one: Mention, other: Mention) -> bool:
    same_country = not one.country or not other.country or one.country == other.country
    return (
        one.kind == other.kind and same_country and (one.parent == other.parent or not one.parent or not other.parent)
    )


def _explained(kept: list[Mention], acronyms: dict[str, int], name: str, acronym: str) -> int | None:
    """Where the same organisation stands already under its acronym, or under the name that explains it."""
    at = acronyms.get(name)
    if at is not None and kept[at].acronym and fold(kept[at].acronym) == name:
        return at
    at = acronyms.get(acronym) if acronym else None
    return at if at is not None and fold(kept[at].name) == acronym else None


def _together(first: Mention, other: Mention) -> Mention:
    """One mention with what both say; the one that explains its acronym gives the name."""
    base, more = (other, first) if other.acronym and fold(first.name) == fold(other.acronym) else (first, other)
    stated = first if first.type_basis in {"header", "declared"} else other
    typed = stated if stated.type else (first if first.type else other)
    return replace(
        base,
        role=first.role if first.role != "not-stated" else other.role,
        type=typed.type,
        type_basis=typed.type_basis,
        country=base.country or more.country,
        acronym=base.acronym or more.acronym,
        parent=base.parent or more.parent,
        parent_kind=base.parent_kind or more.parent_kind,
        curated=first.curated or other.curated,
        headings=first.headings + other.headings,
    )
