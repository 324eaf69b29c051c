"""`goal17 review`: one question after the other, by a key on a terminal, by lines from anything else."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from api.cli.keys import Keys
from api.cli.output import plain
from api.cli.review_screen import said, screen
from graph.errors import NotFoundError, StoreUnavailableError
from graph.review.queue import Wanted
from graph.text.sentence import number

if TYPE_CHECKING:
    from graph.model.judgements import Verdict
    from graph.review.desk import Desk, Inquiry
    from graph.review.queue import Question
    from graph.review.words import Said

_VERDICTS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "unsure"}

_ASKED = {
    "partner": "Are these one organisation?",
    "reference": "Is this organisation that entry of a reference register?",
    "partnership": "Are these one partnership?",
}

_KEYS = "s same  d different  u unsure  n next  b back  z undo  o more  ? help  q quit"

_OTHER_KEYS = {"\r": "n", "\n": "n", " ": "n", "\x1b[C": "n", "\x1b[B": "n", "\x1b[D": "b", "\x1b[A": "b"}
"""Enter, the space bar and the arrows."""

_WORDS = {"same": "s", "different": "d", "unsure": "u", "next": "n", "back": "b", "undo": "z", "more": "o"} | {
    "": "n",
    "quit": "q",
    "help": "?",
}
"""What a line may say in place of a letter."""

_HELP = """\
s      the same: both names are one organisation (both records one partnership); where one
       is an entry of a reference register, the organisation gets its identifiers
d      different: they never become one, whatever rules and scores say
u      unsure: asked again, after all other questions
n      next question, without a word; the space bar and the arrows too
b      back to the question before
z      undo your last decision of this session, and go back to it
o      all names, places and partnerships of both sides
q      end; the graph then follows what was decided

