from __future__ import annotations

from typing import TypeVar

import pytest

from bot.content import answers
from bot.understanding import answers as readers
from bot.understanding import readings
from tests import answer_samples as reading

T = TypeVar("T")


SPELT_RIGHT = {
    "Fortaleza": "Fortaleza|fortaleza|FORTALEZA|moro em Fortaleza|sou de fortaleza|aqui em fortaleza|fortaleza - CE|Fortaleza/CE|Fortaleza, Ceará|em fortaleza|fortal|"
    "bairro Messejana, Fortaleza|eu moro em fortaleza no montese|fortaleza ce|Fortaleza!|sou de Sobral mas moro em Fortaleza|cidade de fortaleza|oi, fortaleza|na capital mesmo|não moro em Sobral não, moro em Fortaleza|trabalho em Sobral, moro em Fortaleza|era pra ser Sobral né, mas me mudei pra Fortaleza|fortaleza, perto de caucaia|vizinho a caucaia, em fortaleza",
    "Juazeiro do Norte": "Juazeiro do Norte|juazeiro do norte ce|moro no Juazeiro do Norte",
    "São Gonçalo do Amarante": "São Gonçalo do Amarante|sao goncalo do amarante|SAO GONÇALO DO AMARANTE",
    "Icó": "Icó|ico|moro no icó",
    "Itapajé": "Itapajé|itapagé|itapage",
    "Crateús": "crateus|Crateús",
    "Acaraú": "acarau|moro em Acaraú",
}  # fmt: skip
MISSPELT = {
    "Fortaleza": "fortalesa|forteleza|fortalza|moro em fortalesa|fotaleza|furtaleza|fortaleca",
    "Caucaia": "cauacaia|caucai|calcaia|moro na caucaya",
    "Juazeiro do Norte": "juazeiro|joazeiro do norte|juazero do norte|juazeiro norte|moro em juazeiro",
    "Quixadá": "quixadar|quichada|kixada",
    "Quixeramobim": "quixeramobin|quixeramobi|kixeramobim",
    "Maracanaú": "maracanu|maracanao",
    "São Gonçalo do Amarante": "são gonçalo|sao gonsalo do amarante|sao goncalo amarante",
    "Sobral": "sobrau|soblal|moro em sobrau ce",
    "Crato": "cratu|o kratu",
    "Aquiraz": "aquiras",
    "Limoeiro do Norte": "limoeiro|limoero do norte",
    "Jijoca de Jericoacoara": "jijoca",
    "Eusébio": "euzebio|euzébio",
}  # fmt: skip

NAMES = {
    "Maria da Silva": "Maria da Silva|maria da silva|MARIA DA SILVA|meu nome é Maria da Silva|Meu nome e maria da silva|me chamo maria da silva|sou a maria da silva|oi, sou Maria da Silva|é Maria da Silva|nome: maria da silva|Maria da Silva 😊|Maria da Silva.|  maria   da silva  |meu nome é Maria da Silva e tenho 67 anos|eu sou a Maria da Silva, de Sobral",
    "João": "João|joão|me chamo João|sou o João|eu sou João|aqui é o João|pode me chamar de João|bom dia, sou o joão|João, 67 anos",
    "Maria": "sou a Maria|sou a maria|Maria|dona Maria",
    "José Antônio dos Santos": "josé antônio dos santos|JOSÉ ANTÔNIO DOS SANTOS",
    "Ana-Clara": "ana-clara",
    "D'Ávila": "D'Ávila",
    "Zé": "zé|me chamo Zé|me chamam de Zé|todo mundo me chama de zé|seu Zé|só zé|pode ser Zé",
    "Nêgo": "meu apelido é Nêgo|apelido: nêgo|o pessoal me chama de Nêgo",
    "Ana": "é só Ana mesmo|Ana, pode me chamar de Aninha|D. Ana|Ana obrigada",
    "M. A. Silva": "M. A. Silva|m. a. silva|sou M. A. Silva",
    "José R. de Souza": "José R. de Souza|josé r. de souza",
    "N. da Costa": "N. da Costa|n. da costa",
    "Ana B": "Ana B|ana b.",
    "Maria das Dores dos Santos e Silva": "maria das dores dos santos e silva",
    "Schwartz": "Schwartz", "Wellyngton": "wellyngton", "Kayky": "kayky", "Chrystian": "chrystian",
}  # fmt: skip


def _table(rows: dict[T, str]) -> list[tuple[T, str]]:
    return [(value, message) for value, messages in rows.items() for message in messages.split("|")]


@pytest.mark.parametrize(("name", "message"), _table(SPELT_RIGHT))
def test_a_municipality_is_found_in_a_sentence(name: str, message: str) -> None:
    """Names and aliases are found without accents, in sentences, with the state behind them."""
    assert reading.read(answers.MunicipalityAnswer(), message) == readings.Read(name)


@pytest.mark.parametrize(("name", "message"), _table(MISSPELT))
def test_a_misspelt_municipality_is_corrected_and_says_so(name: str, message: str) -> None:
    """A misspelt or shortened name is understood and marked, so that the person is told what was understood."""
    assert reading.read(answers.MunicipalityAnswer(), message) == readings.Read(name, corrected=True)


