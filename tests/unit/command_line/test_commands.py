from __future__ import annotations

import json
import re
import shutil

import click
import pytest
from click.testing import CliRunner

from bot import command_line
from bot.told import Told
from crm_sync import errors, person_codes
from tests.talk import DEMO, ROOT


@pytest.fixture
def bela(monkeypatch, tmp_path):
    """Run `bela …` as in a folder without `.env`."""
    monkeypatch.chdir(tmp_path)
    for name in ("BELA_MASTER_KEY", "DATABASE_URL", "BELA_ROCKETCHAT_TOKEN"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, deployment=DEMO):
        return CliRunner().invoke(command_line.main, ["--deployment", str(deployment), *arguments])

    return run


def test_flows_check_says_that_all_is_well(bela):
    """A pack without faults is summed up in one line."""
    result = bela("flows", "check")
    assert result.exit_code == 0
    assert "Nenhum erro" in result.output


def test_flows_schema_prints_the_format_or_writes_it(bela, tmp_path):
    """In the terminal and in a file it is the same; where it cannot be written, one sentence says so."""
    printed = bela("flows", "schema")
    assert bela("flows", "schema", "--out", str(tmp_path / "schema.json")).exit_code == 0
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == printed.output
    assert json.loads(printed.output)["title"] == "Arquivo de conteúdo da Bela"
    refused = bela("flows", "schema", "--out", str(tmp_path / "nowhere" / "schema.json"))
    assert refused.exit_code == 1
    assert "indique outro lugar" in refused.output


def test_flows_check_names_every_fault_with_its_place(bela, tmp_path):
    """Two faults in two files are two lines with file, line and column, and exit code 1."""
    deployment = tmp_path / "config" / "cidade"
    shutil.copytree(DEMO, deployment)
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    pack = tmp_path / "flows" / "covid19"
    slots = pack / "domain" / "slots.yml"
    slots.write_text(slots.read_text().replace("type: age,", "type: agee,"))
    (pack / "more.yml").write_text("respostas:\n  a: 1\n")
    result = bela("flows", "check", deployment=deployment)
    assert result.exit_code == 1
    assert "domain/slots.yml:" in result.output
    assert 'você quis dizer "age"?' in result.output
    assert "more.yml:1:1" in result.output
    assert "Traceback" not in result.output
    english = bela("flows", "check", "--lang", "en", deployment=deployment)
    assert 'did you mean "age"?' in english.output
    assert "quis dizer" not in english.output


def test_config_show_hides_secrets(bela, monkeypatch):
    """What is in force is shown with its origin; a secret is only "definido"."""
    monkeypatch.setenv("BELA_ROCKETCHAT_TOKEN", "muito-secreto")
    result = bela("config", "show")
    assert result.exit_code == 0
    assert "Prefeitura de Serra Verde" in result.output
    assert "definido" in result.output
    assert "muito-secreto" not in result.output


def test_run_as_a_bot_that_there_is_not_names_those_there_are(bela):
    """A misspelt name is one sentence, and nothing starts."""
    result = bela("run", "--as", "bela.9")
    assert result.exit_code == 1
    assert "não tem o robô bela.9, só: bela" in result.output


def test_run_without_a_master_key_says_how_to_get_one(bela):
    """Nothing is stored in clear: without a key Bela does not start."""
    result = bela("run")
    assert result.exit_code == 1
    assert "Falta BELA_MASTER_KEY" in result.output
    assert "bela key" in result.output


def test_key_gives_a_key_that_config_accepts(bela, monkeypatch):
    """The key printed is the key wanted."""
    key = bela("key").output.strip()
    monkeypatch.setenv("BELA_MASTER_KEY", key)
    assert bela("config", "show").exit_code == 0


