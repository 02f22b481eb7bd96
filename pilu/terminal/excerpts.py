"""A place in a document, with its surroundings."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from pilu.terminal.settings import Settings
from pilu.terminal.streams import console, put, say, seen

AROUND = 200  # characters shown before and after


def show(
    ctx: typer.Context,
    doc: Annotated[str, typer.Argument(help="A file name or a unique beginning of one.")],
    at: Annotated[
        str, typer.Option("--at", "--evidence", metavar="START:END", help="Code points to show, in their surroundings.")
    ] = "",
    text: Annotated[bool, typer.Option("--text", help="Print the bare text.")] = False,
    png: Annotated[Path | None, typer.Option(help="Draw the page of a PDF here, the words marked.")] = None,
) -> None:
    """Show a document, or the words at a place in it; of a PDF as a picture, too.

    Example: pilu show reply.txt --at 1200:1260
    """
    settings: Settings = ctx.obj
    workspace = settings.workspace
    whole = workspace.show(doc)
    if not at:
        if png is not None:
            raise typer.BadParameter("--png goes with --evidence START:END", param_hint="--png")
        sys.stdout.write(seen(whole) if sys.stdout.isatty() else whole)  # typer.echo would take escapes out of it
        return
    start, end = parse_span(at, len(whole))
    if png is not None:
        from pilu.pictures import evidence_picture

        listed = workspace.find(doc)
        source = Path(workspace.database.source(listed.name) or listed.name)
        evidence_picture(workspace.database.document(listed.id), source, start, end).save(png, "PNG")
        say(settings.said(f"已画出 {png}", f"drawn: {png}"))
    elif text:
        sys.stdout.write(whole[start:end])
    else:
        show_excerpt(whole, start, end)


def parse_span(text: str, length: int) -> tuple[int, int]:
    """Read START:END, code points, half open; refuse what does not lie in the text."""
    match = re.fullmatch(r"(\d+):(\d+)", text)
    if not match or not 0 <= int(match[1]) < int(match[2]) <= length:
        raise typer.BadParameter(f"{text!r} is no START:END between 0 and {length}", param_hint="--at")
    return int(match[1]), int(match[2])


def show_excerpt(text: str, start: int, end: int) -> None:
    """Print a stretch of text in its surroundings: highlighted on a terminal, between 【 and 】 elsewhere."""
    before, cited, after = (
        seen(text[a:b]) for a, b in ((max(0, start - AROUND), start), (start, end), (end, end + AROUND))
    )
    if not sys.stdout.isatty():
        put(f"{before}【{cited}】{after}")
        return
    from rich.text import Text

    console().print(Text.assemble(before, (cited, "reverse"), after))
