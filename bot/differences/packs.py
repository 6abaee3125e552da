"""What changed in the pack as a whole: its name, its languages, its session?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.definitions import Content
from bot.differences import changed_fields
from bot.differences.changes import Change, Weight

#: Compared by modules of their own, or no part of what content does.
_TOLD_ELSEWHERE = frozenset(
    {"slots", "responses", "flows", "protocol", "warnings", "digest", "version", "id"}
)
_FIELD_WORDS = {
    "title": "o título do pacote",
    "language": "a língua do pacote",
    "translations": "as línguas em que os textos existem",
    "untranslated": "os textos que ficam só em português",
    "session": "quando uma conversa recomeça",
    "moves": "que conversas em curso passam para a versão nova",
    "examples": "as frases com que o Rasa aprende",
}


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the packs' own lines."""
    for told in changed_fields.changed(old, new, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE):
        yield Change(weight=Weight.path, group="Pacote", sentence=f"mudou {told}")
