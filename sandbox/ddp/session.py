"""One DDP connection: frames in, in order; frames out, in order."""

from __future__ import annotations

import asyncio
import dataclasses
from collections import deque
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import WSMsgType, web

from sandbox import errors, journal
from sandbox.ddp import frames, hub, methods, streams

if TYPE_CHECKING:
    from sandbox.ddp.gateway import Gateway
    from sandbox.world.documents import Document

_REORDER_PATIENCE = 0.05


class Session:
    """A client's connection and what it subscribed to."""

    def __init__(self, gateway: Gateway, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.gateway = gateway
        self.id = gateway.world.ids.new()
        self.user: Document | None = None
        #: Set by `livechat:setUpConnection`; this visitor goes offline with the connection.
        self.visitor_token: str | None = None
        self._socket = socket
        self._request = request
        self._subscriptions: dict[str, hub.Subscription] = {}
        self._outbox: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._held: bytes | None = None
        self._handlers = {
            "connect": self._connect,
            "ping": self._ping,
            "sub": self._sub,
            "unsub": self._unsub,
            "method": self._method,
        }

    async def run(self) -> None:
        """Serve the connection until it ends."""
        writer = asyncio.create_task(self._write())
        try:
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(message.data)
        finally:
            writer.cancel()
            self._end()

    def _end(self) -> None:
        for subscription in self._subscriptions.values():
            self.gateway.hub.remove(subscription)
        self._subscriptions.clear()
        self.gateway.ended(self)

    # --- frames out

    def send(self, frame: bytes) -> None:
        """Queue an answer."""
        if not self.gateway.faults.plan.half_open:
            self._count(frame)
            self._outbox.append(frame)
            self._wake.set()

    def deliver(self, frame: bytes) -> None:
        """Queue a published event, with the faults that touch publishing."""
        plan = self.gateway.faults.plan
        if plan.reorder_frames:
            self._deliver_reordered(frame)
            return
        self.send(frame)
        if plan.duplicate_frames:
            self.send(frame)

    def _deliver_reordered(self, frame: bytes) -> None:
        if self._held is None:
            self._held = frame
            asyncio.get_running_loop().call_later(_REORDER_PATIENCE, self._release, frame)
            return
        held, self._held = self._held, None
        self.send(frame)
        self.send(held)

    def _release(self, frame: bytes) -> None:
        if self._held is frame:
            self._held = None
            self.send(frame)

    async def _write(self) -> None:
        outbox, wake, socket = self._outbox, self._wake, self._socket
        while True:
            await wake.wait()
            wake.clear()
            while outbox:
                try:
                    await socket.send_frame(outbox.popleft(), WSMsgType.TEXT)
                except ConnectionError:
                    return

    # --- ends

    def drop(self) -> None:
        """Cut the connection without a close frame."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def close(self, code: int) -> None:
        """Close the connection properly."""
        await self._socket.close(code=code)

    # --- frames in

    def _count(self, frame: bytes | str) -> None:
        self.gateway.traffic.passed(self.user["username"] if self.user else None, size=len(frame))

    async def _receive(self, text: str) -> None:
        self._count(text)
        frame = self._parsed(text)
        if frame is None:
            return
        swallowed = self.gateway.faults.plan.half_open
        entry = self.gateway.journal.record(
            kind=journal.Kind.SWALLOWED if swallowed else journal.Kind.DDP,
            name=str(frame.get("method") or frame.get("name") or frame.get("msg")),
            verb=str(frame.get("msg")),
            user=self.user["username"] if self.user else None,
            content=frame,
            session=self.id,
        )
        if self.gateway.hooks:
            await self.gateway.run_hooks(entry, self)
        handler = self._handlers.get(entry.verb)
        if handler is not None and not swallowed:
            handler(frame)

    @staticmethod
    def _parsed(text: str) -> dict[str, Any] | None:
        try:
            frame = orjson.loads(text)
        except orjson.JSONDecodeError:
            return None
        return frame if isinstance(frame, dict) else None

    def _connect(self, _frame: dict[str, Any]) -> None:
        self.send(b'{"msg":"connected","session":"%b"}' % self.id.encode())

    def _ping(self, frame: dict[str, Any]) -> None:
        pong = {"msg": "pong", **({"id": frame["id"]} if "id" in frame else {})}
        self.send(orjson.dumps(pong))

    def _method(self, frame: dict[str, Any]) -> None:
        method_id = str(frame.get("id"))
        try:
            value = methods.call(self, str(frame.get("method")), _params(frame))
        except errors.RefusedError as refusal:
            self.send(frames.refused(method_id, refusal))
        else:
            self.send(frames.result(method_id, value))
        self.send(frames.updated(method_id))

    # --- subscriptions

    def _sub(self, frame: dict[str, Any]) -> None:
        subscription_id, stream = str(frame.get("id")), str(frame.get("name"))
        params = _params(frame)
        event = str(params[0]) if params else ""
        options = params[1] if len(params) > 1 else False
        try:
            streams.check(self.gateway.world, stream, event, user=self.user, proof=_proof(options))
        except errors.RefusedError as refusal:
            self.send(frames.nosub(subscription_id, refusal))
            return
        subscription = hub.Subscription(
            session=self,
            id=subscription_id,
            stream=stream,
            event=event,
            user_id=self.user["_id"] if self.user else None,
        )
        self._establish(subscription, with_document=_wants_document(options))

    def _establish(self, subscription: hub.Subscription, *, with_document: bool) -> None:
        plan = self.gateway.faults.plan
        self._subscriptions[subscription.id] = subscription
        if not plan.lose_before_ready:
            self.gateway.hub.add(subscription)
        if plan.ready_delay:
            loop = asyncio.get_running_loop()
            loop.call_later(plan.ready_delay, self._confirm, subscription, with_document)
        else:
            self._confirm(subscription, with_document)

    def _confirm(self, subscription: hub.Subscription, with_document: bool) -> None:  # ruff: ignore[boolean-type-hint-positional-argument] - a loop callback
        current = self._subscriptions.get(subscription.id)
        if current is None or current.event != subscription.event:
            return
        self.gateway.hub.add(current)
        if with_document:
            self.send(frames.stream_added(subscription.stream, subscription.event))
        self.send(frames.ready([subscription.id]))

    def _unsub(self, frame: dict[str, Any]) -> None:
        subscription = self._subscriptions.pop(str(frame.get("id")), None)
        if subscription is not None:
            self.gateway.hub.remove(subscription)
        self.send(frames.nosub(str(frame.get("id"))))

    def rerun(self) -> None:
        """After a login: what was subscribed to before it goes on as the user, as Meteor runs publications anew.

        SDK 0.2.9 comes back so: it subscribes first and resumes its login then. Only all rooms' messages may be asked for
        by anybody; visitors' subscriptions stay with their token.
        """
        user_id = self.user["_id"] if self.user else None
        for known in list(self._subscriptions.values()):
            if known.event == hub.MY_MESSAGES and known.user_id != user_id:
                self.gateway.hub.remove(known)
                anew = dataclasses.replace(known, user_id=user_id)
                self._subscriptions[anew.id] = anew
                self.gateway.hub.add(anew)

    def forget(self, subscription: hub.Subscription) -> None:
        """The server ended a subscription without telling the client."""
        self._subscriptions.pop(subscription.id, None)


def _params(frame: dict[str, Any]) -> list[Any]:
    params = frame.get("params")
    return params if isinstance(params, list) else []


def _proof(options: Any) -> dict[str, Any]:
    args = options.get("args") if isinstance(options, dict) else None
    proof = args[0] if isinstance(args, list) and args else None
    return proof if isinstance(proof, dict) else {}


def _wants_document(options: Any) -> bool:
    return bool(options.get("useCollection")) if isinstance(options, dict) else options is True
