"""A person who is spoken to in another language reads the options in it, and may answer in it."""

from __future__ import annotations

import pytest

from bot.content.definitions import Content
from bot.engine import reasons
from bot.engine.conversation import Assessment
from tests.small_flows import FRAME, flows, load
from tests.talk import Talk

WORDED = """
slots:
  language: {type: text, initial_value: LANGUAGE}
  febre: {type: bool, label: Febre}
  dor:
    type: list
    label: Dor
    answer:
      type: multi_choice
      options:
        - {id: cabeca, label: Cabeça, translation: {en: Head, es: Cabeza}}
        - {id: barriga, label: Barriga, translation: {en: Belly, es: Barriga}}
      none: {id: nenhum, label: Nenhuma, translation: {en: None, es: Ninguna}}
responses:
  utter_ask_dor: [{text: "Onde dói?", translation: {en: "Where does it hurt?", es: "¿Dónde le duele?"}}]
  utter_fim: [{text: "Dor: {dor}.", translation: {en: "Pain: {dor}.", es: "Dolor: {dor}."}}]
flows:
  dor:
    description: Pergunta.
    keywords: [tenho dor]
    run_pattern_completed: false
    steps: [{collect: dor}, {action: utter_fim}]
"""


@pytest.mark.parametrize(
    ("language", "asked", "answer", "told"),
    [
        ("en", "Where does it hurt?\n\n1. Head\n2. Belly\n3. None", "head, belly", "Pain: Head and Belly."),
        ("en-US", "1. Head\n2. Belly", "1 e 2", "Pain: Head and Belly."),
        ("es", "1. Cabeza\n2. Barriga\n3. Ninguna", "cabeza", "Dolor: Cabeza."),
        ("fr", "1. Cabeça\n2. Barriga\n3. Nenhuma", "cabeça e barriga", "Dor: Cabeça e Barriga."),
    ],
)
def test_options_are_shown_and_understood_in_the_language(language, asked, answer, told):
    """Numbered lines, answers and what texts repeat of them; a language without words falls back to Portuguese."""
    citizen = Talk(flows(WORDED.replace("LANGUAGE", language)))
    citizen.says("oi")
    assert asked in citizen.says("tenho dor")
    assert citizen.says(answer) == told


def test_what_is_not_understood_is_explained_in_the_language():
    """The options come again as they were shown."""
    citizen = Talk(flows(WORDED.replace("LANGUAGE", "en")))
    citizen.say_all(["oi", "tenho dor"])
    assert citizen.says("xyzzy").endswith("1. Head\n2. Belly\n3. None")


def warned(text: str) -> list[str]:
    frame = FRAME.replace('version: "1"}', 'version: "1", translations: [en, es]}', 1)
    content: Content = load(text.replace("LANGUAGE", "en"), frame=frame)
    return [fault.sentence for fault in content.warnings if fault.rule == "missing-translation"]


def test_an_option_without_a_language_of_the_pack_is_told():
    """Which option, of which slot, and which languages."""
    assert [one for one in warned(WORDED) if "opção" in one] == []
    told = warned(
        WORDED.replace(
            "{id: cabeca, label: Cabeça, translation: {en: Head, es: Cabeza}}",
            "{id: cabeca, label: Cabeça, translation: {en: Head}}",
        )
    )
    assert 'falta traduzir a opção "Cabeça" de "dor": es' in told


def test_the_texts_of_the_program_exist_in_english_and_spanish():
    """Whoever is spoken to in one of them never meets Portuguese words of the program's own."""
    from bot.content import default_content

    missing = [
        name
        for name, response in default_content.read().responses.items()
        for variation in response.variations
        if not {"en", "es"} <= variation.translations.keys()
    ]
    assert missing == []


CHOOSING = FRAME.replace('version: "1"}', 'version: "1", translations: [en]}', 1)
ASKING = """
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
responses:
  utter_ask_febre: [{text: "Tem febre?", translation: {en: "Do you have a fever?"}}]
  utter_fim: [{text: "Febre: {febre}."}]
flows:
  febre:
    description: Pergunta.
    keywords: [tenho febre]
    run_pattern_completed: false
    steps: [{collect: febre}, {action: utter_fim}]
"""


def choosing() -> Talk:
    return Talk(flows(ASKING, frame=CHOOSING))


def test_a_first_message_that_asks_for_a_language_is_greeted_in_it():
    """Nobody has to read Portuguese first."""
    assert "Hello! I am *Bela*" in choosing().says("do you speak English?")


