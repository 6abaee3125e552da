from __future__ import annotations

import operator
from datetime import date

import pytest

from bot.linting import linter, registry
from config.marked_yaml import limits
from tests.talk import ROOT
from tests.unit.content.test_faults import DEPARTMENTS
from tests.unit.linting import small_pack

SHOWN = [rule for rule in registry.RULES.values() if rule.example]
#: What no text of a page can show.
UNSHOWN = {
    "bad-character": b'responses:\n  utter_conselho: [{text: "Ligue\xe2\x80\xa8."}]\n',
    "bad-encoding": "responses:\n  utter_conselho: [{text: São}]\n".encode("latin-1"),
    "file-too-large": b"#" * (limits.FILE_BYTES + 1),
    "too-deep": b"[" * (limits.DEPTH + 1) + b"]" * (limits.DEPTH + 1),
    "too-many-aliases": "\n".join(
        ["a: &a0 [1, 1]", *(f"b{n}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]" for n in range(6))]
    ).encode(),
}


@pytest.mark.parametrize("rule", SHOWN, ids=operator.attrgetter("id"))
def test_a_rule_finds_its_failing_example_and_not_the_mended_one(tmp_path, rule):
    """What a rule's page calls wrong is found, and what it calls right is not."""
    example = rule.example
    wrong = small_pack.lint(tmp_path, example.failing, without=example.without)
    assert rule.id in small_pack.rules(wrong), [str(finding) for finding in wrong]
    right = small_pack.lint(tmp_path, example.mended, without=example.without)
    assert rule.id not in small_pack.rules(right)


@pytest.mark.parametrize("rule", UNSHOWN)
def test_what_no_example_can_show_is_found_too(tmp_path, rule):
    """Files that are too large, too deep or not text are told by their rule."""
    (tmp_path / "example.yml").write_bytes(UNSHOWN[rule])
    assert rule in small_pack.rules(linter.lint(tmp_path, departments=DEPARTMENTS, today=small_pack.TODAY))


def test_a_folder_without_content_is_told(tmp_path):
    """An empty folder is one finding."""
    assert small_pack.rules(linter.lint(tmp_path, departments=DEPARTMENTS, today=small_pack.TODAY)) == {
        "no-content"
    }


@pytest.mark.parametrize("pack", ["covid19", "dengue"])
def test_a_shipped_pack_is_clean(pack):
    """The packs that are shipped have no error and no warning."""
    assert linter.lint(ROOT / "flows" / pack, departments=DEPARTMENTS, today=small_pack.TODAY) == ()


def test_everything_is_told_at_once(tmp_path):
    """A misspelt key, a slot that does not exist, a doubled keyword and a missing number come in one list, sorted by place."""
    findings = small_pack.lint(
        tmp_path,
        """
        slots:
          peso: {type: float, answr: {type: number}}
        flows:
          a: {description: A, keywords: [febre], steps: [{collect: idadee}]}
          b: {description: B, keywords: [Fébre], steps: [{action: utter_conselho}]}
        """,
    )
    assert small_pack.rules(findings) >= {"unknown-key", "unknown-slot", "duplicate-keyword"}
    assert [finding.mark for finding in findings] == sorted(finding.mark for finding in findings)


def test_a_wrong_entry_raises_no_echoes(tmp_path):
    """A slot whose answer cannot be read is one finding, not also a slot without an answer."""
    findings = small_pack.lint(
        tmp_path, "slots:\n  febre: {type: categorical, answer: {type: chooice, options: []}}\n"
    )
    assert [finding.rule for finding in findings if finding.mark.file == "example.yml"] == [
        "unknown-answer-type"
    ]


def test_a_file_that_cannot_be_read_is_all_that_is_told(tmp_path):
    """Where a whole file is missing, names in others are not called unknown."""
    findings = small_pack.lint(tmp_path, "slots:\n\tpeso: {}\n", name="domain.yml")
    assert small_pack.rules(findings) == {"tab"}


def test_places_inside_block_scalars_are_those_of_the_line(tmp_path):
    """A doubled NLU example is marked at its own line and column, not at the block's beginning."""
    findings = small_pack.lint(
        tmp_path,
        """
        flows:
          a: {description: A, nlu_trigger: [{intent: a}, {intent: b}], steps: [{action: utter_conselho}]}
        nlu:
          - intent: a
            examples: |
              - onde tomo a vacina
              - a vacina dói
          - intent: b
            examples: |
              - quero marcar
              - A vacina doi?
        """,
    )
    (found,) = [finding for finding in findings if finding.rule == "duplicate-example"]
    assert str(found.mark) == "example.yml:11:9"
    assert "(example.yml:7:9)" in found.sentence.pt


