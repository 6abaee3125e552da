"""In which of its languages does an admin's page speak?"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import web

#: Name → what the page says.
Words = Mapping[str, str]


def chosen(languages: Mapping[str, Words], *, asked: str, accepted: str) -> Words:
    """The words in the language that the address asks for, else the first of ours that the browser accepts, else the first."""
    wanted = [asked, *_in_order(accepted)]
    codes = (language.split("-")[0].strip().lower() for language in wanted)
    return next((languages[code] for code in codes if code in languages), next(iter(languages.values())))


def of_request(languages: Mapping[str, Words], request: web.Request) -> Words:
    """The words for who asks: `?lang=en` in the address goes before what the browser prefers."""
    return chosen(
        languages,
        asked=request.query.get("lang", ""),
        accepted=request.headers.get("Accept-Language", ""),
    )


def _in_order(accepted: str) -> list[str]:
    """The languages of an `Accept-Language` header, the most wanted first."""
    weighed = []
    for part in accepted.split(","):
        language, _, weight = part.partition(";q=")
        weighed.append((-_number(weight), language.strip()))
    return [language for weight, language in sorted(weighed, key=operator.itemgetter(0)) if weight]


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
