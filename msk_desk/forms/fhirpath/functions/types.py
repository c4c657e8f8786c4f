"""`is`, `as`, `ofType` and `type`: what an item is."""

from decimal import Decimal
from typing import Any

from msk_desk.forms.errors import FhirpathError
from msk_desk.forms.fhirpath.context import Compiled, Context, Function
from msk_desk.forms.fhirpath.fhir_types import PRIMITIVES, SYSTEM_TYPES, lineage, resource_lineage
from msk_desk.forms.fhirpath.items import Collection, Node, primitive
from msk_desk.forms.fhirpath.quantity import Quantity
from msk_desk.forms.fhirpath.temporal import Temporal

_SYSTEM_OF_TEMPORAL = {"date": "Date", "dateTime": "DateTime", "time": "Time"}


def system_type(value: Any) -> str | None:
    """Return the System type of a calculable value, or None for an object."""
    if isinstance(value, bool):
        return "Boolean"
    if isinstance(value, int):
        return "Integer"
    if isinstance(value, Decimal):
        return "Decimal"
    if isinstance(value, str):
        return "String"
    if isinstance(value, Temporal):
        return _SYSTEM_OF_TEMPORAL[value.kind]
    return "Quantity" if isinstance(value, Quantity) else None


def fhir_types(item: Any) -> list[str]:
    """Return the FHIR types of an item, nearest first; of a bare value, those it may stand for."""
    if type(item) is Node and item.type is not None:
        return lineage(item.type)
    data = item.value if type(item) is Node else item
    if type(data) is dict:
        kind = data.get("resourceType")
        return resource_lineage(kind) if isinstance(kind, str) else _shape(data)
    system = system_type(primitive(item))
    return [] if system is None else [system[0].lower() + system[1:]]


def _shape(data: dict[str, Any]) -> list[str]:
    """Return the type an untyped object has the shape of."""
    if "coding" in data:
        return ["CodeableConcept"]
    if "url" in data and any(key.startswith("value") or key == "extension" for key in data):
        return ["Extension"]
    if "reference" in data:
        return ["Reference"]
    if "code" in data and ("system" in data or "display" in data) and "value" not in data:
        return ["Coding"]
    if "family" in data or "given" in data:
        return ["HumanName"]
    return ["Quantity"] if isinstance(primitive(data), Quantity) else ["BackboneElement"]


def is_type(item: Any, type_name: str) -> bool:
    """Tell whether an item is of a type, by its plain name or as `FHIR.x` or `System.x`."""
    space, _, name = type_name.rpartition(".")
    if space in ("", "System") and name in SYSTEM_TYPES and _is_system(item, name):
        return True
    if space == "System":
        return False
    kinds = fhir_types(item)
    if name in ("Element", "Base"):
        return name == "Base" or "Resource" not in kinds
    return name in kinds


def _is_system(item: Any, name: str) -> bool:
    if type(item) is Node and item.type not in (None, *PRIMITIVES):
        return name in ("Any", item.type)
    return name == "Any" or system_type(primitive(item)) == name


def cast(items: Collection, type_name: str) -> Collection:
    """Return the item when it is of the type, else nothing.

    Raises:
        FhirpathError: for several items.
    """
    if len(items) > 1:
        raise FhirpathError(f"'as' needs one value, got {len(items)}")
    return [item for item in items if is_type(item, type_name)]


def _type(_context: Context, items: Collection, _arguments: tuple[Compiled, ...]) -> Collection:
    found: Collection = []
    for item in items:
        if type(item) is Node or type(item) is dict:
            found.append({"namespace": "FHIR", "name": (fhir_types(item) or ["Element"])[0]})
        else:
            found.append({"namespace": "System", "name": system_type(primitive(item)) or "Any"})
    return found


FUNCTIONS: dict[str, tuple[int, int, Function]] = {"type": (0, 0, _type)}
