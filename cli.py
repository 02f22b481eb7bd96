"""The command line `pilu`: parse, call one function of the workspace, print, exit.

Exit codes: 0 done · 1 a bug · 2 wrong usage · 3 a foreseen error · 4 ran well, nothing found · 5 ran well, serious
findings · 130 interrupted. Help in Chinese is in `pilu/terminal/help.yaml`, what is printed in `pilu/terminal/`.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from notes import commands as notes
from pilu import collector
from pilu.terminal.excerpts import show
from pilu.terminal.group import PiluGroup
from pilu.terminal.identities import aliases, day_of
from pilu.terminal.options import FORESEEN, FOUND, NOTHING, SERIOUS, AsJson, DocOption, Docs, Format
from pilu.terminal.settings import Settings
from pilu.terminal.streams import language, put, put_workbook, say

app = typer.Typer(
    cls=PiluGroup,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(
    ctx: typer.Context,
    store: Annotated[Path | None, typer.Option(help="Folder of the store; else $PILU_STORE, else .pilu.")] = None,
    lang: Annotated[str, typer.Option(help="Language of help and messages: zh or en.")] = "",
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    """Company disclosures as a knowledge graph that answers questions with proof.

    Example: pilu ingest filings/ && pilu ask "甲公司2022年末的存货有多少？"
    """
    if version:
        from importlib.metadata import version as installed

        put(f"pilu {installed('pilu')}")
        raise typer.Exit
    if lang not in ("", "zh", "en"):
        raise typer.BadParameter(f"{lang!r} is not zh or en", param_hint="--lang")
    ctx.obj = Settings(store or Path(os.environ.get("PILU_STORE") or ".pilu"), language(lang))


@app.command()
def ingest(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs.")],
    embedder: Annotated[str | None, typer.Option(help="A sentence-transformers model, by name or folder.")] = None,
) -> None:
    """Read filings into the store; unchanged files are skipped.

    Example: pilu ingest filings/ notes/*.md
    """
    from pilu.terminal.progress import ingest_progress, report_lines

    with ingest_progress() as progress:
        report = ctx.obj.workspace.ingest(paths, progress=progress, embedder=embedder)
    for text in report_lines(report, ctx.obj.lang):
        say(text)
    raise typer.Exit(FORESEEN if report.failed else FOUND)


@app.command()
def ask(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(help="A question, in Chinese or English.")] = None,
    batch: Annotated[Path | None, typer.Option(help="A file of questions, one JSON object a line.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers of --batch go.")] = None,
    as_json: AsJson = False,
    explain: Annotated[bool, typer.Option(help="Say which readings were tried.")] = False,
    plain: Annotated[bool, typer.Option(help="Print the answer alone.")] = False,
    timing: Annotated[bool, typer.Option(help="Add elapsed_ms to the JSON.")] = False,
    hypotheses: Annotated[
        str, typer.Option(help="Who a letter may be, to lean on: probable and certain names, or all.")
    ] = "probable",
) -> None:
    """Answer QUESTION, with the way through the graph and the cited words; without one, a prompt opens.

    Example: pilu ask "甲公司2022年末的存货有多少？"
    """
    from pilu.terminal import answers

    workspace = ctx.obj.workspace
    if hypotheses not in ("probable", "all"):
        raise typer.BadParameter(f"{hypotheses!r} is not probable or all", param_hint="--hypotheses")
    possible = hypotheses == "all"
    if batch is not None:
        if out is None or question is not None:
            raise typer.BadParameter("--batch IN goes with --out OUT and without a question", param_hint="--batch")
        say(answers.batch(workspace, batch, out, timing=timing, possible=possible))
        return
    if question is None and (plain or sys.stdin.isatty()):
        from pilu.terminal.prompt import converse

        converse(workspace, lang=ctx.obj.lang, plain=plain)
        return
    if question is None:
        raise typer.BadParameter("a question, --plain with questions on stdin, or --batch IN --out OUT")
    answer, milliseconds = answers.timed(workspace, question, possible=possible)
    if as_json:
        put(answers.as_json(workspace, answer, elapsed_ms=milliseconds if timing else None))
    elif plain:
        put(answer.answer)
    else:
        answers.show(workspace, answer, explain=explain, lang=ctx.obj.lang)
    raise typer.Exit(FOUND if answer.status in ("answered", "conflict") else NOTHING)


@app.command()
def facts(
    ctx: typer.Context,
    type_: Annotated[str, typer.Option("--type", help="A class of the ontology, or Observation.")] = "",
    doc: DocOption = None,
    entity: Annotated[str, typer.Option(help="Only facts with this party, by name or alias.")] = "",
    format_: Format = "table",
    as_json: AsJson = False,
) -> None:
    """List facts, each with the words it rests on.

    Example: pilu facts --type Sale --format jsonl
    """
    workspace = ctx.obj.workspace
    ids = [workspace.find(each).id for each in doc or []]
    entities = workspace.entity_ids(entity) if entity else []
    listed = ctx.obj.listings().facts(type_=type_, docs=ids, entities=entities)
    _print(listed, ("type", "subject", "object", "period", "as_of", "texts", "doc"), format_, as_json, "fact")


@app.command()
def entities(
    ctx: typer.Context,
    type_: Annotated[str, typer.Option("--type", help="customer, supplier, anonymous, person, bank, court …")] = "",
    roles: Annotated[str, typer.Option(help="Only those that are all of these: customer,supplier")] = "",
    doc: DocOption = None,
    format_: Format = "table",
    as_json: AsJson = False,
) -> None:
    """List parties, persons and products.

    Example: pilu entities --roles customer,supplier
    """
    from pilu.party_list import party_objects

    asked, all_of = ([part for part in given.split(",") if part] for given in (type_, roles))
    found = ctx.obj.workspace.parties(types=asked, roles=all_of, docs=doc or [])
    listed = party_objects(found, ctx.obj.listings())
    _print(listed, ("name", "kind", "roles", "through", "aliases", "facts", "docs"), format_, as_json, "party")


@app.command()
def entity(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A name or alias.")],
    add_alias: Annotated[str, typer.Option(help="From now on, this names it too.")] = "",
    remove_alias: Annotated[str, typer.Option(help="No longer; only for what --add-alias added.")] = "",
    day: Annotated[str, typer.Option("--date", help="Day of that decision; today by default.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show what is known of one party: roles with amounts, contracts, lawsuits, what is not disclosed.

    Example: pilu entity A公司
    """
    from pilu.terminal import profiles

    if remove_alias:
        ctx.obj.workspace.add_alias(name, remove_alias, day_of(day), accept=False)
        return
    if add_alias:
        ctx.obj.workspace.add_alias(name, add_alias, day_of(day))
    found = ctx.obj.workspace.entity(name)
    for profile in found:
        if as_json:
            put(profiles.as_json(profile))
        else:
            profiles.show(profile, ctx.obj.lang)


@app.command()
def tables(ctx: typer.Context, docs: Docs = None, format_: Format = "table", as_json: AsJson = False) -> None:
    """List the tables of documents as they were read.

    Example: pilu tables reply.txt --format jsonl
    """
    ids = [ctx.obj.workspace.find(each).id for each in docs or []]
    listings = ctx.obj.listings()
    listed = listings.tables(ids)
    if as_json or format_ in ("jsonl", "xlsx"):
        _print(listed, (), format_, as_json, "table", listings.facts(type_="Observation", docs=ids))
    else:
        from pilu.terminal.grids import show_tables

        if not show_tables(listed):
            raise typer.Exit(NOTHING)


app.command()(aliases)


@app.command()
def path(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A", help="A name or alias.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    k: Annotated[int, typer.Option("-k", min=1, max=20, help="How many paths.")] = 3,
    as_json: AsJson = False,
) -> None:
    """Find how two parties are connected, each step with its evidence.

    Example: pilu path A公司 B公司
    """
    from pilu.terminal import paths

    workspace = ctx.obj.workspace
    found = workspace.path(first, second, k)
    paths.show(workspace, found, as_json=as_json)
    raise typer.Exit(FOUND if found else NOTHING)


@app.command()
def docs(ctx: typer.Context, format_: Format = "table", as_json: AsJson = False) -> None:
    """List the documents.

    Example: pilu docs
    """
    from pilu.listings import document_object

    listed = (document_object(each) for each in ctx.obj.workspace.docs())
    _print(listed, ("doc", "kind", "title", "issuer", "date", "facts", "characters"), format_, as_json)


app.command()(show)


@app.command()
def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(help="Words to look for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    doc: DocOption = None,
    format_: Format = "table",
    as_json: AsJson = False,
) -> None:
    """Find passages by words and meaning.

    Example: pilu search "存货跌价准备" -k 5
    """
    workspace = ctx.obj.workspace
    hits = workspace.search(query, k, docs=doc or [])
    _print(ctx.obj.listings().passages(hits), ("doc", "start", "end", "score", "text"), format_, as_json)


@app.command()
def sparql(
    ctx: typer.Context,
    query: Annotated[str | None, typer.Argument(help="A query, a file with one, or - for stdin.")] = None,
    format_: Annotated[str, typer.Option("--format", help="table, json, csv, tsv or turtle.")] = "table",
    examples: Annotated[bool, typer.Option("--examples", help="List the queries that come with Pilu.")] = False,
    example: Annotated[str, typer.Option(help="Run one of these.")] = "",
) -> None:
    """Run a SPARQL query over the graph; prefixes are declared already.

    Example: pilu sparql "SELECT ?type (count(*) AS ?n) WHERE { ?f a ?type ; pl:evidence ?e } GROUP BY ?type"
    """
    from pilu.terminal import queries

    if examples:
        for text in queries.listed(ctx.obj.lang):
            put(text)
        return
    if not query and not example:
        raise typer.BadParameter("a query, a file, -, or --example NAME", param_hint="QUERY")
    wanted = queries.example(example) if example else queries.read(query or "")
    found = queries.show(ctx.obj.workspace.sparql(wanted), format_)
    raise typer.Exit(FOUND if found else NOTHING)


@app.command()
def remove(ctx: typer.Context, doc: Annotated[str, typer.Argument(help="A file name or unique beginning.")]) -> None:
    """Take a document out of the store, with all that came of it.

    Example: pilu remove reply.txt
    """
    listed = ctx.obj.workspace.remove(doc)
    say(ctx.obj.said(f"已移除 {listed.name}", f"removed {listed.name}"))


@app.command()
def rebuild(ctx: typer.Context) -> None:
    """Make graph and index anew from the database.

    Example: pilu rebuild
    """
    count = ctx.obj.workspace.rebuild()
    zh, en = f"已重建 {count} 个文件的图谱和索引", f"rebuilt graph and index of {count} documents"
    say(ctx.obj.said(zh, en))


@app.command()
def verify(
    ctx: typer.Context,
    shapes: Annotated[bool, typer.Option("--shapes", help="Also check the graph by SHACL (needs pyshacl).")] = False,
    as_json: AsJson = False,
) -> None:
    """Read every cited span again and report those that do not hold.

    Example: pilu verify
    """
    from dataclasses import asdict

    from pilu.jsonlines import line

    workspace = ctx.obj.workspace
    faults = workspace.verify(shapes=shapes)
    for fault in faults:
        put(line(asdict(fault)) if as_json else f"{fault.doc} {fault.start}:{fault.end} {fault.what}")
    count = sum(each.facts for each in workspace.docs())
    say(ctx.obj.said(f"{count} 条事实，{len(faults)} 处不符", f"{count} facts, {len(faults)} faults"))
    raise typer.Exit(SERIOUS if faults else FOUND)


@app.command()
def export(
    ctx: typer.Context,
    format_: Annotated[str, typer.Option("--format", help="turtle, nquads, jsonld or csv.")] = "turtle",
) -> None:
    """Print the whole graph, or all facts as CSV, sorted: the same documents give the same bytes.

    Example: pilu export --format nquads > graph.nq
    """
    if format_ not in ("turtle", "nquads", "jsonld", "csv"):
        raise typer.BadParameter(f"{format_!r} is not turtle, nquads, jsonld or csv", param_hint="--format")
    for part in ctx.obj.workspace.export(format_):
        typer.echo(part, nl=False)


notes.add_to(app)


def _print(
    objects: Iterable[dict[str, Any]],
    columns: tuple[str, ...],
    format_: str,
    as_json: bool,
    kind: str = "list",
    *more: Iterable[dict[str, Any]],
) -> None:
    """Print objects as JSON lines, as a table of some of their keys, or as a workbook of their kind, into which `more`
    may go; exit with 4 when there are none."""
    from pilu.jsonlines import line

    if format_ not in ("table", "jsonl", "json", "xlsx"):
        raise typer.BadParameter(f"{format_!r} is not table, jsonl or xlsx", param_hint="--format")
    if format_ == "xlsx":
        from pilu.spreadsheet import WORKBOOKS

        printed = put_workbook(WORKBOOKS[kind], objects, *more)
    elif as_json or format_ != "table":
        printed = False
        for each in objects:
            put(line(each))
            printed = True
    else:
        from pilu.terminal.grids import show_objects

        printed = show_objects(objects, columns)
    if not printed:
        raise typer.Exit(NOTHING)


def main() -> None:
    """Run the command line."""
    collector.stay_seldom()
    try:
        app(prog_name="pilu")
    finally:
        collector.rest()


if __name__ == "__main__":
    main()
