"""A real browser for the tests of the pages and for their pictures.

    python scripts/browser.py fetch

It is the machine's own Chromium where there is one; otherwise Playwright installs one for this user; where its download
can't be reached or doesn't run, and this is root on a Debian, the system's package is installed. Nothing of it ships
with goal17.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SHELL = "chromium-headless-shell"
"""Chromium without its windows and menus, which opens a page in a third of the time; Debian has it as a package."""

_NAMES = (_SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
"""What a browser would ask of other machines by itself."""

_PATIENCE = 900.0
"""Seconds until an installation counts as hung."""


class BrowserError(Exception):
    """No browser can be had; the message says what was tried."""


def find() -> Path | None:
    """A browser on this machine that runs: the one that GOAL17_BROWSER names, an installed one, or Playwright's.

    Raises:
        BrowserError: the named one doesn't run.
    """
    if named := os.environ.get("GOAL17_BROWSER"):
        if not _runs(Path(named)):
            raise BrowserError(f"GOAL17_BROWSER names {named}, which doesn't run (`{named} --version`).")
        return Path(named)
    for name in _NAMES:
        # Ubuntu's chromium-browser is a script that asks for a snap.
        if (found := shutil.which(name)) and _runs(Path(found)):
            return Path(found)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if _runs(own) else None


def _runs(browser: Path) -> bool:
    """Whether it starts at all: one without its libraries doesn't."""
    try:
        return subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def fetch() -> Path:
    """The browser, installed if it isn't here; the only function here that uses the network.

    Raises:
        BrowserError: it can't be had.
    """
    if (found := find()) is not None:
        return found
    # Playwright tells where its whole browser is, and not where the smaller one without windows would be.
    own = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
    tried = ["no Chromium or Chrome is installed", _run(own) or "Playwright's own doesn't run here"]
    if (found := find()) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        tried.append(_run(("apt-get", "update", "--quiet")))
        for package in (_SHELL, "chromium"):  # an older Debian, or what is like one, has the second alone
            if found is None:
                install = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", package)
                tried.append(_run(install) or f"Debian's {package} doesn't run here")
                found = find()
    if found is None:
        said = "; ".join(each for each in tried if each)
        raise BrowserError(
            f"The tests of the pages need a browser, and none can be had: {said}. Install Chromium or Chrome, or name"
            " one in GOAL17_BROWSER."
        )
    return found


def _run(command: Sequence[str]) -> str:
    """Run a step of an installation; returns why it failed, "" where it didn't."""
    said = " ".join(command)
    print(f"Fetching a browser: {said} …", flush=True)
    # A package that asks questions would wait for ever.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"`{said}`: {error}"
    if ended.returncode:
        last = (ended.stderr or ended.stdout).strip().splitlines()[-3:]
        return f"`{said}` ended with {ended.returncode}: {' '.join(last)}"
    return ""


@contextmanager
def running() -> Iterator[Browser]:
    """A browser without a window, ended with the block.

    Raises:
        BrowserError: there is none on this machine.
    """
    from playwright.sync_api import sync_playwright

    found = find()
    if found is None:
        raise BrowserError("There is no browser on this machine; this brings one: make browser")
    with sync_playwright() as playwright:
        # Without the browser's own sandbox, which containers don't have: it is shown pages of this machine only.
        browser = playwright.chromium.launch(executable_path=str(found), args=list(_QUIET), chromium_sandbox=False)
        try:
            yield browser
        finally:
            browser.close()


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="A browser for the tests of the pages.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("fetch", help="install one, unless it is here")
    parser.parse_args()
    try:
        print(f"A browser is here: {fetch()}")
    except BrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
