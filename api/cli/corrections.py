"""`goal17 corrections`: what visitors reported, and settling it."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from api.cli.opened import opened_store, read_settings
from api.cli.options import WithDefault, answers
from api.cli.output import Page, name, plain, print_json
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.corrections import Corrections, DeskCorrection
    from graph.model.corrections import Outcome

_ASKED = {"error": "error", "redaction": "data of a person", "site": "this site"}


@click.group(cls=WithDefault)
def corrections() -> None:
    """Reports of errors: list them (that is what it does by itself), and settle them."""


@corrections.command("list", epilog="Example: goal17 corrections list --settled")
@click.option("--settled", is_flag=True, help="Those that are settled, the latest first.")
@answers
def list_(settled: bool, url: str | None, as_json: bool) -> None:
    """List the open reports, oldest first."""
    with _opened(url) as desk:
        found = desk.listed(settled=settled)
    if as_json:
        print_json(found)
        return
    page = Page()
    page.line(f"{number(found.total, 'report')} {'settled' if settled else 'open'}.")
    for each in found.corrections:
        _print(page, each)


@corrections.command(
    epilog='Example: goal17 corrections settle 4f0c2a81d9e35b76 --done --note "mended in the register"'
)
@click.argument("report")
@click.option("--done/--not-done", "done", default=None, required=True, help="Whether it was done as asked.")
@click.option("--note", required=True, help="What was done, or why nothing was; who reported it reads that.")
@click.option("--by", metavar="WHO", help="Who settles it; it is kept. Default: your user name here.")
@answers
def settle(report: str, done: bool, note: str, by: str | None, url: str | None, as_json: bool) -> None:
    """Settle a REPORT by its id. How to reach who made it is erased."""
    outcome: Outcome = "done" if done else "not-done"
    with _opened(url) as desk:
        settled = desk.settle(report, outcome, by or getpass.getuser(), note)
    if as_json:
        print_json(settled)
        return
    click.echo(f"{settled.id} is settled: {'done' if done else 'not done'}. How to reach who made it is erased.")


@contextmanager
def _opened(url: str | None) -> Iterator[Corrections]:
    from api.corrections import Corrections

    with opened_store(read_settings(url)) as store:
        yield Corrections(store)


def _print(page: Page, each: DeskCorrection) -> None:
    report = each.report
    about = f"{name(report.about.name)} ({report.about.id})" if report.about.id else "no entry"
    page.line()
    page.line(f"{report.id}  {report.at[:10]}  {_ASKED[report.asked]}, about {about}", style="bold")
    page.line(plain(report.wrong), indent=2)
    for title, text in (("right", report.right), ("source", report.source), ("contact", each.contact)):
        if text:
            page.line(f"{title}: {plain(text)}", indent=2)
    if report.state != "open":
        outcome = "done" if report.state == "done" else "not done"
        page.line(f"{outcome}, {plain(each.by)}, {report.settled_at[:10]}: {plain(report.note)}", indent=2)
