"""SHACL shapes made from the ontology: what a fact of each class must and may look like. Turtle, sorted.

They say what holds for every graph that `kg/rdf.py` writes: values of the right kind, a document, a modality, evidence
that quotes. How many values a role has is left open: filings repeat and omit.
"""

from kg.namespaces import PREFIXES
from kg.ontology import ENTITY_RANGES, QUANTITY_RANGES, FactType, Ontology, RoleDef

_PREFIXES = ("pl", "rdf", "rdfs", "sh", "xsd")
_EVIDENCE = """pl:EvidenceShape a sh:NodeShape ;
  sh:targetClass pl:Evidence ;
  sh:property [ sh:path pl:quote ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:minLength 1 ] ,
    [ sh:path pl:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ] ,
    [ sh:path pl:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1 ] .
"""
_ENTITY = """pl:EntityShape a sh:NodeShape ;
  sh:targetClass pl:Entity ;
  sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path pl:kind ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( %s ) ] .
"""
_FACT = (
    "[ sh:path pl:document ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ]",
    "[ sh:path pl:modality ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ]",
    "[ sh:path pl:statedBy ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ]",
    "[ sh:path pl:evidence ; sh:minCount 1 ; sh:class pl:Evidence ]",
    "[ sh:path pl:periodStart ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals pl:periodEnd ]",
)


def shapes(ontology: Ontology) -> str:
    """Return the shapes of all classes as Turtle."""
    head = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in _PREFIXES)
    kinds = " ".join(f'"{kind}"' for kind in sorted(ontology.kinds))
    classes = [_class_shape(type_) for type_ in ontology.types.values()]
    return "\n".join([head, _EVIDENCE, _ENTITY % kinds, *classes])


def _class_shape(type_: FactType) -> str:
    properties = [*_FACT, *(_role_shape(role) for role in type_.roles.values())]
    return f"pl:{type_.name}Shape a sh:NodeShape ;\n  sh:targetClass pl:{type_.name} ;\n  sh:property " + (
        " ,\n    ".join(properties) + " .\n"
    )


def _role_shape(role: RoleDef) -> str:
    """Return what a role's values must be: a party that is nobody known by name is its words, a span has a code."""
    if role.range in ENTITY_RANGES:
        kind = "sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:string ] )"
    elif role.range in QUANTITY_RANGES:
        kind = "sh:datatype xsd:decimal"
    elif role.range == "Flag":
        kind = "sh:datatype xsd:boolean"
    elif role.range in {"Date", "Period"}:
        kind = "sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:string ] )"
    else:
        kind = "sh:datatype xsd:string"
    return f"[ sh:path pl:{role.name} ; {kind} ]"
