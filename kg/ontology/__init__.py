"""The ontology: the one place where classes, roles, units and concepts are named. Data in YAML, read once.

`load()` gives it all. Parsing and checking the YAML costs a tenth of a second, so what came of it is kept beside the
data as Python keeps bytecode: in `__pycache__`, under a hash of every file that had a part in it.
"""

from functools import cache
from pathlib import Path

from kg.ontology.model import (
    ENTITY_RANGES,
    QUANTITY_RANGES,
    RANGES,
    TIME_RANGES,
    WORD_RANGES,
    Concept,
    Example,
    FactType,
    KindDef,
    Label,
    Ontology,
    RoleDef,
    SentenceRule,
    Shortcut,
    TableRule,
    UnitDef,
    Words,
)

__all__ = [
    "ENTITY_RANGES",
    "QUANTITY_RANGES",
    "RANGES",
    "TIME_RANGES",
    "WORD_RANGES",
    "Concept",
    "Example",
    "FactType",
    "KindDef",
    "Label",
    "Ontology",
    "RoleDef",
    "SentenceRule",
    "Shortcut",
    "TableRule",
    "UnitDef",
    "Words",
    "load",
]

FOLDER = Path(__file__).parent


@cache
def load(folder: Path | None = None) -> Ontology:
    """Return the ontology of a folder of YAML files, by default ours.

    Raises:
        OntologyError: a file contradicts itself or another, with the file and the key.
    """
    from kg.ontology.compiled import cached

    return cached(folder or FOLDER)
