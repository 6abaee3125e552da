from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

import config
from bot import command_line
from bot.cases import playing, reading
from bot.cases.definitions import Person
from bot.simulating import console, draft
from tests.talk import DEMO, ROOT, demo_flows


@pytest.fixture
def talk(tmp_path):
    return console.Console(demo_flows, person=Person(), cases=tmp_path / "cases")


@pytest.fixture
def deployment(tmp_path, monkeypatch):
    """A deployment with a pack of its own that may be written to."""
    folder = tmp_path / "config" / "cidade"
    shutil.copytree(DEMO, folder)
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    monkeypatch.chdir(tmp_path)
    return folder


def bela(deployment, *arguments, **more):
    return CliRunner().invoke(
        command_line.main, ["--deployment", str(deployment), "flows", *arguments], **more
    )


def test_what_bela_says_does_and_knows_is_shown(talk):
    """Words, hand-off, slots, stack, class and red flags of a whole emergency can be looked at."""
    assert "192" in talk.answer("minha mãe tá com falta de ar")
    assert "pattern_red_flag" in talk.answer(":stack")
    talk.answer("67")
    assert "idade: 67" in talk.answer(":slots")
    assert "→ encaminhado para urgencia" in talk.answer("fortaleza")
    assert "classe: grave" in talk.answer(":rules")
    assert "falta_de_ar" in talk.answer(":rules")


def test_the_clock_goes_on_when_told_to(talk):
    """Silence after a red flag brings the hand-off; a time that cannot be read is said so."""
    talk.answer("dor no peito")
    assert "encaminhado para urgencia" in talk.answer(":after 3min")
    assert "30s" in talk.answer(":after logo")
    assert "ninguém" in talk.answer(":event nobody_online")
    assert "audio" in talk.answer(":event assobio")


def test_another_channel_begins_anew(talk):
    """Nothing that was said before counts on the new channel."""
    talk.answer("oi")
    assert "whatsapp" in talk.answer(":channel whatsapp")
    assert talk.answer(":slots") == "(nada ainda)"
    assert ":record" in talk.answer(":foo")


def test_a_conversation_is_recorded_as_a_case_that_holds(talk, tmp_path):
    """What was tried by hand is played by the tests from then on; a name is taken once."""
    assert "Converse primeiro" in talk.answer(":record emergência")
    talk.answer("tô com falta de ar")
    talk.answer(":after 3min")
    assert "Gravado" in talk.answer(":record emergência")
    assert "já existe" in talk.answer(":record emergência")
    flows = demo_flows()
    (case,) = reading.read(reading.find(tmp_path), root=tmp_path, zone=flows.time_zone)
    assert playing.play(flows, case).holds
    assert case.turns[1].expectations


def test_the_command_reads_the_draft_and_ends_when_told_to(deployment, tmp_path):
    """`bela flows simulate` speaks with the content of the folder, as the person in the file."""
    person = tmp_path / "ana.yml"
    person.write_text("name: Ana\nslots: {consentimento: true}\n")
    result = bela(deployment, "simulate", "--as", str(person), input="oi\n:slots\n:quit\n")
    assert result.exit_code == 0, result.output
    assert "nome: Ana" in result.output
    assert "Até logo." in result.output


def test_a_new_question_is_refused_until_its_answer_and_source_are_written(deployment):
    """What `bela flows new` writes is played at once; lint names what is still to be written, and is content once it is."""
    made = bela(deployment, "new", "piscina")
    assert made.exit_code == 0, made.output
    unwritten = bela(deployment, "lint")
    assert unwritten.exit_code == 1
    assert unwritten.output.count("[still-to-do]") == 3
    path = deployment.parents[1] / "flows" / "covid19" / "flows" / "faq_piscina.yml"
    written = path.read_text(encoding="utf-8").replace("TODO    #", "2026-11    #")
    written = written.replace("TODO escreva aqui a fonte, com a página", "Ministério da Saúde, p. 3")
    path.write_text(written.replace("TODO escreva aqui a resposta.", "A água tratada não passa a doença."))
    linted = bela(deployment, "lint", "--strict")
    assert linted.exit_code == 0, linted.output
    tested = bela(deployment, "test", "--no-defaults", "--only", "piscina")
    assert "1 casos, todos certos." in tested.output


def test_nothing_is_written_over_and_a_bad_name_is_refused(deployment):
    """A second question of the name, and a name with accents, are one sentence each."""
    bela(deployment, "new", "piscina")
    again = bela(deployment, "new", "piscina")
    bad = bela(deployment, "new", "Férias!")
    assert (again.exit_code, bad.exit_code) == (1, 1)
    assert "já existe" in again.output
    assert "letras minúsculas" in bad.output


def test_a_saved_change_counts_at_once_and_a_mistake_is_told(deployment):
    """The next message meets the new text; while the content has mistakes, the last good one goes on and they are shown."""
    told: list[str] = []
    content = draft.Draft(config.load(deployment, environment={}), tell=told.append)
    path = deployment.parents[1] / "flows" / "covid19" / "domain" / "responses_triage.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Qual é o seu nome?", "Como você se chama?"), encoding="utf-8")
    assert content().content.responses["utter_ask_nome"].variations[0].text == "Como você se chama?"
    path.write_text(text.replace("utter_ask_nome:", "utter_ask_nomee:"), encoding="utf-8")
    assert content().content.responses["utter_ask_nome"].variations[0].text == "Como você se chama?"
    assert any("[unknown-response]" in one and "anterior" in one for one in told)
