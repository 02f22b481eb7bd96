"""Where output goes and in which language: data to stdout, the rest to stderr, both UTF-8 whatever the locale."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def use_utf8() -> None:
    """Make both streams UTF-8; a character that cannot be written becomes an escape rather than an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


SIGNS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
TURNS = dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
SEEN = SIGNS | TURNS


def seen(text: str) -> str:
    """Return a text with its control characters as signs: a filing must not steer the terminal, nor turn the order of
    digits around.

    >>> seen("1\x1b[31m2")
    '1␛[31m2'
    """
    return text.translate(SEEN)


def say(text: str) -> None:
    """Write a line for people to stderr."""
    sys.stderr.write(seen(text) + "\n")
    sys.stderr.flush()


def put(text: str, *, strong: bool = False) -> None:
    """Write a line of data to stdout; on a terminal without what would steer it, and in bold where it is strong.

    Rich would cost a cold question 30 ms.
    """
    if sys.stdout.isatty():
        text = seen(text)
        text = f"\x1b[1m{text}\x1b[0m" if strong and "NO_COLOR" not in os.environ else text
    sys.stdout.write(text + "\n")


def put_workbook(make: Callable[..., bytes], objects: Iterable[Mapping[str, Any]], *more: Any) -> bool:
    """Write listed objects to stdout as an Excel workbook, made with `more` where it wants that; tell whether there
    were any."""
    import typer

    if sys.stdout.isatty():
        raise typer.BadParameter("a workbook goes into a file: > out.xlsx", param_hint="--format")
    listed = list(objects)
    if listed:
        typer.get_binary_stream("stdout").write(make(listed, *more))
    return bool(listed)


def language(given: str = "") -> str:
    """Return zh or en: what was given with --lang, else what the locale says.

    >>> language("zh")
    'zh'
    """
    if given:
        return given
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def console(*, error: bool = False) -> Any:
    """Return a Rich console that does not cut lines when its output is read by a program."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else 160, soft_wrap=not stream.isatty(), highlight=False)
