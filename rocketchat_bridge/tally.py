"""Was every message of a room heard that the server counts? A stream can lose a frame and live on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rocketchat_bridge import reading

if TYPE_CHECKING:
    from datetime import datetime


class Tally:
    """One room's messages since the last look at its document, ours and the visitor's, against the server's own count.

    The server counts some system messages too, so it can count more than was ever told; then the room's history is read once
    for nothing.
    """

    def __init__(self) -> None:
        self._heard: dict[str, datetime] = {}
        self._counted: int | None = None
        #: The server's time of the last message that it counted.
        self._until: datetime | None = None

    def hear(self, document: reading.Document) -> None:
        """The stream told a message, maybe once more, maybe one that was counted before."""
        sent_at = reading.instant(document.get("ts"))
        if document.get("t") is None and sent_at and (self._until is None or sent_at > self._until):
            self._heard[str(document.get("_id"))] = sent_at

    def begin(self, document: reading.Document) -> None:
        """All that the server counts by now is known, or is being asked for."""
        count = document.get("msgs")
        self._counted = count if isinstance(count, int) else None
        self._until = until = reading.instant(document.get("lm"))
        self._heard = {key: at for key, at in self._heard.items() if until and at > until}

    def gap(self, document: reading.Document) -> datetime | None:
        """Since when the server counted more than was heard; None when nothing is missing. Begins anew from here."""
        until = reading.instant(document.get("lm"))
        heard = sum(until is None or at <= until for at in self._heard.values())
        counted, since = self._counted, self._until
        self.begin(document)
        if counted is None or self._counted is None or self._counted - counted <= heard:
            return None
        return since
