"""The application with all its doors: the API, health, readiness, metrics."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import asdict

from fastapi import FastAPI
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.services import Programs, Watch
from bot.settings import Settings
from bot.web.access import Gate, Sizes
from bot.web.described import described
from bot.web.desk import Desk, Watches
from bot.web.frame import Frame, Pages
from bot.web.metrics import CONTENT_TYPE, drawn
from bot.web.problems import tell_problems
from bot.web.v1 import asking, keeping_up, looking_up

Running = Callable[[], AbstractAsyncContextManager[None]]

UNREADY = 503
V1 = "/v1"
MCP = "/mcp"
_SENT = [
    "Authorization", "Content-Type", "If-None-Match", "Mcp-Method", "Mcp-Name", "Mcp-Protocol-Version",
]  # fmt: skip
_SHOWN = ["ETag", "Retry-After"]
# Seconds for which a browser need not ask again what a page may send.
_REMEMBERED = 600


def application(watch: Watch, programs: Programs, settings: Settings) -> FastAPI:
    """The application.

    :param watch: looks at the program.
    :param programs: asks on behalf of programs.
    :param settings: where it is served, under which names, and for which pages.
    """
    app = FastAPI(
        title="Briefing Bot", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    app.state.desk = desk = Desk(programs)
    tell_problems(app)
    for door in (asking, looking_up, keeping_up):
        app.include_router(door.router, prefix=V1)
    _watching(app, watch)
    app.state.running = _assistants(app, desk)

    @app.get(f"{V1}/openapi.json", include_in_schema=False)
    async def openapi() -> Response:
        """What can be asked, and how."""
        return JSONResponse(app.openapi())

    app.openapi = lambda: _once(app)  # type: ignore[method-assign]
    origins = settings.web_origins
    app.add_middleware(Sizes)
    app.add_middleware(
        Pages,
        allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=_SENT, expose_headers=_SHOWN,
        max_age=_REMEMBERED,
    )  # fmt: skip
    app.add_middleware(Gate, names=(*settings.web_names, settings.web_host), origins=origins)
    app.add_middleware(Frame)
    return app


def _once(app: FastAPI) -> dict[str, object]:
    if app.openapi_schema is None:
        app.openapi_schema = described(app)
    return app.openapi_schema


def _assistants(app: FastAPI, desk: Desk) -> Running:
    """The door of assistants, where its library is installed; what is to run as long as the program."""
    try:
        from bot.web.assistants import Assistants  # noqa: PLC0415 -- needs the extra `mcp`
    except ModuleNotFoundError:
        return nullcontext
    assistants = Assistants(desk)
    app.router.routes.append(Route(MCP, assistants, methods=["POST"]))
    return assistants.running


def _watching(app: FastAPI, watch: Watch) -> None:
    """The doors of whoever watches over the program."""

    @app.get("/healthz", include_in_schema=False)
    async def healthz() -> dict[str, str]:
        """Answers as long as the program's own event loop does."""
        return {"status": "ok"}

    @app.get("/readyz", include_in_schema=False)
    def readyz() -> Response:
        """Whether questions are answered, and why not."""
        found = watch.readiness()
        told = {"ready": found.ready, **asdict(found)}
        return JSONResponse(told, 200 if found.ready else UNREADY)

    @app.get("/metrics", include_in_schema=False)
    def metrics(_: Watches) -> Response:
        """What was measured, as Prometheus reads it."""
        return Response(drawn(watch.measures()), media_type=CONTENT_TYPE)
