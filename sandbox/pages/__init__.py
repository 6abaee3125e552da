"""The pages of the sandbox: the city hall that embeds the widget, and the agent desk."""

from sandbox.pages.serving import routes

__all__ = ["routes"]
