"""Tunes a sentence encoder by contrast: a question is to lie nearer to its answer than to all else at hand.

The loss is the cross-entropy of the right passage among all passages of a batch, wrong ones that look like it
included (van den Oord et al., 2018, https://arxiv.org/abs/1807.03748, and Karpukhin et al., 2020,
https://arxiv.org/abs/2004.04906).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from bot.models.encoder import DIMENSIONS
from training.device import device, half_precision
from training.examples import Passage, Question
from training.graph import HEAD_SIZE, LAYER_NORM_EPSILON, PLACES, WORDS, Weights, layers

BATCH = 64
"""Questions a step, each with a right passage and `HARD` wrong ones."""

HARD = 2
"""Wrong passages of each question in a step, besides the other questions' passages."""

RATE = 3e-5
"""Highest learning rate of AdamW; a tenth of the steps lead up to it, the rest down to nothing."""

DROPPED = 0.05
"""Share of the numbers between layers that are left out at random while learning."""

SHARPNESS = 20.0
"""What cosines are multiplied by before the softmax."""

MOST_TOKENS = 88
"""Tokens of a text that are read while learning: 19 of 20 passages are shorter."""

MISTYPED = 0.25
"""Share of the questions that get one or two slips of the finger."""

TOGETHER = 256
"""Texts read at once outside of learning."""


@dataclass(frozen=True)
class Example:
    """A question with a passage that answers it and some that do not."""

    question: str
    right: Passage
    wrong: tuple[Passage, ...]


class SentenceEncoder(nn.Module):
    """BERT with the mean over its tokens, scaled to length 1; the word table stays as published.

    Without that the words that the data happens to hold would drift away from the others, and each network
    would need a table of its own.
    """

    def __init__(self, weights: Weights, tokenizer: bytes) -> None:
        super().__init__()
        settings = config(weights, layers(weights))
        settings.hidden_dropout_prob = settings.attention_probs_dropout_prob = DROPPED
        self.bert = BertModel(settings, add_pooling_layer=False)
        state = {name: torch.from_numpy(np.array(array)) for name, array in weights.items()}
        self.bert.load_state_dict(state, strict=False)
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self._tokenizer = Tokenizer.from_str(tokenizer.decode())
        self._tokenizer.enable_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self.to(device())

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """Vectors of the texts, (n, DIMENSIONS)."""
        where = device()
        encodings = self._tokenizer.encode_batch(list(texts))
        ids = torch.tensor([encoding.ids for encoding in encodings], device=where)
        mask = torch.tensor([encoding.attention_mask for encoding in encodings], device=where)
        with half_precision(where):
            hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        return nn.functional.normalize((hidden.float() * mask[..., None]).sum(1), dim=-1)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """The same outside of training, in batches of texts of like length."""
        self.eval()
        order = np.argsort([len(text) for text in texts])
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(order), TOGETHER):
            part = order[start : start + TOGETHER]
            with torch.no_grad():
                vectors[part] = self([texts[place] for place in part]).cpu().numpy()
        self.train()
        return vectors

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights by name."""
        return {name: weight.detach().cpu().numpy() for name, weight in self.bert.state_dict().items()}


def config(arrays: Weights, depth: int) -> BertConfig:
    """The shape of a published BERT, with the lowest `depth` of its layers."""
    vocabulary, columns = arrays[WORDS].shape
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=columns,
        num_hidden_layers=depth,
        num_attention_heads=columns // HEAD_SIZE,
        intermediate_size=len(arrays["encoder.layer.0.intermediate.dense.bias"]),
        max_position_embeddings=len(arrays[PLACES]),
        layer_norm_eps=LAYER_NORM_EPSILON,
    )


def mistyped(question: str, chance: random.Random) -> str:
    """The question with a letter dropped, doubled or swapped in one or two of its longer words."""
    words = question.split()
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(len(words))
        word = words[place]
        if len(word) > 3:
            at = chance.randrange(1, len(word) - 1)
            dropped = word[:at] + word[at + 1 :]
            doubled = word[:at] + word[at] + word[at:]
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            words[place] = chance.choice([dropped, doubled, swapped])
    return " ".join(words)


def draw(questions: Sequence[Question], chance: random.Random) -> list[Example]:
    """One example of each question that has a right and a wrong passage, some of them mistyped."""
    return [
        Example(
            mistyped(question.text, chance) if chance.random() < MISTYPED else question.text,
            chance.choice(question.right),
            tuple(chance.sample(question.wrong, min(HARD, len(question.wrong)))),
        )
        for question in questions
        if question.right and question.wrong
    ]


def loss_of(model: SentenceEncoder, batch: Sequence[Example]) -> torch.Tensor:
    """Mean loss of a batch; a passage that is right for two of its questions is held against neither."""
    passages = [example.right for example in batch] + [one for example in batch for one in example.wrong]
    asked = model([example.question for example in batch])
    close = SHARPNESS * asked @ model([passage.text for passage in passages]).T
    same = torch.tensor([[example.right == other for other in passages] for example in batch])
    spared = (same & ~torch.eye(len(batch), len(passages), dtype=torch.bool)).to(close.device)
    right = torch.arange(len(batch), device=close.device)
    return nn.functional.cross_entropy(close.masked_fill(spared, -torch.inf), right)


def tune(model: SentenceEncoder, examples: Sequence[Example]) -> None:
    """Goes through the examples once, in their order, and prints the loss every 20 steps."""
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(weights, RATE, weight_decay=0.01)
    steps = max(1, len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (steps * 0.1)) * max(0.0, 1 - step / steps)
    )
    model.train()
    for step in range(steps):
        loss = loss_of(model, examples[step * BATCH : (step + 1) * BATCH])
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        schedule.step()
        if step % 20 == 19:
            print(f"step {step + 1} of {steps}, loss {loss.item():.3f}", flush=True)
