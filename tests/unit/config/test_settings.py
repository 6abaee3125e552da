"""A deployment's folder and the environment become typed settings, or all their faults at once."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

import config
from config import shown
from tests.deployment_folder import Folder

DEMO = Path(__file__).parents[3] / "config" / "demo"
KEY = base64.b64encode(bytes(range(32))).decode()


def test_a_folder_becomes_a_deployment(folder: Folder) -> None:
    """Every setting arrives with its type, addresses without the slash at the end."""
    deployment = folder.load()
    assert (deployment.slug, deployment.name, deployment.state) == ("pedra-azul", "Saúde Pedra Azul", "CE")
    assert deployment.time_zone.key == "America/Fortaleza"
    assert deployment.rocketchat == config.RocketChat(
        url="https://chat.pedraazul.example", bot_username="bela", bots=("bela",), webhook_url=None
    )
    assert deployment.content == folder.path / "conteudo"
    assert [department.id for department in deployment.departments] == ["urgencia", "atendimento"]
    assert deployment.department("atendimento").name == "Atendimento"


def test_a_deployment_may_have_several_bots(folder: Folder) -> None:
    """The first is who speaks unless another one is asked for; a bot that there is not is refused."""
    folder.replace("rocketchat:\n", "rocketchat:\n  more_bots: [bela.2, bela.3]\n")
    deployment = folder.load()
    assert deployment.rocketchat.bots == ("bela", "bela.2", "bela.3")
    assert deployment.rocketchat.bot_username == "bela"
    assert deployment.speaking_as("bela.3").rocketchat.bot_username == "bela.3"
    with pytest.raises(KeyError):
        deployment.speaking_as("bela.4")


def test_a_bot_named_twice_is_a_mistake(folder: Folder) -> None:
    """Two leaders of one name would stand in each other's way."""
    folder.replace("rocketchat:\n", "rocketchat:\n  more_bots: [bela]\n")
    [fault] = folder.faults()
    assert "bot-named-twice" in fault


def test_what_is_not_said_has_a_default(folder: Folder) -> None:
    """Emergency numbers, languages, Rasa, the health port and the data folder need not be written."""
    deployment = folder.load()
    assert deployment.emergency == config.EmergencyNumbers(samu="192", cvv="188")
    assert deployment.languages == ("pt-BR",)
    assert deployment.rasa.url is None
    assert deployment.health_port == 3180
    assert deployment.data_folder == Path("var/pedra-azul")
    assert deployment.agents == ()


def test_a_municipality_without_services_has_the_fallback(folder: Folder) -> None:
    """Everybody can be sent somewhere: own services first, else those of the fallback."""
    fortaleza, abaiara = folder.load().regions
    assert [service.name for service in fortaleza.services] == ["UPA da Praia"]
    assert fortaleza.aliases == ("Messejana",)
    assert fortaleza.services[0].phone == "(85) 3333-0101"
    assert [service.name for service in abaiara.services] == ["Posto mais perto"]


def test_a_municipality_may_tell_where_its_seat_is(folder: Folder) -> None:
    """Latitude and longitude; without them it has none."""
    folder.replace("Brejo Santo}", "Brejo Santo, location: [-7.3589, -39]}", file="regions.yml")
    fortaleza, abaiara = folder.load().regions
    assert (fortaleza.location, abaiara.location) == (None, (-7.3589, -39.0))


def test_the_environment_outranks_the_file(folder: Folder) -> None:
    """Addresses, port and data folder may be moved without editing the file."""
    deployment = folder.load(
        {
            "BELA_ROCKETCHAT_URL": "http://127.0.0.1:3999",
            "BELA_RASA_URL": "http://127.0.0.1:5005/",
            "BELA_HEALTH_PORT": "3181",
            "BELA_DATA_FOLDER": "/dados/bela",
        }
    )
    assert deployment.rocketchat.url == "http://127.0.0.1:3999"
    assert deployment.rasa.url == "http://127.0.0.1:5005"
    assert deployment.health_port == 3181
    assert deployment.data_folder == Path("/dados/bela")


def test_secrets_come_from_the_environment_and_never_show(folder: Folder) -> None:
    """A secret is revealed only when asked; printing the deployment does not tell it."""
    deployment = folder.load(
        {"BELA_ROCKETCHAT_TOKEN": "ficha-violeta", "BELA_MASTER_KEY": KEY, "DATABASE_URL": ""}
    )
    assert deployment.secrets.bot_token is not None
    assert deployment.secrets.bot_token.reveal() == "ficha-violeta"
    assert deployment.secrets.database_url is None
    told = f"{deployment!r} {deployment.secrets.bot_token} {deployment.secrets.bot_token!r}"
    assert "ficha-violeta" not in told
    assert KEY not in told


