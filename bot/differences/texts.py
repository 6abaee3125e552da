"""Which words does Bela say differently?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content.definitions import Action, Collect, Content, Response, Variation
from bot.differences import changed_fields, protocols, steps
from bot.differences.changes import Change, Weight, words
from bot.told import NOTHING, Told, alike

_NOBODYS = Told("Textos", "Texts")
#: Told in other ways.
_TOLD_ELSEWHERE = frozenset({"text", "buttons", "channel", "names", "mark"})
_FIELD_WORDS = {
    "condition": Told("quando é dito", "when it is said"),
    "template": Told("o nome com que o WhatsApp o aprovou", "the name under which WhatsApp approved it"),
    "id": Told("o nome da variação", "the wording's name"),
    "regions": Told("a quem, por região, é dito", "to whom, by region, it is said"),
    "translations": Told("a tradução", "the translation"),
    "image": Told("a imagem", "the picture"),
    "attachment": Told("o anexo", "the attachment"),
}


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the responses."""
    homes = _homes(new) | {name: home for name, home in _homes(old).items() if name not in new.responses}
    for name in old.responses.keys() - new.responses.keys():
        yield _change(name, homes, Told("saiu o texto «$name»", "the text «$name» is gone").filled(name=name))
    for name, response in new.responses.items():
        before = old.responses.get(name)
        if before is None:
            told = Told("texto novo «$name»", "new text «$name»").filled(name=name)
            yield _change(name, homes, told, new=response.variations[0].text)
        else:
            yield from _response(before, response, homes)


def _homes(content: Content) -> dict[str, Told]:
    """Response → the flow that says it first; advice belongs to the protocol."""
    homes: dict[str, Told] = {}
    for flow in content.flows.values():
        for step in flow.steps.values():
            said = (
                step.utter if isinstance(step, Collect) else step.action if isinstance(step, Action) else ""
            )
            homes.setdefault(said, alike(steps.name_of(flow.id, content)))
    return homes | {risk_class.advice: protocols.GROUP for risk_class in content.protocol.classes}


def _change(name: str, homes: Mapping[str, Told], sentence: Told, *, old: str = "", new: str = "") -> Change:
    group = homes.get(name, _NOBODYS)
    weight = Weight.clinical if group == protocols.GROUP else Weight.words
    return Change(weight=weight, group=group, sentence=sentence, words=words(old, new))


def _response(old: Response, new: Response, homes: Mapping[str, Told]) -> Iterator[Change]:
    if len(old.variations) != len(new.variations):
        count = Told(
            "o texto «$name» tem agora $now redação(ões), antes $was",
            "the text «$name» has $now wording(s) now, $was before",
        )
        told = count.filled(name=new.name, now=str(len(new.variations)), was=str(len(old.variations)))
        yield _change(new.name, homes, told)
    for number, (before, after) in enumerate(zip(old.variations, new.variations, strict=False), start=1):
        number_of = Told(" (redação $number)", " (wording $number)").filled(number=str(number))
        which = number_of if len(new.variations) > 1 else NOTHING
        name = alike("«$name»$which").filled(name=new.name, which=which)
        if before.text != after.text:
            told = Told("mudou o texto $name", "the text $name changed").filled(name=name)
            yield _change(new.name, homes, told, old=before.text, new=after.text)
        for told in _besides(name, before, after):
            yield _change(new.name, homes, told)


def _besides(name: Told, before: Variation, after: Variation) -> Iterator[Told]:
    """What else of a wording differs."""
    for field in changed_fields.changed(before, after, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE):
        yield Told("no texto $name mudou $what", "in the text $name this changed: $what").filled(
            name=name, what=field
        )
    if before.buttons != after.buttons:
        titles = ", ".join(button.title for button in after.buttons)
        told = Told(
            "os botões do texto $name são agora: $what", "the buttons of the text $name are now: $what"
        )
        yield told.filled(name=name, what=titles or Told("nenhum", "none"))
    if before.channel != after.channel:
        told = Told("o texto $name vale agora para: $what", "the text $name counts now for: $what")
        yield told.filled(name=name, what=after.channel or Told("todos os canais", "all channels"))
