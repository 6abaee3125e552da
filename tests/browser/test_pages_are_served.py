"""What do the sandbox's pages and the widget's files answer, before any browser comes into play?"""

from collections.abc import AsyncIterator, Iterable

import aiohttp
import pytest
import yarl
from aiohttp import web
from aiohttp.test_utils import TestServer

from sandbox import pages, widget

Routes = Iterable[web.AbstractRouteDef]


@pytest.fixture
async def client(request: pytest.FixtureRequest) -> AsyncIterator[aiohttp.ClientSession]:
    app = web.Application()
    app.add_routes(getattr(request, "param", None) or pages.routes("http://127.0.0.1:3100"))
    async with TestServer(app) as server, aiohttp.ClientSession(server.make_url("/")) as session:
        yield session


async def test_the_widget_is_told_the_server_it_came_from(client: aiohttp.ClientSession) -> None:
    """The widget's page is the published one plus the address of its server."""
    async with client.get("/livechat") as answer:
        text = await answer.text()
    assert "<body><script>SERVER_URL = location.origin + '';</script>" in text
    assert 'src="livechat/bundle.31a95.js"' in text


@pytest.mark.parametrize("client", [pages.routes("https://chat.example/rc/")], indirect=True)
async def test_a_servers_path_prefix_is_part_of_the_address(client: aiohttp.ClientSession) -> None:
    """A server that lives below a path is found there by the widget."""
    async with client.get("/livechat") as answer:
        assert "SERVER_URL = location.origin + '/rc'" in await answer.text()


@pytest.mark.parametrize("address", ["/livechat", "/desk"])
async def test_a_trailing_slash_is_sent_to_the_page_with_its_query(
    client: aiohttp.ClientSession, address: str
) -> None:
    """From an address with a trailing slash the pages' relative paths would be wrong."""
    async with client.get(f"{address}/?mode=popout", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (308, f"{address}?mode=popout")


async def test_hashed_assets_are_kept_and_the_rest_is_asked_for_again(client: aiohttp.ClientSession) -> None:
    """A browser keeps the widget's content-hashed files for a year and asks again for the page and the loader."""
    kept = {}
    for path in ("bundle.31a95.js", "rocketchat-livechat.min.js", "index.html"):
        async with client.get(f"/livechat/{path}") as answer:
            kept[path] = answer.headers["Cache-Control"]
    assert kept == {
        "bundle.31a95.js": "public, max-age=31536000, immutable",
        "rocketchat-livechat.min.js": "no-cache",
        "index.html": "no-cache",
    }


@pytest.mark.parametrize(
    "address", ["/livechat/..%2fpackage.json", "/desk/..%2fserving.py", "/desk/nothing.js", "/livechat/x.js"]
)
async def test_only_files_of_the_folder_are_served(client: aiohttp.ClientSession, address: str) -> None:
    """No address leads out of the folder of a page or of the widget."""
    async with client.get(yarl.URL(address, encoded=True)) as answer:
        assert answer.status == 404


@pytest.mark.parametrize("client", [widget.routes("", build=widget.BUILD / "not_there")], indirect=True)
async def test_a_missing_widget_names_the_command_that_brings_it(client: aiohttp.ClientSession) -> None:
    """Without node_modules the widget's address says in one sentence what to do."""
    async with client.get("/livechat") as answer:
        assert answer.status == 503
        assert "execute <code>npm ci --prefix sandbox</code>" in await answer.text()


@pytest.mark.parametrize("address", ["/", "/desk"])
async def test_pages_forbid_external_resources(client: aiohttp.ClientSession, address: str) -> None:
    """The browser is told to load nothing from anywhere else."""
    async with client.get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
