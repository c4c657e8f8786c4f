"""Makes the formatted text of a form safe: a small set of marks is kept, everything else becomes plain words."""

import html
import re
from html.parser import HTMLParser

_KEPT = {"b", "strong", "i", "em", "u", "br", "p", "ul", "ol", "li", "sub", "sup", "h1", "h2", "h3", "h4"}
_PLAIN = {"div": "p", "h1": "b", "h2": "b", "h3": "b", "h4": "b"}
_SILENT = {"script", "style", "head", "title", "iframe", "object"}
_ALONE = {"br"}
_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*|__(.+?)__"), "b"),
    (re.compile(r"(?<![\w*])\*(?!\s)(.+?)\*|(?<!\w)_(?!\s)(.+?)_(?!\w)"), "i"),
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_BULLET = re.compile(r"\s*[-*+]\s+(.*)")
_NUMBER = re.compile(r"\s*\d+[.)]\s+(.*)")


class _Cleaner(HTMLParser):
    """Writes the kept marks again, without their attributes, and closes what was left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        name = _PLAIN.get(tag, tag)
        if name in _KEPT and not self._silent:
            self.parts.append(f"<{name}>")
            if name not in _ALONE:
                self._open.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        name = _PLAIN.get(tag, tag)
        if name in self._open:
            while self._open:
                last = self._open.pop()
                self.parts.append(f"</{last}>")
                if last == name:
                    break

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(html.escape(data, quote=False))

    def finished(self) -> str:
        """Return the text with everything closed."""
        self.parts.extend(f"</{name}>" for name in reversed(self._open))
        return "".join(self.parts)


def safe_xhtml(text: str) -> str:
    """Return the formatted text with only harmless marks: no links, pictures, styles or scripts."""
    cleaner = _Cleaner()
    cleaner.feed(text)
    cleaner.close()
    return cleaner.finished()


def markdown(text: str) -> str:
    """Return markdown as the same small set of marks: bold, italic, headings, lists, paragraphs."""
    blocks: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        blocks.extend(_block(paragraph.splitlines()))
    return "".join(blocks)


def _block(lines: list[str]) -> list[str]:
    found: list[str] = []
    words: list[str] = []
    for line in lines:
        for pattern, kind in ((_BULLET, "ul"), (_NUMBER, "ol"), (_HEADING, "b")):
            match = pattern.match(line)
            if match:
                found += _paragraph(words)
                words = []
                found.append(_marked(kind, match.group(1)))
                break
        else:
            words.append(line)
    found += _paragraph(words)
    return [re.sub(r"</(ul|ol)><\1>", "", "".join(found))]


def _marked(kind: str, text: str) -> str:
    return f"<p><b>{_inline(text)}</b></p>" if kind == "b" else f"<{kind}><li>{_inline(text)}</li></{kind}>"


def _paragraph(words: list[str]) -> list[str]:
    return [f"<p>{_inline(' '.join(words))}</p>"] if words else []


def _inline(text: str) -> str:
    safe = html.escape(_LINK.sub(r"\1", text), quote=False)
    for pattern, mark in _MARKS:
        safe = pattern.sub(lambda match, mark=mark: f"<{mark}>{match.group(1) or match.group(2)}</{mark}>", safe)  # type: ignore[misc]
    return safe


def plain_words(made: str) -> str:
    """Return formatted text without its marks, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", made)).split())
