from __future__ import annotations

import json
from pathlib import Path

from bot.linting import registry, telling
from bot.told import Language
from tests.unit.linting import small_pack

BROKEN = """
flows:
  a: {description: A, keywords: [febre], steps: [{collect: idadee}]}
nlu:
  - intent: solta
    examples: |
      - sem fluxo
"""


def told(folder, form, language=Language.pt):
    findings = small_pack.lint(folder, BROKEN)
    return telling.told(findings, form=form, language=language, folder=Path("flows/mini"))


def test_a_finding_is_one_line_with_place_severity_and_rule(tmp_path):
    """The text form is read by people and by editors alike."""
    said = told(tmp_path, telling.Format.text)
    assert (
        'example.yml:2:50: erro: o slot "idadee" não existe; você quis dizer "idade"? [unknown-slot]' in said
    )
    assert "docs/lint/<regra>.md" in said


def test_english_says_the_same_of_the_same_names(tmp_path):
    """In English a fault of reading is its rule's title, the names, and the close one."""
    said = told(tmp_path, telling.Format.text, Language.en)
    assert 'error: A slot that does not exist: "idadee"; did you mean "idade"? [unknown-slot]' in said
    assert 'warning: the intent "solta" has examples and starts no flow [unused-intent]' in said


def test_nothing_found_is_said_so():
    """A clean pack is told in one sentence."""
    said = telling.told((), form=telling.Format.text, language=Language.pt, folder=Path())
    assert said == "Nenhum erro e nenhum aviso."


def test_json_holds_every_part_of_a_finding(tmp_path):
    """Programs read rule, severity, place, sentence and page."""
    first = json.loads(told(tmp_path, telling.Format.json))
    assert {
        "rule": "unknown-slot",
        "severity": "error",
        "file": "example.yml",
        "line": 2,
        "column": 50,
        "message": 'o slot "idadee" não existe; você quis dizer "idade"?',
        "page": "docs/lint/unknown-slot.md",
    } in first


def test_sarif_is_what_its_standard_asks_for(tmp_path):
    """SARIF 2.1.0: version, one run, a named driver, rules that results point into, places from 1, known levels."""
    log = json.loads(told(tmp_path, telling.Format.sarif))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("flows/mini/")
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1


def test_every_rule_is_told_in_both_languages():
    """No rule is without a title and a reason in Portuguese and in English."""
    for rule in registry.RULES.values():
        assert all((rule.title.pt, rule.title.en, rule.why.pt, rule.why.en)), rule.id
