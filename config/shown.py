"""What is in force? The lines of `bela config show`, without any secret."""

from dataclasses import fields

from config.credentials import VARIABLES, Secrets
from config.deployment import Deployment
from config.sources import DEFAULT
from config.watching import SevereWatch


def lines(deployment: Deployment) -> list[str]:
    """Return one line per setting: name, value, and the file or environment variable it came from."""
    values = [*_plain(deployment), *_people(deployment), *_addresses(deployment)]
    rows = [(name, value, deployment.origins.get(name, DEFAULT)) for name, value in values]
    rows += _secrets(deployment.secrets)
    name_width = max(len(name) for name, _, _ in rows)
    value_width = max(len(value) for _, value, _ in rows)
    return [f"{name:<{name_width}}  {value:<{value_width}}  {origin}" for name, value, origin in rows]


def _plain(deployment: Deployment) -> list[tuple[str, str]]:
    return [
        ("name", deployment.name),
        ("organisation", deployment.organisation),
        ("data_protection_contact", deployment.data_protection_contact or deployment.organisation),
        ("state", deployment.state),
        ("time_zone", deployment.time_zone.key),
        ("languages", ", ".join(deployment.languages)),
        ("emergency.samu", deployment.emergency.samu),
        ("emergency.cvv", deployment.emergency.cvv),
        ("regions", f"{len(deployment.regions)} municípios"),
        ("content", deployment.content.as_posix()),
        ("publishing.four_eyes", _yes_no(value=deployment.publishing.four_eyes)),
        ("publishing.require_signature", _yes_no(value=deployment.publishing.require_signature)),
        ("data_folder", deployment.data_folder.as_posix()),
        *((f"retention.{name}", period.in_words()) for name, period in deployment.retention.items()),
    ]


def _people(deployment: Deployment) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for department in deployment.departments:
        rows += [
            (f"departments.{department.id}.name", department.name),
            (f"departments.{department.id}.hours", department.hours.in_words()),
        ]
    return rows + [(f"agents.{agent.username}", ", ".join(agent.departments)) for agent in deployment.agents]


def _addresses(deployment: Deployment) -> list[tuple[str, str]]:
    return [
        ("rocketchat.url", deployment.rocketchat.url),
        ("rocketchat.bot_username", deployment.rocketchat.bot_username),
        ("rocketchat.more_bots", ", ".join(deployment.rocketchat.bots[1:]) or "nenhum"),
        ("rocketchat.webhook_url", deployment.rocketchat.webhook_url or "sem webhooks"),
        ("rooms.operators", deployment.watching.operators_room or "nenhuma"),
        ("rooms.supervisors", deployment.watching.supervisors_room or "a dos operadores"),
        ("guard.after_seconds", f"{deployment.watching.guard_after.total_seconds():.0f}"),
        ("guard.rooms_after_seconds", f"{deployment.watching.guard_rooms_after.total_seconds():.0f}"),
        ("guard.department", deployment.watching.guard_department or "na ordem de departments"),
        ("severe_watch.classes", ", ".join(deployment.watching.severe.classes)),
        ("severe_watch.steps", _ladder(deployment.watching.severe)),
        ("answer_while_queued", _yes_no(value=deployment.answer_while_queued)),
        ("rasa.url", deployment.rasa.url or "iniciado pela Bela"),
        ("health_port", str(deployment.health_port)),
    ]


def _yes_no(*, value: bool) -> str:
    return "sim" if value else "não"


def _ladder(watch: SevereWatch) -> str:
    steps = (f"{step.after.total_seconds() / 60:g} min {step.kind}" for step in watch.steps)
    return "; ".join(steps) or "nenhum"


def _secrets(secrets: Secrets) -> list[tuple[str, str, str]]:
    return [
        (
            f"secrets.{field.name}",
            "ausente" if getattr(secrets, field.name) is None else "definido",
            VARIABLES[field.name],
        )
        for field in fields(Secrets)
    ]
