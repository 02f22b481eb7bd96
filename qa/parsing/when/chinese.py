"""Chinese periods: a year, a part of it, an edge of that: 2024年上半年末, 二〇二三年前三季度, 较年初."""

from kg.pattern import Pattern

_S = r"\s*"
_TO = rf"{_S}(?:[-~—–－～]|至|到){_S}"
_AND = rf"{_S}(?:、|和|与|及|以及){_S}"
YEAR = r"(?P<y>(?<!\d)(?:19|20)\d{2}|[一二][〇零○一二三四五六七八九]{3}(?=年))"
_OF_YEAR = rf"{_S}(?:财年|会计年度|年度?)?{_S}的?{_S}(?:开年)?"
_HALF = r"(?:(?P<half>[上下])半年(?:度)?|(?P<half_>半)年(?:度|报)?|(?P<half__>中期|年?中(?=[，,、的和与末]|$)))"
_QUARTER = (
    r"(?:[前头](?P<quarters>[两二三])个?季(?:度)?|第?(?P<q>[一二三四1-4])个?季(?:度|报)?|(?P<q__>[头首])一?个?季(?:度)?"
    r"|[前头](?P<months>[两二三四五六七八九]|1[01]|[2-9])个月"
    r"|[Qq](?P<q_>[1-4])|[Hh](?P<half___>[12]))"
)
_MONTHS = rf"(?:(?P<m>\d{{1,2}}){_S}月?(?:份)?{_TO}(?P<m2>\d{{1,2}}){_S}月(?:份)?)"
_MONTH = rf"(?P<m_>\d{{1,2}}){_S}月(?:份)?"
_DAY = rf"(?:{_S}(?P<d>\d{{1,2}}){_S}(?:日|号)?)"
_EDGE = rf"(?:{_S}期?(?P<edge>末|底|终|尾|初))?"

# A year with what of it is meant; the longest match wins.
DATED = (
    rf"{YEAR}{_OF_YEAR}{_HALF}{_EDGE}",
    rf"{YEAR}{_OF_YEAR}{_QUARTER}{_EDGE}",
    rf"{YEAR}{_OF_YEAR}{_MONTHS}{_EDGE}",
    rf"{YEAR}{_S}年{_S}{_MONTH}(?:{_DAY}|{_EDGE})?",
    rf"{YEAR}{_S}[-/.]{_S}(?P<m>\d{{1,2}}){_S}[-/.]{_S}(?P<d>\d{{1,2}})(?!\d)",
    rf"{YEAR}{_S}年(?:年(?!度?报))?(?:全年|度)?{_EDGE}",
    rf"{YEAR}{_S}(?:财年|会计年度|年全年)",
)
# A month of the year before that of the newest filing.
LAST_YEAR = rf"(?:去年|上一?年)的?{_S}{_MONTH}(?:{_DAY}|{_EDGE})?"
# Parts without a year, which they take from what stands beside them; those that may stand alone.
PARTS = (
    rf"(?<![年\d]){_MONTH}{_S}(?P<edge>末|底|初)",
    rf"(?<![年\d]){_MONTHS}",
    rf"(?:当年|同年)?(?P<half>[上下])半年(?:度)?{_EDGE}",
    r"(?<![\d上下前后])(?P<half_>半)年度?(?P<edge>末|底)",
    rf"(?<![第\d前后各每])第?(?P<q>[一二三四])季度{_EDGE}|(?<![A-Za-z\d])[Qq](?P<q_>[1-4])(?![\d\w])",
)
BARE = (*PARTS, r"(?:(?<=[比较从自与和至到])|(?<=相比))(?:当?年|期)(?P<edge>初|末|底)")
# The end of the year before, against a year named beside it.
BEFORE = r"(?:(?<=[比较从自与和至到])|(?<=相比))(?:上年|去年|上一年)(?:年)?(?P<edge>末|底)"
_LAST_DAY = r"(?:(?P<m2>\d{1,2})\s*月\s*)?(?P<d2>\d{1,2})\s*日"
RANGE = rf"{YEAR}{_S}年?(?P<m>\d{{1,2}}){_S}月{_S}(?P<d>\d{{1,2}}){_S}日?{_TO}{_LAST_DAY}"
BARE_RANGE = r"(?<![年\d])(?P<m>\d{1,2})月(?P<d>\d{1,2})日?(?:[-~—–]|至|到)" + _LAST_DAY
TWO_DAYS = rf"{YEAR}{_S}年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日?{_AND}(?P<d2>\d{{1,2}})日"
TWO_MONTHS = rf"{YEAR}{_S}年(?P<m>\d{{1,2}}){_S}月份?{_AND}(?P<m2>\d{{1,2}}){_S}月份?(?!{_S}[\d末底初])"
BARE_DAY = r"(?<![年\d])(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]"
_FIRST = r"(?P<y>(?:19|20)\d{2})(?:年度?)?"
_LAST = r"(?P<y2>(?:19|20)\d{2})"
_WHOLE = r"(?![末底初半上下第前\d]|\s*[QHqh\d])"  # not the end, the half or a month of that year
YEARS = rf"{_FIRST}{_TO}{_LAST}(?:年度?+)?+{_WHOLE}"
TWO_YEARS = rf"{_FIRST}{_AND}{_LAST}(?:年度?+){_WHOLE}"
UP_TO = Pattern(_TO)
SINCE = Pattern(r"\s*(?:年)?(?:以来|起(?![息始算诉草租止因飞点])|至今|之后|以后)")
