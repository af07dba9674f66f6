"""Boxes, lines and scales in CSS pixels, y running downwards as on the page."""

from typing import NamedTuple

Line = tuple[float, float, float, float]
"""A straight line from (x0, y0) to (x1, y1)."""


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: "Box", across: float = 0.0, down: float = 0.0) -> bool:
        """Whether two boxes overlap, or come nearer than so far across and down."""
        return (
            self.left < other.right + across
            and other.left < self.right + across
            and self.top < other.bottom + down
            and other.top < self.bottom + down
        )

    def inside(self, other: "Box") -> bool:
        """Whether the box lies wholly within another."""
        across = self.left >= other.left and self.right <= other.right
        return across and self.top >= other.top and self.bottom <= other.bottom

    def grown(self, across: float) -> "Box":
        """The box with so much more at either side."""
        return Box(self.left - across, self.top, self.right + across, self.bottom)

    def crossed_by(self, line: Line) -> bool:
        """Whether a straight line from (x0, y0) to (x1, y1) touches the box (Liang-Barsky)."""
        x0, y0, x1, y1 = line
        left, top, right, bottom = self
        # Most lines lie wholly at one side.
        if (x0 < left and x1 < left) or (x0 > right and x1 > right):
            return False
        if (y0 < top and y1 < top) or (y0 > bottom and y1 > bottom):
            return False
        start, end = 0.0, 1.0
        for step, low, high in (
            (x1 - x0, left - x0, right - x0),
            (y1 - y0, top - y0, bottom - y0),
        ):
            if step == 0:
                if low > 0 or high < 0:
                    return False
                continue
            enter, leave = sorted((low / step, high / step))
            start, end = max(start, enter), min(end, leave)
            if start > end:
                return False
        return True


class Scale(NamedTuple):
    """Straight line from values to pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Place of a value."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)
