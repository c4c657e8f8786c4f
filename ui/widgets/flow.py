"""A layout that wraps its widgets like words, from the left or ranged right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Rows of widgets in reading order; as high as its width asks."""

    def __init__(self, parent: QWidget | None = None, *, to_the_right: bool = False, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right = to_the_right
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way in."""
        self._items.append(item)

    def count(self) -> int:
        """Qt's question."""
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:
        """Qt's question."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:
        """Qt's way out."""
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes only what it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it becomes."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All on one row."""
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """As wide as the widest."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def setGeometry(self, place: QRect) -> None:
        """Lay out."""
        super().setGeometry(place)
        self._lay(place, move=True)

    def _lay(self, place: QRect, *, move: bool) -> int:
        rows = self._rows(place.width())
        heights = [max(item.sizeHint().height() for item in row) for row in rows]
        total = sum(heights) + self._gap * max(0, len(rows) - 1)
        top = place.y() + max(0, (place.height() - total) // 2)
        for row, height in zip(rows, heights, strict=True):
            if move:
                self._place_row(row, place, top, height)
            top += height + self._gap
        return total

    def _shown(self) -> list[QLayoutItem]:
        """Hidden widgets take no room."""
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not rows or used + self._gap + wide > width:
                rows.append([item])
                used = wide
            else:
                rows[-1].append(item)
                used += self._gap + wide
        return rows

    def _place_row(self, row: list[QLayoutItem], place: QRect, top: int, height: int) -> None:
        wide = sum(item.sizeHint().width() for item in row) + self._gap * (len(row) - 1)
        left = place.x() + (max(0, place.width() - wide) if self._right else 0)
        for item in row:
            size = item.sizeHint()
            item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
            left += size.width() + self._gap
