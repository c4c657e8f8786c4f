"""Which FHIR type stands behind which property name, as far as expressions in forms need it."""

# Properties written with a type suffix in JSON (`value[x]`). Source: FHIR R4.
CHOICES = frozenset(
    {
        "value", "answer", "initial", "effective", "onset", "abatement", "deceased", "multipleBirth",
        "medication", "occurrence", "performed", "defaultValue", "fixed", "pattern", "minValue", "maxValue",
        "age", "born", "asNeeded", "dose", "rate", "product", "serviced", "location", "subject", "timing",
        "reported", "allowed", "content", "entity", "module", "legallyBinding", "topic", "identified",
        "chargeItem", "collected", "minimum", "additive", "time", "target", "due", "detail", "start", "scheduled",
    }
)  # fmt: skip
PRIMITIVES = (
    "boolean", "integer", "decimal", "string", "code", "id", "uri", "url", "canonical", "oid", "uuid",
    "markdown", "base64Binary", "instant", "date", "dateTime", "time", "positiveInt", "unsignedInt",
)  # fmt: skip
PRIMITIVE_SUFFIXES = {name[0].upper() + name[1:]: name for name in PRIMITIVES}
_COMPLEX = (
    "Coding", "CodeableConcept", "Quantity", "Reference", "Period", "Range", "Ratio", "Attachment",
    "Identifier", "Annotation", "HumanName", "Address", "ContactPoint", "Age", "Duration", "Expression",
)  # fmt: skip
# Properties whose name tells the type.
TYPED_KEYS: dict[str, str] = {
    "birthDate": "date", "authored": "dateTime", "authoredOn": "dateTime", "issued": "instant",
    "recorded": "instant", "recordedDate": "dateTime", "lastUpdated": "instant", "date": "dateTime",
    "effectiveDateTime": "dateTime", "onsetDateTime": "dateTime", "occurrenceDateTime": "dateTime",
    "performedDateTime": "dateTime", "abatementDateTime": "dateTime", "deceasedDateTime": "dateTime",
    "assertedDate": "dateTime", "sent": "dateTime", "received": "dateTime", "created": "dateTime",
    "gender": "code", "status": "code", "linkId": "string", "language": "code", "use": "code",
    "approvalDate": "date", "start": "dateTime", "end": "dateTime", "lastReviewDate": "date",
    **{prefix + name: name for prefix in ("value", "answer", "initial", "defaultValue") for name in _COMPLEX},
    **{
        prefix + suffix: name
        for prefix in ("value", "answer", "initial", "defaultValue")
        for suffix, name in PRIMITIVE_SUFFIXES.items()
    },
}  # fmt: skip
# The types of the parts of some data types, where plain JSON would tell another.
PART_TYPES: dict[str, dict[str, str]] = {
    "Quantity": {"value": "decimal", "unit": "string", "system": "uri", "code": "code"},
    "Coding": {"system": "uri", "code": "code"},
    "Identifier": {"system": "uri", "value": "string"},
    "Period": {"start": "dateTime", "end": "dateTime"},
}
_PARENTS = {
    "code": "string", "id": "string", "markdown": "string", "url": "uri", "canonical": "uri", "oid": "uri",
    "uuid": "uri", "positiveInt": "integer", "unsignedInt": "integer", "Age": "Quantity", "Duration": "Quantity",
    "Count": "Quantity", "Distance": "Quantity", "SimpleQuantity": "Quantity", "MoneyQuantity": "Quantity",
}  # fmt: skip
_NOT_DOMAIN = ("Bundle", "Parameters", "Binary")
SYSTEM_TYPES = frozenset(
    {"Boolean", "String", "Integer", "Long", "Decimal", "Date", "DateTime", "Time", "Quantity", "Any"}
)


def lineage(name: str) -> list[str]:
    """Return a FHIR data type and those it specialises, nearest first."""
    found = [name]
    while found[-1] in _PARENTS:
        found.append(_PARENTS[found[-1]])
    return found


def resource_lineage(name: str) -> list[str]:
    """Return a resource type and those it specialises, nearest first."""
    return [name, "Resource"] if name in _NOT_DOMAIN else [name, "DomainResource", "Resource"]
