"""Closeness in meaning: the shipped models, and vectors kept on disk."""

from bot.answering.meaning.cache import VectorCache
from bot.answering.meaning.encoder import DIMENSIONS, Encoder
from bot.answering.meaning.form import sentence
from bot.answering.meaning.runtime import ModelError
from bot.answering.meaning.vectors import MOST_TEXTS, Questions, VectorStore

__all__ = [
    "DIMENSIONS",
    "MOST_TEXTS",
    "Encoder",
    "ModelError",
    "Questions",
    "VectorCache",
    "VectorStore",
    "sentence",
]
