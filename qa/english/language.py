"""Which language a question asks in."""

import re

from kg.pattern import Pattern

_ENGLISH = Pattern(r"\s*(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|does|did|do|has|have|can|by)\b")
_ENGLISH_WITHIN = Pattern(r"\b(?:who|whom|whose|what|which|when|where|why|how|the|of|in|for|did|does|was|were|is)\b")
_CHINESE_WITHIN = Pattern(r"多少|什么|哪|谁|几|吗|如何|为何|何时|怎|是否|有没有|的")
_HAN = Pattern(r"[\u4e00-\u9fff]")


def is_english(folded: str) -> bool:
    """Tell whether a question asks in English: long Chinese names do not make an English question Chinese."""
    if _ENGLISH.match(folded):
        return True
    in_english, in_chinese = len(_ENGLISH_WITHIN.findall(folded)) > 1, bool(_CHINESE_WITHIN.search(folded))
    if in_english != in_chinese:
        return in_english
    return len(_HAN.findall(folded)) < 0.25 * len(re.findall(r"\w", folded))
