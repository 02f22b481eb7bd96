"""What a bare head means where its table states a class: 金额 in a table of customers is the 销售金额 of a Sale."""

from collections.abc import Iterable, Mapping

from kg.ontology.model import QUANTITY_RANGES
from nlp.headers import undressed
from nlp.tables import TypedRow

Called = Mapping[tuple[int, int], str]  # start of a table and number of a column → the full name of its figures


def called(rows: Iterable[TypedRow]) -> Called:
    """Return the columns whose heads are part of the label of the role that they fill; of one that fills roles with
    different labels none."""
    labels: dict[tuple[int, int], set[str]] = {}
    for row in rows:
        for name, column in row.columns.items():
            role = row.type.roles[name]
            head, label = undressed(column.last), role.label.zh
            if role.range in QUANTITY_RANGES and head and head in label and head != label:
                labels.setdefault((row.table.start, column.index), set()).add(label)
    return {place: min(found) for place, found in labels.items() if len(found) == 1}
