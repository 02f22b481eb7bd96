"""The title on the first page of a filing: a few short lines, or the head of a text without line breaks."""

import re

from kg.pattern import Pattern

COMPANY = (
    r"[\u4e00-\u9fffA-Za-z（(][\u4e00-\u9fffA-Za-z0-9（）()·\-]{1,40}?"
    r"(?:股份有限公司|有限责任公司|有限公司|股份公司|事务所(?:（特殊普通合伙）)?)"
)
_LABEL = Pattern(
    r"[\d、`·\s]*(?:[ABH]股)?(?:证券|股票|公司|债券|公告|交易|转债|优先股|权证)?\s*(?:代\s*码|简\s*称|编\s*号)\s*[：:]?|上市(?:地点?|公司名称)|住所|编号|!\[|---|={3,}"
)
_END = (
    "公告|公告书|报告|报告书|意见|意见书|意见函|回复|答复|预案|草案|说明|说明书|函|通知|通知书|摘要|制度|章程|方案|决议|提示|声明|办法"
    "|报告书摘要|全文|正文|更正|鉴证|专项说明"
)
_ENDS = Pattern(rf"(?:{_END})(?:[（(][^（）()]{{1,24}}[）)]|\d{{0,2}})?$")
_BODY = (
    rf"(?P<title>(?:{COMPANY})[^。；：:]{{0,120}}?(?:公告|意见|报告书?|回复|预案|说明|通知书?)(?:（[^（）]{{1,12}}）)?)"
)
_NEXT = r"(?=本公司|公司董事会|公司及|上市公司|重要|特别|证券|一、|公司(?:名称)?[：:]|\s|[\u4e00-\u9fff]{0,4}董事会)"
_ENDLESS = (Pattern(_BODY + _NEXT), Pattern(_BODY))
_LABELS_RUN_ON = Pattern(
    r"^.{0,160}?(?:编号[：:]?\s*\S{0,4}?[\d〔\[【（(〕\]】）)年临第\-－—–]{4,16}号?|简称[：:]\s*\S{2,6}?\s)\s*"
)
_BOND = Pattern(r"^(?:\d{2}[\u4e00-\u9fff]{2,4}\d{0,2}|[\u4e00-\u9fff]{2,4}\d{2})+(?=[\u4e00-\u9fff]{4})")
_ALONE = Pattern(r"\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}\s*日?|[—-]{2,}.*")
_LINES = 40
_LABELS = 40  # characters of a line of labels: a longer one may hold the title too
_BANNER = 6  # characters of a running head such as 中标公告 above the title
_PLEDGE = Pattern(r"本公司(?:及|董事会|全体)|^公司(?:及)?董事会|虚假记载|误导性陈述")


def find_title(head: str) -> tuple[str, int]:
    """Return the title on a first page and where it ends, `("", 0)` if there is none to be seen."""
    lines = [
        (match.group().strip(), match.end()) for match in re.finditer(r"[^\n\r\f]+", head) if match.group().strip()
    ]
    if not lines:
        return "", 0
    for at, (line, _) in enumerate(lines[:_LINES]):
        if len(line) > 300:
            return _run_on(line, lines[at][1] - len(line))
        if not _is_label(line):
            return _from_lines(lines[at:_LINES])
        if len(line) > _LABELS and (found := _run_on(line, lines[at][1] - len(line)))[0]:
            return found
    return "", 0


def _is_label(line: str) -> bool:
    return bool(_LABEL.match("".join(line.split())) or _PLEDGE.search(line)) or bool(re.fullmatch(r"[\s\W\d_]+", line))


def _from_lines(lines: list[tuple[str, int]]) -> tuple[str, int]:
    """Join the short lines from the first on until one ends as titles do; else take the first alone."""
    parts: list[str] = []
    for line, end in lines[:8]:
        if len(line) > 160:
            if not parts:
                return _run_on(line, end - len(line))
            break
        if _is_label(line):
            continue
        if "。" in line or _ALONE.fullmatch(line):
            break
        if parts and len("".join(parts)) <= _BANNER and re.match(COMPANY, line):
            parts.clear()
        parts.append(re.sub(r"^[#*\s]+|[*\s]+$", "", line))
        if _ENDS.search("".join(line.split())) and len("".join(parts)) > _BANNER:
            return _LABELS_RUN_ON.sub("", "".join(parts)), end
    first, end = lines[0]
    return (first.strip("#* "), end) if len(first) <= 160 else ("", 0)


def _run_on(line: str, start: int) -> tuple[str, int]:
    """Cut the title out of a text without line breaks, behind its labels."""
    labels = _LABELS_RUN_ON.match(line[:400])
    begin = labels.end() if labels else 0
    match = next((found for rule in _ENDLESS if (found := rule.search(line[:800], begin))), None)
    return (_BOND.sub("", match["title"].strip()), start + match.end()) if match else ("", 0)
