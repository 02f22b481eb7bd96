"""One sentence for people, in the question's language, with names as filed and numbers as the source writes them."""

from collections.abc import Sequence

from kg.answer import Status
from kg.model import Evidence
from qa.found import Found, Item
from qa.values import period_words
from qa.workbench import Workbench

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
    zh = bench.question.lang == "zh"
    if found.status in (Status.NOT_FOUND, Status.AMBIGUOUS):
        name = bench.scope.unknown[0].text if bench.scope.unknown else ""
        return _REASONS.get(found.reason, _REASONS["no_such_fact"])[0 if zh else 1].format(name=name)
    marks = "".join(f"[{i + 1}]" for i in range(min(3, len(evidence))))
    if found.text:
        return f"{found.text}{marks}"
    if found.kind == "boolean":
        word = ("是" if found.items[0].value else "否") if zh else ("Yes" if found.items[0].value else "No")
        return f"{word}{'。' if zh else '.'}{marks}"
    if found.computation:
        return _computed(found, zh=zh) + marks
    if len(found.items) > 1 and not bench.question.kind.is_name and all(i.cells and i.label for i in found.items):
        return _several(found.items, zh=zh) + marks
    parts = [_item(bench, item, zh=zh) for item in found.items]
    joined = ("；" if zh else "; ").join(dict.fromkeys(parts))
    return f"{joined}{'。' if zh else '.'}{marks}"


def _several(items: Sequence[Item], *, zh: bool) -> str:
    """Say several values of what was asked, in the asked order: 收入、毛利率分别为1,000万元，7.16%."""
    if zh:
        return f"{'、'.join(i.label for i in items)}分别为{'，'.join(i.text for i in items)}。"
    return ", ".join(f"{i.label} {i.text}" for i in items) + "."


def _item(bench: Workbench, item: Item, *, zh: bool) -> str:
    """Say one value: what it is of, when, and how much."""
    if not item.cells:
        return str(item.value)
    cell = item.cells[0]
    if isinstance(item.value, str) and item.value == item.label:
        return item.label
    if bench.question.kind.is_name:
        return f"{item.label}：{item.text}" if zh else f"{item.label}: {item.text}"
    words = [w for w in (cell.label, cell.heads) if w]
    when = f"（{period_words(cell.period, 'zh' if zh else 'en')}）" if cell.period and zh else ""
    what = " ".join(words)
    return f"{what}{when}为{item.text}" if zh else f"{what}: {item.text}"


def _computed(found: Found, *, zh: bool) -> str:
    assert found.computation is not None
    names = {
        "difference": ("相差", "difference"),
        "sum": ("合计", "total"),
        "growth": ("变动", "change"),
        "ratio": ("占比", "share"),
    }
    name = names.get(found.computation.operation, (found.computation.operation,) * 2)[0 if zh else 1]
    operands = (
        "、".join(c.text for c in found.computation.operands[:8])
        if zh
        else ", ".join(c.text for c in found.computation.operands[:8])
    )
    return f"{name}{found.items[0].text}（{operands}）。" if zh else f"{name}: {found.items[0].text} ({operands})."
