"""What is an uploaded file really, and may a browser show it? Whoever sent it may say anything of it."""

from __future__ import annotations

from typing import Final

#: How a file begins → what it is; only kinds that a browser may show, as it runs nothing in them.
_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)
#: The same of files whose kind stands some bytes later: the container's mark, the kind's place and mark.
_INNER: Final = (
    (b"RIFF", 8, b"WEBP", "image/webp"),
    (b"RIFF", 8, b"WAVE", "audio/wav"),
    (b"", 4, b"ftyp", "video/mp4"),
)


def shown_as(content: bytes) -> str | None:
    """The media type under which a browser may show the file; None for whatever it should only save."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    for container, place, mark, kind in _INNER:
        if content.startswith(container) and content[place : place + len(mark)] == mark:
            return kind
    return None
