"""How are findings told: as sentences for people, as JSON, or as SARIF for code hosts and editors?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from bot.linting import registry
from bot.linting.rule import Finding, Rule, Severity
from bot.told import Language, Told

#: Where the page of a rule is found, seen from the project's root.
PAGES: Final = "docs/lint"

_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_SEVERITIES: Final = {Severity.error: Told("erro", "error"), Severity.warning: Told("aviso", "warning")}


class Format(StrEnum):
    """In which form are findings told?"""

    text = "text"
    json = "json"
    sarif = "sarif"


def told(findings: Sequence[Finding], *, form: Format, language: Language, folder: Path) -> str:
    """All findings in the form asked for; `folder` is the pack's, from where places are told in SARIF."""
    match form:
        case Format.text:
            return _text(findings, language)
        case Format.json:
            return _dumped([_plain(finding, language) for finding in findings])
        case Format.sarif:
            return _dumped(_sarif(findings, language, folder))


def _text(findings: Sequence[Finding], language: Language) -> str:
    lines = [_line(finding, language) for finding in findings]
    return "\n".join([*lines, *([""] if lines else []), _sum(findings, language)])


def _line(finding: Finding, language: Language) -> str:
    severity = _SEVERITIES[finding.severity].said(language)
    return f"{finding.mark}: {severity}: {finding.sentence.said(language)} [{finding.rule}]"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _sum(findings: Sequence[Finding], language: Language) -> str:
    errors = sum(finding.severity is Severity.error for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        return Told("Nenhum erro e nenhum aviso.", "No errors and no warnings.").said(language)
    counted = Told(
        f"{_counted(errors, 'erro')}, {_counted(warnings, 'aviso')}.",
        f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}.",
    )
    where = Told(
        f"O que cada regra quer dizer, com exemplo: {PAGES}/<regra>.md",
        f"What each rule means, with an example: {PAGES}/<rule>.md",
    )
    return f"{counted.said(language)} {where.said(language)}"


def _plain(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": finding.mark.file,
        "line": finding.mark.line,
        "column": finding.mark.column,
        "message": finding.sentence.said(language),
        "page": f"{PAGES}/{finding.rule}.md",
    }


def _sarif(findings: Sequence[Finding], language: Language, folder: Path) -> dict[str, Any]:
    """SARIF 2.1.0 (OASIS): one run, its rules, and one result for each finding."""
    ids = sorted({finding.rule for finding in findings})
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "bela flows lint",
                        "rules": [_sarif_rule(rule_id, language) for rule_id in ids],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(finding, ids.index(finding.rule), language, folder) for finding in findings
                ],
            }
        ],
    }


def _sarif_rule(rule_id: str, language: Language) -> dict[str, Any]:
    rule: Rule | None = registry.RULES.get(rule_id)
    described = {"id": rule_id, "helpUri": f"{PAGES}/{rule_id}.md"}
    if rule is None:
        return described
    return {
        **described,
        "shortDescription": {"text": rule.title.said(language)},
        "fullDescription": {"text": rule.why.said(language)},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: Finding, index: int, language: Language, folder: Path) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": finding.sentence.said(language)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": (folder / finding.mark.file).as_posix()},
                    "region": {"startLine": finding.mark.line, "startColumn": finding.mark.column},
                }
            }
        ],
    }


def _dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
