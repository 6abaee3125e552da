"""What changed in the answers: their options, ranges and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.content import answers
from bot.content.definitions import Collect, Content, Slot
from bot.differences import changed_fields, steps
from bot.differences.changes import Change, Weight
from bot.told import Told, alike

#: Told option by option, not as fields.
_OPTIONS = frozenset({"options", "none"})
_FIELD_WORDS = {
    "minimum": Told("o menor valor aceito", "the least value that is taken"),
    "maximum": Told("o maior valor aceito", "the greatest value that is taken"),
    "maximum_days": Told("o maior número de dias aceito", "the most days that are taken"),
    "maximum_length": Told("o maior tamanho aceito", "the greatest length that is taken"),
    "allow_unknown": Told("aceitar «não sei»", 'whether "I don\'t know" is taken'),
    "about": Told("o que também vale como sim", "what counts as yes, too"),
    "when_asked": Told("o que vale como sim só nesta pergunta", "what counts as yes only there"),
    "unit": Told("a unidade", "the unit"),
    "unit_words": Told("as palavras da unidade", "the unit's words"),
    "whole": Told("aceitar só número inteiro", "whether only whole numbers are taken"),
    "name": Told("guardar só o nome", "whether only the name is kept"),
    "past_days": Told("quantos dias para trás se aceitam", "how many days back are taken"),
    "future_days": Told("quantos dias para a frente se aceitam", "how many days ahead are taken"),
    "media": Told("o que se pode mandar", "what may be sent"),
}
_KINDS: Final[Mapping[type, Told]] = {
    answers.YesNo: Told("sim ou não", "yes or no"),
    answers.Choice: Told("uma opção", "one option"),
    answers.MultiChoice: Told("várias opções", "several options"),
    answers.Number: Told("número", "number"),
    answers.Age: Told("idade", "age"),
    answers.Temperature: Told("temperatura", "temperature"),
    answers.Duration: Told("há quantos dias", "for how many days"),
    answers.MunicipalityAnswer: Told("município", "municipality"),
    answers.FreeText: Told("texto", "text"),
    answers.Date: Told("data", "date"),
    answers.Cpf: Told("CPF", "CPF"),
    answers.Cns: Told("cartão do SUS", "SUS card"),
    answers.Phone: Told("telefone", "telephone"),
    answers.Attachment: Told("foto ou arquivo", "picture or file"),
    answers.Location: Told("localização", "location"),
    answers.Subject: Told("para quem é", "whom it is for"),
}
#: Told in other ways.
_TOLD_ELSEWHERE = frozenset({"name", "label", "answer", "mark"})
_SLOT_WORDS = {
    "type": Told("o tipo do que se guarda", "the type of what is kept"),
    "initial": Told("o valor no começo", "the value at the beginning"),
    "rejections": Told("o que é recusado", "what is refused"),
    "refill_utter": Told("o texto de quando é recusada", "the text said when it is refused"),
    "from_intents": Told("o que as intenções respondem", "what intents answer"),
    "controlled": Told("se só os fluxos a preenchem", "whether only flows fill it"),
    "only_when_asked": Told(
        "se o que se diz antes da pergunta vale", "whether what is said before the question counts"
    ),
    "lasting": Told(
        "se ela vale ainda quando a pessoa volta", "whether it still counts when the person comes back"
    ),
    "retention": Told("por quanto tempo fica guardada", "for how long it is kept"),
    "translations": Told("o nome em outros idiomas", "the name in other languages"),
}


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the slots."""
    for name in old.slots.keys() - new.slots.keys():
        gone = Told("«$name» não é mais guardado", "«$name» is not kept any more").filled(name=name)
        yield Change(weight=Weight.path, group=_group(name, old), sentence=gone)
    for name, slot in new.slots.items():
        group = _group(name, new)
        before = old.slots.get(name)
        if before is None:
            came = Told("«$name» passa a ser guardado", "«$name» is kept from now on")
            yield Change(weight=Weight.path, group=group, sentence=came.filled(name=slot.label))
        else:
            yield from _slot(before, slot, group)


