"""How quick is Bela? The same twelve messages, through Rocket.Chat's stand-in and the bridge, and back to the citizen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from statistics import quantiles
from typing import Any, Final, Self
from uuid import uuid4

import aiohttp
import orjson

from benchmarks import bela_processes
from benchmarks.stock_rasa.measuring import MESSAGES, Measured

_CONVERSATIONS_EACH: Final = 8
_FEWEST_CONVERSATIONS: Final = 24
#: Silence after which an answer counts as complete while the numbers of messages are learnt.
_COMPLETE_AFTER: Final = 1.0
#: An answer that takes longer ends the run.
_LOST_AFTER: Final = 30
#: One of each department.
_AGENTS: Final = ("ana.urgencia", "bruno.atendimento")
_PASSWORD: Final = "demo"


async def measure(*, concurrency: Sequence[int] = (1, 8, 32), with_rasa: bool = True) -> Measured:
    """Start Bela, warm up, and measure."""
    measured = Measured(messages_per_s={}, p50_ms={}, p95_ms={}, unfinished={}, rss_mb=0.0)
    async with bela_processes.running(with_rasa=with_rasa) as bela, Town(bela.url) as town:
        counts = await town.learn()
        await town.converse(counts, conversations=32, concurrency=8)
        for people in concurrency:
            conversations = max(_FEWEST_CONVERSATIONS, _CONVERSATIONS_EACH * people)
            started = time.perf_counter()
            latencies = await town.converse(counts, conversations=conversations, concurrency=people)
            elapsed = time.perf_counter() - started
            cuts = quantiles(latencies, n=100)
            measured["messages_per_s"][str(people)] = round(len(latencies) / elapsed, 1)
            measured["p50_ms"][str(people)] = round(cuts[49] * 1000, 1)
            measured["p95_ms"][str(people)] = round(cuts[94] * 1000, 1)
            # An answer that does not come ends the run, so none can be missing here.
            measured["unfinished"][str(people)] = 0
        measured["rss_mb"] = round(bela.rss_mb(), 1)
    return measured


class Town:
    """Many citizens on one socket, as a gateway of WhatsApp or web chats would hold them."""

    def __init__(self, url: str) -> None:
        """Use as an asynchronous context manager."""
        self._url = url
        self._heard: dict[str, int] = {}
        self._told: dict[str, asyncio.Event] = {}
        self._ready: dict[str, asyncio.Event] = {}

    async def __aenter__(self) -> Self:
        """Connect, and sign agents in, so that hand-offs find somebody."""
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        self._socket = await self._session.ws_connect(f"{self._url}/websocket", max_msg_size=0)
        await self._send({"msg": "connect", "version": "1", "support": ["1"]})
        self._reading = asyncio.create_task(self._read())
        self._agents = [await self._agent(username) for username in _AGENTS]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave."""
        self._reading.cancel()
        await self._session.close()

    async def learn(self, texts: Sequence[str] = MESSAGES) -> list[int]:
        """How many messages answer each text of a conversation; found by one slow one."""
        citizen = await self.open_room()
        counts = []
        for text in texts:
            before = self._heard[citizen["rid"]]
            await self._write(citizen, text)
            await self._quiet(citizen["rid"])
            counts.append(self._heard[citizen["rid"]] - before)
        return counts

    async def converse(self, counts: Sequence[int], *, conversations: int, concurrency: int) -> list[float]:
        """So many people at once hold so many conversations; the seconds until each answer was complete."""
        waiting = iter(range(conversations))
        latencies: list[float] = []

        async def person() -> None:
            for _ in waiting:
                latencies.extend(await self._conversation(counts))

        async with asyncio.TaskGroup() as people:
            for _ in range(concurrency):
                people.create_task(person())
        return latencies

    async def _conversation(self, counts: Sequence[int]) -> list[float]:
        citizen = await self.open_room()
        latencies = []
        for text, count in zip(MESSAGES, counts, strict=True):
            started = time.perf_counter()
            async with asyncio.timeout(_LOST_AFTER):
                await self.ask(citizen, text, count)
            latencies.append(time.perf_counter() - started)
        await self._send({"msg": "unsub", "id": citizen["rid"]})
        return latencies

    async def ask(self, citizen: dict[str, str], text: str, answers: int) -> None:
        """Write, and wait until so many messages have answered."""
        wanted = self._heard[citizen["rid"]] + answers
        await self._write(citizen, text)
        await self._hear(citizen["rid"], wanted)

    def heard(self, citizen: dict[str, str]) -> int:
        """How many messages this citizen has heard so far."""
        return self._heard[citizen["rid"]]

    async def leave(self, citizen: dict[str, str]) -> None:
        """Somebody closes the chat."""
        await self._call("POST", "livechat/room.close", json=citizen)
        await self._send({"msg": "unsub", "id": citizen["rid"]})
        for kept in (self._heard, self._told, self._ready):
            kept.pop(citizen["rid"], None)

    async def open_room(self) -> dict[str, str]:
        """Somebody opens the chat; the ids that their requests name."""
        token = uuid4().hex
        await self._call("POST", "livechat/visitor", json={"visitor": {"token": token}})
        room = (await self._call("GET", f"livechat/room?token={token}"))["room"]["_id"]
        self._heard[room], self._told[room], self._ready[room] = 0, asyncio.Event(), asyncio.Event()
        options = {"useCollection": False, "args": [{"token": token, "visitorToken": token}]}
        await self._send(
            {"msg": "sub", "id": room, "name": "stream-room-messages", "params": [room, options]}
        )
        await self._ready[room].wait()
        return {"token": token, "rid": room}

    async def _write(self, citizen: dict[str, str], text: str) -> None:
        await self._call("POST", "livechat/message", json={**citizen, "msg": text})

    async def _hear(self, room: str, wanted: int) -> None:
        while self._heard[room] < wanted:
            self._told[room].clear()
            await self._told[room].wait()

    async def _quiet(self, room: str) -> None:
        """Until nothing has been said for a while."""
        while True:
            self._told[room].clear()
            try:
                async with asyncio.timeout(_COMPLETE_AFTER):
                    await self._told[room].wait()
            except TimeoutError:
                return

    async def _call(self, method: str, path: str, *, json: Any = None) -> Any:
        body = orjson.dumps(json) if json is not None else None
        headers = {"Content-Type": "application/json"}
        async with self._session.request(
            method, f"{self._url}/api/v1/{path}", data=body, headers=headers
        ) as answer:
            answer.raise_for_status()
            return orjson.loads(await answer.read())

    async def _agent(self, username: str) -> aiohttp.ClientWebSocketResponse:
        """Somebody is there to take rooms over; what is written to them is not read."""
        login = await self._call("POST", "login", json={"user": username, "password": _PASSWORD})
        socket = await self._session.ws_connect(f"{self._url}/websocket")
        await socket.send_json({"msg": "connect", "version": "1", "support": ["1"]})
        token = login["data"]["authToken"]
        await socket.send_json({"msg": "method", "method": "login", "id": "1", "params": [{"resume": token}]})
        async for frame in socket:
            if frame.json().get("msg") == "result":
                break
        return socket

    async def _send(self, frame: dict[str, Any]) -> None:
        await self._socket.send_str(orjson.dumps(frame).decode())

    async def _read(self) -> None:
        async for frame in self._socket:
            data = orjson.loads(frame.data)
            match data.get("msg"):
                case "changed":
                    self._count(data["fields"]["eventName"], data["fields"]["args"][0])
                case "ready":
                    self._ready[data["subs"][0]].set()
                case "ping":
                    await self._send({"msg": "pong"})

    def _count(self, room: str, message: dict[str, Any]) -> None:
        if "token" not in message and "t" not in message and room in self._heard:
            self._heard[room] += 1
            self._told[room].set()
