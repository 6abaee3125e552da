"""Whatever is told to those who run Bela is written in Portuguese and in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.told import Language, Told, alike, joined
from config.errors import ToldInBoth

BOT = Path(bot.__file__).parent
ROOMS = [BOT, *(BOT.parent / name for name in ("config", "crm_sync", "rocketchat_bridge"))]
#: What takes a sentence in both languages, besides the errors, whose names begin with a capital.
TELLING = {"Told", "chosen.say", "chosen.misused", "super().__init__"}
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
    for path in sorted(path for room in ROOMS for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _tells(ast.unparse(node.func)):
                found = [_literal(value) for value in _pair(node)]
                if len(found) == 2 and None not in found:
                    yield f"{path.relative_to(BOT.parent)}:{node.lineno}", str(found[0]), str(found[1])


def _tells(called: str) -> bool:
    return called in TELLING or called.rpartition(".")[2] in ERRORS


def _pair(call: ast.Call) -> list[ast.expr]:
    """The sentence in Portuguese and the one in English, by place or by name."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if "pt" in named and "en" in named:
        return [named["pt"], named["en"]]
    return [] if call.keywords or any(isinstance(arg, ast.Starred) for arg in call.args) else call.args


def _kinds(kind: type[Exception]) -> Iterator[str]:
    """The names of the errors that take the sentence from who raises them."""
    if kind.__init__ is ToldInBoth.__init__:
        yield kind.__name__
    for below in kind.__subclasses__():
        yield from _kinds(below)


ERRORS = set(_kinds(ToldInBoth))


PAIRS = list(_pairs())


def test_there_are_many():
    """The search finds what it is to look at."""
    assert len(PAIRS) > 400


@pytest.mark.parametrize(("where", "pt", "en"), PAIRS, ids=[where for where, _, _ in PAIRS])
def test_each_sentence_is_told_in_both_languages(where, pt, en):
    """Neither is missing, both fill in the same names, and the English one is English."""
    assert bool(pt) == bool(en)
    assert _filled_in(pt) == _filled_in(en)
    words = set(re.findall(r"[^\W\d_]+", _NAMED.sub(" ", en).casefold()))
    assert not words & PORTUGUESE


def _filled_in(sentence: str) -> set[str]:
    """What is filled in, by template or by expression; of something told in both languages, either."""
    told = re.sub(r"\.(pt|en)\b", "", sentence)
    return set(re.findall(r"\$\w+", told)) | {
        name for shown in re.findall(r"\{([^{}]+)\}", told) for name in re.findall(r"[a-z_]\w*", shown)[:1]
    }


@pytest.mark.parametrize("path", sorted((BOT / "command_line").glob("*.py")), ids=lambda path: path.stem)
def test_no_command_says_a_sentence_in_one_language_only(path):
    """A literal goes through `chosen.say` or `Told`."""
    bare = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"click.echo", "click.prompt", "progress.tell"}
        and node.args
        and re.search(r"\w{3,} \w{2,}", re.sub(r"\{[^}]*\}", "", _literal(node.args[0]) or ""))
    ]
    assert not bare


def test_what_is_filled_in_may_be_told_in_both_languages_and_is_not_read_again():
    """A name from the content that looks like one to fill in stays as it is."""
    told = Told("saiu $what", "$what is gone").filled(what=Told("o texto $x", "the text $x"))
    assert (told.pt, told.said(Language.en)) == ("saiu o texto $x", "the text $x is gone")
    assert joined((alike("a"), told), between=Told(" e ", " and ")).en == "a and the text $x is gone"
