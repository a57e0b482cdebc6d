"""Whether an answer is sure of what is asked, and not of how: with names exchanged it must not be.

    python -m benchmarks.exchanged_names --knowledge DIR --questions QUESTIONS.jsonl [--most N]

Of the questions that name somebody known and are answered surely, two shares. With the people of each
question exchanged for others of its collection hardly any may be sure still: nobody said that of them. With
all names exchanged alike in question and knowledge nearly all stay sure: the same is known, of others.

People are exchanged by the parts of their names, first names for first names and surnames for surnames; what
the collection also writes without a capital is left alone, as a plain word may be meant, and so are single
letters: "I" is hardly ever the rapper.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.quality import Asked, Line, opened, questions_of, reply_to
from bot.services import Services
from bot.text import fold

MOST_WITH_OTHERS = 0.1
"""Share of the sure questions that may be sure still with the names of others."""
LEAST_ALIKE = 0.9
"""Share of them that must stay sure where the knowledge has the other names, too."""
MORE_CAPITALS = 20
"""Times that a name is written with a capital for each time that it is not."""
SEED = 1
_WORD = re.compile(r"[^\W\d_]+")

Article = Mapping[str, Any]
Name = tuple[str, ...]
"""The parts of a full name, folded."""


class Shares(NamedTuple):
    """How many questions were sure, how many still are with other names in the question, and in both."""

    sure: int
    with_others: int
    alike: int


def exchanged(text: str, other: Mapping[str, str], *, small: Collection[str] = ()) -> str:
    """The text with each name (folded) for its other one, written as the word was.

    :param small: the names that are exchanged where they are written without a capital, too.
    """

    def given(match: re.Match[str]) -> str:
        word = match.group()
        found = other.get(fold(word))
        if found is None or not (word[0].isupper() or fold(word) in small):
            return word
        return found.upper() if len(word) > 1 and word.isupper() else _written(found, word)

    return _WORD.sub(given, text)


def _written(name: str, as_word: str) -> str:
    return name.title() if as_word[0].isupper() else name


def people_in(articles: Sequence[Article]) -> list[Name]:
    """The people with a first name and a surname, each once, in their order."""
    named = chain.from_iterable((*(one.get("people") or ()), *(one.get("quotes") or ())) for one in articles)
    names = (str(one.get("name") or one.get("speaker") or "") for one in named)
    return list(dict.fromkeys(_parts(name) for name in names if _is_full(name)))


def others_of(people: Sequence[Name], articles: Sequence[Article], seed: int = SEED) -> dict[str, str]:
    """For each part of a name another one: first names for first names, the rest for the rest, none twice."""
    plain = _plain_words(articles) | {part for name in people for part in name if len(part) == 1}
    first = dict.fromkeys(name[0] for name in people if name[0] not in plain)
    rest = dict.fromkeys(part for name in people for part in name[1:] if part not in plain)
    chance = random.Random(seed)
    return _turned([*first], chance) | _turned([part for part in rest if part not in first], chance)


def _turned(names: list[str], chance: random.Random) -> dict[str, str]:
    chance.shuffle(names)
    return dict(zip(names, [*names[1:], *names[:1]], strict=True))


def _plain_words(articles: Sequence[Article]) -> frozenset[str]:
    """The words, folded, that are written without a capital as often as a plain word is."""
    told = [word for one in articles for text in _texts(one) for word in _WORD.findall(text)]
    small = Counter(fold(word) for word in told if not word[0].isupper())
    capital = Counter(fold(word) for word in told if word[0].isupper())
    return frozenset(word for word, count in small.items() if count * MORE_CAPITALS > capital[word])


def _texts(article: Article) -> Iterator[str]:
    yield from (str(article.get(key) or "") for key in ("title", "summary"))
    for entry in (*(article.get("quotes") or ()), *(article.get("facts") or ())):
        fields = (entry.get("text"), entry.get("context")) if isinstance(entry, dict) else (entry,)
        yield from (str(field or "") for field in fields)


def with_others(question: str, meant: Sequence[Name], people: Sequence[Name], chance: random.Random) -> str:
    """The question with each person meant exchanged for another one, by the parts of the names."""
    typed = set(map(fold, _WORD.findall(question)))
    other: dict[str, str] = {}
    for own in meant:
        free = [one for one in people if {*one}.isdisjoint({*typed, *own, *other.values()})]
        if free and len(own) > 1:
            drawn = chance.choice(free)
            other |= {**dict.fromkeys(own[1:-1], drawn[0]), own[0]: drawn[0], own[-1]: drawn[-1]}
    return exchanged(question, other, small=other)


def measure(knowledge: Path, questions: Sequence[Asked], *, vectors: bool = True) -> Shares:
    """Ask the questions; those that are sure with other names, and of a knowledge that has these, too."""
    files = [path.read_text("utf-8") for path in sorted(knowledge.rglob("*.y*ml"))]
    parsed = chain.from_iterable(yaml.load_all(text, Loader=yaml.CSafeLoader) for text in files)
    articles = [one for one in parsed if isinstance(one, dict)]
    people, chance = people_in(articles), random.Random(SEED)
    with opened(knowledge, vectors=vectors) as services:
        replies = [(asked, reply_to(services, asked)) for asked in questions]
        sure = [(asked, _meant(reply)) for asked, reply in replies if reply["answered"] and _meant(reply)]
        turned = [(one, meant, with_others(one.question, meant, people, chance)) for one, meant in sure]
        kept = [each for each in turned if each[2] != each[0].question]
        still = sum(_is_sure(services, one, question) for one, _, question in kept)
    other = others_of(people, articles)
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(files):
            (Path(folder) / f"{number}.yaml").write_text(exchanged(text, other), "utf-8")
        with opened(Path(folder), vectors=vectors) as services:
            alike = sum(
                _is_sure(services, one, exchanged(one.question, other, small={*chain(*meant)}))
                for one, meant, _ in kept
            )
    return Shares(len(kept), still, alike)


def _is_sure(services: Services, asked: Asked, question: str) -> bool:
    return bool(reply_to(services, asked.model_copy(update={"question": question}))["answered"])


def _meant(reply: Line) -> list[Name]:
    """The people whom a question was understood to mean."""
    return [_parts(name) for name in (reply["understood"] or {}).get("people", ())]


def _parts(name: str) -> Name:
    return tuple(map(fold, _WORD.findall(name)))


def _is_full(name: str) -> bool:
    parts = name.split()
    return len(parts) > 1 and all(part[:1].isupper() for part in parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both shares beside what they must be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, required=True, metavar="DIR")
    parser.add_argument("--questions", type=Path, required=True, metavar="FILE")
    parser.add_argument("--most", type=int, metavar="N", help="ask the first N questions alone")
    parser.add_argument("--no-vectors", action="store_true", help="without the sentence encoder")
    given = parser.parse_args(arguments)
    questions = questions_of(given.questions)[: given.most]
    found = measure(given.knowledge, questions, vectors=not given.no_vectors)
    sure = max(1, found.sure)
    print(f"{found.sure} of {len(questions)} questions name somebody and are answered surely")
    print(f"sure still, others in the question: {found.with_others / sure:.3f} (at most {MOST_WITH_OTHERS})")
    print(f"sure still, others in both: {found.alike / sure:.3f} (at least {LEAST_ALIKE})")


if __name__ == "__main__":
    main()
