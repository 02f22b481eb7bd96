"""What several commands share: exit codes and options."""

from typing import Annotated

import typer

FOUND, FORESEEN, NOTHING, SERIOUS = 0, 3, 4, 5  # exit codes

Docs = Annotated[list[str] | None, typer.Argument(metavar="[DOC]...", help="File names or unique beginnings of them.")]
DocOption = Annotated[list[str] | None, typer.Option("--doc", help="Only of this document; may be repeated.")]
Format = Annotated[str, typer.Option("--format", help="table, jsonl or xlsx.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
