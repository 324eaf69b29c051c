"""The rules that all pages are looked at by find what breaks them: on a page where everything is wrong."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from scripts import html_validator
from tests.browser.documents import faults
from tests.browser.looking import HEAVIEST, Loading, looked_at, rule, wide

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

SITE = "http://site.example"
WRONG = """<!doctype html>
<html lang="en">
<head><title>goal17</title><link rel="stylesheet" href="/heavy.css"><style>p { color: #bbb }</style></head>
<body><main>
<h1>One</h1><h1>Two</h1>
<p id="same" style="inline-size: 3000px">Pale words in a line that is much too long</p><p id="same">again</p>
<a href="javascript:alert(1)" onclick="alert(1)">A link</a>
<button type="button" class="bare">Press</button>
<form action="/search"><input name="q"></form>
<nav>Navigation</nav>
<script>undefined.word</script>
<script src="https://elsewhere.example/track.js"></script>
<img src="/gone.png">
</main></body></html>"""
STYLES = """.bare:focus-visible { outline: none }
@media (prefers-color-scheme: dark) { h1 { color: #222 } * { background: #111 } }"""


def answer(route: Route) -> None:
    where = route.request.url.removeprefix(SITE)
    if where == "/":
        route.fulfill(body=WRONG, content_type="text/html; charset=utf-8")
    elif where == "/heavy.css":
        route.fulfill(body=f"{STYLES}/*{'x' * HEAVIEST}*/", content_type="text/css")
    elif where == "/gone.png":
        route.fulfill(status=404)
    else:
        route.abort()


def rules(found: list[str]) -> set[str]:
    return {each.partition(":")[0] for each in found}


def test_faults_of_a_document() -> None:
    found = faults(WRONG)
    assert rules(found) == {"title", "h1", "language", "id", "inline", "form"}
    inline = "\n".join(each for each in found if each.startswith("inline"))
    for what in ("style", "onclick", "href", "<style", "<script"):
        assert what in inline


def test_a_page_as_it_should_be_has_none() -> None:
    right = (
        '<html lang="ar" dir="rtl"><head><title>صفحة – goal17</title></head><body><h1>One <b>only</b></h1>'
        '<svg><title>A picture</title></svg><button>Send</button><button type="button" hidden>Copy</button>'
        "</body></html>"
    )
    assert faults(right, "ar", "rtl") == []


def test_faults_of_an_open_page(browser: Browser) -> None:
    with closing(browser.new_context(viewport={"width": 1280, "height": 800})) as context:
        window = context.new_page()
        window.route("**/*", answer)
        loading = Loading(window, SITE)
        window.goto(f"{SITE}/")
        found = [*loading.faults("/"), *looked_at(window)]
    told = "\n".join(found)
    assert {"console", "another host", "asset", "weight", "focus", "sideways", "print"} <= rules(found)
    assert "axe image-alt (critical)" in told
    assert "axe color-contrast (serious)" in told
    assert "in the dark: axe color-contrast" in told
    assert "focus: outline none" in told
    assert "comes before the skip link" in told
    assert '<p id="same">Pale words' in next(each for each in found if each.startswith("sideways"))
    assert "another host: https://elsewhere.example/track.js" in told


def test_what_leaves_a_box_that_stays_inside_is_named(browser: Browser) -> None:
    with closing(browser.new_context(viewport={"width": 360, "height": 400})) as context:
        window = context.new_page()
        window.set_content("<main><p>Short</p><p id=long>" + "x" * 200 + "</p></main>")
        (found,) = wide(window, 360)
        assert '<p id="long">' in found
        window.set_content("<main><p>Short</p></main>")
        assert wide(window, 360) == []


def test_a_page_that_only_scripts_make_work(browser: Browser) -> None:
    with closing(browser.new_context(java_script_enabled=False)) as context:
        window = context.new_page()
        window.set_content('<main><h1 hidden>Later</h1><form><input name="q"></form></main>')
        assert rules(rule(window, "without_scripts()")) == {"without scripts"}
        window.set_content('<main><h1>Now</h1><form><input name="q"><button>Send</button></form></main>')
        assert rule(window, "without_scripts()") == []


def test_what_no_html_is_is_told_with_its_place(tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong page.html", tmp_path / "right.html"
    wrong.write_text('<!doctype html><html lang="en"><title>A</title><h2 role="status">x</h2>', encoding="utf-8")
    right.write_text('<!doctype html><html lang="en"><title>A</title><h1>x</h1>', encoding="utf-8")
    (fault,) = html_validator.check([wrong, right])
    assert fault.file == wrong
    assert "role" in fault.message
    assert html_validator.check([]) == []
