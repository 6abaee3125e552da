"""What is this deployment? Typed settings from YAML, secrets from the environment."""

from config.credentials import VARIABLES, Secret, Secrets
from config.deployment import (
    Agent,
    Department,
    Deployment,
    EmergencyNumbers,
    PublishingRules,
    Rasa,
    RocketChat,
)
from config.identifiers import DepartmentId
from config.loading import load
from config.opening_hours import OpeningHours, Span
from config.retention import Period, RetentionClass
from config.territory import Municipality, MunicipalityCode, Service
from config.watching import SevereWatch, StepKind, Watching, WatchStep

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
    "Period",
    "PublishingRules",
    "Rasa",
    "RetentionClass",
    "RocketChat",
    "Secret",
    "Secrets",
    "Service",
    "SevereWatch",
    "Span",
    "StepKind",
    "WatchStep",
    "Watching",
    "load",
]
