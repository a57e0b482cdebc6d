"""Tunes a pointer: of all pieces of the text around words in marks, which name whoever spoke them.

The loss is the negative logarithm of the share that falls on right pieces, whichever of them (the marginal
likelihood): each place at which the window has the speaker's family name is right, also where the sentence
itself says "he". Words that nobody said point to the window's first piece, those of somebody whom the window
does not name to its last.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from bot.attribution.pointing import QuotationWindow
from bot.attribution.reading import Reading
from bot.models import DIMENSIONS, Side, Window
from bot.models.pointer import KINDS, laid_out, parts
from bot.names import SUFFIXES
from bot.text import words
from training.attribution import gold_of
from training.contrast import config
from training.graph import Weights

BATCH = 20
"""Windows a step."""

DEALT = 10 * BATCH
"""Windows sorted by length at a time, so that a batch holds such of like length."""

FROZEN = 2
"""Lowest layers that stay as published, as does the word table: what they tell is common to all text."""

HEAD_FASTER = 10
"""How much faster than the layers the head learns, which begins with nothing."""

EXCHANGED = 0.5
"""Share of the windows whose family names are exchanged for others, as it is the text that tells."""

_PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we"])
_LETTERED = 2

Article = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A window with the name of whoever spoke and the words that stand for them there."""

    window: Window
    said: bool
    speaker: str = ""
    source: str = ""
    names: tuple[str, ...] = ()

    def exchanged(self, table: dict[str, str]) -> Example:
        """The same with family names exchanged by the table, wherever they stand."""
        if not table:
            return self
        pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, table))})(?!\w)")

        def change(text: str) -> str:
            return pattern.sub(lambda found: table[found.group(1)], text)

        window = Window(*(change(part) for part in (self.window.before, self.window.run, self.window.behind)))
        return replace(self, window=window, speaker=change(self.speaker), source=change(self.source))

    def right(self) -> dict[Side, list[tuple[int, int]]]:
        """The stretches of each side that name the speaker."""
        sides = {Side.BEFORE: self.window.before, Side.BEHIND: self.window.behind}
        name = [word.text for word in words(self.speaker) if word.text not in SUFFIXES]
        for word in (name[-1:], name[:1]):
            pattern = rf"(?<!\w){re.escape(word[0])}(?!\w)" if word else "(?!)"
            found = {side: [m.span() for m in re.finditer(pattern, t, re.I)] for side, t in sides.items()}
            if any(found.values()):
                return found
        return self._described(sides)

    def _described(self, sides: dict[Side, str]) -> dict[Side, list[tuple[int, int]]]:
        """The last word of the words that stand for the speaker, where they stand nearest to the run."""
        found: dict[Side, list[tuple[int, int]]] = {side: [] for side in sides}
        source = " ".join(self.source.split())
        last = re.findall(r"\w+", source)[-1:]
        if not last or source.lower() in _PRONOUNS:
            return found
        for side, text in sides.items():
            spans = [m.span() for m in re.finditer(re.escape(source), text, re.I)]
            for start, end in spans[-1:] if side is Side.BEFORE else spans[:1]:
                at = text.rfind(last[0], start, end)
                if at >= 0:
                    found[side].append((at, at + len(last[0])))
        return found


def examples_of(articles: Sequence[Article]) -> Iterator[Example]:
    """An example of each run between marks; a run that is attributed to nobody counts as said by nobody."""
    for article in articles:
        reading = Reading.of(article["text"])
        gold = gold_of(reading, article)
        names = family_names(article)
        for number, marks in enumerate(reading.page.quotations):
            window = QuotationWindow.of(reading.page.text, marks).window
            told = gold.get(number)
            if told is None:
                yield Example(window, said=False, names=names)
            else:
                yield Example(window, True, told["speaker"] or "", told.get("source") or "", names)


def family_names(article: Article) -> tuple[str, ...]:
    """The last words of the speakers' names of two words and more."""
    speakers = (statement["speaker"] or "" for statement in article["statements"])
    last = {name.split()[-1].strip(".,") for name in speakers if len(name.split()) > 1}
    return tuple(sorted(name for name in last if len(name) > _LETTERED and name[0].isupper()))


@dataclass(frozen=True)
class Lesson:
    """A window as numbers: its pieces, which of them are right, and which are no choice."""

    ids: list[int]
    right: list[int]
    blocked: list[int]


