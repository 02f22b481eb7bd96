"""Documents as references: BibTeX, CSL-JSON, and GB/T 7714—2015 (信息与文献 参考文献著录规则).

A key is the file name where that is ASCII, so that it stays when filings are added; else code, number or date, and the
first digits of the document's hash.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import Any

from kg.model import DocumentMeta
from kg.pattern import Pattern
from pilu.database import Listed

_SLUG = Pattern(r"[^A-Za-z0-9_.-]+")
_TEX = {
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
# GB/T 7714—2015 appendix B: what a document is, by the kind that Pilu gives it; a report where none is named.
_CODES = {"news": "N", "announcement": "A"}
_CSL = {"news": "article-newspaper"}
_BIB = {"news": "article"}
REPORT = "R"


def key_of(listed: Listed, everyone: Iterable[Listed]) -> str:
    """Return the key of a document among all of a store."""
    stem = PurePath(listed.name).stem
    slug = _slug(stem)
    if stem.isascii() and slug:
        twins = [each for each in everyone if each.id != listed.id and _slug(PurePath(each.name).stem) == slug]
        return f"{slug}-{listed.id[:4]}" if twins else slug
    meta = listed.meta
    when = meta.number or (meta.published.isoformat() if meta.published else "nd")
    return _slug(f"{meta.code or _initials(meta.issuer_short or meta.issuer) or 'doc'}-{when}-{listed.id[:4]}")


def _slug(text: str) -> str:
    return _SLUG.sub("-", text).strip("-.")


def _initials(name: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))


def bibtex(listed: Listed, key: str) -> str:
    """Return a BibTeX entry; the hash of the file stands in its note."""
    meta = listed.meta
    kind = _BIB.get(meta.kind, "techreport")
    date = meta.published
    fields = {
        "author": f"{{{_tex(_author(meta))}}}" if _author(meta) else "",
        "title": f"{{{_tex(_title(listed))}}}",
        "journal" if kind == "article" else "institution": _tex(meta.author or meta.issuer),
        "number": _tex(meta.number),
        "year": str(date.year) if date else "",
        "month": str(date.month) if date else "",
        "day": str(date.day) if date else "",
        "langid": "chinese",
        "note": f"sha256:{listed.id}",
        "file": _tex(listed.name),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}}}\n"


def csl(listed: Listed, key: str) -> dict[str, Any]:
    """Return a CSL-JSON item (schema 1.0.2)."""
    meta = listed.meta
    date = meta.published
    item: dict[str, Any] = {
        "id": key,
        "type": _CSL.get(meta.kind, "report"),
        "title": _title(listed),
        "language": "zh-CN",
    }
    if _author(meta):
        item["author"] = [{"literal": _author(meta)}]
    if meta.kind == "news" and meta.author:
        item["container-title"] = meta.author
    elif meta.author:
        item["publisher"] = meta.author
    if meta.number:
        item["number"] = meta.number
    if date:
        item["issued"] = {"date-parts": [[date.year, date.month, date.day]]}
    return item | {"note": f"sha256:{listed.id}"}


def gbt7714(listed: Listed) -> str:
    """Return a reference of GB/T 7714—2015: 主要责任者. 题名: 公告编号[文献类型标识]. 出版者, 日期.

    Rules of the sequential system, §4 and §5; the mark of the medium is left out: a filing at hand is no online source.
    """
    meta = listed.meta
    number = f": {meta.number}" if meta.number else ""
    date = meta.published.isoformat() if meta.published else ""
    title = f"{_title(listed)}{number}[{_CODES.get(meta.kind, REPORT)}]"
    if meta.kind == "news":
        parts = [_author(meta), title, ", ".join(filter(None, [meta.author, date]))]
    else:
        parts = [_author(meta), title, date]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def references(chosen: Sequence[Listed], everyone: Sequence[Listed], format_: str) -> str:
    """Return documents as one text in a format of `FORMATS`, in the order given."""
    keyed = [(listed, key_of(listed, everyone)) for listed in chosen]
    return FORMATS[format_](keyed)


def _as_bibtex(keyed: list[tuple[Listed, str]]) -> str:
    return "\n".join(bibtex(listed, key) for listed, key in keyed)


def _as_csl(keyed: list[tuple[Listed, str]]) -> str:
    return json.dumps([csl(listed, key) for listed, key in keyed], ensure_ascii=False, indent=1) + "\n"


def _as_gbt7714(keyed: list[tuple[Listed, str]]) -> str:
    return "".join(f"[{n}] {gbt7714(listed)}\n" for n, (listed, _) in enumerate(keyed, start=1))


FORMATS: dict[str, Callable[[list[tuple[Listed, str]]], str]] = {
    "bibtex": _as_bibtex,
    "csl": _as_csl,
    "gbt7714": _as_gbt7714,
}


def _author(meta: DocumentMeta) -> str:
    return meta.author or meta.issuer


def _title(listed: Listed) -> str:
    return listed.meta.title or listed.name


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in " ".join(text.split()))
