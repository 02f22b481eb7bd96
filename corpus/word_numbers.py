"""The numbers that Word shows before paragraphs: 一、, （二）, 1.1, ① … counted from numbering.xml and the styles."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HAN = "〇一二三四五六七八九"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
STEMS = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
COUNTED_IN_HAN = ("chinese", "japanese", "taiwanese", "ideographDigital")
DEEPEST = 40  # styles that one style may be based on, one after the other


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, from where, and what stands around the numbers: "（%1）"."""

    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; `shown` counts on."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)  # by numId
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # numId and level that a style gives
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    shared: dict[str, str] = field(default_factory=dict)  # numId: the abstract list whose count it goes on with

    def shown(self, paragraph: Any, style: str) -> str:
        """Return the number before a paragraph as Word shows it, "" where it has none."""
        number, depth = self._of(paragraph, style)
        levels = self.lists.get(number, {})
        if depth not in levels:
            return ""
        counts = self.counts[self.shared.get(number, number)]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if levels[depth].format in ("bullet", "none"):
            return "● " if levels[depth].format == "bullet" else ""
        text = levels[depth].text
        for each in range(depth + 1):
            level = levels.get(each, Level())
            text = text.replace(f"%{each + 1}", numeral(counts.get(each, level.start), level.format))
        return text if not text or not text[-1].isascii() else f"{text} "

    def _of(self, paragraph: Any, style: str) -> tuple[str, int]:
        given = paragraph.find(f"{W}pPr/{W}numPr")
        number, depth = self.styles.get(style, ("", 0))
        if given is not None:
            number, depth = _value(given.find(f"{W}numId"), number), int(_value(given.find(f"{W}ilvl"), str(depth)))
        return number, depth


def read_numbering(document: Any) -> Numbering:
    """Return the lists of a python-docx document; empty where it has none."""
    found = Numbering()
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return found
    abstract = {each.get(f"{W}abstractNumId"): _levels(each) for each in root.findall(f"{W}abstractNum")}
    for each in root.findall(f"{W}num"):
        number, base = each.get(f"{W}numId"), _value(each.find(f"{W}abstractNumId"), "")
        overrides = {int(o.get(f"{W}ilvl")): o for o in each.findall(f"{W}lvlOverride")}
        found.lists[number] = dict(abstract.get(base, {}))
        for depth, override in overrides.items():
            found.lists[number] |= _levels(override)
            start = override.find(f"{W}startOverride")
            if start is not None and depth in found.lists[number]:
                level = found.lists[number][depth]
                found.lists[number][depth] = Level(level.format, level.text, int(_value(start, "1")))
        found.shared[number] = number if overrides else f"abstract {base}"
    found.styles = _numbers_of_styles(document)
    return found


def heading_levels(document: Any) -> dict[str, int]:
    """Return the outline level, 1 to 9, that each style gives its paragraphs, where it gives one."""
    levels: dict[str, int] = {}
    for style_id, chain in _chains(document).items():
        for style in chain:
            level = style.find(f"{W}pPr/{W}outlineLvl")
            if level is not None and int(_value(level, "9")) < 9:
                levels[style_id] = int(_value(level, "9")) + 1
                break
    return levels


def numeral(number: int, form: str) -> str:
    """Write a number as a list does.

    >>> [numeral(12, form) for form in ("chineseCounting", "decimalEnclosedCircle", "upperRoman", "lowerLetter")]
    ['十二', '⑫', 'XII', 'l']
    """
    if form.startswith(COUNTED_IN_HAN) and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form in STEMS:
        return STEMS[form][(number - 1) % len(STEMS[form])]
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text + ROMAN_ONES[number]


def _levels(parent: Any) -> dict[int, Level]:
    levels = {}
    for level in parent.findall(f"{W}lvl"):
        form, text = _value(level.find(f"{W}numFmt"), "decimal"), _value(level.find(f"{W}lvlText"), "")
        levels[int(level.get(f"{W}ilvl", "0"))] = Level(form, text, int(_value(level.find(f"{W}start"), "1")))
    return levels


def _numbers_of_styles(document: Any) -> dict[str, tuple[str, int]]:
    numbers = {}
    for style_id, chain in _chains(document).items():
        for style in chain:
            given = style.find(f"{W}pPr/{W}numPr")
            if given is not None and given.find(f"{W}numId") is not None:
                depth = next((_value(each.find(f"{W}pPr/{W}numPr/{W}ilvl"), "") for each in chain), "")
                numbers[style_id] = (_value(given.find(f"{W}numId"), ""), int(depth or "0"))
                break
    return numbers


def _chains(document: Any) -> dict[str, list[Any]]:
    """Return for each paragraph style the styles it is made of: itself and those it is based on."""
    root = document.styles.element
    styles = {each.get(f"{W}styleId"): each for each in root.findall(f"{W}style")}
    chains = {}
    for style_id, style in styles.items():
        chain = []
        while style is not None and len(chain) < DEEPEST:
            chain.append(style)
            style = styles.get(_value(style.find(f"{W}basedOn"), ""))
        chains[style_id] = chain
    return chains


def _value(element: Any, otherwise: str) -> str:
    return otherwise if element is None else element.get(f"{W}val", otherwise)
