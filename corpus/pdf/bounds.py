"""PDFs that ask for far more drawing than they are long: forms within forms, each drawn many times.

PDFium draws what it is told, and no call of it can be ended from outside. So the file itself is asked, by its objects
as they are written, how often each form would be drawn on a page. What cannot be made out counts as nothing.
"""

import base64
import re
import zlib
from collections import Counter
from dataclasses import dataclass, field

MOST_DRAWN = 200_000  # forms drawn on one page, those in forms counted each time
DEEPEST = 40  # forms within forms that PDFium follows
LONGEST_STREAM = 8_000_000  # bytes of one unpacked content stream that are looked at
_OBJECT = re.compile(rb"\b(\d+)\s+\d+\s+obj\b")
_HEAD = re.compile(rb"(.*?)(?:\b(stream)\r?\n|\bendobj\b)", re.DOTALL)
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+(\d+)")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")


def is_endless(data: bytes) -> bool:
    """Tell whether some page of a PDF draws forms without measure."""
    if len(_FORM.findall(data)) < 3:
        return False
    drawing = _Drawing(_objects(data), data)
    return any(
        drawing.count(number) > MOST_DRAWN for number, (head, _) in drawing.objects.items() if _PAGE.search(head)
    )


_Objects = dict[int, tuple[bytes, int]]  # by number: what stands before its stream, and where that begins, or -1


def _objects(data: bytes) -> _Objects:
    found: _Objects = {}
    for match in _OBJECT.finditer(data):
        head = _HEAD.match(data, match.end())
        if head is None:
            continue
        starts = head.end() if head[2] else -1
        found[int(match[1])] = head[1], starts
        if _PACKED.search(head[1]) and starts >= 0:
            found |= _packed(head[1], _unpacked(head[1], data, starts))
    return found


def _packed(head: bytes, body: bytes) -> _Objects:
    """Return the objects in a stream of objects."""
    first = _FIRST.search(head)
    at = int(first[1]) if first else 0
    pairs = [int(word) for word in body[:at].split() if word.isdigit()]
    numbers, starts = pairs[::2], [*pairs[1::2], len(body) - at]
    ends = zip(numbers, starts, starts[1:], strict=False)
    return {number: (body[at + start : at + end], -1) for number, start, end in ends}


def _unpacked(head: bytes, data: bytes, start: int) -> bytes:
    body = data[start : data.find(b"endstream", start)]
    try:
        if b"ASCII85Decode" in head:
            body = base64.a85decode(body.strip(), adobe=True)
        return zlib.decompressobj().decompress(body, LONGEST_STREAM) if b"FlateDecode" in head else body
    except (zlib.error, ValueError):
        return b""


@dataclass(slots=True)
class _Drawing:
    """What each page and form of a file draws; `count` says how many forms that comes to."""

    objects: _Objects
    data: bytes
    known: dict[int, int] = field(default_factory=dict)

    def count(self, number: int, depth: int = 0) -> int:
        """Return how many forms are drawn where this page or form is."""
        if number not in self.known and depth < DEEPEST:
            self.known[number] = 0  # a form within itself is not drawn
            head, _ = self.objects[number]
            names = self._forms(head)
            drawn = Counter(name for name in _DRAWN.findall(self._content(number)) if name in names)
            self.known[number] = sum(times * (1 + self.count(names[name], depth + 1)) for name, times in drawn.items())
        return self.known.get(number, 0)

    def _content(self, number: int) -> bytes:
        head, start = self.objects[number]
        if start >= 0:
            return _unpacked(head, self.data, start)
        contents = _CONTENTS.search(head)
        parts = [int(part) for part in _REFERENCE.findall(contents[1])] if contents else []
        return b"\n".join(self._content(part) for part in parts if self.objects.get(part, (b"", -1))[1] >= 0)

    def _forms(self, head: bytes) -> dict[bytes, int]:
        """Return the forms that a page or form may draw, by the names it has for them."""
        resources = self._followed(head, b"Resources")
        named = _NAMED.findall(self._followed(resources, b"XObject"))
        return {name: int(at) for name, at in named if _FORM.search(self.objects.get(int(at), (b"", 0))[0])}

    def _followed(self, head: bytes, key: bytes) -> bytes:
        """Return the words from a key on, or those of the object that it refers to."""
        match = re.search(rb"/" + key + rb"\s*(?:(\d+)\s+\d+\s+R|(?=<<))", head)
        if match is None:
            return b""
        return self.objects.get(int(match[1]), (b"", 0))[0] if match[1] else head[match.end() :]
