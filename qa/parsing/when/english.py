"""English periods: H1 2024, the first nine months of 2023, the end of June 2024, between 2021 and 2023."""

from qa.parsing.when.parts import MONTHS

_YEAR = r"(?P<y>(?:19|20)\d{2})"
_NAMED = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_OF = r"[\s-]*(?:of|in|for)?\s*(?:the\s+)?(?:fiscal\s+|financial\s+)?(?:year\s+)?"
_NTH = "(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|last)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_EDGE = (
    r"(?:the\s+)?(?:(?P<edge>end|close|beginning|start)(?:\s+of\s+(?:the\s+)?|-)"
    r"|(?P<edge_>year-end|year end|period-end)\s+)(?:fiscal\s+|FY\s*|year\s+)?"
)
_PARTS = (
    rf"(?P<half>first|second)[\s-]half{_OF}{_YEAR}",
    rf"{_YEAR}(?:'s)?\s+(?P<half>first|second)[\s-]half",
    rf"{_YEAR}(?:'s)?\s+(?P<half>half[- ]year|interim)",
    rf"{_YEAR}\s*-?\s*H(?P<half>[12])",
    rf"H(?P<half>[12])[\s-]*(?:of\s+)?{_YEAR}",
    rf"(?P<half>[12])H[\s-]*(?:of\s+)?{_YEAR}",
    rf"{_NTH}[\s-]quarter{_OF}{_YEAR}",
    rf"{_YEAR}(?:'s)?\s+{_NTH}[\s-]quarter",
    rf"{_YEAR}\s*-?\s*Q(?P<q>[1-4])",
    rf"Q(?P<q>[1-4])[\s-]*(?:of\s+)?{_YEAR}",
    rf"first\s+(?:(?P<quarters>two|three)\s+quarters|(?P<months>three|six|nine|3|6|9)\s+months){_OF}{_YEAR}",
    rf"{_NAMED},?\s+(?:of\s+)?{_YEAR}",
)

_NOT_A_YEAR = r"(?![\d.,]\d|\d|\s*(?:[万元亿股台个名亩吨%]|平方)|PE|[\]〕】)）]\s*\d+\s*号)"

DATED = (
    rf"{_DAY}\s+(?:of\s+)?{_NAMED},?\s+{_YEAR}",
    rf"{_NAMED}\s+{_DAY},?\s+{_YEAR}",
    *(rf"(?:{_EDGE})?(?:the\s+)?{part}" for part in _PARTS),
    rf"{_EDGE}{_YEAR}",
    rf"{_YEAR}(?:\s*年)?[\s-]*(?P<edge>year[- ]end)",
    rf"(?P<half>mid)[- ]{_YEAR}",
    rf"(?:FY\s*|fiscal\s+(?:year\s+)?|full[- ]year\s+)?(?<![\d.,])(?<!\d{{3}}-){_YEAR}{_NOT_A_YEAR}",
)
# Days without a year, and months that have only an edge: before 13 February, at the end of June.
BARE_DAY = (rf"(?<!\d){_DAY}\s+(?:of\s+)?{_NAMED}(?!\w)", rf"(?<!\w){_NAMED}\s+{_DAY}(?![\d,])(?!\s*\d{{4}})")
BARE = (rf"{_EDGE}{_NAMED}(?!\w)",)
_UNTIL = r"\s*(?:[-–—]|to|and|through|until)\s*"
RANGE = (
    rf"(?<!\d){_DAY}{_UNTIL}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAMED},?\s+{_YEAR}",
    rf"{_NAMED}\s+{_DAY}{_UNTIL}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
)
# two days or months of one year: 10 or 11 February 2025, in October and December 2023
TWO_DAYS = (
    rf"(?<!\d){_DAY}\s+or\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAMED},?\s+{_YEAR}",
    rf"{_NAMED}\s+{_DAY}\s+or\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
)
_UP_TO = r"(?:\s*[-–—]\s*|\s+(?:to|through|until)\s+)"
MONTH_RANGE = (rf"(?:from\s+)?(?<!\w){_NAMED}{_UP_TO}{_NAMED.replace('<month>', '<month2>')},?\s+(?:of\s+)?{_YEAR}",)
TWO_MONTHS = (
    rf"(?<!between )(?<!\w){_NAMED}\s+(?:and|or)\s+{_NAMED.replace('<month>', '<month2>')},?\s+(?:of\s+)?{_YEAR}",
)
_LAST = _YEAR.replace("<y>", "<y2>") + r"(?!\s*-?\s*[HQhq]\d)(?![.,]?\d)"
YEARS = (
    rf"between\s+{_YEAR}\s+and\s+{_LAST}",
    rf"(?:from\s+)?{_YEAR}(?:\s*[-–—]\s*|\s+(?:to|through|until)\s+){_LAST}",
)
