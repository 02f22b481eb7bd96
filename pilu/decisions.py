"""What people decided about a store, as lines that go out and come in again: about letters, about two names of one
party, and names that people gave."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import PiluError
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
    """Record each decision of a file that `exported` made again; return how many. Raises `PiluError` with the line
    that is no decision about a party of this store."""
    letters = {party.entity: party for party in workspace.identities().parties}
    lines = path.read_text("utf-8").splitlines()
    for number, text in enumerate(lines, start=1):
        try:
            entry = json.loads(text)
            day = date.fromisoformat(entry["date"])
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
    return len(lines)
