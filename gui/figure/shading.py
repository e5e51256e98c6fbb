"""What does a body with its equipment look like from here?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gui.figure.camera import Camera
from gui.figure.palette import CORDS, METALS, MUSCLES, Palette
from gui.figure.raster import Floats, Ints, Places, Raster, rasterise, spread
from gui.figure.shadow import Body, Field, floor_shadow, is_flat
from gui.figure.solids import Solid

Bytes = npt.NDArray[np.uint8]

_LIGHT = np.array([-0.46, 0.70, 0.55], np.float32) / np.float32(np.sqrt(0.46**2 + 0.7**2 + 0.55**2))
"""Where the light comes from: the viewer's upper left, whatever the scene is mirrored to."""
_LINE = 1.25
"""Width of the ink in pixels of the finished picture."""
_STEP = (0.006, 0.022)
"""A step in depth (metres) begins to be drawn at the first and is a full line at the second."""


@dataclass(frozen=True, slots=True, eq=False)
class _Shot:
    """A scene as one camera sees it: per covered pixel (K) what is there."""

    camera: Camera
    raster: Raster
    points: Floats
    """All vertices in the picture (N,3): px right, px down, px away."""
    normals: Floats
    """All normals (N,3) along the camera's axes."""
    faces: Ints
    shown: Ints
    """The triangle at each covered pixel (K,)."""
    thing: Ints
    """What each covered pixel belongs to (K,): 0 the body, then the solids in their order."""
    seen: Ints
    """The body's triangles that are seen at all (S,): a third of them, or fewer."""
    place: Ints
    """Where each covered pixel's triangle is in that list (K,); S for the solids' pixels."""

    def box(self, pad: int, step: int) -> tuple[slice, slice]:
        """Rows and columns that hold all covered pixels and `pad` more, in multiples of `step`."""
        height, width = self.raster.depth.shape
        filled = self.raster.triangle >= 0
        cut = []
        for line, most in ((filled.any(1), height), (filled.any(0), width)):
            at = np.nonzero(line)[0]
            first, last = (int(at[0]), int(at[-1]) + 1) if len(at) else (0, step)
            first, last = max(first - pad, 0), min(last + pad, most)
            cut.append(slice(first // step * step, min(-(-last // step) * step, most)))
        return cut[0], cut[1]


def draw(
    body: Body | None,
    solids: Sequence[Solid],
    camera: Camera,
    palette: Palette,
    *,
    supersample: int = 2,
    floor: float | None = 0.0,
    ink: float = 1.0,
) -> Bytes:
    """Draw a scene: (H,W,4) RGBA with straight alpha, transparent where nothing is.

    `supersample` draws that many pixels for one, each way; `floor` is the height (metres) that
    the soft shadow lies on, None for no shadow; `ink` scales the width of the lines, 0 for none.
    Raises ValueError for a material that the palette does not have.
    """
    shot = _shoot(body, solids, camera.scaled(supersample))
    colour = _painted(shot, body, solids, palette, supersample)
    dark, bright = _lit(shot, solids, palette)
    _light(colour, dark, bright)
    shadow = None
    if floor is not None:
        shadow = floor_shadow(body, solids, camera, floor)
        _receive(colour, shot, solids, shadow, palette, floor, supersample)
    picture = _averaged(shot, colour, supersample)
    if ink > 0:
        cords = [index + 1 for index, solid in enumerate(solids) if solid.material in CORDS]
        _inked(picture, shot, palette, supersample, ink, cords)
    if shadow is not None:
        # Most of a picture lies in no shadow: only the rows that do are looked at.
        rows = np.nonzero(shadow.any(1))[0]
        lower = picture[rows]
        under = (1 - lower[..., 3]) * shadow[rows] * np.float32(palette.floor)
        lower[..., :3] += under[..., None] * palette.colour("shadow")
        lower[..., 3] += under
        picture[rows] = lower
    if palette.ground is not None:
        picture[..., :3] += (1 - picture[..., 3:]) * palette.colour("ground")
        picture[..., 3] = 1
    return _straight(picture)


def ids(body: Body, regions: Sequence[Field], camera: Camera) -> npt.NDArray[np.int16]:
    """Tell which region each pixel shows (H,W): the one whose field is largest and above zero.

    -1 where there is none, or no body.
    """
    shot = _shoot(body, (), camera)
    best = np.zeros(len(shot.shown), np.float32)
    found = np.full(len(shot.shown), -1, np.int16)
    for index, field in enumerate(regions):
        near, _ = _touched(shot, field)
        corners = shot.faces[shot.shown[near]]
        value = spread(field, corners, shot.raster.weights[near])
        win = value > best[near]
        best[near[win]] = value[win]
        found[near[win]] = index
    whole = np.full(camera.height * camera.width, -1, np.int16)
    whole[shot.raster.pixels] = found
    return whole.reshape(camera.height, camera.width)


def masks(
    body: Body, fields: Sequence[Field], camera: Camera, supersample: int = 2
) -> npt.NDArray[np.uint8]:
    """Tell how much of each pixel shows each field above zero: (K,H,W), 0 to 255."""
    shot = _shoot(body, (), camera.scaled(supersample))
    made = np.zeros((len(fields), camera.height, camera.width), np.uint8)
    for index, field in enumerate(fields):
        near, share = _covered(shot, field, 1.0)
        total = _summed(shot, share, supersample, near)
        made[index] = np.round(total * np.float32(255)).reshape(made.shape[1:])
    return made


def layers(
    body: Body,
    camera: Camera,
    palette: Palette,
    *,
    supersample: int = 2,
    ink: float = 1.0,
) -> tuple[Bytes, Bytes]:
    """Draw a body in two layers, for something to be painted in between.

    Gives its plain colours and, to lay over them, its light and lines as black and white with
    alpha: each (H,W,4) RGBA with straight alpha.
    """
    shot = _shoot(body, (), camera.scaled(supersample))
    plain = _averaged(shot, _painted(shot, body, (), palette, supersample), supersample)
    dark, bright = _lit(shot, (), palette)
    light = np.zeros_like(plain)
    count = camera.height, camera.width
    deep = _summed(shot, dark * np.float32(1.1), supersample).reshape(count)
    high = _summed(shot, bright, supersample).reshape(count)
    light[..., :3] = high[..., None]
    light[..., 3] = np.clip(deep + high, 0, 1)
    if ink > 0:
        _inked(light, shot, palette, supersample, ink)
    return _straight(plain), _straight(light)


def _shoot(body: Body | None, solids: Sequence[Solid], camera: Camera) -> _Shot:
    """Put everything into one list of triangles and rasterise it."""
    vertices: list[npt.NDArray[np.floating]] = [np.empty((0, 3))]
    normals: list[npt.NDArray[np.floating]] = [np.empty((0, 3))]
    faces: list[npt.NDArray[np.integer]] = [np.empty((0, 3), np.int32)]
    if body is not None:
        vertices.append(body.vertices)
        normals.append(body.normals)
        faces.append(body.faces)
    body_faces = len(faces[-1])
    base = sum(map(len, vertices))
    owners = [np.zeros(body_faces, np.int32)]
    for index, solid in enumerate(solids):
        corner, normal, face = solid.corners()
        vertices.append(corner)
        normals.append(normal)
        faces.append(face + np.int32(base))
        owners.append(np.full(len(face), index + 1, np.int32))
        base += len(corner)
    joined = np.concatenate(faces).astype(np.int32)
    points = camera.view(np.concatenate(vertices)).astype(np.float32)
    raster = rasterise(points, joined, camera.width, camera.height)
    shown = raster.shown
    listed = np.zeros(len(joined), bool)
    listed[shown] = True
    seen = np.nonzero(listed[:body_faces])[0].astype(np.int32)
    order = np.full(len(joined), len(seen), np.int32)
    order[seen] = np.arange(len(seen), dtype=np.int32)
    return _Shot(
        camera=camera,
        raster=raster,
        points=points,
        normals=(np.concatenate(normals) @ camera.axes.T).astype(np.float32),
        faces=joined,
        shown=shown,
        thing=np.concatenate(owners)[shown],
        seen=seen,
        place=np.take(order, shown),
    )


def _painted(
    shot: _Shot,
    body: Body | None,
    solids: Sequence[Solid],
    palette: Palette,
    supersample: int,
) -> Floats:
    """Give each covered pixel the colour of its material, (K,3)."""
    table = [palette.colour("skin"), *(palette.colour(solid.material) for solid in solids)]
    colour = np.stack(table)[shot.thing]
    for field, material in body.fields if body is not None else ():
        muscle = material in MUSCLES
        near, share = _covered(shot, field, (1.6 if muscle else 1.0) * supersample)
        if len(near) == 0:
            continue
        paint = palette.colour(material)
        colour[near] += share[:, None] * (paint - colour[near])
    return colour


def _touched(shot: _Shot, field: Field) -> tuple[Places, npt.NDArray[np.bool_]]:
    """List the covered pixels whose triangle has a corner with a field above zero.

    Tells of each whether it is above zero in all three.
    """
    inside: npt.NDArray[np.bool_] = np.greater(field, 0)
    # Column by column: reducing along an axis of three is many times slower.
    count = np.zeros(len(shot.seen) + 1, np.int8)
    for k in range(3):
        count[:-1] += inside[shot.faces[shot.seen, k]]
    if not count.any():
        return np.empty(0, np.intp), np.empty(0, bool)
    near = np.nonzero(np.take(count, shot.place))[0]
    return near, np.take(count, shot.place[near]) == 3


def _covered(shot: _Shot, field: Field, soft: float) -> tuple[Places, Floats]:
    """Tell which covered pixels show a field above zero, and how much of each.

    `soft` is how many pixels wide the hem is: the field's own slope in the picture says how far
    from it a pixel's centre lies.
    """
    near, whole = _touched(shot, field)
    share = np.ones(len(near), np.float32)
    hem = np.nonzero(~whole)[0]
    if len(hem):
        mine = shot.shown[near[hem]]
        triangles, back = np.unique(mine, return_inverse=True)
        steep = _slope(shot, field, triangles)[back]
        value = spread(field, shot.faces[mine], shot.raster.weights[near[hem]])
        far = value / np.maximum(steep * np.float32(soft), 1e-9)
        share[hem] = np.clip(far + np.float32(0.5), 0, 1)
    return near, share


def _slope(shot: _Shot, field: Field, triangles: Ints) -> Floats:
    """How much a field changes per pixel in some triangles."""
    corners = shot.faces[triangles]
    one, two, three = (shot.points[corners[:, k], :2] for k in range(3))
    (ux, uy), (vx, vy) = (two - one).T, (three - one).T
    first = field[corners[:, 0]]
    up, along = field[corners[:, 1]] - first, field[corners[:, 2]] - first
    area = np.minimum(ux * vy - uy * vx, np.float32(-1e-6))
    slope: Floats = np.hypot(up * vy - along * uy, along * ux - up * vx) / -area
    return slope


def _lit(shot: _Shot, solids: Sequence[Solid], palette: Palette) -> tuple[Floats, Floats]:
    """How much darker and how much brighter the light makes each covered pixel, (K,) each.

    Three tones with soft borders: turned away, lit, and facing the light.
    """
    # One corner and one axis at a time: a run along memory is much faster than a row of three.
    corners = np.ascontiguousarray(shot.faces.T)
    corners = np.stack([np.take(corner, shot.shown) for corner in corners]).T
    x, y, z = (
        spread(line, corners, shot.raster.weights) for line in np.ascontiguousarray(shot.normals.T)
    )
    length = np.sqrt(x * x + y * y + z * z) + np.float32(1e-9)
    towards = (x * _LIGHT[0] + y * _LIGHT[1] + z * _LIGHT[2]) / length
    ramp = np.linspace(-1, 1, 512, dtype=np.float32)
    tone = 1 - 0.62 * _step(ramp, -0.12, 0.34) - 0.38 * _step(ramp, 0.30, 0.95)
    deep = (np.float32(palette.shade) * tone).astype(np.float32)
    high = (np.float32(palette.shine) * _step(ramp, 0.62, 1.02)).astype(np.float32)
    # Clipped: a unit vector times another may come out a hair above one.
    at = (np.clip(towards + 1, 0, 2) * np.float32(255.5)).astype(np.int32)
    dark, bright = np.take(deep, at), np.take(high, at)
    edge = 1 - np.clip(z / length, 0, 1)
    edge = edge * edge * edge * np.float32(abs(palette.rim))
    if palette.rim > 0:
        bright += edge
    else:
        dark += edge
    shiny = [index + 1 for index, solid in enumerate(solids) if solid.material in METALS]
    if shiny:
        some = np.nonzero(np.isin(shot.thing, shiny))[0]
        gleam = np.clip((towards[some] - np.float32(0.80)) * 6, 0, 1)
        bright[some] += np.float32(0.35) * gleam
    return dark, bright


def _step(value: Floats, low: float, high: float) -> Floats:
    """Rise smoothly from 0 at `low` to 1 at `high`."""
    part = np.clip((value - np.float32(low)) / np.float32(high - low), 0, 1)
    smooth: Floats = part * part * (3 - 2 * part)
    return smooth


def _light(colour: Floats, dark: Floats, bright: Floats) -> None:
    """Darken and brighten colours in place.

    Weak channels darken more than strong ones, as in the shade of real skin and cloth: shadows
    become richer instead of grey.
    """
    deep = dark[:, None]
    colour *= 1 - deep * (np.float32(1.28) - np.float32(0.48) * colour)
    colour += bright[:, None] * (1 - colour)


def _summed(
    shot: _Shot, values: Floats, supersample: int, near: Places | None = None
) -> npt.NDArray[np.float32]:
    """Average values of (some) covered pixels over finished pixels, flat (H*W,)."""
    pixels = shot.raster.pixels if near is None else shot.raster.pixels[near]
    height, width = shot.raster.depth.shape
    many = height // supersample * (width // supersample)
    if supersample > 1:
        row, column = np.divmod(pixels, width)
        pixels = row // supersample * (width // supersample) + column // supersample
    total = np.bincount(pixels, values, many) / supersample**2
    return total.astype(np.float32)


def _averaged(shot: _Shot, colour: Floats, supersample: int) -> Floats:
    """Mix the pixels into a picture (H,W,4), premultiplied by how much is covered."""
    height, width = (size // supersample for size in shot.raster.depth.shape)
    pixels = shot.raster.pixels
    full = shot.raster.depth.shape[1]
    if supersample > 1:
        row, column = np.divmod(pixels.astype(np.int32), np.int32(full))
        pixels = (row // supersample * width + column // supersample).astype(np.intp)
    many = height * width
    picture = np.empty((many, 4), np.float32)
    for channel in range(3):
        picture[:, channel] = np.bincount(pixels, colour[:, channel], many)
    picture[:, 3] = np.bincount(pixels, minlength=many)
    picture /= supersample**2
    return picture.reshape(height, width, 4)


def _inked(
    picture: Floats,
    shot: _Shot,
    palette: Palette,
    supersample: int,
    ink: float,
    cords: Sequence[int] = (),
) -> None:
    """Draw lines over a premultiplied picture, where depth or things change.

    Things numbered in `cords` are so thin that their own line would cover them: they get none.
    """
    wide = _LINE * ink * supersample / 2
    rows, columns = shot.box(int(wide) + 2 * supersample, supersample)
    depth = shot.raster.depth[rows, columns]
    thing = np.full(shot.raster.depth.size, -1, np.int16)
    thing[shot.raster.pixels] = shot.thing
    thing = thing.reshape(shot.raster.depth.shape)[rows, columns]
    scale = shot.camera.scale
    strong = np.zeros(depth.shape, np.uint8)
    for axis in (0, 1):
        line = _borders(depth, thing, scale, axis)
        one = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
        two = (slice(None, -1), slice(None)) if axis == 0 else (slice(None), slice(None, -1))
        np.maximum(strong[one], line, out=strong[one])
        np.maximum(strong[two], line, out=strong[two])
    bare = np.isin(thing, cords) if cords else None
    ring = strong
    cover = _faded(ring, wide)
    for far in range(1, int(np.ceil(wide))):
        ring = _grown(ring)
        np.maximum(cover, _faded(ring, wide - far), out=cover)
    if bare is not None:
        cover[bare] = 0
    parts = np.zeros([size // supersample for size in cover.shape], np.float32)
    for down in range(supersample):
        for right in range(supersample):
            parts += cover[down::supersample, right::supersample]
    alpha = parts / np.float32(255 * supersample**2)
    target = picture[
        rows.start // supersample : rows.stop // supersample,
        columns.start // supersample : columns.stop // supersample,
    ]
    drawn = np.nonzero(alpha)
    strength = alpha[drawn][:, None]
    line_colour = np.append(palette.colour("line"), np.float32(1))
    target[drawn] += strength * (line_colour - target[drawn])


def _borders(
    depth: Floats, thing: npt.NDArray[np.int16], scale: float, axis: int
) -> npt.NDArray[np.uint8]:
    """How strong the line is between neighbours along an axis, 0 to 255.

    A border is a jump in depth that the slope on neither side explains.
    """
    step = np.abs(np.diff(depth, axis=axis))
    ahead = step[1:] if axis == 0 else step[:, 1:]
    behind = step[:-1] if axis == 0 else step[:, :-1]
    slope = step.copy()
    inner = slope[1:] if axis == 0 else slope[:, 1:]
    np.minimum(inner, behind, out=inner)
    inner = slope[:-1] if axis == 0 else slope[:, :-1]
    np.minimum(inner, ahead, out=inner)
    step -= slope
    low, high = _STEP
    step -= np.float32(low * scale)
    step *= np.float32(190 / ((high - low) * scale))
    line = np.clip(step, 0, 190, out=step).astype(np.uint8)
    one, two = (thing[1:], thing[:-1]) if axis == 0 else (thing[:, 1:], thing[:, :-1])
    np.copyto(line, 200, where=one != two)
    np.copyto(line, 245, where=(one < 0) != (two < 0))
    return line


def _faded(ring: npt.NDArray[np.uint8], share: float) -> npt.NDArray[np.uint8]:
    if share >= 1:
        return ring.copy()
    return (ring * np.float32(share)).astype(np.uint8)


def _grown(ring: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    grown = ring.copy()
    np.maximum(grown[1:], ring[:-1], out=grown[1:])
    np.maximum(grown[:-1], ring[1:], out=grown[:-1])
    np.maximum(grown[:, 1:], ring[:, :-1], out=grown[:, 1:])
    np.maximum(grown[:, :-1], ring[:, 1:], out=grown[:, :-1])
    return grown


def _receive(
    colour: Floats,
    shot: _Shot,
    solids: Sequence[Solid],
    shadow: Floats | None,
    palette: Palette,
    floor: float,
    supersample: int,
) -> None:
    """Let flat things on the floor take the shadow, in place."""
    mats = [index + 1 for index, solid in enumerate(solids) if is_flat(solid, floor)]
    if shadow is None or not mats:
        return
    some = np.nonzero(np.isin(shot.thing, mats))[0]
    row, column = np.divmod(shot.raster.pixels[some], shot.raster.depth.shape[1])
    deep = shadow[row // supersample, column // supersample] * np.float32(palette.floor)
    colour[some] += deep[:, None] * (palette.colour("shadow") - colour[some])


def _straight(picture: Floats) -> Bytes:
    """Turn premultiplied colours into bytes with straight alpha."""
    flat = picture.reshape(-1, 4)
    some = np.nonzero(flat[:, 3])[0]
    part = np.take(flat, some, axis=0)
    part[:, :3] /= np.maximum(part[:, 3:], np.float32(1e-6))
    np.clip(part, 0, 1, out=part)
    part *= 255
    part += np.float32(0.5)
    made = np.zeros(flat.shape, np.uint8)
    made[some] = part.astype(np.uint8)
    return made.reshape(picture.shape)
