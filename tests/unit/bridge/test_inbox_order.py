from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from rocketchat_bridge import documents
from rocketchat_bridge.inbox import Inbox
from tests import bridge_samples as samples

SETTLE = 0.02


@dataclass(frozen=True)
class Arrival:
    """One sight of one message, so many seconds after the one before."""

    number: int
    after: float


arrivals = st.lists(
    st.builds(
        Arrival,
        number=st.integers(min_value=0, max_value=12),
        after=st.sampled_from([0.0, 0.001, 0.005, 0.019, 0.02, 0.021, 0.5]),
    ),
    max_size=60,
)


def play(
    sights: list[Arrival],
) -> tuple[dict[documents.MessageId, float], list[tuple[float, documents.Message]]]:
    """Offer the sights, taking out whatever is due at every moment; tells first arrivals and what came out when."""
    inbox = Inbox(settle=SETTLE)
    first: dict[documents.MessageId, float] = {}
    out: list[tuple[float, documents.Message]] = []
    at = 0.0

    def advance(until: float) -> None:
        while (due := inbox.next_due()) is not None and due <= until:
            taken = inbox.take(at=due)
            assert taken is not None
            out.append((due, taken))

    for sight in sights:
        at += sight.after
        advance(at)
        message = samples.message(sight.number)
        first.setdefault(message.id, at)
        assert not inbox.offer(message, at=at)
    advance(at + 10)
    return first, out


@given(arrivals)
def test_each_message_is_handed_out_exactly_once(sights):
    """Whatever the order and the repetitions, each message comes out once."""
    first, out = play(sights)
    assert sorted(message.id for _, message in out) == sorted(first)


@given(arrivals)
def test_messages_come_in_the_order_they_were_sent_within_the_settle_window(sights):
    """An older message that arrives before a newer one was handed out goes first."""
    first, out = play(sights)
    handed = {message.id: at for at, message in out}
    place = {message.id: index for index, (_, message) in enumerate(out)}
    messages = [message for _, message in out]
    for older, newer in itertools.permutations(messages, 2):
        if older.sent_at < newer.sent_at and first[older.id] < handed[newer.id]:
            assert place[older.id] < place[newer.id]


@given(arrivals)
def test_no_message_waits_longer_than_the_settle_window(sights):
    """A message is handed out at the latest when it has waited the settle window itself."""
    first, out = play(sights)
    assert all(at <= first[message.id] + SETTLE for at, message in out)


class TestSecondSights:
    """What a repeated sight of a message means."""

    def test_a_republished_message_is_ignored(self):
        """A link preview or a reaction publishes the same message again; nobody is told."""
        inbox = Inbox(settle=SETTLE)
        inbox.offer(samples.message(1), at=0)
        inbox.take(at=1)
        assert not inbox.offer(samples.message(1), at=2)
        assert inbox.next_due() is None

    def test_an_edit_after_the_message_was_told_is_a_change_once(self):
        """A new `editedAt` is told once, however often it is published."""
        inbox = Inbox(settle=SETTLE)
        inbox.offer(samples.message(1), at=0)
        inbox.take(at=1)
        edited = samples.message(1, edited_at=samples.OPENED + timedelta(minutes=1))
        assert inbox.offer(edited, at=2)
        assert not inbox.offer(edited, at=3)

    def test_an_edit_before_the_message_was_told_replaces_it(self):
        """What still waits is told in its edited form, and not as a change."""
        inbox = Inbox(settle=SETTLE)
        inbox.offer(samples.message(1), at=0)
        edited = samples.message(1, text="corrigida", edited_at=samples.OPENED)
        assert not inbox.offer(edited, at=0)
        assert inbox.take(at=1) == edited

    def test_a_late_older_message_is_still_handed_out(self):
        """Order gives way to completeness once the settle window is over."""
        inbox = Inbox(settle=SETTLE)
        inbox.offer(samples.message(2), at=0)
        assert inbox.take(at=1) == samples.message(2)
        inbox.offer(samples.message(1), at=2)
        assert inbox.take(at=3) == samples.message(1)

    def test_messages_of_the_same_moment_are_told_in_the_order_in_which_they_arrived(self):
        """Ids are random, so they say nothing about order."""
        inbox = Inbox(settle=SETTLE)
        same = samples.OPENED
        inbox.offer(samples.message(2, sent_at=same), at=0)
        inbox.offer(samples.message(1, sent_at=same), at=0)
        assert inbox.take(at=1) == samples.message(2, sent_at=same)


class TestDeletions:
    """What a deletion means."""

    def test_a_message_deleted_before_it_was_told_is_never_told(self):
        """The visitor took it back in time."""
        inbox = Inbox(settle=SETTLE)
        inbox.offer(samples.message(1), at=0)
        assert not inbox.withdraw(samples.message(1).id)
        assert inbox.take(at=1) is None

    def test_a_message_deleted_after_it_was_told_is_told_once(self):
        """The listener hears once that a message it knows is gone."""
        inbox = Inbox(settle=SETTLE)
        inbox.offer(samples.message(1), at=0)
        inbox.take(at=1)
        assert inbox.withdraw(samples.message(1).id)
        assert not inbox.withdraw(samples.message(1).id)

    def test_an_unknown_message_may_have_been_told_by_an_earlier_process(self):
        """Its deletion is told; the listener knows whether it had it."""
        assert Inbox(settle=SETTLE).withdraw(documents.MessageId("from-before-the-restart"))

    def test_an_edit_that_overtook_its_deletion_brings_nothing_back(self):
        """A deleted message stays deleted."""
        inbox = Inbox(settle=SETTLE)
        inbox.offer(samples.message(1), at=0)
        inbox.withdraw(samples.message(1).id)
        assert not inbox.offer(replace(samples.message(1), edited_at=samples.OPENED), at=2)
        assert inbox.take(at=3) is None


def test_memory_is_bounded():
    """Only so many ids are remembered, and none that still waits is forgotten."""
    inbox = Inbox(settle=SETTLE, remembered=10)
    for number in range(100):
        inbox.offer(samples.message(number), at=number)
        if number >= 5:
            inbox.take(at=number)
    known = [number for number in range(100) if inbox.sent_at(samples.message(number).id)]
    assert known == list(range(90, 100))
