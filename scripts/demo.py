"""`make demo`: the sample register, three answers, and the service.

The register is read into an SQLite store of its own. Everything after that is a command that anybody can type: it is
printed, then run, so that what the demo shows is what `goal17` answers.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from sample_register import joined, write

from api.cli.output import Page
from api.cli.program import goal17

SAMPLE = Path(__file__).parent.parent / "sample"

WIDTH = 79

QUESTIONS: Sequence[tuple[str, Sequence[str]]] = (
    (
        "A search. No entry has all its words, and what is meant is found beside what is written.",
        ("search", "early warning of floods", "--kind", "partnership", "--limit", "3"),
    ),
    (
        "Partners for a partnership: which universities could the Pacific Ocean Research Alliance invite?",
        ("match", "partners", "sample-OceanAction40848", "--type", "academic", "--limit", "5"),
    ),
    (
        "Partnerships for a newcomer of whom no register has heard: a name and a sentence are enough.",
        (
            *("match", "partnerships", "--name", "Tidewatch Youth"),
            *("--text", "We teach children about plastic litter and count it on beaches."),
            *("--limit", "3"),
        ),
    ),
)


@click.command()
@click.option("--folder", default="build/demo", type=click.Path(file_okay=False, path_type=Path), show_default=True)
@click.option("--models", default="build/models", type=click.Path(file_okay=False, path_type=Path), show_default=True)
@click.option("--no-serve", is_flag=True, help="End after the answers.")
def main(folder: Path, models: Path, no_serve: bool) -> None:
    """Load the sample register, print three answers, and serve until Ctrl-C."""
    page = Page()
    _settle(folder, models)
    register = folder / "sample.jsonl"
    partnerships = write(joined(SAMPLE), register)
    page.heading(f"The sample register: {partnerships} real partnerships, as facts (sample/README.md)")
    page.line("To read it, join its names and make vectors for search by meaning takes a minute, the first time.")
    _run(page, ("ingest", str(register)))
    for number, (what, asked) in enumerate(QUESTIONS, start=1):
        page.line()
        page.line("─" * WIDTH, style="dim")
        page.heading(f"{number}. {what}")
        _run(page, asked)
    page.line()
    page.line("─" * WIDTH, style="dim")
    page.heading("Ask on")
    page.exact(f"export GOAL17_STORE={os.environ['GOAL17_STORE']} GOAL17_MODELS={models}")
    page.exact(".venv/bin/goal17 --help")
    if no_serve:
        return
    page.line()
    page.line("The service starts: open the address that it names in a browser. /docs behind it is for programs.")
    _run(page, ("serve",))


def _settle(folder: Path, models: Path) -> None:
    """Point the commands at the demo's own store and cache; host and port stay as the environment has them."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "GOAL17_STORE": f"sqlite:///{folder / 'goal17.db'}",
        "GOAL17_MODELS": str(models),
        "GOAL17_CACHE": str(folder / "cache"),
        "GOAL17_LOG": os.environ.get("GOAL17_LOG", "warning"),
    }


def _run(page: Page, arguments: Sequence[str]) -> None:
    """Print a command and run it in this process; one that fails ends the demo with its exit code."""
    for line in _typed(arguments):
        page.exact(line, style="bold cyan")
    try:
        goal17.main(args=list(arguments), prog_name="goal17", standalone_mode=False)
    except SystemExit as ended:
        if ended.code:
            raise
    sys.stdout.flush()


def _typed(arguments: Sequence[str]) -> list[str]:
    """A command as one types it: on one line, or with a new line for every option where that is too long."""
    line = "$ " + shlex.join(["goal17", *arguments])
    if len(line) <= WIDTH:
        return [line]
    lines = ["$ goal17"]
    for argument in arguments:
        if argument.startswith("--"):
            lines[-1] += " \\"
            lines.append(f"    {argument}")
        else:
            lines[-1] += f" {shlex.quote(argument)}"
    return lines


if __name__ == "__main__":
    main()
