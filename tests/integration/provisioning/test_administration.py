"""What the administrator's connection does when a server asks back, breaks, or is something else."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from rocketchat_bridge import admin, admin_errors
from sandbox import Sandbox
from sandbox.world import departments, users

LOGGED_IN = {"status": "success", "data": {"userId": "u1", "authToken": "t1"}}


def asked(method: str) -> dict[str, object]:
    """Rocket.Chat's answer when it wants a second factor."""
    error = "TOTP Required [totp-required]"
    return {"success": False, "error": error, "errorType": "totp-required", "details": {"method": method}}


class Guarded:
    """A server that asks for the second factor before it changes a setting."""

    def __init__(self, *, method: str, code: str) -> None:
        self.method = method
        self.code = code
        self.proofs: list[tuple[str | None, str | None]] = []

    async def login(self, _: web.Request) -> web.Response:
        return web.json_response(LOGGED_IN)

    async def setting(self, request: web.Request) -> web.Response:
        proof = (request.headers.get("X-2fa-Method"), request.headers.get("X-2fa-Code"))
        self.proofs.append(proof)
        if proof != (self.method, self.code):
            return web.json_response(asked(self.method), status=400)
        return web.json_response({"success": True})

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[str, None]:
        application = web.Application()
        application.router.add_post("/api/v1/login", self.login)
        application.router.add_post("/api/v1/settings/{name}", self.setting)
        async with TestServer(application) as server:
            yield str(server.make_url(""))


class Broken:
    """A server that answers every login with the same body."""

    def __init__(self, status: int, body: str) -> None:
        self.status = status
        self.body = body

    async def login(self, _: web.Request) -> web.Response:
        kind = "application/json" if self.body.startswith("{") else "text/html"
        return web.Response(status=self.status, text=self.body, content_type=kind)


async def with_server(url: str, work: Callable[[admin.Server], object]) -> None:
    """Sign in and do some synchronous work beside the event loop."""

    def run() -> None:
        with admin.Server(url, timeout=5) as server:
            server.sign_in("prefeita", "granito")
            work(server)

    await asyncio.to_thread(run)


async def test_the_password_is_given_again_where_that_is_the_second_factor() -> None:
    """Rocket.Chat's password confirmation, its default for accounts without codes, is answered by itself."""
    digest = hashlib.sha256(b"granito").hexdigest()
    guarded = Guarded(method="password", code=digest)
    async with guarded.running() as url:
        await with_server(url, lambda server: server.set_setting("Livechat_enabled", value=True))
    assert guarded.proofs == [(None, None), ("password", digest)]


async def test_a_code_only_a_person_has_is_one_sentence() -> None:
    """An account with an authenticator cannot provision; the sentence says what to use instead."""
    async with Guarded(method="totp", code="123456").running() as url:
        with pytest.raises(admin_errors.SecondFactorNeeded, match="conta de administração sem dois fatores"):
            await with_server(url, lambda server: server.set_setting("Livechat_enabled", value=True))


@pytest.mark.parametrize(
    ("status", "body", "error", "sentence"),
    [
        (200, "<html>padaria</html>", admin_errors.Unreachable, "não é de um Rocket.Chat"),
        (502, "<html>Bad Gateway</html>", admin_errors.Refused, "502"),
        (
            429,
            '{"success":false,"error":"Error, too many requests. [error-too-many-requests]"}',
            admin_errors.Refused,
            "error-too-many-requests.*espere um minuto",
        ),
        (
            401,
            '{"status":"error","error":"totp-required","message":"TOTP Required"}',
            admin_errors.SecondFactorNeeded,
            "dois fatores",
        ),
        (401, '{"status":"error","error":"Unauthorized"}', admin_errors.SignInRefused, "confira o usuário"),
    ],
)
async def test_each_way_a_login_fails_is_one_sentence(
    status: int, body: str, error: type[Exception], sentence: str
) -> None:
    """A web page, a proxy's error, a full minute, a second factor and a wrong password are told apart."""

    application = web.Application()
    application.router.add_post("/api/v1/login", Broken(status, body).login)
    async with TestServer(application) as server:
        with pytest.raises(error, match=sentence) as raised:
            await with_server(str(server.make_url("")), lambda _: None)
    assert "\n" not in str(raised.value)
    assert "html" not in str(raised.value)


async def test_long_lists_are_read_to_the_end() -> None:
    """More departments than one page holds are all seen."""
    async with Sandbox() as box:
        users.create(box.world, username="prefeita", password="granito", roles=("admin",))
        for number in range(120):
            departments.create(box.world, name=f"Departamento {number}")
        seen: list[str] = []
        await with_server(box.url, lambda server: seen.extend(found.name for found in server.departments()))
    assert len(set(seen)) == 120
