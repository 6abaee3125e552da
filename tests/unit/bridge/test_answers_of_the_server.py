from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from rocketchat_bridge import answers, errors

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ROUTE = "rooms.info"


def read(status, body, **headers):
    raw = body if isinstance(body, bytes) else orjson.dumps(body)
    return answers.read(
        ROUTE, status, raw, {name.replace("_", "-"): text for name, text in headers.items()}, now=NOW
    )


def test_a_good_answer_is_its_document():
    """200 with JSON is handed on as it is."""
    assert read(200, {"room": {"_id": "R"}, "success": True}) == {"room": {"_id": "R"}, "success": True}


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (400, {"success": False, "error": "Not allowed [error-not-allowed]", "errorType": "error-not-allowed"}, "error-not-allowed"),
        (400, {"success": False, "error": "invalid-token"}, "invalid-token"),
        (400, {"success": False, "error": "must have required property 'rid' [invalid-params]"}, "invalid-params"),
        (400, {"success": False, "errorType": "invalid-params", "error": "must have required property 'token'"}, "invalid-params"),
        (400, {"success": False, "error": "This_conversation_is_already_closed"}, "This_conversation_is_already_closed"),
        (401, {"status": "error", "message": "You must be logged in to do this."}, "You must be logged in to do this."),
        (401, {"success": False, "error": "You must be logged in to do this."}, "You must be logged in to do this."),
        (403, {"success": False, "error": "User does not have the permissions required for this action [error-unauthorized]"}, "error-unauthorized"),
        (404, {"success": False, "error": "Resource not found"}, "Resource not found"),
        (404, b"<html>nothing here</html>", "no-reason-given"),
        (200, {"success": False, "error": "error-not-found"}, "error-not-found"),
    ],
)  # fmt: skip
def test_a_refusal_has_its_code(status, body, code):
    """7.x and 8.x bodies: errorType first, then the code in brackets, then the whole sentence."""
    with pytest.raises(errors.Refused) as refused:
        read(status, body)
    assert (refused.value.status, refused.value.code) == (status, code)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (502, b"<html><h1>502 Bad Gateway</h1></html>"),
        (503, b""),
        (500, {"success": False, "error": "Internal server error"}),
        (200, b"<html>please sign in to the network</html>"),
        (200, b"[]"),
        (301, b""),
    ],
)
def test_what_is_out_of_order_is_unavailable_and_not_a_refusal(status, body):
    """Server faults, a proxy's pages and redirects are passing."""
    with pytest.raises(errors.Unavailable):
        read(status, body)


class TestLimits:
    """How long a 429 makes us wait."""

    sentence = "Error, too many requests. Please slow down. You must wait 42 seconds before trying this endpoint again. [error-too-many-requests]"

    def wait(self, body, **headers):
        with pytest.raises(errors.RateLimited) as limited:
            read(429, body, **headers)
        return limited.value.wait

    def reset(self, **delta):
        return str(int((NOW + timedelta(**delta)).timestamp() * 1000))

    def test_the_reset_header_is_in_milliseconds(self):
        """Half a second is half a second."""
        assert self.wait({}, X_RateLimit_Reset=self.reset(milliseconds=500)) == pytest.approx(0.5)

    def test_the_number_in_the_sentence_is_used_without_a_header(self):
        """Old servers give no header."""
        assert self.wait({"error": self.sentence}) == 42

    def test_the_header_is_finer_than_the_sentence(self):
        """Both agree: the exact one wins."""
        assert self.wait(
            {"error": self.sentence}, X_RateLimit_Reset=self.reset(seconds=41.3)
        ) == pytest.approx(41.3)

    def test_a_server_with_another_clock_is_understood_by_its_sentence(self):
        """An hour of clock difference does not silence the bot for an hour."""
        assert self.wait({"error": self.sentence}, X_RateLimit_Reset=self.reset(hours=1)) == 42

    def test_a_reset_in_the_past_means_at_once(self):
        """Never a negative pause."""
        assert self.wait({}, X_RateLimit_Reset=self.reset(seconds=-9)) == answers.SHORTEST_WAIT

    def test_no_told_time_means_a_short_pause(self):
        """A proxy's own 429 tells nothing."""
        assert self.wait(b"slow down") == answers.UNTOLD_WAIT

    def test_no_told_time_is_longer_than_the_longest(self):
        """A wrong clock without a sentence costs at most two minutes."""
        assert self.wait({}, X_RateLimit_Reset=self.reset(days=1)) == answers.LONGEST_WAIT
