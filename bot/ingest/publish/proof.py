"""The proof that a knowledge file says nothing its article does not, letter for letter.

Beside NAME.yaml lie NAME.txt, the article as it was read, and NAME.proof.json with the characters where
each quote and fact stands in it. White space may differ, as folding a YAML text changes it; no letter may.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.ingest.draft.model import Draft
from bot.knowledge import Fact, Problem, Quote, documents, read_bytes, surveyed
from bot.text import sha256_of

PROOF_ENDING = ".proof.json"
TEXT_ENDING = ".txt"


class TextPlace(BaseModel):
    """Where a text stands: characters `start` to `end` of the article, counted from 0, `end` excluded."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["quote", "fact"]
    start: int
    end: int


class Proof(BaseModel):
    """What NAME.proof.json holds: SHA-256 of the article and of the draft as it was read, and the places.

    `url` is where the article can be read, `corrected` whether somebody changed the draft before it was
    written, `file` the SHA-256 of the knowledge file that was written, `read` the whole of what was read, by
    which a later reading knows what an editor changed; proofs of earlier versions say none of these.
    """

    model_config = ConfigDict(frozen=True)

    article: str
    draft: str
    url: str = ""
    corrected: bool | None = None
    file: str = ""
    places: tuple[TextPlace, ...]
    read: str = ""


def prove(draft: Draft, written: str, read: str) -> Proof:
    """The proof of a draft that was written as the YAML `written`; `read` is that without corrections."""
    quotes = [TextPlace(kind="quote", start=line.start, end=line.end) for line in draft.lines]
    facts = [TextPlace(kind="fact", start=fact.start, end=fact.end) for fact in draft.facts]
    return Proof(
        article=sha256_of(draft.text),
        draft=sha256_of(written),
        url=draft.url,
        corrected=draft.corrected,
        places=(*quotes, *facts),
        read=read,
    )


def to_json(proof: Proof) -> str:
    """The proof as it is kept, a place a line."""
    places = ",\n".join(f"  {json.dumps(place.model_dump())}" for place in proof.places)
    told = proof.model_dump(exclude={"places"}, exclude_defaults=True)
    rows = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items())
    head = "{" + ",\n ".join(rows)
    head += ',\n "places": ['
    return f"{head}\n{places}\n]}}\n" if places else f"{head}]}}\n"


def proof_of(path: Path) -> Path:
    """The proof's path for a knowledge file's."""
    return path.with_name(path.stem + PROOF_ENDING)


def text_of(path: Path) -> Path:
    """The kept article's path for a knowledge file's."""
    return path.with_name(path.stem + TEXT_ENDING)


def read_proof(path: Path) -> Proof | None:
    """The proof in the file, None if there is none that can be read."""
    try:
        return Proof.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def check_file(path: Path, shown: str) -> list[Problem]:
    """The problems of one knowledge file against its proof; `shown` names it in them."""
    proof = read_proof(proof_of(path))
    if proof is None:
        return [_problem(shown, 1, "Its proof cannot be read.", "Ingest the article again.")]
    try:
        article = text_of(path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return [_problem(shown, 1, f"{text_of(path).name} cannot be read.", "Ingest the article again.")]
    if sha256_of(article) != proof.article:
        return [_problem(shown, 1, f"{text_of(path).name} was changed.", "Restore the article as it was.")]
    return list(check(path.read_bytes(), shown, article, proof))


def check(data: bytes, shown: str, article: str, proof: Proof) -> Iterator[Problem]:
    """What in the knowledge file `data` does not stand in the article, or what is wrong with the file itself.

    A text counts as found at a place of the proof, or anywhere else in the article: editors cut and add.
    """
    reading = read_bytes(data, shown, drafts=True)
    # What is wrong with the file itself is told first: nothing else can be said of it.
    if not reading.good:
        yield from (problem for problem in reading.problems if problem.severity == "error")
        return
    proven = {_plain(article[place.start : place.end]) for place in proof.places}
    whole = _plain(article)
    for root, found in zip(documents(data), reading.articles, strict=True):
        survey = surveyed(root)
        both: dict[str, Sequence[Quote | Fact]] = {"quotes": found.quotes, "facts": found.facts}
        for kind, entries in both.items():
            for index, entry in enumerate(entries):
                text = _plain(_printed(entry))
                if text not in proven and text not in whole:
                    yield _problem(
                        shown, survey.line((kind, index, "text")),
                        f"The article does not say “{_shortened(text)}” letter for letter.",
                        f"Copy the words from {Path(shown).stem}{TEXT_ENDING}, or remove the line.",
                    )  # fmt: skip


def _printed(entry: Quote | Fact) -> str:
    """The words that the article has: of a corrected entry those that it had before."""
    return entry.corrected.was if entry.corrected and entry.corrected.was else entry.text


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _shortened(text: str) -> str:
    plain = _plain(text)
    return plain if len(plain) <= 60 else plain[:59] + "…"


def _problem(shown: str, line: int, what: str, mend: str) -> Problem:
    return Problem(path=shown, line=line, severity="error", what=what, mend=mend)
