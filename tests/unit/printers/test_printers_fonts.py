"""Which font draws a character, and what stands in when none does."""

from kiosk.domain.document import Align
from printers.fonts import Face, Fonts, installed
from printers.glyphs import cluster_image, code_box, draw_line

HAN = Face("a.ttf", 0, "Han", (0x20, 0x4E00), (0x7E, 0x9FA5))
RARE = Face("b.ttf", 2, "Rare", (0x3400, 0xE000, 0x20000), (0x4DBF, 0xE0FF, 0x323AF))


def test_the_first_font_that_holds_a_character_draws_it() -> None:
    fonts = Fonts([HAN, RARE])
    assert fonts.face_for("大") is HAN
    assert fonts.face_for("㛃") is RARE
    assert fonts.face_for("𬱖") is RARE
    assert fonts.face_for("é") is None


def test_a_private_character_is_drawn_only_by_a_font_named_for_it() -> None:
    assert Fonts([HAN, RARE]).face_for("\ue000") is None
    assert Fonts([HAN, RARE], private=["Rare"]).face_for("\ue000") is RARE


def test_installed_fonts_draw_the_rare_names() -> None:
    fonts = installed()
    for char in "㛃䶮𬭎𬱖":
        image = cluster_image(char, 24, 24, fonts)
        assert image is not None
        assert image.getbbox() is not None


def test_a_standard_private_code_is_drawn_as_its_character() -> None:
    here, there = (cluster_image(char, 24, 24, installed()) for char in "\ue863䶮")
    assert here is not None
    assert there is not None
    assert here.tobytes() == there.tobytes()


def test_without_any_font_a_line_is_boxes_that_differ() -> None:
    drawn = draw_line("㛃䶮", 1, Align.LEFT, False, 576, Fonts([]), 0)
    assert drawn.boxed == ("㛃", "䶮")
    assert code_box("㛃", 24, 24).tobytes() != code_box("䶮", 24, 24).tobytes()
    assert len(drawn.bits) == drawn.width_bytes * drawn.height


def test_alignment_is_in_the_dots() -> None:
    left, centre, right = (draw_line("大", 1, align, False, 576, installed(), 0) for align in Align)
    assert (left.width_bytes, centre.width_bytes, right.width_bytes) == (3, 38, 72)
