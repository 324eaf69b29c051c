"""Targets that can be measured, and targets with a date: the number and the day that show it (D0, Goals and Structure).

A sentence promises where it says what will be or is to be; one that only tells what was is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.infer.sentences import Sentence

_MONTH_NAMES = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
)
_YEAR = r"20\d\d"
_AIM = re.compile(
    r"(?i)\b(?:will|shall|to (?:increase|reduce|decrease|cut|reach|achieve|protect|restore|plant|train|double|halve"
    r"|conserve|provide|establish|build|install|create|eliminate|collect|remove|raise|ensure|conduct|develop|improve"
    r"|deliver|support|complete)|aims?|aiming|targets?|goals?|objectives?|commits?|committed|pledges?|plans?|expects?"
    rf"|expected|intends?|(?:by|until|before) (?:the )?(?:end of )?(?:the year )?{_YEAR}"
    r"|se propone|proponemos|metas?|objetivos?|lograr|alcanzar|reducir|aumentar|capacitar"
    rf"|(?:para|hasta) (?:el )?(?:ano |año )?{_YEAR}"
    rf"|objectifs?|vise|visant|atteindre|r[ée]duire|augmenter|former|d['’ ]ici (?:[àa] )?(?:fin )?{_YEAR})\b"
)
_SCALE = r"(?:hundred|thousand|million|billion|mil|millones|millions?|milliers?)"
_NO_UNIT = (
    rf"(?!(?:{_MONTH_NAMES}|and|or|to|y|et|of|the|de|th|st|nd|rd|usd|us|eur|euros?|dollars?|agenda|session|hours?|pm"
    r"|am|years?|months?|weeks?|days?|a[ñn]os|meses|d[íi]as|ans|mois|jours|pillars?|components?|phases?|objectives?|goals?|sdgs?|areas|themes?|steps|main|parts|principles|pages?"
    r"|pilares|componentes|fases|objetivos|metas|piliers|composantes|axes|objectifs)\b)"
)
_AMOUNT = re.compile(
    r"(?i)(?<![\w.,/#-])\d+(?:[.,]\d+)?\s?(?:%|per\s?cent\b|por\s?ciento\b|pour\s?cent\b)"
    r"|(?<![\w.,/#$€£-])(?:\d{1,3}(?:[., ]\d{3})+|\d{1,7})(?:\.\d+)?\s?\+?\s+"
    rf"(?:{_SCALE}\s+)?{_NO_UNIT}(?:[^\W\d_][\w’'-]{{2,}}|ha\b|km2?\b|mw\b|gw\b|sq\b)"
)
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d\b(?!,)")
_NUMBERED = re.compile(
    rf"(?i)(?:\b(?:sdgs?|ods|odd|goals?|targets?|articles?|chapters?|annex|phases?|resolution|decision|cop|section|page"
    r"|figure|agenda|days?|part|step|objective|work package|wp|no\.?|number|meta|objetivo|paragraph|para|art|rio|law"
    r"|act|since|year|art[ií]culo|horizon|level|category|grade|tier|stage|component|activity|output|outcome|priority"
    rf"|theme|ley|decreto|{_MONTH_NAMES})\s*[#.:]?\s*)$"
)
"""What stands before a number that only names a thing: "SDG 14", "phase 2", "1 of 12 May"."""

_DATED = re.compile(
    r"(?i)\b(?:(?:by|before|until|no later than|not later than) (?:the )?"
    r"(?:(?:end|beginning|middle|close) of )?(?:the )?(?:fiscal )?(?:year )?(?:early |mid[- ]?|late )?"
    rf"(?:(?:{_MONTH_NAMES}|spring|summer|autumn|fall|winter|q[1-4])(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? )?(?:of )?"
    rf"(?P<en>{_YEAR})"
    r"|(?:within (?:the )?|(?:over|in) the )(?:next |coming |first )?"
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen) (?:years?|months?)"
    rf"|(?:para|hasta|antes de|al) (?:el )?(?:fin(?:al)?(?:es)? de )?(?:el )?(?:a[ñn]o )?(?P<es>{_YEAR})"
    r"|(?:d['’ ]ici|avant|jusqu['’ ]en) (?:[àa] )?(?:la )?(?:fin )?(?:de )?(?:l['’ ]ann[ée]e )?"
    rf"(?P<fr>{_YEAR})"
    r"|en (?:un plazo de |los pr[óo]ximos )?(?:\d{1,2}|dos|tres|cuatro|cinco|diez) (?:a[ñn]os|meses))\b"
)


_REACH = 120
"""Characters before an amount in which an aim is looked for: further away it belongs to something else."""

_BEHIND = 60
_BY = re.compile(
    rf"(?i)[^.;]*?\b(?:will be|shall be|are to be|by (?:the )?(?:end of )?{_YEAR}|ser[áa]n|seront"
    rf"|(?:para|d['’ ]ici) {_YEAR})\b"
)
"""What makes a promise of an amount from behind: "200 fishers will be trained"."""


def amounts(text: str) -> Iterator[str]:
    """The numbers of a promise with what they count; none where nothing is promised.

    >>> list(amounts("We will train 200 fishers in 2019.")), list(amounts("It was adopted in 1994 by 12 States."))
    (['200 fishers'], [])
    >>> list(amounts("Our aim is to cut plastic waste by 30 %, in line with SDG 14."))
    ['30 %']
    """
    for found in _AMOUNT.finditer(text):
        before = text[max(0, found.start() - _REACH) : found.start()]
        after = text[found.end() : found.end() + _BEHIND]
        if _YEAR_ONLY.match(found.group()) or _NUMBERED.search(before):
            continue
        if not (_AIM.search(before) or _BY.match(after)):
            continue
        yield " ".join(found.group().split())


_AGENDA = re.compile(r"(?i)\b(?:sdgs?|ods|odd|agenda|sustainable development goals?|objetivos de desarrollo)\b")
"""The goals of all are to be reached by 2030: that is no promise of one initiative."""


_DONE = re.compile(r"(?i)\b(?:has|have|had) been\s(?:\w+\s){0,3}$")
"""What was done by a day is no promise."""


def dates(text: str) -> Iterator[str]:
    """The days by which something is promised.

    >>> list(dates("By the end of 2020 all reefs are mapped.")), list(dates("The project began in 2016."))
    (['By the end of 2020'], [])
    """
    for found in _DATED.finditer(text):
        agenda = "2030" in found.group() and _AGENDA.search(text)
        if agenda or _DONE.search(text[: found.start()]):
            continue
        if any(found.group(language) for language in ("en", "es", "fr")) or _AIM.search(text):
            yield " ".join(found.group().split())


def promises(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """What shows that a sentence sets a target: (`measurable` or `time-bound`, the number or the date)."""
    for amount in amounts(sentence.text):
        yield "measurable", amount
    for day in dates(sentence.text):
        yield "time-bound", day
