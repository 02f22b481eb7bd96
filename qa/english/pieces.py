"""An English question cut into pieces: names, times, words with their Chinese, and the small words between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from kg.pattern import Pattern
from kg.period import Period
from qa.english.lexicon import LONGEST, grammar, infinitives, lemmas, listed, said, verb
from qa.evidence.values import period_words
from qa.parsing.names import Names
from qa.parsing.periods import Span, find_spans
from qa.parsing.words import masked

_TOKEN = Pattern(
    r"'s\b|[a-z](?:[a-z&/+]|(?!'s\b)[.'-](?=[a-z]))*\d*(?:-[a-z\d]+)*|\d{1,2}(?:st|nd|rd|th)\b|\d+(?:-\d+)+(?!\d)|\d[\d,.]*\d?%?"
    r"|[\u4e00-\u9fff]+(?:[（(][\u4e00-\u9fff]+[）)][\u4e00-\u9fff]*)*|\S",
    re.IGNORECASE,
)
_HAN = Pattern(r"[\u4e00-\u9fff]")
_LETTERED = Pattern(r"(?P<kind>company|customer|supplier|client)\s+(?P<label>[a-z]|\d{1,2})", re.IGNORECASE)
_AMOUNT = Pattern(r"\b(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>million|billion|mn\b|bn\b)", re.IGNORECASE)
_SCALES = {"m": 100, "b": 100000}  # of ten thousands
_MANY = Pattern("(?<=[A-Z]{2})s$")  # OEMs
_HYPHEN = Pattern("-")
_BETWEEN_HYPHENS = Pattern("[^-]+")
_KINDS = {"company": "公司", "customer": "客户", "client": "客户", "supplier": "供应商"}
_QUARTERS = "一二三四"
_REPORTS = {"年度报告": "年度", "半年度报告": "半年度", "季度报告": "季度", "report": "年度"}
_HALVES = {"上半年": "半年度"}


class Part(StrEnum):
    """What a piece is in the sentence."""

    NAME = "name"
    TIME = "time"
    WORD = "word"
    FILED = "filed"  # Chinese, a figure, a code: as it stands
    UNKNOWN = "unknown"
    PREPOSITION = "preposition"
    AUXILIARY = "auxiliary"
    JOINING = "joining"
    RELATIVE = "relative"
    POSSESSIVE = "possessive"
    SILENT = "silent"
    MARK = "mark"


CONTENT = frozenset({Part.NAME, Part.WORD, Part.FILED, Part.UNKNOWN, Part.TIME})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a question: `zh` is how Chinese says it, `does` what it says as a verb."""

    part: Part
    en: str
    zh: str
    start: int
    end: int
    does: str = ""


def pieces(text: str, names: Names, year: int) -> list[Piece]:
    """Return the pieces of a question, left to right."""
    found = [Piece(Part.TIME, text[s.start : s.end].lower(), _time(s), s.start, s.end) for s in find_spans(text, year)]
    found += [
        Piece(Part.FILED, m.group().lower(), _amount(m), m.start(), m.end())
        for m in _AMOUNT.finditer(_masked(text, found))
    ]
    masked = _masked(text, found)
    for mention in names.find(masked):
        if all(mention.end <= p.start or mention.start >= p.end for p in found):
            said = text[mention.start : mention.end]
            found.append(
                Piece(Part.NAME, said.lower(), names.called(mention) or _named(said), mention.start, mention.end)
            )
    found.sort(key=lambda p: p.start)
    gaps = zip([0, *(p.end for p in found)], [*(p.start for p in found), len(text)], strict=True)
    found += [p for start, end in gaps for p in _words(text, start, end)]
    return _in_this_sense(
        _infinitives(_titled(_as_filed(_within_names(_in_months(sorted(found, key=lambda p: p.start))))))
    )


