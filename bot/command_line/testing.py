"""`bela flows test` and `bela flows coverage`: written conversations, played against the content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

import config
from bot.cases import coverage, defaults, filling, playing, reading, refreshing, showing
from bot.cases.definitions import Case
from bot.command_line import chosen, progress, speaking
from bot.command_line.plain_words import plainly
from bot.content import loading
from bot.engine.flows import Flows
from bot.publishing import compiling
from bot.told import Told
from config.marked_yaml import Mark

_CASE: Final = Told("caso", "case")
_DEFAULT_CASE: Final = Told("caso padrão", "default case")
_FILES = click.argument(
    "files", nargs=-1, metavar="[ARQUIVO]...", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)


@speaking.command("test")
@_FILES
@click.option("--only", metavar="TEXTO", help="Só os casos que têm este texto no nome.")
@click.option(
    "--no-defaults",
    is_flag=True,
    help="Sem os casos que todo fluxo ganha de graça (áudio, figurinha, silêncio …).",
)
@click.option(
    "--refresh",
    is_flag=True,
    help="Escreve de novo, pelo que acontece agora, os casos que falham. Confira depois o que mudou.",
)
@click.option(
    "--answer",
    "said",
    metavar="SLOT=RESPOSTA",
    multiple=True,
    help="Com --refresh: o que todos respondem a uma pergunta nova, onde quer que ela venha.",
)
@click.pass_context
@plainly
def test(
    context: click.Context,
    files: Sequence[Path],
    only: str | None,
    said: Sequence[str],
    *,
    no_defaults: bool,
    refresh: bool,
) -> None:
    """Conversa com o conteúdo como está escrito em cases/*.yml e diz o que saiu diferente.

    Cada falha mostra a conversa inteira e a linha que difere. Sem ARQUIVO, valem todos os casos do pacote. Nada é enviado a
    ninguém.

    Exemplo: bela flows test --only grávida
    """
    settings = chosen.deployment(context)
    flows = _flows(settings)
    if refresh:
        _refresh(flows, settings, files, _answers(flows, said))
        return
    cases = [case for case in _cases(settings, files) if only is None or only in case.name]
    played = [playing.play(flows, case) for case in progress.counted(cases, _CASE)]
    for one in played:
        if not one.holds:
            click.echo(f"{showing.failure(one, language=chosen.spoken())}\n")
    nothing = only is not None and not played
    none = Told(f"Nenhum caso escrito tem «{only}» no nome.", f"No written case has «{only}» in its name.")
    click.echo((none if nothing else showing.summary(played)).said(chosen.spoken()))
    broken = list(_broken(flows, only)) if not no_defaults and not files else []
    for line in broken:
        click.echo(line)
    if broken or not all(one.holds for one in played):
        context.exit(1)


def _answers(flows: Flows, said: Sequence[str]) -> dict[str, str]:
    """Slot → words, of «fuma=não»."""
    answers = dict(one.partition("=")[::2] for one in said)
    for slot, words in answers.items():
        if slot not in flows.asked_at or not words:
            raise chosen.misused(
                f"--answer {slot}: escreva o slot de uma pergunta e a resposta, como «fuma=não».",
                f"--answer {slot}: write the slot of a question and the answer, as in «fuma=não».",
            )
    return answers


def _refresh(flows: Flows, settings: config.Deployment, files: Sequence[Path], said: dict[str, str]) -> None:
    root = Path.cwd() if files else settings.content
    mended, left = refreshing.write(flows, _cases(settings, files), root=root, said=said)
    for path in mended:
        chosen.say(
            f"{path}: casos escritos de novo; confira o que mudou.",
            f"{path}: cases written anew; check what changed.",
        )
    for mark in left:
        chosen.say(
            f"{mark}: este caso tem fixtures, metadata, assertions ou all_reasons; corrija à mão.",
            f"{mark}: this case has fixtures, metadata, assertions or all_reasons; mend it by hand.",
        )
    if not mended and not left:
        chosen.say("Nenhum caso falha.", "No case fails.")


def _broken(flows: Flows, only: str | None) -> Iterator[str]:
    """The default cases that do not hold, and how many there were."""
    count = failed = 0
    for case in progress.numbered(defaults.play(flows), _DEFAULT_CASE):
        if only is not None and only not in case.name:
            continue
        count += 1
        if case.broken:
            failed += 1
            failed_word = Told("FALHOU", "FAILED").said(chosen.spoken())
            yield f"{failed_word}  {case.name}  ({case.mark}): {case.broken}"
    if not failed:
        chosen.say(f"{count} casos padrão, todos certos.", f"{count} default cases, all right.")


@speaking.command("coverage")
@_FILES
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Termina com 1 se passos ou ramos ficam abaixo de N %.",
)
@click.option(
    "--add-missing",
    is_flag=True,
    help="Escreve um caso para cada dúvida por que nenhum caso passa, pela palavra-chave.",
)
@click.pass_context
@plainly
def coverage_command(
    context: click.Context, files: Sequence[Path], fail_under: float | None, *, add_missing: bool
) -> None:
    """Diz por quais passos, ramos e regras os casos passam, e mostra as linhas por onde nenhum passa.

    Exemplo: bela flows coverage --fail-under 95
    """
    settings = chosen.deployment(context)
    flows = _flows(settings)
    result = measured(flows, settings, _cases(settings, files))
    if add_missing:
        missed = {missed.mark for missed in result.steps.missed}
        for name in filling.add(flows, settings.content, missed):
            chosen.say(f"Caso novo em {filling.FILE}: {name}", f"New case in {filling.FILE}: {name}")
        result = measured(flows, settings, _cases(settings, files))
    click.echo(coverage.told(result, language=chosen.spoken()))
    if fail_under is not None and result.lowest < fail_under:
        chosen.say(f"\nAbaixo de {fail_under:g} %.", f"\nBelow {fail_under:g} %.")
        context.exit(1)


def measured(flows: Flows, settings: config.Deployment, cases: Sequence[Case]) -> coverage.Coverage:
    """What these cases come by in the files of the pack."""
    own = {path.relative_to(settings.content).as_posix() for path in loading.files(settings.content)}

    def of_pack(mark: Mark) -> bool:
        return mark.file in own

    counter = coverage.Counter(flows.content, of_pack=of_pack)
    for case in progress.counted(cases, _CASE):
        counter.count(playing.play(flows, case).happened)
    return counter.result()


def _flows(settings: config.Deployment) -> Flows:
    return compiling.compiled(settings.content, settings)


def _cases(settings: config.Deployment, files: Sequence[Path]) -> list[Case]:
    paths = list(files) or reading.find(settings.content)
    root = settings.content if not files else Path.cwd()
    return reading.read(paths, root=root, zone=settings.time_zone)
