"""The words before a figure of a sentence: where they begin, what is no part of what they name."""

from kg.pattern import Pattern
from nlp.marks import CHAR, Marked

MEASURES = {"Money", "Shares", "Persons", "Ratio", "Points", "Count", "Price", "Duration"}
BREAKS = "，,；;。：:！？（(“「」"
TIMES = CHAR["Date"] + CHAR["Period"]
MARKS = "".join(CHAR[kind] for kind in sorted(MEASURES))
_VERBS = Pattern(
    r"(?:分别|实现|达到|达|约为|为|是|至|共计|合计|总计|共|约|仅|已|到|有|计|在|按|近|超过|超|不超过|即|的|了|将|就|也|均|都)+$"
)
_OPENINGS = Pattern(
    r"^(?:其中|此外|另外|同时|并且|且|而|但|及|以及|和|与|或|因此|故|虽|由于|根据|在|的|了|、|本?公司|我司|实现|取得|完成|分别|[*①-⑳]|\s)+"
)
_BASE = Pattern(r"(?:较|相较于|比|相比|与|同)$")  # a period after these is what a change is measured from


def trimmed(label: str) -> str:
    """Return words without what leads to what they name and what leads from it to the figure."""
    while True:
        shorter = _OPENINGS.sub("", _VERBS.sub("", label.strip(" =＝\n\t")))
        if shorter == label:
            return label
        label = shorter


def is_base(marked: Marked, at: int) -> bool:
    """Tell whether a period is what a change is measured from: 较上年同期, 比2021年."""
    return bool(_BASE.search(marked.text[max(0, at - 4) : at]))
