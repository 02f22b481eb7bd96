"""English questions put into Chinese: word by word from a lexicon, in the order of a Chinese question.

Filings are in Chinese, and so is what reads them. `in_chinese` is no translation to be read by people, but what the
Chinese road makes the same of as of the question that somebody would have asked in Chinese.
"""

from qa.english.asked import in_chinese
from qa.english.language import is_english

__all__ = ["in_chinese", "is_english"]
