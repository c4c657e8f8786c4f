"""Lists on paper and as CSV: the rows in sight in their order, with what narrowed them said at the head."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from msk_desk.domain.lists import ListRow, harmless
from msk_desk.domain.papers import ListColumn, ListContent, ListPart
from msk_desk.services.lists import ListContents
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.paper_ports import DocumentMaker
from msk_desk.services.ports import Words
from msk_desk.services.saving import Saver

_SHARES = {
    "patient": 2.0, "age": 0.5, "nhs_number": 1.15, "weeks": 0.9, "time": 0.6, "phone": 1.3, "reason": 1.9,
    "as_written": 2.0, "measures": 1.6, "why": 1.6, "next": 1.75, "how": 0.95, "status": 0.9, "letter": 1.5,
    "service": 1.3, "problem": 1.2, "stage": 1.4, "manager": 1.3, "staff": 1.3, "site": 1.6, "kind": 0.75,
    "priority": 0.8, "planned": 1.5, "missed": 1.5,
}  # fmt: skip
"""Parts of the line that columns take on paper, 1 where nothing is said."""


class ListPapers:
    """Makes PDFs and CSVs of lists; that they were made stands in the audit."""

    def __init__(self, papers: DocumentMaker, mastheads: Mastheads, words: Words, saver: Saver) -> None:
        self._papers = papers
        self._mastheads = mastheads
        self._words = words
        self._saver = saver

    def pdf(self, contents: ListContents, rows: Sequence[ListRow], narrowed: str = "") -> bytes:
        """The list as PDF.

        Args:
            rows: those in sight, in their order.
            narrowed: what was chosen, in words.
        """
        actor = self._saver.access.require(*contents.definition.roles)
        title, columns = self._title(contents), self._filled(contents, rows)
        self._saver.access.opened("", f"List printed: {title}, {len(rows)}")
        masthead, _ = self._mastheads.of("", "")
        heads = tuple(
            ListColumn(self.heading(code), _SHARES.get(code, 1.0), lead=code == "patient") for code in columns
        )
        lines = tuple(filter(None, (narrowed, self._words.get("lists.count_printed", n=len(rows)))))
        content = ListContent(
            title, heads, (ListPart(_cells(contents, rows, columns)),), masthead, self._saver.now(), actor.name, lines,
            self._words.get("lists.empty_printed"),
        )  # fmt: skip
        return self._papers.listing(content)

    def csv(self, contents: ListContents, rows: Sequence[ListRow]) -> str:
        """The list for a spreadsheet, which takes no cell of it for a formula."""
        self._saver.access.require(*contents.definition.roles)
        self._saver.access.opened("", f"List as CSV: {self._title(contents)}, {len(rows)}")
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([self.heading(code) for code in contents.definition.columns])
        for cells in _cells(contents, rows, contents.definition.columns):
            writer.writerow([harmless(cell) for cell in cells])
        return out.getvalue()

    def heading(self, code: str) -> str:
        """The heading of a column."""
        return self._words.get(f"lists.column_{code}")

    def _title(self, contents: ListContents) -> str:
        return self._words.get(f"lists.list_{contents.definition.code}")

    def _filled(self, contents: ListContents, rows: Sequence[ListRow]) -> tuple[str, ...]:
        """The columns that say something of any row: the others would only take their room on paper."""
        text, columns = contents.columns.text, contents.definition.columns
        return tuple(code for code in columns if not rows or any(text(code, row) for row in rows))


def _cells(contents: ListContents, rows: Sequence[ListRow], columns: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    text = contents.columns.text
    return tuple(tuple(text(code, row) for code in columns) for row in rows)
