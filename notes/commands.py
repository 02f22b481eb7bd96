"""The commands `pilu note render`, `pilu note check` and `pilu cite`: parse, call, print, exit.

Only typer is imported here: the command line imports this module whatever it is asked to do.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.errors import PiluError
    from notes.note import Rendered
    from notes.write import File
    from pilu.terminal.settings import Settings

FOUND, FORESEEN, NOTHING, FINDINGS = 0, 3, 4, 5

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})
Files = Annotated[list[Path], typer.Argument(metavar="FILE|DIR...", help="Notes, or folders of notes.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


@app.callback()
def note() -> None:
    """Write answers into Markdown notes, and check that they still hold.

    Example: pilu note render notes/supplier.md
    """


@app.command()
def render(ctx: typer.Context, files: Files) -> None:
    """Write the result of each block below it; all else stays as it is.

    Example: pilu note render notes/supplier.md
    """
    from notes.words import message
    from pilu.terminal.streams import say

    broken = failed = 0
    for file, rendered in _rendered(ctx.obj, files):
        if file is None or rendered is None:
            failed += 1
            continue
        errors = [(each.spot, message(error, ctx.obj.lang)) for each in rendered.results for error in each.errors]
        for spot, text in errors:
            say(f"{file.path}:{spot.line}: {text}")
        broken += len(errors)
        written = _write(file, rendered, ctx.obj)
        failed += written is None
        if rendered.results and written is not None:
            say(f"{file.path}: {len(rendered.results)} {'written' if written else 'unchanged'}")
    raise typer.Exit(FORESEEN if failed else FINDINGS if broken else FOUND)


@app.command()
def check(ctx: typer.Context, files: Files, as_json: AsJson = False) -> None:
    """Ask every block again, write nothing, and report what changed; exit with 5 when something did.

    Example: pilu note check notes/
    """
    from collections import Counter
    from dataclasses import asdict

    from notes.check import check as compare
    from notes.check import lines_of
    from notes.session import Session
    from pilu.jsonlines import line
    from pilu.terminal.streams import put, say

    states: Counter[str] = Counter()
    failed = 0
    for file, rendered in _rendered(ctx.obj, files):
        if file is None or rendered is None:
            failed += 1
            continue
        verdicts = compare(rendered, Session(ctx.obj.workspace, file.path.resolve().parent), file.text, ctx.obj.lang)
        states.update(verdict.state.value for verdict in verdicts)
        for text in (
            [line({"note": str(file.path)} | asdict(v)) for v in verdicts]
            if as_json
            else lines_of(str(file.path), verdicts)
        ):
            put(text)
        for name in _stale_charts(file, rendered):
            states["stale"] += 1
            put(
                line({"note": str(file.path), "state": "stale", "message": name})
                if as_json
                else f"{file.path}: stale: {name}"
            )
    say(", ".join(f"{count} {state}" for state, count in sorted(states.items())) or "no blocks")
    findings = sum(states.values()) - states["unchanged"]
    raise typer.Exit(FORESEEN if failed else FINDINGS if findings else FOUND)


def cite(
    ctx: typer.Context,
    docs: Annotated[
        list[str] | None, typer.Argument(metavar="[DOC]...", help="File names or unique beginnings of them.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="bibtex, csl or gbt7714.")] = "bibtex",
) -> None:
    """Print references to documents, for Pandoc, Quarto, Zotero or Word.

    Example: pilu cite --format gbt7714
    """
    from notes.cite import FORMATS, references

    if format_ not in FORMATS:
        raise typer.BadParameter(f"{format_!r} is not one of {', '.join(FORMATS)}", param_hint="--format")
    everyone = ctx.obj.workspace.docs()
    chosen = [ctx.obj.workspace.find(doc) for doc in docs] if docs else everyone
    typer.echo(references(chosen, everyone, format_), nl=False)
    raise typer.Exit(FOUND if chosen else NOTHING)


def add_to(root: typer.Typer) -> None:
    """Add the commands to the command line."""
    root.add_typer(app, name="note")
    root.command()(cite)


def _rendered(settings: "Settings", paths: list[Path]) -> "Iterator[tuple[File | None, Rendered | None]]":
    """Yield each note with what it should be; a note that cannot be read is said, and counted by the caller."""
    from notes.model import NoteError
    from notes.note import render as render_text
    from notes.session import Session
    from notes.write import expand, read
    from pilu.terminal.streams import say

    for path in expand(paths):
        try:
            file = read(path)
        except NoteError as error:
            say(_said(error, settings))
            yield None, None
            continue
        session = Session(settings.workspace, path.resolve().parent)
        yield file, render_text(file.text, session, path.stem)


def _write(file: "File", rendered: "Rendered", settings: "Settings") -> bool | None:
    """Write a note and its charts; None when that was refused."""
    from notes.model import NoteError
    from notes.write import replace, write_whole
    from pilu.terminal.streams import say

    try:
        stale = _stale_charts(file, rendered)
        for name in stale:
            write_whole(file.path.resolve().parent / name, rendered.charts[name].encode())
        return replace(file, rendered.text) or bool(stale)
    except NoteError as error:
        say(_said(error, settings))
        return None


def _stale_charts(file: "File", rendered: "Rendered") -> list[str]:
    """Return the names of charts that are not on disk as they should be."""
    folder = file.path.resolve().parent
    charts = rendered.charts.items()
    return [
        name for name, svg in charts if not (folder / name).is_file() or (folder / name).read_bytes() != svg.encode()
    ]


def _said(error: "PiluError", settings: "Settings") -> str:
    """Return a foreseen error as one line."""
    from notes.words import message

    return f"{settings.said('错误：', 'Error: ')}{message(error, settings.lang)}"
