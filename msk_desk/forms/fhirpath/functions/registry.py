"""Every function by name, with the fewest and the most arguments it takes."""

from msk_desk.forms.fhirpath.context import Function
from msk_desk.forms.fhirpath.functions import (
    aggregates,
    boundaries,
    calendar,
    conversion,
    existence,
    fhir,
    mathematics,
    text,
    types,
)

FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    **existence.FUNCTIONS,
    **aggregates.FUNCTIONS,
    **mathematics.FUNCTIONS,
    **text.FUNCTIONS,
    **conversion.FUNCTIONS,
    **boundaries.FUNCTIONS,
    **calendar.FUNCTIONS,
    **types.FUNCTIONS,
    **fhir.FUNCTIONS,
}