@pytest.mark.parametrize(("message", "expected"), [
    ("santana", {"Santana do Acaraú", "Santana do Cariri"}),
    ("Quixad", {"Quixadá"}),
    ("crateu", {"Crateús"}),
    ("Sobral ou Crato", {"Sobral", "Crato"}),
    ("moro em sobral e em fortaleza", {"Sobral", "Fortaleza"}),
])  # fmt: skip
def test_close_municipalities_are_asked_back(message: str, expected: set[str]) -> None:
    """When several are equally close they are offered, at most four."""
    found = reading.read(answers.MunicipalityAnswer(), message)
    if len(expected) == 1:
        assert found == readings.Read(next(iter(expected)), corrected=True)
    else:
        assert set(reading.candidates(found)) == expected


def test_at_most_four_municipalities_are_offered() -> None:
    """A word that many names begin with offers four of them."""
    index = readers.MunicipalityIndex(
        [(f"Lagoa {ending}", ()) for ending in ("Azul", "Branca", "Cinza", "Dourada", "Escura")], state="CE"
    )
    assert len(reading.candidates(index.find("lagoa"))) == 4


@pytest.mark.parametrize(
    "message",
    [
        "São Paulo",
        "Recife",
        "?",
        "🏙️",
        "asdf",
        "123",
        "60000-000",
        "sim",
        "não",
        "febre",
        "onde fica o posto?",
        "no interior",
        "Brasil",
        "ceará",
        "a",
    ],
)
def test_a_place_far_from_all_is_not_guessed(message: str) -> None:
    """A name like none of the deployment's is unclear."""
    assert reading.read(answers.MunicipalityAnswer(), message) == reading.UNCLEAR


def test_not_telling_the_municipality_is_an_answer() -> None:
    """Not wanting to tell is stored as not known where allowed."""
    assert reading.read(answers.MunicipalityAnswer(), "prefiro não dizer") == reading.UNKNOWN
    assert reading.read(answers.MunicipalityAnswer(allow_unknown=False), "não sei") == reading.UNCLEAR
    assert reading.read(answers.MunicipalityAnswer(), "") == reading.EMPTY


def test_a_deployment_without_municipalities_understands_none() -> None:
    """An empty list of municipalities finds nothing."""
    assert readers.MunicipalityIndex((), state="CE").find("Fortaleza") == reading.UNCLEAR


@pytest.mark.parametrize(("name", "message"), _table(NAMES))
def test_a_name_is_taken_from_the_sentence_and_capitalised(name: str, message: str) -> None:
    """What people say around their name is left out, and small words stay small."""
    assert reading.read(answers.FreeText(name=True), message) == readings.Read(name)


@pytest.mark.parametrize(
    "message",
    [
        "to com febre",
        "123",
        "85 99999-8888",
        "https://x.com",
        "maria@x.com",
        "sim",
        "não",
        "oi",
        "bom dia",
        "quero falar com alguém",
        "?",
        "😀",
        "a",
        "menu",
        "quem é você?",
        "não quero dizer",
        "Maria123",
        "asdf",
        "qwerty",
        "kjhgfd",
        "bcdfgh jklm",
        "ninguém",
        "...",
        "falta de ar",
    ],
)
def test_a_sentence_that_is_no_name_is_refused(message: str) -> None:
    """Sentences, digits, addresses and single letters are no names."""
    assert reading.read(answers.FreeText(name=True), message) == reading.UNCLEAR


def test_a_name_that_is_too_long_is_refused() -> None:
    """More than eighty letters are no name."""
    found = reading.read(answers.FreeText(name=True), "Maria " * 20)
    assert found == reading.out_of_range("119")


def test_not_telling_the_name_is_an_answer_where_allowed() -> None:
    """Not wanting to tell the name is stored as not known where allowed."""
    name = answers.FreeText(name=True, allow_unknown=True)
    for message in ("prefiro não dizer", "anônimo", "Anônima", "prefiro ficar anônimo", "não quero me identificar", "sem nome",
                    "não vou dar meu nome", "não me identifico", "prefiro não", "quero sigilo"):  # fmt: skip
        assert reading.read(name, message) == reading.UNKNOWN, message
    assert reading.read(answers.FreeText(name=True), "anônimo") == reading.UNCLEAR


def test_free_text_is_kept_as_written() -> None:
    """Any words are stored trimmed; markup stays plain text; too long is refused, not cut."""
    box = answers.FreeText(maximum_length=40)
    assert reading.read(box, "  Preciso de <b>ajuda</b>; DROP TABLE x  ") == readings.Read(
        "Preciso de <b>ajuda</b>; DROP TABLE x"
    )
    assert reading.read(box, "x" * 41) == reading.out_of_range("41")
    assert reading.read(box, " \n ") == reading.EMPTY
    assert reading.read(box, "😀😀") == reading.UNCLEAR
    assert reading.read(box, "não sei") == readings.Read("não sei")
