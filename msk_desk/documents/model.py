"""The document model: blocks in reading order, and the furniture of every page. No sizes, no fonts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msk_desk.drawing.display_list import Drawing


class Layout(StrEnum):
    """How a paper is set: the recorded communication need decides."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    PLAIN = "plain"
    EASY_READ = "easy-read"
    RECORD = "record"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's title.

    It stays with all of the block after it, or, with `room`, where so many points are left of the page.
    """

    text: str
    level: int = 2
    room: float = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `strong` sets it bold, `quiet` smaller and grey, `right` to the right margin."""

    text: str
    strong: bool = False
    quiet: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that belong together, such as an address: close to each other, one block; looks as of Paragraph."""

    lines: tuple[str, ...]
    quiet: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered when `ordered`."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line, such as before the close of a letter."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values in two columns; `share` is the labels' part of the line, `strong` which values are bold.

    `boxed` ones stand out, such as the time and place of an appointment.
    """

    rows: tuple[tuple[str, str], ...]
    share: float = 0.3
    strong: frozenset[int] | None = None
    boxed: bool = False


TICK = "\u2610"
"""A cell that is nothing but a box to tick."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question on a blank form: answers to tick, lines to write on, the unit of what is written."""

    label: str
    options: tuple[str, ...] = ()
    lines: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row repeated on each page; `widths` are shares of the line.

    A cell may be several lines; in a column of `leads` the first of them is bold; `ruled` columns are for writing in.
    `room` is the least height of a row in points; a cell that is TICK is a box to tick.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    leads: frozenset[int] = frozenset()
    ruled: frozenset[int] = frozenset()
    room: float = 0


@dataclass(frozen=True, slots=True)
class NewPart:
    """What follows begins on a page of its own; `title` stands at the head of every page until the next."""

    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing at its own width in points, with what it shows in words."""

    drawing: Drawing


@dataclass(frozen=True, slots=True)
class PictureLines:
    """Short lines with a picture at the left of each, as easy-read papers have them."""

    rows: tuple[tuple[Drawing, str], ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that are not parted by a page's end."""

    blocks: tuple[Block, ...]


Block = Ask | Gap | Heading | Paragraph | Lines | Bullets | Facts | Table | Picture | PictureLines | Together | NewPart


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: `whose` stands at the foot of every page (name, birth date, NHS number), `sender` at its head.

    `across` is written across every page, for what does not hold; `write_in` names what is written by hand at the head
    of every page of a blank form.
    """

    title: str
    sender: str
    whose: str
    blocks: tuple[Block, ...]
    page_words: str
    layout: Layout = Layout.STANDARD
    across: str = ""
    landscape: bool = False
    write_in: tuple[str, ...] = ()
