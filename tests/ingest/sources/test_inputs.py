"""What comes in: text, pages, feeds, folders, lines of JSON."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.ingest import MissingToolError, UnreadableError, draft_of, files_in, read_data, read_input
from bot.ingest.sources.markup import paragraphs

BODY = (
    "Mayor Ann Roe opened the new harbour on Friday after four long years of work in the mud of the bay. "
    "“The harbour will feed this town for a hundred years,” Roe said to a crowd of some two hundred people."
)
PAGE = f"""<!doctype html><html><head><title>Harbour opens in Fennmoor | Fennmoor Mirror</title>
<meta property="og:title" content="Harbour opens in Fennmoor">
<meta property="og:site_name" content="Fennmoor Mirror"><meta name="author" content="Dora Quill">
<meta property="article:published_time" content="2024-05-02T08:00:00Z">
<link rel="canonical" href="https://mirror.example/harbour"></head>
<body><nav><a href="/">Home</a> <a href="/x">News</a></nav>
<article><h1>Harbour opens in Fennmoor</h1><p>{BODY}</p><p>Two ships waited outside the new pier, and
their crews had come from far away to see the day.</p></article>
<footer>All rights reserved</footer></body></html>"""
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Fennmoor Mirror</title>
<item><title>Harbour opens</title><link>https://mirror.example/harbour</link>
<dc:creator>Dora Quill</dc:creator>
<pubDate>Thu, 02 May 2024 08:00:00 +0200</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>{BODY}</p><p>Two ships waited.</p><script>x()</script>]]></content:encoded>
</item>
<item><title>Empty</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Fennmoor Mirror</title>
<entry><title>Harbour opens</title><link rel="alternate" href="https://mirror.example/harbour"/>
<author><name>Dora Quill</name></author><published>2024-05-02T08:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p></div></content></entry></feed>"""


def test_a_saved_page(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "harbour.html").write_text(PAGE, "utf-8")
    (source,) = read_input(tmp_path / "harbour.html")
    assert (source.title, source.source, source.author) == (
        "Harbour opens in Fennmoor",
        "Fennmoor Mirror",
        "Dora Quill",
    )
    assert source.url == "https://mirror.example/harbour"
    assert source.published == date(2024, 5, 2)
    draft = draft_of(source)
    assert draft.name == "harbour"
    assert [line.speaker for line in draft.lines] == ["Ann Roe"]
    assert not [fact for fact in draft.facts if "rights" in fact.text or "Home" in fact.text]


def test_an_rss_feed() -> None:
    (source,) = read_data(RSS.encode(), "feed.xml", suffix=".xml")
    assert source.text == f"{BODY}\nTwo ships waited."
    assert (source.title, source.source, source.author) == ("Harbour opens", "Fennmoor Mirror", "Dora Quill")
    assert source.published == datetime(2024, 5, 2, 8, tzinfo=timezone(timedelta(hours=2)))


def test_an_atom_feed_told_by_how_it_begins() -> None:
    (source,) = read_data(ATOM.encode(), "standard input")
    assert source.text == BODY
    assert (source.url, source.author) == ("https://mirror.example/harbour", "Dora Quill")


def test_a_feed_cannot_reach_for_files() -> None:
    entity = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    evil = f"{entity}<rss><channel><item><description>&x;</description></item></channel></rss>"
    assert not [s for s in read_data(evil.encode(), "feed.xml", suffix=".xml") if "root" in s.text]


def test_something_that_is_no_feed() -> None:
    with pytest.raises(UnreadableError, match="this feed cannot be read"):
        list(read_data(b"<a/>", "feed.xml", suffix=".xml"))


@pytest.mark.parametrize("data", [b"<!-- nothing yet -->", b"<![CDATA[nothing yet", b"<!doctype html>"])
def test_a_page_that_has_no_element_has_no_article(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="no article"):
        list(read_data(data, "page.html", suffix=".html"))


def test_a_folder_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("B\n" + BODY, "utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/a.txt").write_bytes(("A\n" + BODY).encode("cp1252"))
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    found = [source for file in files_in(tmp_path) for source in read_input(file)]
    assert [source.name for source in found] == ["a", "b"]
    assert all("“The harbour" in source.text for source in found)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        list(read_input(tmp_path / "nothing.txt"))


def test_without_the_extra_a_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingToolError, match=r"pip install .*\[ingest\]"):
        list(read_data(PAGE.encode(), "page.html", suffix=".html"))


def test_markup_becomes_paragraphs() -> None:
    assert paragraphs("One <b>bold</b> word.<br>Two<ul><li>three</li></ul>") == "One bold word.\nTwo\nthree"
    assert paragraphs(" ") == ""


def test_a_folder_in_which_nothing_is_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    with pytest.raises(UnreadableError, match="no file in this folder is read"):
        files_in(tmp_path)
    (tmp_path / "a.txt").write_text("It rained.")
    assert files_in(tmp_path) == [tmp_path / "a.txt"]
