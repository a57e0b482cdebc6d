"""What kind of file some bytes are: the kinds that are read, and a name for those that are not."""

from __future__ import annotations

import io
import json
import re
import zipfile

_BEGINNINGS = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"ID3", "a sound recording (MP3)"),
    (b"\xff\xfb", "a sound recording (MP3)"),
    (b"OggS", "a recording (Ogg)"),
    (b"fLaC", "a sound recording (FLAC)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska, WebM)"),
    (b"\xd0\xcf\x11\xe0", "a Word, Excel or PowerPoint file of the old kind"),
    (b"{\\rtf", "a file in Rich Text Format"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ", "a packed file (xz)"),
    (b"7z\xbc\xaf", "a packed file (7-Zip)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_PACKED = (
    ("word/", "docx"),
    ("xl/", "an Excel file"),
    ("ppt/", "a PowerPoint file"),
    ("META-INF/container.xml", "an electronic book (EPUB)"),
    ("content.xml", "an OpenDocument file"),
)
STRAY_CONTROLS = 0.01
"""Share of control characters, null bytes among them, up to which something is text: a picture has ten times
as many."""
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\v\f\r\x1b")
"""Those that no text has: an escape begins a change of letters in some older Japanese ones."""

_MAIL = re.compile(rb"^(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
_MAIL_KEYS = re.compile(rb"^(?:from|subject|mime-version|received|message-id):", re.IGNORECASE | re.MULTILINE)
_SRT = re.compile(rb"^\s*\d+\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> ")


def kind_of(data: bytes) -> str:
    """A kind that is read ("docx", "pdf", "eml", "srt", "vtt"), else a name for it; empty for text."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    for known in (_document, _recording, _named, _written):
        kind = known(data, head)
        if kind:
            return kind
    return "data, no text" if _is_binary(head) else ""


def _document(data: bytes, head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    mail = _MAIL.match(data[:65536])
    return "eml" if mail and len(_MAIL_KEYS.findall(mail.group())) > 1 else ""


def _recording(_: bytes, head: bytes) -> str:
    if head.startswith(b"WEBVTT"):
        return "vtt"
    if _SRT.match(head):
        return "srt"
    if head[:4] == b"RIFF":
        return "a picture (WebP)" if head[8:12] == b"WEBP" else "a recording (WAV, AVI)"
    return "a film or sound recording (MP4)" if head[4:8] == b"ftyp" else ""


def _named(data: bytes, head: bytes) -> str:
    """Two letters alone begin texts, too: there must be null bytes."""
    beginnings = (
        name for sign, name in _BEGINNINGS if data.startswith(sign) and (len(sign) > 2 or b"\0" in head)
    )
    return next(beginnings, "")


def _written(data: bytes, head: bytes) -> str:
    """Text that programs read: nobody writes an article so."""
    begins = head.lstrip()[:300].lower()
    if begins.startswith(b"<svg") or (begins.startswith(b"<?xml") and b"<svg" in begins):
        return "a drawing (SVG)"
    if begins.startswith((b"{", b"[")):
        try:
            json.loads(data)
        except (ValueError, RecursionError):
            return ""
        return "data (JSON)"
    return ""


def _packed(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return "a broken zip file"
    return next(
        (kind for begins, kind in _PACKED if any(n.startswith(begins) for n in names)), "a packed file (zip)"
    )


def _is_binary(head: bytes) -> bool:
    """Whether there are control characters, more than a program leaves by mistake, and not in UTF-16."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > STRAY_CONTROLS * len(head) and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