def test_shown_settings_tell_their_origin_and_no_secret(folder: Folder) -> None:
    """`bela config show` has a line per setting with file, variable or default behind it."""
    deployment = folder.load({"BELA_HEALTH_PORT": "3181", "BELA_ROCKETCHAT_TOKEN": "ficha-violeta"})
    rows = {line.split()[0]: " ".join(line.split()) for line in shown.lines(deployment)}
    assert rows["name"] == f"name Saúde Pedra Azul {folder.path.as_posix()}/deployment.yml:1:7"
    assert rows["health_port"] == "health_port 3181 BELA_HEALTH_PORT"
    assert rows["emergency.samu"] == "emergency.samu 192 padrão"
    assert rows["secrets.bot_token"] == "secrets.bot_token definido BELA_ROCKETCHAT_TOKEN"
    assert rows["secrets.master_key"] == "secrets.master_key ausente BELA_MASTER_KEY"
    assert rows["departments.atendimento.hours"].startswith(
        "departments.atendimento.hours segunda a sexta, das 8h às 18h"
    )
    assert "ficha-violeta" not in "".join(shown.lines(deployment))


def test_every_setting_is_shown(folder: Folder) -> None:
    """Whatever has an origin also has its line."""
    deployment = folder.load()
    assert set(deployment.origins) <= {line.split()[0] for line in shown.lines(deployment)}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "departments:",
            "departaments:",
            'deployment.yml:5:1: chave desconhecida "departaments"; você quis dizer "departments"? [unknown-key]',
        ),
        (
            "state: CE",
            "state: XX",
            'deployment.yml:3:8: "XX" não é sigla de estado; use uma como CE [unknown-state]',
        ),
        (
            "America/Fortaleza",
            "America/Fortalesa",
            'deployment.yml:4:12: não conheço o fuso horário "America/Fortalesa"; você quis dizer "America/Fortaleza"?',
        ),
        (
            "https://chat.pedraazul.example/",
            "chat.pedraazul.example",
            'deployment.yml:13:8: "url": esperava um endereço como https://chat.exemplo.gov.br [bad-address]',
        ),
        ("content: conteudo", "content: nada", 'deployment.yml:14:10: a pasta de conteúdo "nada" não existe'),
        ("  urgencia:", "  Urgência:", 'deployment.yml:7:5: "Urgência": use só letras minúsculas'),
        (
            "segunda a sexta",
            "segunda a sesta",
            'deployment.yml:11:7: não conheço o dia "sesta"; você quis dizer "sexta"?',
        ),
        (
            "content:",
            "health_port: 70000\ncontent:",
            'deployment.yml:14:14: "health_port": esperava um número de porta',
        ),
        (
            "content:",
            "emergency: {samu: SAMU}\ncontent:",
            'deployment.yml:14:19: "SAMU" não é um número de telefone',
        ),
        (
            "content:",
            "languages: [português]\ncontent:",
            'deployment.yml:14:12: "português" não é código de língua',
        ),
        (
            "content:",
            "agents: {ana: [urgensia]}\ncontent:",
            'deployment.yml:14:15: não há departamento "urgensia"; você quis dizer "urgencia"?',
        ),
    ],
)
def test_a_mistaken_setting_is_told_with_its_place(folder: Folder, old: str, new: str, fault: str) -> None:
    """Each mistake names file, line and column, and what was probably meant."""
    folder.replace(old, new)
    assert any(told.startswith(fault) for told in folder.faults()), folder.faults()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2300101:", "3500101:", 'regions.yml:13:3: "3500101" não é código IBGE de município de CE'),
        ("Abaiara,", "Messejana,", 'regions.yml:13:3: "Messejana" já é nome de Fortaleza (linha 4)'),
        ("Abaiara, region: Brejo Santo", "Abaiara", 'regions.yml:13:12: o município 2300101: falta "region"'),
        ("Brejo Santo}", "Brejo Santo, location: [38.5, 3.7]}", 'regions.yml:13:59: "location" é a latitude'),
        ("Brejo Santo}", "Brejo Santo, location: [-3.7]}", 'regions.yml:13:59: "location" é a latitude'),
        (
            "Brejo Santo}",
            "Brejo Santo, location: [-3.7, oeste]}",
            'regions.yml:13:59: "location" é a latitude',
        ),
        ("Brejo Santo}", "Brejo Santo, location: longe}", 'regions.yml:13:59: "location" é a latitude'),
        ("phone:", "fhone:", 'regions.yml:11:9: chave desconhecida "fhone"; você quis dizer "phone"?'),
        ("hours: sempre", "hours: às vezes", 'regions.yml:12:16: horário: escreva "sempre" ou um mapa'),
        ("municipalities:", "municipios:", "regions.yml:1:1: o arquivo de regiões: falta"),
    ],
)
def test_a_mistaken_region_is_told_with_its_place(folder: Folder, old: str, new: str, fault: str) -> None:
    """Municipalities and services are checked as the settings are."""
    folder.replace(old, new, file="regions.yml")
    assert any(told.startswith(fault) for told in folder.faults()), folder.faults()


