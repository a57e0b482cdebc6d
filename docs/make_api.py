"""Write the API's description and the examples in it, as the program itself gives them.

    python -m docs.make_api

Writes docs/openapi.json and bot/web/data/examples.json. The examples are the replies to what is asked here,
out of the knowledge that ships. Run it twice where examples change: the description has those that it finds.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import aiohttp

from bot.services import Connection, Services, Watch
from bot.settings import Settings
from bot.web import serving

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "bot" / "web" / "data" / "examples.json"
OPENAPI = ROOT / "docs" / "openapi.json"
SAID = "aggressive military actions"
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "ask": ("POST /v1/ask", {"question": "what did Hegseth say?", "limit": 2}),
    "verify": ("POST /v1/verify", {"quotation": "fight and fight to win", "speaker": "Hegseth"}),
    "draft": ("POST /v1/verify/draft", {"text": "They would “fight and fight to lose,” Hegseth said."}),
    "who-said": ("GET /v1/who-said", {"words": SAID, "limit": 1}),
    "search": ("GET /v1/search", {"query": "speaker:Hegseth win", "limit": 1}),
    "timeline": ("GET /v1/timeline", {"person": "Hegseth", "topic": "China", "limit": 1}),
    "compare": ("GET /v1/compare", {"person": ["Hegseth", "Koizumi"], "topic": "exercises", "limit": 1}),
    "people": ("GET /v1/people", {"limit": 2}),
    "person": ("GET /v1/person", {"name": "Koizumi"}),
    "articles": ("GET /v1/articles", {"limit": 1}),
    "article": ("GET /v1/article", {"article": "japan-us-joint-exercises"}),
    "status": ("GET /v1/status", {}),
    "changes": ("GET /v1/changes", {"limit": 1}),
}
"""What is asked for each example; `Hegseth` and the others stand in the article that ships."""
# What another look would give otherwise.
FIXED = {"built": "2031-03-04T12:00:00Z", "next": "c29tZXdoZXJl"}


async def asked(port: int) -> dict[str, Any]:
    """The reply to each."""
    found = {}
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        for name, (how, given) in ASKED.items():
            method, path = how.split()
            body, params = (given, None) if method == "POST" else (None, given)
            async with session.request(method, path, json=body, params=params) as answer:
                answer.raise_for_status()
                reply = await answer.json()
            found[name] = reply | {key: told for key, told in FIXED.items() if reply.get(key)}
    return found


async def described(port: int) -> dict[str, Any]:
    """The description of the API."""
    url = f"http://127.0.0.1:{port}/v1/openapi.json"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        whole: dict[str, Any] = await answer.json()
        return whole


async def ask_all(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The examples, and the description with those that there were."""

    def standing() -> Connection:
        return Connection(connected=None, latency=None, servers=0, in_hand=0, stopping=False)

    knowledge = shutil.copytree(
        ROOT / "knowledge", folder / "knowledge", ignore=shutil.ignore_patterns(".briefing-index")
    )
    chosen = Settings(_env_file=None, records=folder / "records.sqlite").model_copy(update={"web_port": 0})
    with Services.open(Path(knowledge)) as services:
        services.wait_for_vectors()
        async with serving(Watch(services, standing), lambda: chosen) as port:
            return await asked(port), await described(port)


def main() -> None:
    """Ask everything, and write it down."""
    with tempfile.TemporaryDirectory() as folder:
        examples, whole = asyncio.run(ask_all(Path(folder)))
    EXAMPLES.write_text(json.dumps(examples, indent=1, ensure_ascii=False) + "\n", "utf-8")
    OPENAPI.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
