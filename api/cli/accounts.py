"""The account of an ingestion: as the JSON that scripts rely on, and as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from api.cli.changes import counted
from api.cli.output import Page, plain
from graph.text.sentence import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.build.rebuild import Changes
    from graph.errors import Goal17Error
    from graph.model.records import Account, Problem
    from graph.store.interface import Status
    from ingest.run import Ingested

UNREADABLE = "file-unreadable"
"""Kind of the problem that stands for a whole file."""

_ROWS_NAMED = 20
"""Rows set aside that are named; the report names them all."""


@dataclass(slots=True)
class Outcome:
    """What came of an ingestion.

    Attributes:
        files: one account a file, of those that were reached.
        before: the store before; None where none was needed.
        after: the store after.
        graph: what changed in the graph; None where it wasn't derived.
        vectors: vectors made.
        meaning: why none could be made, or empty.
        stopped: what ended the work after something had been stored.
        dry: nothing was to be stored.
        references: codes of the reference registers among what was read, with the number of organisations that are
            linked with an entry of theirs.
    """

    files: list[Ingested]
    before: Status | None = None
    after: Status | None = None
    graph: Changes | None = None
    vectors: int = 0
    meaning: str = ""
    stopped: Goal17Error | None = None
    dry: bool = False
    references: Mapping[str, int] = field(default_factory=dict)


def report(files: Sequence[Ingested]) -> dict[str, Any]:
    """The account as JSON; a file that can't be read at all has no rows and one problem, without a row."""
    return {"files": [_file(each) for each in files]}


def _file(ingested: Ingested) -> dict[str, Any]:
    account = ingested.account
    problems = [
        {"row": each.row, "column": each.column, "kind": each.kind, "message": each.message}
        for each in account.problems
    ]
    if ingested.error is not None:
        place = ingested.error.place
        problems.append(
            {
                "row": place.row,
                "column": place.column or "",
                "kind": UNREADABLE,
                "message": ingested.error.message,
            }
        )
    return {
        "file": account.file,
        "register": account.register,
        "rows": account.rows,
        "read": account.read,
        "set_aside": account.set_aside,
        "vanished": account.vanished,
        "problems": problems,
    }


def print_outcome(outcome: Outcome) -> None:
    """One line a file, problems by kind, what changed in the graph."""
    page = Page()
    for each in outcome.files:
        page.line(_line(each))
        if each.account.vanished:
            page.line(_vanished(each.account), indent=2)
    for each in outcome.files:
        _problems(page, each)
    if outcome.before is None or outcome.after is None:
        page.heading("Dry run: nothing was stored." if outcome.dry else "Nothing was stored.")
        return
    page.heading("In the store now")
    now, then = outcome.after, outcome.before
    page.rows(
        [
            _count(now.entities.get("partnership", 0), then.entities.get("partnership", 0), "partnership"),
            _count(now.entities.get("partner", 0), then.entities.get("partner", 0), "organisation"),
            _count(
                now.relations.get("takes-part", 0),
                then.relations.get("takes-part", 0),
                "link between them",
                "links between them",
            ),
            *(
                _count(now.entities[kind], then.entities.get(kind, 0), kind)
                for kind in ("need", "offer")
                if now.entities.get(kind)
            ),
        ],
        right=True,
    )
    if outcome.graph is not None and outcome.graph.any:
        page.line(f"{counted(outcome.graph)}.", indent=2)
    else:
        page.line("Nothing changed in the graph.", indent=2)
    for code, linked in outcome.references.items():
        page.line()
        page.line(
            f"{code} is a reference register: its entries are no organisations here. They tell who is who among those"
            f" that other registers name; {linked:,} of them {'is' if linked == 1 else 'are'} linked with an entry."
        )
    if outcome.vectors:
        page.line(f"{number(outcome.vectors, 'vector')} made, for search by meaning.", indent=2)
    if outcome.meaning:
        page.line()
        page.line(outcome.meaning)


def _line(ingested: Ingested) -> str:
    account = ingested.account
    if ingested.error is not None:
        return f"{plain(account.file)}: not read. {plain(ingested.error.message)}"
    seconds = ingested.seconds
    pace = f", {account.rows / seconds:,.0f} rows/s" if seconds >= 0.05 and account.rows else ""
    return (
        f"{plain(account.file)} → {account.register}: {number(account.rows, 'row')}, {account.read:,} read,"
        f" {account.set_aside:,} set aside, {account.unchanged:,} unchanged"
        f"{f', {account.vanished:,} vanished' if account.vanished else ''} ({seconds:.1f} s{pace})"
    )


def _vanished(account: Account) -> str:
    """What it means that records vanished: the most that a wrong file can do."""
    said = "1 record was" if account.vanished == 1 else f"{account.vanished:,} records were"
    return (
        f"{said} in {account.register} before and can't be found any more: kept as vanished, and out of the graph. A"
        " file that has them brings them back."
    )


def _problems(page: Page, ingested: Ingested) -> None:
    from ingest.run import problem_counts

    account = ingested.account
    if not account.problems:
        return
    page.heading(f"Noted in {plain(account.file)}")
    aside = [problem for problem in account.problems if problem.set_aside]
    counts = problem_counts(account)
    page.rows(((f"{count:,}×", _first(first)) for count, first in counts.values()), right=True)
    if aside:
        rows = list(dict.fromkeys(problem.row for problem in aside))
        named = ", ".join(str(row) for row in rows[:_ROWS_NAMED])
        more = " …" if len(rows) > _ROWS_NAMED else ""
        page.line(f"Set aside: {'row' if len(rows) == 1 else 'rows'} {named}{more}", indent=2)


def _first(problem: Problem) -> str:
    """The first problem of a kind: where it stands, and what was made of it."""
    place = f"row {problem.row}{f', “{plain(problem.column)}”' if problem.column else ''}"
    return f"{problem.kind}{', set aside' if problem.set_aside else ''}; first at {place}: {plain(problem.message)}"


def _count(now: int, then: int, singular: str, plural: str = "") -> tuple[str, str]:
    noun = number(now, singular, plural).partition(" ")[2]
    return f"{now:,}", noun if now == then else f"{noun} ({now - then:+,})"
