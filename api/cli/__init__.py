"""The command line `goal17`: the questions and answers of the HTTP API, one module for each family of commands."""

from __future__ import annotations

import sys

STOPPED = 130
"""Exit code after Ctrl-C, as shells give it: 128 + SIGINT."""


def main() -> None:
    """Run the command line and exit.

    What it needs is imported here, so that Ctrl-C is quiet from the first moment.
    """
    try:
        from api.cli.program import goal17

        goal17(prog_name="goal17")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
