"""The shipped networks and how they are run."""

from bot.models.encoder import DIMENSIONS, ENCODER, Encoder
from bot.models.errors import ModelError

__all__ = ["DIMENSIONS", "ENCODER", "Encoder", "ModelError"]
