"""A look at a server says what is missing, with the remedy."""

from sandbox.world import departments, users
from tests.prepared_server import ADMIN, City

LIMIT = "API_Enable_Rate_Limiter_Limit_"
LIMITED = "cidadãos de um mesmo endereço (um posto, uma operadora) só podem escrever 10 mensagens por minuto, juntos"


async def ready(city: City) -> dict[str, str]:
    """Provision the server with a person in each department; return the environment to check with."""
    city.user("carla")
    city.folder.replace("content:", "agents: {carla: [urgencia, atendimento]}\ncontent:")
    done = await city.provision()
    return {**ADMIN, "BELA_ROCKETCHAT_TOKEN": done.bot_token or ""}


async def test_a_provisioned_server_is_ready(city: City) -> None:
    """After provisioning, every finding is good but for the call limit, which is the city's to decide."""
    findings = await city.check(await ready(city))
    assert [finding.what.pt for finding in findings if finding.level != "ok"] == [LIMITED]
    assert len(findings) >= 15


async def test_a_call_limit_that_citizens_can_live_with_is_no_finding(city: City) -> None:
    """The limit is reckoned per minute, whatever span it is counted in; without one nothing is amiss."""
    environment, settings = await ready(city), city.box.world.settings
    settings |= {f"{LIMIT}Calls_Default": 10, f"{LIMIT}Time_Default": 6_000}
    told = [finding.what.pt for finding in await city.check(environment)]
    assert "cidadãos de um mesmo endereço podem escrever 100 mensagens por minuto" in told
    settings["API_Enable_Rate_Limiter"] = False
    told = [finding.what.pt for finding in await city.check(environment)]
    assert "o servidor não limita as mensagens dos cidadãos" in told


async def test_the_edition_is_told(city: City) -> None:
    """The paid edition is known by its settings."""
    environment = await ready(city)
    told = [finding.what.pt for finding in await city.check(environment)]
    assert "parece ser a edição Community, que permite um só departamento" in told
    city.box.world.settings["Livechat_auto_transfer_chat_timeout"] = 0
    told = [finding.what.pt for finding in await city.check(environment)]
    assert "é uma edição paga: há os ajustes dela" in told


async def test_a_room_for_warnings_that_is_not_there_is_found(city: City) -> None:
    """Operators' and supervisors' rooms, channel or user: each has a line, and a missing one its remedy."""
    settings = (city.folder.path / "deployment.yml").read_text(encoding="utf-8")
    rooms = 'rooms: {operators: "#plantao", supervisors: "@chefe"}\n'
    city.folder.write("deployment.yml", settings + rooms)
    environment = await ready(city)
    missing = [finding.told.pt for finding in await city.check(environment) if "os avisos" in finding.what.pt]
    assert [line.partition("]")[0] for line in missing] == ["[falta", "[falta"]
    assert "#plantao" in missing[0]
    assert "crie o canal ou o usuário" in missing[1]
    city.box.world.channels.open("plantao")
    city.user("chefe")
    told = [finding for finding in await city.check(environment) if "os avisos" in finding.what.pt]
    assert [finding.level for finding in told] == ["ok", "ok"]


async def test_webhooks_that_somebody_switched_off_are_found(city: City) -> None:
    """Where the deployment uses webhooks, their settings belong to what is checked; the secret is not told."""
    webhooks = {
        "BELA_WEBHOOK_URL": "https://bela.example/rocketchat/webhook",
        "BELA_WEBHOOK_SECRET": "turmalina",
    }
    environment = {**await ready(city), **webhooks}
    await city.provision({**ADMIN, **webhooks})
    assert [finding.what.pt for finding in await city.check(environment) if finding.level != "ok"] == [
        LIMITED
    ]
    city.box.world.settings["Livechat_secret_token"] = "outro"
    told = [finding.told.pt for finding in await city.check(environment) if finding.level == "fault"]
    assert told == [
        "[falta] Livechat_secret_token não está como precisa: a Bela é avisada também por webhook → rode: bela provision"
    ]


