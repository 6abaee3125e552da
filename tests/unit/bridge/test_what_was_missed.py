from __future__ import annotations

from datetime import timedelta

from rocketchat_bridge import catch_up
from tests import bridge_samples as samples


def later(seconds):
    return samples.OPENED + timedelta(seconds=seconds)


def agent_message(number, **changes):
    return samples.message_document(number, token=None, u={"_id": "ana", "username": "ana"}, **changes)


def select(documents, *, floor=samples.OPENED, deleted=(), **room):
    return catch_up.select(samples.room(**room), documents, deleted, floor=floor, bot=samples.BOT)


def texts(missed):
    return [message.text for message in missed.messages]


def test_only_the_visitors_words_are_told_oldest_first():
    """System messages, agents' notes and the bot's own answers are left out."""
    history = [
        samples.message_document(9),
        samples.message_document(4),
        samples.message_document(3, t="livechat-started", msg=""),
        samples.message_document(5, token=None, u={"_id": samples.BOT, "username": "bela"}),
        agent_message(6, t="uj"),
    ]
    assert texts(select(history)) == ["palavra 4", "palavra 9"]


def test_words_before_the_bot_was_chosen_are_told_in_a_new_room():
    """The first message may be older than the bot's being there."""
    history = [samples.message_document(1), samples.message_document(8)]
    assert texts(select(history, served_since=later(4))) == ["palavra 1", "palavra 8"]


def test_words_to_a_human_are_not_told_when_the_room_returns():
    """A room that an agent gave back: the bot hears only what was said since."""
    history = [
        samples.message_document(1),
        agent_message(2, t="uj", msg=""),
        samples.message_document(3),
        agent_message(4),
        samples.message_document(5),
        samples.message_document(9),
    ]
    assert texts(select(history, served_since=later(7))) == ["palavra 9"]


def test_an_agent_who_joins_later_takes_nothing_away():
    """A supervisor's note in the bot's room is no change of hands."""
    history = [samples.message_document(3), agent_message(5), samples.message_document(9)]
    assert texts(select(history, served_since=later(1))) == ["palavra 3", "palavra 9"]


def test_an_old_message_that_was_only_touched_is_not_told():
    """A reaction to last week's message is no news."""
    assert select([samples.message_document(1)], floor=later(60)) == catch_up.Missed()


def test_an_old_message_that_was_edited_is_told_as_an_edit():
    """It was handled in its first form."""
    edited = samples.message_document(1, editedAt=samples.iso(later(90)))
    missed = select([edited], floor=later(60))
    assert missed.messages == ()
    assert [message.id for message in missed.edited] == [edited["_id"]]


def test_deletions_are_told_in_both_forms():
    """Removed from the history, or left in it as `rm`."""
    history = [samples.message_document(2, t="rm", msg="")]
    missed = select(history, deleted=[{"_id": "gone", "_deletedAt": samples.iso(later(5))}])
    assert missed.deleted == ("gone", "message0000000002")


def test_words_of_another_visitor_are_not_told():
    """A message with somebody else's id is not this citizen's."""
    assert texts(select([samples.message_document(1, u={"_id": "someone-else"})])) == []
