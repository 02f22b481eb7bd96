"""The encoding of a page: byte order mark, then what its meta element says, then what the bytes look like."""

import codecs
import re
from pathlib import Path

from corpus.encoding import decode

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_HEAD = 4_096  # bytes: browsers look for the charset no further than this
_GB = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "cp936"})


def decode_html(path: Path, data: bytes) -> str:
    """Return the source of a page; a charset that the bytes contradict is not believed.

    Raises EmptyFileError or NotTextError as `corpus.encoding.decode` does.
    """
    match = _META.search(data[:_HEAD])
    name = match[1].decode("ascii").lower() if match else ""
    if name and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("gb18030" if name in _GB else name)
        except (LookupError, UnicodeDecodeError):
            pass  # decoded by what the bytes look like
    return decode(path, data)
