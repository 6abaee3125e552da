"""Does the protocol say all that it has to? The definitions, for the pages; the faults come from `bot.content`."""

from __future__ import annotations

from typing import Final

from bot.linting.rule import Example
from bot.linting.rules.reader_examples import PROTOCOL, error, protocol

RULES: Final = (
    error(
        "missing-source",
        ("Uma regra clínica sem fonte", "A clinical rule without its source"),
        (
            'Toda regra e todo sinal de alerta diz de onde vem: "source: {ref, where}".',
            "Every rule and red flag tells where it comes from: `source: {ref, where}`.",
        ),
        protocol(", source: {ref: ms, where: p. 2}", ""),
    ),
    error(
        "input-mismatch",
        ("O protocolo e a pergunta não combinam", "The protocol and the question do not agree"),
        (
            'O que "inputs" diz do tipo ou da faixa não é como a resposta do slot é lida. Deixe os dois iguais, ou tire do protocolo.',
            "What `inputs` says of type or range is not how the slot's answer is read. Make both alike, or drop it from the protocol.",
        ),
        Example(
            failing=PROTOCOL.replace("  rules:", "  inputs:\n    febre: {type: number}\n  rules:"),
            mended=PROTOCOL.replace("  rules:", "  inputs:\n    febre: {type: choice}\n  rules:"),
        ),
    ),
    error(
        "no-department",
        ("Nenhuma classe tem departamento", "No class has a department"),
        (
            "Ninguém chegaria nunca a uma pessoa. Ponha um departamento pelo menos na pior classe.",
            "Nobody would ever reach a person. Give at least the worst class a department.",
        ),
        protocol("department: urgencia, ", ""),
    ),
)
