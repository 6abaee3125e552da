"""Who lives in the made-up city hall? An administrator and two attendants; provisioning brings the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world import users

if TYPE_CHECKING:
    from sandbox.world import World

#: Citizens of the demonstration write at once, without a form, in Portuguese.
_SETTINGS = {
    "Language": "pt-BR",
    "Livechat_registration_form_name_field": False,
    "Livechat_registration_form_email_field": False,
    "Livechat_title": "Prefeitura de Serra Verde",
    "Livechat_offline_title": "Deixe uma mensagem",
    "Livechat_title_color": "#1D6F42",
    "Livechat_show_agent_email": False,
    "Site_Name": "Prefeitura de Serra Verde",
    # As installed, Rocket.Chat refuses a citizen's eleventh message in a minute, and all citizens of one address share the ten.
    "API_Enable_Rate_Limiter_Limit_Calls_Default": 120,
}


def seed(world: World) -> None:
    """Add the accounts (`admin`/`admin-demo`, `ana.urgencia`/`demo`, `bruno.atendimento`/`demo`) and settings."""
    world.settings.update(_SETTINGS)
    users.create(
        world,
        username="admin",
        password="admin-demo",  # ruff: ignore[hardcoded-password-func-arg] - a demonstration's
        name="Administração",
        email="admin@serra-verde.example",
        roles=("admin", "user"),
    )
    for username, name in (("ana.urgencia", "Ana Lima"), ("bruno.atendimento", "Bruno Sousa")):
        users.create(
            world,
            username=username,
            password="demo",  # ruff: ignore[hardcoded-password-func-arg] - a demonstration's
            name=name,
            email=f"{username}@serra-verde.example",
            roles=("user", "livechat-agent"),
        )
