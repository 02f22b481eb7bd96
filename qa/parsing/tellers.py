"""Whose figures a question asks for: 据甲统计, 乙预测, 丙口径下 name the one who tells it, whom it is not about."""

from kg.pattern import Pattern

_AHEAD = Pattern(r"(?:据|根据|按照?|依照?|依据|引用|援引|采用|参照)了?\s*$")
_FIGURES = "数据(?![中库集资服产业])|统计|口径|调研|调查"
_TELLS = Pattern(rf"\s*(?:最新|发布|公布|公开|给出|的)*(?:{_FIGURES})")
_JUDGES = Pattern("的?(?:预测|测算|估算|预计|估计|预期|判断|认为|报告|分析|研究|研报)")
_PARTED = Pattern(r"[，,：:]|\s|\d|的?《")
_JUDGE = Pattern(r"[a-z][a-z0-9&. ]*|.*(?:研究院|信通院|研究所|研究中心|证券|协会|学会|咨询|智库|统计局)")
_SAYING = Pattern(
    rf"\s*(?:最新|发布|公布|公开|给出|的)*(?:{_FIGURES})+(?:显示|列示|来看|来说)?(?:里面?|中|[之以]?下|上)?"
)


def tells(folded: str, start: int, end: int) -> bool:
    """Tell whether the party at a place of a folded question is named there as the one who tells what is asked."""
    ahead = bool(_AHEAD.search(folded[:start]))
    if _TELLS.match(folded, end):
        return True
    if _JUDGES.match(folded, end):
        return ahead or bool(_JUDGE.fullmatch(folded[start:end]))
    return ahead and bool(_PARTED.match(folded, end))


def saying(folded: str, end: int) -> tuple[int, int]:
    """Return where the words behind a name stand that only say that its figures are meant: 口径下, 的数据里."""
    match = _SAYING.match(folded, end)
    return match.span() if match else (end, end)
