"""Is it said of everything personal how long it is kept?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.content import answers, vocabulary
from bot.content.definitions import Slot
from bot.linting.pack import Pack
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told

#: Answers that tell of a person or of their health, whatever is asked (LGPD, art. 5, I and II).
_PERSONAL: Final = (
    answers.Age,
    answers.Attachment,
    answers.Cns,
    answers.Cpf,
    answers.Date,
    answers.Duration,
    answers.Location,
    answers.MunicipalityAnswer,
    answers.Phone,
    answers.Subject,
    answers.Temperature,
)
#: Slots of the engine's own that tell how ill somebody is.
_OF_HEALTH: Final = frozenset({"alerta", "risco"})

WITHOUT_RETENTION = Rule(
    id="sensitive-without-retention",
    severity=Severity.warning,
    title=Told("Um dado pessoal sem prazo de guarda", "Personal data without a time of keeping"),
    why=Told(
        "Ninguém disse por quanto tempo esta resposta fica guardada, e ela fica pela classe mais longa da implantação. "
        "Ponha no slot retention: saude (saúde), retention: pessoal (nome, endereço, documento) ou outra classe de deployment.yml.",
        "Nobody said how long this answer is kept, and it is kept as long as the deployment's longest class. "
        "Give the slot retention: saude (health), retention: pessoal (name, address, document) or another class of deployment.yml.",
    ),
    example=Example(
        failing="""
        slots:
          idade: {type: float, label: Idade, answer: {type: age}}
        """,
        mended="""
        slots:
          idade: {type: float, label: Idade, retention: saude, answer: {type: age}}
          febre: {type: categorical, retention: saude, answer: {type: choice, options: [{id: alta, label: Alta}, {id: baixa, label: Baixa}]}}
        """,
    ),
)

RULES: Final = (WITHOUT_RETENTION,)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    asked = {step.slot for _, step in pack.collects}
    weighed = pack.content.protocol.looked_at | set(pack.content.protocol.inputs)
    for slot in pack.content.slots.values():
        if slot.retention is None and (slot.name in weighed or _is_personal(slot, asked=slot.name in asked)):
            yield WITHOUT_RETENTION.at(
                slot.mark,
                pt=f'"{slot.name}" guarda um dado pessoal, e não diz por quanto tempo (retention)',
                en=f'"{slot.name}" keeps personal data and does not say for how long (retention)',
            )


def _is_personal(slot: Slot, *, asked: bool) -> bool:
    if slot.name in vocabulary.ENGINE_SLOTS:
        return slot.name in _OF_HEALTH
    if isinstance(slot.answer, answers.FreeText):
        return asked  # anything may stand in it
    return slot.lasting or isinstance(slot.answer, _PERSONAL)