def _in_this_sense(found: Sequence[Piece]) -> list[Piece]:
    """Say words that mean several things as those around them tell: the ageing of an inventory."""
    said_here = frozenset(word for p in found for word in p.en.split())
    senses = grammar()["senses"]

    def meant(zh: str) -> str:
        return next((other for other, near in senses.get(zh, {}).items() if said_here & set(near)), zh)

    return [replace(p, zh=meant(p.zh), does=meant(p.does)) if p.part is Part.WORD else p for p in found]


def _in_months(found: Sequence[Piece]) -> list[Piece]:
    """Say of counted months that they are a length of time: aged 7-12 months is 7-12个月."""
    counted = [False, *(p.part is Part.FILED and p.en[-1:].isdigit() for p in found)]
    return [replace(p, zh="个月") if n and p.zh == "月" else p for n, p in zip(counted, found, strict=False)]


def _within_names(found: Sequence[Piece]) -> list[Piece]:
    """Leave Latin words between Chinese ones as they stand: 面向在线服务的 AIGC 系统开发."""
    return [
        replace(p, part=Part.FILED, zh=p.en, does="")
        if 0 < i < len(found) - 1
        and p.part in (Part.WORD, Part.UNKNOWN)
        and p.en.isascii()
        and _filed(found[i - 1])
        and _filed(found[i + 1])
        else p
        for i, p in enumerate(found)
    ]


def _filed(piece: Piece) -> bool:
    return piece.part is Part.FILED and bool(_HAN.match(piece.en))


def _titled(found: Sequence[Piece]) -> list[Piece]:
    """Say the year of a report with the report: it is no time that anything is asked for."""
    titled: list[Piece] = []
    for piece in found:
        before = titled[-1] if titled else None
        if piece.part is Part.TIME and (due := _due(titled, piece)):
            titled = [*titled[:-2], due]
        elif before and before.part is Part.TIME and (title := _report(before.zh, piece)):
            titled[-1] = Piece(Part.FILED, f"{before.en} {piece.en}", title, before.start, piece.end)
        else:
            titled.append(piece)
    return titled


def _due(before: Sequence[Piece], time: Piece) -> Piece | None:
    """Return by or in which time something is due as one piece: 2024年底前到期."""
    if len(before) < 2 or before[-2].zh != "到期" or before[-1].part is not Part.PREPOSITION:
        return None
    by = "前" if before[-1].en in ("by", "before", "until") else ""
    said = f"{time.zh.replace('年末', '年底')}{by}到期"
    return replace(before[-2], en=f"{before[-2].en} {before[-1].en} {time.en}", zh=said, does=said, end=time.end)


def _report(time: str, piece: Piece) -> str:
    """Return the title of the report of a time: 2023年年度报告; empty for other words."""
    if not piece.en.endswith(("report", "reports")) or (piece.zh not in _REPORTS and piece.en not in _REPORTS):
        return ""
    year, half = time[:5], time[5:]
    return f"{year}{_HALVES.get(half, half)}报告" if half else f"{year}{_REPORTS.get(piece.zh, '年度')}报告"


