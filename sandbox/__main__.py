"""`python -m sandbox`: run a sandbox until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import asyncio
import gc
import signal
import sys

import uvloop

from sandbox.server import Sandbox
from sandbox.settings import SandboxSettings, Style

_DEFAULT_PORT = 3100


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Rocket.Chat Omnichannel stand-in")
    parser.add_argument("--port", type=int, default=_DEFAULT_PORT, help="loopback port (0: a free one)")
    parser.add_argument("--style", choices=list(Style), default=Style.EIGHT, help="major version imitated")
    parser.add_argument("--demo", action="store_true", help="seed the made-up city hall")
    parser.add_argument("--no-rate-limits", action="store_true", help="never answer 429")
    return parser.parse_args()


async def _serve(settings: SandboxSettings) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    async with Sandbox(settings) as box:
        gc.freeze()  # routes, schemas and validators live as long as the process
        gc.set_threshold(20_000, 20, 20)
        sys.stdout.write(f"sandbox ready at {box.url}\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> int:
    """Run; 1 when the port is taken."""
    given = _arguments()
    settings = SandboxSettings(
        port=given.port,
        style=Style(given.style),
        demo=given.demo,
        rate_limits=not given.no_rate_limits,
    )
    try:
        uvloop.run(_serve(settings))
    except OSError as fault:
        sys.stderr.write(f"port {given.port} cannot be used ({fault.strerror}); choose another with --port\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
