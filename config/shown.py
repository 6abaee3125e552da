"""What is in force? The lines of `bela config show`, without any secret."""

from dataclasses import fields

from config.credentials import VARIABLES, Secrets
from config.deployment import Deployment
from config.sources import DEFAULT
from config.told import Language, Told
from config.watching import SevereWatch

_DEFAULT = Told(DEFAULT, "default")


def lines(deployment: Deployment, *, language: Language = Language.pt) -> list[str]:
    """Return one line per setting: name, value, and the file or environment variable it came from."""
    values = [*_plain(deployment), *_people(deployment), *_addresses(deployment)]
    told = [(name, value, _origin(deployment, name)) for name, value in values]
    told += _secrets(deployment.secrets)
    rows = [(name, _said(value, language), _said(origin, language)) for name, value, origin in told]
    name_width = max(len(name) for name, _, _ in rows)
    value_width = max(len(value) for _, value, _ in rows)
    return [f"{name:<{name_width}}  {value:<{value_width}}  {origin}" for name, value, origin in rows]


def _said(words: Told | str, language: Language) -> str:
    return words if isinstance(words, str) else words.said(language)


def _origin(deployment: Deployment, name: str) -> Told | str:
    written = deployment.origins.get(name, DEFAULT)
    return _DEFAULT if written == DEFAULT else written


def _plain(deployment: Deployment) -> list[tuple[str, Told | str]]:
    return [
        ("name", deployment.name),
        ("organisation", deployment.organisation),
        ("data_protection_contact", deployment.data_protection_contact or deployment.organisation),
        ("state", deployment.state),
        ("time_zone", deployment.time_zone.key),
        ("languages", ", ".join(deployment.languages)),
        ("emergency.samu", deployment.emergency.samu),
        ("emergency.cvv", deployment.emergency.cvv),
        (
            "regions",
            Told(f"{len(deployment.regions)} municípios", f"{len(deployment.regions)} municipalities"),
        ),
        ("content", deployment.content.as_posix()),
        ("publishing.four_eyes", _yes_no(value=deployment.publishing.four_eyes)),
        ("publishing.require_signature", _yes_no(value=deployment.publishing.require_signature)),
        ("data_folder", deployment.data_folder.as_posix()),
        *((f"retention.{name}", period.in_words()) for name, period in deployment.retention.items()),
    ]


def _people(deployment: Deployment) -> list[tuple[str, Told | str]]:
    rows: list[tuple[str, Told | str]] = []
    for department in deployment.departments:
        rows += [
            (f"departments.{department.id}.name", department.name),
            (f"departments.{department.id}.hours", department.hours.in_words()),
        ]
    return rows + [(f"agents.{agent.username}", ", ".join(agent.departments)) for agent in deployment.agents]


def _addresses(deployment: Deployment) -> list[tuple[str, Told | str]]:
    return [
        ("rocketchat.url", deployment.rocketchat.url),
        ("rocketchat.bot_username", deployment.rocketchat.bot_username),
        ("rocketchat.more_bots", ", ".join(deployment.rocketchat.bots[1:]) or Told("nenhum", "none")),
        ("rocketchat.webhook_url", deployment.rocketchat.webhook_url or Told("sem webhooks", "no webhooks")),
        ("rooms.operators", deployment.watching.operators_room or Told("nenhuma", "none")),
        (
            "rooms.supervisors",
            deployment.watching.supervisors_room or Told("a dos operadores", "that of the operators"),
        ),
        ("guard.after_seconds", f"{deployment.watching.guard_after.total_seconds():.0f}"),
        ("guard.rooms_after_seconds", f"{deployment.watching.guard_rooms_after.total_seconds():.0f}"),
        (
            "guard.department",
            deployment.watching.guard_department
            or Told("na ordem de departments", "in the order of departments"),
        ),
        ("severe_watch.classes", ", ".join(deployment.watching.severe.classes)),
        ("severe_watch.steps", _ladder(deployment.watching.severe)),
        ("answer_while_queued", _yes_no(value=deployment.answer_while_queued)),
        ("rasa.url", deployment.rasa.url or Told("iniciado pela Bela", "started by Bela")),
        ("health_port", str(deployment.health_port)),
    ]


def _yes_no(*, value: bool) -> Told:
    return Told("sim", "yes") if value else Told("não", "no")


def _ladder(watch: SevereWatch) -> Told | str:
    steps = (f"{step.after.total_seconds() / 60:g} min {step.kind}" for step in watch.steps)
    return "; ".join(steps) or Told("nenhum", "none")


def _secrets(secrets: Secrets) -> list[tuple[str, Told | str, Told | str]]:
    return [
        (
            f"secrets.{field.name}",
            Told("ausente", "missing") if getattr(secrets, field.name) is None else Told("definido", "set"),
            VARIABLES[field.name],
        )
        for field in fields(Secrets)
    ]