Each side stands in its column. "=" marks what both sides have. "score" is how sure
the comparison of names is, with what each reason adds. A decision is stored at once,
with your name; `goal17 review undo` takes it back at any time. In lines, and not by
keys, what follows the letter is kept as your note: "s a translation".
"""


@dataclass
class Session:
    """What a person did.

    Attributes:
        decided: the decisions that stand, in the order in which they were made.
        stopped: it was ended by Ctrl-C.
    """

    decided: list[Said] = field(default_factory=list)
    stopped: bool = False

    def summary(self) -> str:
        """What was decided, in a line."""
        counts = Counter(each.judgement.verdict for each in self.decided)
        if not counts:
            return "Nothing was decided."
        parts = ", ".join(f"{count:,} {verdict}" for verdict, count in counts.items())
        return f"{number(len(self.decided), 'decision')}: {parts}."


class Asking:
    """Asks the open questions of a desk.

    Args:
        desk: the desk.
        by: who answers.
        wanted: which questions.
    """

    def __init__(self, desk: Desk, by: str, wanted: Wanted) -> None:
        self._desk = desk
        self._by = by
        self._wanted = wanted
        self._keys = Keys() if Keys.there() else None
        self._console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
        self._session = Session()
        self._questions: list[Question] = []
        self._open: set[str] = set()
        self._at = 0
        self._warned = ""
        self._told = ""

    def run(self) -> Session:
        """Ask until the person ends it, or nothing is open; whatever was decided is stored by then."""
        self._questions = self._desk.open(self._wanted)
        self._open = {each.id for each in self._questions}
        try:
            with self._keys.held() if self._keys else nullcontext():
                self._go()
        except (KeyboardInterrupt, click.Abort):
            self._session.stopped = True
        return self._session

    def _go(self) -> None:
        """Ask until there is an end."""
        while self._at < len(self._questions):
            try:
                self._show(self._desk.inquire(self._questions[self._at].pair))
            except NotFoundError:  # a register was read anew meanwhile, and has the name no more
                self._at += 1
                continue
            if not self._answer():
                break
        else:
            self._say("That was the last open question.")

    def _show(self, inquiry: Inquiry, *, whole: bool = False) -> None:
        if self._keys and not whole:
            click.clear()
        done = f" · {len(self._session.decided):,} decided" if self._session.decided else ""
        heading = f"{_ASKED[inquiry.question.kind]} {self._at + 1:,} of {len(self._questions):,}{done}"
        self._console.print(Text(heading, "bold"))
        # Above it stands the heading, below it the last decision, the keys, and the cursor.
        height = 0 if whole else max(self._console.height - 3 - bool(self._told), 15)
        for line in screen(inquiry, self._console.width, height):
            self._console.print(line, soft_wrap=True)
        if self._told:
            self._say(self._told)
            self._told = ""
        if self._keys:
            self._keys.forget()
            self._say(_KEYS)

    def _answer(self) -> bool:
        """Take keys until the question is left; False where the person ends the session."""
        while True:
            key, note = self._read()
            try:
                left = self._follow_key(key, note)
            except StoreUnavailableError as error:
                self._say(f"{error} Nothing was stored; the same key tries it again.")
                continue
            if left is not None:
                return left

    def _follow_key(self, key: str, note: str) -> bool | None:
        """Do what a key asks for: True leaves the question, False ends the session, None stays with it."""
        if key in _VERDICTS:
            if self._decide(_VERDICTS[key], note):
                return True
        elif key == "n":
            self._forward()
            return True
        elif key == "b":
            self._at = max(self._at - 1, 0)
            return True
        elif key == "z":
            if self._undo():
                return True
        elif key == "o":
            self._show(self._desk.inquire(self._questions[self._at].pair), whole=True)
        elif key == "?":
            self._say(_HELP)
        elif key in {"q", ""}:
            return False
        else:
            self._say(f"There is no key {key!r} here. {_KEYS}.")
        return None

    def _read(self) -> tuple[str, str]:
        """A key, or the first letter of a line with what follows it; "" where there is nothing more to read."""
        if self._keys:
            key = self._keys.read()
            return _OTHER_KEYS.get(key, key.lower()), ""
        line = sys.stdin.readline()
        if not line:
            return "", ""
        word, _, note = line.strip().partition(" ")
        return _WORDS.get(word.lower(), word.lower()), note

    def _decide(self, verdict: Verdict, note: str) -> bool:
        question = self._questions[self._at]
        replacing = self._warned == f"{question.id} {verdict}"
        done = self._desk.decide(question.pair, verdict, self._by, note=note, replacing=replacing)
        if done.taken(self._by):
            self._warned = f"{question.id} {verdict}"
            self._say(f"Decided already. {said(done.judgement)}. The same key again replaces it; n leaves it.")
            return False
        self._warned = ""
        if done.stored:
            self._session.decided.append(done)
        self._tell(f"{verdict}: {question.a.written} / {question.b.written}")
        self._open = {each.id for each in self._desk.open(self._wanted) if each.unsure is None}
        self._forward()
        return True

    def _forward(self) -> None:
        """To the next question that is open still; an answer can settle others."""
        self._at += 1
        while self._at < len(self._questions):
            question = self._questions[self._at]
            if question.id in self._open or question.unsure is not None:
                break
            self._at += 1

    def _undo(self) -> bool:
        if not self._session.decided:
            self._say("Nothing was decided in this session; `goal17 review undo` takes back what you said earlier.")
            return False
        last = self._session.decided[-1]
        self._desk.undo(last.judgement.id, self._by)
        self._session.decided.pop()
        pair = (last.judgement.a, last.judgement.b)
        self._at = next(place for place, each in enumerate(self._questions) if each.pair == pair)
        self._open = {each.id for each in self._desk.open(self._wanted)} | {self._questions[self._at].id}
        self._tell(f"undone: {last.judgement.verdict}")
        return True

    def _tell(self, text: str) -> None:
        """Say it now, or with the next question where that clears the screen."""
        if self._keys:
            self._told = plain(text)
        else:
            self._say(plain(text))

    def _say(self, text: str) -> None:
        self._console.print(Text(text), soft_wrap=True)


def nothing_open(wanted: Wanted) -> str:
    """What to say where no question is open."""
    if wanted != Wanted():
        return "No open question passes these filters; `goal17 review list` lists all."
    return (
        "No question is open. Questions come about when registers are read: names that are alike, and not alike enough"
        " to be joined without asking, are asked of a person. Any two names can be decided: `goal17 review same A B`,"
        " `goal17 review different A B`."
    )
