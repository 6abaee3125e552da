"""Who may use the pages of those who edit the content? Whoever has their key.

The address with the key leaves a cookie that no other site can send along, and what changes something also needs a header
that a form of another site cannot set.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bot.web import draft_key

_COOKIE: Final = "bela-draft"
#: Set by our own scripts; a page of another site may not set it.
_HEADER: Final = "X-Bela-Draft"
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_NO_KEY: Final = "Esta página é de quem edita o conteúdo. Abra o endereço que «bela flows page» mostra."

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Lets in who has the key."""

    key: str = field(repr=False)

    def enter(self, handler: Handler) -> Handler:
        """A page that the address with the key leads to; the key becomes a cookie, so that it is in no later address."""
        inside = self.within(handler)

        async def answered(request: web.Request) -> web.StreamResponse:
            given = request.query.get("key")
            if given is None:
                return await inside(request)
            if not self._is_key(given):
                raise web.HTTPForbidden(text=_NO_KEY, headers=_HEADERS)
            rest = request.url.without_query_params("key").relative()
            answer = web.Response(status=303, headers={"Location": str(rest), **_HEADERS})
            answer.set_cookie(_COOKIE, self.key, httponly=True, samesite="Strict", path=draft_key.PATH)
            return answer

        return answered

    def within(self, handler: Handler) -> Handler:
        """Anything behind such a page."""

        async def answered(request: web.Request) -> web.StreamResponse:
            if not self._is_key(request.cookies.get(_COOKIE, "")):
                raise web.HTTPForbidden(text=_NO_KEY, headers=_HEADERS)
            if request.method != "GET" and _HEADER not in request.headers:
                raise web.HTTPForbidden(text=_NO_KEY, headers=_HEADERS)
            answer = await handler(request)
            answer.headers.update(_HEADERS)
            return answer

        return answered

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.key.encode())
