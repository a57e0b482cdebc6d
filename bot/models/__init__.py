"""The shipped networks and how they are run."""

from bot.models.checking import check_models
from bot.models.encoder import DIMENSIONS, ENCODER, Encoder
from bot.models.errors import ModelError
from bot.models.pointer import Pointed, Pointer, Share, Side, Window, shipped_pointer
from bot.models.reader import READER, Reader
from bot.models.words import TOKENIZER, words_of

__all__ = [
    "DIMENSIONS",
    "ENCODER",
    "READER",
    "TOKENIZER",
    "Encoder",
    "ModelError",
    "Pointed",
    "Pointer",
    "Reader",
    "Share",
    "Side",
    "Window",
    "check_models",
    "shipped_pointer",
    "words_of",
]