class Teacher:
    """Makes lessons of examples, at random but repeatably."""

    def __init__(self, tokenizer: Tokenizer, names: Sequence[str], seed: int) -> None:
        self._tokenizer = tokenizer
        self._names = names
        self._chance = random.Random(seed)

    def batches(self, examples: Sequence[Example], steps: int) -> list[list[Lesson]]:
        """So many batches, the examples gone through as often as it takes, each time in another order."""
        order: list[int] = []
        while len(order) < steps * BATCH:
            order += self._chance.sample(range(len(examples)), len(examples))
        order = order[: steps * BATCH]
        found: list[list[Lesson]] = []
        for start in range(0, len(order), DEALT):
            dealt = sorted(
                (self.lesson(examples[n]) for n in order[start : start + DEALT]), key=lambda le: len(le.ids)
            )
            groups = [dealt[at : at + BATCH] for at in range(0, len(dealt), BATCH)]
            self._chance.shuffle(groups)
            found += groups
        return found

    def lesson(self, example: Example) -> Lesson:
        if example.names and self._chance.random() < EXCHANGED:
            others = self._chance.sample(self._names, len(example.names))
            example = example.exchanged(dict(zip(example.names, others, strict=True)))
        cut = self._tokenizer.encode_batch(list(parts(example.window)))
        ids, pieces = laid_out(*cut)
        blocked = [n for n, piece in enumerate(pieces) if piece.side is Side.RUN]
        if not example.said:
            return Lesson(ids, [0], blocked)
        spans = example.right()
        right = [
            n
            for n, piece in enumerate(pieces)
            if any(piece.start < end and piece.end > start for start, end in spans.get(piece.side, ()))
        ]
        return Lesson(ids, right or [len(ids) - 1], blocked)


class PointerNetwork(nn.Module):
    """The lower layers of a published BERT with a head that scores each piece."""

    def __init__(self, arrays: Weights, depth: int) -> None:
        super().__init__()
        self.bert = BertModel(config(arrays, depth), add_pooling_layer=False)
        state = {name: torch.from_numpy(np.array(array)) for name, array in arrays.items()}
        self.bert.load_state_dict(state, strict=False)
        self.bert.embeddings.requires_grad_(False)
        for layer in self.bert.encoder.layer[:FROZEN]:
            layer.requires_grad_(False)
        self.head = nn.Linear(DIMENSIONS, len(set(KINDS.values())))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, blocked: torch.Tensor) -> torch.Tensor:
        """Scores of the pieces, (windows, pieces); what is no choice is out of reach."""
        return self.scores(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state, mask, blocked)

    def scores(self, hidden: torch.Tensor, mask: torch.Tensor, blocked: torch.Tensor) -> torch.Tensor:
        """The same from the last layer's pieces: the first and the last have a score of their own kind."""
        each = self.head(hidden)
        place = torch.arange(mask.shape[1]).expand(mask.shape)
        found = torch.where(place == mask.sum(1, keepdim=True) - 1, each[..., 2], each[..., 0])
        found = torch.where(place == 0, each[..., 1], found)
        return found.masked_fill((mask == 0) | blocked, -1e9)

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights by name, the head's as `head.weight` and `head.bias`."""
        own = {name: weight.detach().numpy() for name, weight in self.bert.state_dict().items()}
        return own | {f"head.{name}": w.detach().numpy() for name, w in self.head.state_dict().items()}


def arranged(batch: Sequence[Lesson]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """The numbers of the pieces, which are some at all, which are no choice and which are right."""
    shape = len(batch), max(len(lesson.ids) for lesson in batch)
    ids, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    blocked, right = torch.zeros(shape, dtype=torch.bool), torch.zeros(shape, dtype=torch.bool)
    for row, lesson in enumerate(batch):
        ids[row, : len(lesson.ids)] = torch.tensor(lesson.ids)
        mask[row, : len(lesson.ids)] = 1
        blocked[row, lesson.blocked] = True
        right[row, lesson.right] = True
    return ids, mask, blocked, right


def loss_of(scores: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Negative logarithm of the share that falls on right pieces, of each window."""
    return -torch.logsumexp(torch.log_softmax(scores, -1).masked_fill(~right, -1e9), -1)


def tune(model: PointerNetwork, batches: Sequence[Sequence[Lesson]], *, rate: float, warm: int) -> None:
    """Goes through the batches in their order; `rate` is AdamW's highest, reached after `warm` steps."""
    layers = [weight for weight in model.bert.parameters() if weight.requires_grad]
    groups = [{"params": layers, "lr": rate}, {"params": model.head.parameters(), "lr": rate * HEAD_FASTER}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.0, 1 - step / steps)
    )
    model.train()
    total = 0.0
    for step, batch in enumerate(batches):
        ids, mask, blocked, right = arranged(batch)
        loss = loss_of(model(ids, mask, blocked), right).mean()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
        if step % 10 == 9:
            print(f"step {step + 1} of {steps}, loss {total / 10:.3f}", flush=True)
            total = 0.0
    model.eval()
