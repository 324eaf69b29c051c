"""An answer that takes longer than a second: how far it is, and that it stands at its address when it is there.

What takes long is the gate, which the test holds: who comes meanwhile waits for as long as the test wants.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import pytest

from api.app import create_app
from api.service import Service
from api.settings import Settings
from graph.care.care import Care, gather
from graph.errors import StoreError
from graph.model.records import Register
from graph.progress import Progress
from graph.store import open_store
from graph.store.interface import View
from tests.api.conftest import Client, served
from tests.browser.conftest import Visit
from tests.browser.ready import WORKING, told

SLOW = "/network/partners"
HEADING = "Partners, measured"


@dataclass
class Held:
    """A service whose gates are held until they are let go."""

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
            stack.enter_context(service.counting.one())
            yield Held(service, client, stack)


def test_who_comes_back_finds_the_answer(held: Held, visit: Visit) -> None:
    page = visit(SLOW, held.client.url, java_script_enabled=False)
    assert page.get_by_role("heading", level=1).inner_text() == WORKING
    assert "Waiting for what others asked before: 0 of 1" in page.locator("#working").inner_text()
    page.get_by_role("link", name="Refresh").click()
    assert page.get_by_role("heading", level=1).inner_text() == WORKING
    held.let_go()
    page.get_by_role("link", name="Refresh").click()
    assert page.get_by_role("heading", level=1).inner_text() == HEADING


def test_it_comes_by_itself_where_scripts_run(held: Held, visit: Visit) -> None:
    page = visit(SLOW, held.client.url)
    assert page.get_by_role("heading", level=1).inner_text() == WORKING
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
    assert held.client.ask("//search.json", q="water").status == HTTPStatus.OK


def test_who_else_waits_has_it_begun_anew(held: Held, visit: Visit) -> None:
    page = visit(SLOW, held.client.url)
    begun = held.client.ask(f"/{SLOW}.json").body["work"]
    held.client.ask(f"//working/{begun}/stop", method="POST")
    held.let_go()
    page.get_by_role("heading", level=1, name=HEADING).wait_for()


LISTS = {
    "figure rows": ("//figures/VI/rows", {"series": "sectors", "bar": "major-groups"}, "partnerships"),
    "gap cell": ("//gaps/cell", {"area": "002"}, "partnerships"),
    "partners": ("//network/partners", {}, "partners"),
    "partnerships": ("//network/partnerships", {}, "partnerships"),
}


@pytest.mark.parametrize(("path", "query", "name"), LISTS.values(), ids=LISTS)
def test_every_page_of_a_list_and_its_table_are_the_same_work(
    held: Held, path: str, query: dict[str, str], name: str
) -> None:
    first = held.client.ask(f"{path}.json", limit=1, **query)
    second = held.client.ask(f"{path}.json", limit=1, offset=1, **query)
    assert (first.status, second.status) == (HTTPStatus.ACCEPTED, HTTPStatus.ACCEPTED)
    assert second.body["work"] == first.body["work"]
    assert second.body["address"].endswith("limit=1&offset=1")
    table = held.client.ask(f"{path}.csv", **query)
    assert table.status == HTTPStatus.SERVICE_UNAVAILABLE, "how far it is isn't the table that was asked for"
    assert int(table.headers["retry-after"]) > 0
    held.let_go()
    one, other = (told(held.client, f"{path[1:]}.json", limit=1, offset=at, **query) for at in (0, 1))
    assert len(one[name]) == len(other[name]) == 1
    assert one[name] != other[name]
    table = held.client.ask(f"{path}.csv", **query)
    assert table.status == HTTPStatus.OK
    assert len(table.body.splitlines()) - 1 == one["total"] > 1


PLAN = {"country": "Togo", "offers": "Solid waste management in Togo = 3", "each": 1}


def test_a_plan_is_worked_out_behind_the_gate_once_for_all_its_drafts(held: Held) -> None:
    begun = held.client.ask("//match/plan.json", **PLAN)
    assert begun.status == HTTPStatus.ACCEPTED
    draft = held.client.ask("//match/plan.json", scenario="best-fit", **PLAN)
    assert draft.body["work"] == begun.body["work"]
    assert held.client.ask("//match/plan.csv", **PLAN).status == HTTPStatus.SERVICE_UNAVAILABLE
    held.let_go()
    found = told(held.client, "/match/plan.json", scenario="best-fit", **PLAN)
    assert found["shown"] == "best-fit"
    assert len(found["answer"]["scenarios"]) == 3


def test_what_cannot_be_planned_is_said_at_once(held: Held) -> None:
    digits = "9" * 4_500
    refused = held.client.ask("//match/plan.json", **PLAN | {"each": digits})
    assert refused.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "is no number of offers" in refused.problem["detail"]


FAIR = {"attendees": "UNEP\nReef Watch Network\nislands-1", "slots": 2, "start": "2026-12-03T09:00"}


def test_a_fair_is_planned_once_for_its_page_its_table_and_its_calendar(held: Held, visit: Visit) -> None:
    page = visit(f"/match/fair?{urlencode(FAIR)}", held.client.url)
    assert page.get_by_role("heading", level=1).inner_text() == WORKING
    for file in ("csv", "ics"):
        early = held.client.ask(f"//match/fair.{file}", **FAIR)
        assert early.status == HTTPStatus.SERVICE_UNAVAILABLE
        assert int(early.headers["retry-after"]) > 0
    begun = held.client.ask("//match/fair.json", **FAIR)
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("heading", level=1, name="Stopped").wait_for()
    assert held.client.ask(f"//working/{begun.body['work']}.json").body["state"] == "stopped"
    held.let_go()
    page.get_by_role("link", name="Start again").click()
    page.get_by_role("heading", level=2, name="By attendee").wait_for()
    assert held.client.ask("//match/fair.ics", **FAIR).body.startswith("BEGIN:VCALENDAR")


@pytest.fixture
def gathering(held: Held, monkeypatch: pytest.MonkeyPatch) -> Gathering:
    """What the desk shows is gathered only when the test lets it."""
    made = Gathering()

    def slowly(view: View, day: date, progress: Progress) -> Care:
        progress("records", 3, 7)
        while not made.go_on.wait(0.1):
            progress("records", 3, 7)
        if made.fails:
            raise StoreError("The disk is away.")
        return gather(view, day, progress)

    monkeypatch.setattr("api.care.gather", slowly)
    return made


@dataclass
class Gathering:
    """Lets it go on, or fail."""

    go_on: threading.Event = field(default_factory=threading.Event)
    fails: bool = False


def test_the_desk_says_how_far_it_is_and_can_be_stopped(held: Held, gathering: Gathering, visit: Visit) -> None:
    page = visit("/desk", held.client.url, java_script_enabled=False)
    assert page.get_by_role("heading", level=1).inner_text() == WORKING
    assert "Records gone through: 3 of 7" in page.locator("#working").inner_text()
    assert held.client.ask("//desk/no-goal.csv").status == HTTPStatus.SERVICE_UNAVAILABLE
    page.get_by_role("button", name="Cancel").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Stopped"
    gathering.go_on.set()
    page.get_by_role("link", name="Start again").click()
    page.get_by_role("heading", level=1, name="What needs care").wait_for()


def test_what_was_gathered_last_stands_there_while_it_is_gathered_anew(held: Held, gathering: Gathering) -> None:
    gathering.go_on.set()
    before = told(held.client, "/desk.json")
    assert before["version"] == before["latest"]
    gathering.go_on.clear()
    with held.service.store.writer() as writer:
        writer.put_register(Register("another"))
    for _ in range(2):
        meanwhile = told(held.client, "/desk.json")
        assert meanwhile["version"] == before["version"] < meanwhile["latest"]
    # What couldn't be gathered takes nothing away either.
    gathering.fails = True
    gathering.go_on.set()
    assert told(held.client, "/desk.json")["version"] == before["version"]
    gathering.fails = False
    assert told(held.client, "/desk.json")["version"] == meanwhile["latest"]


def test_where_everything_comes_from_is_told_without_the_counts(held: Held, gathering: Gathering) -> None:
    counting = held.client.ask("//data.json")
    assert counting.status == HTTPStatus.OK
    assert counting.body["sources"]
    assert counting.body["missing"] is None
    gathering.fails = True
    gathering.go_on.set()
    assert held.client.ask("//data.json").body["missing"] is None
    gathering.fails = False
    assert held.client.ask("//data.json").body["missing"]


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