def _group(slot: str, content: Content) -> Told:
    """The flow that asks for it."""
    for flow in content.flows.values():
        if any(isinstance(step, Collect) and step.slot == slot for step in flow.steps.values()):
            return alike(steps.name_of(flow.id, content))
    return Told("Respostas guardadas", "Answers that are kept")


def _slot(old: Slot, new: Slot, group: Told) -> Iterator[Change]:
    about = Told("na resposta «$name»", "in the answer «$name»").filled(name=new.label)
    if old.label != new.label:
        sentence = Told("«$was» chama-se agora «$now»", "«$was» is now called «$now»")
        yield Change(weight=Weight.words, group=group, sentence=sentence.filled(was=old.label, now=new.label))
    for told in changed_fields.changed(old, new, words=_SLOT_WORDS, but=_TOLD_ELSEWHERE):
        changed = Told("$about, mudou $what", "$about this changed: $what")
        yield Change(weight=Weight.path, group=group, sentence=changed.filled(about=about, what=told))
    if type(old.answer) is not type(new.answer):
        kind = Told(
            "$about, o tipo de resposta mudou de «$was» para «$now»",
            "$about, the kind of answer went from «$was» to «$now»",
        )
        sentence = kind.filled(about=about, was=_kind(old), now=_kind(new))
        yield Change(weight=Weight.path, group=group, sentence=sentence)
        return
    if old.answer is None or new.answer is None:
        return
    for field in new.answer.__dataclass_fields__:
        was, now = getattr(old.answer, field), getattr(new.answer, field)
        if field not in _OPTIONS and changed_fields.without_places(was) != changed_fields.without_places(now):
            went = Told("$about, $what passou de $was para $now", "$about, $what went from $was to $now")
            what = _FIELD_WORDS.get(field, alike(field))
            told = went.filled(about=about, what=what, was=_shown(was), now=_shown(now))
            yield Change(weight=Weight.path, group=group, sentence=told)
    yield from _options(_options_of(old.answer), _options_of(new.answer), about, group)


def _kind(slot: Slot) -> Told:
    return _KINDS[type(slot.answer)] if slot.answer else Told("nenhum", "none")


def _shown(value: object) -> Told:
    if isinstance(value, bool):
        return Told("sim", "yes") if value else Told("não", "no")
    if isinstance(value, tuple):
        return alike("«" + ", ".join(str(item) for item in value) + "»")
    return alike(str(value))


def _options_of(answer: answers.Answer) -> dict[str, answers.Option]:
    match answer:
        case answers.Choice(options=options):
            return {option.id: option for option in options}
        case answers.MultiChoice(options=options, none=none):
            return {option.id: option for option in (*options, none)}
        case _:
            return {}


def _options(
    old: dict[str, answers.Option], new: dict[str, answers.Option], about: Told, group: Told
) -> Iterator[Change]:
    for name, option in old.items():
        if name not in new:
            gone = Told("$about, saiu a opção «$name»", "$about, the option «$name» is gone")
            sentence = gone.filled(about=about, name=option.label)
            yield Change(weight=Weight.path, group=group, sentence=sentence)
    for name, option in new.items():
        before = old.get(name)
        if before is None:
            came = Told("$about, entrou a opção «$name»", "$about, the option «$name» is new")
            sentence = came.filled(about=about, name=option.label)
            yield Change(weight=Weight.path, group=group, sentence=sentence)
            continue
        if before.label != option.label:
            says = Told(
                "$about, a opção «$was» diz agora «$now»", "$about, the option «$was» now says «$now»"
            )
            sentence = says.filled(about=about, was=before.label, now=option.label)
            yield Change(weight=Weight.words, group=group, sentence=sentence)
        if (before.synonyms, before.when_asked) != (option.synonyms, option.when_asked):
            other = Told(
                "$about, mudaram as palavras que valem «$name»",
                "$about, the words that mean «$name» changed",
            )
            sentence = other.filled(about=about, name=option.label)
            yield Change(weight=Weight.words, group=group, sentence=sentence)
    if [name for name in old if name in new] != [name for name in new if name in old]:
        order = Told("$about, as opções estão em outra ordem", "$about, the options stand in another order")
        yield Change(weight=Weight.words, group=group, sentence=order.filled(about=about))
