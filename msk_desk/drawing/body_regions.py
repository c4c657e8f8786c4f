"""Names the part of the body at a place on the body chart."""

from dataclasses import dataclass

from msk_desk.drawing.display_list import Point


@dataclass(frozen=True, slots=True)
class Region:
    """A part as a box on one half: outwards from the middle line and down, in hundredths of the height."""

    name: str
    inner: float
    outer: float
    top: float
    bottom: float
    sided: bool = True

    def holds(self, outwards: float, down: float) -> bool:
        """Whether a place of this half lies in the box."""
        return self.inner <= outwards <= self.outer and self.top <= down <= self.bottom


SHARED = (
    Region("hand", 12.6, 18.0, 50.0, 58.6),
    Region("wrist", 12.6, 17.0, 47.0, 50.0),
    Region("forearm", 10.2, 16.6, 37.5, 47.0),
    Region("elbow", 9.0, 14.0, 33.5, 37.5),
    Region("upper-arm", 8.0, 13.0, 24.5, 33.5),
    Region("shoulder", 5.6, 11.8, 16.8, 24.5),
    Region("knee", 1.4, 7.6, 66.5, 74.5),
    Region("ankle", 1.6, 5.6, 90.0, 95.0),
    Region("foot", 1.6, 6.2, 95.0, 99.9),
)
FRONT = (
    Region("face", 0.0, 5.0, 0.0, 13.4, sided=False),
    Region("neck", 0.0, 5.6, 13.4, 18.0, sided=False),
    Region("chest", 0.0, 8.2, 18.0, 31.0, sided=False),
    Region("abdomen", 0.0, 7.8, 31.0, 43.0, sided=False),
    Region("groin", 0.0, 4.6, 43.0, 53.0),
    Region("hip", 4.6, 9.0, 41.0, 53.0),
    Region("thigh", 0.4, 9.0, 53.0, 66.5),
    Region("shin", 1.2, 7.4, 74.5, 90.0),
)
BACK = (
    Region("head", 0.0, 5.0, 0.0, 13.4, sided=False),
    Region("neck", 0.0, 5.6, 13.4, 19.0, sided=False),
    Region("upper-back", 0.0, 8.2, 19.0, 33.0, sided=False),
    Region("lower-back", 0.0, 7.8, 33.0, 44.0, sided=False),
    Region("buttock", 0.0, 9.0, 44.0, 53.0),
    Region("thigh", 0.4, 9.0, 53.0, 66.5),
    Region("calf", 1.2, 7.4, 74.5, 90.0),
)


def region_of(from_behind: bool, at: Point) -> str:
    """The part there, with its side as the person's own: seen from the front, the right lies on the left."""
    across, down = at
    regions: tuple[Region, ...] = SHARED + (BACK if from_behind else FRONT)
    for region in regions:
        if region.holds(abs(across), down):
            if not region.sided:
                return region.name
            return f"{'right' if (across > 0) == from_behind else 'left'}-{region.name}"
    return ""