def test_a_language_is_chosen_in_the_middle_of_a_question():
    """The question comes again in it, and so it does on the way back."""
    citizen = choosing()
    citizen.say_all(["oi", "tenho febre"])
    assert citizen.says("english").endswith("Do you have a fever?")
    assert citizen.says("português").endswith("Tem febre?")


def test_who_writes_in_a_language_of_the_pack_is_told_how_to_choose_it():
    """Beside the greeting, and where Bela does not understand; who was understood is left in peace."""
    citizen = choosing()
    assert citizen.says("hello, I have a fever").startswith(
        "I can speak English: write *english*. In an emergency"
    )
    citizen.says("tenho febre")
    assert citizen.says("what do you mean?").startswith("I can speak English")
    assert "speak English" not in citizen.says("yes")


def test_a_danger_told_in_another_language_is_answered_with_the_word_for_it_first():
    """The ambulance's number stands in it."""
    hearing = CHOOSING.replace("phrases: [falta de ar]", "phrases: [cannot breathe]")
    said = Talk(flows(ASKING, frame=hearing)).says("help, my father cannot breathe")
    assert said.startswith("I can speak English")
    assert "192" in said


@pytest.mark.parametrize(
    "message", ["oi, tenho febre", "hola, tengo fiebre", "bom dia, estou com tosse", "english"]
)
def test_nobody_else_is_told_of_languages(message):
    """Not who writes in Portuguese, in a language that the pack has not, or asks for one."""
    assert "write *english*" not in choosing().says(message)


@pytest.mark.parametrize("message", ["gripe espanhola", "minha professora de inglês está doente", "español"])
def test_only_a_whole_message_changes_the_language_and_only_to_one_of_the_packs(message):
    """A word about a language is no wish for it."""
    citizen = choosing()
    citizen.say_all(["oi", "tenho febre"])
    assert "Do you have" not in citizen.says(message)
    assert citizen.state.slots.get("language") is None


@pytest.mark.parametrize(
    ("answer", "told"), [("yes", "yes"), ("no", "no"), ("I don't know", "not told"), ("no sé", "not told")]
)
def test_a_text_without_translation_says_that_it_is_in_portuguese(answer, told):
    """Plain answers are understood in the language, too."""
    citizen = choosing()
    citizen.say_all(["english", "tenho febre"])
    assert citizen.says(answer) == f"*This exists in Portuguese only:*\n\nFebre: {told}."


def test_texts_that_stay_untranslated_are_not_told_and_a_name_of_none_is():
    """A pack says openly what it does not translate."""
    left = FRAME.replace(
        'version: "1"}', 'version: "1", translations: [en], untranslated: [utter_fim, utter_faq_*]}', 1
    )
    told = [
        fault.sentence for fault in load(ASKING, frame=left).warnings if fault.rule == "missing-translation"
    ]
    assert not [one for one in told if "utter_fim" in one]
    assert '"untranslated": nenhuma resposta se chama "utter_faq_*"' in told


REASONED = """
slots:
  language: {type: text, initial_value: LANGUAGE}
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
responses:
  utter_ask_febre: [{text: "Febre?"}]
  utter_fim: [{text: "{classe}: {motivos}.", translation: {en: "{classe}: {motivos}.", es: "{classe}: {motivos}."}}]
flows:
  triagem:
    description: Classifica.
    keywords: [triagem]
    run_pattern_completed: false
    steps: [{collect: febre}, {classify: mini}, {action: utter_fim}]
"""
EXPLAINED = (
    FRAME.replace("because: febre,", "because: febre, translation: {en: fever},")
    .replace("label: Grave, department", "label: Grave, translation: {en: Severe}, department")
    .replace("label: Falta de ar,", "label: Falta de ar, translation: {en: Shortness of breath},")
)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Severe: fever."), ("es", "Grave: febre."), ("null", "Grave: febre.")]
)
def test_class_and_reasons_are_told_in_the_language(language, told):
    """As far as the protocol has words in it; the team's record stays as the protocol wrote it."""
    citizen = Talk(flows(REASONED.replace("LANGUAGE", language), frame=EXPLAINED))
    citizen.say_all(["oi", "triagem"])
    assert citizen.says("sim") == told
    assert citizen.state.assessment is not None
    assert citizen.state.assessment.because == ("febre",)


