from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

import config
from bot import command_line
from bot.cases import playing, reading
from bot.cases.definitions import Person
from bot.content.placeholder import PLACEHOLDER
from bot.simulating import console, draft, people
from bot.told import Language, Told
from tests.talk import DEMO, ROOT, demo_flows


@pytest.fixture
def talk(tmp_path):
    return console.Console(demo_flows, person=Person(), pack=tmp_path)


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
    rules = talk.answer(":rules")
    assert "classe: grave" in rules
    assert '(falta_de_ar): "falta de ar"' in rules
    assert "    porque: slots.idade >= 60; slots.sintomas\n    fonte: Protocolo de Manejo" in rules


def test_the_simulator_itself_speaks_english(tmp_path):
    """Its own words are English where that is asked for; Bela's are the content's."""
    talk = console.Console(demo_flows, person=Person(), pack=tmp_path, language=Language.en)
    assert "handed off to urgencia" in "".join(
        map(talk.answer, ("minha mãe tá com falta de ar", "67", "fortaleza"))
    )
    rules = talk.answer(":rules")
    assert "class: grave" in rules
    assert "    because: slots.idade >= 60; slots.sintomas\n    source: Protocolo de Manejo" in rules
    assert talk.answer(":undo") != talk.answer(":restart") == "A new conversation."
    assert talk.answer(":after soon").startswith("Write a time")
    assert "\n:undo" in talk.answer(":what")


def test_the_clock_goes_on_when_told_to(talk):
    """Silence after a red flag brings the hand-off; a time that cannot be read is said so."""
    talk.answer("dor no peito")
    assert "encaminhado para urgencia" in talk.answer(":after 3min")
    assert "30s" in talk.answer(":after logo")
    assert "ninguém" in talk.answer(":event nobody_online")
    assert "audio" in talk.answer(":event assobio")


def test_another_person_of_the_pack_begins_anew(deployment, tmp_path):
    """What the pack tells of her is known and not asked; who is not there is said so, with who is."""
    pack = tmp_path / "flows" / "covid19"
    talk = console.Console(demo_flows, person=Person(), pack=pack)
    talk.answer("oi")
    assert "Idade: 72 anos" in talk.answer(":as idosa-com-diabetes")
    assert "idade: 72" in talk.answer(":slots")
    assert "gestante" in talk.answer(":as ninguém")
    assert bela(deployment, "simulate", "--as", "gestante", input=":slots\n").exit_code == 0
    refused = bela(deployment, "simulate", "--as", "ninguém")
    assert (refused.exit_code, "há: adulto-sem-doencas" in refused.output) == (1, True)


@pytest.mark.parametrize("pack", ["covid19", "dengue"])
def test_the_people_of_the_packs_can_be_played(pack):
    """Each file is read, and knows only slots that the pack has."""
    flows = demo_flows(ROOT / "flows" / pack)
    for name in people.named(ROOT / "flows" / pack):
        person = people.of(ROOT / "flows" / pack, name, zone=flows.time_zone)
        assert person is not None
        assert person.slots.keys() <= flows.content.slots.keys()


def test_a_step_is_undone(talk):
    """The conversation stands where it stood before; at its beginning there is nothing to undo."""
    talk.answer("oi")
    before = talk.answer(":stack")
    talk.answer("sim")
    talk.answer(":undo")
    assert talk.answer(":stack") == before
    assert talk.answer(":undo") == "Conversa nova."
    assert talk.answer(":undo") == "Não há o que desfazer."


def test_places_intents_and_help(talk):
    """A shared place, and what Rasa would have understood; every command stands in the help."""
    assert talk.answer(":event location -3.73, -38.52")
    assert "máscara" in talk.answer(":intent faq_mascara e a máscara?").lower()
    assert "intenção" in talk.answer(":intent faq_mascara")
    told = talk.answer(":help")
    commands = talk.commands.keys() - {"record!"}
    assert all(f"\n:{name}" in told for name in commands)


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
    assert "Gravado" in talk.answer(":record! emergência")
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
    written = path.read_text(encoding="utf-8").replace(f"{PLACEHOLDER}    #", "2026-11    #")
    written = written.replace(f"{PLACEHOLDER} a fonte, com a página", "Ministério da Saúde, p. 3")
    written = written.replace(f"{PLACEHOLDER} a resposta.", "A água tratada não passa a doença.")
    path.write_text(written)
    linted = bela(deployment, "lint")
    assert linted.exit_code == 0, linted.output
    assert linted.output.count(": aviso:") == linted.output.count("[missing-translation]") == 1
    for line in ("# translation:", "#   en:", "#   es:"):
        written = written.replace(line, line.removeprefix("# "))
    path.write_text(written)
    linted = bela(deployment, "lint", "--strict")
    assert linted.exit_code == 0, linted.output
    tested = bela(deployment, "test", "--no-defaults", "--only", "piscina")
    assert "1 caso, certo." in tested.output


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
    told: list[Told] = []
    content = draft.Draft(config.load(deployment, environment={}), tell=told.append)
    content()
    path = deployment.parents[1] / "flows" / "covid19" / "domain" / "responses_triage.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Qual é o seu nome?", "Como você se chama?"), encoding="utf-8")
    assert content().content.responses["utter_ask_nome"].variations[0].text == "Como você se chama?"
    path.write_text(text.replace("utter_ask_nome:", "utter_ask_nomee:"), encoding="utf-8")
    assert content().content.responses["utter_ask_nome"].variations[0].text == "Como você se chama?"
    assert any("[unknown-response]" in one.pt and "anterior" in one.pt for one in told)
    assert any("[unknown-response]" in one.en and "of before" in one.en for one in told)
