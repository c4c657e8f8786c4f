"""Decision aids: options side by side, each figure with its source, and where no figure is known, that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NOT_KNOWN = "No figure: we have not found a source that we can show you."
STILL_DECIDING = "still-deciding"


class FigureKind(StrEnum):
    """What a figure is; a mean is never shown as so many people in a hundred."""

    MEAN = "mean"
    PROPORTION = "proportion"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class FigureSource:
    """Where a figure stands, as it was read: `read` is the paper, its abstract or the publisher's summary."""

    citation: str
    url: str
    location: str
    read: str
    date_read: date


@dataclass(frozen=True, slots=True)
class IconPair:
    """People in a hundred with an outcome, with the option and with what it was compared with."""

    with_option: int
    with_comparator: int
    total: int = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in a patient's words, with everything that it depends on."""

    words: str
    kind: FigureKind
    comparator: str
    population: str
    time_frame: str
    certainty: str
    source: FigureSource
    icons: IconPair | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one option says to one question; `not_known` shows that no figure could be found."""

    words: str
    figures: tuple[Figure, ...] = ()
    not_known: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the comparison, asked of every option; `numbers` says whether it is one for figures."""

    code: str
    title: str
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One option of the decision with its answers by question."""

    code: str
    title: str
    summary: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class ValuePrompt:
    """Something that may matter to a person, rated 0 to 10; unrated until they rate it."""

    code: str
    title: str
    low_label: str = "Does not matter to me"
    high_label: str = "Matters a lot to me"


@dataclass(frozen=True, slots=True)
class Choice:
    """One outcome of the conversation; still deciding is one."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class DecisionAid:
    """A decision aid with what IPDAS asks of one (certification: date, policy, funding, uncertainty)."""

    code: str
    version: str
    title: str
    condition: str
    decision: str
    no_cause_for_hurry: str
    questions: tuple[Question, ...]
    options: tuple[Option, ...]
    prompts: tuple[ValuePrompt, ...]
    choices: tuple[Choice, ...]
    what_else: str
    comparability: str
    authors: tuple[str, ...]
    interests: str
    funding: str
    published: date
    review_date: date
    update_policy: str
    background: tuple[FigureSource, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)

    @property
    def questionnaire(self) -> str:
        """The canonical URL of the form that records a decision made with it."""
        return f"https://msk-desk.example/fhir/Questionnaire/decision-{self.code}"

    def figures(self) -> Iterator[tuple[Option, Question, Figure]]:
        """Every figure with the option and question it stands under."""
        for option in self.options:
            for question in self.questions:
                for figure in option.answers[question.code].figures:
                    yield option, question, figure

    def sources(self) -> tuple[FigureSource, ...]:
        """Every source once, in the order of first use."""
        cited = [figure.source for _, _, figure in self.figures()]
        by_citation = {source.citation: source for source in reversed([*cited, *self.background])}
        return tuple(dict.fromkeys(by_citation[source.citation] for source in [*cited, *self.background]))


def aid_problems(aid: DecisionAid, today: date) -> list[str]:
    """What keeps an aid from being shown.

    Source: IPDAS instrument (IPDASi v4): qualifying and certification items, in our own words.
    """
    found = [f"says nothing on {name}" for name in _texts(aid) if not _texts(aid)[name].strip()]
    if len(aid.options) < 2:
        found.append("has fewer than two options")
    if STILL_DECIDING not in {choice.code for choice in aid.choices}:
        found.append("does not let a person go on deciding")
    missing = {option.code for option in aid.options} - {choice.code for choice in aid.choices}
    found += [f"option {code} cannot be chosen" for code in sorted(missing)]
    found += [problem for option in aid.options for problem in _option_problems(aid, option)]
    found += [problem for _, _, figure in aid.figures() for problem in _figure_problems(figure, today)]
    return found


def _texts(aid: DecisionAid) -> dict[str, str]:
    return {
        "the condition": aid.condition,
        "the decision": aid.decision,
        "funding": aid.funding,
        "interests": aid.interests,
        "its update policy": aid.update_policy,
        "how far options can be compared": aid.comparability,
        "its authors": " ".join(aid.authors),
        "what else is needed": aid.what_else,
    }


def _option_problems(aid: DecisionAid, option: Option) -> Iterator[str]:
    """Every option answers every question, and one for figures has figures or says that there is none."""
    for question in aid.questions:
        answer = option.answers.get(question.code)
        if answer is None or not answer.words.strip():
            yield f"option {option.code} does not answer {question.code}"
        elif question.numbers and bool(answer.figures) == answer.not_known:
            yield f"option {option.code}, {question.code}: figures and not known exclude each other"
        elif not question.numbers and any(character.isdigit() for character in answer.words):
            yield f"option {option.code}, {question.code}: a number without a source"


def _figure_problems(figure: Figure, today: date) -> Iterator[str]:
    source = figure.source
    for name in ("words", "comparator", "population", "time_frame", "certainty"):
        if not getattr(figure, name).strip():
            yield f"figure without {name}: {figure.words}"
    if not all((source.citation, source.location, source.read)) or not source.url.startswith("https://"):
        yield f"figure without a whole source: {figure.words}"
    if source.date_read > today:
        yield f"figure read in the future: {figure.words}"
    if figure.icons is not None:
        icons = figure.icons
        whole = all(0 <= count <= icons.total for count in (icons.with_option, icons.with_comparator))
        if figure.kind is not FigureKind.PROPORTION or not whole:
            yield f"icons for what is no proportion: {figure.words}"
