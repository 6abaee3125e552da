"""The health page: one look tells whether people are being answered.

`GET /` is for people, `GET /health` the same as JSON, `GET /ready` answers 200 or 503 for machines.
Anyone who reaches the port may read them; they hold no personal data and listen on loopback.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape
from typing import Final

from aiohttp import web

from bot import health

_WORDS: Final = {
    health.State.well: "funcionando",
    health.State.degraded: "com perda",
    health.State.standby: "de reserva",
    health.State.down: "parado",
}
_HEADLINES: Final = {
    health.State.well: "A Bela está atendendo",
    health.State.degraded: "A Bela está atendendo, com uma perda",
    health.State.standby: "Esta Bela está de reserva: outra atende",
    health.State.down: "A Bela não está atendendo",
}

_PAGE: Final = """<!doctype html>
<html lang="pt-BR">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>{headline}</title>
<style>
  :root {{ color-scheme: light dark; --well: #1a7f4b; --degraded: #b26a00; --standby: #35618e; --down: #c1272d; }}
  body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }}
  h1 {{ font-size: 1.5rem; border-left: .4rem solid var(--{state}); padding-left: .7rem; }}
  table {{ border-collapse: collapse; width: 100%; margin: 1rem 0; }}
  td, th {{ text-align: left; padding: .5rem .4rem; border-bottom: 1px solid #8884; vertical-align: top; }}
  .well {{ color: var(--well); }} .degraded {{ color: var(--degraded); }} .standby {{ color: var(--standby); }} .down {{ color: var(--down); }}
  td.state {{ font-weight: 600; white-space: nowrap; }}
  dl {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .8rem; }}
  dt {{ font-size: .85rem; opacity: .75; }} dd {{ margin: 0; font-size: 1.5rem; font-weight: 600; }}
  footer {{ opacity: .7; font-size: .85rem; }}
</style>
<h1>{headline}</h1>
<p>{organisation}</p>
<table>
<tr><th>Parte</th><th>Estado</th><th>Agora</th></tr>
{rows}
</table>
<dl>{numbers}</dl>
<footer>Visto em {at}. A página se atualiza sozinha a cada 5 segundos.</footer>
</html>
"""


def routes(report: Callable[[], Awaitable[health.Report]]) -> list[web.RouteDef]:
    """The three addresses, each made from a fresh report."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text=_html(await report()), content_type="text/html")

    async def data(_: web.Request) -> web.Response:
        return web.json_response(_json(await report()))

    async def ready(_: web.Request) -> web.Response:
        now = await report()
        return web.json_response(_json(now), status=503 if now.state is health.State.down else 200)

    return [web.get("/", page), web.get("/health", data), web.get("/ready", ready)]


def _html(report: health.Report) -> str:
    rows = "\n".join(
        f'<tr><td>{escape(part.name)}</td><td class="state {part.state}">{_WORDS[part.state]}</td>'
        f"<td>{escape(part.sentence)}</td></tr>"
        for part in report.parts
    )
    numbers = "".join(
        f"<div><dt>{escape(number.name)}</dt><dd>{number.value}</dd></div>" for number in report.numbers
    )
    return _PAGE.format(
        headline=_HEADLINES[report.state],
        state=report.state.value,
        organisation=escape(report.organisation),
        rows=rows,
        numbers=numbers,
        at=report.at.strftime("%d/%m/%Y %H:%M:%S"),
    )


def _json(report: health.Report) -> dict[str, object]:
    return {
        "state": report.state.value,
        "at": report.at.isoformat(),
        "parts": [
            {"name": part.name, "state": part.state.value, "sentence": part.sentence} for part in report.parts
        ],
        "numbers": {number.id: number.value for number in report.numbers},
    }
