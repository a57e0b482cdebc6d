"""Whatever happens to the bytes of an index, no wrong word is shown, and the index is sound again."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from bot.search import EVERYTHING, Search
from bot.search.index.seals import check_files
from bot.services import OPERATOR, Part, Services

FILES = {
    "ferry.yaml": """
title: The ferry ran aground
source: Port Ellery Courier
published: 2031-05-04
people: [{name: Ada Lind, role: mayor, aliases: [the mayor of Port Ellery]}]
quotes:
  - {speaker: Ada Lind, text: The ferry will sail again by June., context: Asked about the ferry}
  - {speaker: Theo Brandt, text: Nobody told me about the storm., id: storm}
facts: [The ferry ran aground in a storm., The harbour was closed for two days.]
""",
    "pier.yaml": """
title: The pier is to be sold
source: The Évening Post
published: 2031-06-01T18:30
corrected: {date: 2031-05-06, note: The price was wrong., was: The pier costs nine crowns.}
quotes:
  - {speaker: Ada Lind, text: The pier stays ours., withdrawn: {date: 2031-05-05, note: She did not say it.}}
  - {speaker: José Pérez, text: Sell it all and build a lighthouse.}
facts: [The pier costs six crowns.]
""",
    "people.yaml": "- {name: Ada Lind, aliases: [A. Lind], roles: [{role: mayor, from: 2030}]}\n",
}
LATER = "title: Flour is dear\nfacts:\n" + "".join(
    f"  - Bakers sold {n} loaves on day {n}.\n" for n in range(40)
)


def flip(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def change(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([(data[place] + chance.randrange(1, 256)) % 256]) + data[place + 1 :]


def blank(data: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data)), chance.choice([2, 64, 4096])
    hole = data[start : start + length]
    return data[:start] + bytes(len(hole)) + data[start + length :]


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def lengthen(data: bytes, chance: random.Random) -> bytes:
    return data + chance.randbytes(chance.choice([1, 100]))


def replace(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(max(8, len(data)))


Harm = Callable[[bytes, random.Random], bytes]
HARMS: tuple[Harm, ...] = (flip, flip, flip, change, change, blank, cut, lengthen, replace)


def everything(services: Services) -> dict[str, object]:
    """All that is shown of the knowledge, by the look-up that shows it."""
    articles = services.articles("", OPERATOR, Part(0, 100))
    names = [one.article for one in articles.articles] if hasattr(articles, "articles") else []
    return {
        "articles": articles,
        "people": services.people("", OPERATOR, Part(0, 100)),
        "items": [
            services.items(name, OPERATOR, withdrawn=True) for name in ("ferry", "pier", "flour", *names)
        ],
        "said": [services.statements(name, OPERATOR) for name in ("Ada Lind", "Theo Brandt", "José Pérez")],
        "found": services.who_said("Sell it all and build a lighthouse", OPERATOR),
        "article": services.article("pier", OPERATOR),
        "person": services.person("A. Lind", OPERATOR),
        "verdict": services.verify("The pier stays ours", "Ada Lind", OPERATOR),
        "fact": services.find_by_topic("loaves 17", OPERATOR),
    }


def cases(few: int, many: int) -> list[ParameterSet]:
    """Numbers to draw a damage by: some for every run of the tests, the others for a long one."""
    return [pytest.param(n, marks=pytest.mark.long if n >= few else ()) for n in range(many)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """A newsroom whose index has several segments, deleted documents in one of them, and what it shows."""
    folder = tmp_path_factory.mktemp("sound") / "knowledge"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "flour.yaml").write_text(LATER)
    with Search.open(folder, vectors=False) as search:
        (folder / "ferry.yaml").write_text(FILES["ferry.yaml"].replace("two days", "three days"), "utf-8")
        search.reload()
        return folder, everything(Services(search))


@pytest.fixture
def newsroom(sound: tuple[Path, dict[str, object]]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        yield Path(shutil.copytree(sound[0], Path(place) / "knowledge"))


def index_files(newsroom: Path) -> list[Path]:
    files = [file for file in (newsroom / ".briefing-index").rglob("*") if file.is_file()]
    return sorted(files, key=lambda file: (file.suffix, file.stat().st_size))


def harm(file: Path, chance: random.Random) -> None:
    data = file.read_bytes()
    kind = chance.choice(HARMS) if data else replace
    if kind is cut and chance.random() < 0.3:
        file.unlink()
        return
    # In place, as a disk or another program does it: whoever has mapped the file sees it, too.
    with file.open("r+b") as opened:
        opened.write(changed := kind(data, chance))
        opened.truncate(len(changed))


@pytest.mark.parametrize("case", cases(14, 200))
def test_damage_at_rest(case: int, newsroom: Path, sound: tuple[Path, dict[str, object]]) -> None:
    chance, expected = random.Random(case), sound[1]  # noqa: S311 -- a drawing that can be made again
    files = index_files(newsroom)
    harm(files[case % len(files)], chance)
    with Search.open(newsroom, vectors=False) as search:
        assert everything(Services(search)) == expected
    is_sound(newsroom, expected)


@pytest.mark.parametrize("case", cases(6, 100))
def test_damage_while_it_is_read(case: int, newsroom: Path, sound: tuple[Path, dict[str, object]]) -> None:
    chance, expected = random.Random(case), sound[1]  # noqa: S311 -- a drawing that can be made again
    with Search.open(newsroom, vectors=False) as search:
        services = Services(search)
        files = [file for file in index_files(newsroom) if "sqlite" not in file.suffix]
        harm(files[case % len(files)], chance)
        assert everything(services) == expected
        search.reload()
        assert everything(services) == expected
    is_sound(newsroom, expected)


def is_sound(newsroom: Path, expected: dict[str, object]) -> None:
    """What is on disk is good, and is used as it is."""
    (folder,) = (newsroom / ".briefing-index").glob("index-*")
    check_files(folder)
    with Search.open(newsroom, vectors=False) as search:
        assert search.opened.added == ()
        assert search.corpus(EVERYTHING).snapshot.articles == 3
        assert everything(Services(search)) == expected


def rot(file: Path, harmed: Callable[[bytes], bytes]) -> None:
    """Change the bytes of a file as a failing disk does, which leaves its size and its time as they were."""
    status, data = file.stat(), file.read_bytes()
    with file.open("r+b") as opened:
        opened.write(harmed(data))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize(
    ("ending", "harmed"),
    [
        # tantivy gives up over the first, and would show the second.
        (".fast", lambda data: b"\xff" * len(data)),
        (".store", lambda data: data.replace(b"lighthouse", b"Lighthouse")),
    ],
)
def test_what_a_disk_changes_without_a_trace_is_noticed_when_it_is_read(
    newsroom: Path, sound: tuple[Path, dict[str, object]], ending: str, harmed: Callable[[bytes], bytes]
) -> None:
    with Search.open(newsroom, vectors=False) as search:
        files = [file for file in index_files(newsroom) if file.suffix == ending]
        before = [file.read_bytes() for file in files]
        for file in files:
            rot(file, harmed)
        assert [file.read_bytes() for file in files] != before
        assert everything(Services(search)) == sound[1]
    is_sound(newsroom, sound[1])