def _infinitives(found: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without the to of a verb: to breach a contract."""
    return [
        p
        for p, after in zip(found, [*found[1:], None], strict=True)
        if p.en != "to" or not after or not after.does or after.en not in infinitives()
    ]


def _amount(match: re.Match[str]) -> str:
    """Return an amount in millions or billions as Chinese writes it: 1,000万 for 10 million."""
    tens = Decimal(match["digits"].replace(",", "")) * _SCALES[match["scale"].lower()[0]]
    scale, amount = ("亿", tens / 10000) if tens >= 10000 else ("万", tens)
    figures = f"{amount:f}"
    return (figures.rstrip("0").rstrip(".") if "." in figures else figures) + scale


def _named(said: str) -> str:
    """Return a name as Chinese writes it where it is but a letter: Company B is B公司."""
    lettered = _LETTERED.fullmatch(said)
    if not lettered:
        return said
    kind = _KINDS[lettered["kind"].lower()]
    return f"{lettered['label']}公司" if kind == "公司" else f"{kind}{lettered['label']}"


def _masked(text: str, taken: Sequence[Piece]) -> str:
    return masked(text, ((piece.start, piece.end) for piece in taken), "\x00")


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    tokens = [(start + m.start(), start + m.end(), m.group().lower()) for m in _TOKEN.finditer(text[start:end])]
    at = 0
    while at < len(tokens):
        longest = next((n for n in range(min(LONGEST, len(tokens) - at), 0, -1) if _known(tokens[at:], n)), 0)
        parts = _HYPHEN.split(tokens[at][2])
        if not longest and len(parts) > 1 and any(map(said, parts)):  # public-cloud-only
            places = [m.span() for m in _BETWEEN_HYPHENS.finditer(tokens[at][2])]
            tokens[at : at + 1] = [
                (tokens[at][0] + a, tokens[at][0] + b, part) for (a, b), part in zip(places, parts, strict=True)
            ]
            continue
        run = tokens[at : at + max(1, longest)]
        run = run[:-1] if _ends_in_preposition(run) else run
        piece = _piece(_phrase(run), run[0][0], run[-1][1])
        as_written = piece.part is Part.UNKNOWN and len(run) == 1
        yield replace(piece, zh=_MANY.sub("", text[piece.start : piece.end])) if as_written else piece
        at += len(run)


def _ends_in_preposition(run: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether a phrase ends in a preposition that is no part of what it says: balance of, sales to."""
    if len(run) < 2 or _small(_phrase(run)) is not None:
        return False
    if run[-1][2] == "of":
        return True
    alone = said(_phrase(run[:-1]))
    return _small(run[-1][2]) is Part.PREPOSITION and bool(alone) and alone == said(_phrase(run))


def _known(tokens: Sequence[tuple[int, int, str]], length: int) -> bool:
    """Tell whether the first tokens are a phrase; the headcount of the sales is none before team."""
    phrase = _phrase(tokens[:length])
    if _small(phrase) is not None or listed(phrase):
        return True
    after = tokens[length][2] if length < len(tokens) else ""
    goes_on = after == "'s" or (after.isalpha() and _small(after) is None)
    return not (goes_on and length > 2) and bool(said(phrase))


def _phrase(run: Sequence[tuple[int, int, str]]) -> str:
    return " ".join(token for _, _, token in run).replace(" 's", "'s")


def _small(phrase: str) -> Part | None:
    """Return the part of one of the small words; None for any other."""
    data = grammar()
    if phrase in data["prepositions"]:
        return Part.PREPOSITION
    if phrase in data["auxiliaries"]:
        return Part.AUXILIARY
    if phrase in data["joining"] or phrase in (",", "、"):
        return Part.JOINING
    if phrase in data["relative"]:
        return Part.RELATIVE
    if phrase == "'s":
        return Part.POSSESSIVE
    return Part.SILENT if phrase in data["silent"] else None


def _piece(phrase: str, start: int, end: int) -> Piece:
    small = _small(phrase)
    if small is not None:
        return Piece(small, phrase, "", start, end)
    zh = said(phrase) or said(f"{phrase} of")
    if zh:
        return Piece(Part.WORD, phrase, zh, start, end, verb(phrase) or _does(phrase, zh))
    if _HAN.match(phrase) or phrase[:1].isdigit():
        return Piece(Part.FILED, phrase, phrase, start, end)
    if not phrase[:1].isalnum():
        return Piece(Part.MARK, phrase, "", start, end)
    return Piece(Part.UNKNOWN, phrase, phrase, start, end)


def _does(phrase: str, zh: str) -> str:
    """Return what a phrase says as a verb: apply to, consist of."""
    first, _, last = phrase.partition(" ")
    if last and any(form in grammar()["taking"] for form in lemmas(first)):
        return zh  # taken part
    does = verb(first)
    return zh if does and (does == zh or (first in infinitives() and last in grammar()["prepositions"])) else ""


def _as_filed(found: Sequence[Piece]) -> list[Piece]:
    """Leave out the English that brackets behind it say in Chinese: buildings (房屋及建筑物) is one thing."""
    kept: list[Piece] = []
    inside = 0
    owner: Piece | None = None
    for i, piece in enumerate(found):
        if piece.en in ("(", "（") and i + 1 < len(found) and _HAN.search(found[i + 1].en):
            inside += 1
            if kept and _HAN.search(kept[-1].en):  # 星海（北京）
                kept.append(replace(piece, part=Part.FILED, zh=piece.en))
                continue
            _drop_part(kept, found[i + 1 :])
            owner = kept.pop() if kept and kept[-1].part is Part.POSSESSIVE else None
            _drop_thing(kept)
            if kept and kept[-1].part is Part.POSSESSIVE and _owns(kept[-2:][0], found[i + 1]):  # Acme's branch
                kept.pop()
                _drop_thing(kept)
            if (gerund := _gerund(kept)) is not None:
                kept = kept[:gerund]
        elif piece.en in (")", "）") and inside:
            inside -= 1
            if inside or (kept[-2:] and kept[-2].en in ("(", "（")):
                kept.append(replace(piece, part=Part.FILED, zh=piece.en))
            kept += [owner] if owner and not inside else []  # Inspur's (浪潮信息) revenue
        elif piece.part is not Part.MARK or piece.en not in "()（）":
            kept.append(piece)
    return kept


def _owns(owner: Piece, thing: Piece) -> bool:
    """Tell whether whom a thing belongs to is said in brackets with it, or is known to nobody."""
    return owner.part is Part.UNKNOWN or owner.zh in thing.en


def _drop_part(kept: list[Piece], behind: Sequence[Piece]) -> None:
    """Take away what a name in brackets says with its whole: the Xishan branch of North Bank (北方银行西山支行)."""
    at = max((i for i, p in enumerate(kept) if p.part is Part.PREPOSITION), default=0)
    close = next((i for i, p in enumerate(behind) if p.en in (")", "）")), 0)
    if at and kept[at].en == "of" and close and kept[at - 1].zh and behind[close - 1].en.endswith(kept[at - 1].zh):
        del kept[at:]


def _drop_thing(kept: list[Piece]) -> None:
    """Take the words of the last thing away."""
    named = False
    while kept and kept[-1].part in (Part.WORD, Part.UNKNOWN, Part.NAME) and not kept[-1].does:
        if named and kept[-1].zh in grammar()["roles"]:
            break
        named = kept.pop().part is not Part.WORD or named


def _gerund(kept: Sequence[Piece]) -> int | None:
    """Return where a phrase begins that tells what a title is of: patent for adjusting caches (…)."""
    at = max((i for i, p in enumerate(kept) if p.part is Part.PREPOSITION), default=None)
    rest = kept[at + 1 :] if at is not None else []
    return at + 1 if at is not None and any(p.en.endswith("ing") and p.does for p in rest[:2]) else None


def _time(span: Span) -> str:
    return "、".join(_period(p) for p in span.periods) + ("以来" if span.open else "")


def _period(period: Period) -> str:
    """Return a period as Chinese questions say it."""
    code = period.code
    last = (period.end + timedelta(days=1)).day
    if not period.is_instant and (period.start.day > 1 or last > 1):
        start, end = period.start, period.end
        return f"{start.year}年{start.month}月{start.day}日至{end.month}月{end.day}日"
    if len(code) == 6 and code[4] in "HQ":
        part = f"第{_QUARTERS[int(code[5]) - 1]}季度" if code[4] == "Q" else "上半年" if code[5] == "1" else "下半年"
        return f"{code[:4]}年{part}"
    return period_words(period, "zh")
