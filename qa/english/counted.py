"""What numbers count, and which one an ordinal means: 2笔大宗交易, 第二届董事会, 第二十九次会议."""

from collections.abc import Sequence
from dataclasses import replace

from kg.pattern import Pattern
from qa.english.lexicon import grammar
from qa.english.pieces import Part, Piece

_NUMBER = Pattern(r"\d[\d,]*(?:\.\d+)?[万亿]?$")
_ORDINAL = Pattern(r"(?P<number>\d{1,2})(?:st|nd|rd|th)$")
_SAID_ORDINAL = Pattern("第[一二三四五六七八九十]+$")
_DIGITS = "零一二三四五六七八九"
_WITHIN = frozenset({Part.WORD, Part.NAME, Part.UNKNOWN})


def counted(found: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what their numbers count said behind the number, and a day without what kind of day it is."""
    told: list[Piece] = []
    for i, piece in enumerate(found):
        before = told[-1] if told else None
        if before and before.part is Part.TIME and piece.part is Part.WORD and piece.zh in grammar()["days"]:
            continue  # at the 31 October 2023 base date
        piece = replace(piece, does="") if before and _SAID_ORDINAL.match(before.zh[:-1] or before.zh) else piece
        if piece.zh in grammar()["asides"] and before:
            while told[-1].part is Part.JOINING and len(told) > 1:
                told.pop()
            told[-1] = replace(told[-1], zh=f"{told[-1].zh}（{piece.zh}）")
            continue
        if before and before.zh.endswith("）") and piece.en == "," and piece.part is Part.JOINING:
            continue  # the amount, including tax, of
        if said := _ordinal(piece):
            piece = replace(piece, part=Part.WORD, zh=said, does="")
            if counter := _counter(found[i + 1 :], grammar()["ordinals"]):
                piece = replace(piece, zh=said + counter)
        elif piece.part is Part.FILED and _NUMBER.match(piece.zh) and not (before and before.part is Part.WORD):
            piece = replace(piece, zh=piece.zh + _counter(found[i + 1 :], grammar()["counters"]))
        elif before and before.zh.endswith("股") and before.part is Part.FILED and piece.zh == "股份":
            continue  # 5,000股, not 5,000股股份
        told.append(piece)
    return told


def _ordinal(piece: Piece) -> str:
    """Return an ordinal in Chinese numerals: 29th is 第二十九; empty for other words."""
    if piece.part is Part.WORD and _SAID_ORDINAL.match(piece.zh):
        return piece.zh
    match = _ORDINAL.match(piece.en)
    if not match:
        return ""
    tens, ones = divmod(int(match["number"]), 10)
    many = _DIGITS[tens] if tens > 1 else ""
    return f"第{many}{'十' if tens else ''}{_DIGITS[ones] if ones or not tens else ''}"


def _counter(behind: Sequence[Piece], counters: dict[str, list[str]]) -> str:
    """Return what the noun behind a number is counted with; empty where nobody knows."""
    end = next((i for i, p in enumerate(behind) if p.part not in _WITHIN or (p.does and not p.zh)), len(behind))
    said = "".join(p.zh for p in behind[:end])
    nouns = [p.zh for p in behind[:end]]
    heads = [said, *nouns[:1]] if end else []
    return next((c for head in heads for c, words in counters.items() if head.endswith(tuple(words))), "")
