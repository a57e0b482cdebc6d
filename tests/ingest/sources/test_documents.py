"""Word files, PDF with text, mail, subtitles; and what is not read, told by its kind."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

import pytest

from bot.ingest import Source, UnreadableError, read_data
from bot.ingest.draft.model import Stamp


def read(data: bytes, name: str) -> Source:
    (source,) = read_data(data, name, suffix=f".{name.rpartition('.')[2]}")
    return source


def a_pdf(*pages: Sequence[str]) -> bytes:
    """A PDF of pages with these lines."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(b"(%s) Tj T* " % line.encode("cp1252") for line in lines)
        stream = b"BT /F1 12 Tf 14 TL 72 720 Td %sET" % shown
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def test_a_word_file() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Harbour opens", 0)
    paragraph = document.add_paragraph("“We open on Monday,” said ")
    paragraph.add_run("Ann Roe").bold = True
    document.add_table(1, 1).cell(0, 0).text = "Profit fell 18%."
    file = io.BytesIO()
    document.save(file)
    source = read(file.getvalue(), "harbour.docx")
    assert source.text == "Harbour opens\n“We open on Monday,” said Ann Roe\nProfit fell 18%."
    assert source.name == "harbour"


def test_a_pdfs_lines_are_joined_into_paragraphs() -> None:
    pytest.importorskip("pypdf")
    lines = [
        "Harbour opens in Fennmoor",
        "Mayor Ann Roe opened the new harbour on Friday after four years of hard",
        "work in the mud. “The harbour will feed this town,” Roe said to the peo-",
        "ple there.",
        "Two ships waited outside of the harbour that day, and their crews came in",
        "from far away.",
    ]
    assert read(a_pdf(lines), "harbour.pdf").text.split("\n") == [
        "Harbour opens in Fennmoor",
        "Mayor Ann Roe opened the new harbour on Friday after four years of hard work in the mud. "
        "“The harbour will feed this town,” Roe said to the people there.",
        "Two ships waited outside of the harbour that day, and their crews came in from far away.",
    ]


def test_heads_and_feet_of_a_pdfs_pages_are_left_out_where_they_stand_alone() -> None:
    pytest.importorskip("pypdf")
    told = "The pier opened on Monday after two years of work by the town and the"
    pages = [
        ["Fennmoor Mirror", f"Page {number}", "Fennmoor Mirror", told, f"{number} firms.", "www", "3 May"]
        for number in (1, 2, 3)
    ]
    rows = read(a_pdf(*pages), "mirror.pdf").text.split("\n")
    assert rows == [row for number in (1, 2, 3) for row in ("Fennmoor Mirror", f"{told} {number} firms.")]
    rows = read(a_pdf(*pages[:2]), "mirror.pdf").text.split("\n")
    assert rows[:3] == ["Fennmoor Mirror", "Page 1", "Fennmoor Mirror"]


def test_a_mail() -> None:
    mail = (
        "From: Norvik Press Office <press@norvik.example>\r\nTo: desk@mirror.example\r\n"
        "Subject: =?utf-8?q?Norvik=E2=80=99s_results?=\r\nDate: Sat, 03 May 2031 10:00:00 +0200 (CEST)\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
        "Profit fell 18% in the first quarter of the year, the company said on\r\nSaturday.\r\n\r\n"
        "“We sail on,” said Ingrid Sol.\r\n\r\n> earlier\r\n-- \r\nPress office\r\n"
    )
    source = read(mail.encode(), "norvik.eml")
    assert (source.title, source.author) == ("Norvik’s results", "Norvik Press Office")
    assert source.published == datetime(2031, 5, 3, 10, tzinfo=timezone(timedelta(hours=2)))
    assert source.text == (
        "Profit fell 18% in the first quarter of the year, the company said on Saturday.\n"
        "“We sail on,” said Ingrid Sol."
    )


