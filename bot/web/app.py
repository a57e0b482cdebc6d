"""The application with its doors: health, readiness, metrics."""

from __future__ import annotations

from dataclasses import asdict
from ipaddress import ip_address

from fastapi import FastAPI, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.services import Watch
from bot.web.metrics import CONTENT_TYPE, drawn

UNREADY = 503
# What a browser of this machine may call it: a page from elsewhere that has a name of its own lead here is
# not answered.
_LOCAL = ["localhost", "127.0.0.1"]


def application(watch: Watch, *, host: str = "127.0.0.1") -> FastAPI:
    """The application.

    :param host: the address that it is served at.
    """
    app = FastAPI(title="Briefing Bot", docs_url=None, redoc_url=None, openapi_url=None)
    # The middleware cannot read an address of version 6.
    if is_loopback(host) and ":" not in host:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*_LOCAL, host])

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Answers as long as the bot's own event loop does."""
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz(response: Response) -> dict[str, object]:
        """Whether questions are answered, and why not."""
        found = watch.readiness()
        if not found.ready:
            response.status_code = UNREADY
        return {"ready": found.ready, **asdict(found)}

    @app.get("/metrics")
    def metrics() -> Response:
        """What was measured, as Prometheus reads it."""
        return Response(drawn(watch.measures()), media_type=CONTENT_TYPE)

    return app


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
