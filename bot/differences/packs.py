"""What changed in the pack as a whole: its name, its languages, its session?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.definitions import Content
from bot.differences import changed_fields
from bot.differences.changes import Change, Weight
from bot.told import Told

#: Compared by modules of their own, or no part of what content does.
_TOLD_ELSEWHERE = frozenset(
    {"slots", "responses", "flows", "protocol", "warnings", "digest", "version", "id"}
)
_FIELD_WORDS = {
    "title": Told("o título do pacote", "the pack's title"),
    "language": Told("a língua do pacote", "the pack's language"),
    "translations": Told("as línguas em que os textos existem", "the languages in which the texts exist"),
    "untranslated": Told("os textos que ficam só em português", "the texts that stay in Portuguese only"),
    "session": Told("quando uma conversa recomeça", "when a conversation begins anew"),
    "moves": Told(
        "que conversas em curso passam para a versão nova",
        "which running conversations go over to the new version",
    ),
    "answer_examples": Told("os exemplos de respostas", "the examples of answers"),
    "examples": Told("as frases com que o Rasa aprende", "the sentences that Rasa learns from"),
}


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the packs' own lines."""
    for told in changed_fields.changed(old, new, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE):
        sentence = Told("mudou $what", "changed: $what").filled(what=told)
        yield Change(weight=Weight.path, group=Told("Pacote", "Pack"), sentence=sentence)
