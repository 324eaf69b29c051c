"""`goal17 review`: decide whether two names are one organisation, or two records one partnership; take it back."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

from api.cli import STOPPED
from api.cli.changes import in_graph
from api.cli.opened import opened_store, read_settings
from api.cli.options import WithDefault, answers, stored
from api.cli.output import Page, label, name, plain, print_json
from api.cli.progress import progress
from graph.errors import InputError
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.review import Review
    from api.settings import Settings
    from api.wire_review import JudgedName, JudgementAnswer, QuestionAnswer
    from graph.build.rebuild import Changes
    from graph.model.judgements import Verdict
    from graph.review.words import Pair
    from graph.store.interface import Store

F = TypeVar("F", bound=Callable[..., object])

_PAGE = 20


@click.group(cls=WithDefault)
def review() -> None:
    """Decide whether names are one organisation: open questions one by one (that is what it does by itself), or any."""


def _filters(command: F) -> F:
    """Which questions."""
    for option in (
        click.option("--text", default="", metavar="WORDS", help="Only names with words that begin so."),
        click.option(
            "--min-score", "minimum", type=click.FloatRange(0, 1), default=0.0, help="Only what scored so much."
        ),
        click.option("--register", default="", metavar="NAME", help="Only what this register names."),
        click.option("--country", default="", metavar="COUNTRY", help="Only names of a country: a code or a name."),
        click.option(
            "--kind",
            type=click.Choice(["partner", "reference", "partnership"]),
            help="Organisations, organisations and entries of reference registers, or records of partnerships.",
        ),
    ):
        command = option(command)
    return command


def _by(command: F) -> F:
    """`--by WHO`."""
    return click.option("--by", metavar="WHO", help="Who decides; it is kept. Default: your user name here.")(command)


def _judging(command: F) -> F:
    """What the three verdicts take."""
    command = click.argument("what", nargs=-1, required=True, metavar="QUESTION | A B")(command)
    command = click.option("--note", default="", metavar="WORDS", help="Why; it is kept.")(command)
    command = click.option(
        "--replace", "replacing", is_flag=True, help="Let your word count where another person has decided."
    )(command)
    return answers(_by(command))


@review.command(
    epilog="Example: goal17 review ask --country Kenya --by Ama, or in a pipe: printf 's\\nd\\nq\\n' | goal17 review"
)
@_filters
@_by
@stored
def ask(
    kind: str | None, country: str, register: str, minimum: float, text: str, by: str | None, url: str | None
) -> None:
    """Ask the open questions one by one, what matters most first; ? explains the keys.

    Each decision is stored at once. When you end (q), the graph follows what was decided. Without a terminal, lines are
    read: the letter or the word, then perhaps a note.
    """
    from api.cli.asking import Asking, nothing_open
    from api.review import checked
    from graph.review.queue import Wanted

    settings = read_settings(url)
    with opened_store(settings) as store:
        desk = _desk(store, settings)
        _catch_up(store, settings)
        registers = {each.code for each in store.view().registers()}
        wanted = checked(Wanted(kind or "", country, register, minimum, text), registers)
        if not desk.review.desk.open(wanted):
            click.echo(nothing_open(wanted))
            return
        before = store.view().status().entities
        session = Asking(desk.review.desk, _who(by), wanted).run()
        click.echo(session.summary())
        if session.stopped:
            click.echo("What was decided is stored; the graph follows at the next `goal17 review`.", err=True)
            sys.exit(STOPPED)
        if store.view().status().pending:
            click.echo(in_graph(_follow(store, settings)))
            after = store.view().status().entities
            for kind_, word in (("partner", "organisation"), ("partnership", "partnership")):
                if after.get(kind_, 0) != before.get(kind_, 0):
                    click.echo(f"{number(after.get(kind_, 0), word)} now, {before.get(kind_, 0):,} before.")


@review.command("list", epilog="Example: goal17 review list --kind partner --min-score 0.8")
@_filters
@click.option("--limit", type=click.IntRange(1, 100), default=_PAGE, show_default=True, help="Questions on a page.")
@click.option("--cursor", metavar="CURSOR", help="Where the page before ended.")
@answers
def list_(
    kind: str | None,
    country: str,
    register: str,
    minimum: float,
    text: str,
    limit: int,
    cursor: str | None,
    url: str | None,
    as_json: bool,
) -> None:
    """List the open questions, what matters most first."""
    from api.cli.asking import nothing_open
    from graph.review.queue import Wanted

    settings = read_settings(url)
    wanted = Wanted(kind or "", country, register, minimum, text)
    with opened_store(settings) as store:
        desk = _desk(store, settings)
        found = desk.review.queue(wanted, limit, cursor)
    if as_json:
        print_json(found)
        return
    if not found.total:
        click.echo(nothing_open(wanted))
        return
    page = Page()
    later = f", {found.unsure:,} of them called unsure" if found.unsure else ""
    page.line(f"{number(found.total, 'open question')}{later}; {found.decided:,} decided", style="bold")
    for each in found.questions:
        page.line()
        _print_question(page, each)
    if found.next:
        page.line()
        page.exact(f"Next page: --cursor {found.next}", style="dim")


@review.command(epilog='Example: goal17 review show 3b4a7bd0c1f2aa10; goal17 review show WWF "World Wildlife Fund"')
@click.argument("what", nargs=-1, required=True, metavar="QUESTION | A B")
@answers
def show(what: tuple[str, ...], url: str | None, as_json: bool) -> None:
    """Show one question, or any two names: both sides, what speaks for and against it, what each answer would do."""
    from rich.console import Console

    from api.cli.review_screen import screen

    settings = read_settings(url)
    with opened_store(settings) as store:
        desk = _desk(store, settings)
        pair = desk.pair(what)
        if as_json:
            print_json(desk.review.inquire(pair))
            return
        inquiry = desk.review.desk.inquire(pair)
    page = Page()
    page.line(f"Question {inquiry.question.id}", style="bold")
    for line in screen(inquiry, Console(file=sys.stdout).width):
        page.exact(line.plain)


@review.command(epilog='Example: goal17 review same WWF "World Wildlife Fund" --by Ama --note "its name until 1986"')
@_judging
def same(what: tuple[str, ...], replacing: bool, note: str, by: str | None, url: str | None, as_json: bool) -> None:
    """Say that two names are one organisation, or two records one partnership.

    Name a QUESTION by its id, or A and B by ids of entries, ids of records, or as they are written.
    Where one is an entry of a reference register (https://ror.org/...), the other is linked with it.
    """
    _judge("same", what, by, note, url, replacing=replacing, as_json=as_json)


@review.command(epilog='Example: goal17 review different conservation-international-8f9ab25b "CI" --by Ama')
@_judging
def different(
    what: tuple[str, ...], replacing: bool, note: str, by: str | None, url: str | None, as_json: bool
) -> None:
    """Say that two names are not one: they are parted if they are joined now, and never joined again.

    Name a QUESTION by its id, or A and B by ids of entries, ids of records, or as they are written. To take a name out
    of an entry, give the entry's id and the name.
    """
    _judge("different", what, by, note, url, replacing=replacing, as_json=as_json)


@review.command(epilog="Example: goal17 review unsure 3b4a7bd0c1f2aa10 --note 'asked the desk of the register'")
@_judging
def unsure(what: tuple[str, ...], replacing: bool, note: str, by: str | None, url: str | None, as_json: bool) -> None:
    """Say that it can't be told yet: the question is asked again, after all others.

    Name a QUESTION by its id, or A and B by ids of entries, ids of records, or as they are written.
    """
    _judge("unsure", what, by, note, url, replacing=replacing, as_json=as_json)


@review.command(epilog="Example: goal17 review history --by Ama")
@click.option("--by", default="", metavar="WHO", help="Only what this person said.")
@click.option("--limit", type=click.IntRange(1, 100), default=_PAGE, show_default=True, help="Judgements on a page.")
@click.option("--cursor", metavar="CURSOR", help="Where the page before ended.")
@answers
def history(by: str, limit: int, cursor: str | None, url: str | None, as_json: bool) -> None:
    """List what persons have decided, the last first, with what was undone."""
    settings = read_settings(url)
    with opened_store(settings) as store:
        desk = _desk(store, settings)
        found = desk.review.history(by, limit, cursor)
    if as_json:
        print_json(found)
        return
    page = Page()
    if not found.total:
        page.line(f"{by or 'Nobody'} has decided {'nothing' if by else 'anything'} yet.")
    for each in found.judgements:
        _print_judgement(page, each)
    if found.next:
        page.exact(f"Next page: --cursor {found.next}", style="dim")


@review.command(epilog="Example: goal17 review undo; goal17 review undo 77e1b9c2a4d05f31 --by Ama")
@click.argument("judgement", required=False, metavar="[ID]")
@_by
@answers
def undo(judgement: str | None, by: str | None, url: str | None, as_json: bool) -> None:
    """Take back a decision, by default your last one: the graph is again what it was without it.

    What was decided of the same names before counts again. It stays in the history.
    """
    settings = read_settings(url)
    who = _who(by)
    with opened_store(settings) as store:
        desk = _desk(store, settings)
        undone = desk.review.undo(judgement or desk.review.last_of(who).id, who)
    if as_json:
        print_json(undone)
        return
    page = Page()
    if undone.already:
        page.line(f"That was undone already, at {undone.judgement.undone_at}; nothing was changed.")
    _print_judgement(page, undone.judgement)
    if undone.stands is not None:
        page.line("On the same names this counts now:")
        _print_judgement(page, undone.stands)
    if undone.graph is not None:
        click.echo(in_graph(undone.graph))


def _judge(
    verdict: Verdict,
    what: tuple[str, ...],
    by: str | None,
    note: str,
    url: str | None,
    *,
    replacing: bool,
    as_json: bool,
) -> None:
    settings = read_settings(url)
    who = _who(by)
    with opened_store(settings) as store:
        desk = _desk(store, settings)
        pair = desk.pair(what)
        said, done = desk.review.decide(pair, verdict, who, note=note, replacing=replacing)
    if said.taken(who):
        word = done.judgement
        raise InputError(
            f"{word.by} has decided that already ({word.verdict}, {word.at}); nothing was stored. With --replace your"
            " word counts."
        )
    if as_json:
        print_json(done)
        return
    page = Page()
    if not done.stored:
        page.line("You had said so already; nothing was changed.")
    _print_judgement(page, done.judgement)
    if done.before is not None and done.stored:
        page.line(f"It replaces what {plain(done.before.by)} said: {done.before.verdict}.")
    if done.graph is not None:
        click.echo(in_graph(done.graph))
    if done.stored:
        page.exact(f"goal17 review undo {done.judgement.id}", style="dim")


@dataclass(frozen=True, slots=True)
class _AtHand:
    """The desk of one command."""

    review: Review

    def pair(self, what: tuple[str, ...]) -> Pair:
        """The names that are meant: those of a question, or any two."""
        if len(what) == 1:
            return self.review.desk.pair(what[0])
        if len(what) == len(("A", "B")):
            return self.review.desk.names(*what)
        raise click.UsageError("Name one QUESTION by its id, or two names: A B (in quotes where they have blanks).")


def _desk(store: Store, settings: Settings) -> _AtHand:
    """The desk, whose decisions the graph follows before the command ends."""
    from api.review import Review

    return _AtHand(Review(store, lambda: _follow(store, settings), settings.weights))


def _follow(store: Store, settings: Settings) -> Changes:
    from api.deriving import follow

    with progress() as bars:
        if bars is not None:
            bars("deriving the graph", 0, 0)
        return follow(store, settings.models, progress=bars, weights=settings.weights)


def _catch_up(store: Store, settings: Settings) -> None:
    """Let the graph follow what a session decided that was ended before it could."""
    status = store.view().status()
    if status.pending and status.drafts:
        click.echo("The graph has yet to follow what was decided or read; that comes first.", err=True)
        _follow(store, settings)


def _who(by: str | None) -> str:
    """Who decides: `--by`, or who is logged in here."""
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise InputError("Nobody is known here by a user name; --by says who decides.") from error


def _print_question(page: Page, question: QuestionAnswer) -> None:
    score = "" if question.score is None else f"{question.score:.2f}  "
    page.line(f"{score}{name(question.a.name)}  |  {name(question.b.name)}", style="bold")
    what = "partner" if question.kind == "partnership" else "partnership"
    for side in (question.a, question.b):
        about = [
            f"“{name(side.written)}”",
            label("type", side.type) if side.type else "",
            ", ".join(label("country", code) for code in side.countries[:3]),
            number(side.degree, what)
            if side.kind != "reference"
            else f"entry of {', '.join(side.registers)}, no partner",
        ]
        page.item("-", " · ".join(part for part in about if part), indent=2)
    if question.unsure is not None:
        page.line(f"{plain(question.unsure.by)} was unsure. {plain(question.unsure.note)}", indent=2)
    page.exact(f"goal17 review show {question.id}", indent=2, style="dim")


def _print_judgement(page: Page, judgement: JudgementAnswer) -> None:
    undone = f"undone {judgement.undone_at}" if judgement.undone_at else "" if judgement.counts else "replaced"
    parts = [judgement.at[:19].replace("T", " "), plain(judgement.by), judgement.verdict, undone]
    page.line(" · ".join(part for part in parts if part), style="bold")
    page.line(f"{_judged(judgement.a)} and {_judged(judgement.b)}", indent=2)
    if judgement.note:
        page.line(plain(judgement.note), indent=2)
    page.exact(judgement.id, indent=2, style="dim")


def _judged(said: JudgedName) -> str:
    """A name that was judged, with what tells it apart from others that are written so."""
    beside = plain(said.record) or (label("country", said.country) if said.country else "")
    return f"“{name(said.name)}”{f' ({beside})' if beside else ''}"
