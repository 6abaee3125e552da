"""Who listens to what? Subscriptions by event, so that publishing costs only its listeners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox import encoding
from sandbox.ddp import frames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.ddp.session import Session

#: The event that delivers the messages of all rooms one may read.
MY_MESSAGES = "__my_messages__"
ROOM_MESSAGES = "stream-room-messages"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subscription:
    """One connection's interest in one event."""

    session: Session
    id: str
    stream: str
    event: str
    #: Who subscribed: a user's id, or None for a visitor or anonymous connection.
    user_id: str | None


class Hub:
    """All connections and subscriptions."""

    def __init__(self) -> None:
        self.sessions: dict[str, Session] = {}
        self._by_user: dict[str, set[Session]] = {}
        self._topics: dict[tuple[str, str], dict[Subscription, None]] = {}
        self._watchers: dict[str, set[Subscription]] = {}

    def sessions_of(self, user_id: str) -> set[Session]:
        """The connections logged in as this user."""
        return self._by_user.get(user_id, set())

    def watching_users(self) -> Iterable[str]:
        """Ids of users who listen to the messages of all their rooms."""
        return self._watchers

    def bind(self, session: Session, user_id: str) -> None:
        """A connection logged in."""
        self._by_user.setdefault(user_id, set()).add(session)

    def unbind(self, session: Session, user_id: str) -> None:
        """A connection logged out or ended."""
        bound = self._by_user.get(user_id, set())
        bound.discard(session)
        if not bound:
            self._by_user.pop(user_id, None)

    def add(self, subscription: Subscription) -> None:
        """Deliver this event to this connection from now on."""
        if subscription.event == MY_MESSAGES and subscription.stream == ROOM_MESSAGES:
            if subscription.user_id is not None:
                self._watchers.setdefault(subscription.user_id, set()).add(subscription)
            return
        self._topics.setdefault((subscription.stream, subscription.event), {})[subscription] = None

    def remove(self, subscription: Subscription) -> None:
        """Deliver it no longer."""
        if subscription.event == MY_MESSAGES:
            watching = self._watchers.get(subscription.user_id or "", set())
            watching.discard(subscription)
            if not watching:
                self._watchers.pop(subscription.user_id or "", None)
            return
        key = subscription.stream, subscription.event
        topic = self._topics.get(key, {})
        topic.pop(subscription, None)
        if not topic:
            self._topics.pop(key, None)

    def listeners(self, stream: str, event: str) -> Iterable[Subscription]:
        """Who subscribed to this event."""
        return self._topics.get((stream, event), ())

    def publish(self, stream: str, event: str, args: list[Any], *, skip: Session | None = None) -> None:
        """Send an event to its listeners, except to the connection that caused it."""
        topic = self._topics.get((stream, event))
        if topic:
            frame = frames.changed(stream, event, encoding.ddp(args))
            for subscription in topic:
                if subscription.session is not skip:
                    subscription.session.deliver(frame)

    def publish_message(self, room_id: str, message: bytes) -> None:
        """Send a message, already JSON, to the listeners of its room."""
        topic = self._topics.get((ROOM_MESSAGES, room_id))
        if topic:
            frame = frames.changed(ROOM_MESSAGES, room_id, b"[%b]" % message)
            for subscription in topic:
                subscription.session.deliver(frame)

    def deliver_to_watchers(self, user_id: str, frame: bytes) -> None:
        """Send a message's frame to a user who listens to all rooms."""
        for subscription in self._watchers.get(user_id, ()):
            subscription.session.deliver(frame)

    def drop(self, stream: str, event: str, user_id: str | None) -> None:
        """End a user's (or, with None, the visitors') subscriptions to an event without telling."""
        for subscription in list(self.listeners(stream, event)):
            if subscription.user_id == user_id:
                subscription.session.forget(subscription)
                self.remove(subscription)
