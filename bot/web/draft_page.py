"""The draft's page: what is wrong in the draft, what it would change, how its flows look, and the button that publishes.

It is an admin's page. It listens on loopback with the health page, and answers only who has its key: the address with the
key (`bela flows page`) leaves a cookie that no other site can send along, and what changes something also needs a header
that a form of another site cannot set. It shows content, and nothing of any person.
"""

from __future__ import annotations

import asyncio
import hmac
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from bot.publishing import archives, draft_watch
from bot.publishing.publishing import Publisher
from bot.web import draft_key
from crm_sync.content_versions import Status

_FILES: Final = Path(__file__).parent / "draft"
_TYPES: Final = {"index.html": "text/html", "draft.js": "text/javascript", "draft.css": "text/css"}
_COOKIE: Final = "bela-draft"
#: Set by our own script; a page of another site may not set it.
_HEADER: Final = "X-Bela-Draft"
_LONGEST_NAME: Final = 100
_LONGEST_NOTE: Final = 500
#: Checks before a publication may play hundreds of written cases.
_PUBLISH_WITHIN: Final = 600.0
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
class DraftPage:
    """The page of one deployment."""

    publisher: Publisher
    drafts: draft_watch.DraftWatch
    #: The deployment's folder, for the program that publishes.
    folder: Path
    key: str

    def routes(self) -> list[web.RouteDef]:
        """Everything below `/draft`."""
        path = draft_key.PATH
        return [
            web.get(path, self._enter),
            web.get(f"{path}/state", self._for_admins(self._state)),
            web.get(f"{path}/drawing/{{flow}}", self._for_admins(self._drawing)),
            web.post(f"{path}/publish", self._for_admins(self._publish)),
            web.get(f"{path}/{{file:(?:draft.js|draft.css)}}", self._for_admins(_file)),
        ]

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        """The address with the key becomes a cookie, so that the key is in no later address."""
        given = request.query.get("key")
        if given is None:
            return await self._for_admins(_file)(request)
        if not self._is_key(given):
            raise web.HTTPForbidden(text=_NO_KEY, headers=_HEADERS)
        answer = web.Response(status=303, headers={"Location": draft_key.PATH, **_HEADERS})
        answer.set_cookie(_COOKIE, self.key, httponly=True, samesite="Strict", path=draft_key.PATH)
        return answer

    def _for_admins(self, handler: Handler) -> Handler:
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

    async def _state(self, request: web.Request) -> web.StreamResponse:
        """Everything that the page shows; 204 when it has seen that already."""
        self.drafts.look()
        live = await self.publisher.versions.live(self.publisher.pack)
        stamp = f"{self.drafts.version}.{live.version.id if live else 0}.{self.drafts.busy}"
        if request.query.get("seen") == stamp:
            return web.Response(status=204)
        zone = self.publisher.deployment.time_zone
        inspected = self.drafts.inspection
        state: dict[str, Any] = {
            "stamp": stamp,
            "busy": self.drafts.busy or inspected is None,
            "four_eyes": self.publisher.deployment.publishing.four_eyes,
            "review": await self._in_review(),
            "live": live
            and {
                "number": live.version.number,
                "by": live.by,
                "note": live.note,
                "at": live.at.astimezone(zone).strftime("%d/%m/%Y %H:%M"),
                "digest": live.version.digest,
            },
            "draft": {key: value for key, value in (inspected or {}).items() if key != "drawings"},
        }
        return web.json_response(state)

    async def _in_review(self) -> dict[str, Any] | None:
        for version in await self.publisher.versions.versions(self.publisher.pack):
            if version.status is Status.REVIEW:
                return {"number": version.number, "by": version.proposed_by, "note": version.note}
        return None

    async def _drawing(self, request: web.Request) -> web.StreamResponse:
        drawn = (self.drafts.inspection or {}).get("drawings", {}).get(request.match_info["flow"])
        if drawn is None:
            raise web.HTTPNotFound(headers=_HEADERS)
        return web.Response(text=drawn, content_type="image/svg+xml")

    async def _publish(self, request: web.Request) -> web.StreamResponse:
        """Run the command that an admin would type; only what the page showed is published."""
        asked = await request.json()
        by, note = str(asked.get("by", "")).strip(), str(asked.get("note", "")).strip()
        if not by or len(by) > _LONGEST_NAME or len(note) > _LONGEST_NOTE:
            return _told("Escreva o seu nome e uma nota curta.", done=False)
        number = asked.get("number")
        if number is None and not await self._is_shown(str(asked.get("digest", ""))):
            return _told("O rascunho mudou depois que esta página o mostrou; olhe de novo.", done=False)
        command = "review" if asked.get("review") else "publish"
        chosen = [str(int(number))] if number is not None else []
        arguments = [
            "--deployment",
            str(self.folder),
            "flows",
            command,
            *chosen,
            f"--by={by}",
            f"--note={note}",
        ]
        try:
            code, said = await draft_watch.run(
                [sys.executable, "-m", "bot", *arguments], within=_PUBLISH_WITHIN, errors_too=True
            )
        except TimeoutError:
            return _told("A conferência levou tempo demais; nada foi publicado.", done=False)
        return _told(said.removeprefix("Error: ").strip(), done=code == 0)

    async def _is_shown(self, digest: str) -> bool:
        return bool(digest) and await asyncio.to_thread(archives.digest_of, self.publisher.draft) == digest


async def _file(request: web.Request) -> web.StreamResponse:
    name = request.match_info.get("file", "index.html")
    return web.Response(
        text=await asyncio.to_thread((_FILES / name).read_text, encoding="utf-8"), content_type=_TYPES[name]
    )


def _told(sentence: str, *, done: bool) -> web.Response:
    return web.json_response({"done": done, "sentence": sentence})
