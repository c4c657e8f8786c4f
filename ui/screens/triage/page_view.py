"""The middle: everything about one referral, as written, with its red-flag screen; nothing of another patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from ui.context import Texts
from ui.screens.triage.flags import FlagList
from ui.screens.triage.notices import NoticeCard, OpinionCard
from ui.screens.triage.words import ROUTES, moment_words, received_words, route_words
from ui.widgets.banner import PatientBanner
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from msk_desk.domain.red_flags.screen import Found, Suggestion
    from ui.screens.triage.unfinished import OpenPage

_CONSENT = {"yes": "triage.consent_yes", "no": "triage.consent_no", "": "triage.consent_not_asked"}
SHOWN = 4
"""Suggestions shown as cards; the rest are named on one line."""


class PageView(Card):
    """One referral.

    Signals:
        document_asked: the id of an attachment to be read.
        record_asked: the patient's record is wanted.
    """

    document_asked = Signal(object)
    record_asked = Signal()

    def __init__(self, texts: Texts, title: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(name="triage_page_card", parent=parent)
        self._title = title
        self._texts = texts
        get = texts.get
        self.banner = PatientBanner(texts)
        self.notice = NoticeCard(texts)
        self.opinion = OpinionCard(texts)
        self.received = Label(tone="muted", wrap=True, name="triage_received")
        self.written = Label(wrap=True, name="triage_written")
        self.written.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.written.setAccessibleName(get("triage.as_written"))
        self.flags = FlagList(texts)
        self.record = Button(get("triage.open_record"), look="quiet", name="triage_open_record", icon="document")
        self.record.clicked.connect(self.record_asked)
        self._suggestions, self._more = QVBoxLayout(), QVBoxLayout()
        for part in (self._suggestions, self._more):
            part.setSpacing(6)
        self.empty = EmptyState(get("triage.nobody"), get("triage.nobody_advice"), icon="triage", name="triage_nobody")
        self._pages = QStackedWidget()
        self._lay_out()
        self._shown = ""

    def _lay_out(self) -> None:
        get = self._texts.get
        inside = QVBoxLayout()
        inside.setSpacing(10)
        inside.addWidget(self.banner)
        inside.addWidget(self.notice)
        inside.addWidget(self.opinion)
        inside.addWidget(self.received)
        inside.addLayout(self._suggestions)
        inside.addWidget(self.written)
        inside.addLayout(self._more)
        screen = QHBoxLayout()
        screen.setSpacing(9)
        screen.addWidget(Label(get("triage.screen"), size="heading"))
        source = Label(get("triage.screen_from"), tone="muted")
        source.setMinimumWidth(1)
        screen.addWidget(source)
        screen.addStretch(1)
        screen.addWidget(self.record)
        inside.addLayout(screen)
        inside.addWidget(self.flags)
        inside.addStretch(1)
        self.column = ScrollColumn(inside)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.column)
        self.add(self._pages, 1)

    def clear_page(self) -> None:
        """Nobody is in hand: nothing of anybody is left in sight."""
        self._shown = ""
        self._pages.setCurrentWidget(self.empty)
        self.written.setText("")
        self.received.setText("")
        clear_layout(self._suggestions)
        clear_layout(self._more)

    def show_page(self, shown: OpenPage, may_decide: bool) -> None:
        """Show a referral, or the same one as it is now."""
        page, another = shown.page, shown.pathway_id != self._shown
        self._shown = shown.pathway_id
        if another:
            self.flags.forget_places()
        # Who it is and what they need; the rest of the banner is said below, or is not asked for here.
        self.banner.show_banner(replace(page.banner, gp_practice="", pathway="", weeks=None, allergies=None))
        self.received.setText(received_words(page.referral, page.due, self._texts))
        texts = filter(None, (page.referral.reason, page.referral.note))
        self.written.setText("\n\n".join(texts) or self._texts.get("triage.no_words"))
        self._show_suggestions(shown)
        self._show_more(shown)
        self.flags.show_screen(shown.screen, shown.form.confirmed or shown.decided, may_decide and not shown.decided)
        self._pages.setCurrentWidget(self.column)
        if another:
            self.column.verticalScrollBar().setValue(0)

    def _show_suggestions(self, shown: OpenPage) -> None:
        clear_layout(self._suggestions)
        found = shown.screen.suggestions
        for suggestion in found[:SHOWN]:
            self._suggestions.addWidget(self._suggestion(suggestion))
        if len(found) > SHOWN:
            rest = ", ".join(f"{each.title} ({route_words(each.route, self._texts)})" for each in found[SHOWN:])
            self._suggestions.addWidget(Label(self._texts.get("triage.also", what=rest), tone="muted", wrap=True))

    def _suggestion(self, suggestion: Suggestion) -> Card:
        look = "bad" if suggestion.route in ("E", "S") else "warn" if suggestion.route in ("C", "U") else "sunk"
        card = Card(suggestion.title, look=look, name=f"suggestion_{suggestion.condition}")
        card.add_action(Chip(route_words(suggestion.route, self._texts), ROUTES[suggestion.route][1]))
        because = [
            f"{each.text}: “{'”, “'.join(each.words)}”" if each.words else each.text for each in suggestion.because
        ]
        card.add(Label(" · ".join(because), wrap=True))
        card.add(Label(suggestion.action, wrap=True, tone="strong"))
        source = Label(
            self._texts.get("triage.source", source=suggestion.source), tone="muted", size="small", wrap=True
        )
        source.setToolTip(suggestion.citation)
        card.add(source)
        return card

    def _show_more(self, shown: OpenPage) -> None:
        clear_layout(self._more)
        page, get = shown.page, self._texts.get
        for paper in page.attachments:
            button = Button(
                get("triage.attachment", title=paper.title, day=staff_date(paper.created)), look="link",
                name=f"triage_paper_{paper.id}", icon="document",
            )  # fmt: skip
            button.setProperty("document_id", paper.id)
            button.clicked.connect(self._ask_document)
            self._more.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        facts = [get(_CONSENT.get(page.referral.consent, "triage.consent_not_asked"))]
        facts.append(get("triage.no_attachments") if not page.attachments else "")
        facts += [
            get(
                "triage.also_came",
                day=staff_date(each.received),
                words=". ".join(filter(None, (each.reason, each.note))),
            )
            for each in page.more
        ]
        facts += [get("triage.opinion_said", name=who, words=each.text) for each, who in page.opinions if each.text]
        facts += [get("triage.handed", to=each.to) for each in page.referral.handovers]
        for each, who in page.before:
            words = ". ".join(filter(None, (each.reason, each.where, each.text)))
            done = moment_words(each.done_at)
            facts.append(get("triage.before", title=self._title(each.decision), name=who, when=done, words=words))
        for earlier in page.earlier:
            facts.append(
                get("triage.earlier", title=earlier.title, begun=staff_date(earlier.started),
                    stage=get(f"triage.stage_{earlier.stage}"))
            )  # fmt: skip
        facts.append("" if page.earlier else get("triage.no_earlier"))
        for fact in filter(None, facts):
            self._more.addWidget(Label(fact, tone="muted", wrap=True))

    def _ask_document(self) -> None:
        self.document_asked.emit(str(self.sender().property("document_id")))


def _because(found: Found) -> str:
    quoted = "”, “".join(found.words)
    return f"{found.text}: “{quoted}”" if quoted else found.text
