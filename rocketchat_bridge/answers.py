"""What does an HTTP answer of Rocket.Chat mean?

Pure. The status decides, then `errorType`, then the code in `error`; bodies of 7.x, 8.x and of a proxy in between.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from rocketchat_bridge import errors, json_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

#: Seconds to wait after a 429 that does not say how long.
UNTOLD_WAIT = 5.0
SHORTEST_WAIT = 0.05
#: Seconds that no told wait exceeds, so that a wrong clock cannot silence the bot.
LONGEST_WAIT = 120.0

_CODE = re.compile(r"\[([\w-]+)\]$")
_SECONDS = re.compile(r"wait (\d+) second")
_TRANSIENT = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY})


def read(
    route: str, status: int, body: bytes, headers: Mapping[str, str], *, now: datetime
) -> dict[str, Any]:
    """The JSON object of a good answer.

    Raises errors.RateLimited (429), errors.Unavailable (5xx, no JSON, a redirect) and errors.Refused (all other no's).
    """
    document = _document(body)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise errors.RateLimited(route, wait(headers, document, now=now))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _TRANSIENT:
        raise errors.Unavailable(route, f"status {status}", status=status)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        raise errors.Unavailable(
            route, f"it redirects to {headers.get('Location')}; set that address", status=status
        )
    if status >= HTTPStatus.BAD_REQUEST or (document and document.get("success") is False):
        raise errors.Refused(route, status, code(document))
    if document is None:
        raise errors.Unavailable(route, "the answer is not JSON", status=status)
    return document


def code(document: Mapping[str, Any] | None) -> str:
    """Rocket.Chat's word for a refusal, or its sentence where it gives no word."""
    if not document:
        return "no-reason-given"
    kind = document.get("errorType")
    if isinstance(kind, str) and kind:
        return kind
    sentence = str(document.get("error") or document.get("message") or "no-reason-given")
    found = _CODE.search(sentence)
    return found.group(1) if found else sentence


def wait(headers: Mapping[str, str], document: Mapping[str, Any] | None, *, now: datetime) -> float:
    """Seconds until a limited route may be called again.

    The reset header is exact but by the server's clock; the number in the sentence is whole seconds and needs no clock, so
    it wins where the two disagree.
    """
    told = _SECONDS.search(str((document or {}).get("error") or ""))
    reset = headers.get("X-RateLimit-Reset", "")
    seconds = float(told.group(1)) if told else None
    if reset.isascii() and reset.isdigit():
        by_header = int(reset) / 1000 - now.timestamp()
        seconds = by_header if seconds is None or abs(by_header - seconds) <= 1 else seconds
    return min(max(UNTOLD_WAIT if seconds is None else seconds, SHORTEST_WAIT), LONGEST_WAIT)


def _document(body: bytes) -> dict[str, Any] | None:
    try:
        document = json_text.read(body)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None
