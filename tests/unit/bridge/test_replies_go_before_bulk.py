"""Whatever is under way, a place to send goes to a reply before it goes to bulk."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocketchat_bridge.places import Places

PLACES, FOR_BULK = 4, 2

#: What happens, one after the other: somebody comes with a reply or with bulk, the n-th of those inside leaves, the n-th of
#: those who wait gives up.
DEEDS = st.lists(
    st.one_of(
        st.sampled_from(("reply", "bulk")),
        st.tuples(st.sampled_from(("leaves", "gives up")), st.integers(0, 9)),
    ),
    max_size=60,
)


class Door:
    """Some who want a place, and who has one."""

    def __init__(self) -> None:
        self.places = Places(places=PLACES, for_bulk=FOR_BULK)
        self.inside: dict[asyncio.Task[None], tuple[bool, asyncio.Event]] = {}
        self.waiting: dict[asyncio.Task[None], bool] = {}

    def come(self, *, bulk: bool) -> None:
        task = asyncio.create_task(self._stay(bulk=bulk))
        self.waiting[task] = bulk

    async def _stay(self, *, bulk: bool) -> None:
        task, leave = asyncio.current_task(), asyncio.Event()
        assert task is not None
        async with self.places.place(bulk=bulk):
            del self.waiting[task]
            self.inside[task] = (bulk, leave)
            await leave.wait()
            del self.inside[task]

    def leave(self, number: int) -> None:
        if self.inside:
            list(self.inside.values())[number % len(self.inside)][1].set()

    def give_up(self, number: int) -> None:
        if self.waiting:
            task = list(self.waiting)[number % len(self.waiting)]
            del self.waiting[task]
            task.cancel()

    async def settle(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    def check(self) -> None:
        bulk_inside = sum(bulk for bulk, _ in self.inside.values())
        assert len(self.inside) <= PLACES
        assert bulk_inside <= FOR_BULK
        replies_wait = not all(self.waiting.values())
        bulk_waits = any(self.waiting.values())
        full = len(self.inside) == PLACES
        assert not replies_wait or full, "a reply waits although there is a place"
        assert not bulk_waits or full or bulk_inside == FOR_BULK, "bulk waits although it may go"


async def act(deeds):
    """Do all of it, looking after each deed whether everything is as it should be."""
    door = Door()
    for deed in deeds:
        match deed:
            case "reply" | "bulk":
                door.come(bulk=deed == "bulk")
            case ("leaves", number):
                door.leave(number)
            case ("gives up", number):
                door.give_up(number)
        await door.settle()
        door.check()
    while door.inside:
        door.leave(0)
        await door.settle()
        door.check()
    assert not door.waiting


@given(DEEDS)
def test_places_are_bounded_and_none_stays_empty_while_somebody_may_have_it(deeds):
    """Never more inside than there are places, bulk within its share, nobody kept out of a place that is free."""
    asyncio.run(act(deeds))


async def test_a_place_that_becomes_free_goes_to_the_reply_that_came_last():
    """Bulk waited long before, and waits on."""
    places, order = Places(places=2, for_bulk=1), []
    hold = asyncio.Event()

    async def send(name: str, *, bulk: bool) -> None:
        async with places.place(bulk=bulk):
            order.append(name)
            await hold.wait()

    async with asyncio.TaskGroup() as senders:
        for name, bulk in (("a", False), ("b", True), ("bulk", True), ("reply", False)):
            senders.create_task(send(name, bulk=bulk))
            await asyncio.sleep(0)
        hold.set()
    assert order == ["a", "b", "reply", "bulk"]


async def test_who_gives_up_in_the_moment_of_being_called_leaves_the_place_to_the_next():
    """A cancelled sending loses no place."""
    places = Places(places=2, for_bulk=1)

    async def send() -> None:
        async with places.place(bulk=True):
            pass

    async with places.place(bulk=True):
        called = asyncio.create_task(send())
        await asyncio.sleep(0)
    called.cancel()
    with pytest.raises(asyncio.CancelledError):
        await called
    async with asyncio.timeout(1):
        await send()


@pytest.mark.parametrize(("places", "for_bulk"), [(1, 1), (2, 0), (2, 3)])
def test_bulk_has_a_share_and_never_all(places, for_bulk):
    """Otherwise a reply could wait for bulk that is under way, or bulk for ever."""
    with pytest.raises(ValueError, match="share of bulk"):
        Places(places=places, for_bulk=for_bulk)
