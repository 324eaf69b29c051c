"""An answer that takes longer than a second: how far it is, and that it stands at its address when it is there.

What takes long is the gate, which the test holds: who comes meanwhile waits for as long as the test wants.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest

from api.app import create_app
from api.service import Service
from api.settings import Settings
from graph.model.records import Register
from graph.store import open_store
from tests.api.conftest import Client, served
from tests.browser.conftest import Visit

SLOW = "/network/partners"
HEADING = "Partners, measured"


@dataclass
class Held:
    """A service whose gate is held until it is let go."""

    service: Service
    client: Client
    held: ExitStack

    def let_go(self) -> None:
        self.held.close()


@pytest.fixture
def held(filled_site: Path, tmp_path: Path) -> Iterator[Held]:
    file = tmp_path / "site.db"
    shutil.copy(filled_site, file)
    with open_store(f"sqlite:///{file}") as store:
        # Without models, which nothing here asks and every service would load.
        app = create_app(Settings(models=tmp_path / "models", cache=tmp_path / "cache"), store)
        with served(app) as client, ExitStack() as stack:
            service: Service = app.state.service
            service.snapshot()
            stack.enter_context(service.measuring.one())
            yield Held(service, client, stack)


def test_who_comes_back_finds_the_answer(held: Held, visit: Visit) -> None:
    page = visit(SLOW, held.client.url, java_script_enabled=False)
    assert page.get_by_role("heading", level=1).inner_text() == "This takes longer than a second"
    assert "Waiting for what others asked before: 0 of 1" in page.locator("#working").inner_text()
    page.get_by_role("link", name="Refresh").click()
    assert page.get_by_role("heading", level=1).inner_text() == "This takes longer than a second"
    held.let_go()
    page.get_by_role("link", name="Refresh").click()
    assert page.get_by_role("heading", level=1).inner_text() == HEADING


def test_it_comes_by_itself_where_scripts_run(held: Held, visit: Visit) -> None:
    page = visit(SLOW, held.client.url)
    assert page.get_by_role("heading", level=1).inner_text() == "This takes longer than a second"
    held.let_go()
    page.get_by_role("heading", level=1, name=HEADING).wait_for()
    assert page.url.endswith(SLOW)


@pytest.mark.parametrize("scripts", [True, False])
def test_it_can_be_stopped_and_begun_again(held: Held, visit: Visit, scripts: bool) -> None:
    page = visit(SLOW, held.client.url, java_script_enabled=scripts)
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("heading", level=1, name="Stopped").wait_for()
    held.let_go()
    page.get_by_role("link", name="Start again").click()
    page.get_by_role("heading", level=1, name=HEADING).wait_for()


def test_who_stopped_waits_no_longer(held: Held) -> None:
    told = held.client.ask(f"/{SLOW}.json")
    assert told.status == HTTPStatus.ACCEPTED
    again = held.client.ask(f"/{SLOW}.json")
    assert again.body["work"] == told.body["work"], "who asks for the same waits for the same"
    stopped = held.client.ask(f"//working/{told.body['work']}/stop", method="POST")
    assert stopped.status == HTTPStatus.SEE_OTHER
    assert held.client.ask(f"//working/{told.body['work']}.json").body["state"] == "stopped"
    anew = held.client.ask(f"/{SLOW}.json")
    assert anew.body["work"] != told.body["work"]
    # Only who holds the gate is before it: the stopped one left the line.
    (step,) = held.client.ask(f"/{SLOW}.json").body["steps"]
    assert step["total"] - step["done"] == 1


def test_a_program_hears_how_far_it_is_and_when_to_ask_again(held: Held) -> None:
    told = held.client.ask(f"/{SLOW}.json", by="pagerank")
    assert told.status == HTTPStatus.ACCEPTED
    assert int(told.headers["retry-after"]) > 0
    assert told.body["state"] == "working"
    assert told.body["address"] == f"{SLOW}?by=pagerank"
    held.let_go()
    found = held.client.ask(f"/{SLOW}.json", by="pagerank")
    assert found.status == HTTPStatus.OK
    assert found.body["by"] == "pagerank"


def test_what_is_quick_is_answered_meanwhile(held: Held) -> None:
    assert held.client.ask(f"/{SLOW}.json").status == HTTPStatus.ACCEPTED
    assert held.client.ask("//figures.json").status == HTTPStatus.OK


def test_what_goes_wrong_is_said_where_the_answer_was_to_be(held: Held) -> None:
    assert held.client.ask(f"/{SLOW}.json", sources=1).status == HTTPStatus.ACCEPTED
    held.let_go()
    while (found := held.client.ask(f"/{SLOW}.json", sources=1)).status == HTTPStatus.ACCEPTED:
        pass
    assert "ask for 2 or more" in found.problem["detail"]


def test_who_waits_gets_what_was_made_and_who_asks_later_what_is_true_now(held: Held) -> None:
    assert held.client.ask(f"/{SLOW}.json").status == HTTPStatus.ACCEPTED
    before = held.service.view.version()
    with held.service.store.writer() as writer:
        writer.put_register(Register("another"))
    held.let_go()
    assert held.client.ask(f"/{SLOW}.json").body["version"] == before
    held.service.snapshot("nobody")
    while (found := held.client.ask(f"/{SLOW}.json").body)["version"] == before:
        pass
    assert found["version"] == held.service.view.version()


def test_an_unknown_work_is_told_to_be_unknown(held: Held) -> None:
    assert held.client.ask("//working/nothing.json").status == HTTPStatus.NOT_FOUND
    assert held.client.ask("//working/nothing/stop", method="POST").status == HTTPStatus.NOT_FOUND
