"""Passages found: snapshots of a knowledge folder to look things up in, their vectors, and the live one."""

from bot.search.backend import Asked, Hit, NamedPerson, Snapshot, person_key
from bot.search.corpus import Corpus
from bot.search.followed import Followed, MovedOnError
from bot.search.index.errors import MendedError
from bot.search.index.kept_rules import are_rules, keep_rules, kept_rules
from bot.search.index.progress import Progress
from bot.search.index.queries import plain_terms, stemmed_terms, terms_in
from bot.search.index.report import TakenUp
from bot.search.live import Search
from bot.search.memory import own_memory
from bot.search.opensearch.address import Address
from bot.search.opensearch.errors import SearchAwayError
from bot.search.query import ALL_DAYS, Days, Filter, Phrase, Query, QueryClause
from bot.search.scope import EVERYTHING, Scope
from bot.search.succession import article_successor, successor
from bot.search.vectors.form import sentence, sentence_of
from bot.search.vectors.store import MOST_TEXTS
from bot.search.vectors.view import VectorView
from bot.search.view import View

__all__ = [
    "ALL_DAYS",
    "EVERYTHING",
    "MOST_TEXTS",
    "Address",
    "Asked",
    "Corpus",
    "Days",
    "Filter",
    "Followed",
    "Hit",
    "MendedError",
    "MovedOnError",
    "NamedPerson",
    "Phrase",
    "Progress",
    "Query",
    "QueryClause",
    "Scope",
    "Search",
    "SearchAwayError",
    "Snapshot",
    "TakenUp",
    "VectorView",
    "View",
    "are_rules",
    "article_successor",
    "keep_rules",
    "kept_rules",
    "own_memory",
    "person_key",
    "plain_terms",
    "sentence",
    "sentence_of",
    "stemmed_terms",
    "successor",
    "terms_in",
]
