"""What people decided about a store, as lines that go out and come in again: about letters, about two names of one
party, and names that people gave."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import PiluError
from kg.identity import standing
from pilu.parties import ALIAS
from pilu.workspace import Workspace

NAMING = {"accept": "name", "undo": "unname"}  # verdicts about names that people give, as the lines call them


def exported(workspace: Workspace) -> Iterator[dict[str, Any]]:
    """Yield every decision of the log, those about one kind of thing in their order, as an object."""
    known = workspace.identities()
    for entry in (*known.log, *known.named):
        yield {
            "date": entry.day.isoformat(),
            "verdict": entry.verdict.value,
            "label": entry.label,
            "name": entry.name,
            "party": entry.party,
            "note": entry.note,
        }
    names = {entity.id: entity.name for _, entity in workspace.database.entities()}
    for decision in workspace.database.decisions():
        if decision.kind == ALIAS:
            said = json.loads(decision.body)
            named = {"label": said["text"], "name": names.get(said["entity"], ""), "party": said["entity"], "note": ""}
            yield {"date": decision.day.isoformat(), "verdict": NAMING[said["verdict"]]} | named


def imported(workspace: Workspace, path: Path) -> int:
    """Record each decision of a file that `exported` made again, those that hold already left out; return how many.
    Raises `PiluError` for a file that cannot be read, and with the line that is no decision about a party of this
    store."""
    known = workspace.identities()
    letters = {party.entity: party for party in known.parties}
    held = (each for log in (known.log, known.named) for each in standing(log).values())
    holding = {(each.party, each.name): (each.day, each.verdict.value, each.note) for each in held}
    recorded = 0
    for number, text in enumerate(_lines(path), start=1):
        try:
            entry = json.loads(text)
            day = date.fromisoformat(entry["date"])
            about = entry["party"], entry["name"]
            if _is_given(workspace, entry) or holding.get(about) == (day, entry["verdict"], entry["note"]):
                continue
            holding.pop(about, None)
            recorded += 1
            if entry["verdict"] in NAMING.values():
                workspace.add_alias(entry["name"], entry["label"], day, accept=entry["verdict"] == NAMING["accept"])
                continue
            letter = letters.get(entry["party"])
            label = f"{letter.label} {letter.period}" if letter else entry["label"]
            doc = letter.doc if letter else ""
            workspace.decide(label, entry["name"], entry["verdict"], day, note=entry["note"], doc=doc)
        except (ValueError, KeyError, TypeError) as error:
            raise PiluError(
                f"{path}:{number} is no decision about a party of this store", hint="see aliases export"
            ) from error
    return recorded


def _is_given(workspace: Workspace, entry: dict[str, Any]) -> bool:
    """Tell whether a line gives a party a name that people gave it before."""
    given = workspace.library.parties.aliases_given([entry["party"]])
    return entry["verdict"] == NAMING["accept"] and entry["label"] in given


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PiluError(f"{path} cannot be read", hint="give the file that aliases export wrote") from error
