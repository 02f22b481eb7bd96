"""The kind of a document, told by its title or by the marks of research and news."""

from functools import lru_cache
from pathlib import Path

from kg.kept import words_of
from kg.model import Speaker
from kg.pattern import Pattern

_RESEARCH = Pattern(r"研究报告|证券研究|(?:证书|执业)编号[：:]|分析师|投资评级|研究所")
_BROKER_MARKS = 2  # of the marks above, on the first page
_NEWS = Pattern(r"记者(?!会|站|招待|问|协会|俱乐部)|本报讯|责任编辑|来源[：:](?!.{0,8}(?:年报|公告|Wind))")
_BYLINE = 300  # characters of a page within which news say who wrote them
_FILING = Pattern(r"(?:证券|股票)代码[：:]?|公告编号|本公司(?:及)?董事会|本公司及全体|董事会及全体董事")


@lru_cache(maxsize=1)
def _kinds() -> list[tuple[str, Pattern, Speaker]]:
    rows = words_of(Path(__file__).with_name("kinds.yaml"))
    return [(row["kind"], Pattern(row["title"]), Speaker(row.get("speaker", "issuer"))) for row in rows]


def kind_of(title: str, head: str, *, dated: bool) -> tuple[str, Speaker]:
    """Return the kind of a document and who speaks in it.

    `title` and `head` (the first page) come without blanks; `dated` tells of a page with title and date in its front
    matter, as news have; others name a journalist or a source under the title. The kind is empty where nothing tells.
    """
    filing = bool(_FILING.search(head[:1200]))
    if not filing and len({match.group() for match in _RESEARCH.finditer(head)}) >= _BROKER_MARKS:
        return "research", Speaker.BROKER
    if not filing and (dated or _NEWS.search(head[:_BYLINE])):
        return "news", Speaker.PRESS
    found = next(((kind, speaker) for kind, title_pattern, speaker in _kinds() if title_pattern.search(title)), None)
    return found or ("announcement" if filing else "", Speaker.ISSUER)
