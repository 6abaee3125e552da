"""Findings in plain words: the law, what breaks it, the conversation that shows it, and the lines of YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content.definitions import Value
from bot.proving.findings import Case, Finding, Law, Line
from bot.told import Language, Told, alike

#: What each law says.
LAWS: Mapping[Law, Told] = {
    Law.readable: Told(
        "as condições do protocolo podem ser lidas pela prova",
        "the protocol's conditions can be read by the proof",
    ),
    Law.total: Told(
        "toda combinação de respostas tem uma classe, e só uma",
        "every combination of answers has one class, and one only",
    ),
    Law.rule_reachable: Told("toda regra pode valer", "every rule can hold"),
    Law.rule_decides: Told("toda regra decide alguma coisa", "every rule decides something"),
    Law.class_reachable: Told("toda classe pode acontecer", "every class can come about"),
    Law.direction: Told(
        "o protocolo diz para que lado cada resposta piora",
        "the protocol says which way every answer grows worse",
    ),
    Law.monotone: Told("uma resposta pior nunca baixa a classe", "a worse answer never lowers the class"),
    Law.unknown_not_better: Told(
        "não saber nunca faz melhor que a resposta que mais tranquiliza",
        "not knowing is never better than the most reassuring answer",
    ),
    Law.red_flag_alone: Told(
        "um sinal de alerta, sozinho, dá pelo menos a classe dele, e ela chega a uma pessoa",
        "a danger sign, alone, gives at least its class, and that class reaches a person",
    ),
    Law.invariant: Told("os invariantes valem", "the invariants hold"),
    Law.path_ends: Told(
        "todo caminho termina numa classe, numa pessoa ou numa despedida",
        "every way ends in a class, with a person, or with a goodbye",
    ),
    Law.severe_reaches_person: Told("quem está grave chega a uma pessoa", "who is grave reaches a person"),
    Law.severe_names_samu: Told(
        "quem está grave ouve o número do SAMU, também quando ninguém está online",
        "who is grave hears SAMU's number, also when nobody is online",
    ),
    Law.red_flag_reaches_person: Told(
        "depois de um sinal de alerta, uma pessoa sempre é chamada",
        "after a danger sign a person is always called",
    ),
    Law.doubt_settled: Told(
        "o que talvez seja um sinal de alerta só deixa de ser com um não, e a pergunta de antes volta",
        "what may be a danger sign is none only after a no, and the question from before comes back",
    ),
    Law.consent_first: Told(
        "o consentimento vem antes da primeira pergunta sobre a saúde",
        "consent comes before the first question about health",
    ),
    Law.not_asked_twice: Told("nada é perguntado duas vezes", "nothing is asked twice"),
    Law.advice_is_said: Told(
        "quem recebe uma classe ouve logo a orientação dela, e de nenhuma outra",
        "who gets a class hears the advice of that class at once, and of no other",
    ),
    Law.danger_early: Told(
        "a pergunta que mostra sinais de perigo vem cedo", "the question that shows danger signs comes early"
    ),
    Law.needed_is_asked: Told(
        "o que poderia piorar a classe é perguntado", "what could make the class worse is asked"
    ),
}

_ONLY_PROTOCOL = Told(
    "nenhuma conversa de hoje leva a estas respostas; o protocolo, sozinho, as aceita",
    "no conversation of today leads to these answers; the protocol alone takes them",
)


def finding(shown: Finding, *, language: Language = Language.pt) -> str:
    """All of one finding; conversations are in the citizen's language."""
    return "\n".join(_lines(shown, language))


def _lines(shown: Finding, language: Language) -> Iterator[str]:
    broken = Told("Não vale", "Does not hold").said(language)
    yield f"[{shown.law}] {broken}: {LAWS[shown.law].said(language)}."
    yield f"  {shown.sentence.said(language)}"
    for place in shown.places:
        yield f"  {place.mark}: {place.what.said(language)}"
    if shown.conversations:
        for number, lines in enumerate(shown.conversations, 1):
            which = "" if len(shown.conversations) == 1 else f" {number}"
            yield f"  {Told('Conversa', 'Conversation').said(language)}{which}:"
            yield from (f"    {told}" for line in lines for told in _told(line, language))
        return
    for case in shown.cases:
        yield f"  {Told('Respostas', 'Answers').said(language)}: {_answers(case, language)} → {case.risk_class}"
    if shown.cases:
        yield f"  ({_ONLY_PROTOCOL.said(language)})"


def _told(line: Line, language: Language) -> Iterator[str]:
    if line.text.startswith("("):
        yield line.text
        return
    speaker = "Bela:  " if line.by_bela else Told("Pessoa:", "Person:").said(language)
    first, *rest = [part for part in line.text.splitlines() if part.strip()] or [""]
    yield f"{speaker} {first}"
    yield from (f"        {part}" for part in rest)


def _answers(case: Case, language: Language) -> str:
    said = [f"{slot}={_value(value).said(language)}" for slot, value in case.answers.items()]
    said += [f"{Told('sinal de alerta', 'danger sign').said(language)} {flag}" for flag in case.flags]
    return ", ".join(said)


def _value(value: Value) -> Told:
    if value is None:
        return Told("não perguntado", "not asked")
    if isinstance(value, list):
        return alike("+".join(value)) if value else Told("nenhum", "none")
    if isinstance(value, bool):
        return Told("sim", "yes") if value else Told("não", "no")
    return alike(str(value))
