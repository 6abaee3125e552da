"""What is this deployment? Typed settings from YAML, secrets from the environment."""

from config.credentials import VARIABLES, Secret, Secrets
from config.deployment import (
    Agent,
    Department,
    DepartmentId,
    Deployment,
    EmergencyNumbers,
    PublishingRules,
    Rasa,
    RocketChat,
)
from config.loading import load
from config.opening_hours import OpeningHours, Span
from config.territory import Municipality, MunicipalityCode, Service

__all__ = [
    "VARIABLES",
    "Agent",
    "Department",
    "DepartmentId",
    "Deployment",
    "EmergencyNumbers",
    "Municipality",
    "MunicipalityCode",
    "OpeningHours",
    "PublishingRules",
    "Rasa",
    "RocketChat",
    "Secret",
    "Secrets",
    "Service",
    "Span",
    "load",
]
