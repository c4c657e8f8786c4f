"""The forms of a visit, opened where they were left; runs on a worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from msk_desk.domain.body_chart import BodyArea
from msk_desk.domain.drafts import Draft
from msk_desk.domain.form_reading import ReadForm
from msk_desk.domain.visits import FormAnswers
from msk_desk.drawing.body.figures import ready_figures
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from msk_desk.services.body_charts import take_old_marks
from msk_desk.services.copy_forward import Copied
from msk_desk.services.definitions import definition_of

if TYPE_CHECKING:
    from msk_desk.services.form_choice import FormOffer
    from msk_desk.services.visits import OpenForm, VisitForm
    from ui.context import Desk

OVERRIDDEN, COPIED = "overridden", "copied"
"""Beside the answers in the journal: calculated items that the user wrote over, and what was copied forward."""
Newer = Mapping[str, tuple[Mapping[str, Any], str]]
"""Content and focus of drafts that are newer in hand than on disk."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """The newest signed answers of an earlier visit, and who signed them."""

    answers: FormAnswers
    author: str


@dataclass(frozen=True, slots=True)
class OpenAssessment:
    """A form ready to be filled in, or one that is signed; without `form` its version is not on this computer."""

    form: FormState | None
    draft: Draft
    signed: FormAnswers | None
    signed_by: str
    title: str
    plain: ReadForm | None = None
    last: LastTime | None = None
    copied: tuple[Copied, ...] = ()
    last_chart: tuple[BodyArea, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """The forms of a visit; `current` is open, and without one `offers` are to choose from."""

    forms: tuple[VisitForm, ...]
    offers: tuple[FormOffer, ...] = ()
    current: OpenAssessment | None = None


def open_visit(desk: Desk, visit_id: str, form: str, newer: Newer) -> OpenVisit:
    """Open a form of a visit, the one begun last without a name; what can be chosen when there is none."""
    forms = desk.visits.forms_of(visit_id)
    if not forms:
        return OpenVisit((), desk.visits.offers(visit_id))
    return OpenVisit(forms, (), _opened(desk, desk.visits.open_form(visit_id, form), newer))


def choose_form(desk: Desk, visit_id: str, canonical: str, newer: Newer) -> OpenVisit:
    """Begin a form, or go on with it."""
    found = desk.visits.choose(visit_id, canonical)
    return OpenVisit(desk.visits.forms_of(visit_id), (), _opened(desk, found, newer))


def get_ready(desk: Desk, offers: Iterable[FormOffer]) -> None:
    """Put forms together before they are chosen, while the choice is read: opening one takes half as long."""
    ready_figures()
    for offer in offers:
        desk.signed.definition(offer.entry.canonical)


def more_forms(desk: Desk, visit_id: str) -> OpenVisit:
    """What else can be chosen in a visit."""
    forms = desk.visits.forms_of(visit_id)
    begun = {one.form.partition("|")[0] for one in forms}
    return OpenVisit(forms, tuple(one for one in desk.visits.offers(visit_id) if one.entry.canonical not in begun))


def _opened(desk: Desk, found: OpenForm, newer: Newer) -> OpenAssessment:
    title = desk.signed.title(found.draft.subject)
    if found.signed is not None:
        author = desk.record.staff_name(found.signed.author_id)
        if not found.questionnaire:
            plain = desk.signed.lay_out(found.signed.form, found.signed.items)
            return OpenAssessment(None, found.draft, found.signed, author, title, plain)
        definition = definition_of(found.questionnaire)
        response = {"resourceType": "QuestionnaireResponse", "item": list(found.signed.items)}
        return OpenAssessment(FormState(definition, response, now=desk.now()), found.draft, found.signed, author, title)
    draft = found.draft
    if draft.id in newer:
        content, focus = newer[draft.id]
        draft = replace(draft, content=content, focus=focus)
    if not found.questionnaire:
        plain = desk.signed.lay_out(draft.subject, tuple(draft.content.get("item", ())))
        return OpenAssessment(None, draft, None, "", title, plain)
    state = state_of(definition_of(found.questionnaire), draft.content, desk)
    last = desk.visits.last_signed(draft.patient_id, draft.subject, draft.visit_id)
    said = LastTime(last, desk.record.staff_name(last.author_id)) if last is not None else None
    copied = tuple(Copied(*one) for one in draft.content.get(COPIED, ()))
    ready_figures()
    chart = desk.visits.last_chart(draft.patient_id, draft.visit_id)
    return OpenAssessment(state, draft, None, "", title, None, said, copied, chart)


def state_of(definition: Definition, content: Mapping[str, Any], desk: Desk) -> FormState:
    """The form as the journal holds it."""
    if not content:
        return FormState(definition, None, now=desk.now())
    answers = {key: value for key, value in content.items() if key not in (OVERRIDDEN, COPIED)}
    snapshot = {"response": answers, OVERRIDDEN: content.get(OVERRIDDEN, ())}
    form = FormState.restore(definition, snapshot, now=desk.now())
    take_old_marks(form, content.get("item", ()))
    return form


def content_of(form: FormState, copied: Iterable[Copied] = ()) -> Mapping[str, Any]:
    """The whole state of the form for the journal: hidden answers too."""
    snapshot = form.snapshot()
    marks = [[one.path, one.was, one.day] for one in copied]
    return {**snapshot["response"], OVERRIDDEN: list(snapshot["overridden"]), **({COPIED: marks} if marks else {})}
