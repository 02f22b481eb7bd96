"""Whether a question asks who somebody is, and of whom."""

from collections.abc import Sequence

from kg.model import EntityKind
from kg.pattern import Pattern
from qa.evidence.workbench import Workbench
from qa.parsing.names import Mention
from qa.parsing.question import Question

WHO = Pattern(
    r"(?:是|为|指的?是?|可能是|会是|究竟是|到底是|实际是|对应)(?:谁|哪家|哪个|哪一家|什么公司)|谁是|真实(?:名称|身份)|真名"
)
# what else a question may say that asks nothing but who somebody is
_BESIDE = Pattern(
    r"(?:指的?|可能|会|究竟|到底|实际上?|其实|又)?(?:是|为|对应)(?:一?家?)?(?:谁|哪一?[家个]|什么)(?:人|公司|企业|单位|机构|银行)?|谁是"
    r"|请问|告诉我|文件[中里]|这[家个]|那[家个]|所?说?的|公司|呢|啊|[\s，,。？?！!、“”\"'：:（）()]"
)
_FROM = Pattern(r"(?:从|对|给|向|由)\s?$")
_MEETING = Pattern(r"\s?(?:所?对应|一致|相|吻合|匹配)")  # 与甲一致, 向甲对应: of the party itself
_MEETS, _ITS = Pattern(r"对应(?:了|的是)?\s?$"), Pattern(r"\s?的(?!是|为|哪|客户|供应商|公司)")


def only_who(question: Question) -> bool:
    """Tell whether a question asks who its parties are and nothing else."""
    rest = question.folded
    for mention in sorted(question.mentions, key=lambda each: -len(each.text)):
        rest = rest.replace(mention.text, " ")
    return bool(WHO.search(question.folded)) and not _BESIDE.sub("", rest)


def letter_of(bench: Workbench) -> Mention | None:
    """Return the first mention of the question that is an anonymous party."""
    return next((mention for mention in bench.question.mentions if is_letter(bench, mention)), None)


def is_part(question: Question, mention: Mention) -> bool:
    """Tell whether a party only tells which thing is meant: 从甲采购的服务器, 对应甲的在手订单."""
    ahead, behind = question.folded[: mention.start], question.folded[mention.end :]
    source = _FROM.search(ahead) and not _MEETING.match(behind)
    return bool(source or (_MEETS.search(ahead) and _ITS.match(behind)))


def is_letter(bench: Workbench, mention: Mention) -> bool:
    """Tell whether a mention is an anonymous party."""
    entity = bench.library.entity(mention.ids[0]) if mention.ids else None
    return bool(entity and entity.kind is EntityKind.ANONYMOUS)


def beside(bench: Workbench, letter: Mention) -> Sequence[Mention]:
    """Return the other mentions of a question about a letter that are not just whose filing it stands in."""
    return [m for m in bench.question.mentions if m is not letter and not set(m.ids) & bench.scope.all_issuers]
