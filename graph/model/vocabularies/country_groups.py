"""Groups of countries, each a dated list with its source: categories, income, regions, and the lists of "the South".

"South" is no flag of any standard: M49 dropped developed and developing regions in 2021. So several named lists stand
side by side, and an answer says under which it holds. Economies in transition are a class of their own. A country in
none of the lists is in none of the lists: nothing here makes it "North". Groups are for grouping, never for ranking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal, cast

from graph.errors import NotFoundError
from graph.model.vocabularies.tables import labels_of, table

GroupKind = Literal["category", "income", "south", "transition", "electoral", "region"]
"""What a list is for: a category of the United Nations, income, "the South", transition, elections, or a region."""


@dataclass(frozen=True, slots=True)
class Group:
    """A named and dated list of countries, or a set of such lists that belong together.

    Attributes:
        code: for instance `ldc`, `g77`, `un-african`.
        labels: language to name; English always.
        kind: what the list is for.
        source: who keeps the list, or the paper and paragraph that names it.
        date: the day, month or year (ISO 8601) as of which it holds.
        url: where to look for a newer one; empty where there is none.
        note: how members were found where the source names none, and other things a reader should know.
        parent: the set that it belongs to; empty for one that stands alone.
    """

    code: str
    labels: Mapping[str, str] = field(hash=False)
    kind: GroupKind
    source: str
    date: str
    url: str = ""
    note: str = ""
    parent: str = ""

    def name(self, language: str = "en") -> str:
        """The name in a language, in English where there is none."""
        return self.labels.get(language) or self.labels["en"]

    def dated_name(self, language: str = "en") -> str:
        """The name with the set it belongs to and its date, as an answer says under which list it holds.

        >>> groups()["unep-south-africa"].dated_name()
        'Regions of the South (UNEP 2006): Africa, 2006'
        """
        of_set = f"{groups()[self.parent].name(language)}: " if self.parent else ""
        return f"{of_set}{self.name(language)}, {self.date}"


@dataclass(frozen=True, slots=True)
class Membership:
    """That a country is or was in a group.

    Attributes:
        group: code of the group.
        country: alpha-3.
        since: first day, month or year (ISO 8601); empty where it isn't recorded here, and then taken as always.
        until: the day on which it was no longer a member; empty for a present member.
        note: what is special or doubtful about it; a planned leaving stands here until it has happened.
    """

    group: str
    country: str
    since: str = ""
    until: str = ""
    note: str = ""

    def holds(self, on: date) -> bool:
        """Whether it holds on a day; a year or month counts from its first day."""
        day = on.isoformat()
        return (not self.since or self.since <= day) and (not self.until or day < self.until)


@lru_cache(maxsize=1)
def groups() -> Mapping[str, Group]:
    """All groups and sets of groups by code, in the order of the file."""
    return {
        row["code"]: Group(
            code=row["code"],
            labels=labels_of(row),
            kind=cast("GroupKind", row["kind"]),
            source=row["source"],
            date=row["date"],
            url=row["url"],
            note=row["note"],
            parent=row["parent"],
        )
        for row in table("groups")
    }


def memberships(code: str) -> tuple[Membership, ...]:
    """All memberships of a group, ended ones too, by country; of a set, those of its groups.

    Raises:
        NotFoundError: there is no such group.
    """
    if code not in groups():
        raise NotFoundError("group of countries", code)
    found = _memberships()
    return found.get(code, ()) + tuple(
        each for below in groups().values() if below.parent == code for each in found.get(below.code, ())
    )


def members(code: str, on: date | None = None) -> frozenset[str]:
    """The countries (alpha-3) of a group on a day, today by default.

    Raises:
        NotFoundError: there is no such group.

    >>> sorted(members("ldc", date(2024, 1, 1)) - members("ldc", date(2025, 1, 1)))
    ['STP']
    """
    day = on or _today()
    return frozenset(each.country for each in memberships(code) if each.holds(day))


def groups_of(iso3: str, on: date | None = None) -> tuple[Group, ...]:
    """The groups that a country is in on a day, today by default; none for a country in no list or an unknown code.

    >>> [group.code for group in groups_of("NPL", date(2025, 1, 1)) if group.kind == "category"]
    ['ldc', 'lldc']
    """
    day = on or _today()
    found = {each.group for each in _by_country().get(iso3, ()) if each.holds(day)}
    return tuple(group for code, group in groups().items() if code in found)


def south_lists(iso3: str, on: date | None = None) -> tuple[Group, ...]:
    """The lists of "the South" that a country is in on a day, today by default.

    None means "in no list", not "North". What to show is `Group.dated_name`.

    >>> [group.code for group in south_lists("TUR", date(2025, 1, 1))], south_lists("NOR", date(2025, 1, 1))
    (['unctad-developing', 'dac-recipients'], ())
    """
    return tuple(group for group in groups_of(iso3, on) if group.kind == "south")


def _today() -> date:
    return datetime.now(UTC).date()


@lru_cache(maxsize=1)
def _memberships() -> Mapping[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for row in table("memberships"):
        found.setdefault(row["group"], []).append(Membership(**row))
    return {code: tuple(rows) for code, rows in found.items()}


@lru_cache(maxsize=1)
def _by_country() -> Mapping[str, list[Membership]]:
    found: dict[str, list[Membership]] = {}
    for rows in _memberships().values():
        for each in rows:
            found.setdefault(each.country, []).append(each)
    return found
