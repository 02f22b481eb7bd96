"""What a sentence says itself: not the title of the report that it leans on, 据《甲、乙市场报告》，乙市场规模为…."""

from functools import lru_cache

from kg.pattern import Pattern

_SOURCE = Pattern(r"(?P<leans>(?:根据|依据|按照|据)[^，,。；《》]{0,24})《[^《》]*》")


@lru_cache(maxsize=16384)
def own_words(text: str) -> str:
    """Return a text without the titles of the reports that it leans on."""
    return _SOURCE.sub(r"\g<leans>", text) if "《" in text else text
