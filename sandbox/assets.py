"""What is served besides REST and DDP? Avatars, uploaded files, the widget's sound."""

from __future__ import annotations

import hashlib
import html
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox import sniffing
from sandbox.world import access

if TYPE_CHECKING:
    from sandbox.world import World
    from sandbox.world.documents import Document

_COLOURS = ("#F44336", "#9C27B0", "#3F51B5", "#0288D1", "#00796B", "#558B2F", "#EF6C00", "#6D4C41")
_AVATAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><rect width="100%" height="100%" fill="{colour}"/>'
    '<text x="50%" y="50%" dy="0.36em" text-anchor="middle" font-family="Helvetica, Arial, sans-serif" font-size="125" '
    'fill="#ffffff">{letter}</text></svg>'
)
#: Of files that anybody may send: a browser takes nothing in them for a page or a program of ours.
_NEVER_RUN = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
#: One silent MPEG frame: the widget only needs a sound that plays.
_CHIME = bytes.fromhex("fffb9064") + bytes(413)


class Assets:
    """Small files of the imitated server."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Where they are served."""
        return [
            web.get("/avatar/{name}", _avatar),
            web.get("/file-upload/{id}/{name}", self._file),
            web.get("/sounds/chime.mp3", _chime),
            web.get("/favicon.ico", _icon),
        ]

    async def _file(self, request: web.Request) -> web.Response:
        file = self._world.files.get(request.match_info["id"])
        if file is None:
            raise web.HTTPNotFound
        if self._world.settings["FileUpload_ProtectFiles"] and not self._may_read(request, file):
            raise web.HTTPForbidden
        content = self._world.contents[file["sha256"]]
        shown_as = sniffing.shown_as(content)
        headers = _NEVER_RUN if shown_as else {**_NEVER_RUN, "Content-Disposition": "attachment"}
        kind = shown_as or "application/octet-stream"
        return web.Response(body=content, content_type=kind, headers=headers)

    def _may_read(self, request: web.Request, file: Document) -> bool:
        room = self._world.rooms.get(file["rid"])
        if room is None:
            return False

        def told(header: str, name: str) -> str:
            return request.headers.get(header) or request.query.get(name) or request.cookies.get(name) or ""

        if request.query.get("rc_room_type") == "l" or request.cookies.get("rc_room_type") == "l":
            token = request.query.get("rc_token") or request.cookies.get("rc_token")
            if token == room["v"]["token"]:
                return True
        user = self._world.users.of_token(told("X-Auth-Token", "rc_token"))
        known = user is not None and user["_id"] == told("X-User-Id", "rc_uid")
        return known and user is not None and access.user_may_read(self._world, room, user)


async def _avatar(request: web.Request) -> web.Response:  # ruff: ignore[unused-async] - aiohttp's form
    name = request.match_info["name"].removeprefix("@")
    colour = _COLOURS[hashlib.sha256(name.encode()).digest()[0] % len(_COLOURS)]
    picture = _AVATAR.format(colour=colour, letter=html.escape(name[:1].upper()))
    return web.Response(text=picture, content_type="image/svg+xml")


async def _chime(_request: web.Request) -> web.Response:  # ruff: ignore[unused-async] - aiohttp's form
    return web.Response(body=_CHIME, content_type="audio/mpeg")


async def _icon(_request: web.Request) -> web.Response:  # ruff: ignore[unused-async] - aiohttp's form
    return web.Response(status=204)