def test_places_behind_an_anchor_are_those_of_the_original(tmp_path):
    """An option that is written once and repeated by its anchor is marked where it is written."""
    long = "Alta, acima de trinta e nove graus medidos com um termômetro embaixo do braço"
    findings = small_pack.lint(
        tmp_path,
        f"""
        slots:
          a: {{type: categorical, answer: {{type: choice, options: &opcoes [{{id: x, label: "{long}"}}]}}}}
          b: {{type: categorical, answer: {{type: choice, options: *opcoes}}}}
        """,
    )
    marks = {str(finding.mark) for finding in findings if finding.rule == "label-too-long"}
    assert marks == {"example.yml:2:82"}


def test_a_warning_hides_nothing(tmp_path):
    """A text that lacks a translation does not keep the other rules from looking."""
    findings = small_pack.lint(
        tmp_path,
        """
        pack: {id: p, title: P, language: pt-BR, version: "1", translations: [en]}
        responses:
          utter_conselho: [{text: "ESCREVA AQUI o conselho."}]
        """,
    )
    assert {"missing-translation", "still-to-do"} <= small_pack.rules(findings)


LONG = "Muito alta, acima de trinta e nove graus medidos com um termômetro embaixo do braço"
LONG_TEXT = "Drink water little by little. " * 40
IN_LANGUAGES = f"""
slots:
  dor:
    type: list
    answer:
      type: multi_choice
      options:
        - {{id: alta, label: Alta, translation: {{en: High, es: "{LONG}"}}}}
      none: {{id: nenhum, label: Nenhuma, translation: {{en: "{LONG}"}}}}
responses:
  utter_conselho:
    - text: "Ligue {{samu}}."
      translation:
        en: "Call {{samu}}. {LONG_TEXT}"
      buttons:
        - title: Alta
          payload: "/SetSlots(idade=12)"
          translation: {{en: "{LONG}"}}
        - {{title: "{LONG}", payload: "/SetSlots(idade=12)"}}
"""


def test_what_is_too_long_in_a_translation_only_is_told_where_it_stands(tmp_path):
    """Options, "none", texts and buttons: whoever reads another language has the same phone."""
    findings = small_pack.lint(tmp_path, IN_LANGUAGES)
    told = {
        str(finding.mark): finding.sentence
        for finding in findings
        if finding.rule in {"label-too-long", "text-too-long"}
    }
    assert list(told) == [f"example.yml:{place}" for place in ("7:63", "8:60", "13:13", "17:29", "18:19")]
    assert 'a opção "alta" na tradução "es" tem 83 letras' in told["example.yml:7:63"].pt
    assert 'the option "nenhum" in the translation "en" has 83' in told["example.yml:8:60"].en
    assert 'the text of "utter_conselho" in the translation "en"' in told["example.yml:13:13"].en
    assert 'o botão "Alta" na tradução "en" tem 83 letras' in told["example.yml:17:29"].pt


@pytest.mark.parametrize(
    ("until", "today", "told"),
    [
        ("2026-12", date(2026, 12, 31), False),
        ("2026-12", date(2027, 1, 1), True),
        ("2026-11-24", date(2026, 11, 24), False),
        ("2026-11-24", date(2026, 11, 25), True),
    ],
)
def test_a_text_holds_until_the_end_of_its_month_or_day(tmp_path, until, today, told):
    """The warning comes with the first day after the date, not before."""
    small_pack.lint(
        tmp_path,
        f"""
        responses:
          utter_conselho: [{{text: "Ligue {{samu}}.", metadata: {{source: SAMU, date: "2026-11", valid_until: "{until}"}}}}]
        """,
    )
    found = linter.lint(tmp_path, departments=DEPARTMENTS, today=today)
    assert ("out-of-date" in small_pack.rules(found)) is told


@pytest.mark.parametrize("date_written", ["2027-13", "2027-06-31", "0000-05", "logo", ""])
def test_a_date_that_cannot_be_read_is_an_error(tmp_path, date_written):
    """A month or a day; anything else would never be looked at."""
    findings = small_pack.lint(
        tmp_path,
        f"""
        responses:
          utter_conselho: [{{text: "Ligue {{samu}}.", metadata: {{source: SAMU, date: "2026-11", valid_until: "{date_written}"}}}}]
        """,
    )
    assert "unreadable-date" in small_pack.rules(findings)


def test_calls_and_hand_offs_are_ways_as_well(tmp_path):
    """A flow that another calls is started, may be silent, and its end is no end; a `handoff` step reaches a person."""
    findings = small_pack.lint(
        tmp_path,
        """
        flows:
          pattern_red_flag:
            description: Emergência.
            steps: [{action: utter_conselho}, {call: conta}, {handoff: {department: urgencia}}]
          pattern_too_many_attempts:
            description: Pessoa.
            steps: [{handoff: {department: atendimento}}]
          conta:
            description: Guarda o que houve.
            steps: [{set_slots: [{febre: alta}]}]
        """,
    )
    assert not small_pack.rules(findings) & {
        "attempts-without-person",
        "missing-emergency-number",
        "red-flag-without-person",
        "silent-flow",
        "unreachable-flow",
    }
