"""`bela database …`: Bela's own PostgreSQL alone, and the keys under which everything is stored."""

from __future__ import annotations

import asyncio
import sys

import click

from bot import errors, keys, own_database
from bot.command_line import chosen, progress, speaking
from bot.command_line.plain_words import plainly
from bot.told import NOTHING, Told


@speaking.group(invoke_without_command=True)
@click.pass_context
@plainly
def database(context: click.Context) -> None:
    """Só o PostgreSQL que a Bela inicia, sem atender ninguém: para devolver um backup. Abaixo dele, as chaves dos dados.

    Exemplo: bela database
    """
    if context.invoked_subcommand is None:
        own_database.run(chosen.deployment(context), say=chosen.tell)


@database.command("rotate-data-key")
@click.pass_context
@plainly
def rotate_data_key(context: click.Context) -> None:
    """Gera uma chave de dados nova: o que se grava daqui em diante é cifrado com ela. Com a Bela no ar ou parada.

    O que já está gravado continua legível com a chave de antes; para passá-lo à nova: bela database reseal.

    Exemplo: bela database rotate-data-key
    """
    number = asyncio.run(keys.rotate(chosen.deployment(context)))
    chosen.say(
        f"A chave de dados {number} vale daqui em diante. O que já estava gravado: bela database reseal.",
        f"The data key {number} counts from now on. What was stored already: bela database reseal.",
    )


@database.command("reseal")
@click.option(
    "--forget-older", is_flag=True, help="No fim, apaga as chaves antigas; nenhuma Bela pode estar no ar."
)
@click.pass_context
@plainly
def reseal(context: click.Context, *, forget_older: bool) -> None:
    """Cifra de novo tudo o que está gravado, com a chave de dados mais nova. Com a Bela no ar ou parada.

    Pode ser interrompido a qualquer momento: rodado outra vez, continua de onde parou.

    Exemplo: bela database reseal
    """
    deployment = chosen.deployment(context)
    left = asyncio.run(keys.reseal(deployment, tell=_tell))
    progress.tell(NOTHING)
    if left:
        raise errors.CannotRun(
            f"{left} campo(s) ainda estão com uma chave antiga, gravados enquanto isto rodava; rode outra vez.",
            f"{left} field(s) are still under an older key, stored while this ran; run it again.",
        )
    chosen.say(
        "Tudo o que está gravado está cifrado com a chave de dados mais nova.",
        "Everything stored is encrypted with the newest data key.",
    )
    if forget_older:
        gone = asyncio.run(keys.forget_older(deployment))
        chosen.say(f"Chaves antigas apagadas: {gone}.", f"Older keys deleted: {gone}.")


@database.command("change-master-key")
@click.pass_context
@plainly
def change_master_key(context: click.Context) -> None:
    """Troca a chave mestra: a nova (de «bela key») é pedida aqui, ou lida da entrada. Nenhuma Bela pode estar no ar.

    Depois, ponha a nova em BELA_MASTER_KEY, no .env de cada máquina. Backups de antes continuam abrindo só com a antiga.

    Exemplo: bela database change-master-key
    """
    asyncio.run(keys.change_master(chosen.deployment(context), _asked()))
    chosen.say(
        "A chave mestra foi trocada. Agora: ponha a nova em BELA_MASTER_KEY no .env de cada máquina, guarde uma cópia longe daqui, "
        "e guarde a antiga enquanto guardar backups de antes.",
        "The master key was changed. Now: put the new one into BELA_MASTER_KEY in the .env of every machine, keep a copy far from "
        "here, and keep the old one as long as you keep backups from before.",
    )


def _asked() -> str:
    """The new key, which nobody should see on a screen or find in a shell's history."""
    if sys.stdin.isatty():
        return str(
            click.prompt(Told("Chave mestra nova", "New master key").said(chosen.spoken()), hide_input=True)
        )
    return sys.stdin.readline()


def _tell(done: int, total: int) -> None:
    progress.tell(Told(f"campo {done} de {total}", f"field {done} of {total}"))
