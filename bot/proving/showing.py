"""Findings in plain Portuguese: the law, what breaks it, the conversation that shows it, and the lines of YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content.definitions import Value
from bot.proving.findings import Case, Finding, Law, Line

#: What each law says.
LAWS: Mapping[Law, str] = {
    Law.readable: "as condições do protocolo podem ser lidas pela prova",
    Law.total: "toda combinação de respostas tem uma classe, e só uma",
    Law.rule_reachable: "toda regra pode valer",
    Law.rule_decides: "toda regra decide alguma coisa",
    Law.class_reachable: "toda classe pode acontecer",
    Law.direction: "o protocolo diz para que lado cada resposta piora",
    Law.monotone: "uma resposta pior nunca baixa a classe",
    Law.unknown_not_better: "não saber nunca faz melhor que a resposta que mais tranquiliza",
    Law.red_flag_alone: "um sinal de alerta, sozinho, dá pelo menos a classe dele, e ela chega a uma pessoa",
    Law.invariant: "os invariantes valem",
    Law.path_ends: "todo caminho termina numa classe, numa pessoa ou numa despedida",
    Law.severe_reaches_person: "quem está grave chega a uma pessoa",
    Law.severe_names_samu: "quem está grave ouve o número do SAMU, também quando ninguém está online",
    Law.red_flag_reaches_person: "depois de um sinal de alerta, uma pessoa sempre é chamada",
    Law.doubt_settled: "o que talvez seja um sinal de alerta só deixa de ser com um não, e a pergunta de antes volta",
    Law.consent_first: "o consentimento vem antes da primeira pergunta sobre a saúde",
    Law.not_asked_twice: "nada é perguntado duas vezes",
    Law.danger_early: "a pergunta que mostra sinais de perigo vem cedo",
    Law.needed_is_asked: "o que poderia piorar a classe é perguntado",
}


def finding(shown: Finding) -> str:
    """All of one finding."""
    return "\n".join(_lines(shown))


def _lines(shown: Finding) -> Iterator[str]:
    yield f"[{shown.law}] Não vale: {LAWS[shown.law]}."
    yield f"  {shown.sentence}"
    for place in shown.places:
        yield f"  {place.mark}: {place.what}"
    if shown.conversations:
        for number, lines in enumerate(shown.conversations, 1):
            yield "  Conversa:" if len(shown.conversations) == 1 else f"  Conversa {number}:"
            yield from (f"    {told}" for line in lines for told in _told(line))
        return
    for case in shown.cases:
        yield f"  Respostas: {_answers(case)} → {case.risk_class}"
    if shown.cases:
        yield "  (nenhuma conversa de hoje leva a estas respostas; o protocolo, sozinho, as aceita)"


def _told(line: Line) -> Iterator[str]:
    if line.text.startswith("("):
        yield line.text
        return
    speaker = "Bela:  " if line.by_bela else "Pessoa:"
    first, *rest = [part for part in line.text.splitlines() if part.strip()] or [""]
    yield f"{speaker} {first}"
    yield from (f"        {part}" for part in rest)


def _answers(case: Case) -> str:
    said = [f"{slot}={_value(value)}" for slot, value in case.answers.items()]
    said += [f"sinal de alerta {flag}" for flag in case.flags]
    return ", ".join(said)


def _value(value: Value) -> str:
    if value is None:
        return "não perguntado"
    if isinstance(value, list):
        return "+".join(value) or "nenhum"
    return {True: "sim", False: "não"}.get(value, str(value)) if isinstance(value, bool) else str(value)
