"""The index's fields and how their text is cut into terms.

There is one document for each item, each article and each person of an article. What has former words (it is
withdrawn, or was corrected) has one of its own, which no question finds. All that the engine reads comes out
of these documents, so that one searcher is one consistent snapshot.
"""

from __future__ import annotations

import tantivy

VERSION = 12
"""Changes with the documents' form: an index of another version is built anew."""

HELD = "*"
"""Stands in `way` beside the embargoes."""

LONGEST_WORD = 40
"""Characters; longer runs are addresses or noise and are not indexed."""


def _analyzer(*filters: tantivy.Filter) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    shared = (
        tantivy.Filter.remove_long(LONGEST_WORD),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
    )
    for one in (*shared, *filters):
        builder = builder.filter(one)
    return builder.build()


PLAIN = _analyzer()
"""Words as they are written, in lower case and without accents: names and the vocabulary."""
STEMMED = _analyzer(tantivy.Filter.stemmer("english"))
"""Words by their stems: "exercises" as "exercis"."""


def build_schema() -> tantivy.Schema:
    """The fields of all documents.

    Each document's `doc` says what it is: "item", "article", "person", "former" (an entry with former words)
    or "withdrawn" (an article). `folder` are all folders that its file lies in.

    `embargo` are moments that have all to be over before it is seen. Of an article or a person of whom only
    entries tell that are held back, `way` has `HELD`, and the embargoes of these: one of them has to be over.
    """
    fields = tantivy.SchemaBuilder()
    for name in ("doc", "path", "folder", "article", "way"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("text", stored=True, tokenizer_name="stemmed", index_option="freq")
    for name in ("context", "title", "role", "office", "former"):
        fields.add_text_field(name, tokenizer_name="stemmed", index_option="freq")
    fields.add_text_field("words", tokenizer_name="plain", index_option="position")  # phrases
    for name in ("speaker", "heading", "name"):
        fields.add_text_field(name, tokenizer_name="plain", index_option="basic")
    fields.add_text_field("compound", tokenizer_name="raw", index_option="basic")
    for name in ("person", "source", "embargo"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    fields.add_unsigned_field("quote", indexed=True, fast=True)
    for name in ("day", "place", "shelf", "quotes", "sentence"):
        fields.add_unsigned_field(name, fast=True)
    fields.add_bytes_field("payload", stored=True)
    fields.add_unsigned_field("seal", stored=True)
    return fields.build()


def register_analyzers(index: tantivy.Index) -> None:
    """Make the analyzers known to an opened index; needed once for each opening."""
    index.register_tokenizer("plain", PLAIN)
    index.register_tokenizer("stemmed", STEMMED)
