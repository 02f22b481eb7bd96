"""Paths between two parties on the terminal."""

from typing import Any

from pilu.jsonlines import line
from pilu.terminal.streams import put
from pilu.workspace import Workspace


def show(workspace: Workspace, found: list[Any], *, as_json: bool) -> None:
    """Print paths, best first, each step with the fact it rests on."""
    names = {listed.id: listed.name for listed in workspace.docs()}
    for path in found:
        nodes = [{"iri": node.iri, "label": node.label} for node in path.nodes]
        steps = []
        for edge in path.edges:
            cited = []
            for fact in workspace.library.facts([edge.fact]):
                main = fact.evidence[0].main
                cited.append({"doc": names[fact.doc], "start": main.start, "end": main.end, "quote": main.quote})
            step = {"subject": edge.subject, "predicate": edge.predicate, "object": edge.object, "fact": edge.fact}
            steps.append(step | {"evidence": cited})
        if as_json:
            put(line({"nodes": nodes, "edges": steps, "score": path.score}))
            continue
        put(" — ".join(node["label"] for node in nodes))
        for step in steps:
            ends = f"{nodes[step['subject']]['label']} ─{step['predicate']}→ {nodes[step['object']]['label']}"
            where = "".join(map(_cited, step["evidence"]))
            put(f"  {ends}{where}")


def _cited(place: dict[str, Any]) -> str:
    return f" [{place['doc']} {place['start']}:{place['end']} “{' '.join(place['quote'].split())[:80]}”]"
