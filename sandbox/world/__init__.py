"""The pure in-memory model of a Rocket.Chat Omnichannel server: no network, no clock of its own."""

from sandbox.world.model import World

__all__ = ["World"]
