"""Do light, colours, alpha and layers say the same, on either side and to every eye?"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.body import Side
from gui.figure.camera import Camera
from gui.figure.palette import DARK, LIGHT, MUSCLES, Palette
from gui.figure.person import Figure
from gui.figure.shading import draw, ids, layers, masks
from gui.figure.shadow import Body
from gui.figure.solids import box, mirrored, sphere
from tests.figure.making import scene

Floats = NDArray[np.float64]

# Viénot, Brettel & Mollon (1999), on linear light.
SEEN_BY = {
    "everyone": np.eye(3),
    "protanopes": np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]),
    "deuteranopes": np.array(
        [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]
    ),
}


def lab(colour: Floats, eye: Floats) -> Floats:
    """CIE L*a*b* of a colour from 0 to 1, as an eye sees it."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    linear = np.clip(eye @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    part = to_xyz @ linear / (0.9505, 1.0, 1.089)
    root = np.where(part > 0.008856, np.cbrt(part), 7.787 * part + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("eye", SEEN_BY)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_muscles_stay_apart_for_every_eye(palette: Palette, eye: str) -> None:
    seen = {
        name: lab(palette.colour(name).astype(float), SEEN_BY[eye])
        for name in (*MUSCLES, "skin", "top", "shorts")
    }
    for one, two in combinations(MUSCLES, 2):
        assert np.linalg.norm(seen[one] - seen[two]) > 20, (one, two)
    for muscle in MUSCLES:
        for ground in ("skin", "top", "shorts"):
            assert np.linalg.norm(seen[muscle] - seen[ground]) > 12, (muscle, ground)
    for main, helping in (("primary", "secondary"), ("stretched", "stretched_secondary")):
        assert abs(seen[main][0] - seen[helping][0]) > 12, "they also differ in lightness"


def test_an_unknown_material_is_refused() -> None:
    for wrong in ("glass", "ground", "shade", "colour"):
        with pytest.raises(ValueError):
            LIGHT.colour(wrong)


def test_the_light_never_changes_sides() -> None:
    ball = sphere((0.1, 0, 0), 0.5)
    for solid, azimuth in ((ball, 30), (mirrored(ball), -30)):
        camera = Camera.framing(solid.vertices, azimuth, 10, 100, 100)
        bright = draw(None, [solid], camera, LIGHT, floor=None)[..., :3].sum(2)
        assert bright[30, 30] > bright[70, 70] + 40, "from the viewer's upper left"
        assert bright[30, 30] > bright[30, 70] + 10


@pytest.mark.parametrize("azimuth", [0, 55, -140])
def test_a_mirrored_body_has_the_mirrored_outline_and_places(azimuth: float) -> None:
    here = scene("bird_dog", Side.LEFT, Figure.MALE)
    body, _ = here.posed(1.0)
    flip = np.array([-1, 1, 1], np.float32)
    other = Body(body.vertices * flip, body.normals * flip, body.faces[:, ::-1], body.fields)
    camera = Camera.framing(body.vertices, azimuth, 12, 160, 130)
    fields = [field for field, _ in body.fields]
    one = ids(body, fields, camera)
    two = ids(other, fields, camera.mirrored)[:, ::-1]
    assert (one == two).mean() > 0.998
    seen, turned = (
        draw(each, (), view, LIGHT, floor=None, ink=0)[..., 3].astype(int)
        for each, view in ((body, camera), (other, camera.mirrored))
    )
    # A sample on the very edge may fall to either side: a quarter of a pixel each.
    assert np.abs(seen - turned[:, ::-1]).mean() < 1


def square() -> Body:
    """A wall of one metre with a field that is above zero on the figure's left half."""
    solid = box((0, 0, 0), (1, 1, 0.2))
    vertices, normals, faces = solid.corners()
    return Body(vertices, normals, faces, ((vertices[:, 0].astype(np.float32) * 2, "primary"),))


@pytest.mark.parametrize("supersample", [1, 2, 3])
def test_a_field_covers_the_area_it_should(supersample: int) -> None:
    body = square()
    camera = Camera(0, 0, (0.0, 0, 0), 1.25, 101, 101)
    (mask,) = masks(body, [body.fields[0][0]], camera, supersample)
    scale = camera.scale
    assert mask.sum() / 255 == pytest.approx(0.5 * scale * scale, rel=0.02)
    number = ids(body, [body.fields[0][0]], camera)
    assert ((number == 0) == (mask > 127)).mean() > 0.98
    # The hem runs through the middle of a column, which is half covered.
    assert int(mask[50, 50]) == pytest.approx(127, abs=40)
    assert set(np.unique(number)) == {-1, 0}


@pytest.mark.parametrize("supersample", [1, 2, 3])
def test_alpha_is_the_share_of_the_pixel_that_is_covered(supersample: int) -> None:
    ball = sphere((0, 0, 0), 0.5, 96)
    camera = Camera(0, 0, (0, 0, 0), 1.25, 50, 50)
    alpha = draw(None, [ball], camera, LIGHT, supersample=supersample, floor=None, ink=0)[..., 3]
    assert alpha.sum() / 255 == pytest.approx(np.pi * 0.25 * camera.scale**2, rel=0.02)
    part = alpha[(alpha > 0) & (alpha < 255)]
    assert (len(part) == 0) == (supersample == 1)
    assert len(np.unique(part)) >= (supersample**2 - 1) // 2


def test_colours_at_the_edge_are_not_darkened_by_what_is_not_there() -> None:
    wall = box((0, 0, 0), (1, 1, 0.2), material="towel")
    camera = Camera(0, 0, (0, 0, 0), 1.27, 61, 61)
    picture = draw(None, [wall], camera, LIGHT, floor=None, ink=0)
    part = (picture[..., 3] > 0) & (picture[..., 3] < 255)
    assert part.any()
    middle = picture[30, 30, :3].astype(int)
    assert np.abs(picture[part][:, :3].astype(int) - middle).max() < 60


def test_lines_keep_their_width_when_drawn_finer() -> None:
    ball = sphere((0, 0, 0), 0.5, 64)
    camera = Camera(0, 0, (0, 0, 0), 1.25, 200, 200)
    inked = []
    for supersample in (1, 2, 3):
        bare = draw(None, [ball], camera, LIGHT, supersample=supersample, floor=None, ink=0)
        lined = draw(None, [ball], camera, LIGHT, supersample=supersample, floor=None)
        difference = bare[..., :3].astype(float) - lined[..., :3]
        inked.append(float(difference[100, :].clip(0).sum()))
    assert max(inked) < 1.5 * min(inked)


def test_a_ground_fills_the_whole_picture() -> None:
    from dataclasses import replace

    palette = replace(LIGHT, ground="#102030")
    picture = draw(None, [], Camera(0, 0, (0, 0, 0), 1, 8, 6), palette)
    assert picture.shape == (6, 8, 4)
    assert (picture == (0x10, 0x20, 0x30, 255)).all()
    assert not draw(None, [], Camera(0, 0, (0, 0, 0), 1, 8, 6), LIGHT).any()


def over(under: Floats, layer: Floats) -> Floats:
    """Lay one picture with straight alpha over another, premultiplied."""
    alpha = layer[..., 3:]
    made: Floats = under * (1 - alpha) + np.concatenate([layer[..., :3] * alpha, alpha], 2)
    return made


def test_the_layers_of_the_map_make_the_same_body() -> None:
    here = scene("bodyweight_squats")
    camera = here.camera(here.look(), 160, 200)
    body, _ = here.posed(0.0)
    plain, light = (layer / 255 for layer in layers(body, camera, LIGHT))
    whole = draw(body, (), camera, LIGHT, floor=None) / 255
    nothing = np.zeros_like(plain)
    gap = np.abs(over(over(nothing, plain), light) - over(nothing, whole))
    assert gap[..., 3].max() < 0.02
    inside = whole[..., 3] == 1
    assert gap[inside].mean() < 0.03
