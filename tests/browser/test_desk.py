"""The desk as a person works at it: deciding names, taking it back, reports of errors, what needs care, signing in."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import expect

from graph.model.judgements import Judgement
from graph.review.desk import Desk
from graph.store import open_store
from graph.store.interface import Store
from tests.api.conftest import _OPENER, Client, serving
from tests.browser.conftest import Visit
from tests.browser.site import TOGETHER
from tests.desk import derived, exported

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOKEN = "the token of this desk"


class Served:
    """A store of the test's own with a service over it."""

    def __init__(self, store: Store, client: Client) -> None:
        self.store = store
        self.client = client

    @property
    def url(self) -> str:
        return self.client.url

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> tuple[int, Mapping[str, str], str]:
        """Send a form as this site's own page does, unless headers say otherwise; redirects are answers."""
        data = urllib.parse.urlencode(fields).encode()
        sent = {"origin": self.url, **{name.replace("_", "-"): value for name, value in headers.items()}}
        request = urllib.request.Request(self.url + path, data, {each: sent[each] for each in sent if sent[each]})
        try:
            answer = _OPENER.open(request, timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            headers_ = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, headers_, answer.read().decode()

    def said(self) -> list[Judgement]:
        """What was decided since the world was made."""
        return [each for each in self.store.view().judgements() if each.id != TOGETHER.id]

    def questions(self, **where: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.client.ask("//review.json", **where).body["questions"]
        return found


Serve = Callable[..., Served]


@pytest.fixture
def serve(filled_site: Path, models: Path, tmp_path: Path) -> Iterator[Serve]:
    """Serve a copy of the world: to this machine, or to whoever has the token."""
    with ExitStack() as held:

        def made(token: str = "") -> Served:
            file = tmp_path / "desk.db"
            shutil.copy(filled_site, file)
            store = held.enter_context(open_store(f"sqlite:///{file}"))
            client = held.enter_context(
                serving(store, models, tmp_path / "cache", listening="127.0.0.1", desk_token=token)
            )
            return Served(store, client)

        yield made


@pytest.fixture
def desk(serve: Serve) -> Served:
    return serve()


def left(page: Page) -> int:
    """Open questions of the queue that a question was opened from."""
    return int(page.locator(".place").inner_text().split(" of ")[1].split()[0])


def review_by_mouse(page: Page) -> None:
    """Decide two questions and take the second back."""
    page.get_by_role("link", name="Begin with the first").click()
    before, first = left(page), page.get_by_role("heading", level=1).inner_text()
    assert first
    page.get_by_label("Who decides").fill("Ama")
    page.get_by_label("Why").fill("one of them is only shorter")
    page.get_by_role("button", name="Same").click()
    expect(page.get_by_text("You said: same")).to_be_visible()
    assert left(page) < before
    assert page.get_by_label("Who decides").input_value() == "Ama"
    page.get_by_role("button", name="Different").click()
    expect(page.get_by_text("You said: different")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back: different")).to_be_visible()
    expect(page.get_by_role("button", name="Same")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_two_questions_and_one_taken_back(desk: Served, visit: Visit, scripts: bool) -> None:
    page = visit("/review", base=desk.url, java_script_enabled=scripts)
    review_by_mouse(page)
    page.goto("/review/history")
    assert page.get_by_role("row").filter(has_text="taken back on").count() == 1
    assert page.get_by_role("row").filter(has_text="one of them is only shorter").count() == 1
    (word, *_) = (each for each in desk.said() if not each.undone_at)
    assert (word.verdict, word.by) == ("same", "Ama")


def test_by_keyboard(desk: Served, visit: Visit) -> None:
    page = visit("/review", base=desk.url)
    page.get_by_role("link", name="Begin with the first").press("Enter")
    page.get_by_label("Who decides").fill("Ama")
    page.keyboard.press("s")
    assert page.get_by_label("Who decides").input_value() == "Amas", "in a field a letter is a letter"
    assert not desk.said()
    page.get_by_label("Who decides").fill("Ama")
    page.get_by_role("heading", level=1).click()
    first = page.url
    page.keyboard.press("u")
    page.wait_for_url("**said=*")
    expect(page.get_by_text("You said: unsure")).to_be_visible()
    page.keyboard.press("j")
    page.wait_for_url(lambda url: "said=" not in url)
    second = page.url
    page.keyboard.press("k")
    page.wait_for_url(lambda url: url != second)
    page.keyboard.press("d")
    page.wait_for_url("**said=*")
    page.keyboard.press("z")
    page.get_by_text("Taken back: different").wait_for()
    page.keyboard.press("?")
    expect(page.get_by_role("table", name="Each key")).to_be_visible()
    assert first
    assert [(each.verdict, bool(each.undone_at)) for each in desk.said()] == [
        ("unsure", False),
        ("different", True),
    ]


def test_keys_that_are_turned_off_do_nothing(desk: Served, visit: Visit) -> None:
    (first, *_) = desk.questions()
    page = visit(f"/review/{first['id']}", base=desk.url)
    page.get_by_label("Who decides").fill("Ama")
    page.locator("#keys summary").click()
    page.get_by_role("button", name="Turn the keys off").click()
    assert page.url.endswith(first["id"])
    page.keyboard.press("s")
    page.keyboard.press("j")
    page.locator("#keys summary").click()
    expect(page.get_by_text("The keys are off.")).to_be_visible()
    assert page.url.endswith(first["id"])
    assert not desk.said()


def test_same_then_undo_and_all_is_as_before(desk: Served) -> None:
    before = exported(desk.store)
    (question, *_) = desk.questions(kind="partner")
    status, headers, _ = desk.post(f"/review/{question['id']}?kind=partner", {"by": "Ama", "verdict": "same"})
    assert status == 303
    assert headers["location"].startswith("/review/")
    assert "kind=partner" in headers["location"]
    assert question["id"] not in headers["location"]
    assert derived(desk.store) != before
    said = urllib.parse.parse_qs(headers["location"].partition("?")[2])["said"][0]
    status, headers, _ = desk.post("/review/undo", {"judgement": said, "by": "Ama"})
    assert (status, headers["location"]) == (303, f"/review/{question['id']}?said={said}")
    assert derived(desk.store) == before
    assert question["id"] in {each["id"] for each in desk.questions(kind="partner")}


def test_an_undo_that_the_graph_does_not_show_yet_is_told_in_one_voice(desk: Served, visit: Visit) -> None:
    (question, *_) = desk.questions(kind="partner")
    place = desk.post(f"/review/{question['id']}", {"by": "Ama", "verdict": "same"})[1]["location"]
    said = urllib.parse.parse_qs(place.partition("?")[2])["said"][0]
    derived(desk.store)
    # Beside the service, so that it doesn't make the graph anew.
    Desk(desk.store).undo(said, "Ama")
    page = visit(f"/review/{question['id']}?said={said}", base=desk.url)
    told = page.locator("main").inner_text()
    assert "The question is open again as soon as the graph has been made anew" in told
    assert "Its place among the questions isn't known yet" in told
    assert "isn't all shown yet" not in told
    assert "Not open" not in told
    assert "One entry has both names now" not in told


def test_two_persons_at_one_question(desk: Served, visit: Visit) -> None:
    (question, *_) = desk.questions()
    page = visit(f"/review/{question['id']}", base=desk.url)
    page.get_by_label("Who decides").fill("Ben")
    page.get_by_label("Why").fill("I asked them")
    assert desk.post(f"/review/{question['id']}", {"by": "Ama", "verdict": "same", "note": "their page"})[0] == 303
    page.get_by_role("button", name="Different").click()
    expect(page.get_by_text("Ama has said “same”")).to_be_visible()
    expect(page.get_by_text("their page")).to_be_visible()
    assert [each.by for each in desk.said()] == ["Ama"]
    page.get_by_role("button", name="Replace it with mine: different").click()
    expect(page.get_by_text("You said: different")).to_be_visible()
    assert [(each.by, each.verdict) for each in desk.said()] == [
        ("Ama", "same"),
        ("Ben", "different"),
    ]


def test_a_decision_without_a_name_keeps_what_was_written(desk: Served, visit: Visit) -> None:
    (question, *_) = desk.questions()
    page = visit(f"/review/{question['id']}", base=desk.url)
    page.get_by_label("Why").fill("a good reason")
    page.get_by_role("button", name="Same").click()
    expect(page.get_by_role("alert").get_by_role("link", name="Say who decides")).to_be_visible()
    assert page.get_by_label("Why").input_value() == "a good reason"
    assert not desk.said()


def test_a_question_shows_both_sides_as_its_json_says(site: Client, visit: Visit) -> None:
    (question,) = site.ask("//review.json", q="lagoon keepers").body["questions"]
    said = site.ask(f"//review/{question['id']}.json").body
    assert said["inquiry"] == site.ask(f"/review/{question['id']}").body
    compared = {each["field"]: each["alike"] for each in said["compared"]}
    assert compared["country"] == "same"
    assert compared["type"] == "different"
    assert compared["name"] == "partly"
    page = visit(f"/review/{question['id']}")
    assert page.get_by_role("row", name="Country").inner_text().split("\t")[-1] == "the same"
    assert page.get_by_role("row", name="Type").inner_text().split("\t")[-1] == "different"
    against = page.locator(".against-it").inner_text()
    assert "Type: " in against
    assert "Country" not in against
    assert "Country: the same" in page.locator(".for-it").inner_text()


def test_a_queue_that_is_narrowed_down_is_kept(site: Client, visit: Visit) -> None:
    page = visit("/review")
    page.get_by_text("Narrow down").click()
    page.get_by_label("Questions about", exact=True).select_option("partnership")
    page.get_by_role("button", name="Apply").click()
    total = site.ask("//review.json", kind="partnership").body["total"]
    expect(page.get_by_role("heading", name=f"{total} question")).to_be_visible()
    page.get_by_role("link", name="Look and decide").first.click()
    assert "kind=partnership" in page.url
    assert left(page) == total
    rows = list(csv.reader(io.StringIO(site.ask("//review.csv", kind="partnership").body)))
    assert len(rows) == total + 1
    page.goto("/review?kind=partnership&q=xyzzy")
    expect(page.get_by_text("No open question passes")).to_be_visible()


def test_questions_about_one_entry_stand_side_by_side(desk: Served, visit: Visit) -> None:
    asked = desk.questions()
    entry = next(side["id"] for each in asked for side in (each["a"], each["b"]) if side["kind"] == "partner")
    about = [each for each in asked if entry in {each["a"]["id"], each["b"]["id"]}]
    page = visit(f"/review/entries/{entry}", base=desk.url)
    assert page.get_by_role("button", name="Same").count() == len(about)
    page.get_by_label("Who decides").fill("Ama")
    page.get_by_role("button", name="Different").first.click()
    expect(page.get_by_text("You said: different")).to_be_visible()
    assert len(desk.said()) == 1


def test_who_signed_in_is_the_desk_on_profiles_too(serve: Serve, visit: Visit) -> None:
    desk = serve(TOKEN)
    page = visit("/partnerships/coast-2/around", base=desk.url)
    assert page.get_by_role("heading", name="Health").count() == 0
    page.goto("/sign-in?next=/partnerships/coast-2/around")
    page.get_by_label("Token of the desk").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Health")).to_be_visible()


def test_a_form_behind_a_proxy_that_drops_the_port_is_taken(serve: Serve) -> None:
    desk = serve(TOKEN)
    status, _, _ = desk.post(
        "/sign-in", {"token": TOKEN}, origin="https://desk.example:8443", sec_fetch_site="same-origin"
    )
    assert status == 303
    status, _, _ = desk.post("/sign-in", {"token": TOKEN}, origin="https://desk.example:8443")
    assert status == 403


def test_a_visitor_reads_and_is_told_where_to_sign_in(serve: Serve, visit: Visit) -> None:
    desk = serve(TOKEN)
    (question, *_) = desk.questions()
    page = visit(f"/review/{question['id']}?kind={question['kind']}", base=desk.url)
    assert page.get_by_role("button", name="Same").count() == 0
    page.get_by_role("link", name="Sign in to decide").click()
    page.get_by_label("Token of the desk").fill("a guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Token of the desk").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    assert page.url.endswith(f"/review/{question['id']}?kind={question['kind']}")
    page.get_by_label("Who decides").fill("Ama")
    page.get_by_role("button", name="Unsure").click()
    assert len(desk.said()) == 1
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"/review/{question['id']}")
    assert page.get_by_role("button", name="Same").count() == 0


def test_who_may_not_write(serve: Serve) -> None:
    desk = serve(TOKEN)
    (question, *_) = desk.questions()
    path, decision = f"/review/{question['id']}", {"by": "Ama", "verdict": "same"}
    assert desk.post(path, decision)[0] == 401
    _, headers, _ = desk.post("/sign-in", {"token": TOKEN, "next": "//elsewhere.example/"})
    assert headers["location"] == "/"
    cookie = headers["set-cookie"].partition(";")[0]
    assert {"HttpOnly", "SameSite=strict"} <= {each.strip() for each in headers["set-cookie"].split(";")}
    for headers_ in (
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ):
        assert desk.post(path, decision, cookie=cookie, **headers_)[0] == 403, headers_
    assert desk.post(path, decision, cookie=cookie, content_type="application/json")[0] == 415
    longest = desk.post(path, {**decision, "note": "x" * 70_000}, cookie=cookie)
    assert longest[0] == 413
    until, _, signature = cookie.removeprefix("desk=").partition(".")
    assert desk.post(path, decision, cookie=f"desk={int(until) + 1}.{signature}")[0] == 401
    assert desk.post(path, decision, cookie=f"desk=1.{signature}")[0] == 401
    assert desk.post("/api/v1/review", decision, cookie=cookie)[0] in {401, 415}, "the API takes its token alone"
    assert not desk.said()
    assert desk.post(path, decision, cookie=cookie)[0] == 303
    assert len(desk.said()) == 1


def test_a_report_from_an_entry_to_the_desk_and_back(serve: Serve, visit: Visit) -> None:
    desk = serve(TOKEN)
    version = desk.store.view().version()
    visitor = visit("/corrections?about=coast-1", base=desk.url, java_script_enabled=False)
    expect(visitor.get_by_role("link", name="Mangroves for Kenya")).to_be_visible()
    visitor.get_by_label("What would be right").fill("2031")
    visitor.get_by_label("How to reach you").fill("ann@example.org")
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("link", name="Say what is wrong")).to_be_visible()
    assert visitor.get_by_label("What would be right").input_value() == "2031"
    visitor.get_by_label("What is wrong").fill("The end is <b>wrong</b>.")
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("heading", name="Your report: waits for the desk")).to_be_visible()
    expect(visitor.get_by_text("The end is <b>wrong</b>.")).to_be_visible()
    assert "ann@example.org" not in visitor.content()
    receipt = visitor.url
    visitor.goto("/desk/corrections")
    expect(visitor.get_by_role("heading", name="This is for the desk")).to_be_visible()
    assert "wrong" not in visitor.get_by_role("main").inner_text()

    page = visit("/sign-in?next=/desk/corrections", base=desk.url)
    page.get_by_label("Token of the desk").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("ann@example.org")).to_be_visible()
    page.get_by_label("Who settles it").fill("Ama")
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("What was done").fill("The register was asked.")
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("heading", name="0 reports are open")).to_be_visible()
    page.goto("/desk/corrections?state=settled")
    assert "ann@example.org" not in page.content()
    visitor.goto(receipt)
    expect(visitor.get_by_role("heading", name="Your report: done")).to_be_visible()
    expect(visitor.get_by_text("The register was asked.")).to_be_visible()
    assert desk.store.view().version() == version, "no answer rests on reports"


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_written_when_a_session_had_ended_is_given_back(serve: Serve, visit: Visit, scripts: bool) -> None:
    desk = serve(TOKEN)
    assert desk.post("/corrections", {"wrong": "The end is wrong."})[0] == 303
    page = visit("/sign-in?next=/desk/corrections", base=desk.url, java_script_enabled=scripts)
    page.get_by_label("Token of the desk").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Who settles it").fill("Ama")
    page.get_by_label("What was done").fill("The register was asked.\nIt answers on Monday.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("heading", name="This is for the desk")).to_be_visible()
    expect(page.get_by_text("It answers on Monday.")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Token of the desk").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    assert page.url.endswith("/desk/corrections")
    page.goto("/review/history")
    refused = page.request.post(
        f"{desk.url}/review/undo", form={"by": ""}, headers={"sec-fetch-site": "same-origin", "referer": page.url}
    )
    for link in re.findall(r'href="(/review/[^"]+)"', refused.text()):
        assert page.request.get(desk.url + html.unescape(link)).status == 200, link


def test_reports_that_are_not_taken(desk: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.corrections.MOST_OPEN", 1)
    before = len(desk.store.view().corrections())
    assert desk.post("/corrections", {"wrong": "x", "about": "nobody"})[0] == 422
    assert desk.post("/corrections", {"wrong": "x" * 2001})[0] == 422
    assert desk.post("/corrections", {"wrong": "x", "asked": "gold"})[0] == 422
    assert desk.post("/corrections", {"wrong": "x"}, origin="https://elsewhere.example")[0] == 403
    assert len(desk.store.view().corrections()) == before
    assert desk.post("/corrections", {"wrong": "one"})[0] == 303
    status, _, text = desk.post("/corrections", {"wrong": "two more"})
    assert status == 422
    assert "wait for the desk already" in text
    assert "two more" in text
    assert len(desk.store.view().corrections()) == before + 1


def test_what_is_lacking_is_what_is_said_to_be(desk: Served) -> None:
    question = desk.client.ask("//review.json").body["questions"][0]
    page = f"/review/entries/{question['a']['id']}"
    status, _, text = desk.post(page, {"by": "Ama", "answer": ""})
    assert status == 422
    assert "Say what it is: same, different or unsure." in text
    assert "Say who decides" not in text
    assert "Say who decides" in desk.post(page, {"by": "", "answer": f"{question['id']} same"})[2]
    report = "/desk/corrections/0123456789abcdef"
    status, _, text = desk.post(report, {"by": "Ama", "note": "Asked.", "outcome": "perhaps"})
    assert status == 422
    assert "Say what became of it: done, or not done." in text


def test_every_number_of_the_desk_leads_to_a_list_of_that_length(site: Client) -> None:
    answer = site.ask("//desk.json").body
    assert {each["group"] for each in answer["lists"]} == {"stale", "contradictory", "missing", "read"}
    for each in answer["lists"]:
        worklist = site.ask(f"//desk/{each['code']}.json").body
        assert worklist["list"] == each
        assert len(worklist["cases"]) == min(each["count"], 50)
        rows = list(csv.reader(io.StringIO(site.ask(f"//desk/{each['code']}.csv").body)))
        assert len(rows) == each["count"] + 1
    lengths = {each["code"]: (each["count"], each["of"]) for each in answer["lists"]}
    partnerships = site.ask("//search.json", kind="partnership").body
    (without,) = (each["count"] for each in partnerships["facets"]["sdg"] if not each["value"])
    assert lengths["no-goal"] == (without, partnerships["total"])
    assert answer["reports"] == 0
    assert answer["questions"] == site.ask("/review").body["total"]


def test_on_paper_what_was_decided_stands_with_its_address_and_day(desk: Served, visit: Visit) -> None:
    page = visit("/review/history?by=Keeper", base=desk.url)
    page.emulate_media(media="print")
    expect(page.get_by_role("row").filter(has_text="Keeper")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    expect(page.locator(".address")).to_have_text(f"{desk.url}/review/history?by=Keeper")
    page = visit(f"/review/entries/{desk.questions()[0]['a']['id']}", base=desk.url)
    page.emulate_media(media="print")
    expect(page.get_by_role("table")).to_be_visible()


def test_the_queue_stays_narrowed_from_an_entry_and_back(desk: Served, visit: Visit) -> None:
    entry = desk.questions(kind="partner")[0]["a"]["id"]
    page = visit(f"/review/entries/{entry}?kind=partner&score=0.1", base=desk.url, java_script_enabled=False)
    assert page.get_by_role("link", name="The queue").get_attribute("href") == "/review?kind=partner&score=0.1"
    page.get_by_label("Who decides").fill("Ama")
    page.get_by_role("button", name="Unsure").first.click()
    assert "kind=partner" in page.url
    assert "score=0.1" in page.url
    again = page.get_by_role("link", name="Look at it again").get_attribute("href") or ""
    assert again.endswith("?kind=partner&score=0.1")


def test_the_desk_in_a_browser(site: Client, visit: Visit) -> None:
    page = visit("/desk")
    count = next(each["count"] for each in site.ask("//desk.json").body["lists"] if each["code"] == "no-start")
    row = page.get_by_role("row", name="No readable start")
    assert row.get_by_role("link").inner_text().startswith(str(count))
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name=f"{count} entries")).to_be_visible()
    assert page.get_by_role("row").count() == count + 1
    page.goto("/desk")
    expect(page.get_by_text("No reports are known")).to_be_visible()
    assert "Register of the islands (2018 to 2026)" in page.locator(".unaged").inner_text()
    assert "Register of the harbour" not in page.locator(".unaged").inner_text()


def test_lists_of_names_that_would_be_read_as_a_judgement_are_the_desks(serve: Serve) -> None:
    desk = serve(TOKEN)
    private = [each["code"] for each in desk.client.ask("//desk.json").body["lists"] if each["is_private"]]
    assert private == ["ended-unreported", "vanished"]
    for code in private:
        assert desk.client.ask(f"//desk/{code}.json").status == 401
        assert desk.client.ask(f"//desk/{code}.csv").status == 401
    assert desk.client.ask("//desk/nothing").status == 404
    assert desk.client.ask("//desk/corrections.json").status == 401


def test_problems_of_a_register_down_to_a_file(site: Client, visit: Visit) -> None:
    page = visit("/data#harbour", java_script_enabled=False)
    account = page.get_by_role("region", name="Register of the harbour", exact=True)
    expect(account.get_by_text("9 found, 8 read, 1 set aside")).to_be_visible()
    account.get_by_role("row", name="date-vague").get_by_role("link").click()
    expect(page.get_by_role("heading", name="2 notes")).to_be_visible()
    assert page.get_by_role("row").count() == 3
    with page.expect_download() as kept:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(kept.value.path()).read_text(encoding="utf-8-sig"))))
    assert [(each["row"], each["kind"], each["set_aside"]) for each in rows] == [
        ("2", "date-vague", "no"),
        ("3", "date-vague", "no"),
    ]
    everything = site.ask("//data/harbour/rows.csv").body.splitlines()
    assert len(everything) == 6
    assert site.ask("//data/harbour/rows.json", aside="yes").body["total"] == 1


def test_what_is_missing_has_its_denominator(site: Client, visit: Visit) -> None:
    page = visit("/data")
    missing = {each["code"]: each for each in site.ask("//data.json").body["missing"]}
    row = page.get_by_role("row", name="Who leads")
    led = missing["no-lead"]["of"] - missing["no-lead"]["count"]
    assert row.get_by_role("cell").first.inner_text() == str(led)
    row.get_by_role("link").click()
    assert page.get_by_role("row").count() == missing["no-lead"]["count"] + 1


def test_the_statement_tells_how_to_turn_keys_off_and_whom_to_tell(visit: Visit) -> None:
    page = visit("/accessibility", java_script_enabled=False)
    page.locator("summary").click()
    page.get_by_role("button", name="Turn the keys off").click()
    assert page.url.endswith("/accessibility")
    page.get_by_role("link", name="Say what you can't use").click()
    assert page.get_by_label("Kind of report").input_value() == "site"
