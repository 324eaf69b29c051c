"""A series as a chart: horizontal bars in SVG, with a text alternative, readable in greyscale and without colour.

The chart holds what a reader needs who sees nothing else: what is counted, among how many, by which rule, of which
slice; or, where a page says all that around it, its bars alone. How it looks is said by attributes of its elements,
which the style sheet of a page may overrule, and which no policy of contents forbids.

Where a value was published of the same, a mark stands on the bar and the number beside it. A mark asks to be compared:
what was published of another population, or needs a note, has none and is told below with its note.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from xml.sax.saxutils import escape as escape_xml

from graph.analytics.figures.figure import Bar, Figure, Published, Series
from graph.analytics.figures.published import document
from graph.analytics.figures.words import beside, denominator, largest, name, told, value
from graph.text.percent import percent
from graph.text.sentence import listed, number

MOST_BARS = 25
"""Bars of one chart, the largest; how many others there are is told below."""

_WIDTH = 820
_LEFT = 280
_BARS = 270
_ROW = 26
_MARGIN = 16
_LINE = 16
_WRAPPED = 125
_LABEL = 42
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = 'font-family="system-ui, sans-serif" font-size="13" fill="#1a1a1a"'
_TITLE = 'class="title" font-size="16" font-weight="600"'
_NOTE = 'class="note" font-size="11" fill="#444"'
_BAR = 'class="bar" fill="#4a6b8a"'
_AXIS = 'class="axis" stroke="#1a1a1a" stroke-width="1"'
_PUBLISHED = 'class="published" stroke="#1a1a1a" stroke-width="2"'


def chart(figure: Figure, series: Series, *, alone: bool = True) -> str:
    """The chart of one series of a figure, as an SVG document; one that says so where there is nothing to show.

    Args:
        figure: the figure.
        series: one of its.
        alone: whether the title, and what the numbers rest on, stand in it; where a page says them, bars are enough.
    """
    there = [each for each in series.bars if each.count] if len(series.bars) > MOST_BARS else series.bars
    shown = largest(there, MOST_BARS) if series.readable else []
    rest = len(there) - len(shown) if shown else 0
    published: dict[str, Published] = {}
    unmarked = []
    for each, bar in beside(figure, series):
        # One mark a bar; what else was published of it is told below, as is what has no bar here. So is what needs a
        # note: of the partnerships with regional scope, 41 % is no mark for a share of all.
        if bar is not None and bar in shown and not each.note and bar.code not in published:
            published[bar.code] = each
        else:
            unmarked.append(each)
    head = _wrapped(f"{_number(figure)}{figure.title}: {series.title}", 84) if alone else []
    foot = _foot(figure, series, rest, published.values(), unmarked) if alone else []
    title, description = (f"{part}-{figure.code}-{series.code}" for part in ("title", "description"))
    said = f'role="img" lang="en" aria-labelledby="{f"{title} {description}" if alone else title}"'
    top = _MARGIN + 22 * len(head) + 8
    below = top + _ROW * max(len(shown), 1) + 12
    height = below + _LINE * len(foot) + _MARGIN
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {size} {_TEXT} {said}>',
        f'<title id="{title}">{_escape(f"{_number(figure)}{figure.title}: {series.title}")}</title>',
        *([f'<desc id="{description}">{_escape(told(figure, series))}</desc>'] if alone else []),
        f'<rect class="ground" width="{_WIDTH}" height="{height}" fill="#fff"/>',
        *(
            f'<text {_TITLE} x="{_MARGIN}" y="{_MARGIN + 16 + 22 * at}">{_escape(line)}</text>'
            for at, line in enumerate(head)
        ),
        *(_bars(shown, published, top) if shown else _nothing(top)),
        *(
            f'<text {_NOTE} x="{_MARGIN}" y="{below + _LINE * (at + 1)}">{_escape(line)}</text>'
            for at, line in enumerate(foot)
        ),
        "</svg>",
    ]
    return "\n".join(body) + "\n"


def _bars(bars: Sequence[Bar], published: Mapping[str, Published], top: int) -> list[str]:
    shares = [each.share for each in bars] + [_share(each) for each in published.values()]
    # Where every bar is empty, anything but nothing to divide by.
    widest = max((each for each in shares if each), default=1.0)
    made = []
    for at, each in enumerate(bars):
        y = top + _ROW * at
        width = _BARS * (each.share or 0.0) / widest
        made.append(
            f'<text x="{_LEFT - 8}" y="{y + 17}" text-anchor="end">{_escape(_short(each.label))}</text>'
            f'<rect {_BAR} x="{_LEFT}" y="{y + 4}" width="{width:.1f}" height="{_ROW - 8}"/>'
        )
        note, end = f"{each.count:,} ({percent(each.share)})", width
        was = published.get(each.code)
        if was is not None:
            share = _share(was)
            note += f"; published {value(was)}"
            if share is not None:
                mark = _LEFT + _BARS * share / widest
                end = max(end, mark - _LEFT)
                made.append(f'<path {_PUBLISHED} d="M{mark:.1f} {y + 1}V{y + _ROW - 1}"/>')
        made.append(f'<text x="{_LEFT + end + 6:.1f}" y="{y + 17}">{_escape(note)}</text>')
    made.append(f'<path {_AXIS} d="M{_LEFT} {top}V{top + _ROW * len(bars)}"/>')
    return made


def _nothing(top: int) -> list[str]:
    return [f'<text x="{_MARGIN}" y="{top + 17}">Nothing could be read.</text>']


def _foot(
    figure: Figure,
    series: Series,
    rest: int,
    marked: Collection[Published],
    unmarked: Collection[Published],
) -> list[str]:
    notes = [f"Slice: {figure.slice}.", denominator(series), series.rule]
    if rest:
        notes.append(f"{number(rest, 'other bar')} {'is' if rest == 1 else 'are'} left out.")
    if marked:
        notes.append(f"The marks are values that were published in {listed(_documents(marked))}.")
    if unmarked:
        values = "; ".join(f"{name(figure, each)} {value(each)}{_note(each)}" for each in unmarked)
        notes.append(f"Published in {listed(_documents(unmarked))}, without a mark here: {values}.")
    notes += figure.notes
    return [line for note in notes for line in _wrapped(note, _WRAPPED)]


def _documents(published: Iterable[Published]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(document(each.source) for each in published))


def _note(published: Published) -> str:
    return f" ({published.note})" if published.note else ""


def _escape(text: str) -> str:
    """Text as it may stand in XML, whose documents know no control characters and no halves of surrogate pairs."""
    return escape_xml(_NO_XML.sub("\ufffd", text))


def _share(published: Published) -> float | None:
    if published.unit == "percent":
        return published.value / 100
    return published.value / published.of if published.of else None


def _number(figure: Figure) -> str:
    return f"Figure {figure.code}. " if figure.code.isupper() else ""


def _short(label: str) -> str:
    return textwrap.shorten(label, _LABEL, placeholder=" …") if len(label) > _LABEL else label


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width) or [""]
