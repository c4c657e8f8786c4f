"""Names of the FHIR and SDC extensions the engine acts on, and how to read one."""

from collections.abc import Iterator
from typing import Any

CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"

ITEM_CONTROL = CORE + "questionnaire-itemControl"
HIDDEN = CORE + "questionnaire-hidden"
VARIABLE = CORE + "variable"
CQF_EXPRESSION = CORE + "cqf-expression"
CALCULATED = SDC + "calculatedExpression"
INITIAL = SDC + "initialExpression"
ENABLE_WHEN = SDC + "enableWhenExpression"
ANSWER = SDC + "answerExpression"
TOGGLE = SDC + "answerOptionsToggleExpression"
LAUNCH_CONTEXT = SDC + "launchContext"
TARGET_CONSTRAINT = CORE + "targetConstraint"
CONSTRAINT = CORE + "questionnaire-constraint"
MIN_OCCURS = CORE + "questionnaire-minOccurs"
MAX_OCCURS = CORE + "questionnaire-maxOccurs"
MIN_VALUE = CORE + "minValue"
MAX_VALUE = CORE + "maxValue"
MIN_QUANTITY = SDC + "minQuantity"
MAX_QUANTITY = SDC + "maxQuantity"
MIN_LENGTH = CORE + "minLength"
REGEX = CORE + "regex"
DECIMAL_PLACES = CORE + "maxDecimalPlaces"
UNIT = CORE + "questionnaire-unit"
UNIT_OPTION = CORE + "questionnaire-unitOption"
SLIDER_STEP = CORE + "questionnaire-sliderStepValue"
ORIENTATION = CORE + "questionnaire-choiceOrientation"
EXCLUSIVE = CORE + "questionnaire-optionExclusive"
OPTION_PREFIX = CORE + "questionnaire-optionPrefix"
ENTRY_FORMAT = CORE + "entryFormat"
OPEN_LABEL = SDC + "openLabel"
SHORT_TEXT = SDC + "shortText"
DISPLAY_CATEGORY = CORE + "questionnaire-displayCategory"
TRANSLATION = CORE + "translation"
MARKDOWN = CORE + "rendering-markdown"
XHTML = CORE + "rendering-xhtml"
SUPPORT_LINK = CORE + "questionnaire-supportLink"
COLLAPSIBLE = SDC + "collapsible"
WIDTH = SDC + "width"
CHOICE_COLUMN = SDC + "choiceColumn"
ITEM_MEDIA = SDC + "itemMedia"
ORDINAL = CORE + "ordinalValue"
ITEM_WEIGHT = CORE + "itemWeight"
DISABLED_DISPLAY = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.item.disabledDisplay"
INSTRUCTION = CORE + "questionnaire-instruction"
# In wide use by the public forms of Norway.
_NORWAY = ("http://ehelse.no/fhir/StructureDefinition/", "http://helsenorge.no/fhir/StructureDefinition/")
VALIDATION_TEXT = _NORWAY[0] + "validationtext"
REPEATS_TEXT = _NORWAY[0] + "repeatstext"
SUBLABEL = _NORWAY[1] + "sdf-sublabel"
WEIGHTS = (ORDINAL, ITEM_WEIGHT, CORE + "questionnaire-ordinalValue")

