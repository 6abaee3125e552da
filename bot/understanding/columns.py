"""How are long rows of numbers added at once? As one whole number each, in which every column has its own bytes.

Python adds, and multiplies by a small factor, a whole number of a thousand bytes about as fast as one of eight. So the rows
of a message's traits are summed for all topics together, without a loop over the topics.
"""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Numbers in rows are kept as so many parts of 1, factors as so many: far finer than anything that is told apart.
_OF_ROWS: Final = 1 << 20
_OF_FACTORS: Final = 1 << 30
#: Of its 64 bits a column has 14 for what it comes to: less than 16,384.
_BYTES: Final = 8
_BITS: Final = 8 * _BYTES


def row(numbers: Mapping[int, float]) -> int:
    """Give a row, column → a number of 0 or more, each a little too great, by less than a millionth.

    A row is as long as its last column in use: let the frequent ones come first.
    """
    return sum(math.floor(number * _OF_ROWS + 1) << column * _BITS for column, number in numbers.items())


def factor(number: float) -> int:
    """Give what a row is multiplied by, a little too great, too."""
    return math.floor(number * _OF_FACTORS + 1)


def unpacked(multiplied: int, columns: int) -> Sequence[float]:
    """Give the columns of rows that were multiplied by factors, and added; none may come to less than 0."""
    whole = struct.unpack(f"<{columns}Q", multiplied.to_bytes(columns * _BYTES, "little"))
    return [number / (_OF_ROWS * _OF_FACTORS) for number in whole]