def test_a_red_flag_as_a_reason_is_told_in_the_language():
    """What was spoken of, by its name in the language."""
    protocol = load(REASONED.replace("LANGUAGE", "en"), frame=EXPLAINED).protocol
    seen = Assessment(risk_class="grave", because=("você falou em: falta de ar",), rules=("ar",))
    assert reasons.said(protocol, seen, "en") == ["you spoke of: shortness of breath"]
    assert reasons.said(protocol, seen, "es") == ["você falou em: falta de ar"]


@pytest.mark.parametrize("part", ['a classe "Leve"', "a razão de", "o sinal de alerta"])
def test_what_the_protocol_says_to_citizens_is_missed_in_each_language(part):
    """Class, reason and red flag; English stands, Spanish lacks."""
    frame = EXPLAINED.replace('version: "1"}', 'version: "1", translations: [en, es]}', 1)
    content = load(REASONED.replace("LANGUAGE", "en"), frame=frame)
    assert any(part in fault.sentence and "es" in fault.sentence for fault in content.warnings)


@pytest.mark.parametrize(
    ("language", "listed"),
    [
        ("", "1. Idade: 8 meses\n2. Dias: 1 dia\n3. Temperatura: 38,5 °C"),
        ("en", "1. Age: 8 months\n2. Days: 1 day\n3. Temperature: 38.5 °C"),
        ("es", "1. Edad: 8 meses\n2. Días: 1 día\n3. Temperatura: 38,5 °C"),
    ],
)
def test_the_list_of_answers_is_in_the_language(language, listed):
    """What each answer is called, its unit and its decimal sign."""
    citizen = Talk(
        flows(
            f"""
slots:
  language: {{type: text, initial_value: "{language}"}}
  febre: {{type: bool, label: Febre}}
  idade: {{type: float, label: Idade, translation: {{en: Age, es: Edad}}, answer: {{type: age}}}}
  dias: {{type: float, label: Dias, translation: {{en: Days, es: Días}}, answer: {{type: duration}}}}
  temperatura: {{type: float, label: Temperatura, translation: {{en: Temperature, es: Temperatura}}, answer: {{type: temperature}}}}
responses:
  utter_ask_idade: [{{text: "Idade?"}}]
  utter_ask_dias: [{{text: "Dias?"}}]
  utter_ask_temperatura: [{{text: "Temperatura?"}}]
  utter_ask_febre: [{{text: "Febre?"}}]
flows:
  perguntas:
    description: Pergunta.
    keywords: [vamos lá]
    steps: [{{collect: idade}}, {{collect: dias}}, {{collect: temperatura}}, {{collect: febre}}]
""",
            frame=FRAME.replace(
                "if: slots.febre = true",
                "if: slots.febre = true and (slots.idade > 60 or slots.dias > 3 or slots.temperatura > 39)",
            ),
        )
    )
    citizen.say_all(["oi", "vamos lá", "8 meses", "1", "38,5"])
    assert citizen.says("corrigir").endswith(listed)


@pytest.mark.parametrize("answer", ["fever", "Fever, headache", "chills and headache"])
def test_a_part_of_a_translated_option_names_it(answer):
    """As a part of the Portuguese label does: nothing that somebody says is left out."""
    citizen = Talk(
        flows(
            WORDED.replace("LANGUAGE", "en")
            .replace(
                "label: Cabeça, translation: {en: Head, es: Cabeza}",
                "label: Dor de cabeça, translation: {en: Headache}",
            )
            .replace(
                "label: Barriga, translation: {en: Belly, es: Barriga}",
                "label: Febre ou calafrio, translation: {en: Fever or chills}",
            )
        )
    )
    told = citizen.say_all(["oi", "tenho dor", answer])
    assert "Fever or chills" in told
    assert ("Headache" in told) is ("headache" in answer)


def test_a_slots_name_without_a_language_of_the_pack_is_told():
    """Where the list of answers would show it."""
    text = (
        WORDED
        + "  recado:\n    description: Recado.\n    keywords: [recado]\n    steps: [{collect: recado}]\n"
    )
    text = text.replace(
        "  dor:\n    type: list",
        "  recado: {type: text, label: Recado, translation: {en: Message}}\n  dor:\n    type: list",
        1,
    )
    text = text.replace("responses:\n", "responses:\n  utter_ask_recado: [{text: Qual?}]\n", 1)
    assert 'falta traduzir o nome do slot "Recado": es' in warned(text)
