"""Whether the confidence is a probability: how often the first answer is right, beside what was said of it.

    briefing-bot ask --knowledge DIR --batch QUESTIONS.jsonl --out ANSWERS.jsonl
    python -m benchmarks.reliability --knowledge DIR --questions QUESTIONS.jsonl [--answers ANSWERS.jsonl]

Questions are as `benchmarks.quality` reads them. ANSWERS.jsonl are the answers of the whole folder; without
it they are asked for. Then files are drawn from the folder (1, 10 and 60, ten times each, always the same)
and asked what they answer and as many questions that they do not: a newsroom begins with a few articles.

For each, the answers in ten bins of their confidence: how many, the mean confidence, the share of those whose
first answer is right; below them the Brier score (mean squared error of the confidence; Brier, 1950) and the
calibration error (mean distance of confidence and share, each bin by its size; Naeini et al., 2015).
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import BINS, Outcome, binned, brier, calibration_error
from benchmarks.json_lines import read_lines
from benchmarks.quality import Asked, opened, outcome, questions_of, reply_to

SIZES = (1, 10, 60)
"""Files of a sample."""
DRAWS = 10
"""Samples of each size."""
MOST = 50
"""Questions that a sample answers at most: ten draws then tell a calibration error to some hundredths."""
NO_ARTICLES = ("people.yaml", "collection.yaml")
SEED = 1


def of_answers(questions: Sequence[Asked], answers: Path) -> list[Outcome]:
    """The outcomes of answers that were written by `ask --batch`.

    :raises KeyError: a question has no answer there.
    """
    replies = {line["id"]: line for line in read_lines(answers)}
    return [outcome(asked, replies[asked.id]) for asked in questions]


def of_samples(
    knowledge: Path, questions: Sequence[Asked], size: int, *, draws: int = DRAWS, vectors: bool = True
) -> Iterator[list[Outcome]]:
    """The outcomes of each sample of so many files; all of the folder where it has no more."""
    chance = random.Random(SEED)
    files = sorted(file for file in knowledge.rglob("*.y*ml") if file.name not in NO_ARTICLES)
    with opened(knowledge, vectors=False) as services:
        articles = {gold.article for asked in questions for gold in asked.gold}
        file_of = {name: set(services.files_of(name)) for name in articles}
    with tempfile.TemporaryDirectory() as work:
        for _ in range(draws):
            drawn = chance.sample(files, min(size, len(files)))
            names = {str(file.relative_to(knowledge)) for file in drawn}
            asked = _of_sample(questions, {name for name in articles if file_of[name] & names}, chance)
            yield list(_asked(drawn, asked, Path(work), vectors=vectors))


def _of_sample(questions: Sequence[Asked], articles: set[str], chance: random.Random) -> list[Asked]:
    """Questions that the articles answer, and as many others, which nothing answers there."""
    own: list[Asked] = []
    others: list[Asked] = []
    for asked in questions:
        gold = tuple(one for one in asked.gold if one.article in articles)
        (own if gold else others).append(asked.model_copy(update={"gold": gold}))
    own = chance.sample(own, min(MOST, len(own)))
    return [*own, *chance.sample(others, min(max(1, len(own)), len(others)))]


def _asked(
    files: Sequence[Path], questions: Sequence[Asked], work: Path, *, vectors: bool
) -> Iterator[Outcome]:
    """The outcomes of questions asked of these files alone; vectors are kept for the next files."""
    folder = work / "knowledge"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in files:
        # An article without an id has its file's name: it is kept, in a folder of its own.
        place = folder / str(len([*folder.iterdir()]))
        place.mkdir()
        shutil.copy(file, place)
    with opened(folder, vectors=vectors, index=work / "index") as services:
        for asked in questions:
            yield outcome(asked, reply_to(services, asked))


def table(title: str, outcomes: Sequence[Outcome]) -> str:
    """The bins and both figures as Markdown."""
    lines = [f"| {title} | answers | confidence | right |", "| --- | ---: | ---: | ---: |"]
    for number, one in enumerate(binned(outcomes)):
        between = f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}"
        told = f"{one.confidence:.2f} | {one.right:.2f}" if one.answers else "| "
        lines.append(f"| {between} | {one.answers} | {told} |")
    figures = f"brier {brier(outcomes) or 0:.3f}, calibration error {calibration_error(outcomes) or 0:.3f}"
    return "\n".join([*lines, "", f"{len(outcomes)} questions: {figures}", ""])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables of the whole folder and of the samples."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, required=True, metavar="DIR")
    parser.add_argument("--questions", type=Path, required=True, metavar="FILE")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="what `ask --batch` wrote of the folder")
    parser.add_argument("--no-vectors", action="store_true", help="without the sentence encoder")
    given = parser.parse_args(arguments)
    vectors, questions = not given.no_vectors, questions_of(given.questions)
    if given.answers:
        whole = of_answers(questions, given.answers)
    else:
        with opened(given.knowledge, vectors=vectors) as services:
            whole = [outcome(asked, reply_to(services, asked)) for asked in questions]
    print(table("the whole folder", whole), flush=True)
    for size in SIZES:
        samples = [*of_samples(given.knowledge, questions, size, vectors=vectors)]
        together = [one for sample in samples for one in sample]
        print(table(f"{size} of its files, {len(samples)} times", together), flush=True)


if __name__ == "__main__":
    main()
