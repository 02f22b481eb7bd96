"""One sentence for people, in the question's language, with names as filed and numbers as the source writes them."""

import re
from collections.abc import Sequence

from kg.answer import Status
from kg.model import Evidence, Quantity
from kg.pattern import Pattern
from qa.checks.claims import unheard
from qa.evidence.cells import Cell
from qa.evidence.found import Found, Item
from qa.evidence.values import period_words, said, with_figure
from qa.evidence.workbench import Workbench
from qa.parsing.gloss import glossed

_PART = Pattern("[HQ]")  # 2024H1 is no figure that a filing writes
MOST = 4  # figures shown behind a yes or no
_REASONS = {
    "unknown_entity": ("文件中没有“{name}”。", "The filings do not name {name}."),
    "out_of_period": (
        "文件没有披露所问期间的数据，最接近的见所附证据。",
        "The filings do not give it for that period; the nearest is cited.",
    ),
    "undisclosed": ("文件提到了该主体，但没有披露所问内容。", "The filings name the party but do not disclose this."),
    "no_such_fact": ("文件中没有找到所问内容。", "This is not in the filings."),
    "not_a_factual_question": ("这不是文件能回答的事实问题。", "This is not a question of fact that filings answer."),
}


def render(bench: Workbench, found: Found, evidence: Sequence[Evidence]) -> str:
    """Return the answer as one sentence with numbered citations."""
    zh = bench.question.told == "zh"
    if found.status is Status.NOT_FOUND and found.text:
        return found.text + "".join(f"[{i + 1}]" for i in range(min(3, len(evidence))))
    if found.status in (Status.NOT_FOUND, Status.AMBIGUOUS):
        if found.status is Status.AMBIGUOUS:
            return f"可能指{found.reason}，请写全称。" if zh else f"This may mean {found.reason}; write the full name."
        nobody = next(iter(bench.scope.unknown), None) or (unheard(bench) if found.reason == "unknown_entity" else None)
        name = nobody.text if nobody else ""
        return _REASONS.get(found.reason, _REASONS["no_such_fact"])[0 if zh else 1].format(name=name)
    marks = "".join(f"[{i + 1}]" for i in range(min(3, len(evidence))))
    if found.text:
        return f"{found.text}{marks}"
    if found.kind == "boolean":
        word = ("是" if found.items[0].value else "否") if zh else ("Yes" if found.items[0].value else "No")
        figures = dict.fromkeys(said(c) for c in found.items[0].cells if isinstance(c.value, Quantity))
        listed = ("、" if zh else ", ").join([*figures][:MOST])
        return (with_figure(word, listed, bench.question.told) if listed else word) + f"{'。' if zh else '.'}{marks}"
    if found.computation and found.kind not in ("string", "list"):
        return _computed(bench, found, zh=zh) + marks
    named = bench.question.kind.is_name or all(i.value == i.label for i in found.items)
    if len(found.items) > 1 and not named and all(i.cells and i.label for i in found.items):
        return _several(bench, found.items, zh=zh) + marks
    parts = [_item(bench, item, zh=zh) for item in found.items]
    if found.against:
        parts.append(("另有来源为" if zh else "other sources say ") + "、".join(said(c) for c in found.against))
    joined = ("；" if zh else "; ").join(dict.fromkeys(parts))
    return f"{joined}{'。' if zh else '.'}{marks}"


def _several(bench: Workbench, items: Sequence[Item], *, zh: bool) -> str:
    """Say several values of what was asked, in the asked order: 收入、毛利率分别为1,000万元，7.16%."""
    labels = [i.label for i in items]
    periods = {i.cells[0].period for i in items}
    if len(set(labels)) < len(labels) and len(periods) == len(items) and None not in periods:
        dated = [(i.cells[0], period_words(p, "zh" if zh else "en")) for i in items if (p := i.cells[0].period)]
        if all(_is_written(bench, cell, words) for cell, words in dated):
            labels = [words for _, words in dated]
    if len(set(labels)) < len(labels):
        labels = [" ".join(i.cells[0].label.split()) or i.label for i in items]
    alike = len(set(labels)) == 1
    if zh:
        return f"{labels[0] if alike else '、'.join(labels)}分别为{'，'.join(i.text for i in items)}。"
    if alike:
        return f"{glossed(labels[0])} is {' and '.join(i.text for i in items)}."
    return "; ".join(f"{glossed(label)} is {i.text}" for label, i in zip(labels, items, strict=True)) + "."


