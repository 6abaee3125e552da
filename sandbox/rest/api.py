"""The way of a REST request: journal, faults, login, limits, validation, permission, handler, answer."""

from __future__ import annotations

import asyncio
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from sandbox import encoding, errors, hooks, journal, mishaps
from sandbox.rest import call_limits, envelopes, forms, routes
from sandbox.rest.route import Call, Route
from sandbox.rest.routing_table import RoutingTable
from sandbox.schemas import validators

if TYPE_CHECKING:
    from sandbox.ddp.gateway import Gateway
    from sandbox.settings import Style
    from sandbox.witness import Witness
    from sandbox.world import World
    from sandbox.world.documents import Document

_JSON = "application/json"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Origin, X-Requested-With, Content-Type, Accept, X-User-Id, X-Auth-Token, x-visitor-token",
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, HEAD, PATCH",
}
_FAULT_LIMIT = 10
_FAULT_WAIT = 2


class Api:
    """Serves everything below `/api/v1/`."""

    def __init__(
        self,
        *,
        world: World,
        gateway: Gateway,
        style: Style,
        url: str,
        rate_limits: bool,
        witness: Witness,
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._style = style
        self._url = url
        self._witness = witness
        self._limits = call_limits.CallLimits(world, enabled=rate_limits)
        self._table = RoutingTable(routes.ALL)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        if request.method == "OPTIONS":
            return web.Response(headers=_CORS)
        path = request.match_info["path"]
        found = self._table.find(request.method, path)
        caller, token = self._caller(request)
        params, upload = await self._read(request, found[0] if found else None)
        entry = self._gateway.journal.record(
            kind=journal.Kind.REST,
            name=path,
            verb=request.method,
            user=caller["username"] if caller else None,
            content=params,
        )
        due = self._gateway.hooks.due(entry) if self._gateway.hooks else []
        if due and await hooks.run(due, hooks.Moment.BEFORE, entry) is hooks.Outcome.NO_ANSWER:
            return _cut(request)
        if faulty := await self._fault(entry):
            return faulty
        call = None
        if found:
            call = self._call(request, found[1], params, caller=caller, token=token)
            call.upload = upload
        route = found[0] if found else None
        response = self._respond(request, route, call)
        self._witness.write(route, asked=params, status=response.status, told=response.body, user=entry.user)
        return await self._finish(request, entry, due, response)

    def _caller(self, request: web.Request) -> tuple[Document | None, str]:
        token = request.headers.get("X-Auth-Token", "")
        user = self._world.users.of_token(token) if token else None
        if user is None or user["_id"] != request.headers.get("X-User-Id") or not user["active"]:
            return None, token
        return user, token

    @staticmethod
    async def _read(request: web.Request, route: Route | None) -> tuple[Any, Any]:
        if route is not None and route.takes_file and request.content_type.startswith("multipart/"):
            return await forms.read(request)
        if request.method == "GET":
            return _query(request), None
        raw = await request.read()
        if not raw:
            return {}, None
        try:
            return orjson.loads(raw), None
        except orjson.JSONDecodeError:
            return None, None

    async def _fault(self, entry: journal.Entry) -> web.Response | None:
        """Latency, 429 and 502, where they are switched on."""
        faults = self._gateway.faults
        if faults.plan.latency:
            await asyncio.sleep(faults.plan.latency)
        if faults.spend("bad_gateway", path=entry.name, user=entry.user):
            return web.Response(
                body=envelopes.BAD_GATEWAY, status=HTTPStatus.BAD_GATEWAY, content_type="text/html"
            )
        if faults.spend("too_many_requests", path=entry.name, user=entry.user):
            headers = call_limits.limit_headers(limit=_FAULT_LIMIT, left=0, ends=time.time() + _FAULT_WAIT)
            return self._refuse(errors.TooManyRequestsError(wait_seconds=_FAULT_WAIT, headers=headers))
        return None

    def _call(
        self,
        request: web.Request,
        values: dict[str, str],
        params: Any,
        *,
        caller: Document | None,
        token: str,
    ) -> Call:
        return Call(
            world=self._world,
            gateway=self._gateway,
            url=self._url,
            style=self._style,
            caller=caller,
            token=token,
            params=params,
            path=values,
            headers=request.headers,
            cookies=request.cookies,
            host=request.host,
        )

    def _respond(self, request: web.Request, route: Route | None, call: Call | None) -> web.Response:
        if route is None or call is None:
            return self._refuse(errors.NotFoundError("Resource not found"))
        try:
            headers = self._admit(request, route, call)
            mishaps.before_carrying_out(self._gateway, route.path, call.caller, call.params)
            body = encoding.rest(envelopes.success(route.handler(call)))
        except errors.RefusedError as refusal:
            return self._refuse(refusal)
        return web.Response(body=body, headers={"Content-Type": _JSON, **_CORS, **headers})

    def _admit(self, request: web.Request, route: Route, call: Call) -> dict[str, str]:
        """Check login, limits, parameters and permissions, in Rocket.Chat's order."""
        if route.login and call.caller is None:
            raise errors.NotLoggedInError
        headers: dict[str, str] = {}
        if not (route.login and call.may("api-bypass-rate-limit")):
            headers = self._limits.count(request.remote or "", route)
        if not isinstance(call.params, dict):
            raise errors.PlainError("Invalid JSON body")
        if route.schema is not None:
            call.params = validators.check(route.schema, call.params)
        if route.needs and not any(all(map(call.may, names)) for names in route.needs):
            raise errors.MissingPermissionError
        return headers

    def _refuse(self, refusal: errors.RefusedError) -> web.Response:
        headers = refusal.headers if isinstance(refusal, errors.TooManyRequestsError) else {}
        return web.Response(
            body=encoding.rest(envelopes.refusal(refusal, self._style)),
            status=refusal.status,
            headers={"Content-Type": _JSON, **_CORS, **headers},
        )

    async def _finish(
        self, request: web.Request, entry: journal.Entry, due: list[hooks.Hook], response: web.Response
    ) -> web.StreamResponse:
        """Note the answer, run what waits for this moment, and lose the answer where a fault says so."""
        self._gateway.journal.record(
            kind=journal.Kind.ANSWER,
            name=entry.name,
            verb=entry.verb,
            user=entry.user,
            content=entry.content,
            status=response.status,
        )
        size = (request.content_length or 0) + len(response.body or b"")  # type: ignore[arg-type]  # always bytes here
        self._gateway.traffic.called(entry.user, size=size)
        outcome = await hooks.run(due, hooks.Moment.CARRIED_OUT, entry) if due else None
        lost = self._gateway.faults.spend("lost_answers", path=entry.name, user=entry.user)
        return _cut(request) if lost or outcome is hooks.Outcome.NO_ANSWER else response


def _cut(request: web.Request) -> web.Response:
    """End the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _query(request: web.Request) -> dict[str, Any]:
    query: dict[str, Any] = {}
    for name, value in request.query.items():
        key = name.removesuffix("[]")
        if key != name or key in query:
            known = query.get(key, [])
            query[key] = [*(known if isinstance(known, list) else [known]), value]
        else:
            query[key] = value
    return query
