"""Interviews that mark-up alone shows: questions in bold or as headings, answers in plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

FEWEST = 3
"""Questions with an answer that make an interview."""
SPOKEN = 0.5
"""Share of the answers that speak of "I" or "we": those of an explainer, whose headings ask, do not."""

LONGEST_QUESTION = 1000
"""Characters of a question, with all blanks: some long sentences."""

_HEADINGS = frozenset(["h2", "h3", "h4", "h5"])
_BOLD = ("b", "strong")
_FIRST_PERSON = re.compile(r"\b(?:I|I[’'](?:m|ve|d|ll)|[Mm]y|me|[Ww]e|[Oo]ur|us)\b")
_LABELLED = re.compile(r"^\s*(?:Q|A|[^\W\d_][\w.’' -]{0,40}):\s")


class _Asked(NamedTuple):
    """Where a question begins and where its answer does: an element, and whether that is its tail."""

    question: Any
    answer: Any
    in_tail: bool


def show_interview(tree: Any) -> None:
    """Write "Q:" before the questions and "A:" before the answers of an interview."""
    found = list(_asked(tree))
    answers = [_answer(each) for each in found]
    spoken = sum(_FIRST_PERSON.search(answer) is not None for answer in answers)
    if len(found) < FEWEST or spoken < SPOKEN * len(found):
        return
    for asked in found:
        asked.question.text = f"Q: {(asked.question.text or '').lstrip()}"
        if asked.in_tail:
            asked.answer.tail = f"\nA: {(asked.answer.tail or '').lstrip()}"
        else:
            asked.answer.text = f"A: {(asked.answer.text or '').lstrip()}"


def _asked(tree: Any) -> Iterator[_Asked]:
    for block in tree.iter("p", *_HEADINGS):
        bold = block if block.tag in _HEADINGS else _leading_bold(block)
        said = "" if bold is None or is_longer(bold, LONGEST_QUESTION) else _text(bold)
        if not said.endswith("?") or _LABELLED.match(said):
            continue
        if _text(block) != said:
            broken = bold.getnext()
            if broken is not None and broken.tag == "br" and (broken.tail or "").strip():
                yield _Asked(bold, broken, in_tail=True)
        elif (following := block.getnext()) is not None and following.tag == "p" and _answers(following):
            yield _Asked(_innermost(bold), following, in_tail=False)


def _answers(block: Any) -> bool:
    said = _text(block)
    return (
        bool(said) and not said.endswith("?") and not _LABELLED.match(said) and _leading_bold(block) is None
    )


def _leading_bold(block: Any) -> Any:
    if (block.text or "").strip() or not len(block) or block[0].tag not in _BOLD:
        return None
    return block[0]


def _innermost(element: Any) -> Any:
    while len(element) and not (element.text or "").strip():
        element = element[0]
    return element


def _answer(asked: _Asked) -> str:
    return str(asked.answer.tail) if asked.in_tail else _text(asked.answer)


def is_longer(element: Any, limit: int) -> bool:
    """Whether an element has more than so many characters of text."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > limit:
            return True
    return False


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
