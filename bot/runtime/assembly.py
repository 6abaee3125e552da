"""How do bridge, turns and delivery hang together? Each needs another, so they are tied here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import config
from bot.figures import Figures
from bot.runtime import peoples_rooms, waking
from bot.runtime.attending import Attending
from bot.runtime.content_in_use import ContentInUse
from bot.runtime.conversations import Conversations
from bot.runtime.delivery import Delivery
from bot.runtime.ladder import Ladder
from bot.runtime.turns import Turns, Understanding
from crm_sync import registry
from rocketchat_bridge import bridge, documents, login


class Assembly:
    """Everything that hears, decides and speaks, for one deployment."""

    def __init__(
        self,
        settings: Callable[[], config.Deployment],
        *,
        credentials: login.Credentials,
        content: ContentInUse,
        people: registry.Registry,
        understanding: Understanding,
        now: Callable[[], datetime],
        granted: Callable[[], Awaitable[None]],
        figures: Figures,
        first_answer_after: timedelta = bridge.FIRST_ANSWER_AFTER,
    ) -> None:
        """`settings` gives what is in force; what connections hang on is asked once. `content` gives what conversations go by; `granted` returns when this process may speak.

        `first_answer_after` is how long a new widget room waits.
        """
        deployment = settings()
        self._people = people
        self._now = now
        self._delivery = Delivery(
            voice=lambda: self.bridge,
            registry=people,
            department_name=lambda slug: settings().department(slug).name,
            now=now,
            figures=figures,
        )
        ladder = Ladder(watching=lambda: settings().watching)
        turns = Turns(
            registry=people,
            content=content,
            understanding=understanding,
            now=now,
            figures=figures,
            ladder=ladder,
        )
        attending = Attending(settings=settings, ladder=ladder, rooms=lambda: self.bridge.given_away, now=now)
        self._conversations = Conversations(
            turns=turns, delivery=self._delivery, attending=attending, registry=people, now=now
        )
        self._peoples_rooms = peoples_rooms.PeoplesRooms()
        self.bridge = bridge.Bridge(
            url=deployment.rocketchat.url,
            credentials=credentials,
            username=deployment.rocketchat.bot_username,
            listener=self._conversations,
            now=now,
            first_answer_after=first_answer_after,
            granted=granted,
        )

    def nudge(self, room_id: documents.RoomId, message_id: documents.MessageId | None) -> None:
        """Another source than the stream says that something happened in a room, of whomever; returns at once."""
        self.bridge.nudge(room_id, message_id)
        if message_id is None:
            self._peoples_rooms.hint(room_id)

    async def run(self) -> None:
        """Hear and answer until cancelled; what an earlier process owed leaves first.

        Raises:
            rocketchat_bridge.errors.LoginRefused: the server does not accept the bot.
        """
        await self._conversations.look_for_debts()
        keeping = waking.keep(self._conversations, registry=self._people, bridge=self.bridge, now=self._now)
        letting_go = waking.let_go(self._conversations, registry=self._people, bridge=self.bridge)
        looking = peoples_rooms.keep(
            self._peoples_rooms,
            self._conversations,
            registry=self._people,
            bridge=self.bridge,
            now=self._now,
        )
        try:
            async with asyncio.TaskGroup() as group:
                for part in (self.bridge.run(), keeping, letting_go, looking):
                    group.create_task(part)
        finally:
            await self._delivery.flush()
