"""Feeds as they come: nothing is lost or garbled without a word, and one bad entry costs no other."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.ingest import Source, UnreadableError, read_data
from bot.ingest.sources.feeds import paper_of

SAID = "“We open on Monday,” said Ann Roe, the {0}harbour master{1}. “Nobody will be turned away.”"
PLAIN = SAID.format("", "")


def feed(*items: str, title: str = "Gull Post") -> bytes:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><link>https://gull.example/</link>{entries}</channel></rss>"
    ).encode()


def read(*items: str, **known: str) -> list[Source]:
    return list(read_data(feed(*items, **known), "feed.xml", suffix=".xml"))


def one(item: str) -> Source:
    (source,) = read(f"<title>T</title>{item}")
    return source


@pytest.mark.parametrize(
    "field",
    [
        SAID.format("<b>", "</b>"),
        SAID.format("&lt;b&gt;", "&lt;/b&gt;"),
        f"<![CDATA[{SAID.format('<b>', '</b>')}]]>",
        f"&lt;![CDATA[{SAID.format('&lt;b&gt;', '&lt;/b&gt;')}]]&gt;",
        SAID.format("", "").replace("“", "&ldquo;").replace("”", "&rdquo;"),
        "&lt;div&gt;" * 300 + PLAIN + "&lt;/div&gt;" * 300,
        "<div>" * 300 + PLAIN + "</div>" * 300,
    ],
    ids=["elements", "escaped", "cdata", "escaped cdata", "entities", "deep", "deep elements"],
)
def test_the_whole_text_is_read_however_it_was_written(field: str) -> None:
    assert one(f"<description>{field}</description>").text == PLAIN


def test_a_bare_ampersand_stays() -> None:
    assert one("<description>Fish & chips &amp; tea.</description>").text == "Fish & chips & tea."


def test_what_belongs_to_a_picture_is_not_the_articles() -> None:
    caption = f"<media:title>Gulls</media:title><media:description>{'Gulls sit. ' * 20}</media:description>"
    (source,) = read(f"{caption}<title>Harbour opens</title><description>{PLAIN}</description>{caption}")
    assert (source.title, source.text) == ("Harbour opens", PLAIN)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<![CDATA[Q&amp;A: the pier&#8217;s]]>", "Q&A: the pier’s"),
        ("Q&amp;amp;A: the pier&amp;#8217;s", "Q&A: the pier’s"),
        ("Rates &lt;5% now, &gt;2% soon", "Rates <5% now, >2% soon"),
        ("The &lt;i&gt;Gull&lt;/i&gt; sails", "The Gull sails"),
        ("The <i>Gull</i> sails", "The Gull sails"),
    ],
)
def test_a_title_in_every_escaping(written: str, title: str) -> None:
    (source,) = read(f"<title>{written}</title><description>{PLAIN}</description>")
    assert source.title == title


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("<dc:creator>Bea Stone</dc:creator><dc:creator>Ben Doe</dc:creator>", "Bea Stone and Ben Doe"),
        ("<author>bea@gull.example (Bea Stone)</author>", "Bea Stone"),
        ("<author>Bea Stone &lt;bea@gull.example&gt;</author>", "Bea Stone"),
        ("<author>bea@gull.example</author>", ""),
    ],
)
def test_authors_without_their_addresses(written: str, author: str) -> None:
    assert one(f"{written}<description>{PLAIN}</description>").author == author


def test_an_atom_author_is_the_name_alone_and_addresses_are_whole() -> None:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gull.example/news/"><title>Gull</title>'
        '<entry><title type="html">Q&amp;amp;A</title><link href="one.html"/><author><name>Bea Stone</name>'
        "<email>bea@gull.example</email><uri>https://gull.example</uri></author>"
        f"<issued>2031-03-04T10:00:00Z</issued><summary>{PLAIN}</summary></entry></feed>"
    )
    (source,) = read_data(data.encode(), "feed.atom", suffix=".atom")
    assert (source.title, source.author) == ("Q&A", "Bea Stone")
    assert source.url == "https://gull.example/news/one.html"
    assert source.published == datetime(2031, 3, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("<pubDate>2031-03-04 10:00:00 UTC</pubDate>", datetime(2031, 3, 4, 10, tzinfo=UTC)),
        ("<pubDate>Tue, 4 Mar 2031 10:00:00 GMT</pubDate>", datetime(2031, 3, 4, 10, tzinfo=UTC)),
        ("<dc:date>2031-03-04</dc:date>", date(2031, 3, 4)),
        ("<pubDate>4 March 2031</pubDate>", date(2031, 3, 4)),
        ("<pubDate>some day</pubDate>", None),
    ],
)
def test_dates_of_every_kind(written: str, published: date | None) -> None:
    assert one(f"{written}<description>{PLAIN}</description>").published == published


def test_a_permanent_name_is_the_address() -> None:
    source = one(f'<guid isPermaLink="true">https://gull.example/x</guid><description>{PLAIN}</description>')
    assert source.url == "https://gull.example/x"


@pytest.mark.parametrize(
    ("title", "paper"),
    [
        ("Pacific Observer - World", "Pacific Observer"),
        ("World news | The Gull", "The Gull"),
        ("Gull Post &gt; Top Stories", "Gull Post"),
        ("BBG News - World", "BBG News"),
        ("Gull Post: Business", "Gull Post"),
        ("News", "News"),
    ],
)
def test_the_paper_in_a_feeds_title(title: str, paper: str) -> None:
    (source,) = read(f"<title>T</title><description>{PLAIN}</description>", title=title)
    assert source.source == paper
    assert paper_of("") == ""


def test_the_paper_that_a_collected_entry_names_goes_before_the_feeds() -> None:
    assert (
        one(f'<source url="https://q.example">Quarry</source><description>{PLAIN}</description>').source
        == "Quarry"
    )


@pytest.mark.parametrize(
    "cut", ["</rss>", "</channel></rss>", "</description></item></channel></rss>", "”</desc"]
)
def test_a_feed_that_breaks_off_keeps_what_it_has(cut: str) -> None:
    data = feed(
        f"<title>A</title><description>{PLAIN}</description>",
        f"<title>B</title><description>{PLAIN}</description>",
    )
    broken = data[: data.rindex(cut.encode())]
    texts = [source.text for source in read_data(broken, "feed.xml", suffix=".xml")]
    assert texts[0] == PLAIN
    assert len(texts) == 2


@pytest.mark.parametrize("data", [b"", b" \n", b"<a/>", b"no feed"])
def test_what_is_no_feed_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"feed\.xml: "):
        list(read_data(data, "feed.xml", suffix=".xml"))


def test_an_entry_without_text_costs_no_other() -> None:
    assert len(read("<title>Empty</title>", f"<title>T</title><description>{PLAIN}</description>")) == 1


def test_captions_are_known_by_what_their_prefix_stands_for() -> None:
    caption = f"<m:title>Gulls</m:title><m:description>{'Gulls sit. ' * 20}</m:description>"
    data = feed(f"{caption}<title>Harbour opens</title><description>{PLAIN}</description>")
    data = data.replace(b"xmlns:media", b"xmlns:m")
    (source,) = read_data(data, "feed.xml", suffix=".xml")
    assert (source.title, source.text) == ("Harbour opens", PLAIN)


def test_a_text_that_was_escaped_twice_shows_no_mark_up() -> None:
    twice = "&amp;lt;p&amp;gt;It&amp;amp;#8217;s &amp;lt;b&amp;gt;open&amp;lt;/b&amp;gt;.&amp;lt;/p&amp;gt;"
    assert one(f"<description>{twice}</description>").text == "It’s open."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Hello there.", "this feed cannot be read"),
        (feed(), "no entries"),
        (feed("<title>One</title>", "<title>Two</title>"), "no entry in this feed has its own text"),
    ],
)
def test_a_feed_of_which_nothing_is_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        list(read_data(data, "feed.xml", suffix=".xml"))


def test_what_a_feed_says_of_a_recording_is_not_the_article() -> None:
    said = f"<itunes:title>Talk</itunes:title><itunes:summary>{'Long. ' * 60}</itunes:summary>"
    data = feed(f"{said}<title>Harbour opens</title><description>{PLAIN}</description>")
    head = b"<channel><description>News</description>"
    data = data.replace(b"<channel>", head).replace(
        b"<rss ", b'<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    )
    (source,) = read_data(data, "feed.xml", suffix=".xml")
    assert (source.title, source.text) == ("Harbour opens", PLAIN)


def test_a_name_with_a_comma_is_one_author_and_a_stray_null_costs_nothing() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gull Post RSS Feed</title><entry><title>T</title>'
        f"<author><name>Stone, Bea</name></author><content>{PLAIN}\0 Soon.</content></entry></feed>"
    )
    (source,) = read_data(atom.encode(), "feed.atom", suffix=".atom")
    assert (source.author, source.source, source.text) == ("Stone, Bea", "Gull Post", f"{PLAIN} Soon.")