def test_a_server_that_is_not_there_is_one_sentence(bela, monkeypatch, unused_tcp_port):
    """`bela check` and `bela provision` on a dead address tell it plainly."""
    monkeypatch.setenv("BELA_ROCKETCHAT_URL", f"http://127.0.0.1:{unused_tcp_port}")
    checked, provisioned = bela("check"), bela("provision")
    assert (checked.exit_code, provisioned.exit_code) == (1, 1)
    assert "Traceback" not in checked.output + provisioned.output
    assert len([line for line in checked.output.splitlines() if str(unused_tcp_port) in line]) == 1
    assert len(provisioned.output.strip().splitlines()) <= 2


def test_a_wrong_person_id_is_one_sentence(bela, monkeypatch):
    """An ID with a wrong check character is refused before any database is asked."""
    monkeypatch.setenv("BELA_MASTER_KEY", bela("key").output.strip())
    result = bela("person", "show", "BELA-7K3M-94QD")
    assert result.exit_code == 1
    assert "BELA-7K3M-94QD não é o ID de uma pessoa (a última letra não confere" in result.output


def test_the_id_that_help_and_errors_show_could_be_somebodys():
    """Who types the example learns that nobody has it, and not that it is no ID."""
    shown = re.search(r"BELA-\w{4}-\w{4}", str(errors.PersonCodeInvalid("x", Told("", ""))))
    assert shown
    assert person_codes.parse(shown[0]) == shown[0]
    assert {shown[0]} == set(
        re.findall(r"BELA-\w{4}-\w{4}", " ".join(told or "" for _, told in commands_of(command_line.main)))
    )


def test_an_address_of_a_database_that_is_none_is_one_sentence(bela, monkeypatch):
    """Not a stack trace, and without what was written there: it may hold a password."""
    monkeypatch.setenv("BELA_MASTER_KEY", bela("key").output.strip())
    monkeypatch.setenv("DATABASE_URL", "postgresql//u:turmalina@h/x")
    for arguments in (("flows", "status"), ("person", "show", "BELA-7K3M-94QX"), ("guard",)):
        monkeypatch.setenv("BELA_ROCKETCHAT_ADMIN_USERNAME", "a")
        monkeypatch.setenv("BELA_ROCKETCHAT_ADMIN_PASSWORD", "b")
        result = bela(*arguments, "--lang", "en")
        assert result.exit_code == 1
        assert result.output.startswith("Error: DATABASE_URL is no address of a PostgreSQL; write it as")
        assert "turmalina" not in result.output


def test_flows_vignettes_prints_the_table_of_errors(bela):
    """The written cases are played and counted; the missing signature is told."""
    result = bela("flows", "vignettes")
    assert result.exit_code == 0, result.output
    assert "Graves perdidos: 0 de " in result.output
    assert "sem assinatura" in result.output


def test_flows_lint_finds_the_pack_clean(bela):
    """The pack that is shipped has neither error nor warning."""
    result = bela("flows", "lint", "--strict")
    assert result.exit_code == 0
    assert result.output.strip() == "Nenhum erro e nenhum aviso."


def test_flows_lint_counts_warnings_only_when_strict(bela, tmp_path):
    """A warning alone ends with 0; with --strict it ends with 1; it is told either way."""
    deployment = tmp_path / "config" / "cidade"
    shutil.copytree(DEMO, deployment)
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    (tmp_path / "flows" / "covid19" / "more.yml").write_text("slots:\n  altura: {type: float}\n")
    lenient = bela("flows", "lint", deployment=deployment)
    strict = bela("flows", "lint", "--strict", "--lang", "en", deployment=deployment)
    assert (lenient.exit_code, strict.exit_code) == (0, 1)
    assert "more.yml:2:3: aviso: nada usa o slot" in lenient.output
    assert "more.yml:2:3: warning: nothing uses the slot" in strict.output


def commands_of(command, path=("bela",)):
    if not isinstance(command, click.Group):
        yield " ".join(path), command.help
        return
    for name, inner in command.commands.items():
        yield from commands_of(inner, (*path, name))


@pytest.mark.parametrize(("path", "told"), list(commands_of(command_line.main)))
def test_every_command_shows_an_example_of_itself(path, told):
    """Its help ends with a line that may be typed as it stands."""
    example = told.rpartition("Exemplo: ")[2].strip()
    assert example.startswith(path)
