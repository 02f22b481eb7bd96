"""Where an announcement states freezes: sentences, groups of labelled lines, tables that lost their lines."""

from collections.abc import Iterator

from kg.pattern import Pattern
from nlp.announcements.flat import Flat
from nlp.announcements.freeze_words import Window, rule

_SENTENCE = Pattern(r"[^。;]+")
_GROUP = 420  # characters of one group of labelled lines
_WIDE = 10_000  # 万股


def freeze_windows(flat: Flat) -> Iterator[Window]:
    """Yield the stretches that state freezes, left to right, without overlap."""
    done = flat.body
    for window in sorted([*_groups(flat), *_tables(flat)], key=lambda item: item.start):
        if window.start < done:
            continue
        yield from freeze_sentences(flat, done, window.start)
        yield window
        done = window.end
    yield from freeze_sentences(flat, done, len(flat.text))


def freeze_sentences(flat: Flat, start: int, end: int) -> Iterator[Window]:
    """Yield the sentences of `[start, end)` that speak of freezes, without what another announcement told."""
    for match in _SENTENCE.finditer(flat.text, start, end):
        if "冻结" in match[0] and not rule("told_elsewhere").search(match[0]):
            yield Window(*match.span(), "sentence")


def _groups(flat: Flat) -> Iterator[Window]:
    starts = [match.start() for match in rule("group").finditer(flat.text, flat.body)]
    for number, start in enumerate(starts):
        limit = min(starts[number + 1] if number + 1 < len(starts) else len(flat.text), start + _GROUP)
        stop = rule("group_end").search(flat.text, start + 8, limit)
        yield Window(start, stop.start() if stop else limit, "group")


def _tables(flat: Flat) -> Iterator[Window]:
    for match in rule("table").finditer(flat.text, flat.body):
        stop = rule("table_end").search(flat.text, match.end())
        end = stop.start() if stop else len(flat.text)
        if end > match.end() and "解除" not in match[0] and "质押" not in match[0]:
            yield Window(match.end(), end, "table", _WIDE if rule("wide").search(match[0]) else 1)
