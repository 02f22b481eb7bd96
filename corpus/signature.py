"""What a file is by its first bytes, whatever its suffix says."""

from pathlib import Path

from kg.errors import CorpusError, NotTextError

_KINDS = (
    (b"%PDF-", "PDF", "rename it to .pdf"),
    (b"PK\x03\x04", "a zip archive (docx, xlsx?)", "give it the suffix it had"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as .docx or .xlsx"),
    (b"\x89PNG", "PNG", "run OCR first"),
    (b"\xff\xd8\xff", "JPEG", "run OCR first"),
    (b"GIF8", "GIF", "run OCR first"),
    (b"\x1f\x8b", "gzip", "unpack it first"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"{\\rtf", "RTF", "save it as .docx"),
)
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<script")
_HEAD = 1024  # bytes looked at
_ODD = bytes({*range(32)} - set(b"\t\n\r\x0c\x1b"))


def refuse_no_text(path: Path, data: bytes) -> None:
    """Raise NotTextError where bytes that should be text begin as something else does."""
    for start, kind, hint in _KINDS:
        if data.startswith(start) and kind != "RTF":
            raise NotTextError(path, f"this is {kind}, not text", hint=hint)


def refuse_others(path: Path, data: bytes, wanted: str, start: bytes) -> None:
    """Raise CorpusError where bytes that should be of a format, whose signature is `start`, are something else."""
    if start in data:
        return
    head = data[:_HEAD]
    for begins, kind, hint in _KINDS:
        if data.startswith(begins):
            raise CorpusError(path, f"this is {kind}, not {wanted}", hint=hint)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE):
        raise CorpusError(path, f"this is HTML, not {wanted}", hint="rename it to .html")
    if head and head.translate(None, _ODD) == head:
        raise CorpusError(path, f"this is text, not {wanted}", hint="rename it to .txt")
