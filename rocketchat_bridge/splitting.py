"""How is a long text cut into messages that Rocket.Chat and WhatsApp accept?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rocketchat_bridge import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Longest message in UTF-16 units, which is how the server counts: below WhatsApp's 4096 and `Message_MaxAllowedSize` (5000).
MESSAGE_LIMIT = 4000

#: Where a text may be cut, best first.
_SEAMS = ("\n\n", "\n", ". ", " ")


def parts(
    message_id: documents.MessageId, text: str, *, limit: int = MESSAGE_LIMIT
) -> Iterator[tuple[documents.MessageId, str]]:
    """The text in messages of at most `limit` units, cut at paragraphs where possible.

    The first keeps the id, the others get "-2", "-3" …: the same text always gives the same ids.
    """
    for number, piece in enumerate(_pieces(text, limit), start=1):
        yield (message_id if number == 1 else documents.MessageId(f"{message_id}-{number}")), piece


def _pieces(text: str, limit: int) -> Iterator[str]:
    while _units(text) > limit:
        cut = _cut(text, limit)
        piece = text[:cut].rstrip()
        if piece:
            yield piece
        text = text[cut:].lstrip()
    if text:
        yield text


def _cut(text: str, limit: int) -> int:
    """Where the first piece ends: at the best seam of its later half, else at the limit."""
    end = _fitting(text, limit)
    for seam in _SEAMS:
        at = text.rfind(seam, end // 2, end)
        if at > 0:
            return at + len(seam)
    return end


def _fitting(text: str, limit: int) -> int:
    """How many leading characters fit into `limit` units."""
    head = text[:limit]
    excess = _units(head) - limit
    while excess > 0:
        head = head[: len(head) - (excess + 1) // 2]
        excess = _units(head) - limit
    return len(head)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
