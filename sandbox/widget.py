"""How does the published Rocket.Chat livechat widget reach a browser?

The files of npm `@rocket.chat/livechat` are served as they are, the way Rocket.Chat serves them: the page at `/livechat`
without a trailing slash, its assets below it. The only change is Rocket.Chat's own: a script that names the server.
"""

import asyncio
from pathlib import Path

from aiohttp import web

#: Folder of the widget's built files, brought by `npm ci --prefix sandbox`.
BUILD = Path(__file__).parent / "node_modules" / "@rocket.chat" / "livechat" / "build"

#: Names without a content hash: a browser has to ask again for these.
_UNHASHED = frozenset({"index.html", "rocketchat-livechat.min.js", "widget-demo.html"})

_MISSING_PAGE = """<!doctype html>
<html lang="pt-BR">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>O widget não está instalado</title>
<p>O widget de conversa não está instalado: execute <code>npm ci --prefix sandbox</code> na pasta do projeto e recarregue esta página.</p>
</html>
"""


def routes(path: str, *, build: Path = BUILD) -> list[web.RouteDef]:
    """Serve the widget whose server lives under the path prefix `path` ("" at the root of the host)."""

    async def page(_request: web.Request) -> web.Response:
        return await asyncio.to_thread(_page, build, path)

    async def asset(request: web.Request) -> web.StreamResponse:
        return await asyncio.to_thread(_asset, build, request.match_info["name"])

    return [web.get("/livechat", page), web.get("/livechat/{name}", asset)]


def _page(build: Path, path: str) -> web.Response:
    index = build / "index.html"
    if not index.is_file():
        return web.Response(text=_MISSING_PAGE, content_type="text/html", status=503)
    # The widget is told the address it was loaded from, so that it works through a tunnel or another host name, too.
    script = f"<body><script>SERVER_URL = location.origin + '{path}';</script>"
    return web.Response(
        text=index.read_text("utf-8").replace("<body>", script, 1),
        content_type="text/html",
        headers={"Cache-Control": "no-cache"},
    )


def _asset(build: Path, name: str) -> web.StreamResponse:
    file = build / name
    # An encoded slash in the address could lead out of the folder.
    if file.parent != build or not file.is_file():
        raise web.HTTPNotFound
    fresh = "no-cache" if name in _UNHASHED else "public, max-age=31536000, immutable"
    return web.FileResponse(file, headers={"Cache-Control": fresh})