async def test_an_empty_server_misses_everything_with_its_remedy(city: City) -> None:
    """Each missing thing is one line that tells what to do."""
    findings = [finding for finding in await city.check() if finding.level != "ok"]
    told = [finding.told.pt for finding in findings]
    assert "[falta] não há usuário bela → rode: bela provision" in told
    assert '[falta] não há departamento "Urgência" → rode: bela provision' in told
    assert any(line.startswith("[falta] Livechat_assign_new_conversation_to_bot") for line in told)
    assert all(finding.remedy.pt for finding in findings)


async def test_what_went_wrong_later_is_found(city: City) -> None:
    """Roles, permissions, members and settings that somebody changed are each found."""
    environment = await ready(city)
    world = city.box.world
    bot, carla = world.users.named("bela"), world.users.named("carla")
    urgent = world.departments.named("Urgência")
    assert bot is not None
    assert carla is not None
    assert urgent is not None
    bot["statusLivechat"] = "not-available"
    world.permissions.replace("transfer-livechat-guest", ["admin"])
    world.settings["Livechat_agent_leave_action"] = "close"
    departments.add_agent(world, urgent, bot)
    departments.remove_agent(world, urgent, carla["_id"])
    told = [
        finding.told.pt
        for finding in await city.check(environment)
        if finding.what.pt != LIMITED and finding.level != "ok"
    ]
    assert [line.split(" → ", maxsplit=1)[0] for line in told] == [
        "[aviso] bela não está disponível para conversas",
        '[falta] bela não pode encaminhar conversas a um departamento ("transfer-livechat-guest")',
        '[falta] o departamento "Urgência" não tem nenhuma pessoa',
        '[falta] o departamento "Urgência" contém bela, e a conversa encaminhada voltaria para a Bela',
        "[falta] Livechat_agent_leave_action não está como precisa: uma queda breve da Bela não fecha nem move conversas",
    ]


async def test_a_bot_without_its_roles_is_found(city: City) -> None:
    """A role taken away is named."""
    environment = await ready(city)
    bot = city.box.world.users.named("bela")
    assert bot is not None
    bot["roles"].remove("bot")
    told = [finding.told.pt for finding in await city.check(environment)]
    assert "[falta] bela não tem os papéis: bot → rode: bela provision" in told


async def test_a_token_that_does_not_open_is_found(city: City) -> None:
    """The bot's own login is tried, by token and by password."""
    environment = await ready(city)
    wrong = {**environment, "BELA_ROCKETCHAT_TOKEN": "perdido"}
    told = [finding.told.pt for finding in await city.check(wrong)]
    assert any(line.startswith("[falta] O Rocket.Chat recusou a entrada de bela") for line in told)
    bot = city.box.world.users.named("bela")
    assert bot is not None
    city.box.world.users.set_password(bot, "topázio")
    by_password = await city.check({**ADMIN, "BELA_ROCKETCHAT_PASSWORD": "topázio"})
    assert "[ok] bela entra no Rocket.Chat" in [finding.told.pt for finding in by_password]


async def test_without_an_administrator_the_bots_login_is_still_checked(city: City) -> None:
    """Half a check is better than none, and says what is not seen."""
    environment = await ready(city)
    findings = await city.check({"BELA_ROCKETCHAT_TOKEN": environment["BELA_ROCKETCHAT_TOKEN"]})
    assert [finding.level.value for finding in findings] == ["ok", "ok", "warning"]


async def test_an_account_without_rights_is_one_finding(city: City) -> None:
    """An account that may not look at permissions ends the check with a sentence."""
    users.create(city.box.world, username="eva", password="quartzo")
    findings = await city.check(
        {"BELA_ROCKETCHAT_ADMIN_USERNAME": "eva", "BELA_ROCKETCHAT_ADMIN_PASSWORD": "quartzo"}
    )
    assert "entre com uma conta de administração" in findings[-1].what.pt


async def test_a_server_that_is_away_is_one_finding(city: City) -> None:
    """Nothing at the address gives one line about the address."""
    (finding,) = await city.check({"BELA_ROCKETCHAT_URL": "http://127.0.0.1:9", **ADMIN})
    assert finding.what.pt.startswith("Não alcanço um Rocket.Chat em http://127.0.0.1:9")
