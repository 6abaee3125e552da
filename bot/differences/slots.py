"""What changed in the answers: their options, ranges and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.content import answers
from bot.content.definitions import Collect, Content, Slot
from bot.differences import changed_fields, steps
from bot.differences.changes import Change, Weight

#: Told option by option, not as fields.
_OPTIONS = frozenset({"options", "none"})
_FIELD_WORDS = {
    "minimum": "o menor valor aceito",
    "maximum": "o maior valor aceito",
    "maximum_days": "o maior número de dias aceito",
    "maximum_length": "o maior tamanho aceito",
    "allow_unknown": "aceitar «não sei»",
    "about": "o que também vale como sim",
    "unit": "a unidade",
    "unit_words": "as palavras da unidade",
    "whole": "aceitar só número inteiro",
    "name": "guardar só o nome",
    "past_days": "quantos dias para trás se aceitam",
    "future_days": "quantos dias para a frente se aceitam",
    "media": "o que se pode mandar",
}
_KINDS: Final[Mapping[type, str]] = {
    answers.YesNo: "sim ou não",
    answers.Choice: "uma opção",
    answers.MultiChoice: "várias opções",
    answers.Number: "número",
    answers.Age: "idade",
    answers.Temperature: "temperatura",
    answers.Duration: "há quantos dias",
    answers.MunicipalityAnswer: "município",
    answers.FreeText: "texto",
    answers.Date: "data",
    answers.Cpf: "CPF",
    answers.Cns: "cartão do SUS",
    answers.Phone: "telefone",
    answers.Attachment: "foto ou arquivo",
    answers.Location: "localização",
    answers.Subject: "para quem é",
}
#: Told in other ways.
_TOLD_ELSEWHERE = frozenset({"name", "label", "answer", "mark"})
_SLOT_WORDS = {
    "type": "o tipo do que se guarda",
    "initial": "o valor no começo",
    "rejections": "o que é recusado",
    "refill_utter": "o texto de quando é recusada",
    "from_intents": "o que as intenções respondem",
    "controlled": "se só os fluxos a preenchem",
    "only_when_asked": "se o que se diz antes da pergunta vale",
    "lasting": "se ela vale ainda quando a pessoa volta",
    "retention": "por quanto tempo fica guardada",
    "translations": "o nome em outros idiomas",
}


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the slots."""
    for name in old.slots.keys() - new.slots.keys():
        yield Change(weight=Weight.path, group=_group(name, old), sentence=f"«{name}» não é mais guardado")
    for name, slot in new.slots.items():
        group = _group(name, new)
        before = old.slots.get(name)
        if before is None:
            yield Change(weight=Weight.path, group=group, sentence=f"«{slot.label}» passa a ser guardado")
        else:
            yield from _slot(before, slot, group)


def _group(slot: str, content: Content) -> str:
    """The flow that asks for it."""
    for flow in content.flows.values():
        if any(isinstance(step, Collect) and step.slot == slot for step in flow.steps.values()):
            return steps.name_of(flow.id, content)
    return "Respostas guardadas"


def _slot(old: Slot, new: Slot, group: str) -> Iterator[Change]:
    about = f"na resposta «{new.label}»"
    if old.label != new.label:
        sentence = f"«{old.label}» chama-se agora «{new.label}»"
        yield Change(weight=Weight.words, group=group, sentence=sentence)
    for told in changed_fields.changed(old, new, words=_SLOT_WORDS, but=_TOLD_ELSEWHERE):
        yield Change(weight=Weight.path, group=group, sentence=f"{about}, mudou {told}")
    if type(old.answer) is not type(new.answer):
        yield Change(
            weight=Weight.path, group=group, sentence=f"{about}, o tipo de resposta mudou{_kinds(old, new)}"
        )
        return
    if old.answer is None or new.answer is None:
        return
    for field in new.answer.__dataclass_fields__:
        was, now = getattr(old.answer, field), getattr(new.answer, field)
        if field not in _OPTIONS and changed_fields.without_places(was) != changed_fields.without_places(now):
            told = f"{about}, {_FIELD_WORDS.get(field, field)} passou de {_shown(was)} para {_shown(now)}"
            yield Change(weight=Weight.path, group=group, sentence=told)
    yield from _options(_options_of(old.answer), _options_of(new.answer), about, group)


def _kinds(old: Slot, new: Slot) -> str:
    names = [_KINDS[type(slot.answer)] if slot.answer else "nenhum" for slot in (old, new)]
    return f" de «{names[0]}» para «{names[1]}»"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "sim" if value else "não"
    if isinstance(value, tuple):
        return "«" + ", ".join(str(item) for item in value) + "»"
    return str(value)


def _options_of(answer: answers.Answer) -> dict[str, answers.Option]:
    match answer:
        case answers.Choice(options=options):
            return {option.id: option for option in options}
        case answers.MultiChoice(options=options, none=none):
            return {option.id: option for option in (*options, none)}
        case _:
            return {}


def _options(
    old: dict[str, answers.Option], new: dict[str, answers.Option], about: str, group: str
) -> Iterator[Change]:
    for name, option in old.items():
        if name not in new:
            yield Change(weight=Weight.path, group=group, sentence=f"{about}, saiu a opção «{option.label}»")
    for name, option in new.items():
        before = old.get(name)
        if before is None:
            sentence = f"{about}, entrou a opção «{option.label}»"
            yield Change(weight=Weight.path, group=group, sentence=sentence)
            continue
        if before.label != option.label:
            sentence = f"{about}, a opção «{before.label}» diz agora «{option.label}»"
            yield Change(weight=Weight.words, group=group, sentence=sentence)
        if before.synonyms != option.synonyms:
            sentence = f"{about}, mudaram as palavras que valem «{option.label}»"
            yield Change(weight=Weight.words, group=group, sentence=sentence)
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield Change(weight=Weight.words, group=group, sentence=f"{about}, as opções estão em outra ordem")
