"""A place in a document, with its surroundings."""

import re
import sys

import typer

from pilu.terminal.streams import console, put

AROUND = 200  # characters shown before and after


def parse_span(text: str, length: int) -> tuple[int, int]:
    """Read START:END, code points, half open; refuse what does not lie in the text."""
    match = re.fullmatch(r"(\d+):(\d+)", text)
    if not match or not 0 <= int(match[1]) < int(match[2]) <= length:
        raise typer.BadParameter(f"{text!r} is no START:END between 0 and {length}", param_hint="--at")
    return int(match[1]), int(match[2])


def show_excerpt(text: str, start: int, end: int) -> None:
    """Print a stretch of text in its surroundings: highlighted on a terminal, between 【 and 】 elsewhere."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if not sys.stdout.isatty():
        put(f"{before}【{text[start:end]}】{after}")
        return
    from rich.text import Text

    console().print(Text.assemble(before, (text[start:end], "reverse"), after))
