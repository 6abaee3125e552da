"""Is the server itself set as Bela needs it? Its settings, its edition, how many messages it lets through, who is warned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from config.told import Told
from rocketchat_bridge import needs
from rocketchat_bridge.admin import Server
from rocketchat_bridge.findings import Finding, Level, either

if TYPE_CHECKING:
    import config


def check(server: Server, deployment: config.Deployment) -> Iterator[Finding]:
    """Look at everything that is no account's and no department's."""
    yield from _places(server, deployment)
    yield from _settings(server, deployment)
    yield from _edition(server)
    yield from _call_limit(server)


def _places(server: Server, deployment: config.Deployment) -> Iterator[Finding]:
    """Where operators and supervisors are told; a warning into a room that is not there reaches nobody."""
    watching = deployment.watching
    for setting, place in (
        ("rooms.operators", watching.operators_room),
        ("rooms.supervisors", watching.supervisors_room),
    ):
        if place is not None:
            yield either(
                server.has_place(place),
                Told(f"os avisos de {setting} chegam a {place}", f"notices of {setting} reach {place}"),
                Told(
                    f"{setting}: não há {place} que a administração veja, e os avisos não chegam a ninguém",
                    f"{setting}: there is no {place} that the administrator sees, and notices reach nobody",
                ),
                Told(
                    "crie o canal ou o usuário no Rocket.Chat, ou corrija o nome no deployment.yml",
                    "make the channel or the user in Rocket.Chat, or mend the name in deployment.yml",
                ),
            )


def _settings(server: Server, deployment: config.Deployment) -> Iterator[Finding]:
    for name, (value, purpose) in needs.settings(deployment).items():
        yield either(
            server.setting(name) == value,
            Told(f"{name}: {purpose.pt}", f"{name}: {purpose.en}"),
            Told(
                f"{name} não está como precisa: {purpose.pt}", f"{name} is not as it has to be: {purpose.en}"
            ),
            needs.PROVISION,
        )
    if server.setting(needs.AUTO_TRANSFER_SETTING):
        yield Finding(
            level=Level.warning,
            what=Told(
                f"{needs.AUTO_TRANSFER_SETTING} move conversas que esperam resposta, também as da Bela",
                f"{needs.AUTO_TRANSFER_SETTING} moves conversations that wait for an answer, Bela's too",
            ),
            remedy=Told(
                "ponha 0 em Administração › Configurações › Omnichannel",
                "set it to 0 in Administration › Settings › Omnichannel",
            ),
        )


def _edition(server: Server) -> Iterator[Finding]:
    """The paid edition is known by a setting that only it has, for the version does not tell (facts 4.4)."""
    if server.setting(needs.AUTO_TRANSFER_SETTING) is None:
        yield Finding(
            level=Level.ok,
            what=Told(
                "parece ser a edição Community, que permite um só departamento",
                "seems to be the Community edition, which allows one department only",
            ),
        )
    else:
        yield Finding(
            level=Level.ok,
            what=Told(
                "é uma edição paga: há os ajustes dela", "is a paid edition: it has the settings of one"
            ),
        )


def _call_limit(server: Server) -> Iterator[Finding]:
    enabled, calls, span = (server.setting(name) for name in needs.LIMIT_SETTINGS)
    if not enabled or not isinstance(calls, int) or not isinstance(span, int) or span <= 0:
        yield Finding(
            level=Level.ok,
            what=Told(
                "o servidor não limita as mensagens dos cidadãos",
                "the server does not limit the messages of citizens",
            ),
        )
        return
    a_minute, enough = calls * 60_000 // span, needs.MESSAGES_PER_MINUTE * span // 60_000
    yield either(
        a_minute >= needs.MESSAGES_PER_MINUTE,
        Told(
            f"cidadãos de um mesmo endereço podem escrever {a_minute} mensagens por minuto",
            f"citizens behind one address may write {a_minute} messages a minute",
        ),
        Told(
            f"cidadãos de um mesmo endereço (um posto, uma operadora) só podem escrever {a_minute} mensagens por minuto, juntos",
            f"citizens behind one address (a health post, a provider) may only write {a_minute} messages a minute, together",
        ),
        Told(
            f"suba {needs.LIMIT_SETTINGS[1]} para {enough} ou mais, e confira"
            " que o Rocket.Chat vê o endereço de cada cidadão atrás do proxy (HTTP_FORWARDED_COUNT)",
            f"raise {needs.LIMIT_SETTINGS[1]} to {enough} or more, and check"
            " that Rocket.Chat sees the address of each citizen behind the proxy (HTTP_FORWARDED_COUNT)",
        ),
        level=Level.warning,
    )
