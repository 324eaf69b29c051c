"""`goal17 match fair`: who should meet whom at a fair, as a table, a file of values, a calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.opened import asking
from api.cli.options import answers
from api.cli.output import Page, name, plain, print_json
from graph.errors import InputError
from graph.matching.fair.programme import SLOTS, TABLES

if TYPE_CHECKING:
    from api.wire_fair import FairAnswer

_STARTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


@click.command(
    epilog="Example: goal17 match fair unep-0a1b2c3d 'Reef Trust' un-ocean-40848 --slots 6 --tables 10"
    " --start 2027-05-03T09:00 --away 'Reef Trust=1,2' --calendar fair.ics"
)
@click.argument("attendees", nargs=-1)
@click.option(
    "--attendees",
    "listed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with further attendees, one id or name a line.",
)
@click.option(
    "--slots", type=click.IntRange(1, 100), default=SLOTS, show_default=True, help="Meetings one after another."
)
@click.option("--tables", type=click.IntRange(1, 200), default=TABLES, show_default=True, help="Meetings held at once.")
@click.option(
    "--most", type=click.IntRange(1, 100), help="Meetings of one attendee at most. Default: one in every slot."
)
@click.option("--start", type=click.DateTime(_STARTS), help="When the first slot begins, by the clock of the place.")
@click.option("--minutes", type=click.IntRange(1, 1440), default=20, show_default=True, help="Length of a meeting.")
@click.option("--pause", type=click.IntRange(0, 1440), default=0, show_default=True, help="Minutes between two slots.")
@click.option(
    "--away", multiple=True, metavar="WHO=N,N", help="Slots in which an attendee, as given, can't come; repeatable."
)
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Write the meetings as CSV.")
@click.option(
    "--calendar",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the meetings as iCalendar; needs --start.",
)
@answers
def fair(
    attendees: tuple[str, ...],
    listed: Path | None,
    slots: int,
    tables: int,
    most: int | None,
    start: datetime | None,
    minutes: int,
    pause: int,
    away: tuple[str, ...],
    table: Path | None,
    calendar: Path | None,
    url: str | None,
    as_json: bool,
) -> None:
    """Plan a fair: who should meet whom, when, at which table and why.

    ATTENDEES are ids or names of partners and partnerships. Nobody has two meetings at once; those who work together
    already are not brought together; who meets nobody is named, with why.
    """
    from api.wire import credited
    from api.wire_fair import fair_answer
    from graph.matching.fair.files import as_calendar, as_csv
    from graph.matching.fair.programme import Room

    if calendar is not None and start is None:
        raise click.UsageError("A calendar needs times: say with --start when the first slot begins.")
    written = [*attendees, *(_lines(listed) if listed else ())]
    room = Room(slots, tables, most, start, minutes, pause, dict(map(_away, away)))
    day = (start or datetime.now(UTC)).date()
    with asking(url) as service:
        programme = service.programme(written, room, day)
        found = fair_answer(programme, day.isoformat(), service.view.version(), credited(service.registers()))
    if table is not None:
        table.write_text(as_csv(programme), encoding="utf-8")
    if calendar is not None:
        calendar.write_bytes(as_calendar(programme, datetime.now(UTC)).encode())
    if as_json:
        print_json(found)
    else:
        _print(Page(), found)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8: {error.reason} at byte {error.start}.") from error


def _away(written: str) -> tuple[str, list[int]]:
    who, equals, slots = written.rpartition("=")
    numbers = [each.strip() for each in slots.split(",")]
    if not equals or not who.strip() or not all(each.isdecimal() for each in numbers):
        raise click.UsageError(f"--away {written!r}: write WHO=1,2 with the numbers of the slots.")
    return who.strip(), [int(each) for each in numbers]


def _print(page: Page, found: FairAnswer) -> None:
    page.line(f"{len(found.meetings)} meetings in {len(found.slots)} slots", style="bold")
    if found.unknown:
        page.heading("Not known")
        for left_out in found.unknown:
            page.item("-", plain(left_out.why), indent=2)
    for slot, meetings in groupby(found.meetings, key=lambda each: each.slot):
        held = list(meetings)
        times = f", {held[0].start} to {held[0].end}" if held[0].start else ""
        page.heading(f"Slot {slot}{times}")
        for each in held:
            page.item(f"{each.table}.", f"{name(each.one.name)} — {name(each.other.name)}", indent=2)
            for why in each.why[:1]:
                page.line(plain(why.text), indent=6)
    if found.unmet:
        page.heading("Without a meeting")
        for left in found.unmet:
            page.item("-", f"{name(left.attendee.name)}: {plain(left.why)}", indent=2)
    if found.remarks:
        page.heading("Remarks")
    for remark in found.remarks:
        page.line(plain(remark))
    page.sources(found.registers)