# Two spellings are in use for a few; both are read as the first.
_ALIASES = {
    CORE + "questionnaire-ordinalValue": ORDINAL,
    CORE + "questionnaire-initialExpression": INITIAL,
    "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive": EXCLUSIVE,
    CORE + "questionnaire-sliderStepValue": SLIDER_STEP,
    CORE + "display": SHORT_TEXT,
    _NORWAY[0] + "sdf-calculatedExpression": CALCULATED,
    _NORWAY[1] + "sdf-calculatedExpression": CALCULATED,
    _NORWAY[0] + "sdf-sublabel": SUBLABEL,
}
SUPPORTED = frozenset(
    {
        ITEM_CONTROL, HIDDEN, VARIABLE, CQF_EXPRESSION, CALCULATED, INITIAL, ENABLE_WHEN, ANSWER, TOGGLE,
        LAUNCH_CONTEXT, TARGET_CONSTRAINT, CONSTRAINT, MIN_OCCURS, MAX_OCCURS, MIN_VALUE, MAX_VALUE,
        MIN_QUANTITY, MAX_QUANTITY, MIN_LENGTH, REGEX, DECIMAL_PLACES, UNIT, UNIT_OPTION, SLIDER_STEP,
        ORIENTATION, EXCLUSIVE, OPTION_PREFIX, ENTRY_FORMAT, OPEN_LABEL, SHORT_TEXT, DISPLAY_CATEGORY,
        TRANSLATION, MARKDOWN, XHTML, SUPPORT_LINK, COLLAPSIBLE, WIDTH, CHOICE_COLUMN, ITEM_MEDIA,
        ORDINAL, ITEM_WEIGHT, INSTRUCTION, VALIDATION_TEXT, REPEATS_TEXT, SUBLABEL, *_ALIASES,
    }
)  # fmt: skip
# Notes and provenance for people and servers: nothing of the form is lost by not acting on them.
WITHOUT_EFFECT = (
    CORE + "designNote",
    CORE + "preferredTerminologyServer",
    CORE + "terminology-server",
    CORE + "cqf-library",
    CORE + "versionAlgorithm",
    CORE + "rendering-styleSensitive",
    CORE + "questionnaire-usageMode",
    SDC + "assembledFrom",
    SDC + "preferredTerminologyServer",
    SDC + "performerType",
    SDC + "endpoint",
    SDC + "keyboard",
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.versionAlgorithm[x]",
    "http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-knowledgeCapability",
    "http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-knowledgeRepresentationLevel",
    "https://msk-desk.example/fhir/StructureDefinition/",
)
# Known, and of no use to filling in here: what is done with a response elsewhere, how a portal shows a form, looks.
_NOT_USED = (
    *(
        SDC + name
        for name in (
            "observationExtract", "observation-extract", "observationLinkPeriod", "itemExtractionContext",
            "templateExtract", "extractAllocateId", "definitionExtract", "targetStructureMap", "itemContext",
            "entryMode", "prepopulate-subject", "isSubject", "assemble-expectation",
        )
    ),
    *(
        CORE + name
        for name in (
            "questionnaireresponse-", "questionnaire-fhirType", "questionnaire-answerRepeats", "rendering-style",
            "questionnaire-referenceResource", "questionnaire-referenceProfile", "questionnaire-referenceFilter",
            "questionnaire-baseType", "maxSize", "mimeType", "entryFormatSample", "cqf-", "replaces", "resource-",
        )
    ),
    "http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-answerValueSetSource",
    *(
        f"{start}{name}"
        for start in (*_NORWAY, "http://helsenorge.no/fhir/StructureDefintion/")
        for name in (
            "sdf-itemControl-visibility", "sdf-sidebar", "sdf-information-message", "sdf-endpoint",
            "sdf-authenticationrequirement", "sdf-accessibilitytoresponse", "sdf-canbeperformedby", "sdf-discretion",
            "sdf-generatenarrative", "sdf-generatepdf", "sdf-presentationbuttons",
            "sdf-questionnaire-navgiator-state", "sdf-save-capabilities",
        )
    ),
)  # fmt: skip


def primary(url: str) -> str:
    """Return the url an extension is read as: its own, or that of the other spelling."""
    return _ALIASES.get(url, url)


def is_unused(url: str) -> bool:
    """Tell whether an extension is known to change nothing in filling in a form."""
    return url.startswith(_NOT_USED) and not url.startswith(CQF_EXPRESSION)


def extensions(holder: Any, url: str) -> Iterator[dict[str, Any]]:
    """Yield the extensions of an element with a url, under either of its spellings."""
    if not isinstance(holder, dict):
        return
    for extension in holder.get("extension") or ():
        found = extension.get("url")
        if found == url or _ALIASES.get(found) == url:
            yield extension


def value_of(holder: Any, prefix: str = "value") -> Any:
    """Return the `value[x]` of an element, whatever its type, or None."""
    key = value_key(holder, prefix)
    return holder[key] if key else None


def value_key(holder: Any, prefix: str = "value") -> str | None:
    """Return the name of the `value[x]` an element has, or None."""
    if not isinstance(holder, dict):
        return None
    for key in holder:
        if key.startswith(prefix) and key[len(prefix) : len(prefix) + 1].isupper():
            return str(key)
    return None


def first(holder: Any, url: str) -> Any:
    """Return the value of the first extension with a url, or None."""
    for extension in extensions(holder, url):
        return value_of(extension)
    return None


def first_code(holder: Any, url: str) -> str | None:
    """Return the code of the first extension with a url, whether a code or a CodeableConcept."""
    value = first(holder, url)
    if isinstance(value, dict):
        codes = (coding.get("code") for coding in value.get("coding") or ())
        return next((code for code in codes if code and isinstance(code, str)), None)
    return value if isinstance(value, str) else None
