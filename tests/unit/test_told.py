"""Whatever is told to those who run Bela is written in Portuguese and in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot import command_line
from bot.command_line.flows import flows
from bot.told import Language, Told, alike, joined

BOT = Path(bot.__file__).parent
#: Words that no English sentence has; what stands between quotation marks or in braces is a name.
PORTUGUESE = frozenset(
    [
        "não",
        "para",
        "pela",
        "pelo",
        "uma",
        "das",
        "dos",
        "nas",
        "nos",
        "também",
        "já",
        "quem",
        "ninguém",
        "nenhum",
        "nenhuma",
        "deu",
        "então",
        "são",
        "está",
        "depois",
        "antes",
        "sempre",
        "nunca",
        "ainda",
        "pergunta",
        "perguntas",
        "resposta",
        "respostas",
        "texto",
        "textos",
        "fluxo",
        "fluxos",
        "regra",
        "regras",
        "classe",
        "caso",
        "casos",
        "versão",
        "rascunho",
        "conversa",
        "conversas",
        "pessoa",
        "entrou",
        "saiu",
        "mudou",
        "passou",
        "agora",
    ]
)
_NAMED = re.compile(r'«[^»]*»|"[^"]*"|\{[^}]*\}|<[^>]*>')
#: Commands of `bela flows` whose words are another program's or the citizen's, or that say nothing.
SAY_NOTHING = {"page"}
#: Still in Portuguese only.
PORTUGUESE_ONLY = {"replay", "simulate"}


def _literal(node: ast.expr) -> str | None:
    """A text as it is written, with its names in braces; None for anything that is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{" + ast.unparse(part.value) + "}"
            for part in node.values
            if isinstance(part, (ast.Constant, ast.FormattedValue))
        )
    return None


def _pairs() -> Iterator[tuple[str, str, str]]:
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) != 2 or node.keywords:
                continue
            if ast.unparse(node.func) in {"Told", "chosen.say"}:
                pt, en = map(_literal, node.args)
                if pt is not None and en is not None:
                    yield f"{path.relative_to(BOT)}:{node.lineno}", pt, en


PAIRS = list(_pairs())


def test_there_are_many():
    """The search finds what it is to look at."""
    assert len(PAIRS) > 400


@pytest.mark.parametrize(("where", "pt", "en"), PAIRS, ids=[where for where, _, _ in PAIRS])
def test_each_sentence_is_told_in_both_languages(where, pt, en):
    """Neither is missing, both fill in the same names, and the English one is English."""
    assert bool(pt) == bool(en)
    assert set(re.findall(r"\$\w+", pt)) == set(re.findall(r"\$\w+", en))
    words = set(re.findall(r"[^\W\d_]+", _NAMED.sub(" ", en).casefold()))
    assert not words & PORTUGUESE


def test_every_command_of_the_content_answers_in_the_language_asked_for():
    """By `--lang`, or by BELA_LANG."""
    context = command_line.main.make_context("bela", ["flows"], resilient_parsing=True)
    commands = {name: flows.get_command(context, name) for name in flows.list_commands(context)}
    spoken = {
        name
        for name, command in commands.items()
        if command and any("--lang" in option.opts for option in command.params)
    }
    assert commands.keys() - spoken == SAY_NOTHING | PORTUGUESE_ONLY


@pytest.mark.parametrize("path", sorted((BOT / "command_line").glob("*.py")), ids=lambda path: path.stem)
def test_no_command_that_speaks_both_says_a_sentence_in_one(path):
    """Where `--lang` is offered, a literal goes through `chosen.say` or `Told`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    speaks_both = "chosen.language" in path.read_text(encoding="utf-8")
    bare = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "click.echo"
        and re.search(r"\w{3,} \w{2,}", re.sub(r"\{[^}]*\}", "", _literal(node.args[0]) or ""))
    ]
    assert not speaks_both or path.stem == "simulating" or not bare


def test_what_is_filled_in_may_be_told_in_both_languages_and_is_not_read_again():
    """A name from the content that looks like one to fill in stays as it is."""
    told = Told("saiu $what", "$what is gone").filled(what=Told("o texto $x", "the text $x"))
    assert (told.pt, told.said(Language.en)) == ("saiu o texto $x", "the text $x is gone")
    assert joined((alike("a"), told), between=Told(" e ", " and ")).en == "a and the text $x is gone"