def test_all_faults_come_at_once_in_the_order_of_the_files(folder: Folder) -> None:
    """One run tells what is wrong in both files and in the environment."""
    folder.replace("state: CE", "state: XX")
    folder.replace("content: conteudo", "conteudo: x")
    folder.replace("Abaiara, region: Brejo Santo", "Abaiara", file="regions.yml")
    faults = folder.faults({"BELA_MASTER_KEY": "curta", "BELA_HEALTH_PORT": "porta", "BELA_RASA_URL": "rasa"})
    places = [fault.split(": ", 1)[0] for fault in faults]
    assert places == [
        "deployment.yml:1:1",
        "deployment.yml:3:8",
        "deployment.yml:14:1",
        "regions.yml:13:12",
        "BELA_MASTER_KEY",
        "BELA_RASA_URL",
        "BELA_HEALTH_PORT",
    ]
    assert "curta" not in " ".join(faults)


@pytest.mark.parametrize(
    ("old", "new", "variable"),
    [
        ("rocketchat:", "rocketchat:\n  token: rubi", "BELA_ROCKETCHAT_TOKEN"),
        ("rocketchat:", "rocketchat:\n  password: rubi", "BELA_ROCKETCHAT_PASSWORD"),
        ("rocketchat:", "rocketchat:\n  senha: rubi", "BELA_ROCKETCHAT_PASSWORD"),
        ("rocketchat:", "rocketchat:\n  admin_password: rubi", "BELA_ROCKETCHAT_ADMIN_PASSWORD"),
        ("rocketchat:", "rasa:\n  token: rubi\nrocketchat:", "BELA_RASA_TOKEN"),
        ("rocketchat:", "master_key: rubi\nrocketchat:", "BELA_MASTER_KEY"),
        ("rocketchat:", "database_url: rubi\nrocketchat:", "DATABASE_URL"),
    ],
)
def test_a_secret_in_the_file_is_told_where_it_belongs(
    folder: Folder, old: str, new: str, variable: str
) -> None:
    """One fault per secret, with the environment variable for it and without the value."""
    folder.replace(old, new)
    (fault,) = folder.faults()
    assert f".env: {variable}=…" in fault
    assert "[secret-in-file]" in fault
    assert "rubi" not in fault


def test_an_address_with_a_password_is_a_secret_in_the_file(folder: Folder) -> None:
    """Credentials hidden inside an address are found too."""
    folder.replace("https://chat", "https://bela:rubi@chat")
    (fault,) = folder.faults()
    assert fault.startswith("deployment.yml:13:8: endereço com senha dentro")
    assert "rubi" not in fault


def test_a_missing_folder_is_told_for_both_files(tmp_path: Path) -> None:
    """A mistyped folder is a sentence per file, no stack trace."""
    with pytest.raises(config.errors.SettingsInvalid) as raised:
        config.load(tmp_path / "nada", environment={})
    assert [fault.sentence for fault in raised.value.faults] == ["o arquivo não existe"] * 2


def test_a_folder_name_that_is_no_slug_is_refused(make_folder: Callable[[str], Folder]) -> None:
    """The folder's name becomes part of paths, so it has to be plain."""
    assert '"São Paulo" dá nome' in make_folder("São Paulo").faults()[0]


def test_the_demonstration_serves_all_of_ceara() -> None:
    """The demo's 184 municipalities have their codes and services; at least 12 have their own."""
    deployment = config.load(DEMO, environment={})
    codes = {municipality.code for municipality in deployment.regions}
    fallback = {
        municipality.services for municipality in deployment.regions if municipality.name == "Abaiara"
    }
    own = [municipality for municipality in deployment.regions if municipality.services not in fallback]
    assert len(codes) == len(deployment.regions) == 184
    assert len(own) >= 12
    assert all(municipality.services for municipality in deployment.regions)
    assert [department.name for department in deployment.departments] == ["Urgência", "Atendimento"]


def test_the_example_environment_names_every_secret() -> None:
    """`.env.example` has a line for each variable that settings read."""
    written = (DEMO.parents[1] / ".env.example").read_text(encoding="utf-8")
    names = {
        line.partition("=")[0] for line in written.splitlines() if "=" in line and not line.startswith("#")
    }
    assert names == {
        *config.VARIABLES.values(),
        "BELA_ROCKETCHAT_URL",
        "BELA_RASA_URL",
        "BELA_HEALTH_PORT",
        "BELA_DATA_FOLDER",
    }


def test_two_departments_may_share_one_name(folder: Folder) -> None:
    """Where Rocket.Chat allows a single department, protocols still tell two apart."""
    folder.replace("name: Urgência", "name: Atendimento")
    assert [department.name for department in folder.load().departments] == ["Atendimento", "Atendimento"]
