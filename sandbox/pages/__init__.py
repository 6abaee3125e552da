"""Which pages does the sandbox show? The city hall with the widget at `/`, the widget at `/livechat`, the desk at `/desk`."""

from collections.abc import Iterable
from pathlib import Path

import yarl
from aiohttp import web

from sandbox import widget

_FOLDER = Path(__file__).parent

#: Nothing but the pages' own files is ever loaded.
_DESK_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
#: The widget's loader writes a style sheet of its own into the page that embeds it.
_CITY_HALL_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"


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
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}

    async def index(_request: web.Request) -> web.StreamResponse:
        return web.FileResponse(folder / "index.html", headers=headers)

    async def file(request: web.Request) -> web.StreamResponse:
        path = folder / request.match_info["file"]
        if path.parent != folder or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    return [web.get(address, index), web.get(f"/{name}/{{file}}", file)]


async def _without_slash(request: web.Request) -> web.Response:
    """Send the browser to the address from which the page's relative paths are right."""
    # 308 keeps the query, which chooses the widget's mode.
    raise web.HTTPPermanentRedirect(request.rel_url.with_path(request.path.rstrip("/"), keep_query=True))
