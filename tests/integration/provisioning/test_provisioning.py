"""An empty server becomes ready for Bela, once."""

import pytest

from config.told import Told
from rocketchat_bridge import admin_errors, token_file
from sandbox.world import departments
from tests.prepared_server import ADMIN, City


def said(sentences: tuple[Told, ...]) -> tuple[str, ...]:
    """In Portuguese."""
    return tuple(sentence.pt for sentence in sentences)


async def test_an_empty_server_gets_everything_the_bot_needs(city: City) -> None:
    """Bot user with both roles, forward permission, settings, departments and a token that opens."""
    done = await city.provision()
    world = city.box.world
    bot = world.users.named("bela")
    assert bot is not None
    assert {"bot", "livechat-agent"} <= set(bot["roles"])
    assert bot["statusLivechat"] == "available"
    assert world.permissions.allows(bot, "transfer-livechat-guest")
    assert world.permissions.allows(bot, "view-livechat-rooms")
    assert world.settings["Livechat_assign_new_conversation_to_bot"] is True
    assert {department["name"] for department in world.departments} == {"Urgência", "Atendimento"}
    assert done.bot_token is not None
    assert world.users.of_token(done.bot_token) is bot
    assert done.undone == ()


async def test_a_second_run_changes_nothing(city: City) -> None:
    """With the token of the first run at hand, the second has nothing to say."""
    first = await city.provision()
    assert first.bot_token is not None
    second = await city.provision({**ADMIN, "BELA_ROCKETCHAT_TOKEN": first.bot_token})
    assert (second.changes, second.undone, second.bot_token) == ((), (), None)


async def test_a_kept_token_counts_as_known(city: City) -> None:
    """A token in the data folder serves a second run, and a check, as one in `.env` does."""
    environment = {**ADMIN, "BELA_DATA_FOLDER": str(city.folder.path / "dados")}
    first = await city.provision(environment)
    token_file.keep(city.folder.path / "dados", first.bot_token or "")
    second = await city.provision(environment)
    assert (second.changes, second.undone, second.bot_token) == ((), (), None)
    assert "[ok] bela entra no Rocket.Chat" in [finding.told.pt for finding in await city.check(environment)]


async def test_each_of_several_bots_is_made_ready(city: City) -> None:
    """Every bot has its account, roles and a token of its own; a second run with the kept tokens changes nothing."""
    city.folder.replace("rocketchat:\n", "rocketchat:\n  more_bots: [bela.2]\n")
    environment = {**ADMIN, "BELA_DATA_FOLDER": str(city.folder.path / "dados")}
    first = await city.provision(environment)
    second_bot = city.box.world.users.named("bela.2")
    assert second_bot is not None
    assert {"bot", "livechat-agent"} <= set(second_bot["roles"])
    assert city.box.world.users.of_token(first.more_tokens["bela.2"]) is second_bot
    token_file.keep(city.folder.path / "dados", first.bot_token or "")
    token_file.keep(city.folder.path / "dados", first.more_tokens["bela.2"], bot="bela.2")
    again = await city.provision(environment)
    assert (again.changes, again.undone, again.bot_token, again.more_tokens) == ((), (), None, {})
    assert "[ok] bela.2 entra no Rocket.Chat" in [
        finding.told.pt for finding in await city.check(environment)
    ]


async def test_webhooks_are_switched_on_where_they_are_used(city: City) -> None:
    """Address, secret and events are set once; the secret is told to nobody."""
    environment = {
        **ADMIN,
        "BELA_WEBHOOK_URL": "https://bela.pedraazul.example/rocketchat/webhook",
        "BELA_WEBHOOK_SECRET": "turmalina",
    }
    done = await city.provision(environment)
    settings = city.box.world.settings
    assert settings["Livechat_webhookUrl"] == "https://bela.pedraazul.example/rocketchat/webhook"
    assert settings["Livechat_secret_token"] == "turmalina"
    assert settings["Livechat_webhook_on_visitor_message"] is True
    assert not any("turmalina" in change for change in said(done.changes))
    again = await city.provision({**environment, "BELA_ROCKETCHAT_TOKEN": done.bot_token or ""})
    assert again.changes == ()


async def test_each_change_is_one_sentence(city: City) -> None:
    """What was done is told in Portuguese, without the token."""
    done = await city.provision()
    assert "Usuário bela criado." in said(done.changes)
    assert 'O papel bot pode encaminhar conversas a um departamento ("transfer-livechat-guest").' in said(
        done.changes
    )
    assert 'Departamento "Urgência" criado.' in said(done.changes)
    assert all(change.endswith(".") and "\n" not in change for change in said(done.changes))
    assert done.bot_token is not None
    assert done.bot_token not in f"{done!r}"


async def test_granting_keeps_the_roles_that_were_there(city: City) -> None:
    """The forward permission is added to the bot and taken from nobody."""
    await city.provision()
    roles = {item["_id"]: item["roles"] for item in city.box.world.permissions.listed()}
    assert roles["transfer-livechat-guest"] == ["livechat-manager", "livechat-monitor", "admin", "bot"]


async def test_people_keep_their_places_and_the_bot_leaves(city: City) -> None:
    """An existing department keeps its agents; the bot, to whom a chat would bounce back, is taken out."""
    city.user("carla", roles=("user", "livechat-agent"))
    city.user("bela", "topázio", roles=("bot", "livechat-agent"))
    world = city.box.world
    people = [user for name in ("carla", "bela") if (user := world.users.named(name))]
    departments.create(world, name="Urgência", agents=people)
    done = await city.provision({**ADMIN, "BELA_ROCKETCHAT_PASSWORD": "topázio"})
    assert city.members("Urgência") == {"carla"}
    assert 'bela saiu do departamento "Urgência", para que só pessoas atendam ali.' in said(done.changes)
    assert "Usuário bela criado." not in said(done.changes)
    assert done.bot_token is not None


