"""When are two phone numbers the same?"""

from __future__ import annotations

_BRAZIL = "55"
_AREA_END = 4
_OLD_MOBILE_LENGTH = 12
_MOBILE_STARTS = "6789"


def matching_form(phone: str) -> str:
    """The digits two spellings of one number share: no leading zeros, and the ninth digit of Brazilian mobiles.

    WhatsApp names many Brazilian mobiles without their ninth digit (558587654321 is dialled 5585987654321).
    """
    digits = "".join(filter(str.isdecimal, phone)).lstrip("0")
    old_mobile = (
        len(digits) == _OLD_MOBILE_LENGTH
        and digits.startswith(_BRAZIL)
        and digits[_AREA_END] in _MOBILE_STARTS
    )
    return f"{digits[:_AREA_END]}9{digits[_AREA_END:]}" if old_mobile else digits