@pytest.mark.parametrize(
    ("kind", "answered"),
    [
        ("plain", "On Fri, 2 May 2031 at 09:12, Bea Stone wrote:\r\n> The old pier fell.\r\n"),
        ("plain", "-----Original Message-----\r\nFrom: Bea Stone\r\nSubject: pier\r\n\r\nIt fell.\r\n"),
        ("html", '<div class="gmail_quote">On Friday Bea wrote:<blockquote>It fell.</blockquote></div>'),
        ("html", '<blockquote type="cite"><p>The old pier fell.</p></blockquote>'),
    ],
)
def test_what_a_mail_answers_to_is_not_its_own(kind: str, answered: str) -> None:
    own = "<p>The pier opens.</p>" if kind == "html" else "The pier opens.\r\n\r\n"
    mail = (
        "From: Ann Bell <ann@mirror.example>\r\nTo: desk@mirror.example\r\nSubject: Pier\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n{own}{answered}"
    )
    assert read(mail.encode(), "pier.eml").text == "The pier opens."


def test_subtitles_with_voices() -> None:
    pytest.importorskip("pysubs2")
    vtt = (
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ann Roe>We open on <i>Monday</i>,</v>\n\n"
        "00:00:03.000 --> 00:00:05.500\n<v Ann Roe>and nobody pays.</v>\n\n"
        "01:01:05.000 --> 01:01:07.000\n- Who pays?\n- The town does.\n"
    )
    source = read(vtt.encode(), "talk.vtt")
    assert source.text == "Ann Roe: We open on Monday, and nobody pays.\nWho pays?\nThe town does."
    assert source.stamps[:3] == (Stamp(0, "00:00:01"), Stamp(28, "00:00:03"), Stamp(45, "01:01:05"))


def test_subtitles_with_labels() -> None:
    pytest.importorskip("pysubs2")
    srt = (
        "1\n00:00:01,000 --> 00:00:03,000\nROE: We open\non Monday.\n\n"
        "2\n00:00:04,000 --> 00:00:05,000\n{\\an8}<font color='red'>MAN 2:</font> No.\n\n"
        "3\n00:00:15,000 --> 00:00:16,000\nIt rains.\n"
    )
    assert read(srt.encode(), "talk.srt").text == "ROE: We open on Monday.\nMAN 2: No.\nIt rains."


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "photo.png", "a picture (PNG)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "photo.txt", "a picture (PNG)"),
        (b"{\\rtf1 Hello}", "old.rtf", "Rich Text"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "photo.webp", "a picture (WebP)"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "talk.wav", "a recording"),
        (b"\x00\x00\x00\x20ftypmp42", "talk.mp4", "a film"),
        (b"MZ\x00\x00", "setup.exe", "a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(9), "old.doc", "old kind"),
        (b"PK\x03\x04cut", "cut.docx", "broken zip"),
        (bytes(20), "data.txt", "no text"),
        (b"Hello there.", "text.pdf", "no .pdf file"),
        (b"%PDF-1.4 cut", "cut.pdf", "broken"),
        (a_pdf([]), "scan.pdf", "a PDF without text"),
        (b"name,age\nAnn Roe,44\n", "list.csv", "a table (CSV)"),
        (b'{"title": "Harbour"}', "data.json", "data (JSON)"),
        (b'<?xml version="1.0"?><svg xmlns="x"></svg>', "map.svg", "a drawing (SVG)"),
        (b"1\n00:00:01,000 --> 00:00:03,000\n\n", "empty.srt", "no captions"),
    ],
)
def test_what_is_not_read_is_told_by_its_kind(data: bytes, name: str, told: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(data, name)
    assert told in str(error.value)
    assert "neither a quotation" not in str(error.value)


def test_text_that_begins_like_something_else_is_text() -> None:
    for text in (
        "BM of Orlow met.",
        "MZ is a name.",
        "PK said so.",
        "Note: one\nPrice: 40 crowns\n\nIt rained.",
    ):
        assert read(text.encode(), "notes.txt").text == text
