"""Which pages does the sandbox show? The city hall with the widget at `/`, the widget at `/livechat`, the desk at `/desk`."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import yarl
from aiohttp import web

from sandbox import widget

_FOLDER = Path(__file__).parent

#: Nothing but the pages' own files is ever loaded; the desk shows pictures it fetched itself.
_DESK_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
#: The widget's loader writes a style sheet of its own into the page that embeds it.
_CITY_HALL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)


def routes(server_url: str) -> Iterable[web.AbstractRouteDef]:
    """Give the routes of all pages of the server at `server_url`, whose path (if any) prefixes its REST and DDP addresses."""
    prefix = yarl.URL(server_url).path.rstrip("/")
    return [
        *widget.routes(prefix),
        *_page("/", "city_hall", policy=_CITY_HALL_POLICY),
        *_page("/desk", "desk", policy=_DESK_POLICY),
        web.get("/livechat/", _without_slash),
        web.get("/desk/", _without_slash),
    ]


def _page(address: str, name: str, *, policy: str) -> list[web.RouteDef]:
    """Serve `<name>/index.html` at `address` and the folder's other files at `/<name>/<file>`."""
    folder = _FOLDER / name
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
    }

    async def file(request: web.Request) -> web.StreamResponse:
        path = folder / request.match_info.get("file", "index.html")
        # An encoded slash in the address could lead out of the folder.
        if path.parent != folder or not await asyncio.to_thread(path.is_file):
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=headers)

    return [web.get(address, file), web.get(f"/{name}/{{file}}", file)]


async def _without_slash(request: web.Request) -> web.Response:  # ruff: ignore[unused-async] - aiohttp's form
    """Send the browser to the address from which the page's relative paths are right; the query chooses the widget's mode."""
    raise web.HTTPPermanentRedirect(request.rel_url.with_path(request.path.rstrip("/"), keep_query=True))
