"""Zipped formats (Word, Excel): refused before they are opened where they are broken, or unpack without measure."""

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kg.errors import CorpusError, TooLargeError

MOST_UNPACKED = 512 * 1024 * 1024
MOST_RATIO = 200  # unpacked to packed; an honest document stays under 50
ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of old and of encrypted Office files

# What the libraries raise for an archive that is whole but whose parts are missing, or are not what they should be.
BAD_PARTS = (
    BadZipFile,
    KeyError,
    ValueError,
    SyntaxError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
    OSError,
)


def check_zip(path: Path, data: bytes) -> None:
    """Raise CorpusError where an archive is broken, TooLargeError where it unpacks to far more than it is."""
    broken = CorpusError(path, "the file is broken or cut short", hint="save or download it again")
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(len(data), 1_000_000):
                raise TooLargeError(path, f"unpacks to {unpacked:,} bytes", hint="is it what it says it is?")
            if archive.testzip() is not None:
                raise broken
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, KeyError) as error:
        raise broken from error  # RuntimeError: a part is encrypted; NotImplementedError is one: a strange compression
