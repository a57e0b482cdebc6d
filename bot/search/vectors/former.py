"""Reads the vectors that earlier versions kept, in a folder of files of their own format."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.search.vectors.packing import PACKED

FORMER = "vectors"
"""The folder of these files, beside the index."""

KEY_BYTES = 16
"""Bytes of the hash of a sentence, keyed with that of the encoder's name."""

ROW_BYTES = KEY_BYTES + PACKED.itemsize + 4
"""Bytes of a row: key, vector as `pack` writes it, checksum of both."""


def read_former(folder: Path, encoder: str, lines: Mapping[int, str]) -> dict[int, bytes]:
    """The vectors, packed, of those sentences that are kept in the files of this encoder."""
    seed = hashlib.blake2b(encoder.encode(), digest_size=KEY_BYTES).digest()
    kept: dict[bytes, bytes] = {}
    for path in folder.glob(f"{seed[:4].hex()}-*.vectors"):
        try:
            kept.update(_sound_rows(path.read_bytes()))
        except OSError:
            continue
    keys = {sentence: _key(line, seed) for sentence, line in lines.items()}
    return {sentence: kept[key] for sentence, key in keys.items() if key in kept}


def _key(line: str, seed: bytes) -> bytes:
    return hashlib.blake2b(line.encode(errors="surrogatepass"), digest_size=KEY_BYTES, key=seed).digest()


def _sound_rows(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keys and packed vectors of the rows, but those whose checksum is wrong or that are cut short."""
    for start in range(0, len(content) - ROW_BYTES + 1, ROW_BYTES):
        row = content[start : start + ROW_BYTES]
        key, packed = row[:KEY_BYTES], row[KEY_BYTES:-4]
        if zlib.crc32(packed, zlib.crc32(key)).to_bytes(4, "little") == row[-4:]:
            yield key, packed
