"""A Rocket.Chat Omnichannel stand-in: one process, one port, everything in memory."""

from sandbox.server import Sandbox
from sandbox.settings import SandboxSettings, Style

__all__ = ["Sandbox", "SandboxSettings", "Style"]
