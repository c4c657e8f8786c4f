"""Places values and words on a drawing: linear scales, ticks and rough widths of words."""

from dataclasses import dataclass

CHARACTER = 0.58
"""Mean width of a character as a part of its size; only to keep words apart, never to align them."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from low to high onto places from start to end, in points."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value; the middle when the scale has no extent."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float) -> tuple[float, ...]:
    """Three to six equal steps from low to high, whole where they can be, else four."""
    span = high - low
    steps = next((count for count in (4, 5, 3, 6) if (span / count).is_integer()), 4)
    return tuple(low + span * step / steps for step in range(steps + 1))


def number(value: float) -> str:
    """A number as short as it can be written, with at most one decimal; a real minus sign."""
    words = f"{value:.1f}".removesuffix(".0")
    return words.replace("-", "−")


def words_width(words: str, size: float) -> float:
    """Roughly how wide words are, in points."""
    return len(words) * size * CHARACTER
