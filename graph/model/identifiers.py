"""How ids are minted: from what the first record says, so that a clean re-reading gives the same ids."""

from __future__ import annotations

import hashlib
import re

_RUNS = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"(?:#(?=[A-Za-z]))?[A-Za-z0-9]{1,64}")


def slug(text: str, longest: int = 48) -> str:
    """Letters, digits and single hyphens, cut at a hyphen where it is too long; empty if nothing is left.

    >>> slug("#Pledge90210")
    'pledge90210'
    >>> slug("Îles — 環境")
    'les'
    """
    made = _RUNS.sub("-", text.lower()).strip("-")
    return made if len(made) <= longest else made[:longest].rsplit("-", 1)[0].strip("-")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def partnership_id(register: str, key: str) -> str:
    """Id of the partnership whose first record is `key` of `register`.

    Letters and digits stand in it as they are; a key that holds anything else (but for a "#" before it) is told apart
    by a short digest, so that no two keys, nor two registers, can meet in one id.

    >>> partnership_id("coast", "#Pledge90210")
    'coast-Pledge90210'
    >>> partnership_id("demo", "a/b"), partnership_id("demo", "a-b")
    ('demo-a-b-c14cddc0', 'demo-a-b-d44362d6')
    """
    if _PLAIN.fullmatch(key):
        return f"{register}-{key.removeprefix('#')}"
    return f"{register}-{slug(key) or 'entry'}-{_digest(key)}"


def partner_id(folded: str, kind: str, country: str = "") -> str:
    """Id of the partner that was first written so: folded name, kind of organisation, country where it tells apart.

    >>> partner_id("united nations environment programme", "organisation")
    'united-nations-environment-programme-6d0833fc'
    """
    return f"{slug(folded) or 'partner'}-{_digest(folded, kind, country)}"


def government_id(country: str) -> str:
    """Id of the partner that a country's government is, however it is written.

    >>> government_id("KEN")
    'government-of-ken-dc5224ed'
    """
    return partner_id(f"government of {country.lower()}", "government", country)


def term_id(kind: str, code: str) -> str:
    """Id of an entity that stands for a term of a vocabulary; countries are called by their alpha-3 code alone.

    >>> term_id("sdg", "14"), term_id("target", "14.2"), term_id("country", "KEN"), term_id("theme", "csd:water")
    ('sdg-14', 'target-14.2', 'KEN', 'theme-csd:water')
    """
    return code if kind == "country" else f"{kind}-{code}"
