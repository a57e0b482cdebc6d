"""The shipped networks and how they are run."""

from bot.models.encoder import DIMENSIONS, ENCODER, Encoder
from bot.models.errors import ModelError
from bot.models.reader import READER, Reader

__all__ = ["DIMENSIONS", "ENCODER", "READER", "Encoder", "ModelError", "Reader"]
