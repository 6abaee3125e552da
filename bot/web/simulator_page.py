"""The simulator's page: a conversation with the draft as it is saved, its clock and its inside, beside the draft's page.

It answers only who has the key of the draft's page (see `gate`). What is said in it reaches nobody: no Rocket.Chat, no
registry. It writes one thing, and only when told to: a case in the folder of the pack's cases.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Any, Final

from aiohttp import web

from bot.simulating import asking
from bot.web import draft_key, page_language, simulator_words
from bot.web.gate import Gate
from bot.web.simulator_child import NoAnswer, SimulatorChild

_FILES: Final = Path(__file__).parent / "simulator"
_TYPES: Final = {
    "simulator.js": "text/javascript",
    "showing.js": "text/javascript",
    "simulator.css": "text/css",
}
_QUESTIONS: Final = frozenset({"draft", "play", "record"})
#: Bytes of a question: a conversation of the longest texts is refused before it is read.
_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatorPage:
    """The page of one deployment."""

    gate: Gate
    child: SimulatorChild
    #: Whether the draft's page is served beside it.
    beside_draft: bool

    def routes(self) -> list[web.RouteDef]:
        """Everything below `/draft/simulator`."""
        path = draft_key.SIMULATOR
        return [
            web.get(path, self.gate.enter(self._index)),
            web.post(f"{path}/ask", self.gate.within(self._ask)),
            web.get(f"{path}/{{file:(?:simulator.js|showing.js|simulator.css)}}", self.gate.within(_file)),
        ]

    async def _index(self, request: web.Request) -> web.StreamResponse:
        words = page_language.of_request(simulator_words.LANGUAGES, request)
        page = await asyncio.to_thread((_FILES / "index.html").read_text, encoding="utf-8")
        return web.Response(text=_filled(page, words, beside=self.beside_draft), content_type="text/html")

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        question = await _question(request)
        try:
            return web.json_response(await self.child.ask(question))
        except NoAnswer as error:
            return web.json_response({"refused": str(error)})


def _filled(page: str, words: Mapping[str, str], *, beside: bool) -> str:
    """The page in one language; what its script says stands in it as data, not as a script."""
    data = json.dumps(dict(words), ensure_ascii=False).replace("<", "\\u003c")
    own = {
        "data": data,
        "longest": str(asking.LONGEST_TEXT),
        "draft_link": f'<a href="{draft_key.PATH}">{escape(words["draft"])}</a>' if beside else "",
    }
    return Template(page).substitute({name: escape(text) for name, text in words.items()} | own)


async def _question(request: web.Request) -> dict[str, Any]:
    if (request.content_length or _LARGEST + 1) > _LARGEST:
        raise web.HTTPRequestEntityTooLarge(max_size=_LARGEST, actual_size=request.content_length or 0)
    try:
        question = await request.json()
    except ValueError:
        raise web.HTTPBadRequest from None
    if not isinstance(question, dict) or question.get("ask") not in _QUESTIONS:
        raise web.HTTPBadRequest
    return question


async def _file(request: web.Request) -> web.StreamResponse:
    name = request.match_info["file"]
    return web.Response(
        text=await asyncio.to_thread((_FILES / name).read_text, encoding="utf-8"), content_type=_TYPES[name]
    )
