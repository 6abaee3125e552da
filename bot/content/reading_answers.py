"""`answer:` in the domain: how a question's answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.content import answers, reading_values
from bot.understanding import patterns
from config.marked_yaml import Fault, ListNode, MapNode, Mark, Node, Shape, closest


def read(node: MapNode, faults: list[Fault]) -> answers.Answer | None:
    """The kind of answer that the map describes; None after a fault."""
    shape = Shape(node, what="a resposta", faults=faults, mark=node.mark)
    kind = shape.required_text("type")
    if not kind:
        return None
    maker = _MAKERS.get(kind)
    if maker is None:
        meant = closest(kind, _MAKERS)
        hint = f'; você quis dizer "{meant}"?' if meant else f"; use um destes: {', '.join(_MAKERS)}"
        shape.fault("unknown-answer-type", f'tipo de resposta desconhecido "{kind}"{hint}', key="type")
        return None
    answer = maker(shape, faults)
    shape.done()
    return answer


def _yes_no(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.YesNo(
        about=_expanded(shape.texts("about")),
        when_asked=_expanded(shape.texts("when_asked")),
        allow_unknown=shape.flag("allow_unknown", default=True),
    )


def _choice(shape: Shape, faults: list[Fault]) -> answers.Answer:
    return answers.Choice(
        options=_options(shape, faults), allow_unknown=shape.flag("allow_unknown", default=False)
    )


def _multi_choice(shape: Shape, faults: list[Fault]) -> answers.Answer:
    none = shape.map("none")
    return answers.MultiChoice(
        options=_options(shape, faults),
        none=_option(none, faults, shape.mark)
        if none
        else answers.Option(id="nenhum", label="Nenhum desses"),
        allow_unknown=shape.flag("allow_unknown", default=False),
    )


def _number(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    if shape.number("min") is None or shape.number("max") is None:
        shape.fault("missing-range", 'a resposta "number" precisa de "min" e "max"')
    return answers.Number(
        minimum=shape.number("min", 0.0),
        maximum=shape.number("max", 0.0),
        unit=shape.text("unit", ""),
        unit_words=shape.texts("unit_words"),
        whole=shape.flag("whole", default=False),
        allow_unknown=shape.flag("allow_unknown", default=False),
    )


def _age(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.Age(
        maximum=shape.integer("max", 120), allow_unknown=shape.flag("allow_unknown", default=True)
    )


def _temperature(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.Temperature(
        minimum=shape.number("min", 34.0),
        maximum=shape.number("max", 43.0),
        allow_unknown=shape.flag("allow_unknown", default=True),
    )


def _duration(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.Duration(
        maximum_days=shape.integer("max_days", 60), allow_unknown=shape.flag("allow_unknown", default=True)
    )


def _municipality(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.MunicipalityAnswer(allow_unknown=shape.flag("allow_unknown", default=True))


def _text(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.FreeText(
        maximum_length=shape.integer("max_length", 1000),
        allow_unknown=shape.flag("allow_unknown", default=False),
    )


def _name(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.FreeText(
        maximum_length=shape.integer("max_length", 80),
        name=True,
        allow_unknown=shape.flag("allow_unknown", default=True),
    )


def _date(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.Date(
        past_days=shape.integer("past_days", 36_600),
        future_days=shape.integer("future_days", 0),
        allow_unknown=shape.flag("allow_unknown", default=True),
    )


def _cpf(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.Cpf(allow_unknown=shape.flag("allow_unknown", default=True))


def _cns(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.Cns(allow_unknown=shape.flag("allow_unknown", default=True))


def _phone(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.Phone(allow_unknown=shape.flag("allow_unknown", default=True))


def _attachment(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    media = shape.texts("media") or ("image", "file")
    for medium in media:
        if medium not in MEDIA:
            shape.fault("wrong-kind", f'"media" conhece: {", ".join(MEDIA)}', key="media")
    return answers.Attachment(media=media, allow_unknown=shape.flag("allow_unknown", default=True))


def _location(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.Location(allow_unknown=shape.flag("allow_unknown", default=True))


def _subject(shape: Shape, _faults: list[Fault]) -> answers.Answer:
    return answers.Subject(allow_unknown=shape.flag("allow_unknown", default=False))


#: What may be sent as an attachment.
MEDIA: Final = ("image", "audio", "video", "file")
_MAKERS: Final[Mapping[str, Callable[[Shape, list[Fault]], answers.Answer]]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "multi_choice": _multi_choice,
    "number": _number,
    "age": _age,
    "temperature": _temperature,
    "duration": _duration,
    "municipality": _municipality,
    "text": _text,
    "name": _name,
    "date": _date,
    "cpf": _cpf,
    "cns": _cns,
    "phone": _phone,
    "attachment": _attachment,
    "location": _location,
    "subject": _subject,
}
#: The kinds of answer, by their name in `type`.
KINDS: Final = tuple(_MAKERS)


def _options(shape: Shape, faults: list[Fault]) -> tuple[answers.Option, ...]:
    listed = shape.list("options")
    if not isinstance(listed, ListNode) or not listed.items:
        shape.fault("missing-options", 'a pergunta precisa de "options"')
        return ()
    return tuple(_option(item, faults, listed.mark) for item in listed.items)


def _expanded(said: Sequence[str]) -> tuple[str, ...]:
    """Every wording that "(um|dois) meses" stands for."""
    return tuple(dict.fromkeys(one for words in said for one in patterns.expanded(words)))


def _option(node: Node, faults: list[Fault], mark: Mark) -> answers.Option:
    shape = Shape(node, what="a opção", faults=faults, mark=mark)
    translations = reading_values.translations(shape, faults)
    label, synonyms = shape.required_text("label"), shape.texts("synonyms")
    told = (word for word in translations.values() if word not in {label, *synonyms})
    option = answers.Option(
        id=shape.required_text("id"),
        label=label,
        synonyms=(*synonyms, *dict.fromkeys(told)),
        when_asked=_expanded(shape.texts("when_asked")),
        translations=translations,
    )
    shape.done()
    return option
