"""The command line `goal17`: the questions and answers of the HTTP API, one module for each family of commands."""

from __future__ import annotations

import os
import sys

STOPPED = 130
"""Exit code after Ctrl-C, as shells give it: 128 + SIGINT."""


def main() -> None:
    """Run the command line and exit.

    What it needs is imported here, so that Ctrl-C is quiet from the first moment.
    """
    # One question's vectors and arrays are small: threads that share them cost more than they save, and a service has
    # other questions for its other cores. Read by numpy's library when it is loaded, so it is set before anything is.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from api.cli.program import goal17

        goal17(prog_name="goal17")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
