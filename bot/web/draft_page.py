"""The draft's page: what is wrong in the draft, what it would change, how its flows look, and the button that publishes.

It is an admin's page. It listens on loopback with the health page, and answers only who has its key (see `gate`). It shows
content, and nothing of any person.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Any, Final

from aiohttp import web

from bot.publishing import archives, draft_watch
from bot.publishing.publishing import Publisher
from bot.told import Language
from bot.web import draft_key, draft_words, page_language
from bot.web.gate import Gate
from crm_sync.content_versions import Status

_FILES: Final = Path(__file__).parent / "draft"
_TYPES: Final = {"draft.js": "text/javascript", "draft.css": "text/css"}
_LONGEST_NAME: Final = 100
_LONGEST_NOTE: Final = 500
#: Checks before a publication may play hundreds of written cases.
_PUBLISH_WITHIN: Final = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """The page of one deployment."""

    publisher: Publisher
    drafts: draft_watch.DraftWatch
    #: The deployment's folder, for the program that publishes.
    folder: Path
    gate: Gate

    def routes(self) -> list[web.RouteDef]:
        """Everything below `/draft`."""
        path = draft_key.PATH
        return [
            web.get(path, self.gate.enter(_index)),
            web.get(f"{path}/state", self.gate.within(self._state)),
            web.get(f"{path}/drawing/{{flow}}", self.gate.within(self._drawing)),
            web.post(f"{path}/publish", self.gate.within(self._publish)),
            web.get(f"{path}/{{file:(?:draft.js|draft.css)}}", self.gate.within(_file)),
        ]

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
            raise web.HTTPNotFound
        return web.Response(text=drawn, content_type="image/svg+xml")

    async def _publish(self, request: web.Request) -> web.StreamResponse:
        """Run the command that an admin would type; only what the page showed is published."""
        asked, words = await request.json(), page_language.of_request(draft_words.LANGUAGES, request)
        by, note = str(asked.get("by", "")).strip(), str(asked.get("note", "")).strip()
        if not by or len(by) > _LONGEST_NAME or len(note) > _LONGEST_NOTE:
            return _told(words["name_needed"], done=False)
        number = asked.get("number")
        if number is None and not await self._is_shown(str(asked.get("digest", ""))):
            return _told(words["changed_since"], done=False)
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
            f"--lang={Language.en if words['lang'] == Language.en else Language.pt}",
        ]
        try:
            code, said = await draft_watch.run(
                [sys.executable, "-m", "bot", *arguments], within=_PUBLISH_WITHIN, errors_too=True
            )
        except TimeoutError:
            return _told(words["too_slow"], done=False)
        return _told(said.removeprefix("Error: ").strip(), done=code == 0)

    async def _is_shown(self, digest: str) -> bool:
        return bool(digest) and await asyncio.to_thread(archives.digest_of, self.publisher.draft) == digest


async def _index(request: web.Request) -> web.StreamResponse:
    """The page in one language; what its script says stands in it as data, not as a script."""
    words = page_language.of_request(draft_words.LANGUAGES, request)
    page = await asyncio.to_thread((_FILES / "index.html").read_text, encoding="utf-8")
    data = json.dumps(dict(words), ensure_ascii=False).replace("<", "\\u003c")
    filled = {name: escape(text) for name, text in words.items()} | {"data": data}
    return web.Response(text=Template(page).substitute(filled), content_type="text/html")


async def _file(request: web.Request) -> web.StreamResponse:
    name = request.match_info["file"]
    return web.Response(
        text=await asyncio.to_thread((_FILES / name).read_text, encoding="utf-8"), content_type=_TYPES[name]
    )


def _told(sentence: str, *, done: bool) -> web.Response:
    return web.json_response({"done": done, "sentence": sentence})