def _item(bench: Workbench, item: Item, *, zh: bool) -> str:
    """Say one value: what it is of, when, and how much."""
    if not item.cells:
        return item.text or str(item.value)
    if isinstance(item.value, str) and item.label and (item.value == item.label or item.label in item.text):
        return item.text or item.label
    if bench.question.kind.is_name and item.label:
        return f"{item.label}：{item.text}" if zh else f"{item.label}: {item.text}"
    if bench.question.kind.is_name:
        return item.text
    what = _what(bench, item.cells[0], zh=zh)
    return f"{what}为{item.text}" if zh else f"{what} is {item.text}"


def _what(bench: Workbench, cell: Cell, *, zh: bool) -> str:
    """Say what a value is of, as filed: the party where the row does not name it, row, column, and the time."""
    what = " ".join(_once([*cell.label.split(), *cell.heads.split()]))
    named = [m.text for m in bench.question.mentions if m.ids and not set(m.ids) & bench.scope.all_issuers]
    if named and not cell.line_number >= 0 and not any(n in what.lower() for n in named):
        what = f"{bench.question.text[_place(bench, named[0])]} {what}"
    if not what:
        what = "".join(bench.question.terms[i].text for a in bench.question.asks[:1] for i in a.terms) or "所问数据"
    told = what if zh else glossed(what)
    if cell.period is None or str(cell.period.end.year) in what or not (zh or isinstance(cell.value, Quantity)):
        return told
    when = period_words(cell.period, "zh" if zh else "en")
    dated = f"{told}（{when}）" if zh else f"{told} {'at' if cell.period.is_instant else 'in'} {when}"
    return dated if _is_written(bench, cell, when) and (zh or not _PART.search(when)) else told


def _once(words: Sequence[str]) -> list[str]:
    """Leave out words that another says too; single characters belong to dates and stay."""
    kept: list[str] = []
    for word in words:
        longer = any(word != other and word in other for other in words)
        if len(word) == 1 or not (longer or word in kept):
            kept.append(word)
    return kept


def _place(bench: Workbench, name: str) -> slice:
    at = bench.question.folded.find(name)
    return slice(at, at + len(name))


def _is_written(bench: Workbench, cell: Cell, words: str) -> bool:
    """Tell whether the numbers of a date stand in the words cited or in the question: an answer says no other."""
    pool = " ".join((bench.question.folded, cell.evidence.main.quote, *(c.quote for c in cell.evidence.context)))
    written = set(re.findall(r"\d+", pool))
    return set(re.findall(r"\d+", words)) <= written


_OPERATIONS = {
    "difference": ("相差", "difference"),
    "rest": ("余", "rest"),
    "sum": ("合计", "total"),
    "growth": ("变动", "change"),
    "average": ("平均", "average"),
    "multiple": ("倍数为", "multiple"),
    "share": ("占比为", "share"),
    "ratio": ("比值为", "ratio"),
    "count": ("共", "number"),
}


def _computed(bench: Workbench, found: Found, *, zh: bool) -> str:
    """Say a computed value with what it was computed from."""
    assert found.computation is not None
    question = bench.question
    asked = "".join(question.terms[i].text for i in question.asks[0].terms)
    name = _OPERATIONS.get(found.computation.operation, (asked or "占比", asked or "share"))[0 if zh else 1]
    operands = ("、" if zh else ", ").join(said(c) for c in found.computation.operands[:8])
    text = found.items[0].text
    if zh:
        return f"{name}{'为' if name == asked else ''}{text}（{operands}）。"
    return f"{glossed(name) if name == asked else f'The {name}'} is {text} ({operands})."