async def test_listed_agents_are_put_to_work(city: City) -> None:
    """People named in deployment.yml become agents of their departments; an unknown name is told."""
    city.user("carla")
    city.folder.replace("content:", "agents: {carla: [urgencia, atendimento], davi: [urgencia]}\ncontent:")
    done = await city.provision()
    assert city.members("Urgência") == {"carla"}
    assert city.members("Atendimento") == {"carla"}
    assert "O usuário carla agora é atendente do Omnichannel." in said(done.changes)
    assert said(done.undone) == ("Não há usuário davi no Rocket.Chat; crie-o e rode de novo.",)


async def test_missing_roles_are_added_to_those_present(city: City) -> None:
    """An account that exists as a plain user becomes a bot and an agent and stays a user."""
    city.user("bela", "topázio")
    await city.provision({**ADMIN, "BELA_ROCKETCHAT_PASSWORD": "topázio"})
    bot = city.box.world.users.named("bela")
    assert bot is not None
    assert set(bot["roles"]) == {"user", "bot", "livechat-agent"}


async def test_an_unavailable_bot_is_made_available(city: City) -> None:
    """A bot that somebody switched off takes conversations again."""
    first = await city.provision()
    bot = city.box.world.users.named("bela")
    assert bot is not None
    bot["statusLivechat"] = "not-available"
    second = await city.provision({**ADMIN, "BELA_ROCKETCHAT_TOKEN": first.bot_token or ""})
    assert bot["statusLivechat"] == "available"
    assert said(second.changes) == ("O usuário bela está disponível para conversas.",)


async def test_a_lost_token_is_replaced_by_password(city: City) -> None:
    """A token that no longer opens is made anew, under the same name, when the password is known."""
    known = {**ADMIN, "BELA_ROCKETCHAT_PASSWORD": "topázio"}
    first = await city.provision(known)
    second = await city.provision({**known, "BELA_ROCKETCHAT_TOKEN": "perdido"})
    assert said(second.changes) == ('Token "bela" de bela criado.',)
    assert second.bot_token not in {None, first.bot_token}


async def test_an_account_nobody_can_enter_is_told(city: City) -> None:
    """Without token and password of an existing bot, the rest is done and the remedy named."""
    city.user("bela", "segredo alheio", roles=("bot", "livechat-agent"))
    done = await city.provision()
    assert done.bot_token is None
    assert said(done.undone) == (
        "Não sei a senha nem um token válido de bela; ponha BELA_ROCKETCHAT_TOKEN ou BELA_ROCKETCHAT_PASSWORD no .env.",
    )


async def test_the_community_editions_single_department_is_told(community: City) -> None:
    """The second department is refused; the sentence says why and what to write instead."""
    done = await community.provision()
    assert 'Departamento "Urgência" criado.' in said(done.changes)
    (refused,) = said(done.undone)
    assert refused.startswith(
        'O departamento "Atendimento" não foi criado: o Rocket.Chat Community só permite um'
    )
    community.folder.replace("name: Atendimento", "name: Urgência")
    again = await community.provision({**ADMIN, "BELA_ROCKETCHAT_TOKEN": done.bot_token or ""})
    assert (again.changes, said(again.undone)) == ((), ())


async def test_a_disabled_department_is_told(city: City) -> None:
    """What an administrator switched off stays off, with a word about it."""
    departments.create(city.box.world, name="Urgência", enabled=False)
    done = await city.provision()
    assert said(done.undone) == (
        'O departamento "Urgência" está desligado; ligue-o em Omnichannel › Departamentos.',
    )


@pytest.mark.parametrize(
    ("environment", "error", "sentence"),
    [
        (
            {},
            admin_errors.AdminError,
            "ponha BELA_ROCKETCHAT_ADMIN_USERNAME e BELA_ROCKETCHAT_ADMIN_PASSWORD no .env",
        ),
        (
            {"BELA_ROCKETCHAT_ADMIN_USERNAME": "prefeita"},
            admin_errors.AdminError,
            "conta de administração: ponha BELA_ROCKETCHAT_ADMIN_PASSWORD no .env",
        ),
        (
            {"BELA_ROCKETCHAT_ADMIN_PASSWORD": "granito"},
            admin_errors.AdminError,
            "conta de administração: ponha BELA_ROCKETCHAT_ADMIN_USERNAME no .env",
        ),
        (
            {**ADMIN, "BELA_ROCKETCHAT_ADMIN_PASSWORD": "errada"},
            admin_errors.SignInRefused,
            "recusou a entrada de prefeita",
        ),
        (
            {"BELA_ROCKETCHAT_ADMIN_USERNAME": "eva", "BELA_ROCKETCHAT_ADMIN_PASSWORD": "quartzo"},
            admin_errors.Refused,
            "entre com uma conta de administração",
        ),
    ],
)
async def test_who_may_not_provision_is_told_in_one_sentence(
    city: City, environment: dict[str, str], error: type[Exception], sentence: str
) -> None:
    """No account, half of one, a wrong password and an account without rights each give a sentence with the remedy."""
    city.user("eva")
    with pytest.raises(error, match=sentence) as raised:
        await city.provision(environment)
    assert "\n" not in str(raised.value)
