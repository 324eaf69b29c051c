"""Words of the pages: marked for translators where they stand, and translated whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from api.pages.rendering import templates
from scripts import messages
from scripts.messages import LOCALE, PAGES, TRANSLATED, NotWordsError, catalog, gathered

COMPLETE = TRANSLATED
"""Languages in which nothing may be left in English."""

FOR_MAKERS = {"components.html"}
"""Pages that only who makes pages ever sees."""

TEMPLATES = sorted(file for file in (PAGES / "templates").rglob("*.html") if file.name not in FOR_MAKERS)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
WORD = re.compile(r"[^\W\d_]\w+")
GLUED = re.compile(r"[\w/?&=:#.-]*\x1a[\w/?&=:#.-]*")
"""What is filled in, with what makes one token with it: an id, a unit, an address."""

SAME_EVERYWHERE = {"goal17"}
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title", "content", "label"}
"""Attributes whose values are read by people."""


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalog_has_the_words_of_the_pages_and_no_others(language: str) -> None:
    assert (LOCALE / f"{language}.po").read_text(encoding="utf-8") == gathered(language), "make messages writes it"


@pytest.mark.parametrize("language", COMPLETE)
def test_nothing_is_left_in_english(language: str) -> None:
    said = [message for message in catalog(language) if message.id]
    assert said
    assert [message.id for message in said if not all(_strings(message))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_same_placeholders(language: str) -> None:
    wrong = [
        (message.id, string)
        for message in catalog(language)
        if message.id
        for string in _strings(message)
        if string and not _fits(message, string)
    ]
    assert wrong == []


def _strings(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def _fits(message: Message, string: str) -> bool:
    """Of what is counted, "one entry" may leave out the number."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    found = set(PLACEHOLDER.findall(string))
    return found == wanted or (len(ids) == 2 and found == wanted - {"%(num)s"})


def test_a_placeholder_that_is_lost_is_found() -> None:
    assert not _fits(Message("Status %(status)s"), "État")
    assert not _fits(Message("Status %(status)s"), "État %(statut)s")
    assert _fits(Message("Status %(status)s"), "%(status)s : état")
    assert _fits(Message(("%(num)s entry of %(all)s", "%(num)s entries of %(all)s")), "une entrée de %(all)s")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(PAGES / "templates")))
def test_words_of_templates_are_for_translators(template: Path) -> None:
    """What stands between tags, or is read out, stands in `_("…")`; or is English and says so with `lang="en"`."""
    assert list(bare(template.read_text(encoding="utf-8"))) == []


def bare(source: str) -> Iterator[str]:
    """Words in the HTML of a template that no function gives, each with its line."""
    reader = _Reader()
    # What a template fills in is no word; where it stands alone in an attribute it holds its place.
    pieces, inside = [], ""
    for _, token, value in templates("en").lex(source):
        if token == "data":
            pieces.append(value)
        elif token.endswith("_begin"):
            inside = token
        elif token.endswith("_end") and inside != "comment_begin":
            pieces.append("\x1a")
        if token != "data":
            pieces.append("\n" * value.count("\n"))
    reader.feed("".join(pieces))
    reader.close()
    yield from reader.found


class _Reader(HTMLParser):
    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect", "line", "circle", "use", "col"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        english = ("lang", "en") in attrs or (bool(self.open) and self.open[-1][1])
        if not english:
            for name, value in attrs:
                if name in SPOKEN and tag != "meta":
                    self._look(value or "")
        if tag not in self.VOID:
            self.open.append((tag, english))

    def handle_endtag(self, tag: str) -> None:
        if tag in [each for each, _ in self.open]:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tag, english = self.open[-1] if self.open else ("", False)
        if not english and tag not in {"code", "kbd"}:
            self._look(data)

    def _look(self, text: str) -> None:
        for word in WORD.findall(GLUED.sub(" ", text)):
            # Abbreviations are what they are.
            if word not in SAME_EVERYWHERE and not word.isupper():
                self.found.append(f"line {self.getpos()[0]}: {word}")


def test_a_bare_word_is_found() -> None:
    source = """{# A comment #}
    <p title="{{ _("Good") }}" class="{% if x %}wide{% endif %}">{{ _("Words") }} and {{ n }}<b lang="en">Reason</b></p>
    <input placeholder="Type here"><code>GET</code>"""
    assert list(bare(source)) == ["line 2: and", "line 3: Type", "line 3: here"]


@pytest.mark.parametrize(
    "source",
    ['{{ _("a" ~ b) }}', "{{ gettext(words) }}", '{{ ngettext("one", many, 3) }}', '{{ _("a" if b else "c") }}'],
)
def test_words_that_nobody_could_gather_are_refused(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text(source, encoding="utf-8")
    monkeypatch.setattr(messages, "PAGES", tmp_path)
    with pytest.raises(NotWordsError, match=r"page\.html:1: "):
        messages.messages()


def test_words_are_gathered_from_templates_and_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text('{{ ngettext("%(num)s entry", "%(num)s entries", 2) }}{{ _("Go") }}', "utf-8")
    (tmp_path / "code.py").write_text('language.words.gettext("here" if a else "there")\n', "utf-8")
    monkeypatch.setattr(messages, "PAGES", tmp_path)
    assert [(message.words, message.file) for message in messages.messages()] == [
        (("%(num)s entry", "%(num)s entries"), "page.html"),
        (("Go",), "page.html"),
        (("here",), "code.py"),
        (("there",), "code.py"),
    ]


def test_a_catalog_keeps_its_translations_and_is_written_alike_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text('{{ _("Go") }}{{ _("Going") }}', "utf-8")
    (tmp_path / "ru.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Go"\nmsgstr "Вперёд"\n\nmsgid "Old"\nmsgstr "a"\n')
    monkeypatch.setattr(messages, "PAGES", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    written = gathered("ru")
    assert 'msgid "Go"\nmsgstr "Вперёд"\n' in written
    assert 'msgid "Going"\nmsgstr ""\n' in written, "and nothing is guessed"
    assert "Old" not in written
    assert "nplurals=3" in written
    (tmp_path / "ru.po").write_text(written, encoding="utf-8")
    assert gathered("ru") == written
