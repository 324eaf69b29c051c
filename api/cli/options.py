"""The options that commands share, and groups that do something by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])


def stored(command: F) -> F:
    """`--store URL`."""
    return click.option(
        "--store",
        "url",
        metavar="URL",
        help="Store to use, such as sqlite:///file.db or neo4j://user:password@host:7687/database."
        " Default: GOAL17_STORE, or sqlite:///goal17.db.",
    )(command)


def answers(command: F) -> F:
    """`--store URL` and `--json`, for commands that answer."""
    as_json = click.option(
        "--json", "as_json", is_flag=True, help="Print the answer as JSON, as the HTTP API sends it."
    )
    return stored(as_json(command))


def matches(command: F) -> F:
    """The options of every question to the matchmaker: how many, whom not, how much is told, and those of `answers`."""
    for option in (
        click.option("--explain", is_flag=True, help="Every reason with its evidence."),
        click.option("--exclude", multiple=True, metavar="ID", help="Don't answer this one; repeatable."),
        click.option(
            "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Matches to show at most."
        ),
    ):
        command = option(command)
    return answers(command)


def why_not(command: F) -> F:
    """`--why-not ID`, for questions that are answered by a list in which something may be missed."""
    return click.option(
        "--why-not", default="", metavar="ID", help="Also tell why this one isn't answered, or where it stands."
    )(command)


class Date(click.DateTime):
    """A day, as ISO 8601 has it."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day, at midnight."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no day; write it as YYYY-MM-DD.", param, ctx)


def dated(command: F) -> F:
    """`--as-of DATE`, for questions whose answer depends on the day."""
    return click.option("--as-of", type=Date(), metavar="DATE", help="The asking date. Default: today.")(command)


def agreed(command: F) -> F:
    """`--yes`, for commands that ask before they remove something."""
    return click.option("--yes", is_flag=True, help="Don't ask.")(command)


class WithDefault(click.Group):
    """A group that runs its first command where none is named: `goal17 registers --json` lists."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the first command's name before options that aren't the group's own."""
        own = {"-h", "--help"}
        if not args or (args[0].startswith("-") and args[0] not in own):
            args = [next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)
