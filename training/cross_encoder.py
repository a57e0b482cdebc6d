"""A reader: a network that sees a question and a passage together and tells how well this answers that.

BERT over "question, passage" with the mean of the last layer's tokens and one linear column. Each question is
learned from with a list of passages and a fixed 0 for "none of these" (a null choice, as in Rajpurkar et al.,
2018, https://arxiv.org/abs/1806.03822): the loss is minus the log of what the right ones hold of the softmax
together, or the 0 where nothing answers. A score above 0 means: rather this than none.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from bot.models.reader import MAX_TOKENS
from training.contrast import config
from training.device import device, half_precision
from training.graph import Weights, layers
from training.reading import Draw

HEAD = "head"
"""What the weights of the last column are named by."""
HEAD_RATE = 1e-3
"""Highest learning rate of AdamW for the new column."""
WARM_UP = 1 / 16
"""Share of the steps that lead up to the highest rate; from there it falls in a line to nothing."""
DECAY = 0.01
REMEMBER = 50
"""Steps after which the state of the learning is written down."""


@dataclass(frozen=True)
class Pace:
    """How much a step takes in.

    `questions` a step, with `passages` each; `together`, pairs of like length that run as one, so that less
    is spent on filling up; `rate`, the highest of the layers; the lowest `published` layers stay as they are.
    """

    questions: int
    passages: int
    together: int
    rate: float
    published: int


PACES = {"cuda": Pace(24, 14, 168, 8e-5, 0), "cpu": Pace(10, 5, 10, 5e-5, 4)}
"""On an accelerator and on two cores, where smaller steps learn more in an hour (340 pairs take 20 GB)."""


class CrossEncoder(nn.Module):
    """The network; the word table stays as published.

    :param weights: arrays by name, as `transformers` names them; the column may be missing.
    """

    def __init__(self, weights: Weights, tokenizer: bytes) -> None:
        super().__init__()
        settings = config(weights, layers(weights))
        settings.hidden_dropout_prob = settings.attention_probs_dropout_prob = 0.0
        self.bert = BertModel(settings, add_pooling_layer=False)
        state = {name: torch.from_numpy(np.array(array)) for name, array in weights.items()}
        self.bert.load_state_dict({n: v for n, v in state.items() if not n.startswith(HEAD)}, strict=False)
        self.head = nn.Linear(settings.hidden_size, 1)
        if f"{HEAD}.weight" in state:
            self.head.load_state_dict({"weight": state[f"{HEAD}.weight"], "bias": state[f"{HEAD}.bias"]})
        else:
            nn.init.zeros_(self.head.bias)
        self._together = PACES[device().type].together
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self._tokenizer = Tokenizer.from_str(tokenizer.decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self.to(device())

    def forward(self, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
        """Scores of pairs of question and passage, (n)."""
        encodings = self._tokenizer.encode_batch(list(pairs))
        order = sorted(range(len(pairs)), key=lambda place: len(encodings[place].ids))
        parts = [order[at : at + self._together] for at in range(0, len(order), self._together)]
        scores = torch.cat([self._scores([encodings[place].ids for place in part]) for part in parts])
        return scores[torch.tensor(np.argsort(order), device=scores.device)]

    def _scores(self, ids: Sequence[Sequence[int]]) -> torch.Tensor:
        longest, where = max(map(len, ids)), device()
        padded = torch.tensor([[*row, *[0] * (longest - len(row))] for row in ids], device=where)
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids], device=where)
        with half_precision(where):
            hidden = self.bert(input_ids=padded, attention_mask=mask).last_hidden_state.float()
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        scores: torch.Tensor = self.head(mean)[:, 0]
        return scores

    def keep(self, lowest: int) -> None:
        """Leaves the lowest layers, and what lies below them, as they are."""
        if lowest:
            for part in (self.bert.embeddings, *self.bert.encoder.layer[:lowest]):
                part.requires_grad_(False)

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights by name, the column's as `HEAD`."""
        state = {**self.bert.state_dict(), **{f"{HEAD}.{n}": v for n, v in self.head.state_dict().items()}}
        return {name: value.detach().cpu().numpy() for name, value in state.items()}


def loss_of(model: CrossEncoder, draws: Sequence[Draw]) -> torch.Tensor:
    """Summed loss of some questions, in nats."""
    scores = model([(each.question, passage) for each in draws for passage in each.passages])
    losses = []
    for each, own in zip(draws, scores.split([len(each.passages) for each in draws]), strict=True):
        choices = torch.log_softmax(torch.cat([own, own.new_zeros(1)]), 0)
        right = torch.tensor([*each.right, not any(each.right)], device=own.device)
        losses.append(-torch.logsumexp(choices[right], 0))
    return torch.stack(losses).sum()


class Learning:
    """A reader in the making: its optimiser and how far it has come, kept in a file to go on from.

    :param start: the state of another learning whose network this one begins with.
    """

    def __init__(
        self, model: CrossEncoder, steps: int, state: Path, pace: Pace, *, start: Path | None = None
    ) -> None:
        self.model, self.steps, self.step, self._state = model, steps, 0, state
        model.keep(pace.published)
        learned = [weight for weight in model.bert.parameters() if weight.requires_grad]
        groups: list[dict[str, Any]] = [
            {"params": learned, "lr": pace.rate},
            {"params": list(model.head.parameters()), "lr": HEAD_RATE},
        ]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        if state.is_file():
            kept = torch.load(state, map_location=device())
            model.load_state_dict(kept["model"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.schedule.load_state_dict(kept["schedule"])
            self.step = kept["step"]
        elif start is not None:
            model.load_state_dict(torch.load(start, map_location=device())["model"])

    def _rate(self, step: int) -> float:
        return min(1.0, (step + 1) / max(1.0, self.steps * WARM_UP)) * max(0.0, 1 - step / self.steps)

    def run(self, batches: Iterator[Sequence[Draw]]) -> None:
        """Learns to the end and prints the mean loss every ten steps; what it had learned from is passed."""
        for _ in range(self.step):
            next(batches)
        self.model.train()
        losses, since = [], time.monotonic()
        while self.step < self.steps:
            loss = self._learned_from(next(batches))
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimiser.step()
            self.schedule.step()
            self.step += 1
            losses.append(loss)
            if len(losses) == 10:
                pace = (time.monotonic() - since) / len(losses)
                print(
                    f"step {self.step} of {self.steps}, loss {np.mean(losses):.3f}, {pace:.2f} s", flush=True
                )
                losses, since = [], time.monotonic()
            if self.step % REMEMBER == 0 or self.step == self.steps:
                self.remember()

    def _learned_from(self, draws: Sequence[Draw]) -> float:
        """The slope of a step's mean loss; that loss."""
        self.optimiser.zero_grad()
        loss = loss_of(self.model, draws) / len(draws)
        loss.backward()
        return float(loss.item())

    def remember(self) -> None:
        """Writes down how far it has come, whole or not at all."""
        kept: Mapping[str, Any] = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "step": self.step,
        }
        beside = self._state.with_suffix(".new")
        torch.save(kept, beside)
        beside.replace(self._state)


def seeded(seed: int) -> random.Random:
    """The one source of chance of a run."""
    torch.manual_seed(seed)
    return random.Random(seed)
