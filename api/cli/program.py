"""The program `goal17`: which commands there are, and what becomes of an error."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from api.cli import STOPPED
from graph.errors import Goal17Error

FAILED = 2
"""Exit code where a command could not do what was asked."""

UNFORESEEN = 70
"""Exit code of an error that nobody foresaw (EX_SOFTWARE of sysexits.h)."""

COMMANDS: Mapping[str, tuple[str, str]] = {
    "ingest": ("api.cli.ingest", "Read registers into the store, with an account of every row."),
    "search": ("api.cli.search", "Find partnerships, partners, countries, goals and themes."),
    "show": ("api.cli.show", "Show one entry: its facts, who said them, its relations."),
    "resolve": ("api.cli.resolve", "Say which known organisation a written name is."),
    "match": ("api.cli.match", "Find whom to invite, and what to join."),
    "suggest": ("api.cli.suggest", "Suggest goals, targets and themes that a text speaks of."),
    "figures": ("api.cli.figures", "Count a register or a slice of it, with denominators."),
    "gaps": ("api.cli.gaps", "Find gaps by region against a baseline, and a country's niches."),
    "country": ("api.cli.country", "Show what is active in a country, what ends, who is there."),
    "network": ("api.cli.network", "Describe and measure the network of partners and partnerships."),
    "export": ("api.cli.export", "Write the network as a file for Gephi, R, pandas and others."),
    "study": ("api.cli.study", "Write all figures, gaps, measures and exports into a folder."),
    "review": ("api.cli.review", "Decide which names are one organisation; undo it."),
    "corrections": ("api.cli.corrections", "List what visitors reported, and settle it."),
    "registers": ("api.cli.registers", "List, delete or derive again what was read."),
    "store": ("api.cli.store", "Look after the store: status, backup, restore, move."),
    "redact": ("api.cli.redact", "Empty columns of a record for good, and note why."),
    "vocabulary": ("api.cli.vocabulary", "List the codes that filters and answers use."),
    "benchmark": ("api.cli.benchmark", "Measure quality on labelled rows, beside simple baselines."),
    "serve": ("api.cli.serve", "Serve the pages and the HTTP API."),
}
"""Command to the module that holds it (under the command's own name) and its line in the list of commands.

A command's module is imported when the command is run: `goal17 --help` imports none.
"""


class Program(click.Group):
    """A group that imports its commands as they are called, and turns errors into one line and an exit code."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The commands, in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called.

        Whatever goes wrong is told in one line on stderr. A traceback is shown for an unforeseen error only, and only
        where GOAL17_LOG is `debug`.
        """
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except click.Abort:
            stop("Nothing was changed.", FAILED)
        except KeyboardInterrupt:
            stop("Stopped. What is stored stays; the same command goes on from there.", STOPPED)
        except Goal17Error as error:
            stop(str(error), FAILED)
        except OSError as error:
            stop(f"{f'{error.filename}: ' if error.filename else ''}{error.strerror or error}.", FAILED)
        except Exception as error:
            if os.environ.get("GOAL17_LOG", "").lower() == "debug":
                raise
            lines = str(error).splitlines() or [""]
            stop(
                f"This should not have happened ({type(error).__name__}: {lines[0]})."
                " GOAL17_LOG=debug shows where; please report it.",
                UNFORESEEN,
            )


def stop(message: str, code: int) -> None:
    """End the program with a line on stderr."""
    click.echo(message, err=True)
    sys.exit(code)


@click.command(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: goal17 ingest register.xlsx && goal17 search mangroves --country Kenya",
)
@click.version_option(package_name="goal17", message="goal17 %(version)s")
def goal17() -> None:
    """Find who to work with on sustainable development, and why.

    Registers of partnerships are read into a store (GOAL17_STORE, or --store URL) and asked there. Every command has
    --help; --json gives what the HTTP API answers.
    """
