"""The root of the command line: what it does before, around and after each command.

`--store` and `--lang` are accepted before and after the command, by moving them to the front. What was foreseen
becomes one line and exit code 3. Help is turned into Chinese from `help.yaml`, by command and
parameter. Typer carries its own copy of click, so click's exceptions are never touched here.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from kg.errors import PiluError, StoreError
from kg.kept import words_of
from kg.unread import Unread
from pilu.terminal.messages import HINTS, MESSAGES, translate
from pilu.terminal.streams import language, say, use_utf8

GLOBAL = ("--store", "--lang")
FORESEEN = 3
ANEW = "ingest the documents again into a new folder, with --store"
STOPPED = 130  # as shells have it for what Ctrl-C ends
INTERRUPTED = {
    "zh": "已中断：此前写入资料库的文件都在；再次运行同一命令即可继续",
    "en": "Interrupted: what was written into the store is there; run the same command again to go on",
}
DISK = "is the folder there, writable, and its disk not full?"


class PiluGroup(TyperGroup):
    """A group of commands with global options anywhere and errors of one line."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run with global options moved to the front."""
        import sys

        use_utf8()
        given = to_front(list(sys.argv[1:] if args is None else args))
        if language(asked_language(given)) == "zh":
            translate_help(self)
        return super().main(given, *rest, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; say a foreseen error in one line and exit with 3."""
        lang = language(ctx.params.get("lang") or "")
        try:
            return super().invoke(ctx)
        except PiluError as error:
            say(one_line(error, lang))
        except KeyboardInterrupt:
            say(INTERRUPTED[lang])
            raise typer.Exit(STOPPED) from None
        except BrokenPipeError:  # the reader of our output has gone, as with `| head`
            _silence()
        except (sqlite3.DatabaseError, OSError) as error:
            say(one_line(_foreseen(error), lang))
        raise typer.Exit(FORESEEN)


def _foreseen(error: sqlite3.DatabaseError | OSError) -> PiluError:
    """Return what the disk, or the database on it, would not do as an error for people; raise again what is a bug."""
    message = str(error).partition(" with text")[0]  # what a damaged row holds is no help
    if type(error) is sqlite3.DatabaseError or message.startswith("Could not decode"):
        return StoreError(f"the store is damaged: {message}", hint=ANEW)
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        raise error
    return PiluError(message, hint=DISK)


def to_front(args: list[str]) -> list[str]:
    """Return the arguments with global options first; those after `--` stay.

    >>> to_front(["ask", "why", "--store", "x", "--", "--lang"])
    ['--store', 'x', 'ask', 'why', '--', '--lang']
    """
    front: list[str] = []
    others: list[str] = []
    at = 0
    while at < len(args):
        arg = args[at]
        if arg == "--":
            others += args[at:]
            break
        if arg in GLOBAL and at + 1 < len(args):
            front += args[at : at + 2]
            at += 1
        elif arg.startswith(tuple(f"{name}=" for name in GLOBAL)):
            front.append(arg)
        else:
            others.append(arg)
        at += 1
    return front + others


def asked_language(args: Sequence[str]) -> str:
    """Return what --lang says, before anything is parsed: help is printed while parsing."""
    for at, arg in enumerate(args):
        if arg.startswith("--lang="):
            return arg.partition("=")[2]
        if arg == "--lang" and at + 1 < len(args):
            return args[at + 1]
    return ""


def translate_help(group: Any) -> None:
    """Put Chinese help in place of the English, for the group, each of its commands, and the groups within it."""
    words = words_of(Path(__file__).with_name("help.yaml"))
    within = words["groups"]
    _translate(
        [("pilu", group), *(each for each in group.commands.items() if each[0] not in within)], words["commands"], words
    )
    for name, known in within.items():
        nested = group.commands[name]
        _translate([(name, nested), *nested.commands.items()], known, words)


def _translate(commands: Sequence[tuple[str, Any]], known_words: dict[str, Any], words: dict[str, Any]) -> None:
    for name, command in commands:
        known = known_words.get(name, {})
        summary, _, example = (command.help or "").partition("Example: ")
        command.help = f"{known.get('help', summary.strip())}\n\n{words['example']}：{example}"
        for parameter in command.params:
            if hasattr(parameter, "help"):
                parameter.help = known.get(parameter.name) or words["shared"].get(parameter.name) or parameter.help


def one_line(error: PiluError, lang: str) -> str:
    """Return a foreseen error as one line with its hint."""
    return _told("错误：" if lang == "zh" else "Error: ", error.message, error.hint, lang)


def warning_line(path: str, unread: Unread, lang: str) -> str:
    """Return what of a file could not be read as one line with its hint."""
    return _told("注意：" if lang == "zh" else "Warning: ", f"{path}: {unread.message}", unread.hint, lang)


def _told(lead: str, message: str, hint: str, lang: str) -> str:
    message, hint = translate(message, MESSAGES, lang), translate(hint, HINTS, lang)
    tail = (f"（{hint}）" if lang == "zh" else f" ({hint})") if hint else ""
    return " ".join(f"{lead}{message}{tail}".split())


def _silence() -> None:
    """Point stdout at nothing, so that Python's own flush at exit does not complain."""
    import os
    import sys

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
