"""How much a request may say: so much as anybody says, and no more than is answered in a few seconds."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

MOST_TEXT = 100_000
"""Characters of a text."""

MOST_ITEMS = 100
"""Items of a list."""

MOST_PLACES = 300
"""Items of a list of countries: more than there are."""

MOST_PARTNERS = 500
"""Partners of a partnership in words."""

MOST_EXCLUDED = 1_000
"""Ids that aren't to be answered."""

Text = Annotated[str, Field(max_length=MOST_TEXT)]
Title = Annotated[str, Field(max_length=1_000)]
Name = Annotated[str, Field(max_length=500)]
Code = Annotated[str, Field(max_length=100)]
Id = Annotated[str, Field(max_length=500)]
Goal = Annotated[int, Field(ge=1, le=17)]

Goals = Annotated[list[Goal], Field(max_length=MOST_ITEMS)]
Codes = Annotated[list[Code], Field(max_length=MOST_ITEMS)]
Names = Annotated[list[Name], Field(max_length=MOST_ITEMS)]
Places = Annotated[list[Name], Field(max_length=MOST_PLACES)]
Excluded = Annotated[list[Id], Field(max_length=MOST_EXCLUDED)]
