"""Does everyone in danger get a number to call and a person, and is nobody asked about health before they agreed?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.content.definitions import Action, Call, Collect, Response, Step
from bot.content.flow_graph import hands_off
from bot.linting.pack import Pack, child, item
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told

#: The slots whose yes is consent.
CONSENT_SLOTS: Final = frozenset({"consent", "consentimento"})
#: Flows in which life goes before consent (LGPD, art. 7, VII, and art. 11, II, "e").
EMERGENCY: Final = "pattern_red_flag"
#: Flows in which somebody in danger may be left without a person.
_NUMBERED: Final = (EMERGENCY, "pattern_handoff_failed")
_NUMBER = re.compile(r"\{samu\}|\{cvv\}|\b192\b|\b188\b")

_PROTOCOL = """
        protocol:
          id: mini
          version: "1"
          title: Mini
          sources: {{ms: {{title: Protocolo}}}}
          classes:
            - {{id: grave, label: Grave, {grave}advice: utter_conselho}}
            - {{id: leve, label: Leve, {leve}advice: utter_conselho}}
          red_flags:
            - {{id: ar, label: Falta de ar, class: {flag}, phrases: [falta de ar], source: {{ref: ms, where: p. 1}}}}
          rules:
            - {{id: r1, class: grave, if: slots.febre = 'alta', because: febre alta, source: {{ref: ms, where: p. 2}}}}
          default: leve
        """

MILD_RED_FLAG = Rule(
    id="mild-red-flag",
    severity=Severity.error,
    title=Told("Um sinal de alerta sem uma pessoa", "A red flag without a person"),
    why=Told(
        "A classe deste sinal não tem departamento: quem diz estas palavras recebe só um texto. Dê ao sinal uma classe com departamento, ou faça dele uma regra.",
        "The class of this red flag has no department: who says these words gets a text only. Give it a class with a department, or make it a rule.",
    ),
    example=Example(
        failing=_PROTOCOL.format(grave="department: urgencia, ", leve="", flag="leve"),
        mended=_PROTOCOL.format(grave="department: urgencia, ", leve="", flag="grave"),
    ),
)
SEVERE_WITHOUT_DEPARTMENT = Rule(
    id="severe-without-department",
    severity=Severity.error,
    title=Told("A pior classe sem departamento", "The worst class without a department"),
    why=Told(
        "A primeira classe é a pior, e ninguém a recebe. Ponha nela o departamento que atende urgências.",
        "The first class is the worst, and nobody takes it. Give it the department for urgent cases.",
    ),
    example=Example(
        failing=_PROTOCOL.format(grave="", leve="department: atendimento, ", flag="leve"),
        mended=_PROTOCOL.format(grave="department: urgencia, ", leve="", flag="grave"),
    ),
)
RED_FLAG_WITHOUT_PERSON = Rule(
    id="red-flag-without-person",
    severity=Severity.error,
    title=Told("Uma emergência que não chega a uma pessoa", "An emergency that does not reach a person"),
    why=Told(
        "Há um caminho de pattern_red_flag que acaba sem action_hand_off. Todos os caminhos da emergência chamam uma pessoa.",
        "A path of pattern_red_flag ends without action_hand_off. Every path of an emergency calls a person.",
    ),
    example=Example(
        failing="""
        flows:
          pattern_red_flag:
            description: Emergência.
            steps:
              - action: utter_conselho
                next:
                  - {if: slots.idade < 2, then: pessoa}
                  - {else: END}
              - {id: pessoa, action: action_hand_off}
        """,
        mended="""
        flows:
          pattern_red_flag:
            description: Emergência.
            steps:
              - action: utter_conselho
              - {id: pessoa, action: action_hand_off}
        """,
    ),
)
MISSING_EMERGENCY_NUMBER = Rule(
    id="missing-emergency-number",
    severity=Severity.error,
    title=Told("Um texto grave sem o 192 ou o 188", "A grave text without 192 or 188"),
    why=Told(
        "Quem corre perigo precisa ler para onde ligar antes de qualquer pergunta ou espera: {samu} em tudo o que é grave, {cvv} em palavras de suicídio.",
        "Who is in danger must read whom to call before any question or wait: {samu} in everything grave, {cvv} where suicide is spoken of.",
    ),
    example=Example(
        failing="""
        responses:
          utter_emergencia: [{text: "Fique calmo, estou chamando alguém."}]
        flows:
          pattern_red_flag:
            description: Emergência.
            steps: [{action: utter_emergencia}, {action: action_hand_off}]
        """,
        mended="""
        responses:
          utter_emergencia: [{text: "Ligue agora {samu} (SAMU). Estou chamando alguém."}]
        flows:
          pattern_red_flag:
            description: Emergência.
            steps: [{action: utter_emergencia}, {action: action_hand_off}]
        """,
    ),
)
CONSENT_AFTER_QUESTION = Rule(
    id="consent-after-question",
    severity=Severity.error,
    title=Told("Uma pergunta de saúde antes do consentimento", "A question about health before consent"),
    why=Told(
        "Há um caminho até esta pergunta sem perguntar, nem olhar, o slot consentimento. Dado de saúde precisa de consentimento (LGPD, art. 11); só a emergência vem antes.",
        "A path leads to this question without asking for, or looking at, the slot consentimento. Health data need consent (LGPD, art. 11); only an emergency goes before.",
    ),
    example=Example(
        failing="""
        flows:
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps: [{collect: febre}]
        """,
        mended="""
        slots:
          consentimento: {type: bool, answer: {type: yes_no}}
        responses:
          utter_ask_consentimento: [{text: "Posso perguntar?"}]
        flows:
          pattern_session_start:
            description: Começo.
            steps: [{action: utter_conselho}]
          febre:
            description: Pergunta da febre.
            keywords: [tenho febre]
            steps:
              - collect: consentimento
                next:
                  - {if: slots.consentimento = true, then: febre}
                  - {else: END}
              - {id: febre, collect: febre}
        """,
    ),
)
MISSING_TEXT_SOURCE = Rule(
    id="missing-text-source",
    severity=Severity.warning,
    title=Told("Uma orientação de saúde sem fonte ou sem data", "Health advice without a source or a date"),
    why=Told(
        "O que a Bela aconselha precisa poder ser conferido. Ponha em metadata a fonte (source) e o mês (date).",
        "What Bela advises must be open to checking. Put the source and the month into metadata (source, date).",
    ),
    example=Example(
        failing="""
        responses:
          utter_conselho: [{text: "Ligue {samu}."}]
        """,
        mended="""
        responses:
          utter_conselho: [{text: "Ligue {samu}.", metadata: {source: "Ministério da Saúde, SAMU 192", date: "2026-11"}}]
        """,
    ),
)

RULES: Final = (
    MILD_RED_FLAG,
    SEVERE_WITHOUT_DEPARTMENT,
    RED_FLAG_WITHOUT_PERSON,
    MISSING_EMERGENCY_NUMBER,
    CONSENT_AFTER_QUESTION,
    MISSING_TEXT_SOURCE,
)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    yield from _classes(pack)
    yield from _emergency(pack)
    yield from _numbers(pack)
    yield from _consent(pack)
    yield from _sources(pack)


def _classes(pack: Pack) -> Iterator[Finding]:
    protocol = pack.content.protocol
    departments = {risk_class.id: risk_class.department for risk_class in protocol.classes}
    for flag in protocol.red_flags:
        if not departments[flag.risk_class]:
            yield MILD_RED_FLAG.at(
                flag.mark,
                pt=f'o sinal de alerta "{flag.id}" dá a classe "{flag.risk_class}", que não tem departamento',
                en=f'the red flag "{flag.id}" gives the class "{flag.risk_class}", which has no department',
            )
    worst = protocol.classes[0]
    if not worst.department:
        yield SEVERE_WITHOUT_DEPARTMENT.at(
            worst.mark,
            pt=f'a pior classe, "{worst.id}", não tem departamento',
            en=f'the worst class, "{worst.id}", has no department',
        )


def _emergency(pack: Pack) -> Iterator[Finding]:
    start = pack.graph.starts.get(EMERGENCY)
    if start is None:
        return
    persons = {place for place, step in pack.graph.steps.items() if hands_off(step)}
    called = {step.flow for _, step in pack.steps if isinstance(step, Call)}
    reached = pack.graph.reached([start], without=persons)
    # The end of a flow that was called is no end: the one that called it goes on.
    ends = [place for place in reached if place.is_end and place.flow not in called]
    if ends:
        yield RED_FLAG_WITHOUT_PERSON.at(
            pack.content.flows[EMERGENCY].mark,
            pt=f'um caminho da emergência acaba em "{ends[0].flow}" sem chamar uma pessoa',
            en=f'a path of the emergency ends in "{ends[0].flow}" without calling a person',
        )


def _numbers(pack: Pack) -> Iterator[Finding]:
    """The number comes before anything is asked or waited for."""
    said = {place for place, step in pack.graph.steps.items() if _tells_number(pack, step)}
    for name in _NUMBERED:
        start = pack.graph.starts.get(name)
        if start is None:
            continue
        before = pack.graph.reached([start], without=said)
        stops = sorted(
            place
            for place in before
            if (place.is_end and place.flow == name) or _stops(pack.graph.steps.get(place))
        )
        if stops:
            yield MISSING_EMERGENCY_NUMBER.at(
                pack.content.flows[name].mark,
                pt=f'"{name}" chega a "{stops[0].step}" sem dizer {{samu}} nem {{cvv}}',
                en=f'"{name}" comes to "{stops[0].step}" without saying {{samu}} or {{cvv}}',
            )
    advice = pack.content.responses.get(pack.content.protocol.classes[0].advice)
    if advice and not _has_number(advice):
        yield MISSING_EMERGENCY_NUMBER.at(
            advice.mark,
            pt=f'"{advice.name}" orienta casos graves sem dizer {{samu}}',
            en=f'"{advice.name}" advises grave cases without saying {{samu}}',
        )


def _stops(step: Step | None) -> bool:
    return isinstance(step, Collect) or (step is not None and hands_off(step))


def _tells_number(pack: Pack, step: Step) -> bool:
    name = step.action if isinstance(step, Action) else step.utter if isinstance(step, Collect) else ""
    response = pack.content.responses.get(name)
    return response is not None and _has_number(response)


def _has_number(response: Response) -> bool:
    """Whether every wording, in every language, has it."""
    wordings = (
        wording
        for variation in response.variations
        for wording in (variation.text, *variation.translations.values())
    )
    return all(_NUMBER.search(wording) for wording in wordings)


def _consent(pack: Pack) -> Iterator[Finding]:
    asked_of_health = pack.content.protocol.looked_at
    closed = {place for place, step in pack.graph.steps.items() if _regards_consent(step)}
    starts = [
        place for name, place in pack.graph.starts.items() if name != EMERGENCY and _starts_freely(pack, name)
    ]
    for place in sorted(pack.graph.reached(starts, without=closed)):
        step = pack.graph.steps.get(place)
        if isinstance(step, Collect) and step.slot in asked_of_health and place.flow != EMERGENCY:
            yield CONSENT_AFTER_QUESTION.at(
                step.mark,
                pt=f'"{step.slot}" pode ser perguntado em "{place.flow}" antes do consentimento',
                en=f'"{step.slot}" can be asked in "{place.flow}" before consent',
            )


def _starts_freely(pack: Pack, name: str) -> bool:
    """Whether a citizen, or the engine, can start this flow before consent."""
    flow = pack.content.flows[name]
    by_itself = flow.is_pattern or bool(flow.triggers) or bool(flow.keywords)
    wants = flow.guard is not None and f"slots.{_consent_in(flow.guard.slots)} = true" in flow.guard.text
    return by_itself and not wants


def _consent_in(slots: frozenset[str]) -> str:
    return next(iter(slots & CONSENT_SLOTS), "-")


def _regards_consent(step: Step) -> bool:
    asks = isinstance(step, Collect) and step.slot in CONSENT_SLOTS
    return asks or any(
        branch.condition and branch.condition.slots & CONSENT_SLOTS for branch in step.branches
    )


def _sources(pack: Pack) -> Iterator[Finding]:
    for name in sorted(_advising(pack) & pack.content.responses.keys()):
        for number in range(len(pack.content.responses[name].variations)):
            metadata = child(item(pack.responses[name].node, number), "metadata")
            missing = [key for key in ("source", "date") if child(metadata, key) is None]
            if missing:
                yield MISSING_TEXT_SOURCE.at(
                    pack.text_mark(name, number),
                    pt=f'"{name}" orienta sobre saúde e não diz: {", ".join(missing)} (em "metadata")',
                    en=f'"{name}" advises on health and does not tell: {", ".join(missing)} (in "metadata")',
                )


def _advising(pack: Pack) -> set[str]:
    """The advice of every class, and what flows say that only answer a question."""
    advice = {risk_class.advice for risk_class in pack.content.protocol.classes}
    answering = {
        name
        for name, places in pack.said.items()
        if name.startswith("utter_faq_") and all(place.flow.startswith("faq_") for place in places)
    }
    return advice | answering
