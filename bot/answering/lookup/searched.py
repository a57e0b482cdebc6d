"""What the pieces of a search look for: a query, with the words as they were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.question.compound import compounds_in
from bot.answering.question.qualifiers import Piece, PieceKind
from bot.answering.question.terms import Term, terms_of
from bot.answering.ranking.pool import FIELDS
from bot.search import Phrase, Query, QueryClause, Snapshot, plain_terms, stemmed_terms
from bot.text import compounds

_STEMMED = ("text", "context", "title", "role")
"""The fields in which a word is looked for by its stem; a speaker's name is as it is written."""
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Sought:
    """What a search looks for.

    `terms` are the words that every entry found has, `phrases` and `without` as they were typed.
    """

    query: Query
    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def matched_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """What of a text was looked for: characters `start` to `end` (excluded), in their order."""
        found = [*self._words_in(text), *self._phrases_in(text)]
        whole: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if whole and start <= whole[-1][1]:
                whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
            else:
                whole.append((start, end))
        return tuple(whole)

    def _words_in(self, text: str) -> Iterator[tuple[int, int]]:
        stems = {stem for term in self.terms for stem in term.stems}
        whole = {term.compound for term in self.terms if term.compound}
        for found in _TOKEN.finditer(text):
            if stems.intersection(stemmed_terms(found.group())):
                yield found.span()
        yield from ((one.start, one.end) for one in compounds(text) if one.text in whole)

    def _phrases_in(self, text: str) -> Iterator[tuple[int, int]]:
        tokens = [(found.span(), plain_terms(found.group())) for found in _TOKEN.finditer(text)]
        said = [(span, words[0]) for span, words in tokens if words]
        for phrase in self.query.phrases:
            for at in range(len(said) - len(phrase) + 1):
                if all(said[at + place][1] == word for place, word in enumerate(phrase)):
                    yield said[at][0][0], said[at + len(phrase) - 1][0][1]


def sought_by(pieces: Sequence[Piece], snapshot: Snapshot) -> Sought:
    """What the pieces that are no qualifiers look for.

    Every word is looked for in an entry's text, context, title, speaker and role, in any of its forms and
    with a slip in it mended; plain words ("the") are passed over where there are others. A phrase stands in
    the text, word for word.
    """
    typed = terms_of(" ".join(_texts(pieces, PieceKind.WORD)), snapshot)
    terms = tuple(term for term in typed if term.topical) or typed
    phrases = tuple(_texts(pieces, PieceKind.PHRASE))
    words, lacking = list(_texts(pieces, PieceKind.WITHOUT)), list(_texts(pieces, PieceKind.WITHOUT_PHRASE))
    clauses = {word: _clauses_of(word, snapshot) for word in words}
    lacking += [word for word in words if not clauses[word]]
    query = Query(
        words=tuple(_clauses(term.stems, term.word, term.compound) for term in terms),
        phrases=_cut(phrases),
        without=tuple(clause for word in words for clause in clauses[word]),
        without_phrases=_cut(lacking),
    )
    return Sought(query, terms, phrases, tuple(dict.fromkeys((*words, *lacking))))


def _texts(pieces: Iterable[Piece], kind: PieceKind) -> Iterator[str]:
    return (piece.text for piece in pieces if piece.kind is kind)


def _cut(phrases: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(words for words in (tuple(plain_terms(each)) for each in phrases) if words)


def _clauses_of(word: str, snapshot: Snapshot) -> tuple[QueryClause, ...]:
    """Where a word stands that entries are to be without; nowhere where it is several, as "well-known"."""
    # Behind another word, as a text of capitals alone tells of no abbreviation.
    whole = compounds_in(f"x {word}", snapshot)
    if whole:
        return tuple(QueryClause("compound", one.text) for one in whole.values())
    words = plain_terms(word)
    return _clauses(stemmed_terms(word), words[0]) if len(words) == 1 else ()


def _clauses(stems: Iterable[str], word: str, compound: str = "") -> tuple[QueryClause, ...]:
    return (
        *(QueryClause(field, stem, FIELDS[field]) for stem in stems for field in _STEMMED),
        *((QueryClause("compound", compound),) if compound else ()),
        QueryClause("speaker", word, FIELDS["speaker"]),
    )
