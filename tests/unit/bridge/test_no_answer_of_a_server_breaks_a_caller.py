"""A good status with a body of any shape: whoever asked gets less, or a typed error; nothing else happens."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from rocketchat_bridge import (
    catch_up,
    departments,
    documents,
    errors,
    given_away,
    listing,
    login,
    lookup,
    reading,
)
from rocketchat_bridge.rest import Rest
from tests import bridge_samples as samples

SCALARS = st.none() | st.booleans() | st.integers(-3, 200) | st.text(max_size=8)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
)
DOCUMENTS = st.dictionaries(
    st.sampled_from(["_id", "rid", "t", "ts", "u", "v", "msg", "name", "token", "enabled", "open", "lastMessage", "_deletedAt"]),
    ANYTHING,
    max_size=5,
)  # fmt: skip
LISTS = st.lists(DOCUMENTS | ANYTHING, max_size=3) | ANYTHING
BODIES = st.fixed_dictionaries(
    {},
    optional={
        "rooms": LISTS,
        "departments": LISTS,
        "room": DOCUMENTS | ANYTHING,
        "total": ANYTHING,
        "data": st.fixed_dictionaries({}, optional={"me": DOCUMENTS | ANYTHING, "authToken": ANYTHING})
        | ANYTHING,
        "result": st.fixed_dictionaries({}, optional={"updated": LISTS, "deleted": LISTS}) | ANYTHING,
    },
)
BOT = documents.UserId("b0t")
ROOM = reading.room(samples.room_document())


class Answering(Rest):
    """Gives one body to every question, as often as the caller may ask; then the server is away."""

    def __init__(self, body: dict[str, Any]) -> None:
        self._body = body
        self._left = 3

    async def get(self, route: str, **_: str) -> dict[str, Any]:
        return await self.post(route, {})

    async def post(self, route: str, _body: Any) -> dict[str, Any]:
        self._left -= 1
        if self._left < 0:
            raise errors.Refused(route, 400, "enough")
        return self._body

    def authorise(self, *, user_id: str, token: str) -> None:
        pass


async def _all_pages(rest: Rest) -> None:
    async for page in listing.pages(rest, BOT):
        assert isinstance(page, dict)


def asked(question: Any) -> None:
    with contextlib.suppress(errors.BridgeError):
        asyncio.run(question)


@given(BODIES)
@example({"rooms": [7, {"_id": "R"}]})
@example({"rooms": {"a": 1}})
@example({"rooms": [{"_id": "R"}], "total": "many"})
def test_the_list_of_own_rooms_may_be_anything(body):
    """What is no document is left out, and a count that is no number ends the paging."""
    asked(_all_pages(Answering(body)))


@given(BODIES)
@example({"result": []})
@example({"result": {"updated": "text", "deleted": [1]}})
@example({"result": {"updated": [{"t": ["rm"]}], "deleted": [{"_id": 7}]}})
def test_what_was_missed_may_be_anything(body):
    """A history of any shape gives the messages that are some."""
    assert ROOM is not None
    asked(catch_up.missed(Answering(body), ROOM, None, bot=BOT))


@given(BODIES)
@example({"departments": ["text"]})
@example({"departments": [{"name": "Urgência"}]})
def test_departments_may_be_anything(body):
    """What is no department of the name is none."""
    asked(departments.Departments(Answering(body)).find("Urgência"))


@given(BODIES)
def test_a_room_may_be_anything(body):
    """What is no room is read as one that may not be seen."""
    asked(lookup.room(Answering(body), documents.RoomId("R")))


@given(BODIES)
@example({"data": {"me": {"_id": 7, "username": []}, "authToken": None}})
def test_the_answer_to_a_login_may_be_anything(body):
    """No identity without an id, a name and a token."""
    asked(login.log_in(Answering(body), login.Token(token="t")))


@given(st.lists(DOCUMENTS | ANYTHING, max_size=4) | ANYTHING)
@example([7])
@example([{"t": {}}])
def test_the_history_of_a_room_given_away_may_be_anything(history):
    """Whoever has the room, reading what was said there ends well."""
    assert ROOM is not None
    given_away.read(ROOM, reading.listed(history), bot=BOT)
