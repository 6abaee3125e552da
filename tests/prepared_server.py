"""A sandbox with its administrator, and the deployment that is to run on it."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import config
from rocketchat_bridge import admin, checking, provisioning
from rocketchat_bridge.findings import Finding
from sandbox import Sandbox
from sandbox.world import users
from tests import deployment_folder

ADMIN = {"BELA_ROCKETCHAT_ADMIN_USERNAME": "prefeita", "BELA_ROCKETCHAT_ADMIN_PASSWORD": "granito"}


class City:
    """A deployment on disk and the sandbox it points at."""

    def __init__(self, box: Sandbox, path: Path) -> None:
        self.box = box
        self.folder = deployment_folder.Folder(path)
        self.user("prefeita", "granito", roles=("admin", "user"))

    def user(self, username: str, password: str = "quartzo", *, roles: tuple[str, ...] = ("user",)) -> None:
        """Add an account to the sandbox."""
        users.create(self.box.world, username=username, password=password, roles=roles)

    def deployment(self, environment: Mapping[str, str] = ADMIN) -> config.Deployment:
        """The settings as they are on disk now."""
        return self.folder.load({"BELA_ROCKETCHAT_URL": self.box.url, **environment})

    async def provision(self, environment: Mapping[str, str] = ADMIN) -> provisioning.Provisioned:
        """Run `provision` as `bela provision` does."""
        deployment = self.deployment(environment)

        def run() -> provisioning.Provisioned:
            with admin.Server(self.box.url) as server:
                return provisioning.provision(server, deployment)

        return await asyncio.to_thread(run)

    async def check(self, environment: Mapping[str, str] = ADMIN) -> list[Finding]:
        """Run `check` as `bela check` does."""
        deployment = self.deployment(environment)

        def run() -> list[Finding]:
            with admin.Server(deployment.rocketchat.url, timeout=5) as server:
                return list(checking.check(server, deployment))

        return await asyncio.to_thread(run)

    def members(self, name: str) -> set[str]:
        """Who works in a department."""
        department = self.box.world.departments.named(name)
        assert department is not None
        return {agent["username"] for agent in self.box.world.departments.agents(department["_id"]).values()}
