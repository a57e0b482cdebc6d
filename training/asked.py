"""The questions written for learning, with the articles they are about, as a data folder.

    python -m training.asked ARTICLES.jsonl.gz --out DIR

training/questions/asked.jsonl has questions on articles of a public collection (those of the quizzes): which
items of the article named answer ("right"; none: nothing does, though the matter is there) and which only
look as if they did ("near"), each by a hash of its words. ARTICLES.jsonl.gz has the articles, one a line with
"id", "title", "source", "url", "published", "author" and "facts", its sentences. DIR gets `knowledge/`, as
`briefing-bot ingest` reads the articles, and `questions.jsonl`, as the other scripts read them; what is no
longer read as it was when the question was written is left out.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.json_lines import read_lines
from bot.knowledge.reader import read

ASKED = Path(__file__).parent / "questions" / "asked.jsonl"
DIGITS = 12
"""Hexadecimal digits of an item's hash: two of 20,000 items share them with a chance of 1 in a million."""
A_PARAGRAPH = 2
"""Sentences that are set as one paragraph."""


def mark_of(text: str) -> str:
    """What an item is told by."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGITS]


def page_of(article: Mapping[str, Any]) -> str:
    """An article as a web page, as a newsroom would save it."""
    facts = article["facts"]
    paragraphs = [" ".join(facts[at : at + A_PARAGRAPH]) for at in range(0, len(facts), A_PARAGRAPH)]
    told = {"author": article.get("author") or "", "article:published_time": article["published"]}
    about = "".join(
        f'<meta property="{name}" content="{html.escape(value)}">' if ":" in name
        else f'<meta name="{name}" content="{html.escape(value)}">'
        for name, value in (told | {"og:site_name": article["source"]}).items()
    )  # fmt: skip
    title = html.escape(article["title"])
    body = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    link = f'<link rel="canonical" href="{html.escape(article["url"])}">'
    return (
        f"<html><head><title>{title}</title>{about}{link}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def places_of(knowledge: Path) -> dict[str, dict[str, str]]:
    """For each article where each of its items stands, by the item's mark: "quotes[3]" or "facts[0]"."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(knowledge.glob("*.yaml")):
        for article in read(path, path.name).articles:
            quotes = {mark_of(one.text): f"quotes[{n}]" for n, one in enumerate(article.quotes)}
            facts = {mark_of(one.text): f"facts[{n}]" for n, one in enumerate(article.facts)}
            found[article.id] = facts | quotes
    return found


def questions_of(
    asked: Sequence[Mapping[str, Any]], places: Mapping[str, Mapping[str, str]]
) -> Iterator[dict[str, Any]]:
    """The questions whose right items all stand in the knowledge."""
    for one in asked:
        there = places.get(one["article"])
        if there is not None and all(mark in there for mark in one["right"]):
            near = [there[mark] for mark in one["near"] if mark in there]
            right = [there[mark] for mark in one["right"]]
            yield {
                "id": one["id"],
                "kind": one["kind"],
                "question": one["question"],
                "gold": [{"article": one["article"], "items": right}] if right else [],
                "near": [{"article": one["article"], "items": near}],
            }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the articles, write the data folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, metavar="ARTICLES")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--asked", type=Path, default=ASKED, metavar="FILE", help="other questions")
    options = parser.parse_args(arguments)
    asked = [*read_lines(options.asked)]
    wanted = {one["article"] for one in asked}
    knowledge = options.out / "knowledge"
    knowledge.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as pages, gzip.open(options.articles, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if article["id"] in wanted:
                (Path(pages) / f"{article['id']}.html").write_text(page_of(article), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "ingest", pages, "-k", str(knowledge), "--publish-unsure"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = [*questions_of(asked, places_of(knowledge))]
    with (options.out / "questions.jsonl").open("w", encoding="utf-8") as out:
        for question in found:
            out.write(json.dumps(question, ensure_ascii=False) + "\n")
    print(f"{len(found)} of {len(asked)} questions, on {len(places_of(knowledge))} articles")


if __name__ == "__main__":
    main()
