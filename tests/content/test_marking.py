"""What a tap enlarges: every place has a part, and grows to a size that a finger hits."""

from collections import defaultdict

import pytest

from triggercare.domain.anatomy import Place, zones
from triggercare.library.bodymap import BODY, body_view
from triggercare.library.marking import crops, part_key, part_of, parts, place_regions

PICTURE = (358, 490)  # px: the picture on a phone of 390 by 844
LARGER = 2  # what the button "Larger" does
LEAST, ROOMY = 24, 44  # px: WCAG 2.2 target size 2.5.8, and 2.5.5 for the places marked most
MARKED_MOST = (
    *(
        "forehead temple side-of-head back-of-head base-of-skull jaw side-of-neck back-of-neck neck-angle"
    ).split(),
    *(
        "shoulder-front shoulder-side shoulder-back shoulder-top shoulder-blade shoulder-blade-inner-edge"
    ).split(),
    *(
        "mid-back low-back sacroiliac buttock-upper buttock hip-side elbow-outer forearm-back wrist-front"
    ).split(),
    *("thumb-base thigh-back-upper knee-front calf-upper heel sole").split(),
)
NARROW = {"jaw", "base-of-skull"}  # bands along a bone: roomy with "Larger" only
PLACES = [Place(zone.slug, side) for zone in zones().values() for side in zone.sides]


def sizes() -> dict[str, float]:
    """For each place the width in px of the widest circle in it, in the crop that shows it largest."""
    best: dict[str, float] = defaultdict(float)
    for by_face in crops().values():
        for crop in by_face.values():
            x, y, width, height = crop.box
            scale = min(PICTURE[0] / width, PICTURE[1] / height)
            for dot in body_view(crop.view).dots:
                if x <= dot.x <= x + width and y <= dot.y <= y + height:
                    best[dot.zone] = max(best[dot.zone], 2 * dot.border * scale)
    return best


SIZES = sizes()


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_finger_hits_every_place(place: Place) -> None:
    assert SIZES[str(place)] * LARGER >= LEAST


def test_the_places_marked_most_are_roomy() -> None:
    assert len(MARKED_MOST) == 30
    assert {slug for slug in MARKED_MOST if SIZES[_right(slug)] < ROOMY} <= NARROW
    assert [slug for slug in NARROW if SIZES[_right(slug)] * LARGER < ROOMY] == []


def _right(slug: str) -> str:
    return f"{slug}:right" if zones()[slug].paired else slug


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_the_part_of_a_place_shows_it(place: Place) -> None:
    """From every view of the body that the contract names for the zone, the enlarged part shows it."""
    by_face = crops()[part_key(place)]
    assert any(str(place) in body_view(crop.view).boxes for crop in by_face.values())
    for face in BODY:
        if face in zones()[place.zone].views and str(place) in body_view(face).boxes:
            assert str(place) in body_view(by_face[face].view).boxes


def test_parts_have_sides_only_for_paired_zones() -> None:
    for part in parts():
        own = [zone for zone in zones().values() if part_of(zone.slug) is part]
        assert own
        assert not part.is_sided or all(zone.paired for zone in own)


def test_the_list_holds_every_place_once() -> None:
    boxes = [box.value for region in place_regions("where") for row in region.rows for box in row.boxes]
    assert sorted(boxes) == sorted(map(str, PLACES))


def test_a_region_with_a_tick_is_open() -> None:
    opened = [region.label for region in place_regions("where", ["crown", "heel:left"]) if region.is_open]
    assert opened == ["Head and face", "Ankle and foot"]
