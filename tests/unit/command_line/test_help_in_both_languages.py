"""Whoever reads only one of the two languages finds every command's help in it."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from bot.command_line import english_help, main, speaking
from bot.told import Language
from docs import write_commands
from tests.unit.test_told import PORTUGUESE

#: Words that no Portuguese help has.
ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "with",
        "that",
        "what",
        "which",
        "shows",
        "says",
        "writes",
        "makes",
        "usage",
        "options",
        "commands",
        "example",
        "this",
        "or",
        "not",
        "from",
        "they",
    ]
)
_ACCENTED = re.compile(r"\w*[ãõáéíóúâêôàç]\w*", re.IGNORECASE)
#: Names, and lines that may be typed as they stand.
_NAMED = re.compile(r"«[^»]*»|\"[^\"]*\"|^\s*(Exemplo|Example): .*$|--\S+|\w+\.\w+|^## .*$", re.MULTILINE)


def _walk(command, path=()):
    yield " ".join(path), command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _walk(command.commands[name], (*path, name))


COMMANDS = dict(_walk(main))


def _help(path, *more, **given):
    return CliRunner(**given).invoke(main, [*path.split(), *more, "--help"], prog_name="bela")


@pytest.mark.parametrize("path", COMMANDS)
def test_the_help_is_in_the_language_asked_for(path):
    """No Portuguese word is in the English help and none English in the Portuguese one, its headings and defaults included."""
    english, portuguese = _help(path, "--lang", "en"), _help(path, "--lang=pt")
    assert (english.exit_code, portuguese.exit_code) == (0, 0)
    said = _NAMED.sub(" ", english.output)
    assert not set(re.findall(r"[^\W\d_]+", said.casefold())) & PORTUGUESE
    assert not _ACCENTED.findall(said)
    said = _NAMED.sub(" ", portuguese.output)
    assert not set(re.findall(r"[^\W\d_]+", said.casefold())) & ENGLISH


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_has_its_english(path):
    """What is told in Portuguese is told in English, with the same example."""
    command = COMMANDS[path]
    english = english_help.COMMANDS[path]
    assert ("Exemplo: " in (command.help or "")) == ("Example: " in english)
    if not isinstance(command, click.Group):
        assert english.rpartition("Example: ")[2].startswith(f"bela {path}")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help
            assert english_help.option(path, option.opts[-1])
        for word in re.findall(r"[A-ZÀ-Ú]{2,}", option.metavar or ""):
            assert word in {"ID", "SLOT"} or english_help.capitals(word, Language.en) != word


def test_nothing_is_told_in_english_of_a_command_that_there_is_not():
    """What was renamed or taken away leaves nothing behind."""
    assert english_help.COMMANDS.keys() == COMMANDS.keys()
    assert {type(command) for command in COMMANDS.values()} == {
        speaking.Root,
        speaking.Group,
        speaking.Command,
    }


def test_the_pages_of_commands_are_those_of_one_language_each():
    """As the help itself."""
    assert "Usage: bela flows lint [OPTIONS]" in write_commands.text(Language.en)
    assert "Uso: bela flows lint [OPÇÕES]" in write_commands.text(Language.pt)


def test_the_language_may_be_set_once_for_all_commands(monkeypatch):
    """By the variable; who asks for another on the command line gets that, before the command or after it."""
    assert _help("flows").output.startswith("Uso:")
    monkeypatch.setenv("BELA_LANG", "en")
    assert _help("flows").output.startswith("Usage:")
    assert _help("--lang pt flows").output.startswith("Uso:")
    assert _help("flows", "--lang", "pt").output.startswith("Uso:")


@pytest.mark.parametrize(
    ("typed", "portuguese", "english"),
    [
        (("flows", "lnt"), "o comando 'lnt' não existe. Você quis dizer 'lint'?", "No such command 'lnt'."),
        (("flows", "lint", "--strikt"), "a opção '--strikt' não existe.", "No such option '--strikt'."),
        (("flows", "compare", "2"), "falta 'DEPOIS'.", "Missing argument 'AFTER'."),
        (("flows", "compare", "2", "b"), "'b' não é um número inteiro.", "'b' is not a valid integer."),
        (
            ("flows", "compare", "2", "3", "4"),
            "não sei o que fazer com o resto da linha: 4",
            "unexpected extra",
        ),
        (("flows", "faults", "--days", "0"), "0 não fica entre 1 e 3650.", "0 is not in the range"),
        (("flows", "faults", "--days"), "a opção '--days' precisa de um valor.", "requires an argument."),
        (("flows", "lint", "--strict=1"), "a opção '--strict' não leva valor.", "does not take a value."),
        (
            ("flows", "test", "none.yml"),
            "o arquivo 'none.yml' não existe.",
            "File 'none.yml' does not exist.",
        ),
        (("flows", "test", "."), "'.' é uma pasta, e não um arquivo.", "File '.' is a directory."),
        (("flows", "lint", "--format", "x"), "'x' não é um destes: 'text',", "'x' is not one of 'text',"),
        (("flows", "coverage", "--fail-under", "x"), "'x' não é um número.", "'x' is not a valid float"),
        (("flows", "replay", "--since", "x"), '"x" não é um tempo como 30d', '"x" is no time such as 30d'),
        (("flows", "replay", "--with", "x"), '"x" não é "draft" nem', '"x" is neither "draft" nor'),
        (("person", "begin", "a", "b", "--at", "x"), "'x' não tem a forma '%Y", "'x' does not match"),
        (("person", "begin", "a", "b", "--set", "x"), "--set: escreva SLOT=VALOR", "--set: write SLOT=VALUE"),
        (("flows", "new"), "diga o nome da dúvida", "name the question"),
        (("flows", "simulate", "--web", "--as", "x"), "com --web, a pessoa", "with --web, person"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_told_in_the_language_asked_for(typed, portuguese, english):
    """How the command is written, where its help is, and what is wrong; exit code 2."""
    runner = CliRunner()
    told = runner.invoke(main, [*typed], prog_name="bela")
    assert told.exit_code == 2
    assert told.output.startswith("Uso: bela ")
    assert "\nAjuda: bela " in told.output
    assert portuguese in told.output.partition("\nErro: ")[2]
    told = runner.invoke(main, ["--lang", "en", *typed], prog_name="bela")
    assert told.exit_code == 2
    assert told.output.startswith("Usage: bela ")
    assert "\nHelp: bela " in told.output
    assert english in told.output.partition("\nError: ")[2]
