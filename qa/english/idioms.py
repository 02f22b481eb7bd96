"""Ways of asking that are put in plainer English first: lost more money, in absolute terms and as a share of sales."""

import re
from functools import cache

from qa.words import word_file


@cache
def _idioms() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(line["said"], re.IGNORECASE), line["plain"]) for line in word_file("idioms"))


def plainly(text: str) -> str:
    """Return a question without the turns of phrase that have a plainer one."""
    for said, plain in _idioms():
        text = said.sub(plain, text)
    return text
