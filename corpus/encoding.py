"""From bytes to text: UTF-8, UTF-16, GB18030 by rule, other encodings by charset-normalizer.

The decoded text is the canonical text: nothing is changed but the byte order mark, which is dropped. Stray bytes
become U+FFFD. Whatever does not look like writing is refused, with what was seen.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.signature import refuse_no_text
from kg.errors import EmptyFileError, NotTextError
from kg.pattern import Pattern

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_RESUMING = "pilu.resume"
_HIGH = re.compile(rb"[\x80-\xff]{2,40}")
_SAMPLE = 65_536  # characters looked at to judge a decoding
_STRAY = 0.01  # share of undecodable characters that still counts as damage to a text
_CONTROL = 0.10  # share of control characters that still counts as damage
_PLAUSIBLE = 0.70  # share of writing below which a decoding is taken for a wrong one

_ODD = Pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_EVERYDAY = frozenset("的一是在不人有中大公司年月日股份及本之以上下和元")
_WRITING = Pattern(r"[\t\n\r\x20-\x7e、-〟一-鿿！-～“”‘’…—·①-⑳Ⅰ-Ⅻ％¥㎡°×±→■●]")


def decode(path: Path, data: bytes) -> str:
    """Return the text that the bytes hold.

    Raises `EmptyFileError` if there is nothing but blanks, `NotTextError` if it is no text in any encoding known.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise EmptyFileError(path)
    refuse_no_text(path, data)
    text = _marked(data) or _unmarked(data)
    if text is None:
        shown = " ".join(f"{byte:02x}" for byte in data[:8])
        raise NotTextError(path, f"no text in a known encoding (starts with {shown})", hint="convert it to UTF-8")
    if not text.strip("\ufeff\x00 \t\r\n\x0b\x0c　"):
        raise EmptyFileError(path)
    return text


def _marked(data: bytes) -> str | None:
    """Decode by the byte order mark, if there is one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text if not text or _looks_like_text(text) else None
    return None


def _unmarked(data: bytes) -> str | None:
    """Try the encodings that filings come in, strictly first, then allowing for stray bytes."""
    if _half_nul(data):
        return next(_wide(data), None)
    text = _strict(data, "utf-8")
    if text is not None and _looks_like_text(text):
        return text
    text = data.decode("utf-8", errors="replace")
    if _mostly_multibyte(text) and _looks_like_text(text):
        return text
    strict = [text for name in ("gb18030", "big5") if (text := _strict(data, name)) and _plausible(text)]
    best = max(strict, key=_common, default=None)  # on a tie the first: GB18030
    if best is not None and _looks_like_text(best):
        return best
    text = data.decode("gb18030", errors=_RESUMING)
    if _looks_like_text(text) and _plausible(text):
        return text
    return next(_wide(data), None) or _guessed(data)


def _resume(error: UnicodeError) -> tuple[str, int]:
    """Go on after a stray byte: where it took the place of half a character, the other half is no beginning."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    after = error.start + 1
    run = _HIGH.match(error.object, after)
    behind = run[0] if run else b""
    return "\ufffd", after + (_everyday_pairs(behind[1:]) > _everyday_pairs(behind))


def _everyday_pairs(run: bytes) -> float:
    """Return the share of two-byte characters that are marks or everyday Chinese (the first level of GB 2312)."""
    leads = run[0 : len(run) // 2 * 2 : 2]
    return sum(0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7 for lead in leads) / len(leads) if leads else 0.0


codecs.register_error(_RESUMING, _resume)


def _wide(data: bytes) -> Iterator[str]:
    """Yield the readings as UTF-16 without a mark that look like writing."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is not None and _plausible(text) and _looks_like_text(text):
            yield text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> str | None:
    """Let charset-normalizer try: Big5, Shift-JIS, EUC-KR, Windows code pages."""
    from charset_normalizer import from_bytes  # heavy, and needed for one file in thousands

    best = from_bytes(data[: 4 * _SAMPLE]).best()
    if best is None or best.encoding.startswith(("utf_7", "cp037", "cp500")):
        return None
    text = data.decode(best.encoding, errors="replace")
    return text if _looks_like_text(text) and _plausible(text) else None


def _half_nul(data: bytes) -> bool:
    """Tell whether every other byte tends to be NUL, as in UTF-16 with Latin letters, digits or line breaks."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return max(even, odd) > 0.05 * len(sample) and min(even, odd) * 10 < max(even, odd)


def _looks_like_text(text: str) -> bool:
    """Tell whether undecodable and control characters are few; a NUL here and there does no harm."""
    sample = text[:_SAMPLE]
    lost = sample.count("\ufffd")
    odd = len(_ODD.findall(sample))
    return odd <= max(4, _CONTROL * len(sample)) and lost <= max(2, _STRAY * len(sample))


def _mostly_multibyte(text: str) -> bool:
    """Tell whether a lenient UTF-8 reading got twenty characters beyond ASCII for each byte it lost."""
    sample = text[:_SAMPLE]
    beyond = sum(char > "\x7f" for char in sample)
    return beyond > 20 * sample.count("\ufffd")


def _common(text: str) -> float:
    """Return the share of everyday characters among the Chinese ones, 0 to 1: mojibake has few."""
    chinese = [char for char in text[:_SAMPLE] if "一" <= char <= "鿿"]
    return sum(char in _EVERYDAY for char in chinese) / len(chinese) if chinese else 0.0


def _plausible(text: str) -> bool:
    """Tell whether most characters are those that Chinese filings are written with."""
    sample = text[:_SAMPLE]
    return len(_WRITING.findall(sample)) >= _PLAUSIBLE * len(sample)
