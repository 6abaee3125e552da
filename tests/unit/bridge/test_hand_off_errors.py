from __future__ import annotations

import pytest

from rocketchat_bridge import documents, errors

ROOM = documents.RoomId("R1")

FORWARD_ERRORS = [
    "error-invalid-room",
    "This_conversation_is_already_closed",
    "error-mac-limit-reached",
    "error-invalid-visitor",
    "error-room-onHold",
    "error-invalid-department",
    "error-forwarding-chat-same-department",
    "error-forwarding-department-target-not-allowed",
    "error-user-is-offline",
    "error-user-not-belong-to-department",
    "error-selected-agent-room-agent-are-same",
    "error-transferring-inquiry",
    "error-transferring-inquiry-no-department",
    "error-invalid-inquiry",
    "error-no-agents-online-in-department",
    "error-forwarding-chat",
]


@pytest.mark.parametrize("code", FORWARD_ERRORS)
def test_every_error_of_the_server_is_known(code):
    """Each code that `livechat/room.forward` can answer is a reason with a word for the citizen."""
    failed = errors.HandOffFailed(ROOM, "Urgência", errors.HandOffReason(code))
    assert failed.citizen in errors.CitizenWord


@pytest.mark.parametrize("reason", errors.HandOffReason)
def test_every_reason_is_one_sentence_that_names_room_and_department(reason):
    """What happened, where, what to do."""
    sentence = str(errors.HandOffFailed(ROOM, "Urgência", reason))
    assert sentence.startswith('Room R1 was not handed to department "Urgência": ')
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        (errors.HandOffReason.nobody_online, errors.CitizenWord.nobody_online),
        (errors.HandOffReason.without_effect, errors.CitizenWord.nobody_online),
        (errors.HandOffReason.same_department, errors.CitizenWord.already_there),
        (errors.HandOffReason.room_closed, errors.CitizenWord.closed),
        (errors.HandOffReason.not_permitted, errors.CitizenWord.not_allowed),
        (errors.HandOffReason.unknown_department, errors.CitizenWord.not_allowed),
        (errors.HandOffReason.forwarding_failed, errors.CitizenWord.try_later),
        (errors.HandOffReason.unreachable, errors.CitizenWord.try_later),
    ],
)
def test_what_the_citizen_hears(reason, word):
    """Nobody is told of a fault of ours as if it were theirs, and nobody is left without a word."""
    assert errors.HandOffFailed(ROOM, "Urgência", reason).citizen is word
