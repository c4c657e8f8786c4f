"""A Questionnaire made ready to be filled in: items by linkId, expressions compiled, faults found."""

from collections.abc import Iterator, Mapping
from typing import Any

from msk_desk.forms import extensions as ext
from msk_desk.forms.errors import DefinitionError
from msk_desk.forms.finding import Finding, Unsupported
from msk_desk.forms.item import Constraint, Expression, Item
from msk_desk.forms.lint import findings_of
from msk_desk.forms.reading import Reader
from msk_desk.forms.scores import answer_weights
from msk_desk.forms.shape import shaped
from msk_desk.forms.support import support_of


class Definition:
    """One form; unchanging, so one may serve many open sets of answers."""

    def __init__(self, questionnaire: dict[str, Any]) -> None:
        questionnaire, misshapen = shaped(questionnaire)
        reader = Reader(questionnaire)
        self.raw = questionnaire
        self.title = str(questionnaire.get("title") or questionnaire.get("name") or "")
        self.url = str(questionnaire.get("url") or "")
        self.version = str(questionnaire.get("version") or "")
        self.items: tuple[Item, ...] = reader.items(questionnaire, ())
        self.variables: tuple[Expression, ...] = reader.variables(questionnaire, "")
        self.constraints: tuple[Constraint, ...] = reader.constraints(questionnaire, "")
        self.launch_names = tuple(_launch_names(questionnaire))
        self.value_sets = reader.value_sets
        self.weigh = answer_weights(questionnaire)
        self.by_link_id: Mapping[str, Item] = {item.link_id: item for item in self.walk()}
        expressions = [*self.variables, *(one.expression for one in self.constraints)]
        expressions += [one for item in self.walk() for one in item.expressions()]
        self.problems: tuple[Finding, ...] = (
            *misshapen,
            *reader.findings,
            *findings_of(self.items, questionnaire, expressions),
        )
        lacking, unused = support_of(questionnaire)
        self.unsupported: tuple[Unsupported, ...] = (*reader.unsupported, *lacking)
        self.not_used: tuple[Unsupported, ...] = tuple(unused)

    @staticmethod
    def load(questionnaire: Any) -> "Definition":
        """Read a Questionnaire.

        Raises:
            DefinitionError: when it is not one, or when using it would draw or score it wrongly.
        """
        if not isinstance(questionnaire, dict) or questionnaire.get("resourceType") != "Questionnaire":
            raise DefinitionError("this is not a FHIR Questionnaire")
        definition = Definition(questionnaire)
        fatal = [one for one in definition.problems if one.code in ("modifier-extension", "duplicate", "link-id")]
        if fatal:
            raise DefinitionError("; ".join(one.message for one in fatal[:3]))
        return definition

    @property
    def canonical(self) -> str:
        """The form's url and version, as a response names it."""
        return f"{self.url}|{self.version}" if self.version else self.url

    def walk(self) -> Iterator[Item]:
        """Yield every item in reading order."""
        for item in self.items:
            yield from item.walk()


def _launch_names(questionnaire: dict[str, Any]) -> Iterator[str]:
    for extension in ext.extensions(questionnaire, ext.LAUNCH_CONTEXT):
        for part in extension.get("extension") or ():
            if part.get("url") == "name":
                name = ext.value_of(part)
                code = name.get("code") if isinstance(name, dict) else name
                if code:
                    yield str(code)
