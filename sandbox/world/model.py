"""The world: everything the imitated server knows, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.world import server_settings
from sandbox.world.channels import Channels
from sandbox.world.departments import Departments
from sandbox.world.ids import Ids
from sandbox.world.inquiries import Inquiries
from sandbox.world.messages import Messages
from sandbox.world.permissions import Permissions
from sandbox.world.rooms import Rooms
from sandbox.world.subscriptions import Subscriptions
from sandbox.world.users import Users
from sandbox.world.visitors import Visitors

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sandbox.world.documents import Document
    from sandbox.world.events import Event


class World:
    """Collections of documents, and the listeners that hear of changes.

    The rules live beside it: `sandbox.world.rooms`, `routing`, `forwarding`, `closing`, `messages` …
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        seed: int,
        enterprise: bool = False,
        pretends_nobody_online: Callable[[], bool] = lambda: False,
    ) -> None:
        self._clock = now
        self._listeners: list[Callable[[Event], None]] = []
        self.ids = Ids(seed)
        self.enterprise = enterprise
        #: A fault: forwards to departments find nobody.
        self.pretends_nobody_online = pretends_nobody_online
        self.settings: dict[str, Any] = dict(server_settings.DEFAULTS)
        self.permissions = Permissions()
        self.users = Users.empty()
        self.visitors = Visitors.empty()
        self.rooms = Rooms()
        self.inquiries = Inquiries()
        self.subscriptions = Subscriptions()
        self.departments = Departments()
        self.messages = Messages()
        self.channels = Channels()
        #: Definitions of custom fields by id.
        self.custom_fields: dict[str, Document] = {}
        #: Uploaded files by id: name, the type that was claimed, room, and the sum by which `contents` keeps what is in them.
        self.files: dict[str, Document] = {}
        self.contents: dict[str, bytes] = {}
        #: The widget's triggers.
        self.triggers: list[Document] = []

    def now(self) -> datetime:
        """The present moment, in whole milliseconds as Rocket.Chat keeps it."""
        moment = self._clock()
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Let a listener hear of every change, in order."""
        self._listeners.append(listener)

    def emit(self, event: Event) -> None:
        """Tell the listeners."""
        for listener in self._listeners:
            listener(event)
