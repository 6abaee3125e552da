"""Where does one word end and the next begin?"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from bot.understanding import ordinary_words, small_words, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.understanding import spelling

#: "ar condicionado" is not the air one breathes.
_COMPOUNDS = {
    "ar": small_words.listed(
        "condicionado condicionados livre comprimido refrigerado ligado desligado quebrado"
    )
}
_SHORTEST_GLUED = 4
_LONGEST_GLUED = 40
#: Shorter words looked for are not told from syllables: "no-ve" is "nove".
_SHORTEST_PIECE = 3
#: Glued words remembered per vocabulary.
_REMEMBERED = 4096
#: Known beside the words looked for and those of grammar.
_PIECES = small_words.GRAMMAR | {"ar", "nao", "estou", "muita", "muito"}


class WordBoundaries:
    """Mends words that are glued together or broken in two, as far as they make words looked for."""

    def __init__(self, vocabulary: spelling.Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._unglued = functools.lru_cache(maxsize=_REMEMBERED)(self._unglue)

    def mended(self, tokens: Sequence[text.Token]) -> tuple[text.Token, ...]:
        """Give "faltadear" as three tokens, "des maiei" as one, and "ar condicionado" as one."""
        whole = self._joined(_compounds(tokens))
        return tuple(part for token in whole for part in self._apart(token))

    def _joined(self, tokens: Iterable[text.Token]) -> Iterable[text.Token]:
        """Join a piece without a sense of its own to the next, when that makes a word looked for."""
        waiting: text.Token | None = None
        for token in tokens:
            whole = waiting.written + token.written if waiting and not token.before else ""
            if waiting and self._vocabulary.has(whole) and token.written and self._is_fragment(waiting):
                waiting = text.Token(whole, f"{waiting.written} {token.written}", waiting.before, token.after)
                continue
            if waiting:
                yield waiting
            waiting = token
        if waiting:
            yield waiting

    def _is_fragment(self, token: text.Token) -> bool:
        known = small_words.GRAMMAR | small_words.DEGREE | ordinary_words.SPELT_RIGHT
        return bool(token.written) and token.word not in known and not self._vocabulary.has(token.word)

    def _apart(self, token: text.Token) -> tuple[text.Token, ...]:
        pieces = self._unglued(token.word)
        if len(pieces) == 1:
            return (token,)
        last = len(pieces) - 1
        return tuple(
            text.Token(
                word,
                "" if nth else token.written,
                "" if nth else token.before,
                token.after if nth == last else "",
            )
            for nth, word in enumerate(pieces)
        )

    def _unglue(self, word: str) -> tuple[str, ...]:
        """Split "faltadear" into words looked for and small words; a word with a sense of its own stays whole."""
        if not _SHORTEST_GLUED <= len(word) <= _LONGEST_GLUED or word in ordinary_words.SPELT_RIGHT:
            return (word,)
        if word in small_words.DEGREE or self._vocabulary.has(word):
            return (word,)
        pieces = self._segments(word)
        return pieces if self._outweighs(pieces, word) else (word,)

    def _outweighs(self, pieces: tuple[str, ...], word: str) -> bool:
        """Tell whether the pieces say more than the word as a misspelling: "dornopeito", but not "no-mal"."""
        if not pieces:
            return False
        telling = [piece for piece in pieces if self._vocabulary.has(piece)]
        return len(telling) > 1 or telling[:1] == [pieces[0]] or not self._vocabulary.find(word)

    def _segments(self, word: str) -> tuple[str, ...]:
        best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
        for end in range(2, len(word) + 1):
            for start in range(end - 1):
                before, piece = best[start], word[start:end]
                shorter = before is not None and (best[end] is None or len(before) + 1 < len(best[end] or ()))
                if before is not None and shorter and self._is_piece(piece):
                    best[end] = (*before, piece)
        return best[-1] or ()

    def _is_piece(self, piece: str) -> bool:
        return piece in _PIECES or (len(piece) >= _SHORTEST_PIECE and self._vocabulary.has(piece))


def _compounds(tokens: Sequence[text.Token]) -> Iterable[text.Token]:
    skip = False
    for nth, token in enumerate(tokens):
        following = tokens[nth + 1] if nth + 1 < len(tokens) else None
        if skip:
            skip = False
        elif following and not following.before and following.word in _COMPOUNDS.get(token.word, ()):
            skip = True
            written = f"{token.written} {following.written}"
            yield text.Token(f"{token.word}-{following.word}", written, token.before, following.after)
        else:
            yield token
