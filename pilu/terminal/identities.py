"""Anonymous parties on the terminal: who they may be, and a person's word about it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.errors import PiluError
from pilu.jsonlines import line
from pilu.terminal.options import FOUND, NOTHING, AsJson, Format
from pilu.terminal.settings import Settings
from pilu.terminal.streams import put, say

USAGE = "[LABEL] | accept|reject|undo LABEL NAME | same | export | import FILE"
VERDICTS = ("accept", "reject", "undo")
LONGEST = 120  # characters of a quote
MARKS = {"certain": "●●●", "probable": "●●○", "possible": "●○○"}


def aliases(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar=USAGE)] = None,
    format_: Format = "table",
    as_json: AsJson = False,
    explain: Annotated[bool, typer.Option(help="Show the words of both sides.")] = False,
    note: Annotated[str, typer.Option(help="Why you decide so.")] = "",
    day: Annotated[str, typer.Option("--date", help="Day of the decision; today by default.")] = "",
    doc: Annotated[str, typer.Option(help="The filing, where several use the label.")] = "",
) -> None:
    """List anonymous parties and who they may be; accept or reject a name, or undo that.

    Example: pilu aliases E公司 --explain
    """
    from pilu.decisions import exported, imported

    given = words or []
    if len(given) == 3 and given[0] in VERDICTS:
        decide(ctx.obj, given, note=note, day=day, doc=doc)
    elif given == ["same"]:
        raise typer.Exit(FOUND if same_listed(ctx.obj, as_json=as_json or format_ == "jsonl") else NOTHING)
    elif given == ["export"]:
        for said in exported(ctx.obj.workspace):
            put(json.dumps(said, ensure_ascii=False))
    elif len(given) == 2 and given[0] == "import":
        say(str(imported(ctx.obj.workspace, Path(given[1]))))
    elif len(given) > 1:
        raise typer.BadParameter(" ".join(given), param_hint=USAGE)
    else:
        label = given[0] if given else ""
        count = listed(ctx.obj, label, as_json=as_json or format_ == "jsonl", explain=explain)
        raise typer.Exit(FOUND if count else NOTHING)


def listed(settings: Settings, label: str, *, as_json: bool, explain: bool) -> int:
    """Print the parties of a label, all for an empty one; return how many."""
    parties = settings.workspace.identities().of(label)
    for shown in settings.listings().aliases(parties, "en" if as_json else settings.lang):
        if as_json:
            put(line(shown))
            continue
        when = f" {shown['period']}" if "period" in shown else ""
        put(f"{shown['label']}{when}  ({shown['doc']})")
        if not shown["candidates"]:
            put("  " + settings.said("没有线索", "nothing points to anyone"))
        for candidate in shown["candidates"]:
            for text in _lines(candidate, settings, explain=explain or bool(label)):
                put("  " + text)
    return len(parties)


def _lines(candidate: dict[str, Any], settings: Settings, *, explain: bool) -> Iterator[str]:
    """Yield a candidate as people read it: how sure, who, why; with the words of both sides where they are wanted."""
    from kg.identity.wording import kind_words, sure_words

    where = " ".join(candidate[key] for key in ("period", "doc") if key in candidate)
    name = candidate["name"] + (f" ({where})" if where else "")
    told = settings.said("；", "; ").join(
        f"{kind_words(e['kind'], settings.lang)} {e['note']}" for e in candidate["evidence"]
    )
    sure = sure_words(candidate["decided"] or candidate["confidence"], settings.lang)
    said = f" ({candidate['said']})" if candidate["said"] else ""
    yield f"{MARKS[candidate['confidence']]} {name}  {sure}{said}  {told}".rstrip()
    for against in candidate["against"]:
        yield f"    ✗ {against}"
    for evidence in candidate["evidence"] if explain else ():
        yield f"    {kind_words(evidence['kind'], settings.lang)} {evidence['note']}"
        for side in (evidence["left"], evidence["right"]):
            words = " ".join(side["quote"].split())
            quote = f"“{words[:LONGEST]}{'…' * (len(words) > LONGEST)}”"
            yield f"      {side['doc']} {side['start']}:{side['end']} {quote}"


def same_listed(settings: Settings, *, as_json: bool) -> int:
    """Print names that are one party by a rule or a person's word, with the reason; return how many."""
    from pilu.identity import same

    database = settings.workspace.database
    names = {listed.id: listed.name for listed in database.documents()}
    found = same(database)
    for each in found:
        doc = names.get(each.doc, "")
        told = {"name": each.name, "same": each.other_name, "reason": each.reason, "note": each.note, "doc": doc}
        told |= {"start": each.start, "end": each.end} if each.start >= 0 else {}
        put(line(told) if as_json else f"{each.name} = {each.other_name}  {each.reason} {each.note}  ({doc or '-'})")
    return len(found)


def decide(settings: Settings, words: list[str], *, note: str, day: str, doc: str) -> None:
    """Record `accept|reject|undo LABEL NAME`; the day is today's where none is given."""
    verdict, label, name = words
    when = day_of(day)
    settings.workspace.decide(label, name, verdict, when, note=note, doc=doc)
    say(f"{verdict} {label} = {name} ({when.isoformat()})")


def day_of(words: str) -> date:
    """Return the day that an option names, today for none; raise `PiluError` for what is no date."""
    try:
        return date.fromisoformat(words) if words else date.today()  # noqa: DTZ011 - the day of a person's decision
    except ValueError as error:
        raise PiluError(f"{words!r} is no date", hint="write 2024-11-21") from error
