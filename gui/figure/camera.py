"""From where is the scene looked at, and where in the picture does a point land?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Camera:
    """An orthographic camera.

    `azimuth` and `elevation` are degrees: azimuth 0 looks at the figure's front, +90 at its left
    side; a positive elevation looks down. `centre` is the point (metres) in the picture's middle,
    `span` the metres shown over the picture's height, `width` and `height` its size in pixels.
    """

    azimuth: float
    elevation: float
    centre: tuple[float, float, float]
    span: float
    width: int
    height: int

    def __post_init__(self) -> None:
        """Refuse a picture that shows nothing."""
        if not self.span > 0 or self.width < 1 or self.height < 1:
            raise ValueError(f"span {self.span}, {self.width} x {self.height} px shows nothing")

    @property
    def scale(self) -> float:
        """Pixels per metre."""
        return self.height / self.span

    @property
    def axes(self) -> npt.NDArray[np.float64]:
        """The picture's right, its up and the way to the viewer, as rows of unit vectors (3,3)."""
        return _axes(self.azimuth, self.elevation)

    def view(self, points: Floats) -> npt.NDArray[np.float64]:
        """Place points (N,3), in metres: pixels right, pixels down, depth growing away, in px."""
        turned = (np.asarray(points, np.float64) - self.centre) @ self.axes.T
        turned *= (self.scale, -self.scale, -self.scale)
        turned[:, 0] += self.width / 2
        turned[:, 1] += self.height / 2
        return turned

    def scaled(self, factor: int) -> Camera:
        """Give the same view with `factor` times as many pixels each way."""
        return Camera(
            azimuth=self.azimuth,
            elevation=self.elevation,
            centre=self.centre,
            span=self.span,
            width=self.width * factor,
            height=self.height * factor,
        )

    @property
    def mirrored(self) -> Camera:
        """The camera that sees a mirrored scene (x negated) as the mirrored picture."""
        x, y, z = self.centre
        return Camera(
            azimuth=-self.azimuth,
            elevation=self.elevation,
            centre=(-x, y, z),
            span=self.span,
            width=self.width,
            height=self.height,
        )

    @classmethod
    def framing(
        cls,
        points: Floats,
        azimuth: float,
        elevation: float,
        width: int,
        height: int,
        margin: float = 0.06,
    ) -> Camera:
        """Fit all points (N,3) into the picture.

        `margin` is the share of the picture kept free on each side, 0 up to 0.5. Raises ValueError
        without points or with another margin.
        """
        if len(points) == 0 or not 0 <= margin < 0.5:
            raise ValueError(f"cannot frame {len(points)} points with a margin of {margin}")
        axes = _axes(azimuth, elevation)
        seen = np.asarray(points, np.float64) @ axes.T
        low, high = seen.min(0), seen.max(0)
        wide, tall, _ = high - low
        free = 1 - 2 * margin
        # A single point still needs a picture of some size.
        span = max(tall / free, wide / free * height / width, 0.01)
        x, y, z = ((low + high) / 2) @ axes
        return cls(
            azimuth=azimuth,
            elevation=elevation,
            centre=(float(x), float(y), float(z)),
            span=float(span),
            width=width,
            height=height,
        )


def _axes(azimuth: float, elevation: float) -> npt.NDArray[np.float64]:
    around, up = np.radians(azimuth), np.radians(elevation)
    towards = [np.sin(around) * np.cos(up), np.sin(up), np.cos(around) * np.cos(up)]
    right = [np.cos(around), 0.0, -np.sin(around)]
    return np.array([right, np.cross(towards, right), towards])
