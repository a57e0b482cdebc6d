"""Closeness in meaning: the shipped models, and vectors kept on disk."""

from bot.answering.meaning.encoder import DIMENSIONS, Encoder
from bot.answering.meaning.runtime import ModelError

__all__ = ["DIMENSIONS", "Encoder", "ModelError"]
