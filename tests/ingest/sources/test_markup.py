"""Pages whose mark-up alone shows what was said, by whom and when."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from bot.ingest import Source, draft_of, read_data

LONG = "The pier closed on Monday after forty years of trade and storms, the town of Gull said on its page."


def page(body: str, head: str = "") -> Source:
    pytest.importorskip("trafilatura")
    more = LONG.replace("Monday", "Tuesday")
    html = (
        f"<!doctype html><html><head><title>Pier closes</title>{head}</head><body><article>"
        f"<h1>Pier closes</h1><p>{LONG}</p>{body}<p>{more}</p></article></body></html>"
    )
    (source,) = read_data(html.encode(), "page.html", suffix=".html")
    return source


def between(body: str) -> list[str]:
    """The lines that a piece of mark-up becomes within a page."""
    lines = page(body).text.split("\n")
    return lines[lines.index(LONG) + 1 : -1]


def test_quotations_that_only_mark_up_shows_get_marks() -> None:
    assert between("<p><q>We open</q>, said Ann Roe, <q>when <q>it</q> is <i>dry</i></q>.</p>") == [
        "“We open”, said Ann Roe, “when ‘it’ is dry”."
    ]
    assert between("<p><q>“We open”</q>, said Ann Roe.</p>") == ["“We open”, said Ann Roe."]


@pytest.mark.parametrize(
    "post",
    [
        '<blockquote class="twitter-tweet"><p>No new taxes.</p>— Colm Dreyer (@colm)</blockquote>',
        '<blockquote class="twitter-tweet"><p>No new taxes.</p>— Colm Dreyer @colm</blockquote>',
        '<blockquote class="twitter-tweet"><p>No new taxes. pic.twitter.com/a1</p>— Colm Dreyer (@colm)'
        "</blockquote>",
        '<blockquote class="bluesky-embed"><p>No new taxes.</p><a>— Colm Dreyer (@colm)</a></blockquote>',
    ],
)
def test_an_embedded_post_keeps_its_author(post: str) -> None:
    assert between(post) == ["Colm Dreyer (@colm) posted: “No new taxes.”"]
    (line,) = draft_of(page(post)).lines
    assert (line.text.rstrip("."), line.manner.value) == ("No new taxes", "post")
    assert "Colm Dreyer" in line.speaker


def test_a_block_quotation_is_speech_where_something_leads_in_or_names_who_said_it() -> None:
    letter = "<blockquote><p>Dear all.</p><p>We open.</p></blockquote>"
    assert between(f"<p>Ann Roe wrote:</p>{letter}") == ["Ann Roe wrote:", "“Dear all.", "“We open.”"]
    assert between("<blockquote><p>We open.</p><footer>— Ann Roe</footer></blockquote>") == [
        "Ann Roe: “We open.”"
    ]
    assert between(f"<p>It rained.</p>{letter}") == ["It rained.", "Dear all.", "We open."]


def test_a_pull_quote_is_not_said_twice() -> None:
    said = "<p>“We open on Monday and stay open,” said Ann Roe.</p>"
    for pulled in (
        "<blockquote>We open on Monday and stay open</blockquote>",
        "<aside>We open on Monday</aside>",
        '<div class="pull-quote"><p>“We open on Monday and stay open”</p></div>',
    ):
        assert between(f"{pulled}{said}") == ["“We open on Monday and stay open,” said Ann Roe."]


def test_labels_in_bold_get_their_colon() -> None:
    lines = between(
        "<p><b>Gull Post</b> May a town do that?</p><p><strong>Ann Roe:</strong> It may.</p>"
        "<p><b>Gull Post</b> Why?</p><p><strong>Ann Roe</strong> It is <b>the</b> law.</p>"
    )
    assert lines == [
        "Gull Post: May a town do that?",
        "Ann Roe: It may.",
        "Gull Post: Why?",
        "Ann Roe: It is the law.",
    ]
    assert between("<p><b>Bold</b> words.</p><p>More.</p>") == ["Bold words.", "More."]


TALK = [
    ("Can a town freeze rents?", "It cannot, and I told them so."),
    ("Why not?", "Courts would stop it. It is the law."),
    ("And now?", "We wait and see what becomes of it."),
]


@pytest.mark.parametrize(
    "form",
    [
        "<p><strong>{}</strong></p><p>{}</p>",
        "<h3>{}</h3><p>{}</p>",
        "<p><b>{}</b><br>{}</p>",
        "<p><strong><em>{}</em></strong></p><p>{}</p>",
    ],
)
def test_questions_in_bold_are_asked_and_plain_paragraphs_answer(form: str) -> None:
    intro = "<p>We met Ann Roe, the housing lawyer of the town, for a talk about rents.</p>"
    draft = draft_of(page(intro + "".join(form.format(*each) for each in TALK)))
    assert [(line.speaker, line.text) for line in draft.lines][:3] == [("Ann Roe", said) for _, said in TALK]
    assert not {question for question, _ in TALK} & {fact.text for fact in draft.facts}


def test_headings_that_ask_make_no_interview_of_an_explainer() -> None:
    told = [("What is a rent freeze?", "It is a law."), ("Who pays?", "The town."), ("When?", "In May.")]
    lines = between("".join(f"<h3>{asked}</h3><p>{said}</p>" for asked, said in told))
    assert lines == [line for pair in told for line in pair]
    two = "".join(f"<p><b>{asked}</b></p><p>{said}</p>" for asked, said in TALK[:2])
    assert not any(line.startswith("Q: ") for line in between(two))


def test_linked_data_say_what_the_page_does_not() -> None:
    data = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
    {"@type": "NewsArticle", "publisher": {"name": "Gull Post"}, "url": "https://gull.example/pier",
    "datePublished": "2031-05-03T10:00:00+02:00",
    "author": [{"name": "Ann Bell"}, {"name": "Ben Doe"}]}]}</script>"""
    source = page("", data)
    assert (source.source, source.author) == ("Gull Post", "Ann Bell and Ben Doe")
    assert source.url == "https://gull.example/pier"
    assert source.published in (
        datetime(2031, 5, 3, 10, tzinfo=timezone(timedelta(hours=2))),
        datetime(2031, 5, 3).date(),  # noqa: DTZ001
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2031-05-03">',
        '<meta name="DC.date" content="3 May 2031">',
        '<time class="published" datetime="2031-05-03">May</time>',
    ],
)
def test_the_day_is_read_from_the_head_of_a_page(head: str) -> None:
    assert page(head if "time" in head[:5] else "", head if "meta" in head else "").published == date(
        2031, 5, 3
    )
    assert page('<time datetime="2031-05-03">in May</time>').published is None


