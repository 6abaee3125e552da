"""Why is it this class, and what is it called, in the language that the citizen is spoken to in?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.content import answers
from bot.content.protocols import Protocol, ProtocolFlag
from bot.engine.conversation import Assessment

_SPOKEN_OF: Final[Mapping[str, str]] = {"en": "you spoke of", "es": "usted habló de"}


def of_flag(flag: ProtocolFlag, language: str = "") -> str:
    """The reason that a red flag is: "você falou em: dor no peito"."""
    short = language.split("-", maxsplit=1)[0]
    label = flag.translations.get(language) or flag.translations.get(short)
    if label is None or short not in _SPOKEN_OF:
        return f"você falou em: {flag.label.lower()}"
    return f"{_SPOKEN_OF[short]}: {label.lower()}"


def said(protocol: Protocol, assessment: Assessment, language: str) -> Sequence[str]:
    """The reasons for the class in the language; as the protocol gave them where it has no words in it."""
    if not language:
        return assessment.because
    decisive = zip(assessment.because, assessment.rules, strict=False)
    return [_translated(protocol, rule, because, language) for because, rule in decisive]


def class_label(protocol: Protocol, assessment: Assessment, language: str) -> str:
    """What the class is called."""
    risk_class = protocol.risk_class(assessment.risk_class)
    return answers.in_language(risk_class.label, risk_class.translations, language)


def _translated(protocol: Protocol, rule_id: str, because: str, language: str) -> str:
    for flag in protocol.red_flags:
        if flag.id == rule_id:
            return of_flag(flag, language)
    for rule in protocol.reasoned:
        if rule.id == rule_id:
            return answers.in_language(because, rule.translations, language)
    return because
