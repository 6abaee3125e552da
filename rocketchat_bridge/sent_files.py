"""What of a sent file is safe to keep? Only what has the form it must have; anything else is as if it were not told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from rocketchat_bridge import documents

#: Rocket.Chat's own ids are 17 letters and digits.
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: Type and subtype by https://www.rfc-editor.org/rfc/rfc6838#section-4.2; parameters are left out.
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}")
#: More than any server takes: a terabyte.
_LARGEST: Final = 10**12


def read(file: Mapping[str, Any], attachments: list[Mapping[str, Any]]) -> documents.SentFile | None:
    """The file of a message; what `file` does not tell is looked up in the attachments. None when nothing is told."""
    told = documents.SentFile(
        id=_matching(_ID, file.get("_id")),
        media_type=_media_type([file.get("type"), *_of(attachments, "type")]),
        size=_size([file.get("size"), *_of(attachments, "size")]),
    )
    return told if str(told) else None


def _of(attachments: list[Mapping[str, Any]], what: str) -> list[object]:
    return [each.get(f"{family}_{what}") for each in attachments for family in ("image", "audio", "video")]


def _media_type(told: list[object]) -> str:
    plain = (each.partition(";")[0].strip().lower() for each in told if isinstance(each, str))
    return next((each for each in plain if _MEDIA_TYPE.fullmatch(each)), "")


def _size(told: list[object]) -> int | None:
    sizes = (each for each in told if isinstance(each, int) and not isinstance(each, bool))
    return next((each for each in sizes if 0 <= each <= _LARGEST), None)


def _matching(form: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and form.fullmatch(value) else ""