def test_blocks_of_a_page_are_not_joined_to_one_line() -> None:
    pytest.importorskip("trafilatura")
    rows = "".join(f"<li><p>{n}.05 BST</p><p>{LONG}</p></li>" for n in (14, 13))
    data = f"<html><body><article><h1>Pier closes</h1><ol>{rows}</ol></article></body></html>"
    (source,) = read_data(data.encode(), "page.html", suffix=".html")
    assert [
        line for line in source.text.split("\n") if line not in ("Pier closes", "14.05 BST", "13.05 BST")
    ] == [
        LONG,
        LONG,
    ]


def test_a_few_short_paragraphs_are_an_article() -> None:
    pytest.importorskip("trafilatura")
    data = b"<html><body><nav>Home</nav><p>Hall closed.</p><p>It rained.</p></body></html>"
    (source,) = read_data(data, "page.html", suffix=".html")
    assert source.text == "Hall closed.\nIt rained."


def test_entries_of_a_live_blog_stand_under_their_moments() -> None:
    pytest.importorskip("trafilatura")
    posts = "".join(
        f'<article class="live-blog-post"><time datetime="2031-05-03T{hour}:05:00Z">{hour}.05</time>'
        f"<p>{LONG}</p><p>“It is wet at {hour},” said Ann Roe.</p></article>"
        for hour in (14, 13, 12)
    )
    data = f"<html><body><h1>Storm</h1>{posts}</body></html>"
    (source,) = read_data(data.encode(), "page.html", suffix=".html")
    lines = source.text.split("\n")
    assert lines[:3] == ["2031-05-03T14:05:00+00:00", LONG, "“It is wet at 14,” said Ann Roe."]
    assert len(lines) == 9


@pytest.mark.parametrize(
    "entry",
    [
        '<article class="live-post"><time datetime="{0}">x</time><div class="update">{1}</div></article>',
        '<div class="live-post"><div class="live-post-body"><time datetime="{0}"></time>{1}</div></div>',
        '<li><time datetime="{0}">x</time>{1}</li>',
        '<div class="post"><span class="timestamp" data-time="{0}">x</span>{1}</div>',
        '<section class="blog-entry"><p class="time" title="{0}">x</p>{1}</section>',
    ],
)
def test_an_entry_of_a_live_blog_comes_once(entry: str) -> None:
    pytest.importorskip("trafilatura")
    moments = [f"2031-05-03T{hour}:05:00+00:00" for hour in (14, 13, 12)]
    body = "".join(entry.format(moment, f"<p>{LONG} At {moment[11:13]}.</p>") for moment in moments)
    data = f"<html><body><h1>Storm</h1><ul>{body}</ul></body></html>"
    (source,) = read_data(data.encode(), "page.html", suffix=".html")
    told = [line for moment in moments for line in (moment, f"{LONG} At {moment[11:13]}.")]
    assert source.text.split("\n") == told


@pytest.mark.parametrize("sign", ["&#12;", "&#x1;", "\x1c", "\x0c", "\ufffe", "&#65535"])
def test_a_control_character_is_a_blank(sign: str) -> None:
    found = page(f"<p>Bea Holt said: <q>We stay{sign} open.</q> No. &#120;</p>")
    assert "“We stay open.” No. x" in found.text
