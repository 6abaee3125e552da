"""Which words does Bela say differently?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content.definitions import Action, Collect, Content, Response
from bot.differences import changed_fields, steps
from bot.differences.changes import Change, Weight, words

_NOBODYS = "Textos"
_ADVICE = "Protocolo"
#: Told in other ways.
_TOLD_ELSEWHERE = frozenset({"text", "buttons", "channel", "names", "mark"})
_FIELD_WORDS = {
    "condition": "quando é dito",
    "template": "o nome com que o WhatsApp o aprovou",
    "id": "o nome da variação",
    "regions": "a quem, por região, é dito",
    "translations": "a tradução",
    "image": "a imagem",
    "attachment": "o anexo",
}


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the responses."""
    homes = _homes(new) | {name: home for name, home in _homes(old).items() if name not in new.responses}
    for name in old.responses.keys() - new.responses.keys():
        yield _change(name, homes, f"saiu o texto «{name}»")
    for name, response in new.responses.items():
        before = old.responses.get(name)
        if before is None:
            yield _change(name, homes, f"texto novo «{name}»", new=response.variations[0].text)
        else:
            yield from _response(before, response, homes)


def _homes(content: Content) -> dict[str, str]:
    """Response → the flow that says it first; advice belongs to the protocol."""
    homes: dict[str, str] = {}
    for flow in content.flows.values():
        for step in flow.steps.values():
            said = (
                step.utter if isinstance(step, Collect) else step.action if isinstance(step, Action) else ""
            )
            homes.setdefault(said, steps.name_of(flow.id, content))
    return homes | {risk_class.advice: _ADVICE for risk_class in content.protocol.classes}


def _change(name: str, homes: Mapping[str, str], sentence: str, *, old: str = "", new: str = "") -> Change:
    group = homes.get(name, _NOBODYS)
    weight = Weight.clinical if group == _ADVICE else Weight.words
    return Change(weight=weight, group=group, sentence=sentence, words=words(old, new))


def _response(old: Response, new: Response, homes: Mapping[str, str]) -> Iterator[Change]:
    if len(old.variations) != len(new.variations):
        sentence = (
            f"o texto «{new.name}» tem agora {len(new.variations)} redação(ões), antes {len(old.variations)}"
        )
        yield _change(new.name, homes, sentence)
    for number, (before, after) in enumerate(zip(old.variations, new.variations, strict=False), start=1):
        which = f" (redação {number})" if len(new.variations) > 1 else ""
        if before.text != after.text:
            yield _change(
                new.name, homes, f"mudou o texto «{new.name}»{which}", old=before.text, new=after.text
            )
        for told in changed_fields.changed(before, after, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE):
            yield _change(new.name, homes, f"no texto «{new.name}»{which} mudou {told}")
        if before.buttons != after.buttons:
            told = ", ".join(button.title for button in after.buttons) or "nenhum"
            yield _change(new.name, homes, f"os botões do texto «{new.name}»{which} são agora: {told}")
        if before.channel != after.channel:
            channel = after.channel or "todos os canais"
            yield _change(new.name, homes, f"o texto «{new.name}»{which} vale agora para: {channel}")
