"""Write the names of countries and M49 regions, in many languages, from Unicode CLDR (through babel) into a data file.

Loading ten locales of babel costs a shell command about a tenth of a second; the file costs three milliseconds. Run it
again when babel brings a newer CLDR (`python scripts/names_of_territories.py`), then look at what changed: these names
are also the spellings by which a written country is read. Names that the United Nations writes differently are not
made here: they stand in `un-names.csv`, kept by hand, and win.
"""

from __future__ import annotations

import csv
from pathlib import Path

from babel import Locale

DATA = Path(__file__).parent.parent / "graph" / "model" / "vocabularies" / "data"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh", "pt", "de", "it", "nl")


def name_of(locale: Locale, territory: str) -> str:
    """The name of a territory; English in full, as the UN writes it ("Saint Lucia", "and"), not as CLDR abbreviates."""
    name = str(locale.territories[territory]).replace("’", "'")
    if locale.language == "en":
        name = name.replace("St. ", "Saint ").replace(" & ", " and ")
    return name


def main() -> None:
    """Read the codes from `countries.csv` and `regions.csv`, write `names-of-territories.csv`."""
    locales = [Locale.parse(language) for language in LANGUAGES]
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["code"]: row["alpha2"] for row in csv.DictReader(file)}
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        codes |= {row["code"]: row["code"] for row in csv.DictReader(file)}
    with (DATA / "names-of-territories.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", *LANGUAGES])
        for code, territory in codes.items():
            writer.writerow([code, *(name_of(locale, territory) for locale in locales)])


if __name__ == "__main__":
    main()
